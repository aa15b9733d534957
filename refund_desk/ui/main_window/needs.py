"""What of the application layer the whole window uses: `Services` has it, and so has a stand-in."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Protocol

from refund_desk.application.ports.pictures import PictureStore
from refund_desk.domain.negotiation import Reminder
from refund_desk.ui.decisions import needs as decisions
from refund_desk.ui.detail import needs as detail
from refund_desk.ui.goods_back import needs as goods_back
from refund_desk.ui.reconciliation import needs as reconciliation
from refund_desk.ui.together import needs as together

if TYPE_CHECKING:
    from refund_desk.application.proof_rows import Balance
    from refund_desk.ui.by_hand.needs import HandEntry
    from refund_desk.ui.importing.needs import SpreadsheetImport
    from refund_desk.ui.settings.policy_page import Policies


class CaseReads(detail.CaseReads, decisions.CaseReads, Protocol):
    """Reads one application whole."""


class EnteringServices(Protocol):
    """The use cases by which a person brings applications in."""

    @property
    def spreadsheets(self) -> SpreadsheetImport:
        """From a spreadsheet."""

    @property
    def by_hand(self) -> HandEntry:
        """By hand."""


class Choices(decisions.PlatformReasons, goods_back.PlatformPlaces, Protocol):
    """What a platform wants chosen."""


class Negotiations(decisions.ProofAgreements, goods_back.Negotiates, Protocol):
    """What lies between yes and no."""

    async def reminders(self) -> tuple[Reminder, ...]:
        """What has waited for long, the longest first; raises a `StorageError`."""


class WindowServices(
    detail.DetailServices, decisions.DecisionServices, together.SheetServices, Protocol
):
    """The use cases behind every press of the window."""

    @property
    def cases(self) -> CaseReads:
        """Reads whole cases."""

    @property
    def pictures(self) -> PictureStore:
        """The picture file."""

    @property
    def choices(self) -> Choices:
        """What a platform wants chosen."""

    @property
    def negotiate(self) -> Negotiations:
        """Goods that come back, offers, refunds that wait for a proof."""

    @property
    def proof(self) -> reconciliation.DailyProof:
        """The daily proof."""

    @property
    def policies(self) -> Policies:
        """The shop's rules."""

    @property
    def entering(self) -> EnteringServices:
        """What a person brings in."""

    @property
    def practice(self) -> bool:
        """Whether this is the practice shop."""

    @property
    def background(self) -> tuple[tuple[str, Callable[[], Coroutine[object, object, None]]], ...]:
        """(task key, loop) of everything that runs beside the window."""

    async def balance(self) -> Balance | None:
        """What the last fund-flow bill says the account held."""

    async def pull_applications(self, *, full: bool = False) -> None:
        """Look at the source once."""

    def undo_all(self) -> None:
        """Undo every refund that can still be undone."""

    def stop_background(self) -> None:
        """Let the loops of the background end after what they are doing."""
