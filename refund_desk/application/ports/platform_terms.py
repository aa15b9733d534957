"""The port of what a platform wants chosen with an answer, and of how an application stands there.

Only a source whose money the platform moves has it (today the WeChat Store). What is chosen goes
into the message of the outbox: `RejectReason.code` is its `reject_code`; the other choices are
names of its JSON object `details` (docs/store.md):

- RETURN: `address_id` = `ReturnAddress.ref`
- OFFER: `way`, `reason`, `kind` of an `OfferChoice` (whole numbers), and `changed_at`
- any: `changed_at` = `Standing.changed_at` as the person saw it; when the application changed
  since, the message is refused with `store.changed` and nothing was said. An OFFER must have it: an
  offer that the buyer turned down leaves no trace by which a repeat would be known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Protocol

from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.domain.fen import Fen
from refund_desk.domain.outbox import OutboxKind
from refund_desk.domain.refund_application import Source


class Scene(StrEnum):
    """What an application asks for: it decides which reasons and which offers fit."""

    REFUND = "refund"
    RETURN = "return"
    EXCHANGE = "exchange"


class OfferWay(IntEnum):
    """What an offer asks of the buyer; the value is `details.way`."""

    WITHDRAW = 1
    ADD_PROOF = 2
    OTHER_TERMS = 3


class OfferKind(IntEnum):
    """What the buyer gets when they accept; the value is `details.kind`."""

    REFUND_ONLY = 1
    RETURN_AND_REFUND = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectReason:
    """A reason the platform takes; `words` are its own, to be shown and to be sent unless changed.

    `scene` is None where the platform means a step that the desk does not take.
    """

    code: str
    words: str
    scene: Scene | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnAddress:
    """Where goods are sent back to, as the platform knows it; the buyer is told by the platform."""

    ref: str
    receiver: str = field(repr=False)
    text: str = field(repr=False)
    is_default: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferChoice:
    """One reason the platform takes for an offer (`details.reason`), and what goes with it.

    `kinds` are the values `details.kind` may have, the usual one first. `needs_picture`: the
    message must carry at least one picture. `any_amount`: the amount may be lower than what was
    asked; else it is exactly that.
    """

    reason: int
    way: OfferWay
    kinds: tuple[OfferKind, ...]
    needs_picture: bool
    any_amount: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an application stands at the platform now.

    `may` are the kinds of messages it takes in this state: APPROVE pays at once, RETURN agrees that
    the goods come first. `changed_at` is the platform's own time of the last change (Unix seconds),
    `amount` what an agreement would pay (fen).
    """

    changed_at: int
    amount: Fen
    scene: Scene
    may: frozenset[OutboxKind]
    offers: tuple[OfferChoice, ...]


class PlatformTerms(Protocol):
    """A platform's own choices. No call raises for its faults; each asks the network."""

    @property
    def source(self) -> Source:
        """Which source this is."""

    async def standing(self, source_ref: str) -> Standing | Missing | Unreadable:
        """How one application stands there now."""

    async def reject_reasons(self) -> tuple[RejectReason, ...] | Unreadable:
        """Every reason for a rejection, of all scenes. The list changes: ask once a day."""

    async def return_addresses(self) -> tuple[ReturnAddress, ...] | Unreadable:
        """Where goods can be sent back to, the default one first; empty when the shop has none."""
