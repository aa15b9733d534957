"""The transport that stands in the place of the SDK's core.

What the SDK's own core lacks for money is here: the route table, time limits, the second host,
signatures checked over the raw bytes with their time, no redirects, no proxies from the
environment, well-formed multipart, and nothing secret in a log. `wechatpayv3` stays the author of
paths and fields (docs/adr/0002).
"""

import asyncio
import logging
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Protocol, Self

import httpx
from wechatpayv3.async_ import utils as sdk

from refund_desk import __version__
from refund_desk.adapters.wechatpay.clock_offset import ClockOffset
from refund_desk.adapters.wechatpay.connections import Connections
from refund_desk.adapters.wechatpay.credentials import Credentials
from refund_desk.adapters.wechatpay.keys import (
    OwnKeys,
    PlatformKeys,
    Verdict,
    certificates_in,
    load_keys,
)
from refund_desk.adapters.wechatpay.pace import Pace
from refund_desk.adapters.wechatpay.payload import json_bytes
from refund_desk.adapters.wechatpay.reply import (
    Answer,
    HeaderFields,
    NoAnswer,
    NotSent,
    Reply,
    Unverified,
    request_id_in,
)
from refund_desk.adapters.wechatpay.routes import CERTIFICATES_TARGET, Lane, Proof, Route, route_of

logger = logging.getLogger(__name__)
# Below WARNING they print addresses, and a bill's address holds its token.
for _chatty in ("httpx", "httpcore"):
    logging.getLogger(_chatty).setLevel(logging.WARNING)

_USER_AGENT = f"refund-desk/{__version__} wechatpayv3/2.0.4"
_FETCH_PAUSE_S = 60.0
_CERTIFICATES_AGE_S_MAX = 11 * 3600.0

# Takes a piece of a file; False when it wants no more.
Sink = Callable[[bytes], Awaitable[bool]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimits:
    """Seconds: to connect, between two pieces of an answer, for a whole call, for a whole file."""

    connect_s: float = 5.0
    read_s: float = 20.0
    whole_s: float = 25.0
    file_s: float = 120.0

    @property
    def steps(self) -> httpx.Timeout:
        """The limits of a call's single steps."""
        return httpx.Timeout(self.read_s, connect=self.connect_s, pool=self.whole_s)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What takes too long for the window's thread."""

    keys: OwnKeys = field(repr=False)
    context: ssl.SSLContext = field(repr=False)


def prepare(credentials: Credentials) -> Prepared:
    """Read the keys (31 ms) and build the TLS context (22 ms): call it in a thread.

    Raises `BadValueError` when a key cannot be read.
    """
    context = httpx.create_ssl_context(trust_env=False)
    # A variable of the environment would let Python write down what opens every recorded call.
    context.keylog_filename = None  # type: ignore[assignment] # what switches it off
    return Prepared(load_keys(credentials), context)


class Method(Protocol):
    """The SDK's `RequestType`, as far as it is used."""

    @property
    def value(self) -> str:
        """Such as `GET`."""


class _GetMethod:
    """The default of the SDK's `request`, without importing its untyped enum."""

    value = "GET"


@dataclass(slots=True)
class _Call:
    """One signed-to-be request; every attempt on it is signed anew with the same bytes."""

    route: Route
    target: str
    body: bytes = field(default=b"", repr=False)
    signed_text: str = field(default="", repr=False)
    files: list[tuple[str, Any]] | None = field(default=None, repr=False)
    serial: str | None = None
    sink: Sink | None = None
    seconds_left: float = 0.0


@dataclass(frozen=True, slots=True)
class _Raw:
    """What came over the wire, before anybody asked who wrote it."""

    status: int
    headers: HeaderFields = field(repr=False)
    body: bytes = field(repr=False)


class HardenedCore:
    """Signs, sends, verifies. One per merchant; `close` it at the end."""

    def __init__(
        self,
        credentials: Credentials,
        prepared: Prepared,
        *,
        limits: TimeLimits | None = None,
        rates_limited: bool = True,
    ) -> None:
        """Ready to send over what `prepare` made; `rates_limited=False` is for measuring."""
        self._mchid = str(credentials.mchid)  # the SDK's endpoint methods read this name
        self.gateways = credentials.gateways
        self.clock_offset = ClockOffset()
        self._credentials = credentials
        self._private_key = prepared.keys.private_key
        self._platform = PlatformKeys(prepared.keys.public_key, credentials.public_key_id)
        self._limits = limits or TimeLimits()
        self._client = Connections(prepared.context, self._limits.steps)
        self._pace = Pace(limited=rates_limited)
        self._fetching = asyncio.Lock()
        self._fetched_at: float | None = None

    @classmethod
    async def open(cls, credentials: Credentials, *, limits: TimeLimits | None = None) -> Self:
        """A core ready to send, prepared in a thread; raises as `prepare` does."""
        return cls(credentials, await asyncio.to_thread(prepare, credentials), limits=limits)

    async def close(self) -> None:
        """Close the connections; a call after this is answered with NotSent."""
        await self._client.close()

    async def request(  # noqa: PLR0913, PLR0917 - the signature of the SDK's `AsyncCore.request`
        self,
        path: str,
        method: Method = _GetMethod,
        data: object = None,
        skip_verify: bool = False,
        sign_data: str | None = None,
        files: list[tuple[str, Any]] | None = None,
        cipher_data: bool = False,
        headers: object = None,
    ) -> Reply:
        """What the SDK's endpoint methods call: the answer, or why there is none to believe."""
        del skip_verify, headers  # the route decides what must be signed and what is sent
        route = route_of(method.value, path)
        if route is None:
            return NotSent("-", "no_route")
        call = _Call(route, path)
        if files is not None:
            call.signed_text = sign_data or ""
            call.files = [("meta", (None, call.signed_text, "application/json")), *files]
        elif data is not None:
            body = json_bytes(data)
            if body is None:
                return NotSent(route.name, "not_plain")
            call.body, call.signed_text = body, body.decode()
        call.serial = self._credentials.public_key_id
        if cipher_data and (key := self._platform.encryption_key()) is not None:
            call.serial = key[0]
        return await self._deliver(call)

    async def download(self, target: str, sink: Sink) -> Reply:
        """Stream a file into `sink`; the answer's body is empty when it went there.

        `sink` gets only the body of a 200. When it returns False, or the file is longer than its
        route allows, the rest is not read and the reply is NoAnswer.
        """
        route = route_of("GET", target)
        if route is None or route.proof is not Proof.NONE:
            return NotSent("-", "no_route")
        return await self._deliver(
            _Call(route, target, serial=self._credentials.public_key_id, sink=sink)
        )

    async def ready_to_encrypt(self) -> bool:
        """Whether `encrypt` has a key of WeChat Pay's; fetches certificates if needed."""
        old = self._fetched_at is None or _now() - self._fetched_at > _CERTIFICATES_AGE_S_MAX
        lacking = self._platform.encryption_key() is None
        if lacking or (old and self._credentials.public_key_id is None):
            await self._fetch_certificates()
        return self._platform.encryption_key() is not None

    def encrypt(self, text: str) -> str:
        """The text for WeChat Pay's eyes only; call `ready_to_encrypt` before."""
        key = self._platform.encryption_key()
        if key is None:
            raise LookupError("no key to encrypt with")
        sealed: str = sdk.rsa_encrypt(text=text, public_key=key[1])
        return sealed

    def decrypt(self, text: str) -> str | None:
        """What WeChat Pay encrypted for the merchant (about 0.5 ms each); None when it was not."""
        try:
            plain: str = sdk.rsa_decrypt(ciphertext=text, private_key=self._private_key)
        except ValueError:
            return None
        return plain

    async def _deliver(self, call: _Call) -> Reply:
        """Ask the first host, and the others as far as the rules allow (decisions.md 3.8)."""
        is_file = call.route.lane is Lane.FILE
        call.seconds_left = self._limits.file_s if is_file else self._limits.whole_s
        reply = await self._attempt(call, self.gateways[0])
        for gateway in self.gateways[1:]:
            if not _asks_again(call, reply):
                break
            again = await self._attempt(call, gateway)
            # "Nothing left this computer" would be untrue of a call whose first attempt did leave.
            if not isinstance(again, NotSent):
                reply = again
        return reply

    async def _attempt(self, call: _Call, gateway: str) -> Reply:
        started = _now()
        async with self._pace.turn(call.route.lane) as turn:
            raw = await self._send(call, gateway)
            turn.refused = raw.status >= 400 if isinstance(raw, _Raw) else isinstance(raw, NoAnswer)
        reply = await self._judge(call, raw) if isinstance(raw, _Raw) else raw
        _log(call.route, reply, _now() - started)
        return reply

    async def _send(self, call: _Call, gateway: str) -> _Raw | NotSent | NoAnswer:
        if self._client.is_closed:
            return NotSent(call.route.name, "closed")
        request = self._build(call, gateway)
        if request.url.raw_path != call.target.encode():
            return NotSent(call.route.name, "path_rewritten")
        started = _now()
        try:
            async with asyncio.timeout(call.seconds_left):
                response = await self._client.send(request)
                headers = HeaderFields(response.headers.raw)
                self.clock_offset.note(headers.get("Date"))
                body = await _read(response, call)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            return NotSent(call.route.name, "tls" if _is_tls(error) else type(error).__name__)
        except (httpx.HTTPError, httpx.StreamError, TimeoutError) as error:
            return NoAnswer(call.route.name, type(error).__name__)
        finally:
            call.seconds_left -= _now() - started
        if body is None:
            return NoAnswer(call.route.name, "too_long")
        return _Raw(response.status_code, headers, body)

    def _build(self, call: _Call, gateway: str) -> httpx.Request:
        headers = {
            "Accept": "*/*" if call.route.proof is Proof.NONE else "application/json",
            # What is signed is the plain body, so none may be packed on the way.
            "Accept-Encoding": "identity",
            "User-Agent": _USER_AGENT,
            "Authorization": sdk.build_authorization(
                call.target,
                call.route.method,
                self._mchid,
                self._credentials.merchant_serial,
                self._private_key,
                data=call.signed_text,
            ),
        }
        if call.serial is not None:
            headers["Wechatpay-Serial"] = call.serial
        if call.files is not None:
            return self._client.request(
                call.route.method, gateway + call.target, headers=headers, files=call.files
            )
        if call.body:
            headers["Content-Type"] = "application/json"
        return self._client.request(
            call.route.method, gateway + call.target, headers=headers, content=call.body
        )

    async def _judge(self, call: _Call, raw: _Raw) -> Reply:
        """Who may conclude what from this answer: the table of the transport trial."""
        request_id = request_id_in(raw.headers)
        if not 200 <= raw.status < 300 and raw.status < 400:
            return Unverified(call.route.name, "redirect", request_id, raw.status)
        if call.route.proof is not Proof.SIGNATURE and raw.status < 300:
            return Answer(call.route.name, raw.status, raw.body, raw.headers, verified=False)
        verdict = self._platform.verdict(raw.headers, raw.body)
        if verdict is Verdict.UNKNOWN_SERIAL and call.route.proof is not Proof.CIPHER:
            await self._fetch_certificates()
            verdict = self._platform.verdict(raw.headers, raw.body)
        verified = verdict is Verdict.GOOD
        unsigned_no = verdict is Verdict.UNSIGNED and raw.status >= 400
        if verified or unsigned_no or raw.status == 429 or raw.status >= 500:
            return Answer(call.route.name, raw.status, raw.body, raw.headers, verified=verified)
        return Unverified(call.route.name, verdict.value, request_id, raw.status)

    async def _fetch_certificates(self) -> None:
        """Learn new platform certificates: one fetch at a time, and at most one a minute.

        So forged answers with invented serials cannot make the desk call out for each of them.
        Without an APIv3 key none could be opened, so none is asked for.
        """
        apiv3_key = self._credentials.apiv3_key
        if apiv3_key is None:
            return
        async with self._fetching:
            if self._fetched_at is not None and _now() - self._fetched_at < _FETCH_PAUSE_S:
                return
            self._fetched_at = _now()
            reply = await self.request(CERTIFICATES_TARGET)
            if isinstance(reply, Answer) and reply.status == 200:
                self._platform.add(certificates_in(reply.body, apiv3_key))


async def _read(response: httpx.Response, call: _Call) -> bytes | None:
    """The body, or what of it did not go into the sink; None when it was cut off.

    The loop is never left half-way: an abandoned asynchronous generator breaks under qasync, so
    the response is closed and the next step ends the loop by itself.
    """
    body = bytearray()
    length = 0
    cut = False
    try:
        async for piece in response.aiter_raw():
            length += len(piece)
            wanted = not cut and length <= call.route.bytes_max
            if wanted and call.sink is not None and response.status_code == 200:
                wanted = await call.sink(piece)
            elif wanted:
                body += piece
            if not wanted:
                cut = True
                await response.aclose()
    except httpx.HTTPError:
        if not cut:
            raise
    return None if cut else bytes(body)


def _asks_again(call: _Call, reply: Reply) -> bool:
    """Whether the next host is asked: always when nothing left, else only what changes nothing."""
    if call.seconds_left <= 0:
        return False
    if isinstance(reply, NotSent):
        return True
    in_doubt = not isinstance(reply, Answer) or reply.status >= 500
    return call.route.repeatable and in_doubt


def _is_tls(error: BaseException | None) -> bool:
    """Whether a connection was made but not believed: somebody between, or a clock far off."""
    while error is not None and not isinstance(error, ssl.SSLError):
        error = error.__cause__ or error.__context__
    return error is not None


def _log(route: Route, reply: Reply, seconds: float) -> None:
    outcome: object = reply.status if isinstance(reply, Answer) else reply.why
    request_id = "" if isinstance(reply, NotSent | NoAnswer) else reply.request_id
    logger.info("%s %s %d ms %s", route.name, outcome, seconds * 1000, request_id)


def _now() -> float:
    return asyncio.get_running_loop().time()
