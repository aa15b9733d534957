"""Messages and evidence: who said what when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Speaker(StrEnum):
    """Who speaks in a conversation."""

    BUYER = "buyer"
    SHOP = "shop"
    PLATFORM = "platform"


class MessageKind(StrEnum):
    """What a message is, so that the window can draw and name it."""

    APPLIED = "applied"
    CONTINUED = "continued"
    WORDS = "words"
    APPROVED = "approved"
    REJECTED = "rejected"
    COMPLETED = "completed"
    REVOKED = "revoked"
    CONFIRMED = "confirmed"
    REFUND_ARRIVED = "refund_arrived"
    SYSTEM = "system"
    # Never said to anybody: how the shop says it paid without WeChat Pay, with the proof.
    SETTLED_OUTSIDE = "settled_outside"
    # Kept here because the source takes no proofs: what a refund waited for.
    PROOF = "proof"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message as the far side reported it. `log_ref` is its id there, so it is kept once."""

    log_ref: str
    speaker: Speaker
    kind: MessageKind
    at: datetime
    text: str = field(repr=False)
    picture_refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPicture:
    """A picture that lies in the encrypted picture file. `size_px` is (width, height)."""

    reference: str
    sha256: str
    width_px: int
    height_px: int
