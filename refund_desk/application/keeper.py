"""Keeping what a source says of an application: one way for every source, inside a transaction."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, replace
from datetime import datetime

from refund_desk.application.complaint_orders import keep_orders
from refund_desk.application.complaint_rules import followed, new_application
from refund_desk.application.negotiation_told import follow_negotiation
from refund_desk.application.platform_refunds import note_platform_refund
from refund_desk.application.ports.application_source import Snapshot
from refund_desk.application.ports.transactions import Stores
from refund_desk.domain.audit import SYSTEM, AuditAction, AuditEntry
from refund_desk.domain.conversation import Message
from refund_desk.domain.identifiers import Mchid
from refund_desk.domain.refund_application import RefundApplication


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One application as it stood at `asked_at` (UTC); `history` is None where it was not read."""

    snapshot: Snapshot
    history: tuple[Message, ...] | None
    asked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An application as it is kept now. `is_old`: the reading was from before a change of ours."""

    application: RefundApplication
    is_new: bool = False
    is_old: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeper:
    """Writes applications down; `customer_salt` keys the HMAC that stands for a customer."""

    mchid: Mchid
    customer_salt: bytes

    def keep(self, stores: Stores, reading: Reading, *, now: datetime) -> Kept:
        """Write one application as it was read.

        What changed here since then (a rejection that was sent, a newer reading) would be undone by
        the old reading: it is dropped, and has to be read again.
        """
        snapshot, history = reading.snapshot, reading.history
        known = stores.applications.find(snapshot.source, snapshot.source_ref)
        if known is None:
            fresh = new_application(
                snapshot, mchid=self.mchid, customer_key=self._customer(snapshot), now=now
            )
            kept = stores.applications.add(followed(fresh, snapshot, history, now=now))
            _audit_arrival(stores, kept, AuditAction.RECEIVED, now)
        elif reading.asked_at < known.changed_at <= now:
            return Kept(application=known, is_old=True)
        else:
            kept = followed(known, snapshot, history, now=now)
            # Without its history the change is only half known: read it again next time.
            kept = kept if history is not None else replace(kept, fingerprint=known.fingerprint)
            stores.applications.replace(kept)
            if kept.round > known.round:
                _audit_arrival(stores, kept, AuditAction.REOPENED, now)
        if history is not None:
            stores.conversations.merge(kept.id, history)
        if len(snapshot.orders) > 1:
            keep_orders(stores, kept.id, snapshot.orders)
        kept = follow_negotiation(stores, known, kept, snapshot, now=now)
        note_platform_refund(stores, kept, now)
        return Kept(application=kept, is_new=known is None)

    def _customer(self, snapshot: Snapshot) -> str:
        """Who this is, without saying it: an HMAC of phone or openid; empty when there is none."""
        told = snapshot.payer_phone or snapshot.payer_openid
        if not told:
            return ""
        return hmac.new(self.customer_salt, told.encode(), hashlib.sha256).hexdigest()


def is_news(stores: Stores, snapshot: Snapshot) -> bool:
    """Whether a watched field changed since it was last read (or it was never read)."""
    known = stores.applications.find(snapshot.source, snapshot.source_ref)
    return known is None or known.fingerprint != snapshot.fingerprint


def _audit_arrival(
    stores: Stores, application: RefundApplication, action: AuditAction, now: datetime
) -> None:
    """The line that says an application came in, or came again."""
    began = application.round_started_at
    stores.audit.append(
        AuditEntry(
            at=now,
            actor=SYSTEM,
            action=action,
            application_id=application.id,
            facts={
                "asked_fen": application.asked.count,
                "source": application.source.value,
                "began_at": began.isoformat(timespec="seconds"),
            },
        )
    )
