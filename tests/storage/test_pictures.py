"""The picture file: each content once, found by reference, encrypted like the ledger."""

import asyncio
import hashlib
from collections.abc import Callable

import pytest

from refund_desk.adapters.storage.ledger import Ledger
from refund_desk.domain.conversation import KeptPicture
from refund_desk.domain.errors import InvariantBrokenError

_CONTENT = b"\x89PNG content"
_SHA256 = hashlib.sha256(_CONTENT).hexdigest()


async def _keep(ledger: Ledger, reference: str, content: bytes = _CONTENT) -> KeptPicture:
    return await ledger.pictures.keep(
        reference, content=content, thumbnail=b"small " + content, width_px=640, height_px=480
    )


async def test_a_picture_is_found_by_its_reference(ledger: Ledger) -> None:
    kept = await _keep(ledger, "https://far.example/1")

    assert kept == KeptPicture(
        reference="https://far.example/1", sha256=_SHA256, width_px=640, height_px=480
    )
    assert await ledger.pictures.find("https://far.example/1") == kept
    assert await ledger.pictures.content(_SHA256) == _CONTENT
    assert await ledger.pictures.thumbnail(_SHA256) == b"small " + _CONTENT


async def test_what_is_not_kept(ledger: Ledger) -> None:
    assert await ledger.pictures.find("nothing") is None
    assert await ledger.pictures.content("0" * 64) is None
    assert await ledger.pictures.thumbnail("0" * 64) is None


async def test_the_same_content_is_kept_once(ledger: Ledger) -> None:
    first, second = await _keep(ledger, "a"), await _keep(ledger, "b")
    again = await _keep(ledger, "a")

    assert first == again
    assert first.sha256 == second.sha256
    assert await ledger.pictures.known(["b", "nothing", "a"]) == (second, first)


async def test_a_reference_that_shows_another_picture_now(ledger: Ledger) -> None:
    await _keep(ledger, "a")
    other = await _keep(ledger, "a", b"other")
    assert await ledger.pictures.find("a") == other
    assert await ledger.pictures.content(_SHA256) == _CONTENT


async def test_pictures_survive_closing(reopen: Callable[..., Ledger]) -> None:
    ledger = reopen()
    await asyncio.gather(*(_keep(ledger, f"{n}", b"content %d" % n) for n in range(9)))
    ledger.close()

    with pytest.raises(InvariantBrokenError):
        await _keep(ledger, "late")
    found = await reopen().pictures.known([f"{n}" for n in range(9)])
    assert len({picture.sha256 for picture in found}) == 9
