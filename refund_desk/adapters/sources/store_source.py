"""WeChat Store (微信小店) after-sales: what changed there, and the desk's decisions back.

The platform moves the money: nothing here ever calls for a refund of WeChat Pay.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeVar

from refund_desk.adapters.sources.shop_feed_values import NOT_OF_FORM
from refund_desk.adapters.sources.store_answers import (
    No,
    Quiet,
    Said,
    StoreReply,
    missing_or_unreadable,
    sent_or_not,
    unreadable,
)
from refund_desk.adapters.sources.store_payload import (
    AfterSale,
    Dispute,
    StoreOrder,
    address_in,
    aftersale_in,
    dispute_in,
    media_id_in,
    number_in,
    order_in,
    reject_reasons_in,
)
from refund_desk.adapters.sources.store_telling import SteadyClocks, media_of, told
from refund_desk.adapters.sources.store_terms import standing_of
from refund_desk.adapters.sources.store_window import Window
from refund_desk.adapters.sources.store_wire import StoreWire
from refund_desk.adapters.sources.store_writes import AFTERSALE, StoreWrite, write_of
from refund_desk.application.outcomes import (
    Doubt,
    Missing,
    SendOutcome,
    SendRefused,
    Sent,
    Unknown,
    Unreadable,
)
from refund_desk.application.ports.application_source import PictureContent, Snapshot
from refund_desk.application.ports.change_source import BadCursor, ChangePage, FeedApplication
from refund_desk.application.ports.counterpart import Outgoing
from refund_desk.application.ports.platform_terms import RejectReason, ReturnAddress, Standing
from refund_desk.domain.conversation import Message
from refund_desk.domain.refund_application import Source

_AT_ONCE = 4
_ADDRESSES_MOST = 50
# The older page's limit for a picture that becomes a media id (facts 8).
_PICTURE_BYTES_MOST = 2 * 1024 * 1024
_KINDS = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"))

Read = TypeVar("Read")
_Whole = FeedApplication | Missing | Unreadable


class WeChatStore:
    """The ports `FeedSource` and `PlatformTerms` over the Store's server API."""

    source = Source.STORE

    def __init__(self, wire: StoreWire, now: Callable[[], datetime]) -> None:
        """`now` is the desk's clock (UTC): windows end there, and seconds left count from it."""
        self._wire = wire
        self._now = now
        self._clocks = SteadyClocks()
        self._places = asyncio.Semaphore(_AT_ONCE)

    async def close(self) -> None:
        """Close the connections."""
        await self._wire.close()

    # -- what changed -----------------------------------------------------------------------------

    async def is_connected(self) -> bool:
        """It is: somebody gave its account."""
        return True

    async def changes(self, cursor: str) -> ChangePage | BadCursor | Unreadable:
        """A page of what changed; a desk that was off for days gets a page a day of them."""
        window = Window.after(cursor, int(self._now().timestamp()))
        if window is None:
            return BadCursor()
        place = {"next_key": window.key} if window.key else {}
        limits = {"begin_update_time": window.begin_s, "end_update_time": window.end_s}
        reply = await self._wire.ask(AFTERSALE + "getaftersalelist", {**limits, **place})
        if isinstance(reply, No) and reply.errcode == 40097 and window.key:
            # The place in the list was forgotten there: this slice again, from its beginning.
            return ChangePage(applications=(), next_cursor=window.at(""), more=True)
        if not isinstance(reply, Said):
            return unreadable(reply)
        return await self._page(window, reply.content)

    async def _page(self, window: Window, content: Mapping[str, object]) -> ChangePage | Unreadable:
        listed = content.get("after_sale_order_id_list") or []
        more, key = content.get("has_more") is True, content.get("next_key")
        if not isinstance(listed, list) or (more and (not isinstance(key, str) or not key)):
            return Unreadable(why="far.nonsense")
        refs, odd = _numbers(listed)
        wholes = await asyncio.gather(*(self._application(ref) for ref in refs))
        found: list[FeedApplication] = []
        for ref, whole in zip(refs, wholes, strict=True):
            if isinstance(whole, FeedApplication):
                found.append(whole)
            elif isinstance(whole, Missing) or whole.why == "far.nonsense":
                # Passed over by name: one that cannot be read must not stop all behind it.
                odd.append(ref)
            else:
                return whole
        return ChangePage(
            applications=tuple(found),
            next_cursor=window.at(str(key)) if more else window.beyond(),
            more=more or not window.is_last,
            unreadable=tuple(odd),
        )

    async def application(self, source_ref: str) -> FeedApplication | Missing | Unreadable:
        """One application as it stands now."""
        return await self._application(source_ref)

    async def read(self, source_ref: str) -> Snapshot | Missing | Unreadable:
        """The same without its conversation."""
        whole = await self._application(source_ref)
        return whole.snapshot if isinstance(whole, FeedApplication) else whole

    async def history(self, source_ref: str) -> tuple[Message, ...] | Unreadable:
        """What its state and its dispute tell of the conversation; the chat is not told there."""
        whole = await self._application(source_ref)
        if isinstance(whole, Missing):
            return Unreadable(why="far.nonsense", request_id=whole.request_id)
        return whole.messages if isinstance(whole, FeedApplication) else whole

    async def _application(self, ref: str) -> _Whole:
        async with self._places:
            aftersale = await self.aftersale(ref)
            fetched_at = self._now()
            if not isinstance(aftersale, AfterSale):
                return aftersale
            order = await self.order(aftersale.order_ref)
            if not isinstance(order, StoreOrder):
                return order
            dispute = await self._dispute_of(aftersale)
            if isinstance(dispute, Missing | Unreadable):
                return dispute
            return told(aftersale, order, dispute, self._clocks.steady(aftersale, fetched_at))

    async def _dispute_of(self, aftersale: AfterSale) -> Dispute | Missing | Unreadable | None:
        return await self.dispute(aftersale.dispute_ref) if aftersale.dispute_ref else None

    # -- the Store's own objects ------------------------------------------------------------------

    async def aftersale(self, ref: str) -> AfterSale | Missing | Unreadable:
        """One application as the Store writes it; one of another number is nonsense."""
        wanted = {"after_sale_order_id": ref}
        reply = await self._wire.ask(AFTERSALE + "getaftersaleorder", wanted)
        read = _read(reply, lambda content: aftersale_in(content["after_sale_order"]))
        if isinstance(read, AfterSale) and read.ref != ref:
            return Unreadable(why="far.nonsense")
        return read

    async def order(self, order_ref: str) -> StoreOrder | Missing | Unreadable:
        """The order of an application, with its payment."""
        reply = await self._wire.ask("/channels/ec/order/get", {"order_id": order_ref})
        return _read(reply, lambda content: order_in(content["order"]))

    async def dispute(self, dispute_ref: str) -> Dispute | Missing | Unreadable:
        """A dispute with what was said in it."""
        wanted = {"complaint_id": dispute_ref}
        reply = await self._wire.ask(AFTERSALE + "getcomplaintorder", wanted)
        return _read(reply, lambda content: dispute_in(content, dispute_ref))

    # -- what is chosen with an answer ------------------------------------------------------------

    async def standing(self, source_ref: str) -> Standing | Missing | Unreadable:
        """See the port."""
        aftersale = await self.aftersale(source_ref)
        return standing_of(aftersale) if isinstance(aftersale, AfterSale) else aftersale

    async def reject_reasons(self) -> tuple[RejectReason, ...] | Unreadable:
        """See the port; the platform asks to fetch them once a day."""
        reply = await self._wire.ask(AFTERSALE + "rejectreason/get", {})
        return _there(_read(reply, reject_reasons_in))

    async def return_addresses(self) -> tuple[ReturnAddress, ...] | Unreadable:
        """See the port."""
        page = {"offset": 0, "limit": _ADDRESSES_MOST}
        reply = await self._wire.ask("/channels/ec/merchant/address/list", page)
        refs = _there(_read(reply, lambda content: _listed_numbers(content.get("address_id_list"))))
        if isinstance(refs, Unreadable):
            return refs
        found = []
        for ref in refs:
            reply = await self._wire.ask("/channels/ec/merchant/address/get", {"address_id": ref})
            read = _there(_read(reply, lambda content: address_in(content["address_detail"])))
            if isinstance(read, Unreadable):
                return read
            found.append(read)
        return tuple(sorted(found, key=lambda address: not address.is_default))

    # -- pictures ---------------------------------------------------------------------------------

    async def picture(self, reference: str) -> PictureContent | Missing | Unreadable:
        """A picture of an application or a dispute."""
        media_id = media_of(reference)
        if not media_id:
            return Missing()
        reply = await self._wire.media(media_id)
        if isinstance(reply, bytes):
            return PictureContent(content=reply)
        return Missing() if isinstance(reply, No) and reply.errcode == 40007 else unreadable(reply)

    async def upload(
        self, source_ref: str, *, key: str, name: str, content: bytes
    ) -> str | SendOutcome:
        """Give a JPEG or PNG of at most 2 MB; its media id.

        Given twice it only has two ids, so this may be repeated.
        """
        del source_ref, key, name
        kind = next((kind for magic, kind in _KINDS if content.startswith(magic)), None)
        if kind is None or len(content) > _PICTURE_BYTES_MOST:
            return SendRefused(code="store.picture")
        reply = await self._wire.upload(content, kind)
        media_id = _read(reply, _media_id)
        return media_id if isinstance(media_id, str) else _without_effect(reply)

    # -- writing ----------------------------------------------------------------------------------

    async def deliver(self, message: Outgoing) -> SendOutcome:
        """Say it once, however often this is called: each call begins with reading back."""
        write = write_of(message)
        if isinstance(write, str):
            return SendRefused(code=write)
        seen = await self.aftersale(message.source_ref)
        if isinstance(seen, Missing):
            return SendRefused(code="store.gone", request_id=seen.request_id)
        if isinstance(seen, Unreadable):
            return Unknown(doubt=Doubt.NOT_SENT, code=seen.why, request_id=seen.request_id)
        if write.is_done(seen):
            return Sent()
        if why_not := write.why_not(seen):
            return SendRefused(code=why_not)
        return await self._said(message.source_ref, write)

    async def _said(self, ref: str, write: StoreWrite) -> SendOutcome:
        outcome = sent_or_not(await self._wire.ask(write.path, write.body))
        if isinstance(outcome, Sent):
            return outcome
        if isinstance(outcome, Unknown) and outcome.doubt is Doubt.NOT_SENT:
            return outcome
        if isinstance(outcome, SendRefused) and outcome.code != "store.moved":
            return outcome
        # In doubt, or the state is another one than a moment ago: perhaps this very call did it.
        after = await self.aftersale(ref)
        return Sent() if isinstance(after, AfterSale) and write.is_done(after) else outcome


def _read(
    reply: StoreReply, read: Callable[[Mapping[str, object]], Read]
) -> Read | Missing | Unreadable:
    """What `read` makes of an answer; nonsense when it is not of the form."""
    if not isinstance(reply, Said):
        return missing_or_unreadable(reply)
    try:
        return read(reply.content)
    except NOT_OF_FORM:
        return Unreadable(why="far.nonsense")


def _there(read: Read | Missing | Unreadable) -> Read | Unreadable:
    """A list or an address is always there: "not found" about one is nonsense."""
    if isinstance(read, Missing):
        return Unreadable(why="far.nonsense", request_id=read.request_id)
    return read


def _media_id(content: Mapping[str, object]) -> str:
    file = content["pic_file"]
    if not isinstance(file, Mapping):
        raise TypeError("pic_file")
    return media_id_in(file["media_id"])


def _without_effect(reply: StoreReply) -> SendOutcome:
    """A picture that was not taken, or perhaps was: it stands nowhere yet, so it is given again."""
    outcome = Unknown(doubt=Doubt.MISMATCH) if isinstance(reply, Said) else sent_or_not(reply)
    return Unknown(doubt=Doubt.NO_ANSWER) if reply is Quiet.NONSENSE else outcome


def _numbers(listed: list[object]) -> tuple[list[str], list[str]]:
    """The identifiers of a list, each once, and what of it is none."""
    refs: dict[str, None] = {}
    odd = []
    for place, value in enumerate(listed):
        try:
            refs[number_in(value)] = None
        except NOT_OF_FORM:
            odd.append(f"#{place}")
    return list(refs), odd


def _listed_numbers(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("no list")
    return tuple(number_in(each) for each in value)
