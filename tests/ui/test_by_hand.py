"""Entering by hand: the order comes first, the rest is typed, one press keeps it once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from refund_desk.application.local_applications import LinkedApplication
from refund_desk.application.outcomes import Unreadable
from refund_desk.application.ports.pictures import BadPictureError
from refund_desk.application.ports.transactions import StorageFullError
from refund_desk.application.use_cases.enter_by_hand import EnterCommand, FoundPayment
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import TransactionId
from refund_desk.domain.paid_order import TradeState
from refund_desk.domain.reason import ReasonCategory
from refund_desk.domain.refund_application import ApplicationState, Source
from refund_desk.ui import texts
from refund_desk.ui.by_hand.enter_dialog import EnterDialog
from tests.sources.sheet_samples import PAYMENT
from tests.storage.examples import an_order, facts_of
from tests.ui.entering import Entering, entering
from tests.ui.fake_shop import tile_png
from tests.ui.window_stage import desk

OWN = texts.by_hand
NUMBER = TransactionId(PAYMENT)
CLICK = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def shop(qapp: QApplication) -> Iterator[Entering]:
    with entering(qapp) as made:
        made.services.entering.by_hand.known[PAYMENT] = a_payment()
        yield made


def a_payment() -> FoundPayment:
    return FoundPayment(
        order=an_order(NUMBER),
        facts=facts_of(NUMBER),
        refundable=Fen(23_600),
        elsewhere_suspected=False,
        by_platform=False,
        linked=(),
    )


def opened(shop: Entering) -> EnterDialog:
    shop.by_hand.open()
    dialog = shop.by_hand.dialog
    assert dialog is not None
    return dialog


def look_up(shop: Entering, dialog: EnterDialog, number: str = PAYMENT) -> None:
    dialog.number.clear()
    QTest.keyClicks(dialog.number, number)
    QTest.keyClick(dialog.number, Qt.Key.Key_Return)
    shop.stage.wait_until(lambda: not dialog.look.is_busy)


def filled(shop: Entering) -> EnterDialog:
    """The dialog with everything that is needed."""
    dialog = opened(shop)
    look_up(shop, dialog)
    choose(dialog, ReasonCategory.DAMAGED)
    dialog.amount.setText("108")
    dialog.words.set_text("打电话说杯子碎了")
    return dialog


def choose(dialog: EnterDialog, category: ReasonCategory) -> None:
    dialog.reason.setCurrentIndex(dialog.reason.findData(category.value))


def press(shop: Entering, dialog: EnterDialog) -> None:
    QTest.mouseClick(dialog.confirm, CLICK)
    shop.stage.wait_until(lambda: not dialog._working)


def entered(shop: Entering) -> list[EnterCommand]:
    return [call[1] for call in shop.services.called("enter")]


def test_what_was_typed_is_entered(shop: Entering) -> None:
    dialog = filled(shop)
    dialog.phone.setText("138 0013 8000")
    assert dialog.confirm.text() == OWN.confirm("¥108.00")
    press(shop, dialog)
    (command,) = entered(shop)
    assert (command.transaction_id, command.asked) == (NUMBER, Fen(10_800))
    assert (command.category, command.words) == (ReasonCategory.DAMAGED, "打电话说杯子碎了")
    assert command.phone == "13800138000"
    shop.stage.wait_until(lambda: shop.by_hand.dialog is None)
    assert shop.told == [OWN.done("¥108.00")]


def test_the_window_goes_to_what_was_entered(qapp: QApplication) -> None:
    with desk(qapp) as whole:
        whole.services.entering.by_hand.known[PAYMENT] = a_payment()
        whole.window.show_page("history")
        whole.window.commands.run("enter")
        assert whole.window.entering.by_hand.dialog is not None
        whole.window.entering.by_hand.entered.emit(2)
        assert whole.window.page == "inbox"
        whole.stage.wait_until(lambda: whole.shown_id() == 2)


def test_nothing_can_be_typed_before_the_order_is_there(shop: Entering) -> None:
    dialog = opened(shop)
    assert dialog.number.hasFocus() or dialog.focusWidget() is dialog.number
    assert not dialog.amount.isEnabled()
    assert dialog.hint.whole_text() == OWN.need_number()
    look_up(shop, dialog)
    assert dialog.amount.isEnabled()
    assert dialog.card.left.text() == "¥236.00"
    assert dialog.card.goods.whole_text() == "雾蓝马克杯 ×2、杯刷"
    # Another number is another order.
    QTest.keyClicks(dialog.number, "9")
    assert dialog.found is None
    assert not dialog.amount.isEnabled()
    assert dialog.command() is None


@pytest.mark.parametrize(
    ("changes", "hint"),
    [
        ({"reason": ""}, OWN.need_reason),
        ({"amount": ""}, OWN.need_amount),
        ({"amount": "236.01"}, lambda: OWN.amount_most("¥236.00")),
        ({"reason": "OTHER", "words": " "}, OWN.need_words),
        ({"words": "x" * 501}, lambda: OWN.long("500")),
        ({"phone": "0571-8888"}, OWN.phone_form),
    ],
)
def test_what_is_missing_is_said(shop: Entering, changes: dict[str, str], hint: object) -> None:
    dialog = filled(shop)
    assert dialog.hint.whole_text() == OWN.hint()
    for field, text in changes.items():
        match field:
            case "reason":
                dialog.reason.setCurrentIndex(max(0, dialog.reason.findData(text)))
            case "amount":
                dialog.amount.setText(text)
            case "words":
                dialog.words.set_text(text)
            case _:
                dialog.phone.setText(text)
    assert callable(hint)
    assert dialog.hint.whole_text() == hint()
    assert not dialog.confirm.isEnabled()
    dialog.accept()
    assert not entered(shop)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (Unreadable(why="net.off"), texts.notices.net_off),
        (None, texts.notices.order_none),
        (RuleBrokenError("row.rounded"), texts.importing.row_rounded),
        (StorageFullError(), texts.trouble.storage_full),
    ],
)
def test_why_there_is_no_order_is_said(
    shop: Entering, answer: Unreadable | Exception | None, sentence: object
) -> None:
    fake = shop.services.entering.by_hand
    if isinstance(answer, Exception):
        fake.trouble = answer
    fake.known = {PAYMENT: answer} if isinstance(answer, Unreadable) else {}
    dialog = opened(shop)
    look_up(shop, dialog)
    assert callable(sentence)
    assert dialog.card.first.text() == sentence()
    assert dialog.card.first.isVisible()


def test_what_to_know_of_the_order_is_said(shop: Entering) -> None:
    now = shop.services.clock.now()
    link = LinkedApplication(3, Source.STORE, ApplicationState.OPEN, Fen(900), now)
    order = an_order(
        NUMBER,
        paid_at=now - timedelta(days=366),
        currency="USD",
        trade_state=TradeState.CLOSED,
    )
    found = replace(
        a_payment(), order=order, by_platform=True, elsewhere_suspected=True, linked=(link,)
    )
    shop.services.entering.by_hand.known[PAYMENT] = found
    dialog = opened(shop)
    look_up(shop, dialog)
    assert dialog.card.notes.text().split("\n") == [
        OWN.too_long_ago(),
        texts.notices.order_currency(),
        texts.notices.order_unpaid(),
        OWN.by_platform(),
        OWN.elsewhere(),
        OWN.linked(1),
    ]


def test_of_a_payment_that_went_back_nothing_can_be_entered(shop: Entering) -> None:
    found = replace(a_payment(), refundable=Fen(0), facts=None)
    shop.services.entering.by_hand.known[PAYMENT] = found
    dialog = opened(shop)
    look_up(shop, dialog)
    assert dialog.card.notes.text() == OWN.nothing_left()
    assert dialog.card.goods.whole_text() == OWN.no_goods()
    assert not dialog.amount.isEnabled()


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        (StorageFullError(), texts.trouble.storage_full),
        (BadPictureError("img.type"), lambda: texts.pictures.type(OWN.pictures())),
        (BadPictureError("img.big"), lambda: texts.pictures.big(OWN.pictures())),
        (RuleBrokenError("hand.long", limit=500), lambda: OWN.long("500")),
        (RuleBrokenError("img.max"), texts.pictures.max),
        (RuleBrokenError("amt.zero"), texts.notices.zero),
    ],
)
def test_a_refusal_is_told_and_the_press_comes_back(
    shop: Entering, trouble: Exception, sentence: object
) -> None:
    dialog = filled(shop)
    shop.services.entering.by_hand.trouble = trouble
    press(shop, dialog)
    assert callable(sentence)
    assert dialog.trouble.accessibleName() == sentence()
    press(shop, dialog)
    assert len(entered(shop)) == 1


def test_pictures_are_pasted_dropped_and_kept_with_it(shop: Entering, tmp_path: Path) -> None:
    dialog = filled(shop)
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    pasted = QMimeData()
    pasted.setImageData(image)
    QGuiApplication.clipboard().setMimeData(pasted)
    QTest.keySequence(dialog.confirm, "Ctrl+V")
    picture = tmp_path / "杯子.png"
    picture.write_bytes(tile_png(60, 40, 0x336699))
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(picture))])
    dragged = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, dropped, CLICK, NO_KEY)
    QApplication.sendEvent(dialog, dragged)
    assert dragged.isAccepted()
    QApplication.sendEvent(dialog, QDragLeaveEvent())
    QApplication.sendEvent(
        dialog, QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, dropped, CLICK, NO_KEY)
    )
    QApplication.sendEvent(
        dialog, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, dropped, CLICK, NO_KEY)
    )
    shop.stage.wait_until(lambda: len(dialog.evidence.pictures()) == 2)
    press(shop, dialog)
    assert len(entered(shop)[0].pictures) == 2


def test_it_opens_once_and_esc_enters_nothing(shop: Entering) -> None:
    dialog = filled(shop)
    shop.by_hand.open()
    assert shop.by_hand.dialog is dialog
    QTest.keyClick(dialog.number, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog._working = True
    QTest.keyClick(dialog.number, Qt.Key.Key_Escape)
    assert shop.by_hand.dialog is dialog
    dialog._working = False
    QTest.keyClick(dialog.number, Qt.Key.Key_Escape)
    shop.stage.wait_until(lambda: shop.by_hand.dialog is None)
    assert not entered(shop)
