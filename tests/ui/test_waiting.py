"""In the whole window: the way to an awaited proof, and the banner of what has waited long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from refund_desk.application.commands import ApproveCommand
from refund_desk.application.ports.transactions import StorageFullError
from refund_desk.domain.events import SyncChanged, SyncState
from refund_desk.domain.fen import Fen
from refund_desk.domain.negotiation import ProofKind, Reminder, ReminderKind
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_application import ApplicationState
from refund_desk.ui.decisions.proof_dialog import ProofDialog
from refund_desk.ui.inbox.row_look import look_of
from refund_desk.ui.main_window.banner_keeper import waiting_look
from tests.ui.fake_cases import NOW
from tests.ui.fake_reads import inbox_row_of
from tests.ui.fake_shop import tile_png
from tests.ui.window_stage import HE, LIN, Desk, desk

CLICK, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
REASON = "商品破损，退款"


@pytest.fixture
def shop(qapp: QApplication) -> Iterator[Desk]:
    """The window with an application that waits for its shipping list."""
    with desk(qapp) as shown:
        shown.open_case(LIN)
        agreed(shown)
        yield shown


def agreed(shop: Desk) -> None:
    command = ApproveCommand(
        application_id=LIN, amount=Fen(10_800), seen_refundable=Fen(23_600), reason=REASON
    )
    shop.stage.run(shop.services.negotiate.agree_on_proof(command, ProofKind.SHIPPING_LIST))
    shop.stage.wait_until(shop.window.detail.decision.proof.isVisible)
    shop.stage.wait_until(lambda: shop.window.detail.slices_are_idle)


def opened(shop: Desk) -> ProofDialog:
    shop.stage.wait_until(lambda: shop.window.decisions.dialog is not None)
    dialog = shop.window.decisions.dialog
    assert isinstance(dialog, ProofDialog)
    shop.stage.wait_until(lambda: dialog.isVisible() and not dialog.evidence.is_reading())
    return dialog


def file_of(folder: Path) -> QMimeData:
    path = folder / "list.png"
    path.write_bytes(tile_png(64, 48, 0x336699))
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path))])
    return dropped


def told(shop: Desk) -> bool:
    """Whether the banner shows."""
    return shop.window.banners.keys().count("waiting") == 1


def reminder(kind: ReminderKind, number: int = HE, *, hours: int = 30) -> Reminder:
    return Reminder(kind=kind, application_id=number, since=NOW - timedelta(hours=hours))


def test_what_is_awaited_stands_where_the_decision_is_taken(shop: Desk) -> None:
    detail = shop.window.detail
    block = detail.decision
    assert detail.header.pill.look.text == "等凭证"
    assert block.hint.text() == "发货清单到了就退 ¥108.00"
    assert (block.proof.text(), block.approve.isVisible()) == ("上传凭证", False)
    assert block.reject.isVisible()
    assert "自动退款" in block.proof.accessibleName()
    section = detail.facts.proof
    assert section.isVisibleTo(detail)
    assert section.words.text() == "发货清单到了就退 ¥108.00"
    row = inbox_row_of(shop.services.shop.views[LIN], unread=False)
    look = look_of(row, now=NOW)
    assert (look.tag, look.tag_tone) == ("等凭证", "info")
    assert look_of(replace(row, marked="changed.asked"), now=NOW).tag_tone == "warn"

    block.show_case(shop.services.shop.views[LIN], blocked="已停止发送")
    assert (block.proof.isEnabled(), block.hint.text()) == (False, "已停止发送")


def test_the_key_and_the_place_open_it_and_the_other_key_says_why_not(shop: Desk) -> None:
    shop.window.inbox_page.focus_list()
    shop.key(Qt.Key.Key_A)
    shop.stage.wait_until(lambda: "先撤回同意" in shop.window.toast.accessibleName())
    assert shop.window.decisions.dialog is None
    shop.key(Qt.Key.Key_U)
    dialog = opened(shop)
    assert dialog.evidence.cards == ()
    dialog.reject()
    shop.window.activateWindow()
    QTest.mouseClick(shop.window.detail.facts.proof.place, CLICK)
    opened(shop).reject()
    shop.window.activateWindow()
    shop.open_case(HE)
    shop.key(Qt.Key.Key_U)
    shop.stage.let_turn()
    assert shop.window.decisions.dialog is None, "nothing is agreed to"
    shop.stage.wait_until(shop.window.detail.facts.proof.isHidden)


def test_a_dropped_proof_is_shown_first_and_then_refunds(shop: Desk, tmp_path: Path) -> None:
    place = shop.window.detail.facts.proof.place
    dropped, at = file_of(tmp_path), QPointF(20, 20)
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier

    def enter() -> None:
        QApplication.sendEvent(place, QDragEnterEvent(at.toPoint(), action, dropped, button, none))

    lit = []
    enter()
    lit.append(place._lit)
    QApplication.sendEvent(place, QDragLeaveEvent())
    lit.append(place._lit)
    assert lit == [True, False]
    enter()
    QApplication.sendEvent(place, QDropEvent(at, action, dropped, button, none))
    dialog = opened(shop)
    assert len(dialog.evidence.cards) == 1
    assert not shop.services.called("give_proof"), "nothing before the confirm"
    shop.stage.let_turn(0.65)
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    shop.stage.wait_until(shop.window.decisions.bars.bars)
    view = shop.services.shop.views
    shop.stage.wait_until(lambda: view[LIN].refund is not None)
    shop.stage.wait_until(
        lambda: (refund := view[LIN].refund) and refund.state is RefundState.PROCESSING
    )
    assert len(shop.services.called("submit_refund")) == 1
    shop.stage.wait_until(lambda: "上传" in shop.window.detail.facts.proof.words.text())
    assert shop.window.detail.facts.proof.place.isHidden()


def test_a_picture_pasted_over_the_list_is_the_proof(shop: Desk) -> None:
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(0x224466)
    shop.window.inbox_page.focus_list()
    QGuiApplication.clipboard().setText("words")
    shop.key(Qt.Key.Key_V, CTRL)
    shop.window.detail.focus_composer()
    shop.key(Qt.Key.Key_V, CTRL)
    shop.stage.let_turn()
    assert shop.window.decisions.dialog is None, "words are no proof"
    assert shop.window.detail.centre.composer.text.toPlainText() == "words"
    shop.window.inbox_page.focus_list()
    QGuiApplication.clipboard().setImage(image)
    shop.key(Qt.Key.Key_V, CTRL)
    assert len(opened(shop).evidence.cards) == 1


def test_taking_it_back_lets_it_be_decided_anew(shop: Desk) -> None:
    QTest.mouseClick(shop.window.detail.decision.take_back, CLICK)
    shop.stage.wait_until(shop.window.detail.decision.approve.isVisible)
    assert shop.services.shop.views[LIN].state is ApplicationState.OPEN
    assert shop.window.toast.accessibleName() == "已撤回同意，钱没有动"
    shop.stage.wait_until(shop.window.detail.facts.proof.isHidden)


def test_what_waits_long_is_one_banner_with_a_way_to_the_first(shop: Desk) -> None:
    shop.services.negotiate.reminded = (
        reminder(ReminderKind.PROOF_AWAITED, HE, hours=50),
        reminder(ReminderKind.RETURN_OVER, LIN),
    )
    shop.window._bridge.publish(SyncChanged("shop_feed", SyncState.DONE, NOW))
    shop.stage.wait_until(lambda: told(shop))
    (banner,) = [b for _rank, b in shop.window.banners._banners.values() if b.key == "waiting"]
    assert banner.sentence.whole_text() == "1 件退货过了期限还没寄出，1 笔退款在等凭证"
    banner.pressed.emit("waiting")
    shop.stage.wait_until(lambda: shop.shown_id() == HE)

    kinds = [*ReminderKind, ReminderKind.GOODS_ARRIVED]
    look = waiting_look(tuple(reminder(kind, n + 1) for n, kind in enumerate(kinds)))
    assert look.text == (
        "1 件退货过了期限还没寄出，1 件退货快到寄回期限，2 件退货送到了，还没点收，"
        "1 个协商没有答复，1 笔退款在等凭证"
    )

    shop.services.negotiate.trouble = StorageFullError("full")
    shop.window._bridge.publish(SyncChanged("shop_feed", SyncState.DONE, NOW))
    asked = len(shop.services.called("reminders"))
    shop.stage.wait_until(lambda: len(shop.services.called("reminders")) > asked)
    shop.stage.let_turn()
    assert told(shop), "what was told stays"

    shop.services.negotiate.trouble, shop.services.negotiate.reminded = None, ()
    view = shop.services.shop.views[LIN]
    shop.services.shop.put(replace(view, unshipped=True))
    shop.stage.wait_until(lambda: not told(shop))
