"""The program itself: which desk it opens, how it goes live, and how locked books are asked for."""

from __future__ import annotations

import asyncio
import gc
import socket
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import keyring
import pytest
from keyring.backends import fail
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from refund_desk.adapters.storage.ledger import open_ledger
from refund_desk.adapters.system.folders import Folders
from refund_desk.adapters.system.single_instance import RAISE, SingleInstance, say
from refund_desk.application.ports.transactions import OtherMerchantError
from refund_desk.application.services import Services
from refund_desk.domain.secret import Secret
from refund_desk.live_desk import NOTHING, LiveShops, connecting_for
from refund_desk.ui import texts, theme
from refund_desk.ui.application import event_loop
from refund_desk.ui.first_run.first_run_window import FirstRunWindow
from refund_desk.ui.main_window.window import MainWindow
from refund_desk.ui.settings.credentials_page import CredentialsPage
from refund_desk.ui.settings.presenter import TEST_STEP
from refund_desk.ui.settings.recovery_dialog import RecoveryDialog
from refund_desk.ui.settings.step_forms import Apiv3Form, NumberForm
from refund_desk.ui.unlock.unlock_window import UnlockWindow
from refund_desk.ui.widgets.banners import Banner
from refund_desk.window import WindowOptions, _Program
from tests.connecting.test_live_desk import MCHID, OTHER, account_of
from tests.vault.key_stores import MemoryBackend
from tests.wechatpay import key_samples

Found = TypeVar("Found", bound=QWidget)
Story = Callable[[_Program], Awaitable[None]]

_WAIT_S = 20.0


@pytest.fixture(autouse=True)
def own_key_store() -> Iterator[MemoryBackend]:
    """This test's own key store in the place of the PC's."""
    before, own = keyring.get_keyring(), MemoryBackend()
    keyring.set_keyring(own)
    yield own
    keyring.set_keyring(before)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Nobody is reached but this machine itself."""
    hosts: set[str] = set()
    whole = socket.getaddrinfo

    def refuse(host: Any, *rest: Any, **more: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else str(host)
        if name == "127.0.0.1":
            return whole(host, *rest, **more)
        hosts.add(name)
        raise socket.gaierror(socket.EAI_AGAIN, "no network in this test")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return hosts


@pytest.fixture
def live_through(qapp: QApplication, tmp_path: Path) -> Iterator[Callable[..., int]]:
    """Lets the program live in this test's folder while a story is told beside it."""

    def lived(story: Story, *, practice: bool = False, files: tuple[Path, ...] = ()) -> int:
        theme.install(qapp, "light")
        texts.speak(qapp, "zh_CN")
        folders = Folders(tmp_path)
        instance = SingleInstance(folders.make(folders.root))
        assert instance.claim()
        options = WindowOptions(
            data_dir=tmp_path,
            practice=practice,
            language="zh_CN",
            theme="light",
            timing=None,
            files=files,
        )

        async def both(program: _Program) -> int:
            life = asyncio.ensure_future(program.live())
            try:
                await story(program)
                code = await asyncio.wait_for(life, _WAIT_S)
                # What this story still held is destroyed in this thread and in no other.
                await asyncio.sleep(0.05)
                gc.collect()
                return code
            finally:
                life.cancel()

        try:
            with event_loop(qapp) as loop:
                program = _Program(qapp, options, folders, instance)
                return int(loop.run_until_complete(both(program)))
        finally:
            instance.release()

    yield lived
    texts.speak(qapp, "en")


def press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def download_of(folder: Path, mchid: str) -> Path:
    """What a merchant of this number has downloaded."""
    folder.mkdir()
    files = {
        "apiclient_key.pem": key_samples.pkcs8(key_samples.key_of()),
        "apiclient_cert.pem": key_samples.certificate_pem(common_name=mchid),
        f"{key_samples.PUBLIC_KEY_ID}.pem": key_samples.public(key_samples.key_of("platform")),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


async def fill_in(page: CredentialsPage, folder: Path, mchid: str) -> None:
    """Drop the folder, type the rest, and go to the last step."""
    presenter = page.presenter
    presenter.read((await asyncio.to_thread(download_of, folder, mchid),))
    await until(lambda: not presenter.is_busy("read"))
    while presenter.step != TEST_STEP:
        step = page.forms[presenter.step]
        if isinstance(step, Apiv3Form):
            QTest.keyClicks(step.secret, "k" * 32)
        press(page.forward)
        assert presenter.wrong == ""


async def save(page: CredentialsPage, window: QWidget) -> None:
    """Keep it untested, and say that the recovery code is written down."""
    press(page.save_later)
    await until(lambda: window.findChildren(RecoveryDialog))
    (dialog,) = window.findChildren(RecoveryDialog)
    press(dialog.kept)
    press(dialog.go)


async def settings_of(window: MainWindow) -> CredentialsPage:
    """The page of merchant number and keys, with what it has found out about this folder."""
    window.show_page("settings")
    settings = window.settings.page()
    assert settings is not None
    await until(lambda: settings.credentials.presenter.others)
    return settings.credentials


async def shown(program: _Program, kind: type[Found]) -> Found:
    """The window of this kind, as soon as it is the program's."""
    ends = asyncio.get_running_loop().time() + _WAIT_S
    while not isinstance(program._window, kind) or not program._window.isVisible():
        assert asyncio.get_running_loop().time() < ends, f"no {kind.__name__}"
        await asyncio.sleep(0.02)
    return program._window


async def until(holds: Callable[[], object]) -> None:
    ends = asyncio.get_running_loop().time() + _WAIT_S
    while not holds():
        assert asyncio.get_running_loop().time() < ends, "it never came true"
        await asyncio.sleep(0.02)


def words_of(window: MainWindow) -> str:
    return " ".join(each.accessibleName() for each in window.banners.findChildren(Banner))


def connect(folder: Path, *, passphrase: str = "") -> LiveShops:
    """A shop in the folder, as an earlier life of the program left it."""
    return connected(folder, passphrase)[0]


def connected(folder: Path, passphrase: str, *, code_kept: bool = True) -> tuple[LiveShops, str]:
    """The same, and its recovery code."""
    store = None if passphrase else keyring.get_keyring()
    shops = LiveShops(Folders(folder)) if store else LiveShops(Folders(folder), lambda: None)
    secret = Secret(passphrase) if passphrase else None
    kept = asyncio.run(connecting_for(shops, None)._keeper.keep(account_of(), secret))
    assert kept.code is not None
    if code_kept:
        shops.code_kept(MCHID)
    return shops, kept.code.reveal()


def test_from_the_first_page_through_every_step_to_a_live_desk_without_a_network(
    live_through: Callable[..., int], tmp_path: Path, no_network: set[str]
) -> None:
    async def story(program: _Program) -> None:
        first = await shown(program, FirstRunWindow)
        press(first.page.connect_button)
        page = first.credentials
        assert page is not None
        await fill_in(page, tmp_path / "dropped", MCHID)
        press(page.forward)
        await until(lambda: page.presenter.report is not None)
        assert page.card.sentences[0] == "没有联网，没测成"
        await save(page, first)
        window = await shown(program, MainWindow)
        assert window.windowTitle() == "退款台 — 青禾手作"
        assert not window.services.practice
        await until(lambda: "没有联网" in words_of(window))
        window.show_page("history")
        window.show_page("settings")
        settings = window.settings.page()
        assert settings is not None
        account = settings.credentials.presenter.draft.kept
        assert account is not None
        assert account == replace(account_of(), apiv3_key=Secret("k" * 32))
        window.close()

    assert live_through(story) == 0
    assert no_network == {"api.mch.weixin.qq.com", "api2.mch.weixin.qq.com"}
    assert Folders(tmp_path).shop(MCHID).is_dir()
    assert not Folders(tmp_path).practice.exists()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_table_dropped_on_the_icon_is_shown_by_a_new_and_by_a_running_program(
    live_through: Callable[..., int], tmp_path: Path
) -> None:
    """The first page can take none: it is kept until there is a shop's window."""
    first, second = tmp_path / "周一 申请.csv", tmp_path / "周二.csv"
    for path in (first, second):
        path.write_bytes("订单号,金额\n4200002400202611000001078750,20\n".encode("gbk"))

    async def imported(window: MainWindow) -> str:
        importing = window.entering.importing
        await until(lambda: importing.dialog is not None)
        dialog = importing.dialog
        assert dialog is not None
        dialog.reject()
        await until(lambda: importing.dialog is None)
        return dialog.draft.file_name

    async def story(program: _Program) -> None:
        page = (await shown(program, FirstRunWindow)).page
        press(page.enter)
        window = await shown(program, MainWindow)
        assert await imported(window) == first.name
        assert await asyncio.to_thread(say, tmp_path, RAISE, [second])
        assert await imported(window) == second.name
        window.close()

    assert live_through(story, files=(first,)) == 0


def test_another_merchant_number_gets_new_books_and_the_old_ones_can_be_read(
    live_through: Callable[..., int], tmp_path: Path
) -> None:
    """One database is one merchant number for life (decisions.md 5.2)."""
    connect(tmp_path)

    async def story(program: _Program) -> None:
        window = await shown(program, MainWindow)
        old = window.services
        assert isinstance(old, Services)
        window.show_page("settings")
        settings = window.settings.page()
        assert settings is not None
        page = settings.credentials
        press(page.rows[0].change)
        number = page.forms[0]
        assert isinstance(number, NumberForm)
        number.number.edit.setFocus()
        number.number.edit.selectAll()
        QTest.keyClicks(number.number.edit, OTHER)
        press(page.forward)
        # Neither the old key nor the old public key is taken along.
        assert page.presenter.step == 1
        press(page.forward)
        assert page.presenter.wrong == "key.none"
        await fill_in(page, tmp_path / "dropped", OTHER)
        assert page.try_form.other.isVisible()
        await save(page, window)
        await until(lambda: program._window is not window)
        new = await shown(program, MainWindow)
        page = await settings_of(new)
        assert page.presenter.others == (MCHID,)
        assert page.presenter.draft.mchid == OTHER
        press(page.try_form.shop_buttons[0])
        await until(lambda: program._window is not new)
        again = await shown(program, MainWindow)
        page = await settings_of(again)
        assert page.presenter.draft.kept == account_of()
        assert page.presenter.others == (OTHER,)
        again.close()

    assert live_through(story) == 0
    shops = LiveShops(Folders(tmp_path))
    for mchid, stranger in ((MCHID, OTHER), (OTHER, MCHID)):
        opened, ledger = shops.open(mchid, NOTHING)
        assert asyncio.run(ledger.reads.first_break()) is None
        ledger.close()
        folder = Folders(tmp_path).shop(mchid)
        with pytest.raises(OtherMerchantError):
            open_ledger(folder, opened.keys.database, mchid=stranger, practice=False)


def test_a_second_start_is_live_and_practice_is_one_flag_away(
    live_through: Callable[..., int], tmp_path: Path
) -> None:
    connect(tmp_path)
    titles: list[str] = []

    async def story(program: _Program) -> None:
        window = await shown(program, MainWindow)
        titles.append(window.windowTitle())
        window.close()

    assert live_through(story) == 0
    assert live_through(story, practice=True) == 0
    assert live_through(story) == 0
    live, practice, again = titles
    assert live == again == "退款台 — 青禾手作"
    assert "练习" in practice


def test_a_code_that_was_never_shown_is_shown_at_the_next_start(
    live_through: Callable[..., int], tmp_path: Path
) -> None:
    # The program ended after the shop was made, before its code stood there.
    _shops, code = connected(tmp_path, "", code_kept=False)
    codes: list[str] = []

    async def told(program: _Program) -> None:
        window = await shown(program, MainWindow)
        await until(lambda: window.findChildren(RecoveryDialog))
        (dialog,) = window.findChildren(RecoveryDialog)
        codes.append(dialog._code.reveal())
        program._leave()

    async def kept(program: _Program) -> None:
        window = await shown(program, MainWindow)
        await until(lambda: window.findChildren(RecoveryDialog))
        (dialog,) = window.findChildren(RecoveryDialog)
        codes.append(dialog._code.reveal())
        press(dialog.kept)
        press(dialog.go)
        window.close()

    async def nothing(program: _Program) -> None:
        window = await shown(program, MainWindow)
        await until(lambda: program._window is window and window.banners.keys())
        assert window.findChildren(RecoveryDialog) == []
        window.close()

    for story in (told, kept, nothing):
        assert live_through(story) == 0
    assert codes == [code, code]


def test_another_shop_follows_in_the_same_program(
    live_through: Callable[..., int], tmp_path: Path
) -> None:
    shops = connect(tmp_path)
    asyncio.run(
        connecting_for(shops, None)._keeper.keep(account_of(OTHER, shop_name="另一家"), None)
    )

    async def story(program: _Program) -> None:
        window = await shown(program, MainWindow)
        assert window.windowTitle() == "退款台 — 另一家"
        window.show_page("settings")
        page = window.settings.page()
        assert page is not None
        await until(lambda: page.credentials.presenter.others)
        page.credentials.presenter.open_shop(MCHID)
        await until(lambda: program._window is not window)
        other = await shown(program, MainWindow)
        assert other.windowTitle() == "退款台 — 青禾手作"
        other.close()

    assert live_through(story) == 0
    assert LiveShops(Folders(tmp_path)).current() == MCHID


def test_locked_books_are_opened_by_their_person(
    live_through: Callable[..., int], tmp_path: Path
) -> None:
    connect(tmp_path, passphrase="青禾手作 2026")

    async def story(program: _Program) -> None:
        locked = await shown(program, UnlockWindow)
        locked.passphrase.edit.setText("a wrong one")
        await until(lambda: locked._answer is not None)
        locked.open.click()
        await until(lambda: locked.passphrase.below.text() == "口令不对")
        await until(lambda: locked._answer is not None)
        locked.passphrase.edit.setText("青禾手作 2026")
        locked.open.click()
        window = await shown(program, MainWindow)
        window.close()

    assert live_through(story) == 0


def test_a_forgotten_passphrase_is_replaced_with_the_recovery_code(
    live_through: Callable[..., int], tmp_path: Path
) -> None:
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call] # keyring's own
    _shops, code = connected(tmp_path, "forgotten for ever")

    async def recover(program: _Program) -> None:
        locked = await shown(program, UnlockWindow)
        press(locked.use_code)
        locked.fresh.edit.setText("remembered now")
        for typed in (
            code[:-1] + ("0" if code[-1] != "0" else "1"),
            code.replace("-", " ").lower(),
        ):
            await until(lambda: locked._answer is not None)
            locked.code.edit.setText(typed)
            press(locked.open)
            await until(lambda: locked.code.below.text().startswith("恢复码不对"))
        (await shown(program, MainWindow)).close()

    async def open_again(program: _Program) -> None:
        locked = await shown(program, UnlockWindow)
        await until(lambda: locked._answer is not None)
        locked.passphrase.edit.setText("remembered now")
        press(locked.open)
        (await shown(program, MainWindow)).close()

    assert live_through(recover) == 0
    assert live_through(open_again) == 0


def test_leaving_locked_books_ends_the_program(
    live_through: Callable[..., int], tmp_path: Path
) -> None:
    connect(tmp_path, passphrase="青禾手作 2026")

    async def story(program: _Program) -> None:
        locked = await shown(program, UnlockWindow)
        await until(lambda: locked._answer is not None)
        locked.close()

    assert live_through(story) == 0


def test_leaving_the_first_page_leaves_nothing(
    live_through: Callable[..., int], tmp_path: Path
) -> None:
    async def story(program: _Program) -> None:
        (await shown(program, FirstRunWindow)).close()

    assert live_through(story) == 0
    assert not Folders(tmp_path).practice.exists()
    assert Folders(tmp_path).shops() == ()


@pytest.mark.expect_log("a bug ended window")
def test_a_bug_in_the_window_itself_stops_money_and_is_told(
    live_through: Callable[..., int], tmp_path: Path
) -> None:
    connect(tmp_path)

    def fall() -> None:
        raise KeyError("13987654321")

    async def story(program: _Program) -> None:
        window = await shown(program, MainWindow)
        QTimer.singleShot(0, fall)
        await until(lambda: window.banners.keys()[:1] == ["crashed"])
        assert isinstance(window.services, Services)
        assert window.services.gate.why_closed == "bug"
        window.close()

    assert live_through(story) == 0
