"""What can be offered where a platform has its own list: each of its rows in the window's words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from refund_desk.application.ports.platform_terms import OfferChoice, OfferKind, OfferWay, Standing
from refund_desk.ui import texts

_names = texts.negotiating
_ONLY, _BACK = OfferKind.REFUND_ONLY, OfferKind.RETURN_AND_REFUND
# The Store's numbers of its reasons (docs/store.md).
_NAMED: dict[tuple[int, OfferKind], Callable[[], str]] = {
    (6, _ONLY): _names.kind_plan,
    (6, _BACK): _names.kind_plan_return,
    (7, _ONLY): _names.kind_prove,
    (8, _ONLY): _names.kind_keep,
    (9, _ONLY): _names.kind_withdraw,
    (10, _ONLY): _names.kind_amount,
    (11, _ONLY): _names.kind_plan,
    (11, _BACK): _names.kind_plan_return,
}


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One thing that can be offered; `changed_at` is the state of the application it is for."""

    choice: OfferChoice
    kind: OfferKind
    changed_at: int

    @property
    def words(self) -> str:
        """What the window calls it."""
        named = _NAMED.get((self.choice.reason, self.kind))
        return named() if named is not None else _names.kind_other(self.choice.reason)

    @property
    def proposes(self) -> bool:
        """Whether it is about an amount, and not a wish to withdraw or to prove."""
        return self.choice.way is OfferWay.OTHER_TERMS

    @property
    def terms(self) -> tuple[tuple[str, str | int], ...]:
        """What the platform wants chosen with it."""
        return (
            ("way", int(self.choice.way)),
            ("reason", self.choice.reason),
            ("kind", int(self.kind)),
            ("changed_at", self.changed_at),
        )


def rows_of(standing: Standing) -> tuple[OfferRow, ...]:
    """All that can be offered now, in the platform's order."""
    return tuple(
        OfferRow(choice, kind, standing.changed_at)
        for choice in standing.offers
        for kind in choice.kinds
    )
