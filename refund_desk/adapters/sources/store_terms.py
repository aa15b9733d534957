"""What the Store wants chosen, and which messages an application of it takes as it stands.

The table of offers holds the rows that could be found; which kind of application a row is for is
this desk's reading of it (docs/store.md, what is unsure).
"""

from __future__ import annotations

from refund_desk.adapters.sources.store_payload import AfterSale
from refund_desk.adapters.sources.store_telling import UNPAID
from refund_desk.application.ports.platform_terms import (
    OfferChoice,
    OfferKind,
    OfferWay,
    Scene,
    Standing,
)
from refund_desk.domain.outbox import OutboxKind

_SCENES = {"REFUND": Scene.REFUND, "RETURN": Scene.RETURN, "EXCHANGE": Scene.EXCHANGE}
_AT_ONCE = {
    Scene.REFUND: frozenset({OutboxKind.APPROVE, OutboxKind.REJECT, OutboxKind.OFFER}),
    Scene.RETURN: frozenset({OutboxKind.RETURN, OutboxKind.REJECT, OutboxKind.OFFER}),
    Scene.EXCHANGE: frozenset({OutboxKind.REJECT}),
}
_GOODS_CAME = {
    Scene.RETURN: frozenset({OutboxKind.APPROVE, OutboxKind.REJECT}),
    Scene.EXCHANGE: frozenset({OutboxKind.REJECT}),
}
_REFUND_ONLY, _RETURN = OfferKind.REFUND_ONLY, OfferKind.RETURN_AND_REFUND


def _row(
    reason: int, way: OfferWay, *kinds: OfferKind, picture: bool = True, any_amount: bool = True
) -> OfferChoice:
    return OfferChoice(
        reason=reason, way=way, kinds=kinds, needs_picture=picture, any_amount=any_amount
    )


_OFFERS = {
    Scene.REFUND: (
        _row(10, OfferWay.OTHER_TERMS, _REFUND_ONLY),
        _row(6, OfferWay.OTHER_TERMS, _REFUND_ONLY, _RETURN),
        _row(9, OfferWay.WITHDRAW, _REFUND_ONLY, any_amount=False),
        _row(7, OfferWay.ADD_PROOF, _REFUND_ONLY, any_amount=False),
    ),
    Scene.RETURN: (
        _row(8, OfferWay.OTHER_TERMS, _REFUND_ONLY, picture=False),
        _row(11, OfferWay.OTHER_TERMS, _RETURN, _REFUND_ONLY),
    ),
}


def standing_of(aftersale: AfterSale) -> Standing:
    """The application as whoever decides needs to know it."""
    scene = _SCENES.get(aftersale.kind, Scene.EXCHANGE)
    may = _may(aftersale, scene)
    return Standing(
        changed_at=int(aftersale.changed_at.timestamp()),
        amount=aftersale.amount,
        scene=scene,
        may=may,
        offers=_OFFERS.get(scene, ()) if OutboxKind.OFFER in may else (),
    )


def _may(aftersale: AfterSale, scene: Scene) -> frozenset[OutboxKind]:
    if aftersale.status == "MERCHANT_PROCESSING":
        return _AT_ONCE[scene]
    if aftersale.status == "MERCHANT_WAIT_RECEIPT":
        return _GOODS_CAME.get(scene, frozenset())
    return frozenset({OutboxKind.EVIDENCE}) if aftersale.status in UNPAID else frozenset()
