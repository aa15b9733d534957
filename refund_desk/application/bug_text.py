"""What a bug tells support: where it happened and of what kind, and no value of anybody.

Python's own traceback ends with the exception's words, and those may quote what was at hand: a
phone number in a `KeyError`, a parameter in a library's complaint. So only words that were written
in this program are kept, and of a file's path only what does not name the person's folders.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from typing import Final

from refund_desk.domain.errors import InvariantBrokenError, RuleBrokenError

# Their words are codes and states, never values (see there).
_OWN_WORDS: Final = (InvariantBrokenError, RuleBrokenError)
_ROOTS: Final = ("refund_desk", "site-packages")
# Chains and groups are as deep as somebody made them.
_DEPTH_MAX: Final = 5


def bug_text(error: BaseException) -> str:
    """Kind and places of a bug and of what led to it, the oldest first."""
    return "\n".join(_lines(error, _DEPTH_MAX))


def _lines(error: BaseException, depth: int) -> Iterator[str]:
    if depth == 0:
        yield "..."
        return
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _lines(before, depth - 1)
        yield "which led to"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {_short(frame.filename)}:{frame.lineno} {frame.name}"
    kind = type(error)
    name = f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")
    yield f"{name}: {error}" if isinstance(error, _OWN_WORDS) else name
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions[:_DEPTH_MAX]:
            yield from _lines(inner, depth - 1)


def _short(path: str) -> str:
    """A path from this program's or the library's folder on."""
    parts = path.replace("\\", "/").split("/")
    for root in _ROOTS:
        if root in parts:
            return "/".join(parts[-1 - parts[::-1].index(root) :])
    return parts[-1]
