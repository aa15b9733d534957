"""The page of merchant number and keys: five steps, by mouse and by keyboard, nothing lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QMainWindow, QWidget

from refund_desk.application.merchant_draft import MerchantDraft, VerifyMode
from refund_desk.application.ports.key_files import FileTrouble, KeyFindings
from refund_desk.application.ports.transactions import StorageFullError, StorageReadOnlyError
from refund_desk.application.ports.vault import VaultLockedError
from refund_desk.application.use_cases.try_connection import ConnectionLine, Mark, Point
from refund_desk.ui import texts
from refund_desk.ui.settings.credentials_page import CredentialsPage
from refund_desk.ui.settings.drop_zone import DropZone
from refund_desk.ui.settings.guide_dialog import GuideDialog
from refund_desk.ui.settings.recovery_dialog import RecoveryDialog
from refund_desk.ui.settings.secret_field import SecretField
from refund_desk.ui.settings.settings_page import SettingsPage
from refund_desk.ui.settings.step_forms import (
    Apiv3Form,
    CertificateForm,
    NumberForm,
    PublicKeyForm,
)
from refund_desk.ui.widgets.labels import ParagraphLabel
from tests.connecting.samples import NOW
from tests.connecting.test_draft import CERTIFICATE, FULL, KEY, PUBLIC, WHOLE
from tests.ui.fake_connecting import CODE, MCHID, OTHER, FakeConnecting, report
from tests.ui.staging import Stage, staged

FILES = (Path("cert.zip"),)


@dataclass
class Settings:
    """A settings page in a window of its own."""

    stage: Stage
    services: FakeConnecting
    page: CredentialsPage
    window: QMainWindow
    told: list[str]
    went: list[str]

    def type_into(self, edit: QLineEdit, text: str) -> None:
        edit.setFocus()
        edit.clear()
        for letter in text:
            # As from an input method: QTest types no Chinese.
            event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(edit, event)

    def drop(self, findings: KeyFindings) -> None:
        self.services.findings = findings
        self.page.presenter.read(FILES)
        self.settle()

    def settle(self) -> None:
        busy = self.page.presenter.is_busy
        self.stage.wait_until(lambda: not (busy("read") or busy("test") or busy("save")))
        self.stage.let_turn(0.01)

    def press(self, button: QWidget) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def shown(self) -> list[str]:
        """Every sentence that is on the screen."""
        labels = [label for label in self.page.findChildren(QLabel) if label.isVisible()]
        return [label.text() for label in labels if label.text()]

    def step(self) -> int:
        return self.page.presenter.step


@pytest.fixture
def make(qapp: QApplication) -> Iterator[Callable[..., Settings]]:
    """Opens settings over services of the test's choice."""
    with staged(qapp) as stage:
        windows: list[QMainWindow] = []

        def made(services: FakeConnecting | None = None) -> Settings:
            services = services or FakeConnecting()
            window = QMainWindow()
            whole = SettingsPage(services, stage.tasks)
            window.setCentralWidget(whole)
            window.resize(1302, 670)
            window.show()
            window.activateWindow()
            windows.append(window)
            told: list[str] = []
            went: list[str] = []
            page = whole.credentials
            page.trouble.connect(told.append)
            page.toast.connect(told.append)
            page.connected.connect(went.append)
            whole.focus_first()
            settings = Settings(stage, services, page, window, told, went)
            stage.let_turn(0.02)
            return settings

        yield made
        for window in windows:
            window.close()
            window.deleteLater()
        stage.let_turn(0.01)
    texts.speak(qapp, "en")


def in_force(**changes: object) -> FakeConnecting:
    return FakeConnecting(replace(FULL.account(NOW), **changes))  # type: ignore[arg-type] # a table


def form(settings: Settings, kind: type) -> QWidget:
    found: list[QWidget] = settings.page.findChildren(kind)
    assert len(found) == 1
    return found[0]


# The way through ---------------------------------------------------------------------------------


def test_a_drop_of_everything_needs_five_presses_to_the_end(
    make: Callable[..., Settings],
) -> None:
    settings = make()
    settings.drop(WHOLE)
    for step in range(4):
        assert settings.step() == step
        settings.press(settings.page.forward)
    assert settings.page.forward.text() == "测试连接"
    settings.press(settings.page.forward)
    assert settings.services.tested == [settings.page.presenter.draft]
    assert settings.page.forward.text() == "保存，开始收申请"
    assert settings.page.card.sentences[0] == "签名正确，能连上微信支付"
    settings.press(settings.page.forward)
    ((account, passphrase),) = settings.services.saved
    assert account == MerchantDraft().with_findings(WHOLE).account(NOW)
    assert passphrase is None


def test_everything_can_be_typed_and_moved_on_with_enter(make: Callable[..., Settings]) -> None:
    settings = make()
    number = form(settings, NumberForm)
    assert isinstance(number, NumberForm)
    assert number.number.edit.hasFocus()
    settings.type_into(number.number.edit, "1900000109")
    settings.type_into(number.shop.edit, "青禾手作")
    QTest.keyClick(number.shop.edit, Qt.Key.Key_Return)
    assert settings.step() == 1
    settings.drop(KeyFindings(private_key=KEY))
    certificate = form(settings, CertificateForm)
    assert isinstance(certificate, CertificateForm)
    settings.type_into(certificate.serial.edit, "51:57:f0:9e")
    QTest.keyClick(certificate.serial.edit, Qt.Key.Key_Return)
    assert settings.step() == 2
    apiv3 = form(settings, Apiv3Form)
    assert isinstance(apiv3, Apiv3Form)
    settings.type_into(apiv3.secret, "k" * 32)
    assert apiv3.field.note.text() == "✓ 32 / 32 位"
    QTest.keyClick(apiv3.secret, Qt.Key.Key_Return)
    assert settings.step() == 3
    settings.drop(KeyFindings(public_key=replace(PUBLIC, key_id="")))
    theirs = form(settings, PublicKeyForm)
    assert isinstance(theirs, PublicKeyForm)
    settings.type_into(theirs.key_id.edit, "PUB_KEY_ID_01")
    QTest.keyClick(theirs.key_id.edit, Qt.Key.Key_Return)
    assert settings.step() == 4
    account = settings.page.presenter.draft.account(NOW)
    assert (account.mchid, account.shop_name) == ("1900000109", "青禾手作")
    assert account.merchant_serial == "5157F09E"


def test_a_step_that_is_not_right_stays_and_says_why(make: Callable[..., Settings]) -> None:
    settings = make()
    settings.press(settings.page.forward)
    assert settings.step() == 0
    number = form(settings, NumberForm)
    assert isinstance(number, NumberForm)
    assert number.number.below.text() == "请填商户号"
    settings.type_into(number.number.edit, "19000001O9")
    assert number.number.below.text().startswith("商户平台")
    settings.press(settings.page.forward)
    assert number.number.below.text() == "商户号只有数字，一般是 10 位"
    settings.drop(KeyFindings(troubles=(FileTrouble("<i>a</i>.pem", "file.not_key"),)))
    assert number.files.sentences() == ("“<i>a</i>.pem”：不是密钥或证书文件",)


def test_wrong_keys_are_said_beside_the_files(make: Callable[..., Settings]) -> None:
    settings = make()
    settings.drop(replace(WHOLE, private_key=replace(KEY, public_hash="two")))
    settings.press(settings.page.forward)
    settings.press(settings.page.forward)
    certificate = form(settings, CertificateForm)
    assert isinstance(certificate, CertificateForm)
    assert certificate.files.sentences()[-1] == "私钥和证书不是一对，请放同一次下载的两个文件"
    settings.drop(WHOLE)
    settings.type_into(certificate.serial.edit, "ABC")
    settings.press(settings.page.forward)
    assert certificate.serial.below.text() == "序列号和放入的证书不一样"


def test_platform_certificates_need_no_file_but_the_apiv3_key(
    make: Callable[..., Settings],
) -> None:
    settings = make()
    settings.drop(replace(WHOLE, public_key=None))
    for _ in range(3):
        settings.press(settings.page.forward)
    theirs = form(settings, PublicKeyForm)
    assert isinstance(theirs, PublicKeyForm)
    settings.press(settings.page.forward)
    assert theirs.files.sentences() == ("请放入微信支付公钥文件 pub_key.pem",)
    settings.press(theirs.by_certificate)
    assert settings.page.presenter.draft.mode is VerifyMode.CERTIFICATE
    assert not theirs.zone.isVisible()
    settings.press(settings.page.forward)
    assert settings.step() == 4
    settings.press(settings.page.bar.buttons[2])
    settings.press(settings.page.forward)
    apiv3 = form(settings, Apiv3Form)
    assert isinstance(apiv3, Apiv3Form)
    assert apiv3.field.below.text() == "平台证书模式要填 APIv3 密钥"
    settings.type_into(apiv3.secret, "k" * 32)
    settings.press(settings.page.forward)
    assert settings.step() == 4


def test_done_steps_are_lines_and_can_be_changed(make: Callable[..., Settings]) -> None:
    settings = make()
    settings.drop(WHOLE)
    for _ in range(4):
        settings.press(settings.page.forward)
    rows = settings.page.rows
    assert [row.isVisible() for row in rows] == [True] * 4
    assert rows[0].value.whole_text() == "1900****09 • 青禾手作"
    assert rows[1].value.whole_text() == "apiclient_key.pem • 证书序列号 5157…B8E1"
    assert rows[1].note.text().endswith("到期")
    assert rows[3].value.whole_text() == "PUB_KEY_ID_01"
    settings.press(rows[1].change)
    assert settings.step() == 1
    assert not rows[1].isVisible()
    settings.press(settings.page.forward)
    assert settings.step() == 4
    settings.press(settings.page.back)
    assert settings.step() == 3
    settings.press(settings.page.later)
    assert settings.page.bar.buttons[0].accessibleName() == "第 1 步，共 5 步：商户号，已填好"
    assert settings.page.bar.buttons[3].accessibleName().endswith("正在填")


# The test and saving -----------------------------------------------------------------------------


def ready(settings: Settings) -> None:
    """All filled in, at the last step."""
    settings.drop(WHOLE)
    for _ in range(4):
        settings.press(settings.page.forward)


def test_what_the_test_found_is_shown_with_the_number_for_support(
    make: Callable[..., Settings],
) -> None:
    settings = make()
    ready(settings)
    settings.services.report = report(
        ConnectionLine(point=Point.CLOCK, mark=Mark.WARN, why="clock.off", number=90),
        ConnectionLine(point=Point.SIGNATURE, mark=Mark.BAD, why="denied.all", request_id="08F5-1"),
    )
    settings.press(settings.page.forward)
    clock, denied = settings.page.card.sentences
    assert clock == "电脑时间差了 90 秒"
    assert "IP 安全配置" in denied
    assert "08F5-1" in denied
    assert settings.page.forward.text() == "测试连接"
    assert settings.page.save_later.isVisible()
    assert settings.page.card.accessibleName().startswith("上次测试 14:32")


def test_a_change_after_the_test_asks_for_another(make: Callable[..., Settings]) -> None:
    settings = make()
    ready(settings)
    settings.press(settings.page.forward)
    assert settings.page.presenter.has_passed
    settings.page.presenter.edit(shop_name="另一个店名")
    assert settings.page.save_later.isVisible()
    assert settings.page.card.sentences[0] == "测试之后改过，请再测一次"
    assert settings.page.forward.text() == "测试连接"


def test_keys_may_be_saved_untested(make: Callable[..., Settings]) -> None:
    settings = make()
    ready(settings)
    settings.press(settings.page.save_later)
    assert len(settings.services.saved) == 1
    assert settings.services.tested == []


def test_a_new_shop_shows_its_recovery_code_once_and_then_goes_there(
    make: Callable[..., Settings],
) -> None:
    settings = make()
    ready(settings)
    settings.press(settings.page.save_later)
    (dialog,) = settings.window.findChildren(RecoveryDialog)
    groups = [label.text() for label in dialog.findChildren(QLabel) if len(label.text()) == 4]
    assert groups == CODE.reveal().split("-")
    assert groups[0] in dialog.sheet().toPlainText()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert not dialog.go.isEnabled()
    assert settings.went == []
    QTest.mouseClick(dialog.kept, Qt.MouseButton.LeftButton)
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    settings.stage.let_turn()
    assert settings.went == [MCHID]


def test_without_a_key_store_a_passphrase_is_asked_for_twice(
    make: Callable[..., Settings],
) -> None:
    services = FakeConnecting()
    services.has_key_store = False
    settings = make(services)
    ready(settings)
    fields = settings.page.try_form
    assert fields.secret.isVisible()
    assert fields.secret.echoMode() is QLineEdit.EchoMode.Password
    for first, second, told in (
        ("青禾手作的口令", "青禾手作的口令", "口令至少 8 个字符"),
        ("青禾手作的口令 2026", "青禾手作的口令", "两次口令不一样"),
    ):
        fields.secret.setText(first)
        fields.again.setText(second)
        settings.press(settings.page.save_later)
        assert settings.told[-1] == told
    assert services.saved == []
    fields.again.setText("青禾手作的口令 2026")
    settings.press(settings.page.save_later)
    ((_account, passphrase),) = services.saved
    assert passphrase is not None
    assert passphrase.reveal() == "青禾手作的口令 2026"
    assert fields.secret.text() == ""


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        (VaultLockedError(), "电脑的密钥库锁着，请解锁后再试"),
        (StorageFullError(), "硬盘满了，什么都没改。请腾出空间再继续"),
    ],
)
def test_what_keeps_it_from_being_saved_is_said(
    make: Callable[..., Settings], trouble: Exception, told: str
) -> None:
    settings = make()
    ready(settings)
    settings.services.trouble = trouble  # type: ignore[assignment] # whatever save may raise
    settings.press(settings.page.save_later)
    assert settings.told == [told]
    assert settings.page.save_later.isEnabled()
    assert settings.went == []


# Keys in force -----------------------------------------------------------------------------------


def test_keys_in_force_are_listed_and_never_shown(make: Callable[..., Settings]) -> None:
    settings = make(in_force())
    assert settings.step() == 4
    assert settings.page.title.text() == "商户号和密钥"
    assert not settings.page.later.isVisible()
    assert not settings.page.save_later.isVisible()
    settings.press(settings.page.rows[2].change)
    apiv3 = form(settings, Apiv3Form)
    assert isinstance(apiv3, Apiv3Form)
    assert apiv3.secret.text() == ""
    assert apiv3.secret.placeholderText() == "已保存，不换就不用填"
    settings.press(settings.page.rows[1].change)
    certificate = form(settings, CertificateForm)
    assert isinstance(certificate, CertificateForm)
    assert certificate.files.sentences() == ("已保存，不换就不用放",)
    everything = " ".join(settings.shown())
    account = settings.services.account
    assert account is not None
    assert account.merchant_key.reveal() not in everything
    assert "k" * 32 not in everything


def test_a_changed_key_is_saved_at_its_place(make: Callable[..., Settings]) -> None:
    settings = make(in_force())
    settings.press(settings.page.forward)
    assert settings.page.forward.text() == "再测一次"
    settings.page.presenter.edit(shop_name="新店名")
    assert settings.page.forward.text() == "测试连接"
    settings.press(settings.page.forward)
    assert settings.page.forward.text() == "保存"
    settings.press(settings.page.forward)
    assert settings.told == ["已保存，新密钥马上生效"]
    assert settings.went == []
    assert settings.page.presenter.has_passed
    assert not settings.page.presenter.is_changed


def test_another_number_says_that_it_gets_new_books(make: Callable[..., Settings]) -> None:
    settings = make(in_force())
    settings.press(settings.page.rows[0].change)
    number = form(settings, NumberForm)
    assert isinstance(number, NumberForm)
    settings.type_into(number.number.edit, str(OTHER))
    settings.drop(replace(WHOLE, certificate=replace(CERTIFICATE, merchant=str(OTHER))))
    while settings.step() < 4:
        settings.press(settings.page.forward)
    assert settings.page.try_form.other.isVisible()
    settings.services.code = None
    settings.press(settings.page.save_later)
    assert settings.went == [OTHER]


def test_books_of_earlier_numbers_can_be_opened(make: Callable[..., Settings]) -> None:
    services = in_force()
    services.earlier = (OTHER,)
    settings = make(services)
    settings.stage.wait_until(lambda: settings.page.try_form.shop_buttons)
    (button,) = settings.page.try_form.shop_buttons
    assert button.accessibleName() == "打开商户号 1900****10 的账本"
    settings.press(button)
    assert services.chosen == [OTHER]
    assert settings.went == [OTHER]


def test_books_that_cannot_be_chosen_are_told(
    make: Callable[..., Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    services = in_force()

    async def refuse(mchid: str) -> None:
        raise StorageReadOnlyError

    services.choose = refuse  # type: ignore[method-assign] # what a read-only disk does
    settings = make(services)
    settings.page.presenter.open_shop(OTHER)
    settings.settle()
    assert settings.told == ["文件夹不能写入，什么都没改"]
    assert settings.went == []


# Files, secrets, keyboard ------------------------------------------------------------------------


def _mime(*paths: str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(path) for path in paths])
    return mime


def test_files_may_be_dropped_on_the_page_and_on_the_zone(make: Callable[..., Settings]) -> None:
    settings = make()
    settings.services.findings = WHOLE
    number = form(settings, NumberForm)
    assert isinstance(number, NumberForm)
    for target in (settings.page, number.zone):
        action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        mime = _mime("/tmp/cert.zip")
        no_key = Qt.KeyboardModifier.NoModifier
        target.dragEnterEvent(QDragEnterEvent(QPoint(5, 5), action, mime, button, no_key))
        assert any("松开" in text for text in settings.shown())
        target.dragLeaveEvent(QDragLeaveEvent())
        assert not any("松开" in text for text in settings.shown())
        target.dropEvent(QDropEvent(QPointF(5, 5), action, mime, button, no_key))
        settings.settle()
    assert settings.services.read == [(Path("/tmp/cert.zip"),)] * 2
    assert number.number.edit.text() == "1900000109"


def test_chosen_files_are_read_like_dropped_ones(make: Callable[..., Settings]) -> None:
    settings = make()
    number = form(settings, NumberForm)
    assert isinstance(number, NumberForm)
    number.zone.choose()
    (chooser,) = settings.window.findChildren(QFileDialog)
    assert chooser.fileMode() is QFileDialog.FileMode.ExistingFiles
    chooser.filesSelected.emit(["/tmp/apiclient_key.pem"])
    settings.settle()
    assert settings.services.read == [(Path("/tmp/apiclient_key.pem"),)]
    chooser.close()


def test_a_web_address_is_no_file(make: Callable[..., Settings]) -> None:
    settings = make()
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.com/key.pem")])
    settings.page.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    settings.settle()
    assert settings.services.read == []


def test_what_is_typed_while_files_are_read_is_kept(make: Callable[..., Settings]) -> None:
    settings = make()
    settings.services.findings = WHOLE
    settings.page.presenter.read(FILES)
    settings.page.presenter.edit(shop_name="我的店")
    settings.settle()
    draft = settings.page.presenter.draft
    assert (draft.mchid, draft.shop_name) == ("1900000109", "我的店")


def test_letters_of_a_secret_are_seen_only_while_the_eye_is_held(
    make: Callable[..., Settings],
) -> None:
    settings = make()
    field = SecretField("密钥")
    field.setParent(settings.window)
    field.show()
    normal, dots = QLineEdit.EchoMode.Normal, QLineEdit.EchoMode.Password
    QTest.mousePress(field.eye, Qt.MouseButton.LeftButton)
    assert field.echoMode() is normal
    QTest.mouseRelease(field.eye, Qt.MouseButton.LeftButton)
    assert field.echoMode() is dots
    QTest.mousePress(field.eye, Qt.MouseButton.LeftButton)
    field.eye.hide()
    assert field.echoMode() is dots
    field.set_wrong(True)
    assert field.property("state") == "error"


def test_tab_goes_from_the_steps_over_the_fields_to_the_buttons(
    make: Callable[..., Settings],
) -> None:
    settings = make()
    number = form(settings, NumberForm)
    assert isinstance(number, NumberForm)
    stops: list[QWidget | None] = []
    for _ in range(6):
        stops.append(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget() or settings.window, Qt.Key.Key_Tab)
    assert stops[:3] == [number.number.edit, number.shop.edit, number.zone.button]
    assert settings.page.forward in stops


def test_every_field_and_press_has_a_name(make: Callable[..., Settings]) -> None:
    settings = make()
    ready(settings)
    for edit in settings.page.findChildren(QLineEdit):
        assert edit.accessibleName()
    for zone in settings.page.findChildren(DropZone):
        assert zone.button.accessibleName()


def test_the_page_speaks_english_and_opens_dark(
    make: Callable[..., Settings], qapp: QApplication
) -> None:
    from refund_desk.ui import theme

    texts.speak(qapp, "en")
    theme.install(qapp, "dark")
    settings = make(in_force())
    assert settings.page.title.text() == "Merchant number and keys"
    assert not settings.window.grab().isNull()
    theme.install(qapp, "light")


def test_changes_of_keys_in_force_can_be_given_up(make: Callable[..., Settings]) -> None:
    settings = make(in_force())
    assert not settings.page.later.isVisible()
    settings.press(settings.page.rows[0].change)
    number = form(settings, NumberForm)
    assert isinstance(number, NumberForm)
    settings.type_into(number.number.edit, "1900000777")
    assert settings.page.later.text() == "放弃修改"
    settings.press(settings.page.later)
    assert settings.step() == 4
    assert settings.page.presenter.draft.mchid == MCHID
    assert not settings.page.later.isVisible()
    assert settings.page.rows[0].isVisible()


def test_what_was_wrong_with_files_is_said_at_one_step_only(make: Callable[..., Settings]) -> None:
    settings = make()
    settings.drop(replace(WHOLE, troubles=(FileTrouble("old.pem", "file.cut_off"),)))
    said = "“old.pem”：文件不完整，请重新下载或重新复制"
    number, certificate = form(settings, NumberForm), form(settings, CertificateForm)
    assert isinstance(number, NumberForm)
    assert isinstance(certificate, CertificateForm)
    assert said in number.files.sentences()
    settings.press(settings.page.forward)
    assert certificate.files.sentences()
    assert said not in certificate.files.sentences()


def test_the_guide_says_where_everything_is_found(make: Callable[..., Settings]) -> None:
    settings = make()
    settings.press(settings.page.guide)
    (dialog,) = settings.window.findChildren(GuideDialog)
    words = " ".join(each.text() for each in dialog.findChildren(ParagraphLabel))
    for said in ("apiclient_key.pem", "32 位", "pub_key.pem", "外网 IP"):
        assert said in words
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settings.stage.let_turn(0.02)
    assert settings.window.findChildren(GuideDialog) == []
