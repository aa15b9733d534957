"""Sealed secrets: bound to merchant and name, different each time, never half open."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refund_desk.adapters.vault.sealing import AesGcmSealer
from refund_desk.application.ports.vault import UnsealableError
from refund_desk.domain.identifiers import Mchid
from refund_desk.domain.secret import Secret

KEY = bytes(range(32))
SEALER = AesGcmSealer(KEY, Mchid("1900000201"))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_was_sealed_opens(text: str) -> None:
    assert SEALER.unseal("merchant_key", SEALER.seal("merchant_key", Secret(text))) == Secret(text)


def test_the_sealed_text_says_nothing_and_never_repeats() -> None:
    secret = Secret("0123456789abcdef0123456789abcdef")
    one, two = (SEALER.seal("apiv3_key", secret) for _ in range(2))
    assert one != two
    assert secret.reveal().encode() not in base64.b64decode(one)


@pytest.mark.parametrize(
    "other",
    [
        (SEALER, "apiv3_key"),
        (AesGcmSealer(KEY, Mchid("1900000202")), "merchant_key"),
        (AesGcmSealer(bytes(32), Mchid("1900000201")), "merchant_key"),
    ],
)
def test_it_opens_for_this_shop_and_this_name_only(other: tuple[AesGcmSealer, str]) -> None:
    sealed = SEALER.seal("merchant_key", Secret("a key"))
    sealer, name = other
    with pytest.raises(UnsealableError):
        sealer.unseal(name, sealed)


@pytest.mark.parametrize("sealed", ["", "A", "AAAA", "not base64", base64.b64encode(b"x").decode()])
def test_nonsense_is_refused_without_a_trace(sealed: str) -> None:
    with pytest.raises(UnsealableError, match=r"^merchant_key$") as caught:
        SEALER.unseal("merchant_key", sealed)
    assert caught.value.__context__ is None


def test_one_changed_byte_is_noticed() -> None:
    whole = bytearray(base64.b64decode(SEALER.seal("merchant_key", Secret("a key"))))
    for place in range(len(whole)):
        changed = whole.copy()
        changed[place] ^= 1
        with pytest.raises(UnsealableError):
            SEALER.unseal("merchant_key", base64.b64encode(changed).decode())
