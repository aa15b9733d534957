"""A row of the inbox in words: everything the delegate paints, made once and kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from refund_desk.application.rows import InboxRow
from refund_desk.domain.deadline import Urgency
from refund_desk.domain.reason import ReasonCategory, tells_reason
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_application import ApplicationState, Segment
from refund_desk.ui import formats, texts, wording
from refund_desk.ui.inbox.groups import Group, GroupKind
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.pills import Tone

_HEADINGS: Final[dict[GroupKind, Callable[[], str]]] = {
    GroupKind.TODAY: texts.inbox.group_due_today,
    GroupKind.TOMORROW: texts.inbox.group_due_tomorrow,
    GroupKind.LATER: texts.inbox.group_later,
    GroupKind.ON_THE_WAY: texts.inbox.group_on_its_way,
    GroupKind.ARRIVED: texts.inbox.group_arrived_today,
    GroupKind.FOUND: texts.inbox.group_found,
    GroupKind.PROBLEM: texts.inbox.group_problem,
}
_REFUND_ICONS: Final[dict[RefundState, tuple[str, Role]]] = {
    RefundState.PLANNED: ("timer-sand", "accent_text"),
    RefundState.SUBMITTING: ("cash-sync", "accent_text"),
    RefundState.PROCESSING: ("progress-clock", "accent_text"),
    RefundState.SUCCEEDED: ("check-circle-outline", "ok"),
    RefundState.UNKNOWN: ("help-circle-outline", "bad"),
    RefundState.ABNORMAL: ("alert-circle", "bad"),
    RefundState.CLOSED: ("close-circle-outline", "text2"),
}
_SILENT: Final = frozenset({RefundState.UNDONE, RefundState.GIVEN_UP})
# In Chinese the middle dot is a full letter wide; the bullet is its look in the fonts we have.
_BETWEEN: Final = " • "


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """The third line: a glyph, words, and how loud they are."""

    text: str
    icon: str
    role: Role = "text3"
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLook:
    """What one row shows. `accessible` is the whole row for a screen reader."""

    title: str = field(default="", repr=False)
    amount: str = ""
    source_icon: str = ""
    what: str = field(default="", repr=False)
    state: str = ""
    state_icon: str = ""
    state_role: Role = "text3"
    state_bold: bool = False
    tag: str = ""
    tag_tone: Tone = "neutral"
    picture_count: int = 0
    is_unread: bool = False
    picture_sha256: str = ""
    accessible: str = field(default="", repr=False)

    @classmethod
    def failed(cls) -> RowLook:
        """A row that was never read: it says so, and a press tries again."""
        words = texts.inbox.load_failed()
        return cls(state=words, state_icon="refresh", state_role="bad", accessible=words)


def heading_text(group: Group) -> str:
    """今天到期 3."""
    return f"{_HEADINGS[group.kind]()} {group.count}"


def look_of(row: InboxRow, *, now: datetime, is_stale: bool = False) -> RowLook:
    """The row in words at `now` (UTC); a stale one keeps its first lines and offers a retry."""
    state = _stale() if is_stale else _state_of(row, now)
    mark = wording.mark(row.marked)
    reason = category_text(row)
    goods = row.goods_title or texts.common.no_goods()
    spoken = _spoken(row, reason, goods, _spoken_state(row, state, now))
    return RowLook(
        title=wording.who(row.title),
        # Complaints about something else ask for no money; ¥0.00 would look like a mistake.
        amount=formats.yuan(row.asked) if row.asked else "",
        source_icon=wording.source_icon(row.source),
        what=f"{reason}{_BETWEEN}{goods}",
        state=state.text,
        state_icon=state.icon,
        state_role=state.role,
        state_bold=state.bold,
        tag=mark or _tag(row),
        tag_tone=_tag_tone(row, mark),
        picture_count=row.picture_count,
        is_unread=row.unread,
        picture_sha256=row.picture_sha256,
        accessible=texts.inbox.row_spoken_unread(spoken) if row.unread else spoken,
    )


def _tag(row: InboxRow) -> str:
    """What kind it is; one that was agreed to says what it waits for."""
    if row.state is ApplicationState.AGREED_WAITING_PROOF:
        return wording.application_pill(row.state).text
    return wording.type_tag(row.problem_type, unshipped=row.unshipped)


def _tag_tone(row: InboxRow, mark: str) -> Tone:
    if mark:
        return "warn"
    return "info" if row.state is ApplicationState.AGREED_WAITING_PROOF else "neutral"


def category_text(row: InboxRow) -> str:
    """Why the buyer wants money back; a reason of no known kind in the buyer's own words."""
    if row.category is ReasonCategory.OTHER and tells_reason(row.problem_text):
        return row.problem_text
    return wording.category(row.category)


def _spoken(row: InboxRow, reason: str, goods: str, due: str) -> str:
    """The whole row for a screen reader."""
    if not row.asked:
        return texts.inbox.row_accessible_no_amount(
            title=wording.who(row.title), category=reason, goods=goods, due=due
        )
    amount = formats.spoken_yuan(row.asked)
    return texts.inbox.row_accessible(
        title=wording.who(row.title), amount=amount, category=reason, goods=goods, due=due
    )


def _state_of(row: InboxRow, now: datetime) -> _State:
    if row.segment in {Segment.TO_DO, Segment.WAITING}:
        return _deadline_state(row, now)
    if row.refund_state is None or row.refund_state in _SILENT:
        return _ended_state(row) if row.segment is Segment.DONE else _deadline_state(row, now)
    return _refund_state(row, row.refund_state, now)


def _ended_state(row: InboxRow) -> _State:
    """How it ended without a refund of ours: a search finds these, and no clock runs for them."""
    pill = wording.application_pill(row.state)
    role: Role = "ok" if pill.tone == "ok" else "text2"
    return _State(text=pill.text, icon=pill.icon or "clock-outline", role=role)


def _deadline_state(row: InboxRow, now: datetime) -> _State:
    if row.due_at is None or row.official_due_at is None:
        return _State(text=texts.times.no_deadline(), icon="clock-outline")
    words, urgency = formats.time_left(row.due_at, row.official_due_at, now)
    calm = urgency is Urgency.CALM
    return _State(
        text=words,
        icon="clock-outline" if calm else "clock-alert-outline",
        role=formats.URGENCY_ROLES[urgency],
        bold=urgency in {Urgency.VERY_SOON, Urgency.OVERDUE},
    )


def _refund_state(row: InboxRow, state: RefundState, now: datetime) -> _State:
    if state is RefundState.REFUSED:
        return _refused_state(row)
    if state is RefundState.SUCCEEDED and row.segment is Segment.PROBLEM:
        # It went back to the shop: the buyer still has nothing (decisions.md 2.3).
        icon, role = _REFUND_ICONS[RefundState.ABNORMAL]
        return _State(text=texts.inbox.row_at_shop(), icon=icon, role=role)
    words = _moving_text(row, state, now)
    return _State(text=words, icon=_REFUND_ICONS[state][0], role=_REFUND_ICONS[state][1])


def _moving_text(row: InboxRow, state: RefundState, now: datetime) -> str:
    since = row.refund_since or now
    waited = formats.long_span(now - since)
    said: dict[RefundState, Callable[[], str]] = {
        RefundState.PLANNED: texts.inbox.row_planned,
        RefundState.SUBMITTING: lambda: texts.inbox.row_submitted(waited),
        RefundState.PROCESSING: lambda: texts.inbox.row_processing(waited),
        RefundState.SUCCEEDED: lambda: texts.inbox.row_arrived(formats.short_time(since, now)),
        RefundState.UNKNOWN: texts.inbox.row_unknown,
        RefundState.ABNORMAL: texts.inbox.row_abnormal,
        RefundState.CLOSED: texts.inbox.row_closed,
    }
    return said[state]()


def _refused_state(row: InboxRow) -> _State:
    if row.refund_why == "NOT_ENOUGH":
        return _State(text=texts.inbox.row_balance(), icon="wallet-outline", role="bad")
    return _State(text=texts.inbox.row_refused(), icon="alert-circle", role="bad")


def _stale() -> _State:
    return _State(text=texts.inbox.load_failed(), icon="refresh", role="bad")


def _spoken_state(row: InboxRow, state: _State, now: datetime) -> str:
    """The third line said aloud: 还剩 5 小时 20 分 where a clock runs."""
    on_time = row.official_due_at is not None and now < row.official_due_at
    shows_clock = state.icon in {"clock-outline", "clock-alert-outline"}
    if shows_clock and on_time and row.due_at is not None and now < row.due_at:
        return texts.times.left(formats.long_span(row.due_at - now))
    return state.text
