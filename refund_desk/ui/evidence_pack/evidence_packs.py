"""From the application's menu to the saved pack."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from refund_desk.application.case_view import CaseView
from refund_desk.application.commands import OwnPicture
from refund_desk.application.ports.pictures import BadPictureError
from refund_desk.application.ports.transactions import StorageError
from refund_desk.domain.conversation import MessageKind, Speaker
from refund_desk.ui import formats, sentences, texts
from refund_desk.ui.detail.case_presenter import CasePresenter
from refund_desk.ui.detail.header import DetailHeader
from refund_desk.ui.detail.needs import DetailServices
from refund_desk.ui.task_runner import TaskRunner

if TYPE_CHECKING:
    from refund_desk.ui.evidence_pack.pack_dialog import PackDialog

# What is only kept here was never asked about.
_KEPT_HERE = frozenset({MessageKind.SETTLED_OUTSIDE, MessageKind.PROOF})


class EvidencePacks(QObject):
    """Asks about the pictures, writes the document, saves both files."""

    def __init__(
        self,
        services: DetailServices,
        presenter: CasePresenter,
        tasks: TaskRunner,
        header: DetailHeader,
    ) -> None:
        """Follow the menu of this header; news go out as the presenter's."""
        super().__init__(header)
        self._services, self._presenter, self._tasks = services, presenter, tasks
        self._header = header
        self.dialog: PackDialog | None = None
        header.pack_wanted.connect(self.open)

    def open(self) -> None:
        """Ask about the pictures of the application that is shown."""
        # The window is there before anybody wants a pack.
        from refund_desk.ui.evidence_pack.pack_dialog import PackDialog

        case = self._presenter.case
        if case is None or self.dialog is not None:
            return
        title = texts.evidence_pack.title(formats.yuan(case.asked))
        dialog = PackDialog(self._header.window(), self._tasks, title=title)
        dialog.save_wanted.connect(lambda: self._ask_where(dialog, case))
        dialog.finished.connect(lambda _result: self._closed(dialog))
        self.dialog = dialog
        dialog.open()
        self._tasks.start("pack_pictures", lambda: self._load(dialog, case))

    def _closed(self, dialog: PackDialog) -> None:
        self.dialog = None
        dialog.deleteLater()

    async def _load(self, dialog: PackDialog, case: CaseView) -> None:
        """Bring the originals; what cannot be read is only mentioned in the document."""
        sent = _sent_references(case)
        found: dict[str, OwnPicture] = {}
        for number, picture in enumerate(case.pictures, 1):
            try:
                content = await self._services.pictures.content(picture.sha256)
            except StorageError:
                content = None
            if content:
                found[picture.reference] = OwnPicture(
                    name=texts.evidence_pack.picture(number),
                    content=content,
                    confirmed_private_free=picture.reference in sent,
                )
        if self.dialog is dialog:
            dialog.show_pictures(found)

    def _ask_where(self, dialog: PackDialog, case: CaseView) -> None:
        chooser = QFileDialog(dialog, texts.evidence_pack.command())
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setNameFilter(texts.evidence_pack.kind_of_file())
        chooser.setDefaultSuffix("zip")
        # By its number: a name of a person has no place in the name of a file.
        chooser.selectFile(texts.evidence_pack.file_name(case.source_ref))
        chooser.fileSelected.connect(lambda name: self.save(dialog, case, Path(name)))
        chooser.finished.connect(lambda _result: chooser.deleteLater())
        chooser.open()

    def save(self, dialog: PackDialog, case: CaseView, path: Path) -> None:
        """Make the pack and write it there, the document beside it."""
        if self._tasks.start("pack", lambda: self._save(dialog, case, path)):
            dialog.set_working(True)

    async def _save(self, dialog: PackDialog, case: CaseView, path: Path) -> None:
        pdf_path = path.with_suffix(".pdf")
        chosen = dialog.pictures()
        try:
            pdf, content = await self._make(case, chosen)
            await asyncio.to_thread(pdf_path.write_bytes, pdf)
            await asyncio.to_thread(path.write_bytes, content)
        except BadPictureError:
            dialog.show_trouble(texts.pictures.gone())
        except StorageError as error:
            dialog.show_trouble(sentences.storage_sentence(error))
        except OSError:
            dialog.show_trouble(texts.proof.not_exported(path.name))
        else:
            dialog.accept()
            said = texts.evidence_pack.saved(name=path.name, pdf=pdf_path.name)
            self._presenter.toast.emit(said)

    async def _make(self, case: CaseView, chosen: dict[str, OwnPicture]) -> tuple[bytes, bytes]:
        """The document and the zip."""
        from refund_desk.application.use_cases.pack_evidence import PackCommand
        from refund_desk.ui.evidence_pack.document import PackedPicture, PackSource, pdf_of

        services = self._services
        cleaned = await services.evidence.clean(tuple(chosen.values()))
        contents = dict(zip(chosen, (picture.content for picture in cleaned), strict=True))
        pictures = tuple(
            PackedPicture(view, contents.get(view.reference, b"")) for view in case.pictures
        )
        source = PackSource(
            case=case,
            shop_name=services.shop_name,
            lines=await services.evidence.audit_lines(case.application_id),
            pictures=pictures,
            now=services.clock.now(),
        )
        pdf = await asyncio.to_thread(pdf_of, source)
        command = PackCommand(
            application_id=case.application_id,
            pdf=pdf,
            pictures=cleaned,
            left_out=len(case.pictures) - len(cleaned),
        )
        return pdf, await services.evidence.pack(command)


def _sent_references(case: CaseView) -> frozenset[str]:
    """Pictures that the shop sent: somebody redacted or confirmed each before it left."""
    return frozenset(
        picture.reference
        for message in case.messages
        if message.speaker is Speaker.SHOP and message.kind not in _KEPT_HERE
        for picture in message.pictures
    )
