"""One call to the far side and one reply of it, before any bytes are signed."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from refund_desk.practice.payloads import Payload


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A request as it came; `target` is raw, `parts` are the named pieces of its path.

    `fault` is the fault that was chosen for it; most routes need not know.
    """

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes
    remote: str
    parts: Mapping[str, str] = field(default_factory=dict)
    fault: str | None = None

    @property
    def path(self) -> str:
        """The raw path, without its query."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        """The raw query, empty without one."""
        return self.target.partition("?")[2]

    def header(self, name: str) -> str | None:
        """A header, whatever its case."""
        return self.headers.get(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a route answers: JSON, bytes of a download, or nothing (204)."""

    status: int = 200
    payload: Payload | None = None
    content: bytes | None = None
    content_type: str = "application/json; charset=utf-8"
    signed: bool = True
    inner: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One method on one form of path. `upload` bodies are signed by their meta part only."""

    method: str
    pattern: re.Pattern[str]
    answer: Callable[[Call], Reply]
    upload: bool = False


def route(method: str, template: str, answer: Callable[[Call], Reply], **kind: bool) -> Route:
    """A route for `/v3/things/{name}`; a `{name}` matches one raw path segment."""
    pieces = re.split(r"\{(\w+)\}", template)
    pattern = "".join(
        f"(?P<{piece}>[^/]+)" if position % 2 else re.escape(piece)
        for position, piece in enumerate(pieces)
    )
    return Route(method=method, pattern=re.compile(pattern), answer=answer, **kind)
