"""Pictures of the shop itself: a clean copy without metadata, in the picture file."""

from __future__ import annotations

import hashlib

from refund_desk.application.ports.pictures import PictureReader, PictureStore
from refund_desk.domain.conversation import KeptPicture

THUMBNAIL_PX = 320
# References of pictures that the far side has never seen; nobody is asked for them.
OWN_PREFIX = "own:"


async def keep_clean(pictures: PictureStore, reader: PictureReader, content: bytes) -> KeptPicture:
    """The clean copy of a picture file, durable under a reference of its own.

    Raises `BadPictureError` when it is no picture that may be opened.
    """
    clean = await reader.clean_copy(content)
    thumbnail, width, height = await reader.thumbnail(clean, side_px=THUMBNAIL_PX)
    return await pictures.keep(
        OWN_PREFIX + hashlib.sha256(clean).hexdigest(),
        content=clean,
        thumbnail=thumbnail,
        width_px=width,
        height_px=height,
    )
