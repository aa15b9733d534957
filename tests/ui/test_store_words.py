"""Whatever the Store answers has a sentence; the one about an address names it."""

import pytest

from refund_desk.adapters.sources import store_answers
from refund_desk.adapters.sources.store_answers import No, why_of
from refund_desk.ui import sentences, texts

_CODES = sorted(
    {
        *store_answers._REFUSALS.values(),
        *(why for _codes, why in store_answers._WHY),
        *("store.elsewhere", "store.amount", "store.moved", "store.changed", "store.reason"),
        "platform.not",
        "store.ip",
    }
)


@pytest.mark.parametrize("code", _CODES)
def test_every_no_has_a_sentence_of_its_own(code: str) -> None:
    assert sentences.is_known(code)
    assert code not in sentences.sentence(code)


@pytest.mark.parametrize("address", ["203.0.113.7", "2001:db8::7"])
@pytest.mark.parametrize("errcode", [40164, 45035, 61004])
def test_an_address_to_allow_is_in_the_sentence(address: str, errcode: int) -> None:
    code = why_of(No(errcode, address=address))

    assert sentences.is_known(code)
    assert address in sentences.sentence(code)
    assert sentences.sentence("store.ip") == texts.store.ip_unnamed()
