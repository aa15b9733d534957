"""Goods and offers from the press in a window to the shop's books, and back to the refund."""

from __future__ import annotations

from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtWidgets import QApplication, QWidget

from refund_desk.application.case_view import CaseView
from refund_desk.application.ports.transactions import StorageError
from refund_desk.domain.events import Event
from refund_desk.domain.fen import Fen
from refund_desk.domain.negotiation import Answer
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_application import ApplicationState
from refund_desk.ui import texts, theme
from refund_desk.ui.decisions.approve_dialog import ApproveDialog
from refund_desk.ui.decisions.decisions import Decisions
from refund_desk.ui.event_bridge import EventBridge
from refund_desk.ui.goods_back.goods_back import GoodsBack
from refund_desk.ui.goods_back.offer_dialog import OfferDialog
from refund_desk.ui.goods_back.return_dialog import ReturnDialog
from refund_desk.ui.goods_back.take_in_dialog import TakeInDialog
from refund_desk.ui.task_runner import CrashReport, TaskRunner
from tests.journeys.headless import Headless, headless
from tests.journeys.test_shop_feed import faults_on_posts, of_feed, posted
from tests.practice_process import PracticeShop
from tests.ui.staging import Stage, turning_loop

State = ApplicationState
Result = TypeVar("Result")


@dataclass
class Person:
    """Whoever presses, with the real desk behind the dialogs."""

    stage: Stage
    desk: Headless
    back: GoodsBack
    decisions: Decisions
    told: list[str]

    def run(self, coroutine: Coroutine[Any, Any, Result]) -> Result:
        return self.stage.run(coroutine)

    def case(self, number: int) -> CaseView:
        return self.run(self.desk.opened(number))

    def settle(self) -> None:
        self.stage.wait_until(lambda: not self.stage.tasks.running_keys())

    def buyer(self, there: str, **changes: object) -> None:
        """The application changes in the shop's mini program, and the desk hears of it."""
        self.run(self.desk.admin("POST", f"feed/applications/{there}/change", changes))
        self.run(self.desk.services.pull_applications())

    def refunded(self, number: int, *, amount: str) -> int:
        """Agree in the dialog that is open, prefilled; how much the books say went back (fen)."""
        dialog = self.decisions.dialog
        assert isinstance(dialog, ApproveDialog)
        self.settle()
        assert dialog.amount.field.text() == amount
        dialog.reason.setCurrentText("与客户协商一致，退款")
        dialog.red.tick.setChecked(True)
        dialog.accept()
        self.settle()
        refund = self.case(number).refund
        assert refund is not None
        self.run(self.desk.settled(refund.id, RefundState.SUCCEEDED))
        self.run(self.desk.deliver_by_itself())
        return self.run(self.desk.agrees(refund.transaction_id))


@contextmanager
def person(application: QApplication, folder: Path, shop: PracticeShop) -> Iterator[Person]:
    """A bare window with the dialogs of a desk that is connected to the shop."""
    theme.install(application, "light")
    texts.speak(application, "zh_CN")
    with turning_loop(application) as loop:
        tasks, bridge = TaskRunner(loop, troubles=(StorageError,)), EventBridge()
        crashes: list[CrashReport] = []
        tasks.crashed.connect(crashes.append)
        stage = Stage(loop, None, tasks, bridge, crashes)  # type: ignore[arg-type] # no stand-in here
        opening = headless(folder, shop)
        desk = stage.run(opening.__aenter__())
        window = QWidget()
        window.resize(1366, 696)
        window.show()
        told: list[str] = []
        services = desk.services
        back = GoodsBack(services, tasks, bridge, window)
        decisions = Decisions(services, tasks, bridge, window, window)
        for runner in (back, decisions):
            runner.readable_after_ms = 0
            runner.trouble.connect(told.append)
        back.approve_wanted.connect(decisions.approve)
        hearing = desk.heard.publish

        def publish(event: Event) -> None:
            hearing(event)
            bridge.publish(event)

        desk.heard.publish = publish  # type: ignore[method-assign] # the window hears it, too
        try:
            yield Person(stage, desk, back, decisions, told)
            assert not crashes, crashes
        finally:
            stage.run(tasks.drain(20.0))
            window.close()
            window.deleteLater()
            stage.run(opening.__aexit__(None, None, None))


def test_an_offer_that_the_buyer_agreed_to_is_what_is_refunded(
    qapp: QApplication, tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    with person(qapp, tmp_path, quiet_shop) as who:
        number, there = who.run(of_feed(who.desk))
        quiet_shop.set_faults(*faults_on_posts("drop_after"))
        assert who.back.offer(who.case(number))
        dialog = who.back.dialog
        assert isinstance(dialog, OfferDialog)
        who.settle()
        dialog.amount.setText("50")
        dialog.accept()
        who.settle()
        who.run(who.desk.deliver_by_itself())
        (offer,) = posted(quiet_shop, there, "decisions")
        assert (offer["decision"], offer["amount_fen"]) == ("offer", 5_000)
        assert "¥50.00" in offer["text"]
        assert who.case(number).state is State.WAITING_CUSTOMER
        assert who.desk.paid_of(who.case(number).order.transaction_id) == []  # type: ignore[union-attr] # it has one
        who.buyer(there, offer_agreed=True)
        case = who.case(number)
        assert [told.answer for told in case.negotiation.offers] == [Answer.AGREED]
        assert (case.state, case.approve.default_amount) == (State.OPEN, Fen(5_000))
        assert who.decisions.approve(case)
        assert who.refunded(number, amount="50.00") == 5_000
        assert who.told == []


def test_goods_are_asked_for_sent_taken_in_and_refunded(
    qapp: QApplication, tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    with person(qapp, tmp_path, quiet_shop) as who:
        number, there = who.run(of_feed(who.desk))
        assert who.back.goods(who.case(number))
        dialog = who.back.dialog
        assert isinstance(dialog, ReturnDialog)
        who.settle()
        dialog.place.receiver.setText("青禾手作")
        dialog.place.phone.setText("13900000000")
        dialog.place.address.setText("绍兴市柯桥区 18 号")
        dialog.accept()
        who.settle()
        who.run(who.desk.deliver_by_itself())
        (asked,) = posted(quiet_shop, there, "decisions")
        assert asked["decision"] == "ask_return"
        assert "绍兴市柯桥区 18 号" in asked["text"]
        assert who.case(number).state is State.WAITING_GOODS
        who.buyer(there, parcel={"carrier": "中通", "tracking_no": "75791234", "received": True})
        case = who.case(number)
        assert case.approve.goods_first
        assert who.back.goods(case)
        took = who.back.dialog
        assert isinstance(took, TakeInDialog)
        who.settle()
        took.as_sent.setChecked(True)
        took.accept()
        who.stage.wait_until(lambda: who.decisions.dialog is not None)
        assert who.refunded(number, amount="108.00") == 10_800
        # The address is offered again for the next one.
        again, _there = who.run(of_feed(who.desk))
        assert who.back.goods(who.case(again))
        next_one = who.back.dialog
        assert isinstance(next_one, ReturnDialog)
        who.settle()
        assert "绍兴市柯桥区 18 号" in next_one.place.choice.itemText(0)
        next_one.reject()
        assert who.told == []
