"""The bounds of what a shop may write to a buyer."""

from __future__ import annotations

from refund_desk.application.commands import (
    PICTURES_MAX,
    REASON_BYTES_MAX,
    REPLY_BYTES_MAX,
    REPLY_CHARACTERS_MAX,
    OwnPicture,
)
from refund_desk.domain.errors import RuleBrokenError

NOTE_CHARACTERS_MAX = 200
_UNBOUND = 10_000


def ensure_refund_reason_fits(text: str) -> None:
    """Raise `RuleBrokenError("reason.long")` unless the buyer's line has 1..80 bytes."""
    _ensure_fits(text, "reason.long", characters_max=REASON_BYTES_MAX, bytes_max=REASON_BYTES_MAX)


def ensure_reply_fits(text: str) -> None:
    """Raise `RuleBrokenError("reply.long")` unless the text has 1..200 characters in 500 bytes."""
    _ensure_fits(text, "reply.long", characters_max=REPLY_CHARACTERS_MAX, bytes_max=REPLY_BYTES_MAX)


def ensure_reject_reason_fits(text: str) -> None:
    """Raise `RuleBrokenError("reply.long")` unless a reject text has 1..200 characters."""
    _ensure_fits(text, "reply.long", characters_max=REPLY_CHARACTERS_MAX, bytes_max=_UNBOUND)


def ensure_note_fits(text: str) -> None:
    """Raise `RuleBrokenError("note.long")` unless a note has 1..200 characters."""
    _ensure_fits(text, "note.long", characters_max=NOTE_CHARACTERS_MAX, bytes_max=_UNBOUND)


def ensure_pictures_may_leave(pictures: tuple[OwnPicture, ...]) -> None:
    """Raise `RuleBrokenError` when there are over four, or one neither redacted nor confirmed."""
    ensure_pictures_fit(pictures, leave=True)


def ensure_pictures_fit(pictures: tuple[OwnPicture, ...], *, leave: bool) -> None:
    """Raise `img.max` over four; `img.private` for one that may not leave where they `leave`."""
    if len(pictures) > PICTURES_MAX:
        raise RuleBrokenError("img.max")
    unseen = sum(not picture.may_leave for picture in pictures) if leave else 0
    if unseen:
        raise RuleBrokenError("img.private", count=unseen)


def picture_facts(pictures: tuple[OwnPicture, ...]) -> dict[str, str | int | bool]:
    """What the trail says of pictures that leave: how many, and what made each fit to."""
    if not pictures:
        return {}
    redacted = sum(picture.redacted for picture in pictures)
    return {
        "pictures": len(pictures),
        "redacted": redacted,
        "looked_at": len(pictures) - redacted,
    }


def whole_text(text: str) -> str:
    """The text with halves of letters replaced: a keyboard may give half of a surrogate pair."""
    return text.encode(errors="replace").decode()


def _ensure_fits(text: str, code: str, *, characters_max: int, bytes_max: int) -> None:
    """Raise `RuleBrokenError(code)` for an empty, a too long, or a broken text."""
    said = text.strip()
    whole = whole_text(said) == said
    if not whole or not 1 <= len(said) <= characters_max or len(said.encode()) > bytes_max:
        raise RuleBrokenError(code)
