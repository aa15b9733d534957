"""What the page says of days, refunds and differences."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from refund_desk.application.ports.bill_store import Mark
from refund_desk.application.proof_rows import DayState, ProofDay, ProofOfDay, ProofRow
from refund_desk.domain.bill import FEE_UNITS_OF_A_FEN, BilledStatus, BillKind
from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.domain.reconciliation import DifferenceKind, next_asking
from refund_desk.domain.refund import RefundState
from refund_desk.ui import formats, sentences, texts
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.pills import PillLook, Tone

_bills, _found, _proof = texts.bills, texts.found, texts.proof

_WEEKDAYS: tuple[Callable[[], str], ...] = (
    _bills.monday,
    _bills.tuesday,
    _bills.wednesday,
    _bills.thursday,
    _bills.friday,
    _bills.saturday,
    _bills.sunday,
)
_KINDS: dict[DifferenceKind, tuple[Callable[[], str], Tone]] = {
    DifferenceKind.THEIRS: (_found.kind_theirs, "bad"),
    DifferenceKind.OURS: (_found.kind_ours, "bad"),
    DifferenceKind.AMOUNT: (_found.kind_amount, "warn"),
    DifferenceKind.STATE: (_found.kind_state, "warn"),
}
_WHY_STATE: dict[RefundState | None, Callable[[], str]] = {
    RefundState.CLOSED: _found.why_closed,
    RefundState.SUCCEEDED: _found.why_failed,
}
# Sentences about the window as a whole say other things about the network.
_OFFLINE = "net.off"


def day_name(day: date) -> str:
    """2026-11-17 周二."""
    return _bills.day_label(day=day.isoformat(), weekday=_WEEKDAYS[day.weekday()]())


def day_entry(day: ProofDay) -> str:
    """The day as the list of days has it, with what is the matter."""
    name = day_name(day.day)
    if day.to_do:
        return _bills.day_to_do(day=name, n=day.to_do)
    match day.state:
        case DayState.NOT_READY:
            return _bills.day_not_ready(name)
        case DayState.TROUBLE:
            return _bills.day_trouble(name)
        case DayState.WAITING:
            return _bills.day_waiting(name)
        case DayState.PROVED:
            return name


def status_of(proof: ProofOfDay, now: datetime) -> tuple[str, str, Role]:
    """How far a day is: words, glyph, and the glyph's colour.

    Where there is no bill at all, the page itself says why.
    """
    again = formats.near_time(next_asking(now), now)
    match proof.state:
        case DayState.PROVED:
            time = formats.near_time(proof.at, now) if proof.at is not None else ""
            return _bills.taken(time), "cloud-check-outline", "ok"
        case DayState.NOT_READY:
            return _bills.not_ready(again), "progress-clock", "text2"
        case DayState.TROUBLE:
            whole = _bills.not_whole(trouble(proof.why))
            return whole if has_bill(proof) else _bills.not_taken(again), "alert-circle", "warn"
        case DayState.WAITING:
            return _bills.not_asked(again), "clock-outline", "text2"


def has_bill(proof: ProofOfDay) -> bool:
    """Whether there is a bill of trades to compare with."""
    kinds = {bill.kind for bill in proof.bills if bill.state.is_proved}
    return {BillKind.REFUND, BillKind.ALL} <= kinds


def empty_of(proof: ProofOfDay) -> tuple[str, str]:
    """What stands where there is no bill to compare with: a sentence and a glyph."""
    match proof.state:
        case DayState.NOT_READY:
            return _bills.empty_not_ready(), "progress-clock"
        case DayState.TROUBLE:
            icon = "cloud-off-outline" if proof.why == _OFFLINE else "alert-circle"
            return _bills.empty_trouble(), icon
        case DayState.WAITING:
            return _bills.empty_waiting(), "clock-outline"
        case DayState.PROVED:
            return _bills.empty_day(), "scale-balance"


def trouble(why: str) -> str:
    """Why a bill did not come."""
    return _bills.offline() if why == _OFFLINE else sentences.sentence(why)


def kind_of(row: ProofRow) -> PillLook:
    """The pill of a difference; grey once there is nothing to do."""
    words, tone = _KINDS[row.kind or DifferenceKind.STATE]
    return PillLook(words(), tone if row.is_to_do else "neutral")


def lead_of(row: ProofRow) -> str:
    """¥136.00 · 徐**, or the goods where nobody is known."""
    amount = formats.yuan(row.theirs or row.ours or NOTHING)
    who = row.title or row.goods
    return _found.row_lead(amt=amount, name=who) if who else amount


def when_of(row: ProofRow) -> str:
    """11-17 16:42 · 5030⋯2291."""
    number = formats.short_number(row.number)
    return _found.row_when(time=formats.day_and_time(row.at), number=number)


def why_of(row: ProofRow) -> str:
    """What happened, then what to do."""
    if row.before_use and row.kind is DifferenceKind.THEIRS:
        return _found.why_before_use()
    match row.kind:
        case DifferenceKind.THEIRS:
            if row.status is BilledStatus.FAIL:
                return _found.why_theirs_failed()
            return _found.why_theirs_desk() if row.made_by_a_desk else _found.why_theirs()
        case DifferenceKind.OURS:
            return _found.why_ours()
        case DifferenceKind.AMOUNT:
            return _found.why_amount()
        case DifferenceKind.STATE | None:
            return _WHY_STATE.get(row.state, _found.why_given_up)()


def mark_of(row: ProofRow) -> str:
    """What a person said about it, and when; empty while nobody did."""
    if row.mark is None:
        return ""
    time = formats.day_and_time(row.mark.at)
    match row.mark.mark:
        case Mark.RECORDED:
            return _found.marked_recorded(time)
        case Mark.NOT_MOVED:
            return _found.marked_not_moved(time)
        case Mark.NOTED:
            return _found.marked_noted(time)


def amount_or_dash(amount: Fen | None) -> str:
    """An amount, or — for a side that has none."""
    return _proof.unknown() if amount is None else formats.yuan(amount)


def fee(units: int) -> str:
    """¥12.21: a fee in hundred-thousandths of a yuan, rounded half up to the fen."""
    return f"-{formats.yuan(_fen_of(units))}" if units < 0 else formats.yuan(_fen_of(units))


def plain_fee(units: int) -> str:
    """12.21, for files."""
    return f"{'-' if units < 0 else ''}{_fen_of(units).to_yuan_text()}"


def _fen_of(units: int) -> Fen:
    fen, rest = divmod(abs(units), FEE_UNITS_OF_A_FEN)
    return Fen(fen + (2 * rest >= FEE_UNITS_OF_A_FEN))


def result_of(row: ProofRow) -> str:
    """一致, and what reached the customer where that is less, or why nothing did."""
    if row.at_shop:
        return _proof.agrees_at_shop()
    if row.left_nothing:
        return _proof.agrees_closed()
    if row.state is RefundState.ABNORMAL:
        return _proof.agrees_abnormal()
    if row.returned is not None and row.theirs is not None and row.returned < row.theirs:
        return _proof.agrees_less(formats.yuan(row.returned))
    return _proof.agrees()


def result_tip(row: ProofRow) -> str:
    """The bill's 退款金额 against what the query told, which is no mismatch (decisions.md 4.8).

    What the customer did not get is told by itself.
    """
    if row.missed_buyer:
        return result_of(row)
    return _proof.agrees_tip(
        returned=amount_or_dash(row.returned), payer=amount_or_dash(row.payer_refund)
    )


def result_look(row: ProofRow) -> tuple[str, Role]:
    """The glyph beside the result, and its colour."""
    if row.left_nothing:
        return "close-circle-outline", "text2"
    return ("alert", "warn") if row.missed_buyer else ("check", "ok")


def spoken(row: ProofRow) -> str:
    """A difference for a screen reader."""
    amount = formats.spoken_yuan(row.theirs or row.ours or NOTHING)
    kind = kind_of(row).text
    return _found.spoken_row(kind=kind, amt=amount, why=mark_of(row) or why_of(row))
