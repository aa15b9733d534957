"""The rules of the approve dialog's fields, without any window."""

from __future__ import annotations

from dataclasses import replace

import pytest

from refund_desk.domain.fen import Fen
from refund_desk.domain.reason import ReasonCategory
from refund_desk.domain.shop_policy import ShopPolicy
from refund_desk.ui.decisions.approve_form import (
    ApproveEntry,
    Judgement,
    buyer_receives,
    changed_lines,
    fits_reply,
    judge,
    read_amount,
    reason_left,
)
from refund_desk.ui.decisions.buyer_words import approve_replies, refund_reasons
from tests.ui.deciding import with_red_check
from tests.ui.fake_cases import KINDS, case_of

CASE = case_of(KINDS[1])
POLICY = ShopPolicy()


def judged(**fields: object) -> Judgement:
    entry = replace(ApproveEntry(amount_text="108.00", reason="商品破损"), **fields)  # type: ignore[arg-type] # checked by replace
    return judge(CASE, entry, POLICY)


def test_a_sound_entry_is_complete() -> None:
    assert judged().complete
    assert judged().amount == Fen(10_800)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("", "amt.zero"),
        ("0", "amt.zero"),
        ("0.00", "amt.zero"),
        ("12.", "amt.zero"),
        ("236.00", ""),
        ("236.01", "amt.too_much"),
        ("999999999", "amt.too_much"),
    ],
)
def test_an_amount_lies_between_nothing_and_what_is_left(typed: str, wrong: str) -> None:
    assert judged(amount_text=typed).amount_wrong == wrong
    assert judged(amount_text=typed).complete is (not wrong)


def test_from_five_hundred_on_the_amount_is_typed_twice() -> None:
    rich = replace(CASE, approve=replace(CASE.approve, refundable=Fen(100_000)))
    below = judge(rich, ApproveEntry(amount_text="499.99", reason="退款"), POLICY)
    assert not below.needs_retype
    for again, complete in (("", False), ("50", False), ("500.01", False), ("500", True)):
        entry = ApproveEntry(amount_text="500.00", retype_text=again, reason="退款")
        large = judge(rich, entry, POLICY)
        assert large.needs_retype
        assert large.complete is complete


def test_red_checks_want_the_tick() -> None:
    red = with_red_check(CASE)
    entry = ApproveEntry(amount_text="108", reason="退款")
    assert not judge(red, entry, POLICY).complete
    assert judge(red, replace(entry, ticked=True), POLICY).complete


def test_the_reason_is_counted_in_bytes() -> None:
    assert reason_left("") == 26
    assert reason_left("商品破损") == (80 - 12) // 3
    assert reason_left("退" * 26) == 0
    assert reason_left("退" * 27) < 0
    assert not judged(reason="退" * 27).complete
    assert not judged(reason="  ").complete


def test_a_wanted_reply_has_words_and_fits_both_limits() -> None:
    assert judged(reply_wanted=True, reply_text=" ").reply_wrong == "reply.empty"
    assert judged(reply_wanted=True, reply_text="好" * 167).reply_wrong == "reply.long"
    assert judged(reply_wanted=True, reply_text="好" * 166).complete
    assert judged(reply_wanted=False, reply_text="").complete
    assert fits_reply("a" * 200)
    assert not fits_reply("a" * 201)


def test_what_reaches_the_buyer_is_rounded_down_in_proportion() -> None:
    assert CASE.order is not None
    order = replace(CASE.order, has_coupon=True, payer_total=Fen(20_000))
    assert buyer_receives(CASE, Fen(10_800)) == Fen(10_800)
    assert buyer_receives(replace(CASE, order=order), Fen(10_800)) == Fen(9_152)


def test_changed_lines_name_what_a_person_has_to_look_at() -> None:
    assert changed_lines(CASE, CASE) == frozenset()
    less = replace(CASE, approve=replace(CASE.approve, refundable=Fen(11_600)))
    assert changed_lines(CASE, less) == {"refunded", "refundable"}
    assert changed_lines(CASE, with_red_check(CASE)) == {"checks"}
    ended = replace(CASE, approve=replace(CASE.approve, enabled=False, why="ended"))
    assert "ended" in changed_lines(CASE, ended)
    assert changed_lines(CASE, replace(CASE, asked=Fen(1))) == {"asked"}
    agreed = replace(CASE, approve=replace(CASE.approve, agreed=Fen(5_000)))
    assert changed_lines(CASE, agreed) == {"agreed"}


def test_no_guess_is_made_of_what_was_typed() -> None:
    for text in ("1,000", "１２", "1e3", "-5", "12.345", " 12"):
        assert read_amount(text) is None


def test_every_suggestion_to_the_buyer_fits() -> None:
    for category in ReasonCategory:
        assert all(reason_left(words) >= 0 for words in refund_reasons(category))
    assert all(fits_reply(words) for words in approve_replies("¥99,999,999.00"))
