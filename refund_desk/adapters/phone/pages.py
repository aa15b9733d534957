"""Opens the page. Its server is read when the first code is shown: the window starts without."""

from __future__ import annotations

from refund_desk.adapters.phone.addresses import lan_addresses
from refund_desk.application.ports.phone_page import PhoneDoor, PhoneVisit


class LanPhonePages:
    """The port's `PhonePages`."""

    def addresses(self) -> tuple[str, ...]:
        """The private addresses of this PC, the likeliest first. Blocks."""
        return lan_addresses()

    async def open(self, visit: PhoneVisit, address: str) -> PhoneDoor:
        """Listen at a free port of this address; raises `NoNetworkError`."""
        from refund_desk.adapters.phone.server import LanPhoneDoor

        door = LanPhoneDoor(visit, address)
        await door.listen()
        return door
