"""One program per data folder: who has it, who hears, and what is left when it ends."""

from __future__ import annotations

import asyncio
import json
import threading
from pathlib import Path

import pytest

from refund_desk.__main__ import EXIT_CANNOT_RUN, EXIT_OK, _dropped, main
from refund_desk.adapters.system.single_instance import RAISE, SingleInstance, is_free, say

Heard = tuple[str, tuple[Path, ...]]


def test_the_second_start_does_not_get_the_folder(tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.claim()
    assert not second.claim()
    first.release()
    assert second.claim()
    second.release()


async def test_a_later_start_is_heard_until_listening_stops(tmp_path: Path) -> None:
    instance, heard = SingleInstance(tmp_path), list[Heard]()
    assert instance.claim()
    await instance.listen(lambda word, files: heard.append((word, files)))
    assert await asyncio.to_thread(say, tmp_path, RAISE)
    assert heard == [(RAISE, ())]
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
        await instance.listen(lambda _word, _files: None)
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


async def test_dropped_files_come_with_the_word(tmp_path: Path) -> None:
    instance, heard = SingleInstance(tmp_path), list[Heard]()
    assert instance.claim()
    await instance.listen(lambda word, files: heard.append((word, files)))
    files = [tmp_path / f"破损 {number}.png" for number in range(25)]
    assert await asyncio.to_thread(say, tmp_path, RAISE, files)
    assert heard == [(RAISE, tuple(files[:20]))]
    await instance.stop_listening()
    instance.release()


@pytest.mark.parametrize("names", ["{}", "[1]", "[", '"text"'])
async def test_anything_else_behind_the_word_is_not_heard(tmp_path: Path, names: str) -> None:
    instance, heard = SingleInstance(tmp_path), list[Heard]()
    assert instance.claim()
    await instance.listen(lambda word, files: heard.append((word, files)))
    line = json.loads(await asyncio.to_thread((tmp_path / "running.json").read_text))
    reader, writer = await asyncio.open_connection("127.0.0.1", line["port"])
    writer.write(f"{line['token']} {RAISE} {names}\n".encode())
    assert await reader.read() == b""
    writer.close()
    assert heard == []
    await instance.stop_listening()
    instance.release()


def test_only_whole_paths_of_files_count_as_dropped(tmp_path: Path) -> None:
    """A command, an option or a name that is a file by chance is what it says."""
    picture = tmp_path / "杯子.png"
    picture.write_bytes(b"picture")
    assert _dropped([str(picture)]) == (picture,)
    assert _dropped([]) == ()
    for arguments in (["tour"], ["--practice"], [picture.name], [str(picture), "--practice"]):
        assert _dropped(arguments) == ()
