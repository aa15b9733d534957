"""The page for the phone: who comes in, what is taken, and what never is."""

from __future__ import annotations

import asyncio
import ipaddress
import re
import threading
import time
from collections.abc import AsyncIterator

import httpx
import pytest
from PySide6.QtGui import QImage

from refund_desk.adapters.phone import addresses, server
from refund_desk.adapters.phone.addresses import is_of_the_shop, lan_addresses
from refund_desk.adapters.phone.pages import LanPhonePages
from refund_desk.application.ports.phone_page import NoNetworkError
from refund_desk.application.use_cases.take_from_phone import VALID_S, TakeFromPhone
from tests.phone.visits import HERE, Waiting, waiting
from tests.ui.label_pictures import PHONE, as_file, as_photograph, label

PHOTO = ("photo", ("IMG_0001.jpg", as_photograph(label()), "image/jpeg"))


@pytest.fixture
async def page() -> AsyncIterator[Waiting]:
    async with waiting() as made:
        yield made


@pytest.fixture
async def phone() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(trust_env=False, timeout=10) as client:
        yield client


async def enter(phone: httpx.AsyncClient, page: Waiting) -> str:
    """Scan the code; the visit's own address."""
    answer = await phone.get(page.door.url)
    assert answer.status_code == 303
    return page.origin + answer.headers["Location"]


async def send(phone: httpx.AsyncClient, place: str, *photos: object) -> httpx.Response:
    return await phone.post(place, files=list(photos), follow_redirects=True)  # type: ignore[arg-type] # as httpx takes them


async def test_a_photograph_arrives_without_what_the_phone_wrote_into_it(
    page: Waiting, phone: httpx.AsyncClient
) -> None:
    place = await enter(phone, page)
    answer = await send(phone, place, PHOTO)
    assert "收到 1 张" in answer.text
    (came,) = page.came
    assert QImage.fromData(came).width() == 480
    for trace in (b"Exif", b"GPS", PHONE.encode()):
        assert trace not in came


async def test_the_page_needs_nothing_from_anywhere(
    page: Waiting, phone: httpx.AsyncClient
) -> None:
    answer = await phone.get(await enter(phone, page))
    assert "拍凭证 &lt;练习&gt;" in answer.text
    assert "<script" not in answer.text
    assert not re.findall(r"(?:src|href|action)=|https?://|url\(", answer.text)
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "form-action 'self'" in policy
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert not answer.headers.get("Server")


async def test_the_code_is_good_for_one_phone(page: Waiting, phone: httpx.AsyncClient) -> None:
    place = await enter(phone, page)
    # The same phone may scan again, as after a look at another page.
    assert await enter(phone, page) == place
    assert page.changes == 2
    other = httpx.AsyncHTTPTransport(local_address="127.0.0.2")
    async with httpx.AsyncClient(transport=other, trust_env=False) as second:
        answer = await second.get(page.door.url)
    assert answer.status_code == 410
    assert "已经用过" in answer.text


async def test_after_five_minutes_nothing_is_taken(page: Waiting, phone: httpx.AsyncClient) -> None:
    place = await enter(phone, page)
    page.clock.ahead_s = VALID_S - 5
    assert (await phone.get(place)).status_code == 200
    page.clock.ahead_s = VALID_S
    assert page.visit.left_s() == 0
    assert (await phone.get(page.door.url)).status_code == 410
    assert (await phone.get(place)).status_code == 410
    assert (await send(phone, place, PHOTO)).status_code == 410
    assert page.came == []


async def test_what_ends_while_a_photograph_is_read_is_not_taken(page: Waiting) -> None:
    taking = asyncio.ensure_future(page.visit.take(as_file(label())))
    await asyncio.sleep(0)
    page.visit.end()
    assert await taking == "gone"
    assert page.came == []


async def test_no_more_come_than_there_is_room_for(phone: httpx.AsyncClient) -> None:
    async with waiting(free=2) as page:
        place = await enter(phone, page)
        answer = await send(phone, place, PHOTO, PHOTO, PHOTO)
        assert len(page.came) == 2
        assert "收到 2 张" in answer.text
        assert "<form" not in answer.text
        assert await page.visit.take(as_file(label())) == "img.max"


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"<svg/>", b"\xff\xd8\xff\xe0", b"MZ" * 99])
async def test_what_is_no_picture_is_refused_with_the_reason(
    page: Waiting, phone: httpx.AsyncClient, content: bytes
) -> None:
    place = await enter(phone, page)
    answer = await send(phone, place, ("photo", ("a.jpg", content, "image/jpeg")))
    assert "没收：img.type" in answer.text
    assert page.came == []
    # Said once; what comes next is a new try.
    assert "没收" not in (await phone.get(place)).text


async def test_an_input_that_was_left_empty_is_no_refusal(
    page: Waiting, phone: httpx.AsyncClient
) -> None:
    place = await enter(phone, page)
    empty = ("photo", ("", b"", "application/octet-stream"))
    answer = await send(phone, place, empty, PHOTO, ("other", ("a", b"x", "text/plain")))
    assert "没收" not in answer.text
    assert len(page.came) == 1


async def test_a_file_over_the_limit_is_not_read_to_its_end(
    page: Waiting, phone: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "FILE_BYTES_MAX", 100_000)
    place = await enter(phone, page)
    answer = await send(phone, place, ("photo", ("a.jpg", b"x" * 200_000, "image/jpeg")))
    assert "没收：img.big" in answer.text


async def test_a_body_over_the_limit_is_turned_away_unread(
    page: Waiting, phone: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "BODY_BYTES_MAX", 100_000)
    place = await enter(phone, page)
    answer = await send(phone, place, ("photo", ("a.jpg", b"x" * 200_000, "image/jpeg")))
    assert "没收：img.big" in answer.text
    assert page.came == []


async def test_only_the_address_of_the_code_is_answered(
    page: Waiting, phone: httpx.AsyncClient
) -> None:
    place = await enter(phone, page)
    for headers in ({"Host": "desk.example"}, {"Origin": "http://desk.example"}):
        assert (await phone.get(place, headers=headers)).status_code == 403
    answers = [
        await phone.get(page.origin + "/"),
        await phone.get(page.origin + "/v/guessed"),
        await phone.get(page.origin + "/favicon.ico"),
        await phone.delete(place),
        await phone.post(place, content=b"{}", headers={"Content-Type": "application/json"}),
        await phone.post(place, content=b"x", headers={"Content-Type": "multipart/form-data"}),
    ]
    assert [answer.status_code for answer in answers] == [410, 410, 410, 410, 415, 400]
    assert page.came == []


async def test_who_guesses_is_turned_away_for_good(
    page: Waiting, phone: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "WRONG_MAX", 3)
    for number in range(3):
        await phone.get(f"{page.origin}/guess-{number}")
    assert (await phone.get(page.door.url)).status_code == 403


async def test_a_slow_upload_ends(
    page: Waiting, phone: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "UPLOAD_S", 0.05)
    place = await enter(phone, page)
    host, port = page.origin.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    path = place.removeprefix(page.origin)
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: 1000\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n"
    )
    writer.write(head.encode())
    answer = await asyncio.wait_for(reader.readline(), 10)
    assert b"400" in answer
    writer.close()


async def test_a_closed_door_answers_nobody(phone: httpx.AsyncClient) -> None:
    async with waiting() as page:
        url = page.door.url
        await page.door.close()
    with pytest.raises(httpx.ConnectError):
        await phone.get(url)


async def test_where_it_may_not_listen_it_says_so(page: Waiting) -> None:
    # An address of documentation (RFC 5737), which no PC has; and none at all.
    take = TakeFromPhone(pages=LanPhonePages(), reader=page.visit.reader, clock=page.clock)
    for address in ("192.0.2.7", ""):
        with pytest.raises(NoNetworkError):
            await take.open(page.visit, address)
    assert await take.addresses() == lan_addresses()


async def test_a_desk_without_pages_offers_none(page: Waiting) -> None:
    take = TakeFromPhone(pages=None, reader=page.visit.reader, clock=page.clock)
    assert not take.is_offered
    assert await take.addresses() == ()
    with pytest.raises(NoNetworkError):
        await take.open(page.visit, HERE)


def test_only_addresses_of_a_network_at_home_are_offered() -> None:
    for address in lan_addresses():
        assert ipaddress.ip_address(address).is_private
    assert [
        is_of_the_shop(address)
        for address in ("192.168.1.20", "10.0.0.5", "8.8.8.8", HERE, "169.254.3.4", "", "fe80::1")
    ] == [True, True, False, False, False, False, False]


def test_a_name_that_nobody_answers_for_holds_no_code_up(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = threading.Event()

    def never(_name: str) -> tuple[str, list[str], list[str]]:
        answers.wait(10)
        return "", [], ["192.168.1.99"]

    monkeypatch.setattr(addresses, "_NAME_S", 0.05)
    monkeypatch.setattr("socket.gethostbyname_ex", never)
    began = time.monotonic()

    assert "192.168.1.99" not in lan_addresses()
    assert time.monotonic() - began < 5
    answers.set()


def test_a_visit_shows_its_secrets_to_no_log(page: Waiting) -> None:
    assert page.visit.token not in repr(page.visit)
