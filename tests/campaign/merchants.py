"""A second merchant number: its bank, and processes that work for it."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from refund_desk.practice.keys import MCHID

Result = TypeVar("Result")

OTHER_MCHID = "1900000117"
# The practice shop has one merchant number; the modules that name it are these packages'.
_PACKAGES = (
    "refund_desk.",
    "tests.campaign.engine",
    "tests.campaign.feed_healing",
    "tests.campaign.inspection",
)


def as_merchant(mchid: str, work: Callable[[], Result]) -> Result:
    """Do the work as this merchant. Only for a process of its own: it stays that merchant."""
    if mchid != MCHID:
        for name, module in list(sys.modules.items()):
            if name.startswith(_PACKAGES) and hasattr(module, "MCHID"):
                vars(module)["MCHID"] = mchid
    return work()


def change_number(bank: Path) -> None:
    """Let a practice bank that nobody used yet serve the other merchant number."""
    path = next(bank.rglob("identity.json"))
    identity = json.loads(path.read_text())
    path.write_text(json.dumps({**identity, "mchid": OTHER_MCHID}))
