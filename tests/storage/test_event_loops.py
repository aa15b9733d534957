"""The ledger serves whatever loop asks: the window runs on qasync, tools on plain asyncio."""

from array import array

import qasync
from PySide6.QtWidgets import QApplication

from refund_desk.adapters.storage.ledger import Ledger
from tests.storage.examples import NOW, an_application


def test_the_windows_loop(qapp: QApplication, ledger: Ledger) -> None:
    loop = qasync.QEventLoop(qapp)

    async def use() -> int:
        kept = await ledger.transactions.run(
            lambda stores: stores.applications.add(an_application())
        )
        await ledger.reads.segment_counts(now=NOW)
        return len(await ledger.reads.inbox_rows(array("I", [kept.id])))

    with loop:
        assert loop.run_until_complete(use()) == 1
