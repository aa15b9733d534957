"""Killed at any moment between "agree" and "arrived": after the next start all is paid once."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from refund_desk.domain.conversation import MessageKind
from refund_desk.domain.outbox import OutboxState
from refund_desk.domain.refund import RefundState
from tests.journeys.faults import COMPLAINTS, REFUNDS
from tests.journeys.headless import Headless, headless
from tests.practice_process import PracticeShop

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="copies a process by fork")

# After which word of the child it is killed: its beginning, the plan, the intention, the answer.
_STAGES = (
    ("go",),
    ("PLANNED",),
    ("SUBMITTING",),
    ("PROCESSING", "UNKNOWN"),
)
_ROUNDS = 6
# At most so long after the word (seconds): a stage takes about as long.
_LATER_S = 0.03


@contextmanager
def children(folder: Path, shop: PracticeShop) -> Iterator[subprocess.Popen[str]]:
    """The process that copies itself for each refund; at the end it has gone."""
    command = [sys.executable, "-m", "tests.journeys.kill_child", str(folder)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        _write(process, json.dumps(dict(shop.ready_line)))
        try:
            yield process
        finally:
            process.kill()


def kill_at(
    process: subprocess.Popen[str], application_id: int, stage: tuple[str, ...], seconds: float
) -> None:
    """Let one copy refund this application, and kill it so long (seconds) after a stage's word."""
    _write(process, str(application_id))
    word, pid = _read(process).split()
    while word not in stage:
        word = _read(process)
        assert not word.startswith(("refused", "gone"))
    time.sleep(seconds)
    os.kill(int(pid), signal.SIGKILL)
    while word != "gone":
        word = _read(process)


async def test_killed_at_any_moment_all_is_paid_once(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")
    chance = random.Random(seed)
    stages = [stage for stage in _STAGES for _ in range(_ROUNDS)]
    chance.shuffle(stages)
    async with headless(tmp_path, quiet_shop) as desk:
        made = [await desk.fresh(total_fen=23_600, apply_fen=10_800) for _ in stages]
        for application_id in made:
            await desk.opened(application_id)
        payments = {application_id: desk.payment_of(application_id) for application_id in made}
    rough = {"fault": "drop_after", "probability": 0.15}
    quiet_shop.set_faults(
        {"method": "POST", "path": REFUNDS, **rough},
        {"method": "POST", "path": COMPLAINTS, **rough},
    )
    with children(tmp_path, quiet_shop) as process:
        for application_id, stage in zip(made, stages, strict=True):
            kill_at(process, application_id, stage, chance.uniform(0, _LATER_S))
    quiet_shop.clear_faults()
    async with headless(tmp_path, quiet_shop) as desk:
        await desk.heal()
        ends = [await _ended(desk, payment) for payment in payments.values()]
        await desk.deliver_by_itself()
        for application_id, end in zip(made, ends, strict=True):
            await _words_fit(desk, application_id, end)
        assert await desk.services.reads.chain_is_whole()
    # Some before the number, some after: otherwise the kills came at the wrong time.
    assert {RefundState.UNDONE, RefundState.SUCCEEDED} <= set(ends)


async def _ended(desk: Headless, payment: str) -> RefundState | None:
    """How a payment's refund ended by itself; None when the kill came before the plan."""
    refunds = await desk.refunds_of(payment)
    assert len(refunds) <= 1
    for refund in refunds:
        await desk.by_itself(refund.id, RefundState.SUCCEEDED, RefundState.UNDONE)
    paid = desk.paid_of(payment)
    assert len(paid) <= 1
    amount = await desk.agrees(payment)
    state = (await desk.refund(refunds[0].id)).state if refunds else None
    assert amount == (10_800 if state is RefundState.SUCCEEDED else 0)
    return state


async def _words_fit(desk: Headless, application_id: int, end: RefundState | None) -> None:
    """What was said fits what was paid: once, and nothing for nothing."""
    case = await desk.opened(application_id)
    told = [m for m in case.messages if m.kind in {MessageKind.APPROVED, MessageKind.WORDS}]
    sent = [entry for entry in case.outbox if entry.state is OutboxState.SENT]
    assert len(told) == len({(m.kind, m.text) for m in told}) == len(sent)
    if end is not RefundState.SUCCEEDED:
        assert case.outbox == ()
        return
    # Once it has arrived there is nobody left to tell "agreed"; a reply in doubt is a person's.
    decided = {OutboxState.SENT, OutboxState.DROPPED, OutboxState.STUCK}
    assert [entry.state in decided for entry in case.outbox] == [True, True]


def _write(process: subprocess.Popen[str], line: str) -> None:
    stdin: IO[str] | None = process.stdin
    assert stdin is not None
    stdin.write(line + "\n")
    stdin.flush()


def _read(process: subprocess.Popen[str]) -> str:
    stdout: IO[str] | None = process.stdout
    assert stdout is not None
    return stdout.readline().strip()
