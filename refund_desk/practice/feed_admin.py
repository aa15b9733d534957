"""The back door to the shop's own backend: what buyers and the shop do there themselves.

- GET feed/applications: how they stand
- POST feed/applications: `{"kind", "transaction_id", "asked_fen", "words", "test"}`, a fresh one
- POST feed/applications/{id}/message: `{"text"}`, the buyer says something
- POST feed/applications/{id}/change: any of `{"state", "asked_fen", "offer_agreed", "parcel"}`;
  a `parcel` is `{"carrier", "tracking_no", "received"}`

`GET books` shows under `feed` what the desk posted, each with its idempotency key.
"""

import json
import secrets
import sqlite3

from refund_desk.practice.clock import BusinessClock
from refund_desk.practice.feed_books import FeedBooks, FeedRow
from refund_desk.practice.feed_payloads import instant

_KINDS = ("refund", "return", "trade_complaint")
_STATES = (
    "open waiting_customer waiting_goods goods_received approved refunded rejected withdrawn"
    " platform_decided"
).split()
_SERVICE_S = 48 * 3_600
Body = dict[str, object]


class FeedAdminError(ValueError):
    """The request is not understood; the text says what is wrong."""


class FeedAdmin:
    """What happens at the shop without the desk."""

    def __init__(self, feed: FeedBooks, clock: BusinessClock) -> None:
        self._feed = feed
        self._clock = clock

    def books(self) -> Body:
        """What the desk posted, oldest first."""
        shown: dict[str, list[Body]] = {
            kind: [] for kind in ("message", "decision", "progress", "evidence")
        }
        for row in self._feed.posts():
            shown[row["kind"]].append(
                {
                    "application_id": row["application_id"],
                    "idempotency_key": row["idempotency_key"],
                    "at": instant(row["at"]),
                    "replays": row["replays"],
                    **json.loads(row["content"]),
                }
            )
        return {
            "messages": shown["message"],
            "decisions": shown["decision"],
            "progress": shown["progress"],
            "evidence": shown["evidence"],
        }

    def applications(self) -> Body:
        """How the applications stand, oldest change first."""
        return {"applications": [_shown(row) for row in self._feed.applications()]}

    def add(self, body: Body) -> Body:
        """A fresh application of a payment."""
        kind = body.get("kind", "refund")
        asked = body.get("asked_fen")
        if kind not in _KINDS or type(asked) is not int or asked < 0:
            raise FeedAdminError("kind is a kind of application, asked_fen is fen")
        now = self._clock.now()
        name = f"SH{secrets.randbelow(10**11):011d}"
        with self._feed.transaction():
            self._feed.add(
                FeedRow(
                    application_id=name,
                    change_no=self._feed.last_change() + 1,
                    kind=str(kind),
                    state="open",
                    test=int(body.get("test") is True),
                    applied_at=now,
                    changed_at=now,
                    transaction_id=_text(body, "transaction_id"),
                    asked_fen=asked,
                    category=str(body.get("category", "other")),
                    words=_text(body, "words"),
                    phone="13800138000",
                )
            )
        return {"application_id": name}

    def message(self, application_id: str, body: Body) -> Body:
        """The buyer writes, which opens the customer service for two days."""
        self._known(application_id)
        now = self._clock.now()
        with self._feed.transaction():
            number = self._feed.say(application_id, now, "buyer", _text(body, "text"), "")
            self._feed.change(application_id, now, service_until=now + _SERVICE_S)
        return {"message_id": f"M{number}"}

    def change(self, application_id: str, body: Body) -> Body:
        """The application changes without the desk."""
        row = self._known(application_id)
        changes: Body = {}
        if "state" in body:
            if body["state"] not in _STATES:
                raise FeedAdminError("state is a state of an application")
            changes["state"] = body["state"]
        if "asked_fen" in body:
            if type(body["asked_fen"]) is not int:
                raise FeedAdminError("asked_fen is fen")
            changes["asked_fen"] = body["asked_fen"]
        if "offer_agreed" in body:
            changes["offer_agreed"] = int(body["offer_agreed"] is True)
        if "parcel" in body:
            changes["parcel"] = self._parcel(body["parcel"], row)
        with self._feed.transaction():
            self._feed.change(application_id, self._clock.now(), **changes)
        return {"application_id": application_id}

    def _parcel(self, parcel: object, row: sqlite3.Row) -> str:
        if not isinstance(parcel, dict):
            raise FeedAdminError("parcel is an object")
        now = self._clock.now()
        earlier = json.loads(row["parcel"]) if row["parcel"] else {"shipped_at": now}
        return json.dumps(
            {
                "carrier": _text(parcel, "carrier"),
                "tracking_no": _text(parcel, "tracking_no"),
                "shipped_at": earlier["shipped_at"],
                "received_at": now if parcel.get("received") is True else None,
            },
            ensure_ascii=False,
        )

    def _known(self, application_id: str) -> sqlite3.Row:
        row = self._feed.application(application_id)
        if row is None:
            raise FeedAdminError("no such application")
        return row


def _text(body: Body, name: str) -> str:
    text = body.get(name)
    if not isinstance(text, str) or not text:
        raise FeedAdminError(f"{name} is a text")
    return text


def _shown(row: sqlite3.Row) -> Body:
    return {
        "application_id": row["application_id"],
        "kind": row["kind"],
        "state": row["state"],
        "transaction_id": row["transaction_id"],
        "asked_fen": row["asked_fen"],
        "test": bool(row["test"]),
    }
