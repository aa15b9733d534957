"""Grounds, cards and hairlines."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QFrame, QWidget

from refund_desk.ui.theme import set_look
from refund_desk.ui.tokens import Role


class Panel(QFrame):
    """A plain ground in one of the stylesheet's ground roles."""

    def __init__(self, ground: Role = "surface", parent: QWidget | None = None) -> None:
        """Fill with the role's colour."""
        super().__init__(parent)
        set_look(self, ground=ground)

    def set_ground(self, ground: Role) -> None:
        """Change the colour by meaning."""
        set_look(self, ground=ground)


class Card(QFrame):
    """A ground with an edge of 1 px; corners 8 (round), 6 (small) or 0 (square)."""

    def __init__(
        self,
        ground: Role = "surface",
        edge: Role = "border",
        *,
        corners: Literal["round", "small", "square"] = "round",
        parent: QWidget | None = None,
    ) -> None:
        """Fill and frame."""
        super().__init__(parent)
        set_look(self, ground=ground, edge=edge, corners=corners)

    def set_look(self, ground: Role, edge: Role) -> None:
        """Change both colours by meaning."""
        set_look(self, ground=ground, edge=edge)


class Hairline(QFrame):
    """A line of one pixel, lying or standing."""

    def __init__(self, *, standing: bool = False, parent: QWidget | None = None) -> None:
        """Draw in the border colour."""
        super().__init__(parent)
        if standing:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
        set_look(self, line=True)
