"""Goods and offers in the window: keys, the decision block, facts, timeline, what got stuck."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from refund_desk.application.case_view import CaseView, MessageView
from refund_desk.domain.capabilities import CAPABILITIES
from refund_desk.domain.conversation import MessageKind, Speaker
from refund_desk.domain.fen import Fen
from refund_desk.domain.negotiation import Answer, Negotiation, Offer, Parcel, ReturnAsked
from refund_desk.domain.outbox import OutboxKind, OutboxState
from refund_desk.domain.refund_application import ApplicationState, Source
from refund_desk.ui import texts
from refund_desk.ui.decisions.approve_dialog import ApproveDialog
from refund_desk.ui.decisions.decision_dialog import DecisionDialog
from refund_desk.ui.detail.conversation_lines import SpokenLine, conversation_lines
from refund_desk.ui.detail.decision_block import DecisionBlock
from refund_desk.ui.detail.negotiation_section import OffersSection, ReturnSection
from refund_desk.ui.detail.negotiation_words import waiting_words
from refund_desk.ui.detail.return_steps import return_steps
from refund_desk.ui.goods_back.offer_dialog import OfferDialog
from refund_desk.ui.goods_back.return_dialog import ReturnDialog
from refund_desk.ui.goods_back.take_in_dialog import TakeInDialog
from tests.storage.examples import an_outbox_entry
from tests.ui.fake_cases import KINDS, NOW, case_of
from tests.ui.window_stage import LIN, NO_KEY, Desk, desk

STATE = ApplicationState
DAY = timedelta(days=1)
PARCEL = Parcel(carrier="中通", tracking_no="757912342314", shipped_at=NOW - DAY)
ASKED = ReturnAsked(asked_at=NOW - DAY, deadline=NOW + 6 * DAY)


def of_feed(**changes: object) -> CaseView:
    kind = next(kind for kind in KINDS if kind.number == LIN)
    view = replace(case_of(kind), source=Source.SHOP_FEED, can=CAPABILITIES[Source.SHOP_FEED])
    return replace(view, **changes)  # type: ignore[arg-type] # checked by replace


@pytest.fixture(scope="module")
def shop(qapp: QApplication) -> Iterator[Desk]:
    with desk(qapp) as opened:
        opened.services.shop.put(of_feed())
        opened.open_case(LIN)
        opened.stage.wait_until(lambda: opened.window.detail.case == of_feed())
        yield opened


def opened(shop: Desk, kind: type[DecisionDialog]) -> DecisionDialog:
    """The dialog of this kind, once it can be seen."""
    back = shop.window.goods.goods_back

    def seen() -> bool:
        return isinstance(back.dialog, kind) and back.dialog.isVisible()

    shop.stage.wait_until(seen)
    dialog = back.dialog
    assert isinstance(dialog, kind)
    return dialog


def close(shop: Desk, dialog: DecisionDialog) -> None:
    shop.stage.wait_until(lambda: not shop.stage.tasks.is_running(f"look:{LIN}"))
    dialog.reject()
    to_list(shop)


def to_list(shop: Desk) -> None:
    """The keyboard is on the list, and the window in front of those of other tests."""
    shop.window.activateWindow()
    shop.stage.wait_until(lambda: QApplication.activeWindow() is shop.window)
    shop.window.inbox_page.focus_list()
    shop.stage.wait_until(shop.window.inbox.list.hasFocus)


@pytest.mark.parametrize("modifier", [NO_KEY, Qt.KeyboardModifier.AltModifier])
def test_t_and_n_open_the_dialogs(shop: Desk, modifier: Qt.KeyboardModifier) -> None:
    for key, kind in ((Qt.Key.Key_T, ReturnDialog), (Qt.Key.Key_N, OfferDialog)):
        to_list(shop)
        shop.key(key, modifier)
        close(shop, opened(shop, kind))


def test_the_buttons_open_them_and_stand_between_yes_and_no(shop: Desk) -> None:
    block = shop.window.detail.decision
    block.between.goods.click()
    close(shop, opened(shop, ReturnDialog))
    block.between.offer.click()
    close(shop, opened(shop, OfferDialog))
    order = [block.approve, block.between.goods, block.between.offer, block.reject]
    steps: list[QWidget] = [block.approve]
    while len(steps) < len(order):
        after = steps[-1].nextInFocusChain()
        while after is not None and after not in order:
            after = after.nextInFocusChain()
        assert after is not None
        steps.append(after)
    assert steps == order
    lefts = [shop.place(button).left() for button in order[1:]]
    assert lefts == sorted(lefts)
    right = shop.place(block.reject).right()
    assert right <= shop.place(block).right() - 12


def test_goods_are_taken_in_where_they_are_awaited(shop: Desk) -> None:
    waiting = of_feed(
        state=STATE.WAITING_GOODS, negotiation=Negotiation(asked_back=ASKED, parcel=PARCEL)
    )
    shop.services.shop.put(waiting)
    shop.stage.wait_until(lambda: shop.window.detail.case == waiting)
    goods = shop.window.detail.decision.between.goods
    assert goods.text() == texts.goods_back.take_in_button()
    assert goods.accessibleName() == texts.goods_back.take_in_name()
    goods.click()
    dialog = opened(shop, TakeInDialog)
    assert isinstance(dialog, TakeInDialog)
    dialog.readable_after_ms = 0
    dialog.as_sent.setChecked(True)
    dialog.accept()
    decisions = shop.window.decisions
    shop.stage.wait_until(lambda: isinstance(decisions.dialog, ApproveDialog))
    shop.stage.wait_until(lambda: not shop.stage.tasks.is_running(f"look:{LIN}"))
    assert decisions.dialog is not None
    shop.stage.wait_until(decisions.dialog.isVisible)
    close(shop, decisions.dialog)
    shop.services.shop.put(of_feed())
    shop.stage.wait_until(lambda: shop.window.detail.case == of_feed())


def test_a_source_that_cannot_says_why(qapp: QApplication) -> None:
    del qapp
    block = DecisionBlock(practice=False)
    block.show_case(of_feed())
    assert block.between.goods.toolTip() == texts.negotiating.ask_tip()
    assert block.between.offer.accessibleName() == texts.goods_back.offer_name()
    complaint = of_feed(source=Source.COMPLAINT, can=CAPABILITIES[Source.COMPLAINT])
    block.show_case(complaint)
    assert not block.between.goods.isEnabled()
    assert block.between.goods.toolTip() == texts.goods_back.no_return()
    assert block.between.offer.toolTip() == texts.goods_back.no_offer()
    block.show_case(of_feed(), blocked="没有联网")
    assert block.between.offer.toolTip() == "没有联网"
    block.deleteLater()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (
            {"state": STATE.WAITING_GOODS, "negotiation": Negotiation(asked_back=ASKED)},
            lambda: texts.negotiating.hint_goods("11-24 14:32"),
        ),
        (
            {
                "state": STATE.WAITING_GOODS,
                "negotiation": Negotiation(asked_back=ASKED, parcel=PARCEL),
            },
            lambda: texts.negotiating.hint_parcel("中通 7579****2314"),
        ),
        (
            {
                "state": STATE.WAITING_CUSTOMER,
                "negotiation": Negotiation(offers=(Offer(amount=Fen(5_000), offered_at=NOW),)),
            },
            lambda: texts.negotiating.hint_offer("¥50.00"),
        ),
        ({"state": STATE.WAITING_GOODS}, lambda: ""),
        ({}, lambda: ""),
    ],
)
def test_the_hint_says_what_is_waited_for(
    qapp: QApplication, changes: dict[str, object], says: object
) -> None:
    texts.speak(qapp, "zh_CN")
    assert waiting_words(of_feed(**changes)) == says()  # type: ignore[operator] # a text


def test_every_offer_stands_with_its_answer(qapp: QApplication) -> None:
    texts.speak(qapp, "zh_CN")
    section = OffersSection()
    section.show_case(of_feed(), NOW)
    assert section.isHidden()
    answers = [Answer.WITHDRAWN, Answer.REFUSED, Answer.AGREED, Answer.NONE]
    offers = tuple(
        Offer(amount=Fen(1_000 * (place + 1)), offered_at=NOW, answer=answer)
        for place, answer in enumerate(answers)
    )
    section.show_case(of_feed(negotiation=Negotiation(offers=offers)), NOW)
    # Read as a screen reader does: without its place in a window a row may be cut.
    assert [row.accessibleName().rpartition(" ")[2] for row in section.rows] == [
        texts.waiting.offer_withdrawn("¥10.00"),
        texts.waiting.offer_refused("¥20.00"),
        texts.waiting.offer_agreed("¥30.00"),
        texts.waiting.offer_open("¥40.00"),
    ]
    assert not section.isHidden()
    section.deleteLater()


def told_to(state: OutboxState = OutboxState.SENT) -> CaseView:
    """The goods were asked for, with the address in what was told."""
    address = {"address": "绍兴市柯桥区 18 号", "receiver": "青禾手作", "phone": "1"}
    entry = an_outbox_entry(LIN, kind=OutboxKind.RETURN, state=state)
    entry = replace(entry, details=json.dumps({"address": address, "deadline": ""}))
    return of_feed(outbox=(entry,), negotiation=Negotiation(asked_back=ASKED))


def test_the_return_stands_among_the_facts(qapp: QApplication) -> None:
    texts.speak(qapp, "zh_CN")
    section = ReturnSection()
    section.show_case(of_feed(), NOW)
    assert section.isHidden()
    case = told_to()
    section.show_case(case, NOW)
    assert section.address.accessibleName().endswith("绍兴市柯桥区 18 号 青禾手作 收")
    assert section.until.accessibleName().endswith("11-24 14:32")
    assert section.parcel.accessibleName().endswith(texts.waiting.parcel_none())
    assert section.taken_in.isHidden()
    section.show_case(told_to(OutboxState.DROPPED), NOW + 7 * DAY)
    assert section.address.isHidden()
    badly = replace(ASKED, taken_in_at=NOW, as_sent=False, note="杯口有磕碰")
    section.show_case(
        replace(case, negotiation=Negotiation(asked_back=badly, parcel=PARCEL, goods_here=True)),
        NOW,
    )
    assert "7579****2314" in section.parcel.accessibleName()
    assert section.taken_in.accessibleName().endswith(texts.waiting.taken_in_badly("今天 14:32"))
    assert not section.note.isHidden()
    section.deleteLater()


@pytest.mark.parametrize(
    ("negotiation", "states"),
    [
        (Negotiation(), []),
        (Negotiation(asked_back=ASKED), ["now", "todo", "todo", "todo"]),
        (
            Negotiation(asked_back=replace(ASKED, deadline=NOW - timedelta(hours=1))),
            ["warn", "todo", "todo", "todo"],
        ),
        (Negotiation(asked_back=ASKED, parcel=PARCEL), ["done", "now", "todo", "todo"]),
        (
            Negotiation(asked_back=ASKED, parcel=replace(PARCEL, received_at=NOW)),
            ["done", "done", "now", "todo"],
        ),
        (Negotiation(parcel=PARCEL), ["now", "todo", "todo"]),
        (
            Negotiation(asked_back=replace(ASKED, taken_in_at=NOW, as_sent=True), goods_here=True),
            ["done", "done", "done", "todo"],
        ),
        (
            Negotiation(
                asked_back=replace(ASKED, taken_in_at=NOW, as_sent=False, note="坏了"),
                goods_here=True,
            ),
            ["done", "done", "warn", "todo"],
        ),
    ],
)
def test_the_timeline_begins_with_the_goods(
    qapp: QApplication, negotiation: Negotiation, states: list[str]
) -> None:
    texts.speak(qapp, "zh_CN")
    steps = return_steps(of_feed(negotiation=negotiation), NOW)
    assert [step.state for step in steps] == states


@pytest.mark.parametrize(
    ("kind", "note", "tag"),
    [
        (OutboxKind.RETURN, texts.sources.return_stuck, texts.negotiating.tag_return),
        (
            OutboxKind.OFFER,
            texts.sources.offer_stuck,
            lambda: texts.negotiating.tag_offer("¥50.00"),
        ),
        (OutboxKind.EVIDENCE, texts.sources.evidence_stuck, texts.waiting.event_proof),
    ],
)
def test_what_got_stuck_stands_in_the_conversation(
    qapp: QApplication, kind: OutboxKind, note: object, tag: object
) -> None:
    texts.speak(qapp, "zh_CN")
    entry = an_outbox_entry(LIN, kind=kind, state=OutboxState.STUCK)
    entry = replace(entry, id=7, amount=Fen(5_000), text="退您 50 元", created_at=NOW)
    line = conversation_lines(of_feed(outbox=(entry,)), shop_name="青禾", now=NOW)[-1]
    assert isinstance(line, SpokenLine)
    assert (line.stuck_id, line.note) == (7, note())  # type: ignore[operator] # texts
    assert line.tag == tag()  # type: ignore[operator] # texts
    # Once the far side shows it, our own line of it goes.
    there = MessageView(
        log_ref="there",
        speaker=Speaker.SHOP,
        kind=MessageKind.PROOF if kind is OutboxKind.EVIDENCE else MessageKind.WORDS,
        at=NOW,
        text="退您 50 元",
        pictures=(),
    )
    sent = replace(entry, state=OutboxState.SENT)
    alone = conversation_lines(of_feed(outbox=(sent,)), shop_name="青禾", now=NOW)[-1]
    assert isinstance(alone, SpokenLine)
    assert alone.note == texts.negotiating.sent()
    echoed = of_feed(outbox=(sent,), messages=(there,))
    assert len(conversation_lines(echoed, shop_name="青禾", now=NOW)) == 1
