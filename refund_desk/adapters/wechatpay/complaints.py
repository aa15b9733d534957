"""Consumer complaints: where applications come from, and where words and decisions go."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from refund_desk.adapters.wechatpay.complaint_payload import ComplaintReader
from refund_desk.adapters.wechatpay.endpoints import Endpoints
from refund_desk.adapters.wechatpay.error_map import (
    may_be_too_large,
    missing_or_unreadable,
    send_refused_or_unknown,
    unknown_of,
)
from refund_desk.adapters.wechatpay.payload import Fields, NonsenseError
from refund_desk.adapters.wechatpay.reply import Answer, Reply
from refund_desk.application.outcomes import (
    Missing,
    SendOutcome,
    SendRefused,
    Sent,
    Unreadable,
)
from refund_desk.application.ports.application_source import (
    PictureContent,
    Snapshot,
    SnapshotPage,
)
from refund_desk.domain.conversation import Message
from refund_desk.domain.errors import BadValueError
from refund_desk.domain.identifiers import ComplaintId
from refund_desk.domain.refund_application import Source

PAGE_SIZE = 50
SMALL_PAGE_SIZE = 10
HISTORY_PAGE_SIZE = 300
# Six thousand messages: no conversation is that long, but a far side gone mad might say so.
_HISTORY_PAGES_MAX = 20
PICTURE_BYTES_MAX = 2 * 1024 * 1024
_KINDS: tuple[tuple[bytes, str, str], ...] = (
    (b"\xff\xd8\xff", "jpg", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png", "image/png"),
    (b"BM", "bmp", "image/bmp"),
)

Read = TypeVar("Read")


class WeChatPayComplaints:
    """The `ApplicationSource` port over WeChat Pay's complaints."""

    source = Source.COMPLAINT

    def __init__(self, endpoints: Endpoints) -> None:
        """Speak through these endpoints."""
        self._endpoints = endpoints
        core = endpoints.core
        self._reader = ComplaintReader(core.gateways, core.decrypt)

    async def page(
        self, *, first_day: date, last_day: date, offset: int
    ) -> SnapshotPage | Unreadable:
        """Complaints of these Beijing days (at most 30), 50 a page.

        WeChat Pay turns down a page that it finds too large and says so in words only (facts 8),
        so a refused page is asked for once more, a smaller one.
        """
        days = {"first_day": first_day.isoformat(), "last_day": last_day.isoformat()}
        reply = await self._endpoints.complaints(**days, limit=PAGE_SIZE, offset=offset)
        if may_be_too_large(reply):
            reply = await self._endpoints.complaints(**days, limit=SMALL_PAGE_SIZE, offset=offset)
        read = await _read(reply, self._reader.page)
        # A list is never missing: a 404 here means that something else answers.
        if isinstance(read, Missing):
            return Unreadable(why="far.nonsense", request_id=read.request_id)
        if isinstance(read, SnapshotPage) and (read.total or 0) < offset + read.length:
            # Some answers count on the first page only and say 0 later: that is not the end.
            return replace(read, total=None)
        return read

    async def read(self, source_ref: str) -> Snapshot | Missing | Unreadable:
        """One complaint as it stands now; one of another number is nonsense."""
        reply = await self._endpoints.complaint(ComplaintId(source_ref))
        read = await _read(reply, lambda body: self._reader.snapshot(Fields.of(body)))
        if isinstance(read, Snapshot) and read.source_ref != source_ref:
            return Unreadable(why="far.nonsense")
        return read

    async def history(self, source_ref: str) -> tuple[Message, ...] | Unreadable:
        """The whole conversation, oldest first, each message once.

        A message without a number or a time cannot be placed and is left out.
        """
        known: dict[str, Message] = {}
        for page in range(_HISTORY_PAGES_MAX):
            reply = await self._endpoints.negotiation(
                ComplaintId(source_ref), limit=HISTORY_PAGE_SIZE, offset=page * HISTORY_PAGE_SIZE
            )
            read = await _read(reply, self._reader.messages)
            if isinstance(read, Unreadable):
                return read
            if isinstance(read, Missing):
                return Unreadable(why="far.nonsense", request_id=read.request_id)
            known.update((message.log_ref, message) for message in read[0])
            if read[1] < HISTORY_PAGE_SIZE:
                break
        return tuple(sorted(known.values(), key=lambda message: (message.at, message.log_ref)))

    async def picture(self, reference: str) -> PictureContent | Missing | Unreadable:
        """A picture of the conversation; addresses on foreign hosts are never followed."""
        reply = await self._endpoints.picture(reference)
        if isinstance(reply, Answer) and reply.status == 200:
            return PictureContent(content=reply.body)
        return missing_or_unreadable(reply)

    async def upload(self, *, name: str, content: bytes) -> str | SendOutcome:
        """Give a JPEG, PNG or BMP of at most 2 MB to WeChat Pay; its media id.

        The name on the wire is a neutral one: a file's own name may tell who is in the picture.
        `img.type` and `img.big` are refused here, before anything is sent.
        """
        del name
        kind = next((each for each in _KINDS if content.startswith(each[0])), None)
        if kind is None:
            return SendRefused(code="img.type")
        if len(content) > PICTURE_BYTES_MAX:
            return SendRefused(code="img.big")
        reply = await self._endpoints.upload(f"proof.{kind[1]}", content, kind[2])
        if not isinstance(reply, Answer) or reply.status != 200:
            return send_refused_or_unknown(reply)
        try:
            return Fields.of(reply.body).text("media_id")
        except NonsenseError:
            return unknown_of(reply)

    async def reply(self, source_ref: str, text: str, picture_refs: tuple[str, ...]) -> SendOutcome:
        """Say something to the buyer; `picture_refs` are media ids of `upload`."""
        complaint_id = ComplaintId(source_ref)
        return _sent(await self._endpoints.answer(complaint_id, text, list(picture_refs)))

    async def reply_immediately(
        self, source_ref: str, text: str, *, idempotent_id: str
    ) -> SendOutcome:
        """Say something to a buyer who waits for immediate service; the id makes it count once."""
        return _sent(
            await self._endpoints.answer_immediately(
                ComplaintId(source_ref), text, idempotent_id=idempotent_id
            )
        )

    async def report_approved(self, source_ref: str) -> SendOutcome:
        """Tell the platform that the shop agreed and refunds today; moves no money."""
        return _sent(await self._endpoints.approve(ComplaintId(source_ref)))

    async def report_rejected(
        self, source_ref: str, *, reason: str, remark: str, picture_refs: tuple[str, ...]
    ) -> SendOutcome:
        """Tell the platform that the shop rejected; closes the complaint."""
        return _sent(
            await self._endpoints.reject(
                ComplaintId(source_ref),
                reason=reason,
                remark=remark,
                media_ids=list(picture_refs),
            )
        )

    async def complete(self, source_ref: str) -> SendOutcome:
        """Tell the platform that the complaint is dealt with."""
        return _sent(await self._endpoints.complete(ComplaintId(source_ref)))


async def _read(reply: Reply, reader: Callable[[bytes], Read]) -> Read | Missing | Unreadable:
    """What `reader` makes of a good answer, in a thread: phones cost 0.5 ms each to decrypt."""
    if not isinstance(reply, Answer) or reply.status != 200:
        return missing_or_unreadable(reply)
    try:
        return await asyncio.to_thread(reader, reply.body)
    except (NonsenseError, BadValueError):
        return Unreadable(why="far.nonsense", request_id=reply.request_id)


def _sent(reply: Reply) -> SendOutcome:
    """Sent for a verified 200 or 204; the transport hands back no other answer of these."""
    if isinstance(reply, Answer) and reply.status in {200, 204}:
        return Sent(request_id=reply.request_id)
    return send_refused_or_unknown(reply)
