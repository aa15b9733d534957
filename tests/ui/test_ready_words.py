"""Where a source carries no words to the buyer, a text about how it stands can be copied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from refund_desk.application.case_view import CaseView
from refund_desk.domain.capabilities import CAPABILITIES
from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.domain.outbox import OutboxEntry, OutboxKind, OutboxState
from refund_desk.domain.refund import ArrivedAt, RefundState
from refund_desk.domain.refund_application import ApplicationState, Source
from refund_desk.ui import texts
from refund_desk.ui.detail.ready_words import ready_words
from tests.ui.detailing import LIN, Detail, detailing
from tests.ui.fake_cases import NOW, planned_refund


@pytest.fixture
def detail(qapp: QApplication) -> Iterator[Detail]:
    with detailing(qapp) as made:
        yield made


def by_hand(detail: Detail, **changes: object) -> CaseView:
    """The case as if somebody had phoned."""
    can = CAPABILITIES[Source.BY_HAND]
    return replace(
        detail.case(),
        source=Source.BY_HAND,
        can=can,
        can_reply=False,
        **changes,  # type: ignore[arg-type] # checked by replace
    )


@pytest.mark.parametrize(
    ("state", "arrived_at", "words"),
    [
        (RefundState.PLANNED, None, "正在核实"),
        (RefundState.UNDONE, None, "正在核实"),
        (RefundState.SUBMITTING, None, "已经提交"),
        (RefundState.UNKNOWN, None, "已经提交"),
        (RefundState.PROCESSING, None, "¥108.00 已经提交"),
        (RefundState.REFUSED, None, "还在办理"),
        (RefundState.SUCCEEDED, ArrivedAt.PAYER, "¥100.00 已经退回"),
        (RefundState.SUCCEEDED, ArrivedAt.SHOP, "钱没有丢"),
        (RefundState.ABNORMAL, None, "钱没有丢"),
        (RefundState.CLOSED, None, "正在核实"),
        (RefundState.GIVEN_UP, None, "正在核实"),
    ],
)
def test_the_buyer_is_told_where_the_money_is(
    detail: Detail, state: RefundState, arrived_at: ArrivedAt | None, words: str
) -> None:
    refund = replace(
        planned_refund(1, application_id=LIN, amount=Fen(10_800), order_total=Fen(23_600)),
        state=state,
        arrived_at=arrived_at,
        payer_refund=Fen(10_000) if arrived_at else None,
    )
    said = ready_words(by_hand(detail, refund=refund))
    assert words in said
    # Nothing says that money moved before WeChat Pay has it.
    assert ("退回您付款的账户，请查看" in said) == (arrived_at is ArrivedAt.PAYER)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ApplicationState.OPEN, "¥108.00 我们已经收到"),
        (ApplicationState.REJECTED, "没有通过"),
        (ApplicationState.WITHDRAWN, "撤回"),
        (ApplicationState.SETTLED_OUTSIDE, "别的方式"),
    ],
)
def test_the_buyer_is_told_how_it_stands(
    detail: Detail, state: ApplicationState, words: str
) -> None:
    case = by_hand(detail, refund=None, state=state, asked=Fen(10_800), outbox=())
    assert words in ready_words(case)
    assert "¥" not in ready_words(replace(case, asked=NOTHING))


def test_a_rejection_is_told_in_the_words_that_were_typed(detail: Detail) -> None:
    entry = OutboxEntry(
        id=1,
        application_id=LIN,
        kind=OutboxKind.REJECT,
        state=OutboxState.SENT,
        created_at=NOW,
        next_try_at=NOW,
        actor="owner",
        text="已经用过了，不能退",
    )
    case = by_hand(detail, refund=None, state=ApplicationState.REJECTED, outbox=(entry,))
    assert ready_words(case) == "已经用过了，不能退"


def test_the_composer_copies_instead_of_sending(detail: Detail) -> None:
    case = by_hand(detail, refund=None)
    detail.services.shop.views[LIN] = case
    detail.show()
    composer = detail.pane.centre.composer
    assert composer.send.text() == texts.sources.copy_text()
    assert composer.text.placeholderText() == ready_words(case)
    QTest.mouseClick(composer.send, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == ready_words(case)
    composer.text.setPlainText("明天给您回电话")
    QTest.mouseClick(composer.send, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "明天给您回电话"
    assert not detail.services.called("reply_to_customer")
