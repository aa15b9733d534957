"""Agreeing, rejecting and proving where the platform pays: in the window's own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from refund_desk.application.agreeing import AgreeCommand
from refund_desk.application.case_view import AgreedThere, CaseView
from refund_desk.application.outcomes import Unreadable
from refund_desk.application.ports.transactions import StorageFullError
from refund_desk.application.undo_windows import UndoEnd
from refund_desk.domain.capabilities import CAPABILITIES
from refund_desk.domain.events import OutboxChanged, UndoTicked
from refund_desk.domain.fen import Fen
from refund_desk.domain.outbox import OutboxKind, OutboxState
from refund_desk.domain.refund_application import ApplicationState, ProblemType, Source
from refund_desk.ui import texts
from refund_desk.ui.decisions.agree_dialog import AgreeDialog
from refund_desk.ui.decisions.prove_dialog import ProveDialog
from refund_desk.ui.decisions.undo_bars import UndoBar, UndoEntry
from refund_desk.ui.detail.case_state import Stage, pill_of, stage_of
from refund_desk.ui.detail.decision_block import DecisionBlock
from tests.ui.deciding import LIN, Desk, deciding


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    """The decisions, with one application of the Store."""
    with deciding(qapp) as opened:
        opened.decisions.readable_after_ms = 0
        opened.change(
            LIN,
            source=Source.STORE,
            can=CAPABILITIES[Source.STORE],
            problem_type=ProblemType.REFUND,
            can_reply=False,
        )
        yield opened


def agree(desk: Desk) -> AgreeDialog:
    assert desk.decisions.approve(desk.case(LIN))
    dialog = desk.decisions.dialog
    assert isinstance(dialog, AgreeDialog)
    desk.settle()
    return dialog


def test_the_amount_is_locked_and_the_platform_is_named(desk: Desk) -> None:
    dialog = agree(desk)
    asked = desk.case(LIN).approve.asked
    assert dialog.amount.isReadOnly()
    assert dialog.amount.toolTip() == texts.sources.amount_locked()
    assert dialog.command() == AgreeCommand(application_id=LIN, seen_amount=asked)
    dialog.accept()
    desk.settle()
    assert desk.stage.services.called("agreed") == [("agreed", LIN, asked)]
    assert desk.approvals() == []
    assert desk.decided == [LIN]
    assert desk.toasts == [texts.store.agreeing()]
    for state in (OutboxState.WAITING, OutboxState.SENT, OutboxState.SENT):
        desk.stage.bridge.publish(OutboxChanged(LIN, 1, OutboxKind.APPROVE.value, state.value))
        desk.settle()
    assert desk.toasts[1:] == [texts.store.agreed()]


@pytest.mark.parametrize(
    ("end", "toasts", "troubles"),
    [
        (UndoEnd.UNDONE, [texts.undo.done], []),
        (UndoEnd.SLEPT, [], [texts.undo.slept]),
        (UndoEnd.CLOSED, [], []),
    ],
)
def test_what_ended_the_undo_window_is_told(
    desk: Desk, end: UndoEnd, toasts: list[object], troubles: list[object]
) -> None:
    desk.stage.services.agreeing.end = end
    dialog = agree(desk)
    dialog.accept()
    desk.settle()
    assert desk.toasts == [say() for say in toasts]  # type: ignore[operator] # texts
    assert desk.troubles == [say() for say in troubles]  # type: ignore[operator] # texts


def test_a_broken_rule_locks_until_the_person_looked(desk: Desk) -> None:
    desk.stage.services.agreeing.why = "changed.amount"
    dialog = agree(desk)
    dialog.accept()
    desk.settle()
    assert dialog.changed_note.words.text()
    assert dialog.command() is None
    dialog.changed_note.pressed.emit()
    assert dialog.command() is not None
    assert desk.stage.services.called("agreed") == []


def test_trouble_after_the_window_is_told(desk: Desk) -> None:
    services = desk.stage.services.agreeing
    for trouble in ("platform.paid", StorageFullError()):
        services.late = trouble
        agree(desk).accept()
        desk.settle()
    assert desk.troubles == [texts.store.paid_here(), texts.trouble.storage_full()]


def test_another_amount_or_the_end_locks(desk: Desk) -> None:
    dialog = agree(desk)
    case = desk.case(LIN)
    dialog.show_case(replace(case, approve=replace(case.approve, asked=Fen(1))))
    assert dialog.command() is None
    assert dialog.changed_note.button.text() == texts.confirmations.looked()
    ended = replace(case.approve, enabled=False, why="platform.refunding")
    dialog.show_case(replace(case, approve=ended))
    assert texts.store.refunding() in dialog.changed_note.words.text()
    assert dialog.command() is None


def test_a_stuck_agreement_says_why(desk: Desk) -> None:
    agree(desk).accept()
    desk.settle()
    stuck = OutboxChanged(LIN, 1, OutboxKind.APPROVE.value, OutboxState.STUCK.value, "store.moved")
    desk.stage.bridge.publish(stuck)
    desk.settle()
    assert desk.troubles == [texts.store.moved()]


def test_rejecting_offers_the_platforms_reasons(desk: Desk) -> None:
    dialog = desk.reject(LIN)
    assert set(dialog.reasons) == {"6", "4"}
    assert dialog.evidence.isHidden()
    assert not dialog.acceptDrops()
    dialog.reasons["4"].setChecked(True)
    command = dialog.command()
    assert command is not None
    assert (command.reason_code, command.text) == ("4", "包裹在买家发起售后时已发出")


@pytest.mark.parametrize("reasons", [(), Unreadable(why="net.off")])
def test_without_reasons_nothing_can_be_rejected(
    desk: Desk, reasons: tuple[()] | Unreadable
) -> None:
    desk.stage.services.choices.reasons = reasons
    dialog = desk.reject(LIN)
    assert dialog.trouble.words.text()
    assert dialog.reasons == {}
    assert dialog.command() is None


def test_a_payment_that_the_platform_could_not_make_is_proved(desk: Desk) -> None:
    case = desk.change(LIN, can_prove=True, marked="store.prove")
    assert desk.decisions.approve(case)
    dialog = desk.decisions.dialog
    assert isinstance(dialog, ProveDialog)
    desk.settle()
    assert dialog.command() is None
    assert dialog.hint.text() == texts.store.prove_needed()
    dialog.show_case(replace(case, can_prove=False))
    assert dialog.trouble.words.text() == texts.notices.ended()


def looks(case: CaseView, block: DecisionBlock) -> tuple[str, bool, str]:
    block.show_case(case)
    return block.approve.text(), block.approve.isEnabled(), block.hint.text()


def test_the_block_says_who_pays_and_what_comes_first(desk: Desk) -> None:
    block = DecisionBlock(practice=False)
    case = desk.case(LIN)
    name, enabled, _hint = looks(case, block)
    assert (name, enabled) == (texts.store.agree_button("¥108.00"), True)
    waits = replace(case.approve, enabled=False, why="platform.goods_first")
    assert looks(replace(case, approve=waits, can_reject=False), block)[2] == (
        texts.store.goods_first()
    )
    unpaid = replace(case.approve, enabled=False, why="store.prove")
    proving = replace(case, approve=unpaid, can_prove=True, marked="store.prove")
    assert looks(proving, block) == (texts.store.prove_button(), True, texts.store.prove())
    paying = replace(case, state=ApplicationState.REFUNDING)
    assert looks(paying, block)[2] == texts.store.refunding()
    block.deleteLater()


def test_while_it_can_be_undone_the_case_says_so(desk: Desk) -> None:
    case = replace(desk.case(LIN), agreed_there=AgreedThere.UNDOABLE)
    assert stage_of(case) is Stage.UNDO
    assert pill_of(case, undo_left_s=3).text == texts.detail.refund_planned(3)
    tick = UndoTicked(LIN, -LIN, Fen(10_800), 5.0, 5.0, at_platform=True)
    bar = UndoBar(UndoEntry(-LIN, LIN, ""), tick, desk.window)
    assert bar.lead.text() == texts.store.undo_lead(n=5, amt="¥108.00")
    bar.deleteLater()
