"""The first rows of a start: the same as the read model's, and never in the way."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from refund_desk.adapters.storage.files import LEDGER_FILE, PICTURE_FILE
from refund_desk.adapters.storage.first_rows import ROWS_AT_FIRST, read_first_rows
from refund_desk.adapters.storage.ledger import Ledger
from refund_desk.adapters.storage.stores import SqlStores
from refund_desk.application.rows import SegmentCounts
from refund_desk.domain.refund_application import Segment
from tests.storage.examples import HOUR, KEY, NOW, an_application, facts_of
from tests.storage.raw import all_bytes, opened

Reopen = Callable[..., Ledger]


def _keep(stores: SqlStores) -> None:
    for number in range(ROWS_AT_FIRST + 5):
        kept = stores.applications.add(an_application(due_at=NOW + number * HOUR))
        if number < 3:
            assert kept.transaction_id is not None
            stores.orders.put_facts(facts_of(kept.transaction_id))


async def _fill(ledger: Ledger) -> None:
    await ledger.transactions.run(_keep)


async def _picture(ledger: Ledger) -> str:
    kept = await ledger.pictures.keep(
        "goods/mug", content=b"mug", thumbnail=b"small mug", width_px=1, height_px=1
    )
    return kept.sha256


def test_nothing_to_read_yet(tmp_path: Path) -> None:
    assert read_first_rows(tmp_path, KEY) is None
    assert all_bytes(tmp_path) == {}


def test_a_new_ledger(ledger: Ledger, tmp_path: Path) -> None:
    first = read_first_rows(tmp_path, KEY)
    assert first is not None
    assert (first.counts, first.rows, first.thumbnails) == (SegmentCounts(), (), {})


async def test_the_same_rows_as_the_read_model(ledger: Ledger, tmp_path: Path) -> None:
    await _fill(ledger)
    without = read_first_rows(tmp_path, KEY)
    sha256 = await _picture(ledger)
    first = read_first_rows(tmp_path, KEY)

    assert without is not None
    assert first is not None
    assert without.thumbnails == {}
    ids = await ledger.reads.inbox_ids(Segment.TO_DO, search="", now=NOW)
    assert first.rows == await ledger.reads.inbox_rows(ids[:ROWS_AT_FIRST])
    assert first.counts == await ledger.reads.segment_counts(now=NOW)
    assert first.thumbnails == {sha256: b"small mug"}
    assert [row.picture_sha256 for row in first.rows[:4]] == [sha256, sha256, sha256, ""]


def test_whatever_is_wrong_is_left_to_the_opening(reopen: Reopen, tmp_path: Path) -> None:
    ledger = reopen()
    asyncio.run(_fill(ledger))
    ledger.close()
    (tmp_path / PICTURE_FILE).unlink()
    without_pictures = read_first_rows(tmp_path, KEY)
    assert without_pictures is not None
    assert len(without_pictures.rows) == ROWS_AT_FIRST
    assert read_first_rows(tmp_path, bytes(32)) is None

    with opened(tmp_path / LEDGER_FILE) as file:
        file.execute("UPDATE schema_version SET version_num = '0099'")
    assert read_first_rows(tmp_path, KEY) is None
    (tmp_path / LEDGER_FILE).write_bytes(b"garbage" * 1000)
    assert read_first_rows(tmp_path, KEY) is None
    assert (tmp_path / LEDGER_FILE).read_bytes() == b"garbage" * 1000
