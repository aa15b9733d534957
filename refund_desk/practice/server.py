"""Starting and stopping a practice shop inside an asyncio program."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

from aiohttp import web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.http_parser import RawRequestMessage
from aiohttp.streams import StreamReader
from aiohttp.web_protocol import RequestHandler

from refund_desk.practice.admin import Admin, FarSide
from refund_desk.practice.bank import Bank
from refund_desk.practice.bill_routes import BillRoutes
from refund_desk.practice.books import Books, open_clock
from refund_desk.practice.certificate_routes import CertificateRoutes
from refund_desk.practice.clock import BusinessClock
from refund_desk.practice.complaint_payloads import ComplaintWriter
from refund_desk.practice.complaint_routes import ComplaintRoutes
from refund_desk.practice.complaints import ComplaintBook
from refund_desk.practice.faults import Switchboard
from refund_desk.practice.feed_admin import FeedAdmin
from refund_desk.practice.feed_books import FeedBooks
from refund_desk.practice.feed_seed import open_feed, shared_payment
from refund_desk.practice.feed_server import KEY_ID, PREFIX, FeedParts, FeedServer, open_secret
from refund_desk.practice.keys import KeyRing, open_keys
from refund_desk.practice.media_routes import MediaRoutes
from refund_desk.practice.refund_routes import RefundRoutes
from refund_desk.practice.request_log import RequestLog
from refund_desk.practice.settings import PracticeSettings, ReadyLine, find_pictures_dir
from refund_desk.practice.shop import open_shop
from refund_desk.practice.store_seed import StoreStart
from refund_desk.practice.store_shop import StoreParts, StoreShop
from refund_desk.practice.wechatpay_server import BODY_BYTES_MOST, WechatPayServer

LOOPBACK = "127.0.0.1"
_SHUTDOWN_S = 1.0
# A shop of a hundred thousand complaints must not start later for a Store that few look at.
STORE_APPLICATIONS_MOST = 2_000
Respond = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]


class RunningShop:
    """A practice shop that answers; `ready` says where and with which keys."""

    def __init__(self, books: Books, runners: list[web.BaseRunner], ready: ReadyLine) -> None:
        self.ready = ready
        self._books = books
        self._runners = runners

    async def stop(self) -> None:
        """Stop listening and close the books."""
        for runner in self._runners:
            await runner.cleanup()
        self._books.close()


async def start_practice_shop(settings: PracticeSettings) -> RunningShop:
    """A running practice shop on loopback.

    Raises OSError when the port is taken or the folder cannot be written, FileNotFoundError when
    the pictures were not shipped, BooksError when the folder holds other books.
    """
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    pictures_dir = settings.pictures_dir or find_pictures_dir()
    keys = open_keys(settings.data_dir.resolve() / "keys")
    books = Books(settings.data_dir / "books.sqlite3")
    runners: list[web.BaseRunner] = []
    try:
        ready = await _listen(settings, books, keys, pictures_dir, runners)
    except BaseException:
        for runner in runners:
            await runner.cleanup()
        books.close()
        raise
    return RunningShop(books, runners, ready)


async def _listen(
    settings: PracticeSettings,
    books: Books,
    keys: KeyRing,
    pictures_dir: Path,
    runners: list[web.BaseRunner],
) -> ReadyLine:
    clock = open_clock(books, settings.now_s)
    open_shop(
        books,
        clock,
        seed=settings.seed,
        applications=settings.applications,
        now_s=settings.now_s,
    )
    switchboard = Switchboard(strict=settings.strict, seed=settings.seed)
    bank = Bank(books, clock, switchboard.switches, settings.settle_seconds)
    complaints = ComplaintBook(books, clock, switchboard.switches)
    bank.listener = complaints
    log = RequestLog(clock)

    pay = WechatPayServer(keys, clock, switchboard, log, bank.settle_due)
    base_url = await _listen_to(pay.respond, settings.port, runners)
    writer = ComplaintWriter(base_url, keys.merchant.key.public_key())
    pay.serve(RefundRoutes(bank, clock, switchboard.switches, keys).routes())
    pay.serve(ComplaintRoutes(books, complaints, writer, switchboard.switches).routes())
    pay.serve(MediaRoutes(books, switchboard.switches, pictures_dir).routes())
    pay.serve(CertificateRoutes(keys, switchboard.switches).routes())
    pay.serve(BillRoutes(books, clock, bank, base_url).routes())

    feed = _open_feed(settings, books, clock, switchboard)
    far_side = FarSide(
        books=books,
        bank=bank,
        complaints=complaints,
        switchboard=switchboard,
        clock=clock,
        log=log,
        feed=FeedAdmin(feed.feed, clock),
    )
    store = _open_store(settings, far_side, feed.feed, pictures_dir)
    admin_url, feed_url = await _listen_behind(far_side, FeedServer(feed), store, runners)
    ready = _ready_line(keys, base_url, admin_url, feed_url)
    return replace(
        ready,
        feed_key_id=KEY_ID,
        feed_secret=feed.secret,
        store_url=await _listen_to(store.server.respond, 0, runners),
        store_appid=store.identity.appid,
        store_secret=store.identity.secret,
    )


def _open_feed(
    settings: PracticeSettings, books: Books, clock: BusinessClock, switchboard: Switchboard
) -> FeedParts:
    """The shop's own backend, its books filled at the first start."""
    feed = FeedBooks(settings.data_dir / "feed.sqlite3")
    count = settings.feed_applications
    open_feed(
        feed,
        books,
        seed=settings.seed,
        count=settings.applications // 5 if count is None else count,
        now_s=clock.now() if settings.now_s is None else settings.now_s,
    )
    return FeedParts(
        books=books,
        feed=feed,
        clock=clock,
        switchboard=switchboard,
        pictures_dir=settings.pictures_dir or find_pictures_dir(),
        secret=open_secret(settings.data_dir / "keys"),
    )


def _open_store(
    settings: PracticeSettings, far_side: FarSide, feed: FeedBooks, pictures_dir: Path
) -> StoreShop:
    """The Store of the same shop, over the same books."""
    parts = StoreParts(
        books=far_side.books,
        clock=far_side.clock,
        switchboard=far_side.switchboard,
        bank=far_side.bank,
        log=far_side.log,
    )
    start = StoreStart(
        seed=settings.seed,
        applications=min(settings.applications // 5, STORE_APPLICATIONS_MOST),
        now_s=settings.now_s,
        settle_s=settings.settle_seconds,
        shared=shared_payment(far_side.books, feed),
    )
    return StoreShop(parts, start, pictures_dir)


async def _listen_to(respond: Respond, port: int, runners: list[web.BaseRunner]) -> str:
    """A server on a port of its own: its address."""
    runner = web.ServerRunner(web.Server(respond, request_factory=_roomy_request, access_log=None))
    runners.append(runner)
    return f"http://{LOOPBACK}:{await _bind(runner, port)}"


async def _listen_behind(
    far_side: FarSide, feed: FeedServer, store: StoreShop, runners: list[web.BaseRunner]
) -> tuple[str, str]:
    """The back door and the shop feed on a port of their own: where each of them is."""
    # Evidence may be larger than aiohttp's own limit.
    back = web.Application(client_max_size=BODY_BYTES_MOST)
    admin_prefix = f"/{secrets.token_urlsafe(18)}"
    Admin(far_side).add_to(back, admin_prefix, *store.admin.routes())
    back_runner = web.AppRunner(back, access_log=None, shutdown_timeout=_SHUTDOWN_S)
    runners.append(back_runner)
    feed.add_to(back)
    back_url = f"http://{LOOPBACK}:{await _bind(back_runner, 0)}"
    return back_url + admin_prefix, back_url + PREFIX


def _ready_line(keys: KeyRing, base_url: str, admin_url: str, feed_url: str) -> ReadyLine:
    return ReadyLine(
        base_url=base_url,
        mchid=keys.mchid,
        merchant_serial=keys.merchant.serial,
        merchant_key_file=str(keys.merchant.key_file),
        apiv3_key=keys.apiv3_key,
        public_key_id=keys.public_key_id,
        public_key_file=str(keys.public_key_file),
        admin_url=admin_url,
        feed_url=feed_url,
        merchant_certificate_file=str(keys.merchant.certificate_file),
        platform_certificate_serial=keys.platform.serial,
        platform_certificate_file=str(keys.platform.certificate_file),
    )


async def _bind(runner: web.BaseRunner, port: int) -> int:
    await runner.setup()
    site = web.TCPSite(runner, LOOPBACK, port)
    await site.start()
    return int(runner.addresses[0][1])


def _roomy_request(
    message: RawRequestMessage,
    payload: StreamReader,
    protocol: RequestHandler,
    writer: AbstractStreamWriter,
    task: "asyncio.Task[None]",
) -> web.BaseRequest:
    """A request that may carry a picture; aiohttp's own limit is 1 MiB."""
    loop = asyncio.get_running_loop()
    return web.BaseRequest(
        message, payload, protocol, writer, task, loop, client_max_size=BODY_BYTES_MOST
    )
