"""Who leads an import: chooses a file, reads it, shows its rows, and has them kept."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from refund_desk.application.ports.spreadsheet_files import SpreadsheetRefused
from refund_desk.application.ports.transactions import StorageError
from refund_desk.application.use_cases.import_sheet import Imported, SheetDraft
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.ui import sentences, texts
from refund_desk.ui.importing.import_dialog import ImportDialog
from refund_desk.ui.importing.needs import SpreadsheetImport
from refund_desk.ui.importing.words import file_sentence, template
from refund_desk.ui.task_runner import TaskRunner

READ_KEY: Final = "import:read"
_PATTERNS: Final = "*.xlsx *.xlsm *.csv *.tsv *.txt"
_DELETE_ON_CLOSE: Final = Qt.WidgetAttribute.WA_DeleteOnClose


class Importing(QObject):
    """Signals: `toast(text)` for good news in one sentence, `trouble(text)` for the other kind."""

    toast = Signal(str)
    trouble = Signal(str)

    def __init__(
        self, use_case: SpreadsheetImport, tasks: TaskRunner, host: QWidget, *, practice: bool
    ) -> None:
        """Dialogs open over `host`'s window."""
        super().__init__(host)
        self._use_case, self._tasks, self._host = use_case, tasks, host
        self._practice = practice
        # Work that has just ended may still hold its key, so each press gets one of its own.
        self._works = count(1)
        self.dialog: ImportDialog | None = None

    def choose(self) -> None:
        """Let the person choose a file; the dialog is opened, never executed."""
        chooser = QFileDialog(self._host.window(), texts.importing.choose())
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        kinds = f"{texts.importing.kinds()} ({_PATTERNS})"
        chooser.setNameFilters([kinds, f"{texts.connecting.all_files()} (*)"])
        self._show(chooser, lambda name: self.take_file(Path(name)))

    def save_template(self) -> None:
        """Let the person choose where the table to fill in is written."""
        chooser = QFileDialog(self._host.window(), texts.importing.command_template())
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setNameFilters(["Excel (*.xlsx)", "CSV (*.csv)"])
        chooser.setDefaultSuffix("xlsx")
        chooser.selectFile(f"{texts.spreadsheets.template_name()}.xlsx")
        self._show(chooser, lambda name: self.write_template(Path(name)))

    def write_template(self, path: Path) -> None:
        """Write it there."""
        self._tasks.start(f"import:template:{next(self._works)}", lambda: self._writing(path))

    def take_file(self, path: Path) -> None:
        """Read a file and show what it would bring; one at a time."""
        if self.dialog is None:
            self._tasks.start(READ_KEY, lambda: self._reading(path))

    def _show(self, chooser: QFileDialog, take: object) -> None:
        chooser.setAttribute(_DELETE_ON_CLOSE)
        chooser.fileSelected.connect(take)
        chooser.open()

    async def _writing(self, path: Path) -> None:
        try:
            await self._use_case.write_template(path, template())
        except OSError:
            self.trouble.emit(texts.spreadsheets.template_not_saved())
        else:
            self.toast.emit(texts.spreadsheets.template_saved())

    async def _reading(self, path: Path) -> None:
        draft = await self._use_case.read(path)
        if isinstance(draft, SpreadsheetRefused):
            self.trouble.emit(f"{path.name}: {file_sentence(draft)}")
        elif self.dialog is None:
            self._open(draft)

    def _open(self, draft: SheetDraft) -> None:
        dialog = ImportDialog(self._host.window(), draft, practice=self._practice)
        self.dialog = dialog
        dialog.columns_changed.connect(lambda: self._look(dialog))
        dialog.confirmed.connect(lambda: self._take(dialog))
        dialog.finished.connect(lambda _result: self._closed(dialog))
        dialog.open()
        self._look(dialog)

    def _closed(self, dialog: ImportDialog) -> None:
        self.dialog = None
        dialog.deleteLater()

    def _look(self, dialog: ImportDialog) -> None:
        dialog.show_looking()
        self._tasks.start(f"import:look:{next(self._works)}", lambda: self._looking(dialog))

    async def _looking(self, dialog: ImportDialog) -> None:
        """Look the rows up; they are shown unless other columns were chosen meanwhile."""
        columns = dialog.columns()
        try:
            rows = await self._use_case.preview(dialog.draft, columns)
        except RuleBrokenError:
            # No column is an order number yet; the dialog says so by itself.
            rows = ()
        if self.dialog is dialog and dialog.columns() == columns:
            dialog.show_rows(rows)

    def _take(self, dialog: ImportDialog) -> None:
        if not self._tasks.start(f"import:take:{next(self._works)}", lambda: self._taking(dialog)):
            dialog.stop_waiting()

    async def _taking(self, dialog: ImportDialog) -> None:
        try:
            imported = await self._use_case.take(
                dialog.draft, dialog.columns(), dialog.model.chosen()
            )
        except RuleBrokenError as error:
            dialog.show_refusal(sentences.sentence(error.code))
        except StorageError as error:
            dialog.show_refusal(sentences.storage_sentence(error))
            self._look(dialog)
        else:
            dialog.stop_waiting()
            dialog.finish()
            self.toast.emit(_done(imported))
        finally:
            # After a bug the person must still be able to close the dialog.
            dialog.stop_waiting()


def _done(imported: Imported) -> str:
    words = texts.importing.done(len(imported.application_ids))
    return f"{words} · {texts.importing.done_known(imported.known)}" if imported.known else words
