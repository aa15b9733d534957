"""A ledger of every schema ever released opens, upgraded, with everything that was in it."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from refund_desk.adapters.storage.files import CHAIN_FILE, LEDGER_FILE, NEWEST_SCHEMA
from refund_desk.adapters.storage.ledger import Ledger
from refund_desk.adapters.storage.stores import SqlStores
from refund_desk.domain.fen import Fen
from refund_desk.domain.outbox import OutboxKind
from refund_desk.domain.refund import RefundState
from tests.storage.examples import MCHID, NOW
from tests.storage.keep_old_ledger import KEY_FILE, OLD_LEDGERS, OUTSIDE, REFUNDED, WAITING
from tests.storage.raw import opened

OLD = sorted(path.name for path in OLD_LEDGERS.iterdir())


@pytest.fixture(params=OLD)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, bytes]:
    """The schema and the key of an old ledger that lies in this test's folder now."""
    kept = OLD_LEDGERS / request.param
    for name in (LEDGER_FILE, CHAIN_FILE):
        shutil.copy(kept / name, tmp_path)
    return request.param, bytes.fromhex((kept / KEY_FILE).read_text(encoding="ascii"))


def test_the_first_schema_is_kept() -> None:
    assert OLD[0] == "0001"


async def test_an_old_ledger_opens_with_all_that_was_in_it(
    old: tuple[str, bytes], reopen: Callable[..., Ledger], tmp_path: Path
) -> None:
    schema, key = old
    ledger = reopen(key=key)

    def work(stores: SqlStores) -> None:
        (refund,) = stores.refunds.of_payment(MCHID, REFUNDED)
        assert (refund.state, refund.amount, refund.ordinal) == (
            RefundState.SUCCEEDED,
            Fen(10_800),
            1,
        )
        (waiting,) = stores.applications.of_payment(MCHID, WAITING)
        assert [m.text for m in stores.conversations.messages(waiting.id)] == [
            "杯子碎了",
            "请退款",
        ]
        assert stores.settings.get(f"draft:{waiting.id}") == "您好"
        (entry,) = stores.outbox.of_application(waiting.id)
        # What a later schema adds is empty in what was there.
        assert (entry.text, entry.amount, entry.refund_id, entry.step, entry.details) == (
            "抱歉，马上处理",
            None,
            None,
            "",
            "",
        )
        assert waiting.respond_by is None
        # The outbox was made anew by schema 0004: what follows another still may.
        after = stores.outbox.add(replace(entry, after_id=entry.id, kind=OutboxKind.OFFER))
        assert stores.outbox.get(after.id).after_id == entry.id
        assert stores.orders.elsewhere(MCHID, OUTSIDE) == Fen(5_000)
        facts = stores.orders.facts(REFUNDED)
        assert facts is not None
        assert facts.buyer_nickname == "林小雨"

    await ledger.transactions.run(work)
    assert (await ledger.reads.segment_counts(now=NOW)).to_do == 1
    assert await ledger.reads.chain_is_whole()
    ledger.close()
    with opened(tmp_path / LEDGER_FILE, key) as file:
        assert file.execute("SELECT * FROM schema_version").fetchall() == [(NEWEST_SCHEMA,)]
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
    backup = tmp_path / f"ledger-before-{NEWEST_SCHEMA}.db"
    assert backup.exists() == (schema != NEWEST_SCHEMA)
