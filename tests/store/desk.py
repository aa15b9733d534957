"""What the tests of the Store say again and again."""

import json
import time
from collections.abc import Awaitable, Callable
from typing import Any

from refund_desk.adapters.sources.store_source import WeChatStore
from refund_desk.application.ports.change_source import ChangePage, FeedApplication
from refund_desk.application.ports.counterpart import Outgoing
from refund_desk.domain.fen import Fen
from refund_desk.domain.outbox import OutboxKind
from tests.practice.shop_in_thread import Far

OpenDesk = Callable[[], Awaitable[WeChatStore]]
ACCEPT = "/channels/ec/aftersale/acceptapply"
REJECT = "/channels/ec/aftersale/rejectapply"
OFFER = "/channels/ec/aftersale/merchantupdateaftersale"
DETAIL = "/channels/ec/aftersale/getaftersaleorder"
CERTIFICATE = "/channels/ec/aftersale/uploadrefundcertificate"
TOKEN = "/cgi-bin/stable_token"
ADDRESS = "2600000001"


def message(kind: OutboxKind, ref: str, **more: Any) -> Outgoing:
    details = more.pop("details", {})
    amount = more.pop("amount_fen", None)
    return Outgoing(
        key=f"rd-1-1-{ref}",
        source_ref=ref,
        kind=kind,
        amount=None if amount is None else Fen(amount),
        details=json.dumps(details) if details else "",
        **more,
    )


def approve(ref: str, **more: Any) -> Outgoing:
    return message(OutboxKind.APPROVE, ref, **more)


def reject(ref: str, words: str = "已和买家说好", **more: Any) -> Outgoing:
    return message(OutboxKind.REJECT, ref, **{"text": words, "reject_code": "6", **more})


def take_back(ref: str, address: object = ADDRESS) -> Outgoing:
    return message(OutboxKind.RETURN, ref, details={"address_id": address})


def offer(ref: str, **more: Any) -> Outgoing:
    details = {"way": 3, "reason": 8, "kind": 1, **more.pop("details", {})}
    words = {"text": "退您一半", "amount_fen": 4000}
    return message(OutboxKind.OFFER, ref, details=details, **{**words, **more})


def rule(fault: str, path: str, **more: Any) -> dict[str, Any]:
    return {"path": path, "fault": fault, "times": 1, **more}


def from_now_on(far: Far) -> str:
    """A cursor that leaves out what other tests did."""
    far.advance(2_000)
    return f"1:{int(time.time() + far.ahead_s) - 5}::"


async def pull(source: WeChatStore, cursor: str) -> tuple[dict[str, FeedApplication], str, int]:
    """Everything that changed, by number; the cursor behind it; how many pages."""
    found: dict[str, FeedApplication] = {}
    for pages in range(1, 200):
        page = await source.changes(cursor)
        assert isinstance(page, ChangePage), page
        assert page.unreadable == ()
        found |= {told.snapshot.source_ref: told for told in page.applications}
        cursor = page.next_cursor
        if not page.more:
            return found, cursor, pages
    raise AssertionError("no end")
