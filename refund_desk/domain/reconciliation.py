"""Our refunds against their bill: what agrees, what does not, and when to ask for which day.

Matched by 商户退款单号 and 申请退款金额 (decisions.md 4.8). A bill's status is frozen, so a later
state of ours is no difference; nothing here changes an amount.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from refund_desk.domain.beijing import BEIJING, beijing_day
from refund_desk.domain.bill import BilledRefund, BilledStatus
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import (
    LIVE_PREFIX,
    ORDINAL_MAX,
    PRACTICE_PREFIX,
    TransactionId,
)
from refund_desk.domain.refund import Refund, RefundState

# WeChat Pay makes the bills of a day from 09:00 of the next on, and asks not to come before 10:00.
ASKING_TIMES = (time(10, 5), time(12, 5), time(14, 5), time(17, 5))
# Bills are given for three months.
DAYS_MAX = 90
# A clock of ours may be this far off WeChat Pay's (four minutes stop all sending), so that a
# refund of midnight may stand in the bill of either day.
_CLOCK_DOUBT = timedelta(minutes=5)
# Refunds of the merchant's available balance stand in no bill of trades (不含可用余额退款).
_UNBILLED_FUNDS = "AVAILABLE"
_OURS = re.compile(r"([A-Z]{2})([0-9A-Za-z]{4,32})-([0-9]{2})")


class DifferenceKind(StrEnum):
    """How the two sides differ.

    THEIRS: nobody made it here. OURS: their bill lacks it. AMOUNT: other fen. STATE: ended here
    without money, but their bill says that money went; or the other way round.
    """

    THEIRS = "theirs"
    OURS = "ours"
    AMOUNT = "amount"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Match:
    """A refund that both sides have, of the same amount."""

    ours: Refund
    theirs: BilledRefund


@dataclass(frozen=True, slots=True)
class Differing:
    """A refund that both sides have, but not alike: AMOUNT or STATE."""

    kind: DifferenceKind
    ours: Refund
    theirs: BilledRefund


@dataclass(frozen=True, slots=True, kw_only=True)
class DayProof:
    """One day, compared; each refund of either side is in one of these at most.

    `found` are theirs alone, `missing` ours alone. `waiting` are ours that another bill, not there
    yet, may still hold.
    """

    day: date
    matches: tuple[Match, ...]
    differing: tuple[Differing, ...]
    found: tuple[BilledRefund, ...]
    missing: tuple[Refund, ...]
    waiting: tuple[Refund, ...]


def compare(
    day: date,
    ours: Iterable[Refund],
    theirs: Iterable[BilledRefund],
    *,
    billed: Mapping[str, date],
    proved: Container[date],
) -> DayProof:
    """Compare one Beijing day.

    `ours` are the refunds that their bill of the day names and those accepted on that day; `billed`
    says in which day's bill a number stands; `proved` are the days whose bills are there.
    """
    named = {str(refund.out_refund_no): refund for refund in ours if refund.out_refund_no}
    matches: list[Match] = []
    differing: list[Differing] = []
    found: list[BilledRefund] = []
    for row in theirs:
        refund = named.pop(row.number, None)
        if refund is None:
            found.append(row)
        elif (kind := _kind_of(refund, row)) is not None:
            differing.append(Differing(kind, refund, row))
        else:
            matches.append(Match(refund, row))
    missing: list[Refund] = []
    waiting: list[Refund] = []
    for number, refund in named.items():
        if number not in billed and _belongs_to(refund, day):
            is_known = all(possible in proved for possible in billing_days(refund))
            (missing if is_known else waiting).append(refund)
    return DayProof(
        day=day,
        matches=tuple(matches),
        differing=tuple(differing),
        found=tuple(found),
        missing=tuple(missing),
        waiting=tuple(waiting),
    )


def billing_days(refund: Refund) -> tuple[date, ...]:
    """The Beijing days whose bill may hold an accepted refund, oldest first.

    A bill counts a refund on the day WeChat Pay accepted it. We may have learnt of it a day later,
    after a doubt; it was not accepted before we first sent it.
    """
    if refund.accepted_at is None:
        return ()
    sent_at = refund.first_submitting_at or refund.accepted_at
    first = beijing_day(min(sent_at, refund.accepted_at) - _CLOCK_DOUBT)
    last = beijing_day(refund.accepted_at + _CLOCK_DOUBT)
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def desk_ordinal(number: str, transaction_id: TransactionId, *, practice: bool) -> int | None:
    """The ordinal in a number that a desk derives for this payment (decisions.md 1.1), or None.

    Such a refund was made here before a restore, or on another PC: it belongs into the ledger with
    its ordinal, never into the sum of what was refunded elsewhere.
    """
    match = _OURS.fullmatch(number)
    prefix = PRACTICE_PREFIX if practice else LIVE_PREFIX
    if match is None or (match.group(1), match.group(2)) != (prefix, str(transaction_id)):
        return None
    ordinal = int(match.group(3))
    return ordinal if 1 <= ordinal <= ORDINAL_MAX else None


def elsewhere_after(told: Fen, recorded: Fen, found: Fen, *, told_before: bool) -> Fen:
    """What counts as refunded elsewhere once one more found refund of a payment is recorded (fen).

    `told` is what counts so far, `recorded` the part of it that earlier records explain. When the
    person says that the found one was meant already (`told_before`), it only explains a part of the
    rest; otherwise it comes on top. So one refund never counts twice, and no record lowers the sum.
    """
    return max(told, recorded + found) if told_before else told + found


def newest_day(now: datetime) -> date:
    """The newest Beijing day whose bill may be asked for: yesterday, from 10:05 on."""
    local = now.astimezone(BEIJING)
    return local.date() - timedelta(days=1 if local.time() >= ASKING_TIMES[0] else 2)


def owed_days(now: datetime, *, since: date, proved: Container[date]) -> tuple[date, ...]:
    """The days to ask for now, oldest first: from `since` on, at most the last 90 days."""
    newest = newest_day(now)
    oldest = max(since, beijing_day(now) - timedelta(days=DAYS_MAX))
    days = (oldest + timedelta(days=n) for n in range((newest - oldest).days + 1))
    return tuple(day for day in days if day not in proved)


def next_asking(now: datetime) -> datetime:
    """The next instant (UTC) at which bills are asked for."""
    local = now.astimezone(BEIJING)
    for at in ASKING_TIMES:
        if local.time() < at:
            return datetime.combine(local.date(), at, BEIJING).astimezone(now.tzinfo)
    tomorrow = local.date() + timedelta(days=1)
    return datetime.combine(tomorrow, ASKING_TIMES[0], BEIJING).astimezone(now.tzinfo)


def _kind_of(ours: Refund, theirs: BilledRefund) -> DifferenceKind | None:
    """How a billed refund differs from ours of the same number; None when it does not."""
    if ours.amount != theirs.asked:
        return DifferenceKind.AMOUNT
    ended_without = ours.state is RefundState.GIVEN_UP and theirs.moves_money
    arrived_there = theirs.status is BilledStatus.SUCCESS and ours.state is RefundState.CLOSED
    # What they call failed is closed for good: no later state explains money here.
    failed_there = theirs.status is BilledStatus.FAIL and ours.state is RefundState.SUCCEEDED
    differs = ended_without or arrived_there or failed_there
    return DifferenceKind.STATE if differs else None


def _belongs_to(refund: Refund, day: date) -> bool:
    """Whether an accepted refund is looked for under this day.

    One whose answer we adopted was made at a time we do not know, and refunds of the available
    balance stand in no bill: neither is missed.
    """
    if refund.accepted_at is None or refund.funds_account == _UNBILLED_FUNDS:
        return False
    if refund.adopted and refund.first_submitting_at is not None:
        return False
    return beijing_day(refund.accepted_at) == day
