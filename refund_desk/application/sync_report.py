"""What one look at a source brought, told to the window as it goes."""

from __future__ import annotations

from dataclasses import dataclass, field

from refund_desk.application.ground import Ground
from refund_desk.application.keeper import Kept
from refund_desk.domain.events import ApplicationsChanged, SyncChanged, SyncState
from refund_desk.domain.refund_application import Source

POLL_EVERY_S = 120.0
# More than these are told as "many": the window reads its list anew.
_NAMED_MOST = 50


@dataclass(slots=True, kw_only=True)
class SyncReport:
    """Counts while a look runs. `unreadable_names` are the first of what was not of its form."""

    ground: Ground
    source: Source
    arrived: int = 0
    changed: int = 0
    unreadable: int = 0
    why: str = ""
    changed_ids: list[int] = field(default_factory=list)
    unreadable_names: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """Tell that a look runs."""
        self._tell(SyncState.RUNNING)

    def kept(self, kept: list[Kept]) -> None:
        """Count one page of applications, and tell of them."""
        ids = [one.application.id for one in kept]
        self.arrived += sum(one.is_new for one in kept)
        self.changed += sum(not one.is_new for one in kept)
        self.changed_ids += ids[: max(0, _NAMED_MOST - len(self.changed_ids))]
        self.ground.publish(ApplicationsChanged(tuple(ids)))

    def not_of_form(self, count: int, names: tuple[str, ...] = ()) -> None:
        """Count what could not be read."""
        self.unreadable += count
        self.unreadable_names += names[: max(0, _NAMED_MOST - len(self.unreadable_names))]

    def end(self, *, is_off: bool = False) -> None:
        """Tell what the look brought; nothing of a source that was disconnected meanwhile."""
        ended = SyncState.TROUBLE if self.why else SyncState.DONE
        self._tell(SyncState.OFF if is_off else ended)
        if self.arrived or self.changed:
            ids = tuple(self.changed_ids) if self.changed <= _NAMED_MOST else ()
            self.ground.publish(ApplicationsChanged(ids, self.arrived))

    def _tell(self, state: SyncState) -> None:
        """Tell the status bar."""
        self.ground.publish(
            SyncChanged(
                source=self.source.value,
                state=state,
                at=self.ground.now(),
                arrived=self.arrived,
                changed=self.changed,
                why=self.why,
                next_in_s=POLL_EVERY_S,
                unreadable=self.unreadable,
                unreadable_names=tuple(self.unreadable_names),
            )
        )
