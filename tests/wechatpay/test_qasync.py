"""The transport under qasync, the loop of the window: the same answers, and nothing left behind.

qasync installs no hooks for asynchronous generators, so an answer that is left half-way shows up
as an error at the next collection; and its loop is not the one the other tests run on.
"""

import asyncio
import gc
import sys
from typing import Any

from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from refund_desk.adapters.wechatpay.reply import Answer, NoAnswer, NotSent, Unverified
from refund_desk.adapters.wechatpay.transport import HardenedCore
from tests.wechatpay import scripted_gateway as far
from tests.wechatpay.conftest import QUICK
from tests.wechatpay.scripted_gateway import Said, scripted_gateway

QUERY = "/v3/refund/domestic/refunds/RD1-01"
FILE = "/v3/billdownload/file?token=abc"


async def say_all() -> list[Any]:
    async def enough(piece: bytes) -> bool:
        return False

    async with scripted_gateway(Said()) as gateway:
        credentials = far.credentials(gateway.url, far.closed_port_url())
        core = await HardenedCore.open(credentials, limits=QUICK)
        replies: list[Any] = await asyncio.gather(*(core.request(QUERY) for _ in range(64)))
        gateway.play(Said(signed=False, body=b"abc" * 1_000_000))
        replies.append(await core.download(FILE, enough))
        gateway.play(far.drip)
        replies.append(await core.request(QUERY))
        gateway.play(far.stay_silent)
        gateway.was_asked.clear()
        task = asyncio.ensure_future(core.request(QUERY))
        await gateway.was_asked.wait()
        task.cancel()
        replies.append(await asyncio.gather(task, return_exceptions=True))
        gateway.play(Said(signed=False))
        replies.append(await core.request(QUERY))
        await core.close()
        replies.append(await core.request(QUERY))
        return replies


def test_the_same_answers_under_qasync(qapp: QApplication) -> None:
    troubles: list[object] = []
    hook = sys.unraisablehook
    sys.unraisablehook = troubles.append
    loop = QEventLoop(qapp)
    loop.set_exception_handler(lambda _, context: troubles.append(context))
    try:
        with loop:
            replies = loop.run_until_complete(say_all())
        gc.collect()
    finally:
        sys.unraisablehook = hook
    assert all(isinstance(reply, Answer) and reply.verified for reply in replies[:64])
    download, dripped, cancelled, unsigned, closed = replies[64:]
    assert download == NoAnswer("bill.file", "too_long")
    assert dripped == NoAnswer("refund.query", "TimeoutError")
    assert isinstance(cancelled[0], asyncio.CancelledError)
    assert isinstance(unsigned, Unverified)
    assert closed == NotSent("refund.query", "closed")
    assert troubles == []
