"""Serves the page for one visit: bounded in size, time and number, and to nobody else."""

from __future__ import annotations

import asyncio
from typing import Final

from aiohttp import BodyPartReader, web
from aiohttp.multipart import MultipartReader

from refund_desk.adapters.phone.page import HEADERS, closed_page, form_page
from refund_desk.application.ports.phone_page import NoNetworkError, PhoneVisit

FILE_BYTES_MAX: Final = 20 * 1024 * 1024
# As many as a reply carries, and room for what a form puts around them.
BODY_BYTES_MAX: Final = 4 * FILE_BYTES_MAX + 64 * 1024
PARTS_MAX: Final = 8
# A photograph over a slow Wi-Fi takes seconds; what takes longer holds the door open for nothing.
UPLOAD_S: Final = 120.0
UPLOADS_AT_ONCE: Final = 2
# Who guesses is stopped long before 144 bits are tried.
WRONG_MAX: Final = 200
_CHUNK: Final = 64 * 1024
_SHUTDOWN_S: Final = 1.0


class LanPhoneDoor:
    """The page of one visit. It binds to one address, never to all of them."""

    def __init__(self, visit: PhoneVisit, address: str) -> None:
        """Nothing listens until `listen`."""
        self._visit, self._address = visit, address
        self._port = 0
        self._refused = ""
        self._wrong = 0
        self._places = asyncio.Semaphore(UPLOADS_AT_ONCE)
        application = web.Application(client_max_size=BODY_BYTES_MAX)
        # One way in for everything, so that nothing answers in another voice than this page.
        application.router.add_route("*", "/{path:.*}", self._respond)
        self._runner = web.AppRunner(
            application,
            access_log=None,
            handle_signals=False,
            keepalive_timeout=15.0,
            shutdown_timeout=_SHUTDOWN_S,
        )

    @property
    def url(self) -> str:
        """What the QR code says."""
        return f"http://{self._address}:{self._port}/{self._visit.token}"

    async def listen(self) -> None:
        """Open; raises `NoNetworkError` where the system does not allow it."""
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._address, 0).start()
        except OSError as error:
            await self._runner.cleanup()
            raise NoNetworkError from error
        self._port = int(self._runner.addresses[0][1])

    async def close(self) -> None:
        """Listen no more."""
        await self._runner.cleanup()

    async def _respond(self, request: web.Request) -> web.Response:
        """Turn away what was not meant for this page, and say nothing about what runs here."""
        if self._wrong >= WRONG_MAX or not self._is_meant_for_us(request):
            return self._closed(403)
        match request.method, request.path.split("/"):
            case ("GET", ["", token]):
                return self._enter(token, request.remote or "")
            case ("GET", ["", "v", place]) if self._visit.knows(place):
                return self._show()
            case ("POST", ["", "v", place]) if self._visit.knows(place):
                return await self._take(request)
            case _:
                self._wrong += 1
                return self._closed(410)

    def _is_meant_for_us(self, request: web.Request) -> bool:
        """Another name for this address, or a form of another page, is an attack by a browser."""
        ours = f"{self._address}:{self._port}"
        origin = request.headers.get("Origin")
        return request.host == ours and origin in {None, "null", f"http://{ours}"}

    def _enter(self, token: str, phone: str) -> web.Response:
        """Change the code for the visit's own address, once: a photograph of the screen is worth
        nothing afterwards.
        """
        place = self._visit.enter(token, phone)
        if place is None:
            self._wrong += 1
            return self._closed(410)
        return self._answer("", status=303, Location=f"/v/{place}")

    def _show(self) -> web.Response:
        refused, self._refused = self._refused, ""
        visit = self._visit
        page = form_page(visit.words, count=visit.count, room=visit.room(), refused=refused)
        return self._answer(page)

    async def _take(self, request: web.Request) -> web.Response:
        """Take what the form holds, then show the page again."""
        if request.content_type != "multipart/form-data":
            return self._closed(415)
        if (request.content_length or 0) > BODY_BYTES_MAX:
            self._refused = "img.big"
            # The rest is not read: the connection ends with the answer.
            return self._answer("", status=303, Location=request.path, Connection="close")
        try:
            async with self._places, asyncio.timeout(UPLOAD_S):
                self._refused = await self._take_parts(await request.multipart())
        except (TimeoutError, ValueError, ConnectionError):
            return self._closed(400)
        return self._answer("", status=303, Location=request.path)

    async def _take_parts(self, parts: MultipartReader) -> str:
        """Hand over each photograph; why the last that was refused was."""
        refused = ""
        for _number in range(PARTS_MAX):
            part = await parts.next()
            if part is None:
                break
            if not isinstance(part, BodyPartReader) or part.name != "photo":
                continue
            content = await _read(part)
            if content is None:
                return "img.big"
            # An input that was left empty sends a part without bytes.
            if content:
                refused = await self._visit.take(content) or refused
        return refused

    def _closed(self, status: int) -> web.Response:
        return self._answer(closed_page(self._visit.words), status=status)

    def _answer(self, page: str, *, status: int = 200, **headers: str) -> web.Response:
        return web.Response(
            text=page, status=status, content_type="text/html", headers=HEADERS | headers
        )


async def _read(part: BodyPartReader) -> bytes | None:
    """The bytes of one part; None when they are more than a photograph has."""
    content = bytearray()
    while chunk := await part.read_chunk(_CHUNK):
        content += chunk
        if len(content) > FILE_BYTES_MAX:
            return None
    return bytes(content)
