"""The recovery code: every key comes back, and no slip of the pen does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refund_desk.adapters.vault.recovery_code import master_of, recovery_code
from refund_desk.application.ports.vault import WrongRecoveryCodeError
from refund_desk.domain.identifiers import Mchid
from refund_desk.domain.secret import Secret

MCHID = Mchid("1900000201")
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
masters = st.binary(min_size=32, max_size=32)


@given(masters)
def test_every_key_comes_back(master: bytes) -> None:
    code = recovery_code(master, MCHID).reveal()
    assert [len(group) for group in code.split("-")] == [4] * 14
    assert set(code) <= set(ALPHABET + "-")
    assert master_of(Secret(code), MCHID) == master


@given(masters, st.integers(0, 55), st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_noticed(master: bytes, place: int, letter: str) -> None:
    letters = list(recovery_code(master, MCHID).reveal().replace("-", ""))
    if letters[place] == letter:
        return
    letters[place] = letter
    with pytest.raises(WrongRecoveryCodeError):
        master_of(Secret("".join(letters)), MCHID)


def test_it_may_be_typed_in_any_way_a_person_would() -> None:
    master = bytes(range(32))
    code = recovery_code(master, MCHID).reveal()
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert master_of(Secret(f"  {typed}\n"), MCHID) == master


def test_the_code_of_another_shop_is_refused() -> None:
    code = recovery_code(bytes(32), MCHID)
    with pytest.raises(WrongRecoveryCodeError):
        master_of(code, Mchid("1900000202"))


@given(st.text(max_size=120))
def test_nothing_else_is_a_code(text: str) -> None:
    with pytest.raises(WrongRecoveryCodeError):
        master_of(Secret(text), MCHID)
