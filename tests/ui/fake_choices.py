"""`services.choices` in memory: what a platform wants chosen with an answer."""

from __future__ import annotations

import asyncio

from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.ports.platform_terms import (
    OfferChoice,
    OfferKind,
    OfferWay,
    RejectReason,
    ReturnAddress,
    Scene,
    Standing,
)
from refund_desk.domain.fen import Fen
from refund_desk.domain.outbox import OutboxKind
from refund_desk.domain.refund_application import Source

ONLY, BACK = OfferKind.REFUND_ONLY, OfferKind.RETURN_AND_REFUND


def a_choice(
    reason: int, way: OfferWay = OfferWay.OTHER_TERMS, *kinds: OfferKind, picture: bool = False
) -> OfferChoice:
    """A row of the platform's list."""
    return OfferChoice(
        reason=reason,
        way=way,
        kinds=kinds or (ONLY,),
        needs_picture=picture,
        any_amount=way is OfferWay.OTHER_TERMS,
    )


class FakeChoices:
    """`services.choices`."""

    def __init__(self) -> None:
        self.reasons: tuple[RejectReason, ...] | Unreadable = (
            RejectReason(code="6", words="买家误操作/已协商取消申请", scene=Scene.REFUND),
            RejectReason(code="4", words="包裹在买家发起售后时已发出", scene=Scene.REFUND),
        )

        self.stands: Standing | Missing | Unreadable = Standing(
            changed_at=1_700_000_000,
            amount=Fen(10_800),
            scene=Scene.RETURN,
            may=frozenset({OutboxKind.RETURN, OutboxKind.OFFER}),
            offers=(
                a_choice(8),
                a_choice(11, OfferWay.OTHER_TERMS, BACK, ONLY, picture=True),
                a_choice(9, OfferWay.WITHDRAW, picture=True),
            ),
        )
        self.places: tuple[ReturnAddress, ...] | Unreadable = (
            ReturnAddress(ref="71", receiver="青禾仓库", text="杭州市余杭区 8 号", is_default=True),
            ReturnAddress(ref="72", receiver="", text="绍兴市柯桥区 18 号"),
        )

    async def standing(self, source: Source, source_ref: str) -> Standing | Missing | Unreadable:
        await asyncio.sleep(0)
        assert source is Source.STORE
        return self.stands

    async def return_addresses(self, source: Source) -> tuple[ReturnAddress, ...] | Unreadable:
        await asyncio.sleep(0)
        assert source is Source.STORE
        return self.places

    async def reject_reasons(
        self, source: Source, scene: Scene
    ) -> tuple[RejectReason, ...] | Unreadable:
        await asyncio.sleep(0)
        assert source is Source.STORE
        if isinstance(self.reasons, Unreadable):
            return self.reasons
        return tuple(reason for reason in self.reasons if reason.scene is scene)
