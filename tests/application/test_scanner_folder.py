"""The scanner's folder is remembered until another is chosen."""

from tests.application.bench import Bench


async def test_the_folder_is_remembered_and_forgotten(bench: Bench) -> None:
    scanner = bench.services.scanner
    assert await scanner.read() == ""
    await scanner.keep("/scans")
    assert await bench.services.scanner.read() == "/scans"
    await scanner.keep("")
    assert await scanner.read() == ""
