"""Opens the viewer over the window, and brings redacted copies from it into the reply."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from refund_desk.application.case_view import CaseView, PictureView
from refund_desk.application.ports.pictures import PictureStore
from refund_desk.application.ports.transactions import StorageError
from refund_desk.ui import texts
from refund_desk.ui.detail.composer import Composer
from refund_desk.ui.detail.picture_thumb import PictureThumbs
from refund_desk.ui.task_runner import TaskRunner

if TYPE_CHECKING:
    from refund_desk.ui.redaction.editor import RedactedCopy, RedactionEditor
    from refund_desk.ui.viewer.picture_viewer import PictureViewer


class ViewerOpener(QObject):
    """Makes the viewer when it is first wanted."""

    def __init__(
        self, pictures: PictureStore, tasks: TaskRunner, thumbs: PictureThumbs, composer: Composer
    ) -> None:
        """Put the copies into this reply; `tell` says so in one sentence."""
        super().__init__(composer)
        self._pictures, self._tasks = pictures, tasks
        self._thumbs, self._composer = thumbs, composer
        self.tell: Callable[[str], None] = lambda _sentence: None
        self.viewer: PictureViewer | None = None
        self.editor: RedactionEditor | None = None

    def open(self, case: CaseView, reference: str) -> None:
        """Look at the pictures of a case, beginning with this one or the first."""
        # The window is there before anybody looks at a picture closely.
        from refund_desk.ui.viewer.picture_viewer import PictureViewer

        if self.viewer is None:
            self.viewer = PictureViewer(self._composer.window(), self._thumbs)
            self.viewer.redact_wanted.connect(self._start)
        redacts = case.can_reply and case.can.reply_text and case.can.reply_pictures
        self.viewer.open_at(case.pictures, reference, redacts=redacts)

    def _start(self, picture: PictureView) -> None:
        self._tasks.start("redact_kept", lambda: self._open(picture))

    async def _open(self, picture: PictureView) -> None:
        """Read the original and open the editor, if the viewer is still open then."""
        from refund_desk.ui.redaction.editor import RedactionEditor, Subject

        application_id = self._composer.application_id
        try:
            content = await self._pictures.content(picture.sha256)
        except StorageError:
            content = None
        viewer = self.viewer
        if content is None or viewer is None or not viewer.isVisible():
            return
        title = texts.redaction.title_plain()
        subject = Subject(content, title, viewer.words_now, kept=True)
        editor = RedactionEditor(viewer.window(), self._tasks, subject)
        editor.saved.connect(lambda copy: self._take(copy, application_id))
        self.editor = editor
        editor.open()

    def _take(self, copy: RedactedCopy, application_id: int | None) -> None:
        """The copy goes to the reply of the application whose picture it was, to no other."""
        if self.viewer is not None:
            self.viewer.leave()
        if application_id != self._composer.application_id:
            return
        name = texts.redaction.copy_name()
        self._composer.pictures.add_content(name, copy.content, redacted=copy.complete)
        self.tell(texts.redaction.copy_added())
