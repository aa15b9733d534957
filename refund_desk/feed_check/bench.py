"""What the checks share: the caller, the pages read once, and the application made for tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from refund_desk.feed_check.caller import Caller, Heard

# A feed that is larger is read from its beginning, not to its end.
PAGES_MOST = 60


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something that departs from the contract: the key of its sentence, and what was seen."""

    key: str
    got: str = ""


@dataclass(slots=True, kw_only=True)
class Bench:
    """One run over one backend."""

    caller: Caller
    applications: list[dict[str, object]] = field(default_factory=list)
    first_page: dict[str, object] = field(default_factory=dict)
    end: str = ""
    is_whole: bool = False

    @property
    def test_id(self) -> str:
        """The application that may be written to; empty when there is none."""
        for one in self.applications:
            name = one.get("application_id")
            if one.get("test") is True and isinstance(name, str):
                return name
        return ""

    @property
    def test_path(self) -> str:
        """Where its posts go."""
        return f"/applications/{quote(self.test_id, safe='')}"

    def test_now(self) -> dict[str, object]:
        """That application as it stands now."""
        return self.caller.get(self.test_path).payload


Check = Callable[[Bench], Iterator[Wrong]]


def page_path(limit: int | str, cursor: str = "") -> str:
    """The path of a page."""
    return f"/applications?limit={limit}" + (f"&cursor={quote(cursor, safe='')}" if cursor else "")


def listed(page: dict[str, object]) -> list[dict[str, object]]:
    """The applications of a page that are objects."""
    found = page.get("applications")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def next_of(page: dict[str, object]) -> str:
    """The cursor behind a page."""
    cursor = page.get("next_cursor")
    return cursor if isinstance(cursor, str) else ""


def refused(heard: Heard, status: int, code: str, key: str) -> Iterator[Wrong]:
    """Nothing when the answer is this refusal."""
    if not heard.is_refusal(status, code):
        yield Wrong(key, heard.shown)
