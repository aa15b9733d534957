"""Colours of the moment: follows the system, the setting, and high-contrast mode."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from refund_desk.ui.fonts import font
from refund_desk.ui.stylesheet import stylesheet
from refund_desk.ui.tokens import DARK, LIGHT, Role

ThemeChoice = Literal["light", "dark", "system"]
THEME_CHOICES: tuple[ThemeChoice, ...] = ("light", "dark", "system")

# Where the system decides the colours, a role falls back to the palette's nearest meaning.
_PALETTE_ROLES: dict[Role, QPalette.ColorRole] = {
    "window": QPalette.ColorRole.Window,
    "chrome": QPalette.ColorRole.Window,
    "surface": QPalette.ColorRole.Base,
    "sunken": QPalette.ColorRole.Base,
    "raised": QPalette.ColorRole.Base,
    "hover": QPalette.ColorRole.Button,
    "pressed": QPalette.ColorRole.Button,
    "accent": QPalette.ColorRole.Highlight,
    "accent_hover": QPalette.ColorRole.Highlight,
    "accent_pressed": QPalette.ColorRole.Highlight,
    "on_accent": QPalette.ColorRole.HighlightedText,
    "accent_text": QPalette.ColorRole.Link,
    "accent_soft": QPalette.ColorRole.Base,
    "ok_soft": QPalette.ColorRole.Base,
    "warn_soft": QPalette.ColorRole.Base,
    "bad_soft": QPalette.ColorRole.Base,
    "bad_fill": QPalette.ColorRole.Highlight,
    "on_bad": QPalette.ColorRole.HighlightedText,
    "practice_soft": QPalette.ColorRole.Base,
    "shop_message": QPalette.ColorRole.Base,
    "focus": QPalette.ColorRole.Highlight,
}


class Theme(QObject):
    """The one look of the running program.

    Signals: `changed` after every colour has changed; widgets are repainted by Qt already, so
    only holders of pictures made from colours need it.
    """

    changed = Signal()

    def __init__(self, application: QApplication, choice: ThemeChoice = "system") -> None:
        """Take over style, palette, font and style sheet of the application."""
        super().__init__(application)
        self._application = application
        self._choice: ThemeChoice = choice
        self._colours: dict[Role, QColor] = {}
        self.is_dark = False
        self.is_high_contrast = False
        application.setStyle("Fusion")
        application.setFont(font())
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)
        self.choose(choice)

    @property
    def choice(self) -> ThemeChoice:
        """What the setting says: light, dark, or as the system has it."""
        return self._choice

    def choose(self, choice: ThemeChoice) -> None:
        """Switch to light, dark, or the system's scheme, at once."""
        self._choice = choice
        hints = self._application.styleHints()
        # Told to Qt as well, so that the native title bar has the same darkness.
        if choice == "system":
            hints.unsetColorScheme()
        else:
            dark = choice == "dark"
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
        self._apply()

    def set_high_contrast(self, on: bool) -> None:
        """Leave all colours to the system (no style sheet), or take them back."""
        self.is_high_contrast = on
        if on:
            self._use_system_colours()
        else:
            self._use_tokens()
        self.changed.emit()

    def colour(self, role: Role) -> QColor:
        """The colour of a role now; shared, so never change it."""
        return self._colours[role]

    def _follow_system(self) -> None:
        self._apply()

    def _apply(self) -> None:
        hints = self._application.styleHints()
        system_dark = hints.colorScheme() == Qt.ColorScheme.Dark
        self.is_dark = system_dark if self._choice == "system" else self._choice == "dark"
        contrast = hints.accessibility().contrastPreference()
        self.set_high_contrast(contrast == Qt.ContrastPreference.HighContrast)

    def _use_tokens(self) -> None:
        tokens = DARK if self.is_dark else LIGHT
        self._colours = {role: QColor(value) for role, value in tokens.items()}
        self._application.setPalette(_palette(self._colours))
        self._application.setStyleSheet(stylesheet(tokens))

    def _use_system_colours(self) -> None:
        palette = self._application.style().standardPalette()
        self._application.setStyleSheet("")
        self._application.setPalette(palette)
        text = palette.color(QPalette.ColorRole.WindowText)
        self._colours = {
            role: palette.color(_PALETTE_ROLES[role]) if role in _PALETTE_ROLES else text
            for role in LIGHT
        }
        self._colours["scrim"] = QColor(0, 0, 0, 140)


def install(application: QApplication, choice: ThemeChoice = "system") -> Theme:
    """Give the application its look, or change the choice of the look it already has."""
    present = application.findChild(Theme)
    if present is None:
        return Theme(application, choice)
    if present.choice != choice:
        present.choose(choice)
    return present


def current() -> Theme:
    """The look of the running application, as `QApplication.palette()` is one for all.

    Raises RuntimeError before `install`.
    """
    application = QApplication.instance()
    theme = application.findChild(Theme) if application is not None else None
    if theme is None:
        raise RuntimeError("theme.install comes before the first widget")
    return theme


def colour(role: Role) -> QColor:
    """Short for `current().colour(role)`, for paint code."""
    return current().colour(role)


def set_look(widget: QWidget, **properties: str | bool) -> None:
    """Set the properties that the style sheet selects by, and restyle the widget if they changed.

    Qt does not look at a rule again by itself when a dynamic property changes.
    """
    changed = False
    for name, value in properties.items():
        if widget.property(name) != value:
            widget.setProperty(name, value)
            changed = True
    if changed:
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


def _palette(colours: dict[Role, QColor]) -> QPalette:
    """The palette for everything that the style sheet does not name."""
    roles = QPalette.ColorRole
    palette = QPalette()
    pairs: tuple[tuple[QPalette.ColorRole, Role], ...] = (
        (roles.Window, "window"),
        (roles.WindowText, "text"),
        (roles.Base, "surface"),
        (roles.AlternateBase, "sunken"),
        (roles.Text, "text"),
        (roles.Button, "surface"),
        (roles.ButtonText, "text"),
        (roles.BrightText, "on_accent"),
        (roles.Highlight, "accent"),
        (roles.HighlightedText, "on_accent"),
        (roles.Link, "accent_text"),
        (roles.LinkVisited, "accent_text"),
        (roles.ToolTipBase, "raised"),
        (roles.ToolTipText, "text"),
        (roles.PlaceholderText, "text3"),
        (roles.Light, "surface"),
        (roles.Midlight, "hover"),
        (roles.Mid, "border"),
        (roles.Dark, "control"),
        (roles.Shadow, "border"),
    )
    for role, token in pairs:
        palette.setColor(role, colours[token])
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, colours["text_disabled"])
    return palette
