"""The page in a real browser at a phone's size: it fits, it sends, and nothing is blocked."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import pytest

from tests.phone.chromium import PROGRAM, WIDTH, chromium
from tests.phone.visits import waiting
from tests.ui.label_pictures import as_photograph, label

pytestmark = pytest.mark.skipif(
    not PROGRAM, reason="Chromium is not installed (Debian: apt install chromium)"
)
# The smallest thing a thumb hits reliably, in CSS pixels.
_THUMB = 44


async def test_a_phone_takes_a_photograph_and_sends_it(tmp_path: Path) -> None:
    photo = tmp_path / "IMG_0001.jpg"
    photo.write_bytes(as_photograph(label()))
    async with waiting() as page, chromium(tmp_path / "profile") as browser:
        await browser.open(page.door.url)
        # Without styles, this would be black on white with the browser's own margins.
        ground = await browser.ask("getComputedStyle(document.body).backgroundColor")
        assert ground in {"rgb(241, 243, 245)", "rgb(20, 23, 27)"}
        assert await browser.ask("document.documentElement.scrollWidth") <= WIDTH
        small = await browser.ask(
            "[...document.querySelectorAll('button,input')]"
            f".filter(e => e.getBoundingClientRect().height < {_THUMB}).length"
        )
        assert small == 0
        _keep("phone_empty.png", await browser.picture())
        await browser.choose("input[capture]", photo)
        await browser.tap("button")
        assert len(page.came) == 1
        assert b"GPS" not in page.came[0]
        assert "收到 1 张" in await browser.ask("document.body.innerText")
        await browser.choose("input[multiple]", photo, photo)
        await browser.tap("button")
        assert len(page.came) == 3
        assert "收到 3 张" in await browser.ask("document.body.innerText")
        assert await browser.ask("document.documentElement.scrollWidth") <= WIDTH
        _keep("phone_sent.png", await browser.picture())
        # A picture of nothing and a script of nobody: only the browser's own wish for an icon.
        assert not [told for told in browser.told if "favicon" not in told and "410" not in told]


def _keep(name: str, picture: str) -> None:
    """Keep what was seen, where somebody wants to look at it."""
    folder = os.environ.get("REFUND_DESK_PICTURES")
    if folder:
        (Path(folder) / name).write_bytes(base64.b64decode(picture))
