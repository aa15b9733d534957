"""The shop's own backend: the contract of docs/shop_feed.openapi.yaml, with books of its own.

Order facts come from the orders of the practice shop: they are what a complaint does not say.
Rules of the switchboard hold here when their path begins with `/shop-feed`; faults of WeChat Pay's
signature change nothing, for answers of a shop carry none.
"""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from aiohttp import web

from refund_desk.practice.answering import Answer
from refund_desk.practice.books import Books
from refund_desk.practice.calls import Call, Reply, Route, route
from refund_desk.practice.clock import BusinessClock
from refund_desk.practice.faults import Fault, Switchboard
from refund_desk.practice.feed_answers import after_effect, json_bytes, problem, without_effect
from refund_desk.practice.feed_books import FeedBooks
from refund_desk.practice.feed_desk import DeskPosts, is_evidence
from refund_desk.practice.feed_reads import FeedReads
from refund_desk.practice.feed_rules import Doorkeeper, refused
from refund_desk.practice.refusal import Refusal
from refund_desk.practice.wire import hang_up, read_call, write

PREFIX = "/shop-feed"
KEY_ID = "practice-desk"
_DRAWN = ("proof_", "product_", "evidence_")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedParts:
    """What the shop's backend is made of; `secret` is shared with the desk."""

    books: Books
    feed: FeedBooks
    clock: BusinessClock
    switchboard: Switchboard
    pictures_dir: Path
    secret: str

    def __repr__(self) -> str:
        """No secret."""
        return "FeedParts()"


class FeedServer:
    """The feed routes of one practice shop."""

    def __init__(self, parts: FeedParts) -> None:
        self._parts = parts
        self._door = Doorkeeper(KEY_ID, parts.secret)
        self._routes = self._all_routes(
            DeskPosts(parts.feed, parts.clock), FeedReads(parts.books, parts.feed, parts.clock)
        )

    def add_to(self, app: web.Application) -> None:
        """Serve everything below `PREFIX`; the books are closed when `app` is."""
        app.router.add_route("*", PREFIX + "{rest:.*}", self.respond)
        app.on_cleanup.append(self._close)

    async def _close(self, _app: web.Application) -> None:
        self._parts.feed.close()

    def _all_routes(self, posts: DeskPosts, reads: FeedReads) -> list[Route]:
        one = f"{PREFIX}/applications/{{application_id}}"

        def taking(kind: str) -> Callable[[Call], Reply]:
            return lambda call: posts.take(kind, call)

        return [
            route("GET", f"{PREFIX}/applications", reads.changed),
            route("GET", one, reads.application),
            route("POST", f"{one}/messages", taking("message")),
            route("POST", f"{one}/decisions", taking("decision")),
            route("POST", f"{one}/progress", taking("progress")),
            route("POST", f"{one}/evidence", taking("evidence")),
            route("GET", f"{PREFIX}/orders", reads.orders),
            route("GET", f"{PREFIX}/orders/{{transaction_id}}", reads.order),
            route("GET", f"{PREFIX}/pictures/{{name}}", self._picture),
        ]

    async def respond(self, request: web.Request) -> web.StreamResponse:
        """One request from its first byte to its last."""
        try:
            call = await read_call(request)
        except web.HTTPRequestEntityTooLarge:
            return await write(request, problem(refused(413, "too_large", "far too large")))
        fault = self._parts.switchboard.take(call.method, call.path, PREFIX)
        answer = await self._answer_to(call, fault)
        if answer is None:
            return await hang_up(request, reset=fault is not None and fault.name == "reset")
        return await write(request, answer)

    async def _answer_to(self, call: Call, fault: Fault | None) -> Answer | None:
        if fault is not None and fault.before_effect:
            return await without_effect(fault)
        answer = self._answer(call)
        return answer if fault is None else await after_effect(answer, fault)

    def _answer(self, call: Call) -> Answer:
        try:
            self._door.admit(call, self._parts.clock.wall_now())
            found = self._find(call)
            reply = found.answer(replace(call, parts=_parts_of(found, call)))
        except Refusal as refusal:
            return problem(refusal)
        body = reply.content if reply.content is not None else json_bytes(reply.payload)
        return Answer(status=reply.status, headers={"Content-Type": reply.content_type}, body=body)

    def _find(self, call: Call) -> Route:
        there = [each for each in self._routes if each.pattern.fullmatch(call.path)]
        for each in there:
            if each.method == call.method:
                return each
        if there:
            raise refused(405, "method_not_allowed", "not with this method")
        raise refused(404, "not_found", "there is no such path")

    def _picture(self, call: Call) -> Reply:
        name = call.parts["name"].removesuffix(".png")
        if is_evidence(name):
            posted = self._parts.feed.evidence(name)
            if posted is not None:
                return Reply(content=posted["content"], content_type=posted["media_type"])
        # Only names of the drawn pictures, never a path from outside.
        drawn = self._parts.pictures_dir / f"{name}.png"
        known = name.isidentifier() and name.startswith(_DRAWN)
        if not known or not drawn.is_file():
            raise refused(404, "not_found", "no such picture")
        return Reply(content=drawn.read_bytes(), content_type="image/png")


def _parts_of(found: Route, call: Call) -> dict[str, str]:
    match = found.pattern.fullmatch(call.path)
    return {} if match is None else match.groupdict()


def open_secret(folder: Path) -> str:
    """The secret shared with the desk, made at the first start and kept beside the keys."""
    path = folder / "feed_secret.txt"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w") as stream:
            stream.write(secrets.token_hex(32))
    return path.read_text()
