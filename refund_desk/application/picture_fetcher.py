"""Fetches pictures of a conversation or of goods once, and keeps them encrypted."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.ports.application_source import PictureContent
from refund_desk.application.ports.pictures import BadPictureError, PictureReader, PictureStore
from refund_desk.domain.conversation import KeptPicture

Fetch = Callable[[str], Awaitable[PictureContent | Missing | Unreadable]]
# Shown beside a row and in a conversation; twice the largest thumbnail, for sharp screens.
THUMBNAIL_PX = 320
_AT_ONCE = 4
_UNOPENED_MAX = 1000


class PictureFetcher:
    """Each reference is downloaded once; what is no picture is never kept.

    `unopened` has why what was brought could not be opened, reference by reference.
    """

    def __init__(self, pictures: PictureStore, reader: PictureReader) -> None:
        """Take the picture file and the decoder."""
        self._pictures = pictures
        self._reader = reader
        self._places = asyncio.Semaphore(_AT_ONCE)
        self.unopened: dict[str, str] = {}

    async def __call__(self, references: tuple[str, ...], fetch: Fetch) -> int:
        """Fetch what is not kept yet; how many were kept now."""
        kept = await asyncio.gather(*(self._one(r, fetch) for r in dict.fromkeys(references)))
        return sum(picture is not None for picture in kept)

    async def _one(self, reference: str, fetch: Fetch) -> KeptPicture | None:
        """One picture; None when it was there, could not be read, or is none."""
        async with self._places:
            if await self._pictures.find(reference) is not None:
                return None
            answer = await fetch(reference)
            if not isinstance(answer, PictureContent):
                return None
            try:
                thumbnail, width, height = await self._reader.thumbnail(
                    answer.content, side_px=THUMBNAIL_PX
                )
            except BadPictureError as error:
                self._note(reference, error.why)
                return None
            self.unopened.pop(reference, None)
            return await self._pictures.keep(
                reference,
                content=answer.content,
                thumbnail=thumbnail,
                width_px=width,
                height_px=height,
            )

    def _note(self, reference: str, why: str) -> None:
        """Remember the newest only: whoever sends rubbish without end fills no memory."""
        self.unopened.pop(reference, None)
        self.unopened[reference] = why
        if len(self.unopened) > _UNOPENED_MAX:
            del self.unopened[next(iter(self.unopened))]
