"""Says how a refund ended, in one sentence at the lower edge, whoever started it and when."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from refund_desk.application.case_view import CaseView
from refund_desk.application.ports.transactions import StorageError
from refund_desk.domain.events import Event, RefundChanged
from refund_desk.domain.fen import Fen, total_of
from refund_desk.domain.refund import ArrivedAt, Refund, RefundState
from refund_desk.ui import formats, texts, wording
from refund_desk.ui.task_runner import TaskRunner
from refund_desk.ui.widgets.toast import Toast

# Bad news stays longer: it says what to do.
_BAD_S = 8
_GATHER_MS = 50


class CaseReads(Protocol):
    """Reads one application whole."""

    async def view(self, application_id: int) -> CaseView | None:
        """The application as the window shows it; None when there is none."""


class OutcomeTeller(QObject):
    """Toasts for arrivals, abnormal and closed refunds, and for what closing the desk undid."""

    def __init__(self, cases: CaseReads, tasks: TaskRunner, toast: Toast) -> None:
        """Speak through this toast."""
        super().__init__(toast)
        self._cases, self._tasks, self._toast = cases, tasks, toast
        self._closed: list[Fen] = []
        # One sentence for all that the last closing left, however many tell of it.
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(_GATHER_MS)
        self._gather.timeout.connect(self._tell_closed)

    def hear(self, event: Event) -> None:
        """Speak of ends; steps on the way are told elsewhere."""
        if not isinstance(event, RefundChanged) or event.adopted or event.again:
            return
        amount = formats.yuan(event.amount)
        match event.state:
            case RefundState.SUCCEEDED:
                # One at a time: a hundred arrivals after a night are not read one by one.
                self._tasks.start("window:arrival", lambda: self._tell_arrival(event))
            case RefundState.ABNORMAL:
                self._bad(texts.refund.abnormal(amount))
            case RefundState.CLOSED:
                self._bad(texts.refund.closed())
            case RefundState.UNDONE if event.why == "undo.closed":
                self._closed.append(event.amount)
                self._gather.start()
            case _:
                pass

    def good(self, text: str) -> None:
        """Say something that needs nobody."""
        self._toast.say(text)

    def bad(self, text: str) -> None:
        """Say something that a person should act on."""
        self._bad(text)

    def _tell_closed(self) -> None:
        """What the desk had not sent when it closed."""
        count, amount = len(self._closed), formats.yuan(total_of(self._closed))
        self._closed = []
        if count == 1:
            self._bad(texts.undo.closed(amount))
        else:
            self._bad(texts.queue.closed_many(n=count, amt=amount))

    async def _tell_arrival(self, event: RefundChanged) -> None:
        """The sentence names the account that WeChat Pay's answer named."""
        try:
            case = await self._cases.view(event.application_id or 0)
        except StorageError:
            case = None
        refund = _refund_of(case, event.refund_id)
        if case is None or refund is None:
            return
        amount = formats.yuan(event.amount)
        if refund.arrived_at is ArrivedAt.SHOP:
            self._bad(texts.refund.to_shop(amount))
        elif refund.received_by:
            where = wording.account(refund.received_by)
            self.good(texts.refund.success(amt=amount, name=case.title, where=where))
        else:
            self.good(texts.refund.success_plain(amt=amount, name=case.title))

    def _bad(self, text: str) -> None:
        self._toast.say(text, tone="warn", icon="alert", seconds=_BAD_S)


def _refund_of(case: CaseView | None, refund_id: int) -> Refund | None:
    refunds = case.refunds if case is not None else ()
    return next((refund for refund in refunds if refund.id == refund_id), None)
