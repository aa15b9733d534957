"""A desk that is killed: `python -m tests.journeys.kill_child FOLDER` and a ready line on stdin.

Each further line on standard input is an application's id: a copy of this process opens the desk,
agrees and refunds. It says `go PID` when it begins, then each state of its refund, or of the word
to a platform that pays itself. The imports are paid once.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

from refund_desk.adapters.system.folders import Folders
from refund_desk.application.case_view import CaseView
from refund_desk.application.commands import ApproveCommand
from refund_desk.application.ports.pictures import BadPictureError
from refund_desk.application.services import Services
from refund_desk.bootstrap import connect_practice, open_practice_desk
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import Event, OutboxChanged, RefundChanged
from refund_desk.domain.outbox import OutboxKind
from tests.journeys.limits import QUICK


class NoPictures:
    """A PictureReader for a desk that shows none."""

    async def thumbnail(self, content: bytes, *, side_px: int) -> tuple[bytes, int, int]:
        """None is readable."""
        raise BadPictureError("img.type")

    async def clean_copy(self, content: bytes) -> bytes:
        """None is readable."""
        raise BadPictureError("img.type")


class Teller:
    """An EventSink that says the states of one application's refund on standard output."""

    def __init__(self, application_id: int) -> None:
        """Of this application."""
        self._application_id = application_id

    def publish(self, event: Event) -> None:
        """Say it."""
        if isinstance(event, RefundChanged) and event.application_id == self._application_id:
            say(event.state.value)
        if isinstance(event, OutboxChanged) and event.kind == OutboxKind.APPROVE:
            say(event.state)


def say(word: str) -> None:
    """One line, at once."""
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


async def _refunded(services: Services, case: CaseView) -> None:
    """Agree and send."""
    planned = await services.approve_application(
        ApproveCommand(
            application_id=case.application_id,
            amount=case.approve.default_amount,
            seen_refundable=case.approve.refundable,
            reason="商品破损",
            reply_text="已退款，请查收。",
            red_accepted=case.approve.needs_tick,
        )
    )
    await services.submit_refund(planned.id)


async def refund(folder: Path, ready_line: dict[str, Any], application_id: int) -> None:
    """Open the desk as the program does, agree, refund, settle; killed somewhere in between."""
    desk = await open_practice_desk(
        Folders(folder), Teller(application_id), NoPictures(), undo_s=0.02
    )
    await connect_practice(desk, ready_line, limits=QUICK)
    services = desk.services
    # They heal first, as at every start: the look at the case comes after that.
    loops = [asyncio.ensure_future(loop()) for _key, loop in services.background[:2]]
    case = await services.cases.view(application_id)
    assert case is not None
    say(f"go {os.getpid()}")
    try:
        if case.platform_pays:
            await services.agreeing(application_id, seen_amount=case.approve.asked)
        else:
            await _refunded(services, case)
    except RuleBrokenError as broken:
        say(f"refused {broken.code}")
    await asyncio.gather(*loops)


def main() -> None:
    folder = Path(sys.argv[1])
    ready_line = json.loads(sys.stdin.readline())
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            asyncio.run(refund(folder, ready_line, int(line)))
            os._exit(0)
        os.waitpid(child, 0)
        say("gone")


if __name__ == "__main__":
    main()
