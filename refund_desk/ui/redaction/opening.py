"""Opens the editor for a picture that the shop chose, and finds out whether it needs one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from refund_desk.application.commands import OwnPicture
from refund_desk.application.ports.pictures import BadPictureError
from refund_desk.ui import texts
from refund_desk.ui.picture_reader import read_image
from refund_desk.ui.task_runner import TaskRunner

if TYPE_CHECKING:
    from refund_desk.ui.redaction.editor import RedactedCopy, RedactionEditor


def redact_own(
    window: QWidget, tasks: TaskRunner, picture: OwnPicture, taken: Callable[[OwnPicture], None]
) -> RedactionEditor:
    """Open the editor over a window; `taken` gets the picture with the pixels of the copy."""
    # The window is there before anybody redacts a picture.
    from refund_desk.ui.redaction.editor import RedactionEditor, Subject

    def take(copy: RedactedCopy) -> None:
        taken(
            replace(
                picture,
                content=copy.content,
                redacted=copy.complete,
                confirmed_private_free=False,
            )
        )

    subject = Subject(picture.content, texts.redaction.title_plain(), picture.name)
    editor = RedactionEditor(window, tasks, subject)
    editor.saved.connect(take)
    editor.open()
    return editor


def looks_like_label(content: bytes) -> bool:
    """Whether a code is in the picture, as on every shipping label. For threads."""
    from refund_desk.ui.redaction.codes import SIDE_PX, find_codes

    try:
        return bool(find_codes(read_image(content, side_px=SIDE_PX)))
    except BadPictureError:
        return False
