"""The Store's server API as far as the desk uses it: after-sales, orders, addresses, pictures."""

import base64
import binascii
import re
import secrets
from collections.abc import Callable
from email.parser import BytesParser
from pathlib import Path
from urllib.parse import parse_qs

from refund_desk.practice.calls import Call, Reply
from refund_desk.practice.faults import Switches
from refund_desk.practice.media_routes import DRAWN_PICTURES, PICTURE_BYTES_MOST
from refund_desk.practice.payloads import Payload
from refund_desk.practice.store_book import REFUND, TAKE_BACK, Offer, StoreBook
from refund_desk.practice.store_payloads import StoreWriter, address_payload
from refund_desk.practice.store_refusal import (
    BAD_ARGUMENTS,
    BAD_MEDIA_ID,
    BAD_MEDIA_TYPE,
    MEDIA_TOO_BIG,
    SPAN_TOO_LONG,
    WRONG_ADDRESS,
    StoreArguments,
    StoreRefusal,
)
from refund_desk.practice.store_words import ADDRESSES, OFFER_ROWS, REASONS, SCENES

PAGE = 20
SPAN_S = 86_400
TEXT_MOST = 200
PICTURES_MOST = 20
_AFTERSALE = "/channels/ec/aftersale/"
_MAGIC = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
_PAIRS = (("begin_update_time", "end_update_time"), ("begin_create_time", "end_create_time"))
_COLUMN = {"begin_update_time": "updated_at", "begin_create_time": "created_at"}

StoreRoute = Callable[[Call], Reply]


class StoreRoutes:
    """What each path answers; StoreRefusal for a no."""

    def __init__(self, book: StoreBook, switches: Switches, pictures_dir: Path) -> None:
        self._book = book
        self._tables = book.tables
        self._switches = switches
        self._writer = StoreWriter(switches)
        self._pictures_dir = pictures_dir

    def posts(self) -> dict[str, StoreRoute]:
        """The paths that take a POST."""
        return {
            _AFTERSALE + "getaftersalelist": self.listed,
            _AFTERSALE + "getaftersaleorder": self.detail,
            _AFTERSALE + "acceptapply": self.accept,
            _AFTERSALE + "rejectapply": self.reject,
            _AFTERSALE + "merchantupdateaftersale": self.negotiate,
            _AFTERSALE + "uploadrefundcertificate": self.certificate,
            _AFTERSALE + "rejectreason/get": self.reject_reasons,
            _AFTERSALE + "reason/get": self.reasons,
            _AFTERSALE + "getcomplaintorder": self.dispute,
            "/channels/ec/order/get": self.order,
            "/channels/ec/merchant/address/list": self.addresses,
            "/channels/ec/merchant/address/get": self.address,
            "/shop/ec/basics/img/upload": self.upload,
        }

    def gets(self) -> dict[str, StoreRoute]:
        """The paths that take a GET."""
        return {"/channels/ec/basics/media/get": self.download}

    # -- reading ----------------------------------------------------------------------------------

    def listed(self, call: Call) -> Reply:
        """Numbers of the applications of a window of at most 24 h, 20 a page."""
        names = {name for pair in _PAIRS for name in pair}
        arguments = StoreArguments(call.body, frozenset(names | {"next_key"}))
        given = [pair for pair in _PAIRS if any(arguments.has(name) for name in pair)]
        if len(given) != 1:
            raise StoreRefusal(BAD_ARGUMENTS)
        first, last = given[0]
        begin, end = arguments.whole(first), arguments.whole(last)
        if begin > end:
            raise StoreRefusal(BAD_ARGUMENTS)
        if end - begin > SPAN_S:
            raise StoreRefusal(SPAN_TOO_LONG)
        window = f"{_COLUMN[first]} {begin} {end}"
        after_at, after_ref = _opened_key(arguments.text("next_key"), window)
        column = _COLUMN[first]
        rows = self._tables.books.rows(
            f"SELECT ref, {column} AS at FROM store_aftersales"  # noqa: S608 - two known columns
            f" WHERE {column} >= ? AND {column} < ? AND ({column}, ref) > (?, ?)"
            f" ORDER BY {column}, ref LIMIT ?",
            begin,
            end + 1,
            after_at,
            after_ref,
            PAGE + 1,
        )
        page = rows[:PAGE]
        more = len(rows) > PAGE
        payload: Payload = {
            "after_sale_order_id_list": [self._writer.number(row["ref"]) for row in page],
            "has_more": more,
        }
        if more:
            payload["next_key"] = _made_key(window, page[-1]["at"], page[-1]["ref"])
        return Reply(payload=payload)

    def detail(self, call: Call) -> Reply:
        """One application."""
        arguments = StoreArguments(call.body, frozenset({"after_sale_order_id"}))
        row = self._book.aftersale(arguments.number("after_sale_order_id"))
        order = self._tables.order(row["order_no"])
        if order is None:
            raise StoreRefusal(int(self._switches.word("store_code_when_gone")))
        told = self._writer.aftersale(row, order, self._book.clock.now())
        return Reply(payload={"after_sale_order": told})

    def order(self, call: Call) -> Reply:
        """One order, with its payment and its after-sales."""
        order = self._tables.order(
            StoreArguments(call.body, frozenset({"order_id"})).number("order_id")
        )
        if order is None:
            raise StoreRefusal(BAD_ARGUMENTS, "order not exist")
        rows = self._tables.books.rows(
            "SELECT * FROM store_aftersales WHERE order_no = ?", order["order_no"]
        )
        return Reply(payload={"order": self._writer.order(order, rows)})

    def dispute(self, call: Call) -> Reply:
        """One dispute with what was said in it."""
        ref = StoreArguments(call.body, frozenset({"complaint_id"})).number("complaint_id")
        row = self._tables.books.row("SELECT * FROM store_aftersales WHERE dispute_ref = ?", ref)
        if row is None:
            raise StoreRefusal(10021500)
        return Reply(payload=self._writer.dispute(row, self._tables.events(row["ref"])))

    def reject_reasons(self, call: Call) -> Reply:
        """The reasons a merchant can reject with, by scene."""
        StoreArguments(call.body, frozenset())
        listed: list[Payload] = [
            {
                "reject_reason_type": kind,
                "reject_reason_type_text": words,
                "reject_reason": words,
                "reject_scene": scene,
            }
            for scene, reasons in SCENES.items()
            for kind, words in reasons.items()
        ]
        return Reply(payload={"reason_list": listed})

    def reasons(self, call: Call) -> Reply:
        """The reasons a buyer can give."""
        StoreArguments(call.body, frozenset())
        listed = [{"reason": code, "reason_text": words} for code, words in REASONS.items()]
        return Reply(payload={"reason_list": listed})

    def addresses(self, call: Call) -> Reply:
        """The numbers of the addresses."""
        arguments = StoreArguments(call.body, frozenset({"offset", "limit"}))
        offset, limit = arguments.whole("offset"), arguments.whole("limit", least=1, most=50)
        return Reply(payload={"address_id_list": list(ADDRESSES)[offset : offset + limit]})

    def address(self, call: Call) -> Reply:
        """One address."""
        ref = StoreArguments(call.body, frozenset({"address_id"})).number("address_id")
        if ref not in ADDRESSES:
            raise StoreRefusal(WRONG_ADDRESS)
        return Reply(payload={"address_detail": address_payload(ref)})

    # -- writing ----------------------------------------------------------------------------------

    def accept(self, call: Call) -> Reply:
        """The merchant agrees."""
        names = frozenset({"after_sale_order_id", "address_id", "accept_type"})
        arguments = StoreArguments(call.body, names)
        kind = None
        if arguments.has("accept_type"):
            kind = arguments.whole("accept_type", least=TAKE_BACK, most=REFUND)
        address_ref = arguments.number("address_id") if arguments.has("address_id") else ""
        self._book.accept(arguments.number("after_sale_order_id"), kind, address_ref)
        return Reply(payload={})

    def reject(self, call: Call) -> Reply:
        """The merchant says no."""
        names = frozenset({"after_sale_order_id", "reject_reason_type", "reject_reason"})
        arguments = StoreArguments(call.body, names)
        self._book.reject(
            arguments.number("after_sale_order_id"),
            arguments.whole("reject_reason_type"),
            self._words(arguments, "reject_reason"),
        )
        return Reply(payload={})

    def negotiate(self, call: Call) -> Reply:
        """The merchant offers other terms."""
        names = frozenset(
            {"after_sale_order_id", "type", "amount", "merchant_update_desc"}
            | {"update_reason_type", "merchant_update_type", "media_ids"}
        )
        arguments = StoreArguments(call.body, names)
        kind = arguments.whole("type", least=1, most=2)
        reason = arguments.whole("update_reason_type", least=1)
        way = arguments.whole("merchant_update_type", least=1, most=3)
        pictures = self._media(arguments, "media_ids")
        row = OFFER_ROWS.get(reason)
        if row is None or row.way != way or (row.needs_picture and not pictures):
            raise StoreRefusal(BAD_ARGUMENTS, "invalid args: update_reason_type")
        offer = Offer(
            way=way,
            reason=reason,
            words=self._words(arguments, "merchant_update_desc"),
            kind="REFUND" if kind == 1 else "RETURN",
            amount_fen=arguments.whole("amount", least=1),
            pictures=tuple(pictures),
        )
        self._book.negotiate(arguments.number("after_sale_order_id"), offer)
        return Reply(payload={})

    def certificate(self, call: Call) -> Reply:
        """The merchant proves a refund outside the platform."""
        names = frozenset({"after_sale_order_id", "refund_certificates", "desc"})
        arguments = StoreArguments(call.body, names)
        media = self._media(arguments, "refund_certificates")
        if not media:
            raise StoreRefusal(BAD_ARGUMENTS, "invalid args: refund_certificates")
        ref = arguments.number("after_sale_order_id")
        self._book.upload_certificate(ref, media, self._words(arguments, "desc"))
        return Reply(payload={})

    def _words(self, arguments: StoreArguments, name: str) -> str:
        in_bytes = self._switches.word("store_texts") == "bytes"
        return arguments.text(name, most=TEXT_MOST, in_bytes=in_bytes)

    def _media(self, arguments: StoreArguments, name: str) -> list[str]:
        media = arguments.texts(name, most=PICTURES_MOST)
        for media_id in media:
            if self._content(media_id) is None:
                raise StoreRefusal(BAD_MEDIA_ID)
        return media

    # -- pictures ---------------------------------------------------------------------------------

    def upload(self, call: Call) -> Reply:
        """Keep a picture: a multipart field `media`, answered with its media id."""
        query = parse_qs(call.query)
        if query.get("upload_type") != ["0"] or query.get("resp_type") != ["0"]:
            raise StoreRefusal(BAD_ARGUMENTS)
        content = _multipart_media(call)
        if content is None or not any(content.startswith(magic) for magic in _MAGIC):
            raise StoreRefusal(BAD_MEDIA_TYPE)
        if len(content) > PICTURE_BYTES_MOST:
            raise StoreRefusal(MEDIA_TOO_BIG)
        media_id = f"kept-{secrets.token_hex(24)}"
        self._tables.books.run("INSERT INTO store_media VALUES (?, ?)", media_id, content)
        return Reply(
            payload={"pic_file": {"media_id": media_id, "pay_media_id": "", "img_url": ""}}
        )

    def download(self, call: Call) -> Reply:
        """The bytes of a picture."""
        media_id = parse_qs(call.query).get("media_id", [""])[0]
        content = self._content(media_id)
        if content is None:
            raise StoreRefusal(BAD_MEDIA_ID)
        kind = next(kind for magic, kind in _MAGIC.items() if content.startswith(magic))
        return Reply(content=content, content_type=kind)

    def _content(self, media_id: str) -> bytes | None:
        row = self._tables.books.row("SELECT * FROM store_media WHERE media_id = ?", media_id)
        if row is not None:
            return bytes(row["content"])
        drawn = re.fullmatch(r"store-([0-9]{2})-[0-9a-f]{16}", media_id)
        if drawn is None or int(drawn[1]) >= len(DRAWN_PICTURES):
            return None
        return (self._pictures_dir / f"{DRAWN_PICTURES[int(drawn[1])]}.png").read_bytes()


def _made_key(window: str, at: float, ref: str) -> str:
    return base64.urlsafe_b64encode(f"{window}|{at!r}|{ref}".encode()).decode()


def _opened_key(key: str, window: str) -> tuple[float, str]:
    """Where the page before ended; StoreRefusal for a key of another window."""
    if not key:
        return 0.0, ""
    try:
        of_window, at, ref = base64.urlsafe_b64decode(key).decode().split("|")
        after = float(at)
    except (binascii.Error, ValueError) as error:
        raise StoreRefusal(BAD_ARGUMENTS, "invalid args: next_key") from error
    if of_window != window:
        raise StoreRefusal(BAD_ARGUMENTS, "invalid args: next_key")
    return after, ref


def _multipart_media(call: Call) -> bytes | None:
    kind = call.header("Content-Type") or ""
    if not kind.startswith("multipart/form-data"):
        return None
    message = BytesParser().parsebytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + call.body)
    if not message.is_multipart():
        return None
    for part in message.walk():
        if part.get_param("name", header="content-disposition") == "media":
            content = part.get_payload(decode=True)
            return content if isinstance(content, bytes) else None
    return None
