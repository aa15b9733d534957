"""What comes back from a call: an answer, or one of three doubts. Values, never exceptions.

The SDK's endpoint methods hand through whatever the core returns, so nothing has to be raised and
no exception text or context can carry an address, a header or a body into a log.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

_DIGITS = re.compile(r"[0-9]{1,6}")
_REQUEST_ID = re.compile(r"[0-9A-Za-z_\-]{1,128}")


class HeaderFields(Mapping[str, str]):
    """Header fields by name in any case; one that came twice has its values joined by a comma.

    Eight are looked up in each answer; httpx's own mapping goes through all of them each time.
    """

    def __init__(self, pairs: Iterable[tuple[bytes, bytes]]) -> None:
        """Take what came over the wire."""
        self._texts: dict[str, str] = {}
        for name, text in pairs:
            key, said = name.decode("latin-1").lower(), text.decode("latin-1")
            self._texts[key] = f"{self._texts[key]}, {said}" if key in self._texts else said

    def __getitem__(self, name: str) -> str:
        """The text of a field."""
        return self._texts[name.lower()]

    def __iter__(self) -> Iterator[str]:
        """The names, in lower case."""
        return iter(self._texts)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._texts)


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer. `verified`: WeChat Pay signed exactly this body within five minutes.

    An unverified one is a 4xx, 429 or 5xx without any signature, or a file, which is never signed.
    """

    route: str
    status: int
    body: bytes = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    verified: bool

    @property
    def request_id(self) -> str:
        """WeChat Pay's number for this call, for support; empty when there is none."""
        return request_id_in(self.headers)

    @property
    def retry_after_s(self) -> int | None:
        """Seconds to wait, when the answer says so."""
        text = self.headers.get("Retry-After", "")
        return int(text) if _DIGITS.fullmatch(text) else None


@dataclass(frozen=True, slots=True)
class NotSent:
    """Certain: nothing left this computer. `why` is a short code."""

    route: str
    why: str


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """It may have been carried out; no whole answer came. `why` is a short code."""

    route: str
    why: str


@dataclass(frozen=True, slots=True)
class Unverified:
    """An answer came that WeChat Pay may not have written. `why` is a short code.

    `status` is what it says of itself: enough for a hint to a person, never to conclude from.
    """

    route: str
    why: str
    request_id: str = ""
    status: int = field(default=0, compare=False)


Reply = Answer | NotSent | NoAnswer | Unverified


def request_id_in(headers: Mapping[str, str]) -> str:
    """The `Request-ID` of an answer, when it has the form of one: it is shown and logged."""
    text = headers.get("Request-ID", "")
    return text if _REQUEST_ID.fullmatch(text) else ""
