"""The port of the encrypted picture file."""

from __future__ import annotations

from typing import Protocol

from refund_desk.domain.conversation import KeptPicture


class PictureStore(Protocol):
    """Pictures by reference (a far-side url or media id); content and thumbnails by sha256 name."""

    async def keep(
        self, reference: str, *, content: bytes, thumbnail: bytes, width_px: int, height_px: int
    ) -> KeptPicture:
        """Keep a picture durably before any row names it; the same content is kept once."""

    async def find(self, reference: str) -> KeptPicture | None:
        """The kept picture of this reference."""

    async def content(self, sha256: str) -> bytes | None:
        """The original bytes."""

    async def thumbnail(self, sha256: str) -> bytes | None:
        """The thumbnail as PNG or JPEG bytes."""


class BadPictureError(Exception):
    """The bytes are no picture that may be opened (`img.type`), or too large (`img.big`)."""

    def __init__(self, why: str) -> None:
        """Keep the key of the sentence."""
        super().__init__(why)
        self.why = why


class PictureReader(Protocol):
    """Decodes pictures from outside, bounded in time and memory, off the GUI thread."""

    async def thumbnail(self, content: bytes, *, side_px: int) -> tuple[bytes, int, int]:
        """A thumbnail's bytes and the original's width and height; raises `BadPictureError`."""

    async def clean_copy(self, content: bytes) -> bytes:
        """A JPEG without metadata and under 2 MB, fit to be sent; raises `BadPictureError`."""
