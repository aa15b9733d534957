"""Agreed, dropped and refunded in the window itself, as the shop's own books tell it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QApplication

from refund_desk.adapters.system.folders import Folders
from refund_desk.application.ports.transactions import StorageError
from refund_desk.bootstrap import Desk, connect_practice, open_practice_desk
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_application import ApplicationState
from refund_desk.ui import texts, theme
from refund_desk.ui.decisions.approve_dialog import ApproveDialog
from refund_desk.ui.decisions.proof_dialog import ProofDialog
from refund_desk.ui.event_bridge import EventBridge
from refund_desk.ui.main_window.window import MainWindow
from refund_desk.ui.picture_reader import QtPictureReader
from refund_desk.ui.task_runner import TaskRunner
from tests.journeys.headless import Headless, Heard
from tests.journeys.limits import QUICK
from tests.journeys.test_proof import PICTURE
from tests.journeys.test_shop_feed import of_feed, posted
from tests.practice_process import PracticeShop
from tests.ui.staging import Stage, turning_loop


async def opened(folder: Path, shop: PracticeShop, bridge: EventBridge) -> Desk:
    desk = await open_practice_desk(Folders(folder), bridge, QtPictureReader(), undo_s=0.3)
    await connect_practice(desk, shop.ready_line, limits=QUICK)
    return desk


def test_an_agreement_waits_for_the_dropped_proof_and_is_refunded_once(
    qapp: QApplication, tmp_path: Path, own_practice_shop: PracticeShop
) -> None:
    theme.install(qapp, "light")
    texts.speak(qapp, "zh_CN")
    with turning_loop(qapp) as loop:
        bridge, tasks = EventBridge(), TaskRunner(loop, troubles=(StorageError,))
        stage = Stage(loop, None, tasks, bridge)  # type: ignore[arg-type] # real services
        desk = stage.run(opened(tmp_path, own_practice_shop, bridge))
        window = MainWindow(desk.services, tasks, bridge, theme.current())
        window.show()
        try:
            far = Headless(desk, own_practice_shop, Heard())
            _refunded_once(stage, window, far)
        finally:
            stage.wait_until(lambda: not tasks.running_keys(), timeout_s=20.0)
            window.closing.is_done = True
            window.close()
            window.deleteLater()
            stage.run(desk.close())
        assert not stage.crashes


def _refunded_once(stage: Stage, window: MainWindow, far: Headless) -> None:
    number, there = stage.run(of_feed(far))
    stage.run(far.opened(number))
    window.decisions.readable_after_ms = 0
    window.detail.show_application(number)
    stage.wait_until(lambda: (case := window.detail.case) is not None and case.order is not None)
    _agree(stage, window)
    stage.wait_until(window.detail.decision.proof.isVisible)
    stage.run(far.deliver_by_itself())
    shop = far.shop
    kinds = ("decisions", "progress", "evidence")
    assert [posted(shop, there, kind) for kind in kinds] == [[], [], []]
    assert stage.run(far.view(number)).refunds == ()

    _drop(stage, window)
    stage.wait_until(lambda: not stage.tasks.running_keys(), timeout_s=20.0)
    (refund,) = stage.run(far.view(number)).refunds
    stage.run(far.settled(refund.id, RefundState.SUCCEEDED))
    stage.run(far.deliver_by_itself())
    assert [e["kind"] for e in posted(shop, there, "evidence")] == ["shipping_list"]
    assert [d["decision"] for d in posted(shop, there, "decisions")] == ["approve"]
    steps = [step["step"] for step in posted(shop, there, "progress")]
    assert sorted(steps) == ["arrived", "processing", "submitted"]
    assert stage.run(far.agrees(refund.transaction_id)) == refund.amount.count == 10_800
    assert stage.run(far.view(number)).state is ApplicationState.REFUNDED


def _agree(stage: Stage, window: MainWindow) -> None:
    case = window.detail.case
    assert case is not None
    window.approve(case)
    dialog = window.decisions.dialog
    assert isinstance(dialog, ApproveDialog)
    stage.wait_until(dialog.isVisible)
    dialog.amount.later.click()
    dialog.when.choice.setCurrentIndex(1)
    dialog.red.tick.setChecked(case.approve.needs_tick)
    stage.wait_until(dialog.confirm.isEnabled)
    dialog.confirm.click()
    stage.wait_until(lambda: window.decisions.dialog is None)


def _drop(stage: Stage, window: MainWindow) -> None:
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(PICTURE))])
    window.detail.facts.proof.place.dropped.emit(dropped)
    dialog = window.decisions.dialog
    assert isinstance(dialog, ProofDialog)
    stage.wait_until(lambda: dialog.isVisible() and not dialog.evidence.is_reading())
    assert not dialog.confirm.isEnabled(), "it leaves this PC, and nobody has looked"
    (card,) = dialog.evidence.cards
    card.look.click()
    dialog.confirm.click()
    stage.wait_until(window.decisions.bars.bars)
