"""A headless Chromium at a phone's size, driven over its DevTools protocol."""

from __future__ import annotations

import asyncio
import itertools
import os
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
WIDTH, HEIGHT = 390, 844
_START_S = 60.0


@dataclass
class Browser:
    """One page. `told` holds what the browser complained about."""

    socket: aiohttp.ClientWebSocketResponse
    session: str = ""
    told: list[str] = field(default_factory=list)
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    _loads: int = 0

    async def do(self, method: str, **params: object) -> dict[str, Any]:
        """One command and its answer; events that come before it are noted."""
        number = next(self._numbers)
        message: dict[str, object] = {"id": number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        await self.socket.send_json(message)
        while True:
            answer = await self._next()
            if answer.get("id") == number:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result

    async def open(self, url: str) -> None:
        """Go to an address, and wait until all of it is there."""
        before = self._loads
        await self.do("Page.navigate", url=url)
        await self.loaded(before)

    async def loaded(self, before: int) -> None:
        """Wait until another page is there."""
        while self._loads <= before:
            await self._next()

    async def ask(self, expression: str) -> Any:
        """What an expression says in the page; the page itself may run no script."""
        answer = await self.do("Runtime.evaluate", expression=expression, returnByValue=True)
        return answer["result"].get("value")

    async def choose(self, selector: str, *paths: Path) -> None:
        """Put files into an input, as the camera does."""
        root = await self.do("DOM.getDocument")
        node = await self.do("DOM.querySelector", nodeId=root["root"]["nodeId"], selector=selector)
        files = [str(path) for path in paths]
        await self.do("DOM.setFileInputFiles", nodeId=node["nodeId"], files=files)

    async def tap(self, selector: str) -> None:
        """Touch the middle of something, and wait for the page behind it."""
        before = self._loads
        box = await self.ask(
            f"(r => [r.left + r.width / 2, r.top + r.height / 2])"
            f"(document.querySelector({selector!r}).getBoundingClientRect())"
        )
        point = {"x": box[0], "y": box[1]}
        await self.do("Input.dispatchTouchEvent", type="touchStart", touchPoints=[point])
        await self.do("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
        await self.loaded(before)

    async def picture(self) -> str:
        """What is seen, as a PNG in base64."""
        shot = await self.do("Page.captureScreenshot", format="png")
        return str(shot["data"])

    async def _next(self) -> dict[str, Any]:
        message: dict[str, Any] = await self.socket.receive_json(timeout=_START_S)
        if message.get("method") == "Page.loadEventFired":
            self._loads += 1
        elif message.get("method") == "Log.entryAdded":
            self.told.append(str(message["params"]["entry"]["text"]))
        return message


@asynccontextmanager
async def chromium(folder: Path) -> AsyncIterator[Browser]:
    """Start it with a profile of its own; its sandbox stays on where that is possible."""
    flags = ["--headless=new", "--remote-debugging-port=0", f"--user-data-dir={folder}"]
    flags += ["--no-first-run", "--disable-gpu", "--disable-dev-shm-usage", "about:blank"]
    if os.getuid() == 0:
        flags.append("--no-sandbox")
    process = await asyncio.create_subprocess_exec(
        PROGRAM, *flags, stderr=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.DEVNULL
    )
    try:
        url = await asyncio.wait_for(_tools(process), _START_S)
        async with aiohttp.ClientSession() as session, session.ws_connect(url) as socket:
            yield await _phone(Browser(socket))
    finally:
        process.terminate()
        await process.wait()
        # Its helpers write into the profile a little longer.
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)


async def _tools(process: asyncio.subprocess.Process) -> str:
    """Where the DevTools listen, as the browser says on its standard error."""
    assert process.stderr is not None
    while line := await process.stderr.readline():
        if found := re.search(rb"DevTools listening on (ws://\S+)", line):
            return found[1].decode()
    raise AssertionError("Chromium ended before it listened")


async def _phone(browser: Browser) -> Browser:
    target = await browser.do("Target.createTarget", url="about:blank")
    attached = await browser.do("Target.attachToTarget", targetId=target["targetId"], flatten=True)
    browser.session = attached["sessionId"]
    for domain in ("Page", "Log", "DOM", "Runtime"):
        await browser.do(f"{domain}.enable")
    await browser.do(
        "Emulation.setDeviceMetricsOverride",
        width=WIDTH,
        height=HEIGHT,
        deviceScaleFactor=2,
        mobile=True,
    )
    await browser.do("Emulation.setTouchEmulationEnabled", enabled=True)
    return browser
