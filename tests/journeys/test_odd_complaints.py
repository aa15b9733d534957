"""A far side whose signed lists hold odd things: they keep nothing else away, and are told."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from refund_desk.adapters.sources.shop_feed_client import ShopFeedClient
from refund_desk.adapters.sources.shop_feed_signing import FeedKey
from refund_desk.adapters.sources.shop_feed_source import ShopFeedSource
from refund_desk.adapters.system.folders import Folders
from refund_desk.adapters.wechatpay.complaints import WeChatPayComplaints
from refund_desk.adapters.wechatpay.endpoints import Endpoints
from refund_desk.adapters.wechatpay.transport import HardenedCore
from refund_desk.application.keeper import Keeper
from refund_desk.application.picture_fetcher import PictureFetcher
from refund_desk.application.use_cases.pull_applications import PullApplications
from refund_desk.bootstrap import Desk, open_practice_desk
from refund_desk.domain.conversation import MessageKind
from refund_desk.domain.events import SyncChanged, SyncState
from refund_desk.domain.outbox import OutboxState
from refund_desk.domain.refund_application import RefundApplication, Source
from refund_desk.domain.secret import Secret
from refund_desk.ui.picture_reader import QtPictureReader
from tests.journeys.faults import COMPLAINTS as ANY_COMPLAINT
from tests.journeys.faults import fault_on
from tests.journeys.headless import Heard, headless
from tests.journeys.limits import QUICK
from tests.practice_process import PracticeShop
from tests.wechatpay import scripted_gateway as far
from tests.wechatpay.scripted_gateway import Said, Seen, scripted_gateway

COMPLAINTS = "/v3/merchant-service/complaints-v2"


def complaint(number: int, *, days_ago: float = 0.0, **changes: Any) -> dict[str, Any]:
    at = datetime.now(UTC) - timedelta(days=days_ago, minutes=number)
    return {
        "complaint_id": f"20020182{number:05d}",
        "complaint_time": at.isoformat(timespec="milliseconds"),
        "complaint_state": "PENDING",
        "complaint_detail": "杯子碎了",
        "user_complaint_times": 1,
        "problem_type": "REFUND",
        "apply_refund_amount": 100,
        **changes,
    }


@dataclass
class OddShop:
    """Complaints as they are, and conversations of one message each."""

    complaints: list[Any] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    message: dict[str, Any] = field(default_factory=dict)

    async def __call__(self, request: Seen, writer: asyncio.StreamWriter) -> None:
        parts = urlsplit(request.target)
        ref = parts.path.removeprefix(COMPLAINTS).strip("/").split("/")[0]
        if ref in self.gone:
            said = {"code": "RESOURCE_NOT_EXISTS", "message": "投诉单不存在"}
            await Said(status=404, body=json.dumps(said).encode())(request, writer)
        elif not ref:
            await _said(self._page(parse_qs(parts.query)), request, writer)
        elif parts.path.endswith("negotiation-historys"):
            message = {"log_id": "1", "operate_type": "USER_CREATE_COMPLAINT", **self.message}
            message.setdefault("operate_time", datetime.now(UTC).isoformat())
            await _said({"data": [message], "total_count": 1}, request, writer)
        else:
            (one,) = (each for each in self.complaints if each.get("complaint_id") == ref)
            await _said(one, request, writer)

    def _page(self, query: dict[str, list[str]]) -> dict[str, Any]:
        offset, limit = int(query["offset"][0]), int(query["limit"][0])
        begin, end = query["begin_date"][0], query["end_date"][0]
        days = [each for each in self.complaints if begin <= _beijing_day(each) <= end]
        return {"data": days[offset : offset + limit], "total_count": len(days)}


def _beijing_day(each: dict[str, Any]) -> str:
    try:
        at = datetime.fromisoformat(each["complaint_time"]) + timedelta(hours=8)
    except (ValueError, OverflowError):
        at = datetime.now(UTC) + timedelta(hours=8)
    return at.date().isoformat()


async def _said(content: object, request: Seen, writer: asyncio.StreamWriter) -> None:
    await Said(body=json.dumps(content).encode())(request, writer)


@dataclass
class OddDesk:
    """A ledger, and a look at the odd shop."""

    desk: Desk
    shop: OddShop
    heard: Heard
    pull: PullApplications

    async def look(self) -> SyncChanged:
        """One sync; what the window was told at its end."""
        await self.pull()
        told: SyncChanged = self.heard.of(SyncChanged)[-1]
        return told

    async def kept(self, number: int) -> RefundApplication | None:
        """The application of a complaint, when it came in."""
        ref = str(complaint(number)["complaint_id"])
        return await self.desk.ledger.transactions.run(
            lambda stores: stores.applications.find(Source.COMPLAINT, ref)
        )


@pytest.fixture
async def odd(tmp_path: Path) -> AsyncIterator[OddDesk]:
    heard, shop = Heard(), OddShop()
    desk = await open_practice_desk(Folders(tmp_path), heard, QtPictureReader())
    facts = ShopFeedSource(ShopFeedClient(far.closed_port_url(), FeedKey("desk", Secret("s" * 32))))
    async with scripted_gateway(shop) as gateway:
        core = await HardenedCore.open(far.credentials(gateway.url), limits=QUICK)
        pull = PullApplications(
            ground=desk.services.settling_loop.ground,
            source=WeChatPayComplaints(Endpoints(core, far.MCHID)),
            facts=facts,
            fetcher=PictureFetcher(desk.ledger.pictures, QtPictureReader()),
            keeper=Keeper(mchid=far.MCHID, customer_salt=b"salt"),
        )
        try:
            yield OddDesk(desk, shop, heard, pull)
        finally:
            await core.close()
            await facts.close()
            await desk.close()


ODD = [
    {"complaint_time": "soon"},
    {"complaint_time": "9999-12-31T23:59:59+08:00"},
    {"apply_refund_amount": 20_000_000_000},
    {"user_complaint_times": None},
    {"complaint_id": "../x"},
]


@pytest.mark.parametrize("change", ODD)
async def test_one_bad_complaint_keeps_no_other_away_and_is_told(
    odd: OddDesk, change: dict[str, object]
) -> None:
    odd.shop.complaints = [complaint(each) for each in range(60)]
    odd.shop.complaints[7] |= change
    told = await odd.look()
    assert (told.state, told.why, told.unreadable) == (SyncState.DONE, "", 1)
    assert told.arrived == 59
    # The last one of the second page, so the bad one did not shift the pages.
    assert await odd.kept(59) is not None
    assert await odd.kept(7) is None
    odd.shop.complaints[7] = complaint(7)
    told = await odd.look()
    assert (told.state, told.why, told.unreadable, told.arrived) == (SyncState.DONE, "", 0, 1)


async def test_words_that_no_book_could_hold_come_in_readable(odd: OddDesk) -> None:
    broken = "坏\ud83d\0"
    picture = {"media_type": "USER_COMPLAINT_IMAGE", "media_url": [broken]}
    odd.shop.complaints = [
        complaint(1, complaint_detail=broken, complaint_media_list=[picture]),
        complaint(2, complaint_detail="长" * 300_000),
    ]
    odd.shop.message = {"operate_details": broken * 100_000, "image_list": [broken]}
    told = await odd.look()
    assert (told.state, told.arrived) == (SyncState.DONE, 2)
    first, second = await odd.kept(1), await odd.kept(2)
    assert first is not None
    assert second is not None
    assert first.detail_text == "坏?\ufffd"
    assert len(second.detail_text) == 5_000


async def test_an_older_application_that_is_gone_does_not_hide_the_next_one(odd: OddDesk) -> None:
    odd.shop.complaints = [complaint(each, days_ago=40) for each in (1, 2, 3)]
    assert (await odd.look()).arrived == 3
    for each in odd.shop.complaints:
        each["complaint_detail"] = "杯子又碎了"
    odd.shop.gone = {odd.shop.complaints[2]["complaint_id"]}
    odd.shop.complaints[1]["complaint_time"] = "soon"
    await odd.pull.older()
    texts = [application.detail_text for n in (1, 2, 3) if (application := await odd.kept(n))]
    assert texts == ["杯子又碎了", "杯子碎了", "杯子碎了"]


async def test_pages_without_end_are_left(odd: OddDesk) -> None:
    odd.pull.pages_at_most = 3
    odd.shop.complaints = [complaint(1) for _ in range(1_000)]
    told = await odd.look()
    assert (told.state, told.why, told.arrived) == (SyncState.TROUBLE, "far.nonsense", 1)


@pytest.mark.parametrize("signed", [True, False])
async def test_a_404_that_passes_does_not_swallow_what_was_agreed(
    tmp_path: Path, quiet_shop: PracticeShop, *, signed: bool
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id = await desk.fresh(settles="slow")
        await desk.pay(application_id)
        read = ANY_COMPLAINT[:-1] + desk.complaint_of(application_id)
        quiet_shop.set_faults(fault_on("GET", read, "not_found_once"), sign_4xx=signed)
        await desk.deliver()
        (entry,) = (await desk.view(application_id)).outbox
        assert (entry.state, entry.attempts) == (OutboxState.WAITING, 1)
        await desk.deliver_by_itself()
        case = await desk.opened(application_id)
        assert [entry.state for entry in case.outbox] == [OutboxState.SENT]
        assert MessageKind.APPROVED in [message.kind for message in case.messages]
