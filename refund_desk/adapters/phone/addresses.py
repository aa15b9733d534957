"""Which addresses of this PC a phone of the shop may reach."""

from __future__ import annotations

import ipaddress
import socket

# Not routed anywhere (RFC 5737). Nothing is sent: a datagram socket only chooses its way out.
_NOWHERE = ("192.0.2.1", 9)


def lan_addresses() -> tuple[str, ...]:
    """The private IPv4 addresses, that of the way out first. Blocks while the name is looked up."""
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
    try:
        return [str(address) for address in socket.gethostbyname_ex(socket.gethostname())[2]]
    except OSError:
        return []
