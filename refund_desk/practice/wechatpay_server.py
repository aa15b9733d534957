"""WeChat Pay API v3 on loopback: the checks in official order, then the route, then the faults."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace

from aiohttp import web

from refund_desk.practice.answering import Answer, Answerer, fault_refusal, front_answer
from refund_desk.practice.calls import Call, Route
from refund_desk.practice.clock import BusinessClock
from refund_desk.practice.faults import Fault, Switchboard
from refund_desk.practice.keys import KeyRing
from refund_desk.practice.parameters import split_upload
from refund_desk.practice.refusal import Refusal
from refund_desk.practice.request_log import RequestLog
from refund_desk.practice.signing import (
    CLOCK_TOLERANCE_S,
    SignedRequest,
    check_request,
    parse_authorization,
)
from refund_desk.practice.wire import hang_up, read_call, write

BODY_BYTES_MOST = 4 * 1024 * 1024
_PAY_PATH = "/v3/pay/"
_EMPTY_404 = Answer(status=404, headers={}, body=b"")
_EMPTY_405 = Answer(status=405, headers={}, body=b"")


class WechatPayServer:
    """Answers calls; `before_each` brings the books up to now."""

    def __init__(
        self,
        keys: KeyRing,
        clock: BusinessClock,
        switchboard: Switchboard,
        log: RequestLog,
        before_each: Callable[[], None],
    ) -> None:
        self._keys = keys
        self._clock = clock
        self._switchboard = switchboard
        self._log = log
        self._before_each = before_each
        self._answerer = Answerer(keys, clock, switchboard.switches)
        self._routes: list[Route] = []
        self._nonces: OrderedDict[str, float] = OrderedDict()

    def serve(self, routes: list[Route]) -> None:
        """Add routes; an earlier one wins."""
        self._routes.extend(routes)

    async def respond(self, request: web.BaseRequest) -> web.StreamResponse:
        """One request from its first byte to its last."""
        call = await read_call(request)
        fault = self._switchboard.take(call.method, call.path)
        if fault is not None and fault.before_effect:
            answer = await self._without_effect(call, fault)
        else:
            answer = self._answer(replace(call, fault=None if fault is None else fault.name))
            if fault is not None:
                answer = await self._after_effect(call, answer, fault)
        self._log.note(
            call, None if answer is None else answer.status, None if fault is None else fault.name
        )
        if answer is None:
            return await hang_up(request, reset=fault is not None and fault.name == "reset")
        return await write(request, answer)

    # -- the checks -------------------------------------------------------------------------------

    def _answer(self, call: Call) -> Answer:
        route, call, known_path = self._find(call)
        if route is None:
            return _EMPTY_405 if known_path else _EMPTY_404
        named = call.header("Wechatpay-Serial")
        try:
            self._admit(call, route)
            self._before_each()
            return self._answerer.of_reply(route.answer(call), named)
        except Refusal as refusal:
            return self._answerer.of_refusal(refusal, named)

    def _find(self, call: Call) -> tuple[Route | None, Call, bool]:
        known_path = False
        for route in self._routes:
            match = route.pattern.fullmatch(call.path)
            if match is None:
                continue
            known_path = True
            if route.method == call.method:
                return route, replace(call, parts=match.groupdict()), True
        return None, call, known_path

    def _admit(self, call: Call, route: Route) -> None:
        # The live gateway looks at these two headers before the signature everywhere but on
        # /v3/pay (facts 1.1).
        is_pay = call.path.startswith(_PAY_PATH)
        if not is_pay:
            _check_headers(call, signed=False)
        if is_pay and call.header("Authorization") is None:
            raise Refusal(
                401, "SIGN_ERROR", "签名信息错误，验签失败", signed=False, with_request_id=False
            )
        authorization = parse_authorization(call.header("Authorization"))
        body = _signed_part(call) if route.upload else call.body
        request = SignedRequest(method=call.method, target=call.target, body=body)
        now = self._clock.wall_now()
        check_request(self._keys, request, authorization, now)
        self._check_nonce(authorization.nonce_str, now)
        self._check_source(call)
        if is_pay:
            _check_headers(call, signed=True)
        if call.method in ("POST", "PUT") and not route.upload:
            _check_content_type(call)

    def _check_nonce(self, nonce: str, now_s: float) -> None:
        while self._nonces and now_s - next(iter(self._nonces.values())) > 2 * CLOCK_TOLERANCE_S:
            self._nonces.popitem(last=False)
        if nonce in self._nonces and self._switchboard.switches.on("reject_nonce_replay"):
            raise Refusal(401, "SIGN_ERROR", "随机串重复，请求被拒绝", signed=False)
        self._nonces[nonce] = now_s

    def _check_source(self, call: Call) -> None:
        switches = self._switchboard.switches
        allowed = switches.word("ip_list").replace(",", " ").split()
        if switches.on("require_ip_list") and call.remote not in allowed:
            raise Refusal(403, "NO_AUTH", "异常IP请求不予受理", inner=268435468)

    # -- the faults -------------------------------------------------------------------------------

    async def _without_effect(self, call: Call, fault: Fault) -> Answer | None:
        await asyncio.sleep(fault.delay_s)
        refusal = fault.refusal or fault_refusal(fault.name)
        if refusal is not None:
            return self._answerer.of_refusal(refusal, call.header("Wechatpay-Serial"))
        return front_answer(fault.name)

    async def _after_effect(self, call: Call, answer: Answer, fault: Fault) -> Answer | None:
        await asyncio.sleep(fault.delay_s)
        if fault.name == "drop_after":
            return None
        named = call.header("Wechatpay-Serial")
        refusal = fault_refusal(fault.name)
        if refusal is not None:
            return self._answerer.of_refusal(refusal, named)
        return self._answerer.spoil(answer, fault.name, named)


def _check_headers(call: Call, *, signed: bool) -> None:
    if not call.header("Accept") or not call.header("User-Agent"):
        raise Refusal(
            400, "INVALID_REQUEST", "Http头缺少Accept或User-Agent", inner=268435458, signed=signed
        )


def _check_content_type(call: Call) -> None:
    kind = (call.header("Content-Type") or "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Refusal(400, "PARAM_ERROR", "Http头Content-Type值必须为application/json")


def _signed_part(call: Call) -> bytes:
    """The meta part of an upload: what its signature covers. Nothing when it cannot be read."""
    try:
        return split_upload(call.header("Content-Type") or "", call.body, strict=False).meta
    except Refusal:
        return b""
