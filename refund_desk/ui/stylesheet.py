"""The Qt style sheet made from the colour roles; what it cannot draw, `widgets` paints."""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

from refund_desk.ui.tokens import Role

# Tones a label may take; the property is `tone`.
LABEL_TONES: tuple[Role, ...] = (
    "text",
    "text2",
    "text3",
    "text_disabled",
    "accent_text",
    "ok",
    "warn",
    "bad",
    "practice",
    "on_accent",
)
# Grounds a frame may take; the property is `ground`.
GROUNDS: tuple[Role, ...] = (
    "window",
    "chrome",
    "surface",
    "sunken",
    "hover",
    "accent_soft",
    "ok_soft",
    "warn_soft",
    "bad_soft",
    "practice_soft",
    "shop_message",
)
# Edges of a card or note; the property is `edge`.
EDGES: tuple[Role, ...] = (
    "border",
    "control",
    "accent_line",
    "ok_line",
    "warn_line",
    "bad_line",
    "practice_line",
    "accent",
)

_SHEET = Template("""
QMainWindow, QDialog { background: $window; }
QFrame { border: 0; }
QFrame[line="true"] { background: $border; }
QToolTip { background: $raised; color: $text; border: 1px solid $border; padding: 4px 6px; }

QPushButton { border: 1px solid $control; border-radius: 6px; background: $surface; color: $text; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $pressed; }
QPushButton:disabled { background: $sunken; border-color: $border; color: $text_disabled; }
QPushButton[kind="primary"] { background: $accent; border-color: $accent; color: $on_accent; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:pressed { background: $accent_pressed; border-color: $accent_pressed; }
QPushButton[kind="danger"] { background: $bad_fill; border-color: $bad_fill; color: $on_bad; }
QPushButton[kind="primary"]:disabled, QPushButton[kind="danger"]:disabled {
  background: $sunken; border-color: $border; color: $text_disabled; }
QPushButton[kind="primary"][busy="true"] {
  background: $accent; border-color: $accent; color: $on_accent; }
QPushButton[kind="chip"] { border-color: $border; background: $surface; }
QPushButton[kind="chip"]:hover { background: $hover; }
QPushButton[kind="choice"]:checked { background: $accent_soft; border-color: $accent_line;
  color: $accent_text; }
QPushButton[kind="ghost"], QPushButton[kind="ghost"]:disabled {
  border-color: transparent; background: transparent; }
QPushButton[kind="ghost"]:hover { background: $hover; }
QPushButton[kind="ghost"]:checked { background: $accent_soft; border-color: $accent_line;
  color: $accent_text; }
QPushButton[kind="ghost"]:pressed { background: $pressed; }
QPushButton[kind="link"], QPushButton[kind="link"]:hover, QPushButton[kind="link"]:pressed,
QPushButton[kind="link"]:disabled { border: 0; background: transparent; }

QLineEdit, QPlainTextEdit, QComboBox, QSpinBox { border: 1px solid $control; border-radius: 6px;
  background: $surface; color: $text; selection-background-color: $accent;
  selection-color: $on_accent; placeholder-text-color: $text3; }
QLineEdit { min-height: 30px; max-height: 30px; padding: 0 10px; }
QPlainTextEdit { padding: 6px 8px; }
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover { border-color: $text3; }
QLineEdit:focus { border: 2px solid $focus; padding: 0 9px; min-height: 28px; max-height: 28px; }
QPlainTextEdit:focus { border: 2px solid $focus; padding: 5px 7px; }
QLineEdit[state="error"] { border: 2px solid $bad; padding: 0 9px; min-height: 28px;
  max-height: 28px; }
QPlainTextEdit[state="error"] { border: 2px solid $bad; padding: 5px 7px; }
QLineEdit:disabled, QLineEdit[locked="true"], QPlainTextEdit:disabled, QComboBox:disabled {
  background: $sunken; border: 1px solid $border; color: $text_disabled; }
QLineEdit[look="quiet"] { border-color: $border; }
QLineEdit[look="quiet"]:focus { border-color: $focus; }
QLineEdit[look="amount"] { min-height: 42px; max-height: 42px; padding: 0 10px; }
QLineEdit[look="amount"]:focus, QLineEdit[look="amount"][state="error"] { min-height: 40px;
  max-height: 40px; padding: 0 9px; }
QLineEdit[look="bare"], QLineEdit[look="bare"]:focus, QPlainTextEdit[look="bare"],
QPlainTextEdit[look="bare"]:focus { border: 0; background: transparent; padding: 0; }

QComboBox { min-height: 30px; max-height: 30px; padding: 0 28px 0 10px; }
QComboBox:focus { border: 2px solid $focus; padding: 0 27px 0 9px; min-height: 28px;
  max-height: 28px; }
QComboBox[state="error"] { border: 2px solid $bad; }
QComboBox::drop-down { border: 0; width: 26px; }
QComboBox::down-arrow { image: none; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { border: 0; padding: 0; min-height: 20px;
  background: transparent; }
QComboBox QAbstractItemView { background: $raised; color: $text; border: 1px solid $border;
  outline: 0; padding: 4px; selection-background-color: $accent_soft; selection-color: $text; }

QMenu { background: $raised; color: $text; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $text_disabled; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QMenuBar { background: $chrome; color: $text; }
QMenuBar::item:selected { background: $hover; }

QTableView, QListView, QTreeView { background: $surface; color: $text; border: 0; outline: 0;
  gridline-color: $border; selection-background-color: $accent_soft; selection-color: $text; }
QTableView[ground="sunken"] { background: $sunken; }
QTableView::item { border: 0; border-bottom: 1px solid $border; padding: 0 10px; }
QTableView::item:selected { background: $accent_soft; color: $text; }
QHeaderView { background: $sunken; border: 0; }
QHeaderView::section { background: $sunken; color: $text2; border: 0;
  border-bottom: 1px solid $border; padding: 0 10px; }
QTableCornerButton::section { background: $sunken; border: 0; }

QScrollArea, QAbstractScrollArea > QWidget#qt_scrollarea_viewport { background: transparent;
  border: 0; }
QScrollBar { background: transparent; border: 0; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $border; border-radius: 3px; margin: 2px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $control; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QSlider::groove:horizontal { height: 4px; border: 0; border-radius: 2px; background: $pressed; }
QSlider::sub-page:horizontal { border-radius: 2px; background: $accent_line; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -5px 0; border-radius: 7px;
  background: $accent; }
QSlider::handle:horizontal:disabled { background: $border; }

QSplitter::handle { background: transparent; }
QProgressBar { border: 1px solid $border; border-radius: 4px; background: $pressed;
  text-align: center; color: $text; }
QProgressBar::chunk { background: $accent; }
""")


def stylesheet(tokens: Mapping[Role, str]) -> str:
    """The whole sheet for one set of colours."""
    labels = "".join(
        f'QLabel[tone="{role}"] {{ color: {tokens[role]}; }}\n' for role in LABEL_TONES
    )
    grounds = "".join(
        f'QFrame[ground="{role}"] {{ background: {tokens[role]}; }}\n' for role in GROUNDS
    )
    edges = "".join(
        f'QFrame[edge="{role}"] {{ border: 1px solid {tokens[role]}; border-radius: 8px; }}\n'
        f'QFrame[edge="{role}"][corners="square"] {{ border-radius: 0; }}\n'
        f'QFrame[edge="{role}"][corners="small"] {{ border-radius: 6px; }}\n'
        for role in EDGES
    )
    return (
        _SHEET.substitute({str(role): value for role, value in tokens.items()})
        + labels
        + grounds
        + edges
    )
