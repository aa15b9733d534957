"""Bills: where they lie, and their bytes, streamed, unpacked, bounded and compared by hash.

The file itself is unsigned by WeChat Pay's own rules; what proves it is the SHA-1 of the unpacked
file, which came in a verified answer.
"""

import asyncio
import hashlib
import zlib
from collections.abc import Awaitable, Callable
from datetime import date

from refund_desk.adapters.wechatpay.credentials import file_target
from refund_desk.adapters.wechatpay.endpoints import Endpoints
from refund_desk.adapters.wechatpay.error_map import is_being_made, missing_or_unreadable
from refund_desk.adapters.wechatpay.payload import Fields, NonsenseError
from refund_desk.adapters.wechatpay.reply import Answer, Reply
from refund_desk.application.outcomes import Unreadable
from refund_desk.application.ports.bill_source import (
    BillNotReady,
    BillOutcome,
    BillSink,
    BillTaken,
)

# A million rows of 27 columns are about 400 MB; more is a mistake or an attack.
UNPACKED_BYTES_MAX = 512 * 1024 * 1024
_STEP_BYTES = 1024 * 1024
_GZIP = 31
# An address lives five minutes; an expired one is answered with INVALID_REQUEST.
_ASK_ANEW = frozenset({"far.nonsense", "far.ruled", "net.slow"})


class WeChatPayBills:
    """The port `BillSource`: trade bills and fund-flow bills of one Beijing day."""

    def __init__(self, endpoints: Endpoints) -> None:
        """Speak through these endpoints."""
        self._endpoints = endpoints

    async def trade_bill(
        self, day: date, open_sink: Callable[[], BillSink], *, refunds_only: bool = False
    ) -> BillOutcome:
        """All trades of a day, or its refunds alone; see the port."""
        kind = "REFUND" if refunds_only else "ALL"
        return await self._take(
            lambda: self._endpoints.trade_bill(day.isoformat(), kind), open_sink
        )

    async def fund_flow_bill(self, day: date, open_sink: Callable[[], BillSink]) -> BillOutcome:
        """All movements of the basic account on a day; see the port."""
        return await self._take(lambda: self._endpoints.fund_flow_bill(day.isoformat()), open_sink)

    async def _take(
        self, apply: Callable[[], Awaitable[Reply]], open_sink: Callable[[], BillSink]
    ) -> BillOutcome:
        outcome = await self._take_once(await apply(), open_sink)
        if isinstance(outcome, Unreadable) and outcome.why in _ASK_ANEW:
            return await self._take_once(await apply(), open_sink)
        return outcome

    async def _take_once(self, reply: Reply, open_sink: Callable[[], BillSink]) -> BillOutcome:
        if is_being_made(reply):
            return BillNotReady()
        if not isinstance(reply, Answer) or reply.status != 200:
            return missing_or_unreadable(reply)
        nonsense = Unreadable(why="far.nonsense", request_id=reply.request_id)
        try:
            fields = Fields.of(reply.body)
            wanted, url = fields.text("hash_value").lower(), fields.text("download_url")
            hash_type = fields.text("hash_type")
        except NonsenseError:
            return nonsense
        target = file_target(url, self._endpoints.core.gateways)
        if target is None or hash_type != "SHA1":
            return nonsense
        unpacker = _Unpacker(open_sink())
        answer = await self._endpoints.core.download(target, unpacker.take)
        if unpacker.trouble is not None:
            raise unpacker.trouble
        if not isinstance(answer, Answer) or answer.status != 200:
            return nonsense if unpacker.broken else missing_or_unreadable(answer)
        if not unpacker.is_whole or unpacker.sha1 != wanted:
            return nonsense
        return BillTaken(bytes_count=unpacker.bytes_count, sha1=wanted)


class _Unpacker:
    """Unpacks a gzip stream piece by piece into a sink, counting and hashing what comes out."""

    def __init__(self, sink: BillSink) -> None:
        self._sink = sink
        self._stream = zlib.decompressobj(_GZIP)
        self._sha1 = hashlib.sha1(usedforsecurity=False)
        self.bytes_count = 0
        self.broken = False
        self.trouble: OSError | None = None

    @property
    def is_whole(self) -> bool:
        return self._stream.eof

    @property
    def sha1(self) -> str:
        return self._sha1.hexdigest()

    async def take(self, packed: bytes) -> bool:
        """Unpack one piece; False when it is no gzip, or more than a bill can be."""
        self.broken = not await asyncio.to_thread(self._unpack, packed)
        return not self.broken

    def _unpack(self, packed: bytes) -> bool:
        while packed:
            try:
                plain = self._stream.decompress(packed, _STEP_BYTES)
            except zlib.error:
                return False
            self.bytes_count += len(plain)
            if self.bytes_count > UNPACKED_BYTES_MAX or self._stream.unused_data:
                return False
            self._sha1.update(plain)
            try:
                self._sink(plain)
            except OSError as error:
                # Kept for later: raising here would leave the answer's stream half-way.
                self.trouble = error
                return False
            packed = self._stream.unconsumed_tail
        return True
