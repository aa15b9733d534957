"""What the shop's backend does with a post of the desk: once, whatever was asked how often."""

import hashlib
import json
import re
import secrets
import sqlite3
from urllib.parse import parse_qs

from refund_desk.practice.calls import Call, Reply
from refund_desk.practice.clock import BusinessClock
from refund_desk.practice.feed_books import FeedBooks, Post
from refund_desk.practice.feed_payloads import channels, instant
from refund_desk.practice.feed_rules import (
    EVIDENCE_KINDS,
    Body,
    checked_decision,
    checked_message,
    checked_progress,
    idempotency_key,
    json_body,
    picture_body,
    refused,
)

ENDED = frozenset({"refunded", "rejected", "withdrawn", "platform_decided"})
_STATE_AFTER = {
    "approve": "approved",
    "reject": "rejected",
    "offer": "waiting_customer",
    "ask_return": "waiting_goods",
}


class DeskPosts:
    """Takes posts; `FeedBooks` is its only memory, so that a restart repeats nothing."""

    def __init__(self, feed: FeedBooks, clock: BusinessClock) -> None:
        self._feed = feed
        self._clock = clock

    def take(self, kind: str, call: Call) -> Reply:
        """The answer to a post of this kind: message, decision, progress or evidence."""
        key = idempotency_key(call)
        known = self._feed.post_under(key)
        if known is not None:
            return self._again(known, call)
        application = self._feed.application(call.parts["application_id"])
        if application is None:
            raise refused(404, "not_found", "no such application")
        with self._feed.transaction():
            content = self._effect(kind, call, application)
            number = str(content.pop("id", f"P{self._feed.next_post_no()}"))
            answer: Body = {"id": number, "at": instant(self._clock.now())}
            self._feed.keep_post(
                Post(
                    idempotency_key=key,
                    kind=kind,
                    application_id=application["application_id"],
                    at=self._clock.now(),
                    target=call.target,
                    body_sha256=hashlib.sha256(call.body).hexdigest(),
                    content=content,
                    answer=answer,
                )
            )
        return Reply(status=201, payload=answer)

    def _again(self, known: sqlite3.Row, call: Call) -> Reply:
        same_body = known["body_sha256"] == hashlib.sha256(call.body).hexdigest()
        if not same_body or known["target"] != call.target:
            raise refused(409, "key_reused", "this key was used for another post")
        self._feed.count_replay(known["idempotency_key"])
        return Reply(status=201, payload=json.loads(known["answer"]))

    def _effect(self, kind: str, call: Call, application: sqlite3.Row) -> Body:
        match kind:
            case "message":
                return self._message(checked_message(json_body(call)), application)
            case "decision":
                return self._decision(checked_decision(json_body(call)), application)
            case "progress":
                return self._progress(checked_progress(json_body(call)), application)
            case _:
                return self._evidence(call, application)

    def _message(self, body: Body, application: sqlite3.Row) -> Body:
        if body["channel"] not in channels(application, self._clock.now()):
            raise refused(409, "channel_closed", "the buyer cannot be reached this way now")
        pictures = body["pictures"]
        named = [str(each) for each in pictures] if isinstance(pictures, list) else []
        if any(self._feed.evidence(each) is None for each in named):
            raise refused(400, "bad_request", "pictures names evidence that was never posted")
        name, now = application["application_id"], self._clock.now()
        number = self._feed.say(name, now, "shop", str(body["text"]), " ".join(named))
        self._feed.change(name, now)
        return {**body, "id": f"M{number}"}

    def _decision(self, body: Body, application: sqlite3.Row) -> Body:
        if application["state"] in ENDED:
            raise refused(409, "state_conflict", f"the application is {application['state']}")
        decision = str(body["decision"])
        changes: dict[str, object] = {}
        if not application["test"]:
            changes["state"] = _STATE_AFTER[decision]
        if decision == "offer":
            changes |= {"offer_fen": body["amount_fen"], "offer_agreed": None}
        self._feed.change(application["application_id"], self._clock.now(), **changes)
        return body

    def _progress(self, body: Body, application: sqlite3.Row) -> Body:
        if body["step"] == "arrived" and not application["test"]:
            self._feed.change(application["application_id"], self._clock.now(), state="refunded")
        return body

    def _evidence(self, call: Call, application: sqlite3.Row) -> Body:
        kinds = parse_qs(call.query).get("kind", [])
        if len(kinds) != 1 or kinds[0] not in EVIDENCE_KINDS:
            raise refused(400, "bad_request", f"kind is one of {', '.join(EVIDENCE_KINDS)}")
        media_type = picture_body(call)
        name = f"E{secrets.token_hex(8)}"
        self._feed.keep_evidence(name, application["application_id"], media_type, call.body)
        return {"id": name, "kind": kinds[0], "sha256": hashlib.sha256(call.body).hexdigest()}


def is_evidence(name: str) -> bool:
    """Whether a picture's name is one that `DeskPosts` gave."""
    return re.fullmatch(r"E[0-9a-f]{16}", name) is not None
