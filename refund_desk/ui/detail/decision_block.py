"""The presses that decide, always in sight; a press that is not possible says why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from refund_desk.application.case_view import CaseView
from refund_desk.domain.negotiation import AwaitedProof
from refund_desk.domain.policy import Verdict
from refund_desk.domain.refund import ArrivedAt, RefundState
from refund_desk.domain.refund_application import ApplicationState, ComplaintState
from refund_desk.ui import formats, sentences, texts, wording
from refund_desk.ui.detail.between_buttons import BetweenButtons
from refund_desk.ui.detail.case_state import Stage, stage_of
from refund_desk.ui.detail.negotiation_words import waiting_words
from refund_desk.ui.theme import set_look
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.frames import Hairline, Panel
from refund_desk.ui.widgets.labels import IconLabel, ParagraphLabel

BLOCK_HEIGHT = 128
AFTER_HEIGHT = 82
ROW_HEIGHT = 48
_HINT_LINE = 18
_HINT_SPACE = 26


@dataclass(frozen=True, slots=True)
class Hint:
    """The line above the buttons."""

    text: str
    icon: str = ""
    role: Role = "text2"


class DecisionBlock(Panel):
    """Approve and reject; afterwards reply and copy.

    Signals: `approve_wanted`, `reject_wanted`, `reply_wanted`, `copy_wanted`, `phone_wanted`,
    `complete_wanted`; `proof_wanted` and `take_back_wanted` where a proof is waited for;
    `between.goods_wanted` and `between.offer_wanted` for what lies between yes and no.
    """

    approve_wanted = Signal()
    reject_wanted = Signal()
    reply_wanted = Signal()
    copy_wanted = Signal()
    phone_wanted = Signal()
    complete_wanted = Signal()
    proof_wanted = Signal()
    take_back_wanted = Signal()

    def __init__(self, *, practice: bool) -> None:
        """Start without a case; in the practice shop every amount is called practice."""
        super().__init__("sunken")
        self._practice = practice
        self._narrow = False
        self._low = False
        self.hint_icon = IconLabel("lightbulb-on-outline", "ok", 16)
        self.hint = ParagraphLabel(px=12, line_px=_HINT_LINE, tone="text2")
        self.approve = Button("", kind="primary", size="large", icon="cash-refund", keycap="A")
        self.between = BetweenButtons(self)
        self.reject = Button(texts.decision.reject_button(), keycap="R")
        self.reply = Button(texts.decision.reply_button(), icon="reply-outline")
        self.copy = Button(texts.decision.copy_progress(), icon="content-copy")
        self.phone = Button(texts.case.whole_phone(), icon="phone-outline")
        self.complete = Button(texts.decision.complete_button(), icon="check-circle-outline")
        self.proof = Button(
            texts.goods_back.proof_button(),
            kind="primary",
            size="large",
            icon="tray-arrow-up",
            keycap="U",
        )
        self.take_back = Button(texts.awaiting.take_back(), icon="undo-variant")
        self.take_back.setAccessibleName(texts.awaiting.take_back_name())
        for button, signal in (
            (self.approve, self.approve_wanted),
            (self.reject, self.reject_wanted),
            (self.reply, self.reply_wanted),
            (self.copy, self.copy_wanted),
            (self.phone, self.phone_wanted),
            (self.complete, self.complete_wanted),
            (self.proof, self.proof_wanted),
            (self.take_back, self.take_back_wanted),
        ):
            button.clicked.connect(signal)
        self._build()

    def show_case(
        self, case: CaseView, *, undo_left_s: int | None = None, blocked: str = ""
    ) -> None:
        """Follow the case; `blocked` is a sentence that stops all sending (offline, halted)."""
        stage = stage_of(case)
        deciding = stage in {Stage.DECIDE, Stage.UNDO}
        awaited = case.awaited_proof if stage is Stage.DECIDE else None
        self.approve.setVisible(deciding and awaited is None)
        self.proof.setVisible(awaited is not None)
        self.take_back.setVisible(awaited is not None)
        self.reject.setVisible(deciding)
        self.between.set_visible(deciding and awaited is None)
        self.reply.setVisible(not deciding)
        abnormal = case.refund is not None and case.refund.state is RefundState.ABNORMAL
        calls = stage is Stage.REFUND and abnormal and case.has_phone
        self.phone.setVisible(calls)
        self.copy.setVisible(stage is Stage.REFUND and not calls)
        open_still = case.complaint_state is not ComplaintState.PROCESSED
        self.complete.setVisible(stage is Stage.ENDED and open_still and case.can.completes)
        if stage is Stage.UNDO:
            self._show_undo(undo_left_s)
        elif awaited is not None:
            self._show_awaited(case, awaited, blocked)
        elif stage is Stage.DECIDE:
            self._show_decision(case, blocked)
        else:
            self._say(_afterwards(case))

    def set_narrow(self, narrow: bool) -> None:
        """Lie as one row of 48 px, or stand as a block of 128."""
        self._narrow = narrow
        self._fit()

    def set_low(self, low: bool) -> None:
        """Leave the hint out where the window is low."""
        self._low = low
        self._fit()

    def _show_undo(self, left_s: int | None) -> None:
        self.approve.set_kind("primary")
        self.approve.setText(texts.decision.approve_waiting())
        self.approve.set_keycap("")
        words = texts.together.waiting_turn()
        if left_s is not None:
            words = texts.decision.hint_undo(left_s)
        self.approve.set_blocked(words)
        self.reject.set_blocked(words)
        self.between.stop(words)
        self._say(Hint(words, "timer-sand", "accent_text"))

    def _show_decision(self, case: CaseView, blocked: str) -> None:
        offer = case.approve
        naming = _naming(case, practice=self._practice)
        name, spoken = _plain_name(), _plain_name()
        if case.can_prove:
            name = spoken = texts.store.prove_button()
        elif offer.suggested:
            name = naming(formats.yuan(offer.suggested))
            spoken = texts.decision.approve_name(formats.spoken_yuan(offer.suggested))
        self.approve.setText(name)
        self.approve.setAccessibleName(spoken)
        # A red check takes the look of the recommended press away (ui.md section 10); where no
        # amount was asked for, there is nothing to recommend.
        plain = offer.needs_tick or not offer.suggested
        self.approve.set_kind("secondary" if plain else "primary")
        self.approve.set_keycap("A")
        self.reject.setAccessibleName(texts.decision.reject_name())
        why = blocked
        if not why and not offer.can_press and not case.can_prove:
            why = sentences.sentence(offer.why, seconds=offer.wait_s)
        self.approve.set_blocked(why)
        self.reject.set_blocked(self._why_not_reject(case, blocked))
        self.between.show_case(case, blocked)
        if waits := waiting_words(case):
            self._say(Hint(waits, "timer-sand", "accent_text"))
        elif why:
            self._say(Hint(why, "alert-circle-outline", "warn"))
        elif offer.may_queue:
            self._say(Hint(texts.refund.queued(offer.wait_s), "timer-sand", "accent_text"))
        else:
            self._say(_advice(case))

    def _show_awaited(self, case: CaseView, awaited: AwaitedProof, blocked: str) -> None:
        """It was agreed to: what is left is the proof, or another decision."""
        kind, amount = wording.proof_kind(awaited.kind), formats.yuan(awaited.amount)
        self.proof.setAccessibleName(texts.goods_back.proof_name(kind))
        self.proof.set_blocked(blocked)
        self.reject.setAccessibleName(texts.decision.reject_name())
        self.reject.set_blocked(self._why_not_reject(case, blocked))
        if blocked:
            self._say(Hint(blocked, "alert-circle-outline", "warn"))
        else:
            words = texts.waiting.proof_awaited(kind, amount)
            self._say(Hint(words, "timer-sand", "accent_text"))

    @staticmethod
    def _why_not_reject(case: CaseView, blocked: str) -> str:
        return blocked or ("" if case.can_reject else _why_no_rejection(case))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give a longer hint the lines it needs."""
        super().resizeEvent(event)
        self._fit()

    def _say(self, hint: Hint) -> None:
        if hint.text != self.hint.text():
            self.hint.set_text(hint.text)
        self.hint_icon.setVisible(bool(hint.icon))
        if hint.icon:
            self.hint_icon.set_icon(hint.icon, hint.role)
        self._fit()

    def _fit(self) -> None:
        """Arrange for the shape and the words of the moment."""
        direction = QBoxLayout.Direction
        lying, standing = direction.LeftToRight, direction.TopToBottom
        self._column.setDirection(lying if self._narrow else standing)
        self._hint_row.setVisible(self._narrow or not self._low)
        set_look(self, ground="surface" if self._narrow else "sunken")
        if self._narrow:
            self._column.setContentsMargins(20, 0, 20, 0)
            self.setFixedHeight(ROW_HEIGHT)
            return
        self._column.setContentsMargins(16, 12, 16, 12)
        large = not (self.approve.isHidden() and self.proof.isHidden())
        height = BLOCK_HEIGHT if large else AFTER_HEIGHT
        room = self.width() - 32 - (20 if not self.hint_icon.isHidden() else 0)
        lines = max(1, self.hint.heightForWidth(room) // _HINT_LINE)
        height += -_HINT_SPACE if self._low else (lines - 1) * _HINT_LINE
        if height != self.height():
            self.setFixedHeight(height)

    def _build(self) -> None:
        self._hint_row = QWidget()
        hint = QHBoxLayout(self._hint_row)
        hint.setContentsMargins(0, 0, 0, 0)
        hint.setSpacing(4)
        hint.addWidget(self.hint_icon, 0, Qt.AlignmentFlag.AlignVCenter)
        hint.addWidget(self.hint, 1, Qt.AlignmentFlag.AlignVCenter)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        goods, offer = self.between.goods, self.between.offer
        small = (
            self.take_back,
            goods,
            offer,
            self.reject,
            self.reply,
            self.copy,
            self.phone,
            self.complete,
        )
        for button in small:
            buttons.addWidget(button, 1)
        self._column = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._column.setSpacing(8)
        self._column.addWidget(self._hint_row, 1)
        self._column.addWidget(self.approve)
        self._column.addWidget(self.proof)
        self._column.addLayout(buttons)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(Hairline())
        outer.addLayout(self._column, 1)
        self._fit()


def _naming(case: CaseView, *, practice: bool) -> Callable[[str], str]:
    """How the approve button is called with its amount."""
    if case.platform_pays:
        return texts.store.agree_button_practice if practice else texts.store.agree_button
    return texts.decision.approve_button_practice if practice else texts.decision.approve_button


def _why_no_rejection(case: CaseView) -> str:
    """The sentence about a reject button that is off."""
    why = case.approve.why if case.platform_pays else ""
    return sentences.sentence(why) if why else texts.case.cannot_reject()


def _plain_name() -> str:
    return texts.decision.approve_button_plain()


def _afterwards(case: CaseView) -> Hint:
    """Where the money is, once the question is answered."""
    refund = case.refund
    if case.platform_pays and case.state is ApplicationState.REFUNDING:
        return Hint(texts.store.refunding(), "progress-clock", "accent_text")
    if refund is None or stage_of(case) is not Stage.REFUND:
        return Hint(texts.decision.hint_done())
    match refund.state:
        case RefundState.ABNORMAL:
            return Hint(texts.case.hint_abnormal())
        case RefundState.REFUSED:
            return Hint(texts.case.hint_refused(), "alert-circle-outline", "bad")
        case RefundState.UNKNOWN:
            return Hint(texts.case.hint_unknown(), "help-circle-outline", "warn")
        case RefundState.SUCCEEDED if refund.arrived_at is not ArrivedAt.SHOP:
            return Hint(texts.refund.banner_succeeded())
        case _:
            return Hint(texts.decision.hint_submitted())


def _advice(case: CaseView) -> Hint:
    """Why it came back, else what the checks say about approving; grey is never green."""
    if case.marked and sentences.is_known(case.marked):
        return Hint(sentences.sentence(case.marked), "alert", "warn")
    verdicts = [f.verdict for f in case.findings]
    red = verdicts.count(Verdict.RED)
    if red:
        return Hint(texts.case.hint_red(red), "alert", "bad")
    if Verdict.UNKNOWN in verdicts:
        return Hint(texts.decision.hint_grey(), "help-circle-outline", "text2")
    if Verdict.AMBER in verdicts:
        return Hint(texts.decision.hint_amber(), "alert", "warn")
    return Hint(texts.decision.hint_green(), "lightbulb-on-outline", "ok")
