"""The state behind the stand-in for the application layer: clock, pictures, cases."""

from __future__ import annotations

import asyncio
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from refund_desk.application.case_view import CaseView
from refund_desk.application.ports.transactions import StorageError
from refund_desk.domain.conversation import KeptPicture
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import ApplicationsChanged, Event, RefundChanged
from refund_desk.domain.paid_order import remainder_of
from refund_desk.domain.refund import Refund
from refund_desk.domain.refund_application import ApplicationState
from refund_desk.resource_paths import resource
from tests.ui.fake_cases import NOW, offer_of, segment_of, sha256_of


@dataclass
class FakeClock:
    """A clock that stands still until a test moves it."""

    at: datetime = NOW
    far_offset: float | None = 0.0

    def now(self) -> datetime:
        return self.at

    def pc_now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()

    def far_offset_s(self) -> float | None:
        return self.far_offset

    def advance(self, span: timedelta) -> None:
        self.at += span


class FakePictures:
    """Pictures by the name of `sha256_of`: the practice shop's drawings, or a plain tile."""

    def __init__(self) -> None:
        self.missing: set[str] = set()

    async def find(self, reference: str) -> KeptPicture | None:
        await asyncio.sleep(0)
        sha256 = sha256_of(reference)
        if not sha256 or sha256 in self.missing:
            return None
        return KeptPicture(reference=reference, sha256=sha256, width_px=96, height_px=72)

    async def keep(
        self, reference: str, *, content: bytes, thumbnail: bytes, width_px: int, height_px: int
    ) -> KeptPicture:
        del content, thumbnail
        return KeptPicture(
            reference=reference,
            sha256=sha256_of(reference),
            width_px=width_px,
            height_px=height_px,
        )

    async def content(self, sha256: str) -> bytes | None:
        await asyncio.sleep(0)
        if not sha256 or sha256 in self.missing:
            return None
        return picture_bytes(sha256.rstrip("_"))

    async def thumbnail(self, sha256: str) -> bytes | None:
        return await self.content(sha256)


def picture_bytes(name: str) -> bytes:
    """The PNG of the practice shop, if it is drawn already, else a tile in a colour of its own."""
    folder = resource("practice")
    for path in sorted(folder.rglob(f"*{name}*.png")) if folder.is_dir() else ():
        return Path(path).read_bytes()
    return tile_png(96, 72, zlib.crc32(name.encode()) & 0xFFFFFF | 0x404040)


def tile_png(width: int, height: int, rgb: int) -> bytes:
    """A PNG of one colour."""
    row = b"\0" + rgb.to_bytes(3, "big") * width

    def chunk(kind: bytes, content: bytes) -> bytes:
        checksum = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(row * height)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


@dataclass
class FakeShop:
    """The state that all fakes of one window share."""

    views: dict[int, CaseView]
    clock: FakeClock
    unread: set[int]
    publish: Callable[[Event], None] = lambda _event: None
    calls: list[tuple[Any, ...]] = field(default_factory=list)
    trouble: Exception | None = None
    read_delay_s: float = 0.0

    def noted(self, *call: Any) -> None:
        """Note a press; the trouble is its."""
        self.calls.append(call)
        if self.trouble is not None:
            raise self.trouble

    def read(self, *call: Any) -> None:
        """Note what the window reads or keeps by itself: no rule says no to that."""
        if call:
            self.calls.append(call)
        if isinstance(self.trouble, StorageError):
            raise self.trouble

    def put(self, view: CaseView) -> None:
        """Keep a changed case and tell that it changed."""
        self.views[view.application_id] = view
        self.publish(ApplicationsChanged((view.application_id,)))

    def put_refund(self, refund: Refund, state: ApplicationState, *, why: str = "") -> None:
        """Keep a stepped refund with all that follows from it, and tell."""
        view = self.views[refund.application_id or 0]
        refunds = (*(r for r in view.refunds if r.id != refund.id), refund)
        paid = view.order.order_total if view.order is not None else refund.order_total
        remainder = remainder_of(paid, refunds)
        self.put(
            replace(
                view,
                refund=refund,
                refunds=refunds,
                remainder=remainder,
                state=state,
                segment=segment_of(state, refund),
                approve=offer_of(view.asked, remainder, refund),
                can_reject=refund.is_final,
            )
        )
        self.publish(
            RefundChanged(refund.application_id, refund.id, refund.state, refund.amount, why)
        )

    def refund(self, refund_id: int) -> Refund:
        for view in self.views.values():
            for refund in view.refunds:
                if refund.id == refund_id:
                    return refund
        raise RuleBrokenError("ref.gone")
