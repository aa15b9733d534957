"""Files that were dropped on the program's icon go where a drop into the window would."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from refund_desk.ui import texts
from refund_desk.ui.detail.centre import MESSAGES
from refund_desk.ui.main_window.window import MainWindow


def take_files(window: QWidget, files: Sequence[Path]) -> None:
    """Import a spreadsheet; add pictures to the reply of the open application.

    The reply says by itself which of them are no pictures, or too many; without an open application
    the window says that one is wanted first.
    """
    if not files or not isinstance(window, MainWindow) or window.entering.take(tuple(files)):
        return
    if window.detail.case is None:
        window.outcomes.bad(texts.pictures.no_case())
        return
    window.show_page("inbox")
    window.detail.centre.show_tab(MESSAGES)
    window.detail.centre.composer.pictures.add_files(list(files))
