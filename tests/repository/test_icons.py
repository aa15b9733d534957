"""The icon font holds what its table promises, and its licence lies beside it."""

import json
import struct

from fontTools.ttLib import TTFont

from refund_desk.resource_paths import resource

_GLYPHS: dict[str, str] = json.loads(resource("icons", "glyphs.json").read_text(encoding="utf-8"))


def test_every_named_glyph_is_in_the_font() -> None:
    with TTFont(resource("icons", "mdi6-subset.ttf")) as font:
        drawn = set(font.getBestCmap())

    assert {int(code, 16) for code in _GLYPHS.values()} <= drawn
    assert len(_GLYPHS) >= 70


def test_the_licence_lies_beside_the_font() -> None:
    licence = resource("icons", "LICENSE").read_text(encoding="utf-8")

    assert "Apache License" in licence
    assert "mdi6-subset.ttf" in licence


def test_the_windows_icon_has_the_sizes_windows_asks_for() -> None:
    content = resource("icons", "app.ico").read_bytes()

    reserved, kind, count = struct.unpack_from("<HHH", content)
    sides = {content[6 + 16 * index] or 256 for index in range(count)}

    assert (reserved, kind) == (0, 1)
    assert {16, 32, 48, 256} <= sides
