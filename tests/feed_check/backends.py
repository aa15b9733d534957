"""The reference backend of docs/examples in a thread, as it is or broken on purpose."""

from __future__ import annotations

import asyncio
import copy
import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from aiohttp import web

from tests.repository import tree

EXAMPLES = tree.ROOT / "docs" / "examples"
NODE = shutil.which("node")
KEY_ID = "desk"
SECRET = "0123456789abcdef0123456789abcdef"


@cache
def source() -> str:
    return (EXAMPLES / "shop_feed_server.py").read_text(encoding="utf-8")


@cache
def sample() -> Any:
    return json.loads((EXAMPLES / "shop_feed_sample.json").read_text(encoding="utf-8"))


@contextmanager
def backend(*changes: tuple[str, str], books: Any = None) -> Iterator[str]:
    """Where the reference backend answers, its source changed as asked."""
    text = source()
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    module = ModuleType("shop_feed_server")
    exec(compile(text, "shop_feed_server.py", "exec"), module.__dict__)
    shop = module.Shop(KEY_ID, SECRET, copy.deepcopy(sample() if books is None else books))
    with served(shop.respond) as url:
        yield url


@contextmanager
def served(respond: Any) -> Iterator[str]:
    """Where this answers, on an event loop of its own."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    app = web.Application(client_max_size=8_000_000)
    app.router.add_route("*", "/{rest:.*}", respond)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)

    async def start() -> str:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{runner.addresses[0][1]}"

    try:
        yield asyncio.run_coroutine_threadsafe(start(), loop).result(10)
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


@contextmanager
def node_backend(folder: Path) -> Iterator[str]:
    """Where the reference backend in another language answers; needs `NODE`."""
    assert NODE is not None
    secret_file = folder / "feed_secret.txt"
    secret_file.write_text(SECRET, encoding="utf-8")
    command = [NODE, str(EXAMPLES / "shop_feed_server.mjs"), "0", KEY_ID, str(secret_file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            yield server.stdout.readline().strip()
        finally:
            server.terminate()
