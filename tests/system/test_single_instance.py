"""One program per data folder: who has it, who hears, and what is left when it ends."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from refund_desk.__main__ import EXIT_CANNOT_RUN, EXIT_OK, main
from refund_desk.adapters.system.single_instance import RAISE, SingleInstance, is_free, say


def test_the_second_start_does_not_get_the_folder(tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.claim()
    assert not second.claim()
    first.release()
    assert second.claim()
    second.release()


async def test_a_later_start_is_heard_until_listening_stops(tmp_path: Path) -> None:
    instance, heard = SingleInstance(tmp_path), list[str]()
    assert instance.claim()
    await instance.listen(heard.append)
    assert await asyncio.to_thread(say, tmp_path, RAISE)
    assert heard == [RAISE]
    await instance.stop_listening()
    await instance.stop_listening()
    assert not await asyncio.to_thread(say, tmp_path, RAISE)
    assert _names(tmp_path) == ["running.lock"]
    instance.release()


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_the_folder_is_given_up_after_the_loop_has_closed(tmp_path: Path) -> None:
    """Windows' loop cannot be asked anything then, and the lock would have been kept."""
    instance = SingleInstance(tmp_path)
    assert instance.claim()

    async def live() -> None:
        await instance.listen(lambda _word: None)
        await instance.stop_listening()

    asyncio.run(live())
    instance.release()
    assert is_free(tmp_path)


def test_quit_waits_for_a_program_that_is_already_closing(tmp_path: Path) -> None:
    closing = SingleInstance(tmp_path)
    assert closing.claim()
    ends = threading.Timer(0.3, closing.release)
    ends.start()
    assert main(["--quit", "--data-dir", str(tmp_path)]) == EXIT_OK
    assert not ends.is_alive()
    assert is_free(tmp_path)


@pytest.mark.parametrize("folder", [".", "never-made"])
def test_quit_says_that_none_runs(tmp_path: Path, folder: str) -> None:
    assert main(["--quit", "--data-dir", str(tmp_path / folder)]) == EXIT_CANNOT_RUN
