"""Spoilt pictures by the hundred thousand: no crash, no hang, no flood, a sentence each.

    python -m tests.ui.picture_fuzz --inputs 100000 --seed 1

Each input is a right picture (JPG, PNG, BMP of several kinds) with some of its bytes, lengths,
sizes or parts changed, or it is another kind of file; some are decompression bombs. Whatever is
opened must be within the bounds, the thumbnail and the copy that would be sent must be pictures
themselves, and everything else must be refused with a reason that has a sentence.
Last line: JSON; exit code 0 iff `ok`.
"""

from __future__ import annotations

import os
import random
import struct
import sys
import zlib
from collections.abc import Callable

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QColor, QImage

from refund_desk.application.ports.pictures import BadPictureError
from refund_desk.ui import picture_reader
from refund_desk.ui.picture_reader import COPY_BYTES_MAX, PIXELS_MAX, QtPictureReader, read_image
from tests.fuzzing import REFUSED, command, tried
from tests.ui.test_picture_reader import turned_by_exif, with_exif, written

_SIDE = 320
# Forty million pixels that are almost nothing as bytes are opened by right; it takes its time.
SLOW_S = 6.0
# A picture of the most pixels, upright and bare beside it, and its copy.
GROWN_MB_MAX = 900
# Others than these have no sentence in the window.
_WHYS = frozenset({"img.type", "img.big"})
_PNG_START = b"\x89PNG\r\n\x1a\n"
_OTHER_KINDS = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9\x04\x01\x00\x00\x00\x00,",
    b"RIFF\x24\x00\x00\x00WEBPVP8 \x18\x00\x00\x00",
    b"II*\x00\x08\x00\x00\x00",
    b"%PDF-1.7\n",
    b"PK\x03\x04\x14\x00",
    b"<svg xmlns='http://www.w3.org/2000/svg' width='9999999' height='9999999'/>",
    b"\x00\x00\x00\x20ftypheic",
    b"<html><body>expired</body></html>",
    b"",
)

Change = Callable[[bytes, random.Random], bytes]


def starts() -> list[bytes]:
    """Right pictures of every kind that is taken."""
    formats = (
        QImage.Format.Format_RGB32,
        QImage.Format.Format_ARGB32,
        QImage.Format.Format_Grayscale8,
        QImage.Format.Format_Indexed8,
        QImage.Format.Format_Mono,
    )
    made = []
    for place, form in enumerate(formats):
        plain = QImage(40 + 7 * place, 30, QImage.Format.Format_RGB32)
        plain.fill(QColor(30 * place, 90, 200 - 30 * place))
        image = plain.convertToFormat(form)
        made += [written(image, kind) for kind in ("JPEG", "PNG", "BMP")]
    return [*made, with_exif(made[0], turned_by_exif(6)), with_exif(made[3], b"MM\0*\0\0\0\x08")]


def spoilt(right: list[bytes], chance: random.Random) -> bytes:
    """One input."""
    luck = chance.random()
    if luck < 0.001:
        return chance.choice(_BOMBS)(chance)
    if luck < 0.03:
        return chance.choice(_OTHER_KINDS) + chance.randbytes(chance.randrange(200))
    content = chance.choice(right)
    for _again in range(chance.randrange(5)):
        content = chance.choice(_CHANGES)(content, chance)
    return content


def wrong_with(content: bytes) -> str:
    """What the reader did wrong with an input; empty when it was right to open it, or REFUSED."""
    try:
        image = read_image(content)
        thumbnail, width, height = picture_reader._thumbnail(content, _SIDE)
        copy = picture_reader._clean_copy(content)
    except BadPictureError as error:
        return REFUSED if error.why in _WHYS else f"no sentence: {error.why}"
    if not 0 < width * height <= PIXELS_MAX or image.width() * image.height() > PIXELS_MAX:
        return f"opened {width} x {height}"
    small, whole = QImage.fromData(thumbnail), QImage.fromData(copy)
    if small.isNull() or max(small.width(), small.height()) > max(_SIDE, 1):
        return "no thumbnail"
    if whole.isNull() or len(copy) > COPY_BYTES_MAX or b"Exif\0" in copy:
        return "no clean copy"
    return ""


def _byte(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content) + 1)
    return content[:place] + chance.randbytes(1) + content[place + 1 :]


def _tail(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _cut(content: bytes, chance: random.Random) -> bytes:
    ends = sorted(chance.randrange(len(content) + 1) for _n in range(2))
    return content[: ends[0]] + content[ends[1] :]


def _doubled(content: bytes, _chance: random.Random) -> bytes:
    return content + content


def _claim(content: bytes, chance: random.Random) -> bytes:
    """A number of the head replaced by one that claims something else; a PNG's sum is mended."""
    number = chance.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF, 0x80000000, 6_400, 70_000))
    if content.startswith(_PNG_START) and len(content) > 33:
        place = chance.choice((16, 20))
        head = content[12:place] + struct.pack(">I", number) + content[place + 4 : 29]
        return content[:12] + head + struct.pack(">I", zlib.crc32(head)) + content[33:]
    if content.startswith(b"BM") and len(content) > 54:
        place = chance.choice((2, 10, 14, 18, 22, 30, 34, 46))
        return content[:place] + struct.pack("<I", number) + content[place + 4 :]
    place = content.find(b"\xff\xc0")
    if place < 0:
        return _byte(content, chance)
    place += chance.choice((5, 7))
    return content[:place] + struct.pack(">H", number & 0xFFFF) + content[place + 2 :]


def _chunk(name: bytes, body: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(name + body))
    return struct.pack(">I", len(body)) + name + body + check


def _png(width: int, height: int, pixels: bytes, *more: bytes) -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"".join((_PNG_START, head, *more, _chunk(b"IDAT", pixels), _chunk(b"IEND", b"")))


def _png_bomb(chance: random.Random) -> bytes:
    """Some kilobytes that claim, and hold, up to a hundred million pixels."""
    side = chance.choice((4_000, 6_300, 6_400, 10_000))
    return _png(side, side, zlib.compress(bytes((side + 1) * side)))


def _text_bomb(_chance: random.Random) -> bytes:
    body = b"Comment\0\0" + zlib.compress(b"a" * 60_000_000)
    return _png(8, 8, zlib.compress(bytes(72)), _chunk(b"zTXt", body))


def _more_than_it_says(_chance: random.Random) -> bytes:
    return _png(8, 8, zlib.compress(bytes(60_000_000)))


def _thin(chance: random.Random) -> bytes:
    side = chance.choice((1_000_000, 39_999_999))
    return _png(side, 1, zlib.compress(bytes(side + 1)))


def _bmp_claim(chance: random.Random) -> bytes:
    side = chance.choice((6_300, 20_000, 2**31 - 1, -(2**31)))
    head = struct.pack(
        "<IiiHHIIiiII", 40, side, side, 1, chance.choice((1, 8, 24)), 1, 0, 0, 0, 0, 0
    )
    return b"BM" + struct.pack("<IHHI", 0, 0, 0, 54) + head + bytes(200)


_BOMBS: tuple[Callable[[random.Random], bytes], ...] = (
    _png_bomb,
    _text_bomb,
    _more_than_it_says,
    _thin,
    _bmp_claim,
)
_CHANGES: tuple[Change, ...] = (_byte, _byte, _tail, _cut, _doubled, _claim, _claim)


def campaign(inputs: int, seed: int) -> dict[str, object]:
    """Try `inputs` pictures; see `tried`."""
    # What Qt's readers say of a spoilt picture is theirs; here it is the rule.
    QLoggingCategory.setFilterRules("qt.gui.imageio*=false")
    reader = QtPictureReader()
    try:
        right = starts()
        result = tried(
            inputs, seed, lambda chance: wrong_with(spoilt(right, chance)), slow_s=SLOW_S
        )
    finally:
        reader.close()
        QLoggingCategory.setFilterRules("")
    grown = int(str(result["grown_mb"]))
    return result | {"ok": bool(result["ok"]) and grown <= GROWN_MB_MAX}


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(command(campaign))
