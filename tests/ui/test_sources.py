"""What the window shows of applications from other places than WeChat Pay's complaints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from refund_desk.application.case_view import CaseView, LinkedCase
from refund_desk.domain.capabilities import CAPABILITIES
from refund_desk.domain.events import SyncChanged, SyncState
from refund_desk.domain.fen import Fen
from refund_desk.domain.outbox import OutboxKind, OutboxState
from refund_desk.domain.refund_application import ApplicationState, Source
from refund_desk.ui import sentences, texts
from refund_desk.ui.detail.progress_notes import application_notes
from refund_desk.ui.main_window.banner_keeper import BannerKeeper
from refund_desk.ui.widgets.banners import BannerStack
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.mixed_label import MixedLabel
from tests.storage.examples import an_outbox_entry
from tests.ui.deciding import ZHAO, deciding
from tests.ui.detailing import LIN, Detail, detailing
from tests.ui.fake_cases import NOW
from tests.ui.fake_shop import FakeClock


@pytest.fixture
def detail(qapp: QApplication) -> Iterator[Detail]:
    with detailing(qapp) as made:
        yield made


def shown(detail: Detail, source: Source, **changes: object) -> CaseView:
    """The same case as if it had come from this source."""
    can = CAPABILITIES[source]
    case = replace(
        detail.case(),
        source=source,
        can=can,
        can_reply=can.reply_text,
        **changes,  # type: ignore[arg-type] # checked by replace
    )
    detail.services.shop.views[LIN] = case
    detail.show()
    return case


def test_the_header_and_the_reply_name_the_source(detail: Detail) -> None:
    shown(detail, Source.SHOP_FEED)
    assert "小程序后台" in detail.pane.header.facts.text()
    composer = detail.pane.centre.composer
    assert "会显示在小程序后台里" in composer.text.placeholderText()
    composer.text.setPlainText("好的")
    assert composer.send.isEnabled()


def test_nobody_is_written_to_where_nobody_reads(detail: Detail) -> None:
    shown(detail, Source.BY_HAND)
    composer = detail.pane.centre.composer
    composer.text.setPlainText("好的")
    assert composer.notice.text() == texts.sources.no_reply()


def test_only_a_complaint_is_completed(detail: Detail) -> None:
    ended = ApplicationState.WITHDRAWN
    shown(detail, Source.SHOP_FEED, state=ended, refund=None, refunds=())
    assert detail.pane.decision.complete.isHidden()


def test_what_a_platform_refunds_says_so(detail: Detail) -> None:
    offer = replace(detail.case().approve, enabled=False, why="platform.pays")
    shown(detail, Source.COMPLAINT, approve=offer)
    assert detail.pane.decision.hint.text() == texts.sources.platform_pays()


def test_linked_applications_say_where_they_came_from(detail: Detail) -> None:
    linked = LinkedCase(
        application_id=7,
        asked=Fen(2_000),
        state=ApplicationState.OPEN,
        applied_at=NOW,
        source=Source.SHOP_FEED,
    )
    shown(detail, Source.COMPLAINT, linked=(linked,))
    buttons = detail.pane.facts.linked.findChildren(Button)
    words = " ".join(button.text() for button in buttons)
    assert "小程序：申请 ¥20.00" in words


@pytest.mark.parametrize("kind", OutboxKind)
def test_every_stuck_message_says_what_did_not_arrive(detail: Detail, kind: OutboxKind) -> None:
    entry = an_outbox_entry(LIN, kind=kind, state=OutboxState.STUCK, why="outbox.old")
    case = replace(detail.case(), source=Source.SHOP_FEED, outbox=(entry,))
    assert all(note.lead for note in application_notes(case))
    assert application_notes(case)


@pytest.mark.parametrize(
    ("source", "words"), [(Source.SHOP_FEED, "小程序后台"), (Source.BY_HAND, "只记在本机")]
)
def test_a_rejection_says_who_hears_of_it(qapp: QApplication, source: Source, words: str) -> None:
    with deciding(qapp) as desk:
        desk.change(ZHAO, source=source, can=CAPABILITIES[source])
        dialog = desk.reject()
        labels = dialog.findChildren(MixedLabel)
        assert any(words in label.text() for label in labels)


def test_each_source_has_its_own_line_of_trouble(qapp: QApplication) -> None:
    stack = BannerStack()
    keeper = BannerKeeper(stack, FakeClock(), practice=False)
    keeper.hear(SyncChanged("shop_feed", SyncState.TROUBLE, NOW, why="net.off"))
    keeper.hear(SyncChanged("complaint", SyncState.DONE, NOW))
    keeper.hear(SyncChanged("shop_feed", SyncState.RUNNING, NOW))
    assert "sync:shop_feed" in keeper._looks
    look = keeper._looks["sync:shop_feed"]
    assert look.lead == texts.notices.sync_fail_lead(texts.common.source_shop_feed())
    assert texts.sources.not_reached() in look.text
    named = ("SH1", "SH2", "SH3", "SH4")
    keeper.hear(SyncChanged("shop_feed", SyncState.DONE, NOW, unreadable=4, unreadable_names=named))
    assert "SH1、SH2、SH3" in keeper._looks["sync:shop_feed"].text
    assert "SH4" not in keeper._looks["sync:shop_feed"].text
    keeper.hear(SyncChanged("shop_feed", SyncState.DONE, NOW))
    assert "sync:shop_feed" not in keeper._looks


def test_the_shops_backend_says_nothing_about_the_way_to_wechat_pay(detail: Detail) -> None:
    detail.show()
    detail.stage.bridge.publish(SyncChanged("shop_feed", SyncState.TROUBLE, NOW, why="net.off"))
    detail.stage.let_turn(0.02)
    assert detail.pane.presenter.sending_blocked == ""
    assert sentences.is_known("source.no_pictures")
