"""Pictures from outside: what opens, what is refused, and what a clean copy leaves behind."""

import asyncio
import random
import struct
import zlib
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QColorSpace, QImage

from refund_desk.application.ports.pictures import BadPictureError
from refund_desk.ui.picture_reader import (
    COPY_BYTES_MAX,
    INPUT_BYTES_MAX,
    QtPictureReader,
    read_image,
)


@pytest.fixture
def reader() -> Iterator[QtPictureReader]:
    reader = QtPictureReader()
    yield reader
    reader.close()


def picture(width: int = 640, height: int = 480) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#3366aa"))
    return image


def written(image: QImage, form: str, quality: int = 90) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, form, quality)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def with_exif(jpeg: bytes, exif: bytes) -> bytes:
    segment = b"Exif\0\0" + exif
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment + jpeg[2:]


def turned_by_exif(orientation: int) -> bytes:
    return b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01" + struct.pack(">HHI", orientation, 0, 0)


def png_that_claims(width: int, height: int) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + body))
        return struct.pack(">I", len(body)) + name + body + check

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + chunk(b"IDAT", zlib.compress(b"\0" * 999))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("form", ["JPEG", "PNG", "BMP"])
async def test_thumbnail_fits_the_side_and_reports_the_size(
    reader: QtPictureReader, form: str
) -> None:
    content, width, height = await reader.thumbnail(written(picture(), form), side_px=320)
    small = QImage.fromData(content)
    assert (small.width(), small.height()) == (320, 240)
    assert (width, height) == (640, 480)


async def test_small_picture_is_not_enlarged(reader: QtPictureReader) -> None:
    content, *_ = await reader.thumbnail(written(picture(40, 30), "PNG"), side_px=320)
    assert QImage.fromData(content).width() == 40


async def test_turned_photograph_stands_upright(reader: QtPictureReader) -> None:
    photograph = with_exif(written(picture(640, 480), "JPEG"), turned_by_exif(6))
    content, width, height = await reader.thumbnail(photograph, side_px=320)
    small = QImage.fromData(content)
    assert (width, height) == (480, 640)
    assert (small.width(), small.height()) == (240, 320)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "BMP"])
async def test_picture_cut_short_is_refused(reader: QtPictureReader, form: str) -> None:
    whole = written(picture(), form)
    with pytest.raises(BadPictureError, match=r"img\.type"):
        await reader.thumbnail(whole[: len(whole) * 2 // 3], side_px=320)


async def test_end_of_an_embedded_preview_does_not_count(reader: QtPictureReader) -> None:
    whole = with_exif(written(picture(), "JPEG"), b"preview\xff\xd9")
    assert (await reader.thumbnail(whole, side_px=320))[1] == 640
    with pytest.raises(BadPictureError, match=r"img\.type"):
        await reader.thumbnail(whole[:-2], side_px=320)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"BM",
        b"%PDF-1.7",
        b"\xff\xd8\xff\xff\xff\xd9",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a" + b"\0" * 64,
        b"\xff\xd8\xff\xe0",
        b"\x89PNG\r\n\x1a\n" + b"x" * 40 + b"IEND\xaeB`\x82",
    ],
)
async def test_what_is_no_picture_is_refused(reader: QtPictureReader, content: bytes) -> None:
    with pytest.raises(BadPictureError, match=r"img\.type"):
        await reader.thumbnail(content, side_px=320)


async def test_bomb_is_refused_before_it_unpacks(reader: QtPictureReader) -> None:
    with pytest.raises(BadPictureError, match=r"img\.big"):
        await reader.thumbnail(png_that_claims(30_000, 30_000), side_px=320)


async def test_file_over_twenty_megabytes_is_refused(reader: QtPictureReader) -> None:
    with pytest.raises(BadPictureError, match=r"img\.big"):
        await reader.clean_copy(b"\xff\xd8\xff" + b"\0" * INPUT_BYTES_MAX)


async def test_clean_copy_leaves_the_metadata_behind(reader: QtPictureReader) -> None:
    image = picture()
    image.setText("Comment", "13800138000")
    image.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.DisplayP3))
    for form in ("JPEG", "PNG"):
        content = written(image, form)
        if form == "JPEG":
            content = with_exif(content, b"GPS 30.2741")
        copy = await reader.clean_copy(content)
        assert copy.startswith(b"\xff\xd8\xff")
        for trace in (b"Exif", b"GPS", b"13800138000", b"ICC_PROFILE"):
            assert trace not in copy


async def test_transparent_parts_become_white(reader: QtPictureReader) -> None:
    image = QImage(20, 20, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    copy = QImage.fromData(await reader.clean_copy(written(image, "PNG")))
    assert copy.pixelColor(10, 10).lightness() > 250


async def test_clean_copy_of_a_noisy_photograph_stays_under_the_limit(
    reader: QtPictureReader,
) -> None:
    noise = random.Random(1).randbytes(2400 * 1800 * 4)
    image = QImage(noise, 2400, 1800, QImage.Format.Format_RGB32)
    copy = await reader.clean_copy(written(image, "JPEG", 100))
    assert len(copy) <= COPY_BYTES_MAX
    assert QImage.fromData(copy).width() > 800


async def test_the_loop_stays_free_while_a_picture_is_read(reader: QtPictureReader) -> None:
    content = written(picture(4000, 3000), "JPEG")
    reading = asyncio.ensure_future(reader.image(content))
    turns = 0
    while not reading.done():
        turns += 1
        await asyncio.sleep(0)
    assert (await reading).width() == 4000
    assert turns > 10


def test_read_image_makes_it_fit() -> None:
    assert read_image(written(picture(), "PNG"), side_px=100).width() == 100
