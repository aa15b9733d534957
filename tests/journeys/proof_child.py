"""A desk that is given a proof and dies with the plan.

Arguments: its folder, the ready line, the application's id, the picture.

The plan is on disk when the first word about it is heard; nothing has been sent then.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from pathlib import Path

from refund_desk.adapters.system.folders import Folders
from refund_desk.application.commands import GiveProofCommand, OwnPicture
from refund_desk.bootstrap import connect_practice, open_practice_desk
from refund_desk.domain.events import Event, RefundChanged
from refund_desk.ui.picture_reader import QtPictureReader
from tests.journeys.limits import QUICK


class Deadly:
    """An EventSink that ends the process at the first word about a refund."""

    def publish(self, event: Event) -> None:
        """Die of it."""
        if isinstance(event, RefundChanged):
            os.kill(os.getpid(), signal.SIGKILL)


async def give(folder: str, ready_line: str, number: str, content: bytes) -> None:
    desk = await open_practice_desk(Folders(Path(folder)), Deadly(), QtPictureReader(), undo_s=5)
    await connect_practice(desk, json.loads(ready_line), limits=QUICK)
    proof = OwnPicture(name="proof.png", content=content, confirmed_private_free=True)
    command = GiveProofCommand(application_id=int(number), pictures=(proof,))
    await desk.services.negotiate.give_proof(command)


if __name__ == "__main__":
    _program, folder, ready, number, picture = sys.argv
    asyncio.run(give(folder, ready, number, Path(picture).read_bytes()))
