"""What a refund cannot cost less than: sign, verify, POST, and two small rows on the disk.

Run as a module it is the far side of the POST: it answers whatever comes with the same bytes.
"""

from __future__ import annotations

import asyncio
import base64
import subprocess
import sys
import time
from contextlib import suppress
from functools import partial

import httpx
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from refund_desk.adapters.storage.ledger import Ledger
from refund_desk.adapters.wechatpay.pace import IN_FLIGHT_MAX
from refund_desk.application.background import at_most
from refund_desk.application.ports.transactions import Stores

# Sizes as on the wire between a desk and the practice server.
_REQUEST = b'{"x":"' + b"x" * 196 + b'"}'
_ANSWER = b'{"x":"' + b"x" * 620 + b'"}'
_HEADERS = {
    "Authorization": "WECHATPAY2-SHA256-RSA2048 " + "a" * 520,
    "Accept": "application/json",
    "Accept-Encoding": "identity",
    "Content-Type": "application/json",
    "User-Agent": "refund-desk",
    "Wechatpay-Serial": "PUB_KEY_ID_0119000000012026",
}
_ANSWER_HEADERS = "".join(
    f"{name}: {text}\r\n"
    for name, text in {
        "Content-Type": "application/json; charset=utf-8",
        "Date": "Mon, 23 Nov 2026 12:00:00 GMT",
        "Request-ID": "08F5B8C2B506-0",
        "Wechatpay-Nonce": "a" * 32,
        "Wechatpay-Serial": "PUB_KEY_ID_0119000000012026",
        "Wechatpay-Signature": "a" * 344,
        "Wechatpay-Timestamp": "1795435200",
    }.items()
)
_WIRE = f"HTTP/1.1 200 OK\r\nContent-Length: {len(_ANSWER)}\r\n{_ANSWER_HEADERS}\r\n".encode()


class Floor:
    """The floor, measured with as many in flight as the transport allows."""

    def __init__(self, ledger: Ledger, client: httpx.AsyncClient, url: str) -> None:
        """Over the desk's own ledger and a client of its own."""
        self._ledger = ledger
        self._client = client
        self._url = url
        self._key = rsa.generate_private_key(65537, 2048)
        self._public = self._key.public_key()

    @classmethod
    async def measured(cls, ledger: Ledger, count: int) -> float:
        """CPU of this process for one refund's worth (ms), all threads."""
        far_side = await asyncio.to_thread(_far_side)
        assert far_side.stdout is not None
        port = int(await asyncio.to_thread(far_side.stdout.readline))
        limits = httpx.Limits(max_connections=12, max_keepalive_connections=12)
        try:
            async with httpx.AsyncClient(trust_env=False, limits=limits, verify=False) as client:
                floor = cls(ledger, client, f"http://127.0.0.1:{port}/v3/refund/domestic/refunds")
                await at_most(IN_FLIGHT_MAX, (partial(floor.once, n) for n in range(100)))
                cpu = time.process_time()
                await at_most(IN_FLIGHT_MAX, (partial(floor.once, n) for n in range(count)))
                return (time.process_time() - cpu) / count * 1000
        finally:
            far_side.communicate()

    async def once(self, number: int) -> None:
        """One refund's worth."""
        await self._ledger.transactions.run(partial(_row, number, "intention"))
        signature = self._key.sign(_REQUEST, padding.PKCS1v15(), hashes.SHA256())
        answer = await self._client.post(self._url, content=_REQUEST, headers=_HEADERS)
        answer.raise_for_status()
        signed = base64.b64decode(base64.b64encode(signature))
        self._public.verify(signed, _REQUEST, padding.PKCS1v15(), hashes.SHA256())
        await self._ledger.transactions.run(partial(_row, number, "outcome"))


def _far_side() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "benchmarks.floor"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def _row(number: int, word: str, stores: Stores) -> None:
    stores.settings.put(f"floor:{number}", word)


async def _serve() -> None:
    """Answer on a free port until standard input closes."""
    server = await asyncio.start_server(_answer, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.buffer.read)
    server.close()


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(asyncio.IncompleteReadError, ConnectionError):
        while True:
            await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(len(_REQUEST))
            writer.write(_WIRE + _ANSWER)
            await writer.drain()
    writer.close()


if __name__ == "__main__":
    asyncio.run(_serve())
