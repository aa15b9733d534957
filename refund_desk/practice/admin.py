"""The far side's back door for tests and for the tour: books, faults, clock, requests.

It lies on its own port below a random path and knows no signatures. Answers are plain JSON;
what it does not understand gets 400 `{"error": ...}`.

- GET books: orders and refunds newest first, balance_fen, paid_out_fen; `feed`, see `feed_admin`
- GET, PUT faults: `{"rules": [...], "switches": {...}}`, see `faults`; PUT replaces everything
- GET, POST clock: `{"advance_s": n}` moves business time; both tell business_now and wall_now
- GET requests?limit=n: `{"requests": [...]}`, oldest of them first
- POST balance: `{"balance_fen": n}`
- POST orders: a fresh paid order and its complaint, see `FreshOrders.add`
- POST merchant-site-refund: `{"transaction_id", "amount_fen"}`, a refund made elsewhere
- POST complaints/{id}/user-message: `{"text"}`; a closed complaint is continued by it
- POST complaints/{id}/revoke: the payer withdraws
- POST feed/...: what happens at the shop's own backend, see `feed_admin`
"""

import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from refund_desk.practice.bank import Bank
from refund_desk.practice.books import Books, keep_clock
from refund_desk.practice.clock import BusinessClock, rfc3339, utc_text
from refund_desk.practice.complaints import ComplaintBook
from refund_desk.practice.faults import Switchboard, SwitchboardError
from refund_desk.practice.feed_admin import FeedAdmin, FeedAdminError
from refund_desk.practice.fresh_orders import FreshOrderError, FreshOrders
from refund_desk.practice.refusal import Refusal
from refund_desk.practice.request_log import KEPT, RequestLog

# A hundred years at most: beyond the calendar no instant could be written any more.
ADVANCE_S_MOST = 100 * 366 * 86_400

Work = Callable[[web.Request], Awaitable[object]]
# Method, path below the prefix, and what answers.
AdminRoute = tuple[str, str, Work]


class AdminError(ValueError):
    """The request is not understood; the text says what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FarSide:
    """The parts of one practice shop that the back door opens onto."""

    books: Books
    bank: Bank
    complaints: ComplaintBook
    switchboard: Switchboard
    clock: BusinessClock
    log: RequestLog
    feed: FeedAdmin


class Admin:
    """The admin routes of one practice shop."""

    def __init__(self, far_side: FarSide) -> None:
        self._books = far_side.books
        self._bank = far_side.bank
        self._complaints = far_side.complaints
        self._switchboard = far_side.switchboard
        self._clock = far_side.clock
        self._log = far_side.log
        self._feed = far_side.feed
        self._fresh = FreshOrders(far_side.books, far_side.clock, far_side.complaints)

    def add_to(self, app: web.Application, prefix: str, *more: AdminRoute) -> None:
        """Serve everything below `prefix`, and what other parts add to it."""
        routes: tuple[AdminRoute, ...] = (
            ("GET", "books", self._get_books),
            ("GET", "faults", self._get_faults),
            ("PUT", "faults", self._put_faults),
            ("GET", "clock", self._get_clock),
            ("POST", "clock", self._post_clock),
            ("GET", "requests", self._get_requests),
            ("POST", "balance", self._post_balance),
            ("POST", "orders", self._post_orders),
            ("POST", "merchant-site-refund", self._post_site_refund),
            ("POST", "complaints/{complaint_id}/user-message", self._post_user_message),
            ("POST", "complaints/{complaint_id}/revoke", self._post_revoke),
            ("GET", "feed/applications", self._get_feed),
            ("POST", "feed/applications", self._post_feed),
            ("POST", "feed/applications/{application_id}/{what}", self._post_feed),
            *more,
        )
        for method, path, work in routes:
            app.router.add_route(method, f"{prefix}/{path}", self._wrapped(work))

    def _wrapped(self, work: Work) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def respond(request: web.Request) -> web.Response:
            self._bank.settle_due()
            try:
                return web.json_response(await work(request), dumps=_dumps)
            except (AdminError, FeedAdminError, SwitchboardError, FreshOrderError) as error:
                return web.json_response({"error": str(error)}, status=400, dumps=_dumps)
            except Refusal as refusal:
                trouble = {"error": refusal.message, "code": refusal.code}
                return web.json_response(trouble, status=refusal.status, dumps=_dumps)

        return respond

    # -- books ------------------------------------------------------------------------------------

    async def _get_books(self, _request: web.Request) -> object:
        orders = self._books.rows(
            "SELECT transaction_id, out_trade_no, total_fen, trade_state, paid_at,"
            " (SELECT COALESCE(SUM(amount_fen), 0) FROM refunds"
            "   WHERE refunds.transaction_id = orders.transaction_id AND status != 'CLOSED')"
            " AS refunded_fen FROM orders WHERE paid_at IS NOT NULL"
            " ORDER BY paid_at DESC, transaction_id"
        )
        refunds = self._books.rows("SELECT * FROM refunds ORDER BY created_at DESC, refund_id DESC")
        return {
            "orders": [
                {
                    "transaction_id": row["transaction_id"],
                    "out_trade_no": row["out_trade_no"],
                    "total_fen": row["total_fen"],
                    "refunded_fen": row["refunded_fen"],
                    "trade_state": row["trade_state"],
                    "paid_at": None if row["paid_at"] is None else rfc3339(row["paid_at"]),
                }
                for row in orders
            ],
            "refunds": [
                {
                    "out_refund_no": row["out_refund_no"],
                    "refund_id": row["refund_id"],
                    "transaction_id": row["transaction_id"],
                    "amount_fen": row["amount_fen"],
                    "status": row["status"],
                    "origin": row["origin"],
                }
                for row in refunds
            ],
            "balance_fen": self._bank.balance_fen,
            "paid_out_fen": self._bank.paid_out_fen(),
            "feed": self._feed.books(),
        }

    async def _post_balance(self, request: web.Request) -> object:
        body = await read_body(request, {"balance_fen"})
        self._bank.set_balance(_whole(body, "balance_fen", 0))
        return {"balance_fen": self._bank.balance_fen}

    async def _post_orders(self, request: web.Request) -> object:
        return self._fresh.add(await read_body(request, None))

    async def _post_site_refund(self, request: web.Request) -> object:
        body = await read_body(request, {"transaction_id", "amount_fen"})
        row = self._bank.refund_outside(
            str(body.get("transaction_id", "")), _whole(body, "amount_fen", 1)
        )
        return {"out_refund_no": row["out_refund_no"], "refund_id": row["refund_id"]}

    # -- switchboard, clock, requests -------------------------------------------------------------

    async def _get_faults(self, _request: web.Request) -> object:
        return self._switchboard.describe()

    async def _put_faults(self, request: web.Request) -> object:
        self._switchboard.replace(await read_body(request, {"rules", "switches"}))
        return self._switchboard.describe()

    async def _get_clock(self, _request: web.Request) -> object:
        return {
            "business_now": utc_text(self._clock.now()),
            "wall_now": utc_text(self._clock.wall_now()),
            "offset_s": self._clock.offset_s,
        }

    async def _post_clock(self, request: web.Request) -> object:
        body = await read_body(request, {"advance_s"})
        seconds = _whole(body, "advance_s", 0)
        if self._clock.offset_s + seconds > ADVANCE_S_MOST:
            raise AdminError("business time is at most a hundred years ahead")
        self._clock.advance(seconds)
        keep_clock(self._books, self._clock)
        self._bank.settle_due()
        return await self._get_clock(request)

    async def _get_requests(self, request: web.Request) -> object:
        limit = request.query.get("limit", str(KEPT))
        if re.fullmatch(r"[0-9]{1,9}", limit) is None:
            raise AdminError("limit is a whole number")
        return {"requests": self._log.latest(int(limit))}

    # -- the payer --------------------------------------------------------------------------------

    async def _post_user_message(self, request: web.Request) -> object:
        body = await read_body(request, {"text"})
        text = body.get("text")
        if not isinstance(text, str) or not text:
            raise AdminError("text is a text")
        self._complaints.user_message(request.match_info["complaint_id"], text)
        return {"complaint_id": request.match_info["complaint_id"]}

    async def _post_revoke(self, request: web.Request) -> object:
        self._complaints.revoke(request.match_info["complaint_id"])
        return {"complaint_id": request.match_info["complaint_id"]}

    async def _get_feed(self, _request: web.Request) -> object:
        return self._feed.applications()

    async def _post_feed(self, request: web.Request) -> object:
        body = await read_body(request, None)
        name = request.match_info.get("application_id")
        if name is None:
            return self._feed.add(body)
        match request.match_info["what"]:
            case "message":
                return self._feed.message(name, body)
            case "change":
                return self._feed.change(name, body)
            case _:
                raise AdminError("message or change")


async def read_body(request: web.Request, allowed: set[str] | None) -> dict[str, object]:
    """The object a request carries; AdminError for any other body or an unknown name."""
    raw = await request.read()
    try:
        content = json.loads(raw or b"{}")
        # Half a surrogate pair would be a text that no book can hold.
        json.dumps(content, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise AdminError("the body is no JSON") from error
    if not isinstance(content, dict):
        raise AdminError("the body is no object")
    unknown = sorted(set(content) - allowed) if allowed is not None else []
    if unknown:
        raise AdminError(f"unknown name: {unknown[0]}")
    return content


def _whole(body: dict[str, object], name: str, least: int) -> int:
    number = body.get(name)
    if isinstance(number, bool) or not isinstance(number, int) or number < least:
        raise AdminError(f"{name} is a whole number, {least} or more")
    return number


def _dumps(payload: object) -> str:
    return json.dumps(payload, ensure_ascii=False)
