"""What every case starts from, made once: a bank without customers, a desk that has synced."""

import asyncio
from functools import partial
from pathlib import Path

from refund_desk.adapters.system.folders import Folders
from refund_desk.adapters.vault.practice_key import practice_keys
from tests.campaign.bank import Bank, running_bank
from tests.campaign.children import Child
from tests.campaign.engine import PATIENT, Engine, Tuning
from tests.campaign.mutations import Mutation, bend_ledger
from tests.campaign.notebook import Notebook
from tests.campaign.witness import Steps

BANK, DESK = "bank", "desk"
_MAKING_S = 120.0


class TemplateError(Exception):
    """The campaign cannot run here; standard error of the child lies beside the templates."""


def make_templates(folder: Path, *, seed: int, mutation: Mutation | None) -> None:
    """Fill `folder` with the folders that cases copy."""
    stderr = folder / "stderr.txt"
    with running_bank(folder / BANK, seed=seed, stderr=stderr) as bank:
        with Child.running(partial(_first_start, folder, bank, mutation), stderr=stderr) as child:
            child.wait(_MAKING_S)
        if child.exit_code != 0:
            raise TemplateError(stderr.read_text(errors="replace"))


def _first_start(folder: Path, bank: Bank, mutation: Mutation | None) -> None:
    asyncio.run(_sync(folder, bank))
    practice = Folders(folder / DESK).practice
    bend_ledger(practice, practice_keys(practice).database, mutation)


async def _sync(folder: Path, bank: Bank) -> None:
    tuning = Tuning(limits=PATIENT, undo_s=0.01, steps=Steps(None))
    engine = await Engine.open(folder / DESK, bank, Notebook(folder / "notes.txt"), tuning)
    await engine.connect(PATIENT)
    await engine.services.pull_applications(full=True)
    await engine.close()
