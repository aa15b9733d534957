"""A look at DER without decoding it: what a file says it is, and how much work it would cause.

A `.p12` names the number of rounds that its passphrase is stretched with. A broken or hostile file
can name billions, and the library would count to the end, so the number is looked at first.
"""

from collections.abc import Iterator

_INTEGER, _OCTETS, _SEQUENCE = 0x02, 0x04, 0x30
_CONSTRUCTED = 0x20
_PFX_VERSION = b"\x02\x01\x03"
_COUNT_BYTES_MAX = 8
_DEPTH_MAX = 16
# What this look cannot follow: lengths left open, which no writer of WeChat's uses.
_OPEN_LENGTH = 0x80
ENDLESS = (1 << 64) - 1


def is_pfx(content: bytes) -> bool:
    """Whether the bytes begin as a `.p12` does: a sequence whose first part is the number 3."""
    parts = _parts(content)
    first = next(parts, None)
    if first is None or first[0] != _SEQUENCE:
        return False
    return first[1].startswith(_PFX_VERSION)


def rounds_in(content: bytes) -> int:
    """The sum of all small numbers outside what is encrypted: never less than the rounds to come.

    `ENDLESS` when a part cannot be followed.
    """
    return _rounds(content, _DEPTH_MAX)


def _rounds(content: bytes, depth: int) -> int:
    if depth == 0:
        return ENDLESS
    total = 0
    for tag, body in _parts(content):
        if tag == _INTEGER and len(body) <= _COUNT_BYTES_MAX:
            total += int.from_bytes(body)
        elif tag & _CONSTRUCTED or (tag == _OCTETS and body[:1] == bytes([_SEQUENCE])):
            total += _rounds(body, depth - 1)
    return min(total, ENDLESS)


def _parts(content: bytes) -> Iterator[tuple[int, bytes]]:
    """(tag, body) of each part; ends where the bytes stop making sense."""
    at = 0
    while at + 2 <= len(content):
        tag, length, at = content[at], content[at + 1], at + 2
        if length == _OPEN_LENGTH:
            # Said as a number that is too big for anybody to count to.
            yield _INTEGER, b"\xff" * _COUNT_BYTES_MAX
            return
        if length > _OPEN_LENGTH:
            digits = length - _OPEN_LENGTH
            length, at = int.from_bytes(content[at : at + digits]), at + digits
        yield tag, content[at : at + length]
        at += length
