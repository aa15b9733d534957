"""How the window divides its width, by the classes of the design; and what a person dragged."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QSettings

LIST_MIN, LIST_MAX = 300, 440
FACTS_MIN, FACTS_MAX = 300, 400
_SMALL_LIST, _USUAL_LIST, _WIDE_LIST = 300, 336, 400
_SMALL_FACTS, _USUAL_FACTS, _WIDE_FACTS = 300, 324, 400
# Between these two widths the columns grow from their small to their usual size.
_GROW_FROM, _GROW_TO = 1280, 1366


class WidthClass(StrEnum):
    """The classes of window widths; each remembers its own column sizes."""

    NARROW = "narrow"
    USUAL = "usual"
    WIDE = "wide"
    HUGE = "huge"

    @classmethod
    def of(cls, width_px: int) -> WidthClass:
        """The class of a window's width in logical pixels."""
        if width_px < _GROW_FROM:
            return cls.NARROW
        if width_px < 1600:
            return cls.USUAL
        return cls.WIDE if width_px < 2200 else cls.HUGE

    @property
    def has_wide_rail(self) -> bool:
        """Whether the rail has its words beside the glyphs."""
        return self in {WidthClass.WIDE, WidthClass.HUGE}


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in logical pixels."""

    list_px: int
    facts_px: int


def default_columns(width_px: int) -> Columns:
    """The column widths for a window of this width, before anybody drags."""
    match WidthClass.of(width_px):
        case WidthClass.NARROW:
            return Columns(_SMALL_LIST, _SMALL_FACTS)
        case WidthClass.USUAL:
            grown = min(width_px, _GROW_TO) - _GROW_FROM
            span = _GROW_TO - _GROW_FROM
            return Columns(
                _SMALL_LIST + (_USUAL_LIST - _SMALL_LIST) * grown // span,
                _SMALL_FACTS + (_USUAL_FACTS - _SMALL_FACTS) * grown // span,
            )
        case WidthClass.WIDE:
            return Columns(_WIDE_LIST, _WIDE_FACTS)
        case WidthClass.HUGE:
            return Columns(LIST_MAX, FACTS_MAX)


class LayoutMemory:
    """Column sizes a person dragged, and where the window was, in a small file.

    Without a file nothing is remembered. It holds sizes only, never anything of a customer.
    """

    def __init__(self, file: Path | None) -> None:
        """Read the file, if there is one."""
        self._settings = (
            QSettings(str(file), QSettings.Format.IniFormat) if file is not None else None
        )

    def columns(self, width_px: int) -> Columns:
        """What was dragged in this class of widths, else the default."""
        usual = default_columns(width_px)
        return Columns(
            self._size(WidthClass.of(width_px), "list", usual.list_px, (LIST_MIN, LIST_MAX)),
            self._size(WidthClass.of(width_px), "facts", usual.facts_px, (FACTS_MIN, FACTS_MAX)),
        )

    def keep_list(self, width_px: int, list_px: int) -> None:
        """Remember the list's width for this class."""
        self._keep(f"{WidthClass.of(width_px)}/list", list_px)

    def keep_facts(self, width_px: int, facts_px: int) -> None:
        """Remember the width of the facts for this class."""
        self._keep(f"{WidthClass.of(width_px)}/facts", facts_px)

    def geometry(self) -> QByteArray:
        """Where the window was, as Qt wrote it; empty when it was never kept."""
        if self._settings is None:
            return QByteArray()
        kept = self._settings.value(_GEOMETRY)
        return kept if isinstance(kept, QByteArray) else QByteArray()

    def keep_geometry(self, geometry: QByteArray) -> None:
        """Remember where the window is."""
        self._keep(_GEOMETRY, geometry)

    def _keep(self, name: str, value: int | QByteArray) -> None:
        if self._settings is not None:
            self._settings.setValue(name, value)

    def _size(self, which: WidthClass, name: str, usual: int, bounds: tuple[int, int]) -> int:
        if self._settings is None:
            return usual
        kept = str(self._settings.value(f"{which}/{name}", usual))
        return min(max(int(kept), bounds[0]), bounds[1]) if kept.isdigit() else usual


_GEOMETRY: Final = "window/geometry"
