"""The icon font holds every icon that the window asks for, and its licence lies beside it."""

import ast
import json
import struct
from collections.abc import Iterator
from pathlib import Path

from fontTools.ttLib import TTFont

from refund_desk.resource_paths import resource
from tests.repository import tree

_GLYPHS: dict[str, str] = json.loads(resource("icons", "glyphs.json").read_text(encoding="utf-8"))
_DRAWING_CALLS = {"icon", "pixmap", "paint"}


def test_every_named_glyph_is_in_the_font() -> None:
    with TTFont(resource("icons", "mdi6-subset.ttf")) as font:
        drawn = set(font.getBestCmap())

    assert {int(code, 16) for code in _GLYPHS.values()} <= drawn
    assert len(_GLYPHS) >= 70


def test_every_icon_the_window_names_is_shipped() -> None:
    found = [
        f"{tree.shown(path)}:{line}: {name}"
        for path in tree.modules(tree.PACKAGE / "ui")
        for line, name in _icon_names(path)
        if name not in _GLYPHS
    ]

    assert not found, "add them to resources/icons/make_subset.py:\n" + "\n".join(found)


def _icon_names(path: Path) -> Iterator[tuple[int, str]]:
    """Names given to the drawing functions as text, and all texts that can only be icon names."""
    for node in ast.walk(tree.parsed(path)):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in _DRAWING_CALLS:
                yield from (
                    (argument.lineno, str(argument.value))
                    for argument in node.args
                    if isinstance(argument, ast.Constant) and "-" in str(argument.value)
                )
        elif isinstance(node, ast.Constant) and str(node.value).endswith("-outline"):
            yield node.lineno, str(node.value)


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
