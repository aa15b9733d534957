"""What each source can do."""

import pytest

from refund_desk.domain.capabilities import CAPABILITIES, MoneyMover, ensure_ours, mover_of
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.refund_application import Source


def test_every_source_says_what_it_can_do() -> None:
    assert set(CAPABILITIES) == set(Source)


def test_only_the_store_moves_the_money_itself_and_locks_the_amount() -> None:
    theirs = {s for s in Source if CAPABILITIES[s].money_mover is MoneyMover.PLATFORM}
    locked = {s for s in Source if not CAPABILITIES[s].any_amount}
    assert theirs == locked == {Source.STORE}


def test_nobody_hears_about_a_sheet_or_a_phone_call() -> None:
    for source in (Source.SHEET, Source.BY_HAND):
        can = CAPABILITIES[source]
        assert not any((can.decisions, can.reply_text, can.reply_pictures, can.progress))


def test_one_platform_among_the_sources_of_a_payment_is_enough() -> None:
    assert mover_of(()) is MoneyMover.OURS
    assert mover_of((Source.COMPLAINT, Source.SHOP_FEED)) is MoneyMover.OURS
    assert mover_of((Source.COMPLAINT, Source.STORE)) is MoneyMover.PLATFORM


def test_our_refund_of_what_a_platform_refunds_is_refused() -> None:
    ensure_ours((Source.COMPLAINT, Source.SHEET, Source.BY_HAND))
    with pytest.raises(RuleBrokenError, match=r"platform\.pays"):
        ensure_ours((Source.COMPLAINT, Source.STORE))
