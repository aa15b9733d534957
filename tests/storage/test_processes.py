"""Other processes on the same file: killed at any moment, or asking for the same at once."""

import asyncio
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest

from refund_desk.adapters.storage.files import CHAIN_FILE, LEDGER_FILE
from refund_desk.adapters.storage.ledger import Ledger
from refund_desk.application.ports.transactions import AlreadyExistsError
from refund_desk.domain.refund_application import Segment
from tests.storage.examples import MCHID, NOW, a_refund, an_application, an_audit_entry, payment
from tests.storage.raw import opened

_ROOT = Path(__file__).parents[2]


def _start(folder: Path, *task: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.storage.child", str(folder), *task]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=_ROOT, stdin=pipe, stdout=pipe, text=True)


def _out(process: subprocess.Popen[str]) -> IO[str]:
    assert process.stdout is not None
    return process.stdout


def _ended(process: subprocess.Popen[str]) -> list[str]:
    """What it still said, once it is gone."""
    said, _errors = process.communicate(timeout=30)
    return said.split()


@pytest.mark.parametrize("confirmed_before", [1, 40])
async def test_killed_at_any_moment_nothing_confirmed_is_lost(
    reopen: Callable[..., Ledger], tmp_path: Path, confirmed_before: int
) -> None:
    child = _start(tmp_path, "write")
    heard = [_out(child).readline().strip() for _line in range(confirmed_before + 1)]
    child.kill()
    confirmed = {int(line) for line in [*heard[1:], *_ended(child)]}

    ledger = reopen()
    ids = set(await ledger.reads.inbox_ids(Segment.TO_DO, search="", now=NOW))
    counts = await ledger.reads.segment_counts(now=NOW)
    assert confirmed <= ids
    assert counts.to_do == len(ids)
    assert await ledger.reads.chain_is_whole()
    found = await ledger.reads.inbox_ids(Segment.TO_DO, search="杯子", now=NOW)
    assert len(found) == min(50, len(ids))
    for application_id in ids:
        parts = await ledger.reads.case(application_id)
        assert parts is not None
        assert len(parts.messages) == 1
        assert len(await ledger.reads.audit_lines(application_id)) == 1


async def test_two_processes_plan_a_refund_of_one_payment(ledger: Ledger, tmp_path: Path) -> None:
    asked = payment()
    others = [_start(tmp_path, "plan", asked) for _number in range(2)]
    for other in others:
        assert _out(other).readline() == "open\n"
    for other in others:
        assert other.stdin is not None
        other.stdin.write("go\n")
        other.stdin.flush()
    refund = a_refund(an_application(transaction_id=asked))
    ours = await asyncio.gather(
        ledger.transactions.run(lambda stores: stores.refunds.add(refund)), return_exceptions=True
    )

    said = [word for other in others for word in _ended(other)]
    refused = said.count("refused") + isinstance(ours[0], AlreadyExistsError)
    assert refused == 2
    with opened(tmp_path / LEDGER_FILE) as file:
        assert file.execute("SELECT count(*) FROM refund").fetchone() == (1,)


async def test_two_processes_write_one_audit_chain(ledger: Ledger, tmp_path: Path) -> None:
    child = _start(tmp_path, "write")
    assert _out(child).readline() == "open\n"
    for _number in range(30):
        await ledger.transactions.run(lambda stores: stores.audit.append(an_audit_entry()))
    child.kill()
    written = len(_ended(child)) + 30

    with opened(tmp_path / LEDGER_FILE) as file:
        assert file.execute("SELECT count(*) FROM audit_line").fetchone()[0] >= written
    assert await ledger.reads.chain_is_whole()
    assert (tmp_path / CHAIN_FILE).exists()


async def test_the_other_desk_sees_what_was_committed(
    ledger: Ledger, reopen: Callable[..., Ledger]
) -> None:
    other = reopen()
    kept = await ledger.transactions.run(lambda stores: stores.applications.add(an_application()))
    assert await other.transactions.run(lambda stores: stores.applications.get(kept.id)) == kept
    assert await other.reads.case(kept.id) == await ledger.reads.case(kept.id)
    assert kept.mchid == MCHID
