"""The bounds of what a shop may write to a buyer."""

from __future__ import annotations

from refund_desk.application.commands import (
    PICTURES_MAX,
    REPLY_BYTES_MAX,
    REPLY_CHARACTERS_MAX,
    OwnPicture,
)
from refund_desk.domain.errors import RuleBrokenError


def ensure_reply_fits(text: str) -> None:
    """Raise `RuleBrokenError("reply.long")` unless the text has 1..200 characters in 500 bytes."""
    length, size = len(text.strip()), len(text.strip().encode())
    if not 1 <= length <= REPLY_CHARACTERS_MAX or size > REPLY_BYTES_MAX:
        raise RuleBrokenError("reply.long")


def ensure_reason_fits(text: str) -> None:
    """Raise `RuleBrokenError("reply.long")` unless a reject text has 1..200 characters."""
    if not 1 <= len(text.strip()) <= REPLY_CHARACTERS_MAX:
        raise RuleBrokenError("reply.long")


def ensure_pictures_may_leave(pictures: tuple[OwnPicture, ...]) -> None:
    """Raise `RuleBrokenError` when there are over four, or one that nobody has looked at."""
    if len(pictures) > PICTURES_MAX:
        raise RuleBrokenError("img.max")
    unseen = sum(not picture.confirmed_private_free for picture in pictures)
    if unseen:
        raise RuleBrokenError("img.private", count=unseen)
