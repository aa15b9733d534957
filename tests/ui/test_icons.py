"""Glyphs: every one the window names is shipped, drawn in its colour, and sharp."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from refund_desk.ui import icons, theme
from refund_desk.ui.tokens import DARK, LIGHT

_UI = Path(icons.__file__).parent
_GLYPH = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
# Words with a hyphen that are no glyph.
_NO_GLYPHS = {"refund-desk", "utf-8", "utf-8-sig"}


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> Iterator[None]:
    chosen = theme.install(qapp, "light")
    yield
    chosen.choose("light")


def _named() -> set[str]:
    found = set()
    for path in _UI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and _GLYPH.fullmatch(text):
                found.add(text)
    return found - _NO_GLYPHS


def _inks(picture: QPixmap) -> set[str]:
    image = picture.toImage()
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


def test_every_glyph_that_the_window_names_is_shipped() -> None:
    assert _named() - icons.names() == set()
    assert len(_named()) > 30


@pytest.mark.parametrize("name", sorted(icons.names()))
def test_every_shipped_glyph_draws_something(name: str) -> None:
    image = icons.pixmap(name, "text", 24).toImage()
    inked = sum(
        image.pixelColor(x, y).alpha() > 0
        for x in range(image.width())
        for y in range(image.height())
    )
    assert 0 < inked < 24 * 24


def test_a_glyph_has_the_colour_of_its_role_in_the_theme_of_the_moment() -> None:
    assert QColor(LIGHT["bad"]).name() in _inks(icons.pixmap("check-circle", "bad", 32))
    theme.current().choose("dark")
    assert QColor(DARK["bad"]).name() in _inks(icons.pixmap("check-circle", "bad", 32))


def test_a_glyph_is_drawn_in_device_pixels() -> None:
    picture = icons.pixmap("alert", "warn", 16, 2.0)
    assert picture.size() == QSize(32, 32)
    assert picture.devicePixelRatio() == 2.0


def test_an_unknown_name_is_an_empty_picture_not_a_crash() -> None:
    assert _inks(icons.pixmap("no-such-glyph", "text", 16)) == set()


def test_an_icon_follows_the_theme_and_greys_when_disabled() -> None:
    icon = icons.icon("alert", "warn")
    assert QColor(LIGHT["warn"]).name() in _inks(icon.pixmap(32, 32))
    disabled = icon.pixmap(QSize(32, 32), 1.0, QIcon.Mode.Disabled)
    assert QColor(LIGHT["text_disabled"]).name() in _inks(disabled)
    theme.current().choose("dark")
    assert QColor(DARK["warn"]).name() in _inks(icons.icon("alert", "warn").pixmap(32, 32))


def test_the_same_picture_is_drawn_once() -> None:
    first = icons.pixmap("close", "text", 16)
    assert icons.pixmap("close", "text", 16).cacheKey() == first.cacheKey()
