"""A visit and its page on loopback, for tests and for the browser."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from refund_desk.adapters.phone.pages import LanPhonePages
from refund_desk.adapters.phone.server import LanPhoneDoor
from refund_desk.adapters.system.clock import PcClock
from refund_desk.application.ports.phone_page import PhoneWords
from refund_desk.application.use_cases.take_from_phone import TakeFromPhone, Visit
from refund_desk.ui.picture_reader import QtPictureReader

HERE = "127.0.0.1"
WORDS = PhoneWords(
    language="zh-CN",
    title="拍凭证 <练习>",
    lead="拍好以后点发送",
    camera="拍照",
    album="从相册选",
    send="发送",
    open_wifi="没有加密",
    gone="这个码已经用过或过期",
    full="满了",
    sent=lambda n: f"收到 {n} 张",
    refused=lambda why: f"没收：{why}",
)


class TurnedClock(PcClock):
    """The PC's clock, which a test may set forward."""

    ahead_s = 0.0

    def monotonic(self) -> float:
        """Seconds, with those that the test let pass."""
        return super().monotonic() + self.ahead_s


@dataclass
class Waiting:
    """A page that waits for a phone, and what came."""

    visit: Visit
    door: LanPhoneDoor
    clock: TurnedClock
    came: list[bytes] = field(default_factory=list)
    changes: int = 0

    @property
    def origin(self) -> str:
        return self.door.url.rsplit("/", 1)[0]


@asynccontextmanager
async def waiting(*, free: int = 4) -> AsyncIterator[Waiting]:
    """Open a page for as many pictures."""
    reader, clock = QtPictureReader(), TurnedClock()
    take = TakeFromPhone(pages=LanPhonePages(), reader=reader, clock=clock)
    came: list[bytes] = []
    made: list[Waiting] = []

    def changed() -> None:
        made[0].changes += 1

    visit = take.visit(WORDS, free=lambda: free - len(came), arrived=came.append, changed=changed)
    door = await take.open(visit, HERE)
    assert isinstance(door, LanPhoneDoor)
    made.append(Waiting(visit, door, clock, came))
    try:
        yield made[0]
    finally:
        await door.close()
        reader.close()
