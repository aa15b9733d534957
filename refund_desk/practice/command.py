"""`refund-desk practice-server`: a practice shop in a process of its own.

The first line on standard output is the ready line (JSON, flushed). It stops on SIGTERM, on
SIGINT, and when the pipe on its standard input closes: whoever started it is then gone. A terminal
or /dev/null has nobody at its other end who could go away, so it is not watched.
"""

import argparse
import asyncio
import os
import signal
import stat
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from refund_desk.practice.books import BooksError
from refund_desk.practice.clock import parse_rfc3339
from refund_desk.practice.server import start_practice_shop
from refund_desk.practice.settings import PracticeSettings

EXIT_OK, EXIT_USAGE, EXIT_CANNOT_RUN = 0, 2, 3


def run(argv: Sequence[str]) -> int:
    """Serve until told to stop; 0 stopped in order, 2 wrong arguments, 3 cannot run here."""
    try:
        settings = _parse(argv)
    except SystemExit as stop:
        # argparse has said on standard error what is wrong; --help leaves with 0.
        return EXIT_USAGE if stop.code else EXIT_OK
    try:
        return asyncio.run(_serve(settings))
    except (OSError, BooksError) as error:
        sys.stderr.write(f"practice-server: {error}\n")
        return EXIT_CANNOT_RUN


async def _serve(settings: PracticeSettings) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    _stop_on_signals(loop, stop)
    shop = await start_practice_shop(settings)
    try:
        sys.stdout.write(shop.ready.as_json() + "\n")
        sys.stdout.flush()
        # Watched from here on only, so that a starter who closes it at once sees the ready line.
        if _has_a_starter():
            threading.Thread(target=_watch_stdin, args=(loop, stop), daemon=True).start()
        await stop.wait()
    finally:
        await shop.stop()
    return EXIT_OK


def _stop_on_signals(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(number, stop.set)
        except NotImplementedError:
            # Windows has no signals on its loop; there, closing standard input is the way.
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))


def _has_a_starter() -> bool:
    try:
        kind = os.fstat(0).st_mode
    except OSError:
        # Started without any standard input, as services are.
        return False
    return stat.S_ISFIFO(kind) or stat.S_ISSOCK(kind)


def _watch_stdin(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    try:
        while os.read(0, 4096):
            pass
    except OSError:
        # A broken pipe is a closed one.
        pass
    try:
        loop.call_soon_threadsafe(stop.set)
    except RuntimeError:
        # The loop has ended by itself in the meantime.
        return


def _parse(argv: Sequence[str]) -> PracticeSettings:
    parser = argparse.ArgumentParser(
        prog="refund-desk practice-server",
        description="A practice WeChat Pay on this machine, until SIGTERM or a closed stdin pipe.",
    )
    parser.add_argument("--port", type=_port, default=0, help="0 takes a free one")
    parser.add_argument("--data-dir", type=Path, required=True, help="books and keys live here")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--applications", type=_count, default=60)
    parser.add_argument("--feed-applications", type=_count, default=None, help="a fifth as many")
    parser.add_argument("--settle-seconds", type=_seconds, default=8.0, help="wall seconds")
    parser.add_argument("--now", type=_instant, default=None, help="business time, RFC 3339")
    parser.add_argument("--strict", action="store_true", help="all unsure rules hold")
    chosen = parser.parse_args(argv)
    return PracticeSettings(
        data_dir=chosen.data_dir,
        port=chosen.port,
        seed=chosen.seed,
        applications=chosen.applications,
        feed_applications=chosen.feed_applications,
        settle_seconds=chosen.settle_seconds,
        now_s=chosen.now,
        strict=chosen.strict,
    )


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 65_535:
        raise argparse.ArgumentTypeError("a port is 0 to 65535")
    return number


def _count(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 2_000_000:
        raise argparse.ArgumentTypeError("0 to 2000000")
    return number


def _seconds(text: str) -> float:
    number = float(text)
    if not 0 <= number <= 86_400:
        raise argparse.ArgumentTypeError("0 to 86400")
    return number


def _instant(text: str) -> float:
    try:
        return parse_rfc3339(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("an instant such as 2026-11-18T14:32:00+08:00") from error
