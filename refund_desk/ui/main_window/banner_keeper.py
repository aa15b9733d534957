"""Which banners are in force: practice, keys, clock, network, sync."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, Signal

from refund_desk.application.ports.clock import OFFSET_HALT_S, OFFSET_WARN_S, Clock
from refund_desk.application.sending_gate import KEYS_MISSING
from refund_desk.application.setting_names import RESTORED
from refund_desk.domain.events import (
    Event,
    PolicyChanged,
    SendingHalted,
    SendingResumed,
    SyncChanged,
    SyncState,
    Troubled,
)
from refund_desk.domain.merchant_account import CERTIFICATE_WARN_DAYS, days_left
from refund_desk.domain.negotiation import Reminder, ReminderKind
from refund_desk.domain.refund_application import Source
from refund_desk.ui import sentences, texts, wording
from refund_desk.ui.main_window.crash_file import save_report
from refund_desk.ui.task_runner import CrashReport
from refund_desk.ui.widgets.banners import Banner, BannerLook, BannerStack

# The practice banner is always seen; of the others the most pressing one.
_RANKS: Final = {
    "practice": 0,
    "crashed": 1,
    "halted": 1,
    "clock": 2,
    "books": 3,
    "offline": 4,
    "sync": 5,
    **{f"sync:{source}": 5 for source in Source},
    "automatic": 6,
    "certificate": 7,
    "waiting": 8,
}
_NAMES_SHOWN: Final = 3
_RETRY: Final = "retry"
_SETTINGS: Final = "settings"
_RULES: Final = "rules"
_REPORT: Final = "report"
_WAITING: Final = "waiting"


class BannerKeeper(QObject):
    """Puts banners up and takes them down as events come.

    Signals: `sync_wanted`; `settings_wanted(str)`: `rules` for the banner about the agreement that
    acts by itself, `settings` for those about keys; `application_wanted(int)`: the one that has
    waited longest.
    """

    sync_wanted = Signal()
    application_wanted = Signal(int)
    settings_wanted = Signal(str)

    def __init__(
        self, stack: BannerStack, clock: Clock, *, practice: bool, has_settings: bool = False
    ) -> None:
        """Start with the practice banner alone, where it belongs."""
        super().__init__(stack)
        # The practice shop's keys are nobody's to change.
        self._has_keys = has_settings and not practice
        self._has_settings = has_settings
        self._stack, self._clock = stack, clock
        self._looks: dict[str, BannerLook] = {}
        self._report: CrashReport | None = None
        self._first_waiting = 0
        if practice:
            self._put("practice", _practice())

    def hear(self, event: Event) -> None:
        """Follow what happened."""
        match event:
            case SyncChanged():
                self._follow_sync(event)
            case SendingHalted() | SendingResumed():
                self._follow_sending(event)
            case PolicyChanged():
                self._follow_rules(event)
            case Troubled():
                self._put("books", _books(event.why))
            case _:
                pass

    def _follow_sending(self, event: SendingHalted | SendingResumed) -> None:
        if isinstance(event, SendingResumed):
            self._drop("halted")
        elif event.why != "bug":
            # Where it is one, the line about the bug says it already.
            self._put("halted", _halted(event, has_keys=self._has_keys))

    def _follow_rules(self, event: PolicyChanged) -> None:
        if event.why:
            look = _automatic_stopped(event.why, has_settings=self._has_settings)
            self._put("automatic", look)
        else:
            self._drop("automatic")

    def tell_crash(self, report: CrashReport) -> None:
        """Say that the program is at fault, and offer the report (it holds no values)."""
        self._report = report
        self._put("crashed", _crashed())

    def tell_waiting(self, reminders: tuple[Reminder, ...]) -> None:
        """Say what has waited for long; the one in front is the one that the press shows."""
        if reminders:
            self._first_waiting = reminders[0].application_id
            self._put("waiting", waiting_look(reminders))
        else:
            self._drop("waiting")

    def look_at_clock(self) -> None:
        """Say so when this PC's clock is over a minute off, or over four (decisions.md 4.1)."""
        offset_s = abs(self._clock.far_offset_s() or 0.0)
        if offset_s <= OFFSET_WARN_S:
            self._drop("clock")
        else:
            self._put("clock", _clock_off(offset_s))

    def look_at_certificate(self, ends_at: datetime | None) -> None:
        """Say so when the merchant's certificate ends within a month, or has ended."""
        days = 0 if ends_at is None else days_left(ends_at, self._clock.pc_now())
        if ends_at is None or days > CERTIFICATE_WARN_DAYS:
            self._drop("certificate")
        else:
            self._put("certificate", _certificate(days))

    def _follow_sync(self, event: SyncChanged) -> None:
        """Each source has its own line; only WeChat Pay's answers speak of the connection."""
        if event.state is SyncState.RUNNING:
            return
        key = "sync"
        if event.source != Source.COMPLAINT:
            key = f"sync:{event.source}"
        elif event.state is SyncState.DONE:
            self._drop("offline", "books")
        if event.state is SyncState.DONE and event.unreadable:
            self._put(key, _some_unreadable(event))
        elif event.state in {SyncState.DONE, SyncState.OFF}:
            self._drop(key)
        elif key == "sync":
            self._sync_trouble(event)
        else:
            self._put(key, _not_synced(event))
        self.look_at_clock()

    def _sync_trouble(self, event: SyncChanged) -> None:
        if event.why == KEYS_MISSING:
            # The line about the keys says it already.
            self._drop("sync", "offline")
        elif event.why == "net.off":
            self._drop("sync")
            self._put("offline", _offline())
        else:
            self._drop("offline")
            self._put("sync", _not_synced(event))

    def _put(self, key: str, look: BannerLook) -> None:
        if self._looks.get(key) == look:
            return
        self._looks[key] = look
        banner = Banner(key, look)
        banner.pressed.connect(self._answer)
        self._stack.put(banner, rank=_RANKS[key])

    def _answer(self, button: str) -> None:
        if button == _REPORT and self._report is not None:
            save_report(self._stack.window(), self._report)
        elif button == _RETRY:
            self.sync_wanted.emit()
        elif button == _WAITING:
            self.application_wanted.emit(self._first_waiting)
        elif button in {_SETTINGS, _RULES}:
            self.settings_wanted.emit(button)

    def _drop(self, *keys: str) -> None:
        for key in keys:
            if self._looks.pop(key, None) is not None:
                self._stack.drop(key)


def _crashed() -> BannerLook:
    return BannerLook(
        tone="bad",
        icon="bug-outline",
        lead=texts.trouble.crashed_title(),
        text=texts.trouble.crashed(),
        buttons=((_REPORT, texts.trouble.save_report()),),
    )


def _practice() -> BannerLook:
    return BannerLook(
        tone="practice",
        icon="school-outline",
        lead=texts.status.practice_lead(),
        text=texts.status.practice_rest(),
    )


def _offline() -> BannerLook:
    return BannerLook(
        tone="warn",
        icon="cloud-off-outline",
        lead=texts.status.offline_lead(),
        text=texts.status.offline_rest(),
        buttons=((_RETRY, texts.status.reconnect()),),
    )


def _some_unreadable(event: SyncChanged) -> BannerLook:
    """Most came in, and these did not; a feed names them."""
    text = texts.notices.some_unreadable(event.unreadable)
    if event.unreadable_names:
        names = "、".join(event.unreadable_names[:_NAMES_SHOWN])
        text = texts.sources.unreadable(n=event.unreadable, names=names)
    return BannerLook(
        tone="warn",
        icon="sync-alert",
        lead=texts.notices.unreadable_lead(),
        text=text,
        buttons=((_RETRY, texts.status.reconnect()),),
    )


def _not_synced(event: SyncChanged) -> BannerLook:
    """What did not come, why, and when it is tried again."""
    minutes = max(1, round(event.next_in_s / 60))
    why = sentences.sentence(event.why)
    if event.source != Source.COMPLAINT and event.why == "net.off":
        why = texts.sources.not_reached()
    return BannerLook(
        tone="warn",
        icon="sync-alert",
        lead=texts.notices.sync_fail_lead(wording.source_name(Source(event.source))),
        text=texts.notices.sync_fail_rest(why=why, n=minutes),
        buttons=((_RETRY, texts.status.reconnect()),),
    )


def _halted(event: SendingHalted, *, has_keys: bool) -> BannerLook:
    leads: dict[str, tuple[str, Callable[[], str]]] = {
        "key.bad": ("key-alert-outline", texts.status.halted_lead),
        "clock.bad": ("clock-alert-outline", texts.status.clock_lead),
        KEYS_MISSING: ("key-alert-outline", texts.unlocking.keys_missing_lead),
    }
    if event.why.startswith(RESTORED):
        leads[event.why] = ("history", texts.restored.lead)
    icon, lead = leads.get(event.why, ("alert-circle", texts.status.halted_lead))
    text = sentences.sentence(event.why, minutes=event.minutes)
    about_keys = has_keys and event.why in {"key.bad", "far.denied", KEYS_MISSING}
    return BannerLook(
        tone="bad", icon=icon, lead=lead(), text=text, buttons=_to_settings() if about_keys else ()
    )


def _automatic_stopped(why: str, *, has_settings: bool) -> BannerLook:
    """It is off, and what to look at first."""
    press = ((_RULES, texts.automatic.stopped_press()),)
    return BannerLook(
        tone="warn",
        icon="alert",
        lead=texts.automatic.stopped_lead(),
        text=sentences.sentence(why),
        buttons=press if has_settings else (),
    )


def _certificate(days: int) -> BannerLook:
    text = texts.notices.cert_soon(days) if days else texts.notices.cert_today()
    return BannerLook(
        tone="warn" if days >= 0 else "bad",
        icon="key-alert-outline",
        lead=texts.unlocking.certificate_lead(),
        text=text if days >= 0 else texts.unlocking.certificate_over(),
        buttons=_to_settings(),
    )


def _to_settings() -> tuple[tuple[str, str], ...]:
    return ((_SETTINGS, texts.unlocking.certificate_press()),)


def _clock_off(offset_s: float) -> BannerLook:
    bad = offset_s > OFFSET_HALT_S
    words = texts.notices.clock_bad(round(offset_s / 60)) if bad else None
    return BannerLook(
        tone="bad" if bad else "warn",
        icon="clock-alert-outline",
        lead=texts.status.clock_lead(),
        text=words or texts.notices.clock_off(round(offset_s)),
    )


def _books(why: str) -> BannerLook:
    return BannerLook(
        tone="bad",
        icon="database-alert-outline",
        lead=texts.status.books_lead(),
        text=sentences.sentence(why),
    )


def waiting_look(reminders: tuple[Reminder, ...]) -> BannerLook:
    """How many of each kind, in the order of their urgency."""
    words: dict[ReminderKind, Callable[[int], str]] = {
        ReminderKind.RETURN_OVER: texts.waiting.remind_over,
        ReminderKind.RETURN_ENDS: texts.waiting.remind_ends,
        ReminderKind.GOODS_ARRIVED: texts.waiting.remind_arrived,
        ReminderKind.OFFER_UNANSWERED: texts.waiting.remind_offers,
        ReminderKind.PROOF_AWAITED: texts.waiting.remind_proofs,
    }
    counts = Counter(reminder.kind for reminder in reminders)
    said = [words[kind](counts[kind]) for kind in words if counts[kind]]
    return BannerLook(
        tone="info",
        icon="timer-sand",
        lead=texts.waiting.remind_lead(),
        text=texts.awaiting.between().join(said),
        buttons=((_WAITING, texts.waiting.remind_press()),),
    )
