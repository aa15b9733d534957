"""The Store's server on loopback: token, allow-list, then the route, then the faults.

It answers HTTP 200 whatever it says; a no is an `errcode`. Nothing is signed.
"""

import asyncio
import json
import re
import secrets
from dataclasses import replace

from aiohttp import web

from refund_desk.practice.answering import Answer, front_answer
from refund_desk.practice.calls import Call, Reply
from refund_desk.practice.faults import Fault, Switchboard
from refund_desk.practice.payloads import Payload
from refund_desk.practice.request_log import RequestLog
from refund_desk.practice.store_book import StoreBook
from refund_desk.practice.store_refusal import (
    BAD_URL,
    MINUTE_QUOTA,
    NEEDS_POST,
    StoreRefusal,
)
from refund_desk.practice.store_routes import StoreRoute, StoreRoutes
from refund_desk.practice.store_tokens import StableTokens
from refund_desk.practice.wire import hang_up, read_call, write

TOKEN_PATH = "/cgi-bin/stable_token"  # noqa: S105 - a path
_TOKEN = re.compile(r"(?<=access_token=)[^&]+")
_IP_WORDS = {
    40164: "invalid ip {ip} ipv6 ::ffff:{ip}, not in whitelist",
    45035: "access clientip is not registered, client ip: {ip}",
    61004: "access clientip is not registered requestIP: {ip}",
}


class StoreServer:
    """Answers the calls of one shop."""

    def __init__(
        self,
        routes: StoreRoutes,
        tokens: StableTokens,
        book: StoreBook,
        switchboard: Switchboard,
        log: RequestLog,
    ) -> None:
        self._posts = {TOKEN_PATH: self._give_token, **routes.posts()}
        self._gets = routes.gets()
        self._tokens = tokens
        self._book = book
        self._switchboard = switchboard
        self._log = log

    async def respond(self, request: web.BaseRequest) -> web.StreamResponse:
        """One request from its first byte to its last."""
        call = await read_call(request)
        fault = self._switchboard.take(call.method, call.path, below="/")
        if fault is None:
            answer: Answer | None = self._answer(call)
        else:
            await asyncio.sleep(fault.delay_s)
            answer = self._with_fault(call, fault)
        name = None if fault is None else fault.name
        self._log.note(_without_secrets(call), None if answer is None else answer.status, name)
        if answer is None:
            return await hang_up(request, reset=name == "reset")
        return await write(request, answer)

    def _with_fault(self, call: Call, fault: Fault) -> Answer | None:
        if fault.before_effect:
            return self._without_effect(fault)
        answer = self._answer(call)
        match fault.name:
            case "drop_after":
                return None
            case "status_500":
                return replace(answer, status=500, body=b"")
            case "status_429_after":
                return self._refused(StoreRefusal(MINUTE_QUOTA))
            case "garbage":
                return replace(answer, body=b'{"errcode": <!-- \xff\xfe oops')
            case "truncated":
                return replace(answer, cut_at=len(answer.body) // 2)
            case _:
                return answer

    def _without_effect(self, fault: Fault) -> Answer | None:
        match fault.name:
            case "store_code":
                return self._refused(StoreRefusal(fault.errcode))
            case "status_429_before":
                return self._refused(StoreRefusal(MINUTE_QUOTA))
            case "not_found_once":
                gone = int(self._switchboard.switches.word("store_code_when_gone"))
                return self._refused(StoreRefusal(gone))
            case "refuse" if fault.refusal is not None:
                return Answer(status=fault.refusal.status, headers={}, body=b"")
            case _:
                return front_answer(fault.name)

    def _answer(self, call: Call) -> Answer:
        try:
            self._check_source(call)
            route = self._route(call)
            if call.path == TOKEN_PATH:
                return _json(route(call).payload or {})
            self._tokens.check(_token_of(call))
            self._book.settle_due()
            return self._accepted(route(call))
        except StoreRefusal as refusal:
            return self._refused(refusal)

    def _route(self, call: Call) -> StoreRoute:
        route = (self._posts if call.method == "POST" else self._gets).get(call.path)
        if route is None:
            raise StoreRefusal(NEEDS_POST if call.path in self._posts else BAD_URL)
        return route

    def _give_token(self, call: Call) -> Reply:
        return Reply(payload=self._tokens.give(call.body))

    def _check_source(self, call: Call) -> None:
        switches = self._switchboard.switches
        allowed = switches.word("ip_list").replace(",", " ").split()
        if switches.on("require_ip_list") and call.remote not in allowed:
            code = int(switches.word("store_ip_code"))
            raise StoreRefusal(code, _IP_WORDS[code].format(ip=call.remote))

    def _accepted(self, reply: Reply) -> Answer:
        if reply.content is not None:
            headers = {"Content-Type": reply.content_type}
            return Answer(status=200, headers=headers, body=reply.content)
        payload = reply.payload or {}
        if self._switchboard.switches.on("store_plain_success"):
            return _json(payload)
        return _json({"errcode": 0, "errmsg": "ok", **payload})

    def _refused(self, refusal: StoreRefusal) -> Answer:
        rid = "-".join(secrets.token_hex(4) for _ in range(3))
        return _json({"errcode": refusal.errcode, "errmsg": f"{refusal.errmsg} rid: {rid}"})


def _token_of(call: Call) -> str:
    found = _TOKEN.search(call.query)
    return found[0] if found else ""


def _without_secrets(call: Call) -> Call:
    """The call as the log may keep it."""
    body = b"" if call.path == TOKEN_PATH else call.body
    return replace(call, target=_TOKEN.sub("***", call.target), body=body)


def _json(payload: Payload) -> Answer:
    body = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
    return Answer(
        status=200, headers={"Content-Type": "application/json; charset=UTF-8"}, body=body
    )
