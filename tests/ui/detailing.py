"""The detail pane on a stage, and the cases that its tests put on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QApplication

from refund_desk.application.case_view import CaseView, MessageView
from refund_desk.domain.conversation import MessageKind, Speaker
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import RefundId
from refund_desk.domain.outbox import OutboxEntry, OutboxKind, OutboxState
from refund_desk.domain.refund import ArrivedAt, Refund, RefundState
from refund_desk.domain.refund_application import ApplicationState
from refund_desk.ui import theme
from refund_desk.ui.detail.detail_pane import DetailPane
from refund_desk.ui.detail.note_card import NoteCard
from refund_desk.ui.texts import Language
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.labels import PlainLabel
from tests.ui.fake_cases import NOW, out_refund_no_of, planned_refund
from tests.ui.staging import Stage, staged

WU, LIN, HE, ZHAO, NAMELESS = 1, 2, 3, 4, 9
REFUND = 201
S = timedelta(seconds=1)
REPLY = "已同意退款 ¥108.00，原路退回。"


@dataclass
class Detail:
    """A pane, its stage, and what it told."""

    stage: Stage
    pane: DetailPane
    toasts: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    approved: list[CaseView] = field(default_factory=list)
    rejected: list[CaseView] = field(default_factory=list)

    @property
    def services(self) -> Any:
        return self.stage.services

    def case(self, number: int = LIN) -> CaseView:
        return self.stage.services.shop.views[number]

    def show(self, number: int = LIN) -> None:
        """Show an application and wait until all of it is drawn."""
        self.pane.show_application(number)
        self.wait_drawn(number)

    def wait_drawn(self, number: int = LIN) -> None:
        """Wait until the shown application is drawn as it is now."""

        def drawn() -> bool:
            case = self.pane.case
            return (
                case is not None
                and case == self.case(number)
                and self.pane.slices_are_idle
                and self.pane.centre.conversation.is_built
            )

        self.stage.wait_until(drawn)

    def change(self, number: int = LIN, **changes: object) -> CaseView:
        """Another state of a case, as events would bring it."""
        view = replace(self.case(number), **changes)  # type: ignore[arg-type] # checked by replace
        self.stage.services.shop.put(view)
        return view

    def put_refund(self, refund: Refund, **changes: object) -> None:
        """Give a case a refund, with the state of the application that goes with it."""
        number = refund.application_id or 0
        state = ApplicationState.REFUNDING
        if refund.state in {RefundState.PLANNED, RefundState.UNDONE, RefundState.CLOSED}:
            state = ApplicationState.OPEN
        if refund.state is RefundState.SUCCEEDED:
            state = ApplicationState.REFUNDED
        self.stage.services.shop.put_refund(refund, state)
        if changes:
            self.change(number, **changes)

    def labels(self) -> list[str]:
        """Every visible label's text."""
        return [label.text() for label in self.pane.findChildren(PlainLabel) if label.isVisible()]

    def notes(self) -> list[NoteCard]:
        return self.pane.centre.progress.note_cards()

    def note_button(self, words: str) -> Button:
        """A button of a note."""
        for note in self.notes():
            for button in note.buttons:
                if button.text() == words:
                    return button
        raise AssertionError(f"no button {words}")


def refund_of(state: RefundState = RefundState.PROCESSING, **changes: object) -> Refund:
    """A refund of 林**'s application in a state, as a real life would have brought it there."""
    refund = planned_refund(
        REFUND,
        application_id=LIN,
        amount=Fen(10_800),
        order_total=Fen(23_600),
        reason="商品破损，退一只杯子的钱",
    )
    refund = replace(refund, planned_at=NOW, pressed_at=NOW, reply_text=REPLY)
    sent = state not in {RefundState.PLANNED, RefundState.UNDONE}
    accepted = sent and state not in {
        RefundState.SUBMITTING,
        RefundState.UNKNOWN,
        RefundState.REFUSED,
        RefundState.GIVEN_UP,
    }
    arrived = state is RefundState.SUCCEEDED
    refund = replace(
        refund,
        state=state,
        ordinal=1 if sent else None,
        out_refund_no=out_refund_no_of(LIN) if sent else None,
        first_submitting_at=NOW + 5 * S if sent else None,
        accepted_at=NOW + 6 * S if accepted else None,
        refund_id=RefundId("50300000002026111800188") if accepted else None,
        received_by="微信零钱" if arrived else "",
        arrived_at=ArrivedAt.PAYER if arrived else None,
        settled_at=NOW + 60 * S if arrived else None,
    )
    return replace(refund, **changes)  # type: ignore[arg-type] # checked by replace


def outgoing(
    kind: OutboxKind = OutboxKind.REPLY,
    state: OutboxState = OutboxState.SENT,
    **changes: object,
) -> OutboxEntry:
    """A message on its way."""
    entry = OutboxEntry(
        id=7,
        application_id=LIN,
        kind=kind,
        state=state,
        created_at=NOW,
        next_try_at=NOW,
        actor="owner",
        text=REPLY if kind is OutboxKind.REPLY else "",
        first_sent_at=NOW + 7 * S,
    )
    return replace(entry, **changes)  # type: ignore[arg-type] # checked by replace


def message(number: int, text: str, speaker: Speaker = Speaker.BUYER) -> MessageView:
    """Words in a conversation."""
    return MessageView(
        log_ref=f"said-{number}",
        speaker=speaker,
        kind=MessageKind.WORDS,
        at=NOW - timedelta(minutes=1000 - number),
        text=text,
        pictures=(),
    )


@contextmanager
def detailing(
    application: QApplication,
    *,
    language: Language = "zh_CN",
    choice: theme.ThemeChoice = "light",
    practice: bool = False,
) -> Iterator[Detail]:
    """A visible pane of the design's size that shows nothing yet."""
    with staged(application, language=language, choice=choice, practice=practice) as stage:
        pane = DetailPane(stage.services, stage.tasks, stage.bridge, theme.current())
        detail = Detail(stage, pane)
        pane.toast.connect(detail.toasts.append)
        pane.trouble.connect(detail.troubles.append)
        pane.approve_wanted.connect(detail.approved.append)
        pane.reject_wanted.connect(detail.rejected.append)
        pane.resize(966, 670)
        pane.show()
        try:
            yield detail
        finally:
            pane.hide()
            pane.deleteLater()
            stage.let_turn(0.01)
