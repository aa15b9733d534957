"""The dialog for the phone: what it shows, what it takes, and that nothing listens after it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import zxingcpp
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from refund_desk.adapters.phone.pages import LanPhonePages
from refund_desk.application.use_cases.take_from_phone import VALID_S, TakeFromPhone
from refund_desk.ui import texts
from refund_desk.ui.phone.phone_dialog import PhoneDialog
from refund_desk.ui.phone.qr_code import qr_image
from refund_desk.ui.picture_reader import QtPictureReader
from tests.phone.visits import HERE, TurnedClock
from tests.ui.deciding import Desk, deciding
from tests.ui.detailing import Detail, detailing
from tests.ui.label_pictures import as_photograph, label
from tests.ui.staging import Stage


class LoopbackPages(LanPhonePages):
    """Pages of this PC alone; `here` are the addresses that it says it has."""

    here: tuple[str, ...] = (HERE,)

    def addresses(self) -> tuple[str, ...]:
        return self.here


class Phone:
    """What the shop's phone does."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def _ask(self, method: str, url: str, **more: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            async with httpx.AsyncClient(
                trust_env=False, timeout=10, follow_redirects=True
            ) as client:
                return await client.request(method, url, **more)

        return self._stage.run(ask())

    def scan(self, dialog: PhoneDialog) -> str:
        answer = self._ask("GET", dialog.url)
        assert answer.status_code == 200, answer.text
        return str(answer.url)

    def send(self, place: str, *photos: bytes) -> str:
        files = [("photo", (f"{n}.jpg", photo, "image/jpeg")) for n, photo in enumerate(photos)]
        return self._ask("POST", place, files=files).text


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
def pages() -> LoopbackPages:
    return LoopbackPages()


@pytest.fixture
def desk(qapp: QApplication, clock: TurnedClock, pages: LoopbackPages) -> Iterator[Desk]:
    with deciding(qapp) as made:
        made.stage.services.phone = TakeFromPhone(
            pages=pages, reader=QtPictureReader(), clock=clock
        )
        yield made


def phone_dialog(stage: Stage) -> PhoneDialog:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, PhoneDialog)]
    (dialog,) = [widget for widget in found if widget.isVisible()]
    stage.wait_until(lambda: dialog.url or dialog.trouble.isVisible())
    return dialog


@pytest.fixture
def dialog(desk: Desk) -> Iterator[PhoneDialog]:
    rejecting = desk.reject()
    rejecting.evidence.by_phone.click()
    made = phone_dialog(desk.stage)
    yield made
    if isValid(made):
        made.reject()
    desk.settle()


def test_the_code_is_the_address_of_the_page(dialog: PhoneDialog) -> None:
    assert dialog.url.startswith(f"http://{HERE}:")
    image = qr_image(dialog.url)
    (code,) = zxingcpp.read_barcodes(
        image.scaled(image.size() * 4).convertToFormat(QImage.Format.Format_RGB32)
    )
    assert code.text == dialog.url
    assert dialog.state.text() == "等手机扫码，还有 5:00" or "4:5" in dialog.state.text()
    assert dialog.address.text() == dialog.url.split("/")[2]


def test_photographs_appear_at_once_and_wait_to_be_looked_at(
    desk: Desk, dialog: PhoneDialog
) -> None:
    phone = Phone(desk.stage)
    place = phone.scan(dialog)
    assert "手机已连上" in dialog.state.text()
    assert "电脑收到 1 张" in phone.send(place, as_photograph(label()))
    assert "收到 1 张" in dialog.state.text()
    assert len(dialog.pictures.widgets()) == 1
    box = desk.decisions.dialog.evidence  # type: ignore[union-attr] # the reject dialog
    desk.stage.wait_until(lambda: box.cards)
    (card,) = box.cards
    assert card.picture.name == "手机照片 1"
    assert b"GPS" not in card.picture.content
    assert not card.picture.may_leave


def test_four_are_the_most(desk: Desk, dialog: PhoneDialog) -> None:
    phone = Phone(desk.stage)
    text = phone.send(phone.scan(dialog), *[as_photograph(label(bars=False))] * 5)
    assert texts.phone_photos.page_max() in text
    assert "已经满 4 张" in dialog.state.text()
    box = desk.decisions.dialog.evidence  # type: ignore[union-attr] # the reject dialog
    desk.stage.wait_until(lambda: len(box.cards) == 4)


def test_after_five_minutes_the_door_is_shut(
    desk: Desk, dialog: PhoneDialog, clock: TurnedClock
) -> None:
    url = dialog.url
    clock.ahead_s = VALID_S
    desk.stage.wait_until(lambda: dialog.state.text() == texts.phone_photos.over())
    desk.stage.wait_until(lambda: not dialog.url)
    with pytest.raises(httpx.ConnectError):
        Phone(desk.stage)._ask("GET", url)
    dialog.again.click()
    desk.stage.wait_until(lambda: dialog.url)
    assert dialog.url != url
    Phone(desk.stage).scan(dialog)


def test_nothing_listens_after_the_dialog(desk: Desk, dialog: PhoneDialog) -> None:
    url = dialog.url
    dialog.dismiss.click()
    desk.settle()
    with pytest.raises(httpx.ConnectError):
        Phone(desk.stage)._ask("GET", url)


def test_leaving_at_once_leaves_nothing_open(desk: Desk) -> None:
    rejecting = desk.reject()
    rejecting.evidence.by_phone.click()
    (made,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, PhoneDialog)]
    made.reject()
    desk.settle()
    assert not [key for key in desk.stage.tasks.running_keys() if key.startswith("phone")]


def test_without_a_network_it_says_so_until_there_is_one(desk: Desk, pages: LoopbackPages) -> None:
    pages.here = ()
    rejecting = desk.reject()
    rejecting.evidence.by_phone.click()
    made = phone_dialog(desk.stage)
    assert made.trouble.text() == texts.phone_photos.no_network()
    pages.here = ("192.0.2.7", HERE)
    made.again.click()
    desk.settle()
    assert made.trouble.isVisible()
    pages.here = (HERE,)
    made.again.click()
    desk.stage.wait_until(lambda: made.url)
    assert not made.trouble.isVisible()
    made.reject()
    desk.settle()


def test_another_address_can_be_tried(desk: Desk, pages: LoopbackPages) -> None:
    pages.here = (HERE, "127.0.0.2")
    rejecting = desk.reject()
    rejecting.evidence.by_phone.click()
    made = phone_dialog(desk.stage)
    assert made.other.text() == texts.phone_photos.another_address("127.0.0.2")
    made.other.click()
    desk.stage.wait_until(lambda: made.url.startswith("http://127.0.0.2:"))
    assert made.other.text() == texts.phone_photos.another_address(HERE)
    made.reject()
    desk.settle()


def test_a_desk_that_cannot_listen_offers_nothing(qapp: QApplication) -> None:
    with deciding(qapp) as made:
        assert not made.reject().evidence.by_phone.isVisible()


def test_a_phone_brings_pictures_into_a_reply(
    qapp: QApplication, clock: TurnedClock, pages: LoopbackPages
) -> None:
    with detailing(qapp) as detail:
        bring(detail, TakeFromPhone(pages=pages, reader=QtPictureReader(), clock=clock))


def bring(detail: Detail, phone: TakeFromPhone) -> None:
    detail.show()
    composer = detail.pane.centre.composer
    composer.offer_phone(phone)
    composer.by_phone.click()
    dialog = phone_dialog(detail.stage)
    shop_phone = Phone(detail.stage)
    shop_phone.send(shop_phone.scan(dialog), as_photograph(label()))
    detail.stage.wait_until(composer.pictures.pictures)
    assert [p.name for p in composer.pictures.pictures()] == ["手机照片 1"]
    assert composer.pictures.unconfirmed == 1
    dialog.reject()
    detail.stage.wait_until(lambda: not detail.stage.tasks.running_keys())
