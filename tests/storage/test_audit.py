"""The audit chain: whole until somebody touches it, without a word of personal text."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from refund_desk.adapters.storage.chain_file import ChainEnd, ChainFile
from refund_desk.adapters.storage.files import CHAIN_FILE, LEDGER_FILE
from refund_desk.adapters.storage.ledger import Ledger
from refund_desk.adapters.storage.stores import SqlStores
from refund_desk.application.ports.transactions import StorageDamagedError
from refund_desk.domain.audit import CHAIN_START, AuditAction, commitment
from tests.storage.examples import an_audit_entry
from tests.storage.raw import opened

_ADD_A_LINE_BEFORE = (
    "INSERT INTO audit_line SELECT -1, at, actor, action, application_id, refund_id, facts_json,"
    " previous, hash FROM audit_line WHERE number = 1"
)


async def _append(ledger: Ledger, *entries: dict[str, Any]) -> None:
    def work(stores: SqlStores) -> None:
        for entry in entries:
            stores.audit.append(an_audit_entry(**entry))

    await ledger.transactions.run(work)


def _tamper(folder: Path, *statements: str) -> None:
    with opened(folder / LEDGER_FILE) as file:
        file.execute("DROP TRIGGER audit_line_kept")
        for statement in statements:
            file.execute(statement)


async def test_a_chain_follows_from_its_start(ledger: Ledger, tmp_path: Path) -> None:
    assert await ledger.reads.chain_is_whole()
    await _append(ledger, {"application_id": 1, "facts": {"amount_fen": 5}}, {"application_id": 1})
    await _append(ledger, {"application_id": 1})

    first, second, third = await ledger.reads.audit_lines(1)
    assert first.previous == CHAIN_START
    assert (second.previous, third.previous) == (first.hash, second.hash)
    assert json.loads(first.facts_json) == {"amount_fen": 5}
    assert await ledger.reads.chain_is_whole()
    assert ChainFile(tmp_path / CHAIN_FILE).read() == ChainEnd(3, third.hash)


async def test_a_line_that_is_rolled_back_leaves_no_gap(ledger: Ledger) -> None:
    def work(stores: SqlStores) -> None:
        stores.audit.append(an_audit_entry())
        raise ZeroDivisionError

    await _append(ledger, {})
    with pytest.raises(ZeroDivisionError):
        await ledger.transactions.run(work)
    await _append(ledger, {})
    assert await ledger.reads.chain_is_whole()


async def test_personal_values_can_be_erased_without_breaking_the_chain(
    ledger: Ledger, tmp_path: Path
) -> None:
    await _append(ledger, {"application_id": 1, "personal": {"phone": "13912345678"}})
    (line,) = await ledger.reads.audit_lines(1)
    with opened(tmp_path / LEDGER_FILE) as file:
        ((number, name, salt, value),) = file.execute("SELECT * FROM audit_detail").fetchall()
        assert (number, name, value) == (1, "phone", "13912345678")
        assert json.loads(line.facts_json) == {"phone": commitment(value, salt=salt)}
        file.execute("DELETE FROM audit_detail")
    assert await ledger.reads.chain_is_whole()


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("SET number = 9 WHERE number = 2", "line 2: is missing"),
        ("SET at = at + 1 WHERE number = 2", "line 2: was changed"),
        ("SET at = 'yesterday' WHERE number = 2", "line 2: was changed"),
        ("SET at = 9e18 WHERE number = 1", "line 1: was changed"),
        ("SET actor = 'nobody' WHERE number = 2", "line 2: was changed"),
        ("SET actor = x'00' WHERE number = 2", "line 2: was changed"),
        ("SET action = 'refused' WHERE number = 4", "line 4: was changed"),
        ("SET action = 'no such thing' WHERE number = 3", "line 3: was changed"),
        ("SET application_id = NULL WHERE number = 3", "line 3: was changed"),
        ("SET refund_id = 7 WHERE number = 1", "line 1: was changed"),
        ("SET facts_json = '{\"x\":1}' WHERE number = 3", "line 3: was changed"),
        ("SET facts_json = x'7b7d' WHERE number = 3", "line 3: was changed"),
        ("SET previous = hash WHERE number = 2", "line 2: was changed"),
        ("SET hash = previous WHERE number = 4", "line 4: was changed"),
        ("SET hash = '' WHERE number = 2", "line 2: was changed"),
        ("SET number = number + 9, action = 'x' WHERE number = 4", "line 4: is missing"),
    ],
)
async def test_a_touched_line_is_found(
    ledger: Ledger, tmp_path: Path, change: str, broken: str
) -> None:
    await _append(ledger, *({"application_id": n} for n in range(4)))
    _tamper(tmp_path, f"UPDATE audit_line {change}")

    assert not await ledger.reads.chain_is_whole()
    assert str(await ledger.reads.first_break()) == broken


@pytest.mark.parametrize(
    ("statements", "broken"),
    [
        (("DELETE FROM audit_line WHERE number = 2",), "line 2: is missing"),
        (("DELETE FROM audit_line WHERE number = 1",), "line 1: is missing"),
        (("DELETE FROM audit_line WHERE number >= 3",), "line 3: is missing"),
        (("DELETE FROM audit_line",), "line 1: is missing"),
        (
            (
                "UPDATE audit_line SET number = 99 WHERE number = 2",
                "UPDATE audit_line SET number = 2 WHERE number = 3",
                "UPDATE audit_line SET number = 3 WHERE number = 99",
            ),
            "line 2: was changed",
        ),
    ],
)
async def test_lines_taken_out_or_swapped_are_found(
    ledger: Ledger, tmp_path: Path, statements: tuple[str, ...], broken: str
) -> None:
    await _append(ledger, *({"application_id": n} for n in range(4)))
    _tamper(tmp_path, *statements)

    assert str(await ledger.reads.first_break()) == broken


async def test_a_chain_written_anew_contradicts_the_end_outside(
    ledger: Ledger, tmp_path: Path
) -> None:
    await _append(ledger, {"actor": "one"}, {"actor": "two"})
    _tamper(tmp_path, "DELETE FROM audit_line WHERE number = 2")
    outside = (tmp_path / CHAIN_FILE).read_bytes()
    await _append(ledger, {"actor": "forged"}, {"actor": "later"})
    (tmp_path / CHAIN_FILE).write_bytes(outside)

    broken = "line 2: differs from the end that is kept outside the books"
    assert str(await ledger.reads.first_break()) == broken


@pytest.mark.parametrize(
    ("statements", "broken"),
    [
        (("DELETE FROM audit_line WHERE number >= 3",), "line 3: is missing"),
        (("DELETE FROM audit_line",), "line 1: is missing"),
    ],
)
async def test_lines_cut_off_while_the_books_were_closed_stay_missed(
    ledger: Ledger,
    reopen: Callable[..., Ledger],
    tmp_path: Path,
    *,
    statements: tuple[str, ...],
    broken: str,
) -> None:
    await _append(ledger, *({"application_id": n} for n in range(4)))
    ledger.close()
    _tamper(tmp_path, *statements)
    for _start in range(2):
        again = reopen()
        await again.transactions.run(lambda stores: stores.settings.put("layout", "wide"))
        assert str(await again.reads.first_break()) == broken
        again.close()


async def test_the_end_that_a_restore_replaced_is_no_accusation(
    ledger: Ledger, reopen: Callable[..., Ledger], tmp_path: Path
) -> None:
    replaced = ChainEnd(40, "ab" * 32)
    facts = {"line_before": replaced.number, "end_before": replaced.hash}
    await _append(ledger, {}, {"action": AuditAction.BOOKS_RESTORED, "facts": facts})
    ledger.close()
    # As a kill between the restore's last two steps leaves it.
    ChainFile(tmp_path / CHAIN_FILE).note(replaced)
    again = reopen()
    assert await again.reads.chain_is_whole()
    await _append(again, {})
    assert ChainFile(tmp_path / CHAIN_FILE).read() != replaced


@pytest.mark.parametrize(
    "change",
    ["value = '坏'", "value = x'00'", "salt = 'x'", "salt = x''", "name = 'x'", "number = 2.5"],
)
async def test_a_personal_value_put_in_the_place_of_another_is_found(
    ledger: Ledger, tmp_path: Path, change: str
) -> None:
    await _append(ledger, {}, {"personal": {"phone": "13912345678", "note": "好"}}, {})
    with opened(tmp_path / LEDGER_FILE) as file:
        file.execute(f"UPDATE audit_detail SET {change} WHERE name = 'note'")
    assert str(await ledger.reads.first_break()) == "line 2: was changed"


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("UPDATE meta SET audit_anchor_number = 99", "line 1: does not follow"),
        ("UPDATE meta SET audit_anchor_number = 2", "line 3: does not follow"),
        ("UPDATE meta SET audit_anchor_hash = 'x'", "line 1: does not follow"),
        (_ADD_A_LINE_BEFORE, "line -1: does not follow"),
    ],
)
async def test_an_anchor_hides_no_line(
    ledger: Ledger, tmp_path: Path, change: str, broken: str
) -> None:
    await _append(ledger, {}, {}, {})
    with opened(tmp_path / LEDGER_FILE) as file:
        file.execute(change)
    assert str(await ledger.reads.first_break()).startswith(broken)


async def test_an_anchor_that_is_no_number_is_damage(ledger: Ledger, tmp_path: Path) -> None:
    with opened(tmp_path / LEDGER_FILE) as file:
        file.execute("UPDATE meta SET audit_anchor_number = 'x'")
    with pytest.raises(StorageDamagedError):
        await _append(ledger, {})


async def test_a_note_that_lags_behind_or_is_gone_is_no_accusation(
    ledger: Ledger, tmp_path: Path
) -> None:
    note = tmp_path / CHAIN_FILE
    await _append(ledger, {})
    early = note.read_bytes()
    await _append(ledger, {}, {})
    for content in (early, b"", b"nonsense", b"\xff\xfe", b"1 zz\n"):
        note.write_bytes(content)
        assert await ledger.reads.chain_is_whole()
    note.unlink()
    assert await ledger.reads.chain_is_whole()


async def test_a_note_that_cannot_be_written_stops_nothing(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "ledger.new").mkdir()
    await _append(ledger, {})
    assert not (tmp_path / CHAIN_FILE).exists()
    (tmp_path / "ledger.new").rmdir()
    await _append(ledger, {})
    assert (tmp_path / CHAIN_FILE).exists()


async def test_after_pruning_a_prefix_the_chain_starts_at_its_anchor(
    ledger: Ledger, tmp_path: Path
) -> None:
    await _append(ledger, *({"application_id": 1} for _n in range(5)))
    early = (await ledger.reads.audit_lines(1))[2]
    with opened(tmp_path / LEDGER_FILE) as file:
        file.execute("DELETE FROM audit_line WHERE number <= 3")
        anchor = "UPDATE meta SET audit_anchor_number = 3, audit_anchor_hash = ?"
        file.execute(anchor, (early.hash,))
    (tmp_path / CHAIN_FILE).write_text(f"2 {'0' * 64}\n", encoding="ascii")
    assert await ledger.reads.chain_is_whole()
    await _append(ledger, {"application_id": 1})
    assert await ledger.reads.chain_is_whole()

    with opened(tmp_path / LEDGER_FILE) as file:
        file.execute("DELETE FROM audit_line")
    await _append(ledger, {"application_id": 7})
    (line,) = await ledger.reads.audit_lines(7)
    assert (line.number, line.previous) == (4, early.hash)


async def test_many_lines_are_verified_in_slices_and_once(ledger: Ledger, tmp_path: Path) -> None:
    await _append(ledger, *({} for _n in range(2_000)))
    assert await ledger.reads.chain_is_whole()
    await _append(ledger, *({} for _n in range(5)))
    assert await ledger.reads.chain_is_whole()
    _tamper(tmp_path, "UPDATE audit_line SET actor = 'nobody' WHERE number = 2003")
    # Verified already, so this run does not hash it again; the next one does.
    assert await ledger.reads.chain_is_whole()
    await _append(ledger, {})
    assert await ledger.reads.chain_is_whole()
