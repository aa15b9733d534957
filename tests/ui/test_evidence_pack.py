"""The evidence pack from the application's menu to the two files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from refund_desk.application.ports.pictures import BadPictureError
from refund_desk.application.ports.transactions import StorageFullError
from refund_desk.application.use_cases.pack_evidence import PackCommand
from refund_desk.domain.refund import RefundState
from refund_desk.ui import sentences, texts
from refund_desk.ui.evidence_pack.document import PackedPicture, PackSource, html_of
from refund_desk.ui.evidence_pack.pack_dialog import PackDialog
from tests.ui.detailing import LIN, Detail, detailing, refund_of
from tests.ui.test_redaction_editor import editor_of

# The menu and the file dialog ask an off-screen window for what it has not.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def detail(qapp: QApplication) -> Iterator[Detail]:
    with detailing(qapp) as made:
        made.show()
        yield made


@pytest.fixture
def dialog(detail: Detail) -> PackDialog:
    action(detail).trigger()
    made = detail.pane.packs.dialog
    assert made is not None
    detail.stage.wait_until(lambda: made.list.isVisible() or made.empty.isVisible())
    detail.stage.wait_until(lambda: not detail.stage.tasks.running_keys())
    return made


def action(detail: Detail) -> QAction:
    """The line of the menu behind the three dots."""
    detail.pane.header.more.click()
    (menu,) = detail.pane.header.findChildren(QMenu)
    (line,) = menu.actions()
    assert line.text() == "做凭证包…"
    menu.close()
    return line


def packed(detail: Detail) -> list[PackCommand]:
    return [call[1] for call in detail.services.called("pack")]


def save(detail: Detail, dialog: PackDialog, path: Path) -> None:
    dialog.save.click()
    (chooser,) = dialog.findChildren(QFileDialog)
    assert Path(chooser.selectedFiles()[0]).name.startswith("凭证包-")
    chooser.fileSelected.emit(str(path))
    chooser.close()
    detail.stage.wait_until(lambda: not detail.stage.tasks.running_keys(), timeout_s=30)


def test_customers_pictures_stay_out_until_somebody_looked(
    detail: Detail, dialog: PackDialog
) -> None:
    assert dialog.windowTitle() == "凭证包：退款 ¥108.00"
    assert dialog.count.text() == "放进 0 / 4 张"
    cards = list(dialog._cards.values())
    assert cards[3].accessibleName() == "图片 4, 像面单"
    cards[0].look.click()
    assert dialog.count.text() == "放进 1 / 4 张"
    cards[3].redact.click()
    editor = editor_of(detail.stage)
    editor.panel.matrix.action.click()
    editor.panel.rest.click()
    editor.save.click()
    detail.stage.wait_until(lambda: dialog.count.text() == "放进 2 / 4 张")
    dialog.reject()


def test_both_files_are_saved(detail: Detail, dialog: PackDialog, tmp_path: Path) -> None:
    list(dialog._cards.values())[1].look.click()
    path = tmp_path / "凭证包.zip"
    save(detail, dialog, path)
    assert path.read_bytes() == b"PK zip"
    assert path.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
    (command,) = packed(detail)
    assert command.application_id == LIN
    assert (len(command.pictures), command.left_out) == (1, 3)
    assert detail.toasts == [texts.evidence_pack.saved(name="凭证包.zip", pdf="凭证包.pdf")]
    assert detail.pane.packs.dialog is None


@pytest.mark.parametrize("why", [StorageFullError(), BadPictureError("img.type")])
def test_what_went_wrong_is_said_in_the_dialog(
    detail: Detail, dialog: PackDialog, tmp_path: Path, why: StorageFullError | BadPictureError
) -> None:
    sentence = texts.pictures.gone()
    if isinstance(why, StorageFullError):
        sentence = sentences.storage_sentence(why)
    detail.services.evidence.why = why
    save(detail, dialog, tmp_path / "a.zip")
    assert dialog.isVisible()
    assert dialog.trouble.whole_text() == sentence
    assert not list(tmp_path.iterdir())
    detail.services.evidence.why = None
    save(detail, dialog, tmp_path / "none" / "a.zip")
    assert dialog.trouble.whole_text() == texts.proof.not_exported("a.zip")
    assert not dialog.save.is_busy
    dialog.reject()


def test_an_application_without_pictures_has_a_pack_too(detail: Detail, tmp_path: Path) -> None:
    detail.change(pictures=(), messages=(), picture_count=0)
    detail.wait_drawn()
    action(detail).trigger()
    dialog = detail.pane.packs.dialog
    assert dialog is not None
    detail.stage.wait_until(dialog.empty.isVisible)
    assert not dialog.count.isVisible()
    # A second press on the menu opens no second one.
    detail.pane.packs.open()
    assert detail.pane.packs.dialog is dialog
    save(detail, dialog, tmp_path / "a.zip")
    assert packed(detail)[0].pictures == ()


def test_the_document_tells_the_life_of_the_refund(detail: Detail) -> None:
    detail.put_refund(refund_of(RefundState.SUCCEEDED))
    case = detail.case()
    content = (Path(__file__).parents[2] / "resources/practice/proof_broken_mug.png").read_bytes()
    pictures = tuple(
        PackedPicture(view, content if number == 1 else b"")
        for number, view in enumerate(case.pictures)
    )
    source = PackSource(
        case=case,
        shop_name="青禾手作",
        lines=(),
        pictures=pictures,
        now=detail.services.clock.now(),
    )
    html = html_of(source)
    for words in ("林**", "中通", "7579****2314", "微信零钱", "没有放入（没有打码）", "青禾手作"):
        assert words in html
    assert html.count("<img ") == 1
