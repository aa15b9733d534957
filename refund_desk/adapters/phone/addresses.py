"""Which addresses of this PC a phone of the shop may reach."""

from __future__ import annotations

import ipaddress
import socket
import threading
from contextlib import suppress
from typing import Final

# Not routed anywhere (RFC 5737). Nothing is sent: a datagram socket only chooses its way out.
_NOWHERE = ("192.0.2.1", 9)
# Without internet nobody may answer for this PC's own name, and the system asks for ten seconds.
_NAME_S: Final = 1.0


def lan_addresses() -> tuple[str, ...]:
    """The private IPv4 addresses, that of the way out first. Blocks for a second at most."""
    found = [_way_out(), *_named()]
    return tuple(dict.fromkeys(address for address in found if is_of_the_shop(address)))


def is_of_the_shop(address: str) -> bool:
    """Whether it is an address of a network at home: never one that the internet can reach."""
    try:
        parsed = ipaddress.IPv4Address(address)
    except ValueError:
        return False
    return parsed.is_private and not (parsed.is_loopback or parsed.is_link_local)


def _way_out() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_NOWHERE)
            return str(probe.getsockname()[0])
        except OSError:
            return ""


def _named() -> list[str]:
    """What the name of this PC leads to, as far as that is known soon."""
    found: list[str] = []
    asking = threading.Thread(target=_look_up, args=(found,), daemon=True)
    asking.start()
    asking.join(_NAME_S)
    return found[:]


def _look_up(found: list[str]) -> None:
    # A name that no server could know is a UnicodeError.
    with suppress(OSError, UnicodeError):
        found.extend(map(str, socket.gethostbyname_ex(socket.gethostname())[2]))
