"""Values of the shop feed, which is outside text: each of its form, or an error of the reader.

`ValueError`, `TypeError`, `KeyError` and `BadValueError` mean "not of the form"; whoever reads a
whole leaves out the part that raised.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

from refund_desk.domain.errors import BadValueError
from refund_desk.domain.fen import REFUND_FEN_MAX, Fen
from refund_desk.domain.outside_text import writable

NOT_OF_FORM = (KeyError, TypeError, ValueError, BadValueError)
# Years in which a calendar and a time zone can still be counted on from an instant.
_YEARS = range(2000, 2100)
_PICTURE = re.compile(r"/pictures/(?!\.{1,2}$)[A-Za-z0-9_.-]{1,200}")


def object_in(value: object) -> Mapping[str, object]:
    """A JSON object."""
    if not isinstance(value, Mapping):
        raise TypeError("no object")
    return value


def list_in(value: object, most: int) -> list[object]:
    """The first `most` of a JSON list."""
    if not isinstance(value, list):
        raise TypeError("no list")
    return value[:most]


def text_in(value: object, most: int) -> str:
    """A text, at most so long and made `writable`."""
    if not isinstance(value, str):
        raise TypeError("no text")
    return writable(value[:most])


def name_in(value: object, form: re.Pattern[str]) -> str:
    """A name of a strict form."""
    if not isinstance(value, str) or not form.fullmatch(value):
        raise ValueError("no name")
    return value


def fen_in(value: object) -> Fen:
    """An amount up to the largest the ledger takes."""
    if type(value) is not int or value > REFUND_FEN_MAX:
        raise ValueError("no amount")
    return Fen(value)


def instant_in(value: object) -> datetime:
    """An RFC 3339 instant with its zone, as UTC."""
    if not isinstance(value, str) or len(value) > 40:
        raise TypeError("no instant")
    instant = datetime.fromisoformat(value)
    if instant.tzinfo is None or instant.year not in _YEARS:
        raise ValueError("no instant")
    return instant.astimezone(UTC)


def maybe_instant_in(value: object) -> datetime | None:
    """An instant, or None where there is none."""
    return None if value is None else instant_in(value)


def picture_in(value: object) -> str:
    """The path of a picture below the feed; empty for a link to any other place.

    Only the path counts: the desk never asks another host for what the shop names.
    """
    path = urlsplit(text_in(value or "", 512)).path
    place = path.find("/pictures/")
    reference = path[place:] if place >= 0 else ""
    return reference if _PICTURE.fullmatch(reference) else ""


def pictures_in(value: object, most: int) -> tuple[str, ...]:
    """The pictures of a list, each once."""
    found = (picture_in(link) for link in list_in(value or [], most))
    return tuple(dict.fromkeys(reference for reference in found if reference))
