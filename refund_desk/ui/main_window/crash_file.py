"""Saves the report of a bug where the person wants it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from refund_desk.application.ports.transactions import StorageReadOnlyError
from refund_desk.ui import sentences, texts
from refund_desk.ui.task_runner import CrashReport

_NAME = "refund-desk-report.txt"


def save_report(window: QWidget, report: CrashReport) -> None:
    """Ask where, without a loop of its own, and write the report there."""
    dialog = QFileDialog(window, texts.trouble.save_report())
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(_NAME)
    dialog.fileSelected.connect(lambda path: _write_or_tell(window, Path(path), report))
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.open()


def write_report(path: Path, report: CrashReport) -> None:
    """Write the report. Raises OSError when the place cannot be written."""
    path.write_text(f"{report.key}\n{report.text}", encoding="utf-8")


def _write_or_tell(window: QWidget, path: Path, report: CrashReport) -> None:
    """A place that cannot be written is no bug: the person chooses another one."""
    try:
        write_report(path, report)
    except OSError:
        words = sentences.storage_sentence(StorageReadOnlyError())
        box = QMessageBox(QMessageBox.Icon.Warning, texts.common.app_name(), words, parent=window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()
