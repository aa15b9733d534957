"""What happened, told upwards: frozen, free of personal data; the truth itself is the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from refund_desk.domain.fen import Fen
from refund_desk.domain.refund import RefundState


class SyncState(StrEnum):
    """How the last look at a source went. OFF: it is not connected any more."""

    RUNNING = "running"
    DONE = "done"
    TROUBLE = "trouble"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class ApplicationsChanged:
    """Rows were added or changed; an empty tuple means "many, read again"."""

    application_ids: tuple[int, ...]
    arrived: int = 0


@dataclass(frozen=True, slots=True)
class RefundChanged:
    """A refund stepped. `why` is a key of the window's sentences, empty when all is well.

    `again` means that it stands where it stood and nobody asked: rows follow, no sentence is said.
    """

    application_id: int | None
    refund_id: int
    state: RefundState
    amount: Fen
    why: str = ""
    adopted: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class UndoTicked:
    """An undo bar: what waits, how long still. `left_s` 0 means it is over (sent or undone).

    `queued_s` is what is left of the minute between two refunds of a payment, when it waits for
    that; such a wait cannot be cut short. `automatic`: no press began it, but the owner's rule.
    `at_platform`: the platform pays and would be told so; `refund_id` is then no refund's.
    """

    application_id: int
    refund_id: int
    amount: Fen
    left_s: float
    whole_s: float
    queued_s: float = 0.0
    automatic: bool = False
    at_platform: bool = False


class SheetStage(StrEnum):
    """Where a sheet of refunds is: all can be undone, being sent, halted in between, over."""

    UNDOABLE = "undoable"
    SENDING = "sending"
    PAUSED = "paused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetChanged:
    """How a sheet goes on: of `total` refunds over `amount` in all, `over` have had their turn.

    `left_s` is how long the whole can still be undone. `why` is a key of the window's sentences:
    for a pause nobody pressed, or for an end that came before the last turn.
    """

    sheet: str
    stage: SheetStage
    total: int
    over: int
    amount: Fen
    left_s: float = 0.0
    whole_s: float = 0.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class OutboxChanged:
    """An outgoing message moved on."""

    application_id: int
    outbox_id: int
    kind: str
    state: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class SyncChanged:
    """What the last look at a source did. `why` is a key of the window's sentences.

    `unreadable` counts the applications that are not of the documented form: all the others came
    in, and the window says that these did not. `unreadable_names` are some of them, as far as the
    source names them.
    """

    source: str
    state: SyncState
    at: datetime
    arrived: int = 0
    changed: int = 0
    why: str = ""
    next_in_s: float = 0.0
    unreadable: int = 0
    unreadable_names: tuple[str, ...] = ()

    @property
    def ends_first_look(self) -> bool:
        """Whether the complaints came in: what a start is measured by."""
        return self.source == "complaint" and self.state is SyncState.DONE


@dataclass(frozen=True, slots=True)
class SendingHalted:
    """All sending stopped until a person acts; `why` says for what (`key.bad`, `clock.bad`)."""

    why: str
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class SendingResumed:
    """Sending is allowed again."""


@dataclass(frozen=True, slots=True)
class PolicyChanged:
    """The shop's rules are others now. `why`: the agreement that acts by itself stopped itself."""

    why: str = ""


@dataclass(frozen=True, slots=True)
class Troubled:
    """The surroundings got in the way; `why` is a key of the window's sentences (`disk.full`)."""

    why: str


@dataclass(frozen=True, slots=True)
class BillsChanged:
    """What is known of a Beijing day from bills changed, or is being asked for (`running`)."""

    day: date
    running: bool = False


Event = (
    ApplicationsChanged
    | RefundChanged
    | UndoTicked
    | SheetChanged
    | OutboxChanged
    | SyncChanged
    | SendingHalted
    | SendingResumed
    | PolicyChanged
    | Troubled
    | BillsChanged
)
