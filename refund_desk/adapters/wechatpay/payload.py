"""JSON on the wire, read strictly and written once.

An answer that is not of the documented form raises `NonsenseError`, which names the field and
never quotes the content. Fields nobody asked for are passed over: WeChat Pay adds some.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NoReturn, Self

from refund_desk.domain.fen import REFUND_FEN_MAX, Fen
from refund_desk.domain.outside_text import writable

# Far above any order; keeps a column of 64 bits safe from a number that means nothing.
_WHOLE_MAX = 10**15
# Years in which a calendar, a time zone and a deadline can still be counted on from an instant.
_YEARS = range(2000, 2100)
# WeChat Pay's longest words have 500 characters; what is longer would only stop the window.
_WORDS_MAX = 5_000


class NonsenseError(Exception):
    """The answer is not of the documented form; the text is the field's name."""


class Fields:
    """A JSON object, read field by field; a null counts as absent.

    Every reader raises `NonsenseError` for a field of the wrong kind, and for an absent one unless
    a default is given.
    """

    __slots__ = ("_node",)

    def __init__(self, node: object, name: str = "-") -> None:
        """Wrap a decoded JSON value, which must be an object."""
        if not isinstance(node, dict):
            raise NonsenseError(name)
        self._node = node

    @classmethod
    def of(cls, body: bytes) -> Self:
        """The object that a body is."""
        try:
            node = json.loads(body.decode(), parse_constant=_refuse_constant)
        except (ValueError, RecursionError):
            node = None
        return cls(node)

    def has(self, name: str) -> bool:
        """Whether the field is there."""
        return self._node.get(name) is not None

    def text(self, name: str, default: str | None = None) -> str:
        """A text, made `writable`."""
        value = self._node.get(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, str):
            raise NonsenseError(name)
        return writable(value)

    def words(self, name: str) -> str:
        """What somebody said, for reading only: shortened, and empty when it is no text."""
        value = self._node.get(name)
        return writable(value[:_WORDS_MAX]) if isinstance(value, str) else ""

    def whole(self, name: str) -> int:
        """A whole number; a float or a bool is none."""
        value = self._node.get(name)
        if type(value) is not int or abs(value) > _WHOLE_MAX:
            raise NonsenseError(name)
        return value

    def whole_or_none(self, name: str) -> int | None:
        """A whole number for convenience only: None when it is absent or none."""
        try:
            return self.whole(name)
        except NonsenseError:
            return None

    def fen(self, name: str, default: Fen | None = None) -> Fen:
        """An amount in fen, from nothing to the largest there can be (decisions.md 1.2)."""
        if default is not None and not self.has(name):
            return default
        count = self.whole(name)
        if not 0 <= count <= REFUND_FEN_MAX:
            raise NonsenseError(name)
        return Fen(count)

    def flag(self, name: str) -> bool:
        """Whether it is there and true."""
        value = self._node.get(name, False)
        if value is not None and not isinstance(value, bool):
            raise NonsenseError(name)
        return value is True

    def instant(self, name: str) -> datetime:
        """A moment of this century with its offset, as UTC."""
        text = self.text(name)
        try:
            at = datetime.fromisoformat(text)
            # Python takes any sign between day and hour.
            fits = at.tzinfo is not None and text[10:11] == "T"
            utc = at.astimezone(UTC) if fits else None
        except (ValueError, OverflowError):
            utc = None
        if utc is None or utc.year not in _YEARS:
            raise NonsenseError(name)
        return utc

    def instant_or_none(self, name: str) -> datetime | None:
        """A moment as UTC, None when absent or empty."""
        return self.instant(name) if self.text(name, "") else None

    def part(self, name: str) -> Self:
        """An object inside; an absent one is empty."""
        return type(self)(self._node.get(name) or {}, name)

    def parts(self, name: str) -> Iterator[Self]:
        """The objects of a list; an absent list is empty, and a lone object is a list of one.

        The latter because `complaint_media_list` of a conversation is documented as both.
        """
        value = self._node.get(name) or []
        for node in value if isinstance(value, list) else [value]:
            yield type(self)(node, name)

    def nodes(self, name: str) -> list[object]:
        """The entries of a list as they are, for a reader who can do without some of them."""
        value = self._node.get(name) or []
        if not isinstance(value, list):
            raise NonsenseError(name)
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of a list, each as `text` gives it; an absent list is empty."""
        value = self._node.get(name) or []
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise NonsenseError(name)
        return tuple(writable(each) for each in value)


def json_bytes(content: object) -> bytes | None:
    """The content as JSON, once: these bytes are signed and sent. None when it is not plain.

    Plain is text, whole numbers, lists and text-keyed objects; a float, a bool, null or a lone
    surrogate would reach WeChat Pay as something nobody meant.
    """
    if not _is_plain(content):
        return None
    try:
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        return None


def _is_plain(content: object) -> bool:
    if isinstance(content, dict):
        return all(type(key) is str and _is_plain(value) for key, value in content.items())
    if isinstance(content, list):
        return all(_is_plain(entry) for entry in content)
    return type(content) in {str, int}


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)
