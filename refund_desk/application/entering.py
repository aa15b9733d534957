"""The two ways in which a person brings applications in: from a spreadsheet, and by hand."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from refund_desk.application.keeper import Keeper

if TYPE_CHECKING:
    from refund_desk.application.ground import Ground
    from refund_desk.application.surroundings import Ports, Shop
    from refund_desk.application.use_cases.enter_by_hand import EnterByHand
    from refund_desk.application.use_cases.import_sheet import ImportSheet


class Entering:
    """Makes each when it is first asked for; their code is read then, not at the start."""

    def __init__(self, ground: Ground, ports: Ports, shop: Shop) -> None:
        """Stand on what all use cases stand on."""
        self._ground, self._ports, self._mchid = ground, ports, shop.mchid
        self._keeper = Keeper(mchid=shop.mchid, customer_salt=shop.customer_salt)

    @cached_property
    def spreadsheets(self) -> ImportSheet:
        """See `ImportSheet`."""
        from refund_desk.application.use_cases.import_sheet import ImportSheet

        return ImportSheet(
            ground=self._ground,
            files=self._ports.spreadsheets,
            keeper=self._keeper,
            mchid=self._mchid,
        )

    @cached_property
    def by_hand(self) -> EnterByHand:
        """See `EnterByHand`."""
        from refund_desk.application.use_cases.enter_by_hand import EnterByHand

        ports = self._ports
        return EnterByHand(
            ground=self._ground,
            orders=ports.orders,
            facts=ports.facts,
            pictures=ports.pictures,
            reader=ports.picture_reader,
            keeper=self._keeper,
            mchid=self._mchid,
        )
