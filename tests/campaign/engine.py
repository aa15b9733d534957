"""The engine without a window: wired as the program wires it, with witnesses between."""

import asyncio
import importlib
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, Self

from refund_desk.adapters.sources.sheet_files import LocalSpreadsheetFiles
from refund_desk.adapters.system.clock import PcClock
from refund_desk.adapters.system.folders import Folders
from refund_desk.adapters.vault.practice_key import practice_keys
from refund_desk.adapters.wechatpay.transport import TimeLimits
from refund_desk.application.case_view import CaseView
from refund_desk.application.ports.pictures import BadPictureError
from refund_desk.application.services import Services
from refund_desk.application.surroundings import Ports, Shop
from refund_desk.bootstrap import Desk, connect_practice, follow_practice_clock, open_practice_desk
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import Event, RefundChanged
from refund_desk.domain.identifiers import Mchid, TransactionId
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.refund_application import Source
from refund_desk.far_side import LateBills, LateFacts, LateOrders, LateRefunds, LateSource
from refund_desk.practice.keys import MCHID, SHOP_NAME
from tests.campaign.bank import Bank
from tests.campaign.mutations import Mutation, bent_feed, mutated
from tests.campaign.notebook import Notebook
from tests.campaign.witness import Steps, WatchedFeed, WatchedRefunds, WatchedTransactions

# A doubt costs this long, so it is short; a slow machine only makes more doubts of it.
HURRIED = TimeLimits(connect_s=1.0, read_s=0.4, whole_s=0.6, file_s=5.0)
PATIENT = TimeLimits(connect_s=5.0, read_s=5.0, whole_s=6.0, file_s=10.0)

# What the program reads when it is first needed is read here before the first fork.
for _late in (
    "adapters.storage.bill_store",
    "adapters.storage.proof_queries",
    "application.proof_loop",
    "application.use_cases.catch_up",
    "application.use_cases.note_difference",
    "application.use_cases.reconcile_day",
    "application.use_cases.record_found_refund",
):
    importlib.import_module(f"refund_desk.{_late}")

Work = Callable[[], Coroutine[Any, Any, object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """How an engine is opened. `undo_s` is its undo window, its PC's clock is `skew_s` ahead."""

    limits: TimeLimits
    undo_s: float
    steps: Steps
    mutation: Mutation | None = None
    skew_s: int = 0


class NoPictures:
    """The port `PictureReader`: no picture can be read here."""

    async def thumbnail(self, content: bytes, *, side_px: int) -> tuple[bytes, int, int]:
        """See the port."""
        raise BadPictureError("img.type")

    async def clean_copy(self, content: bytes) -> bytes:
        """See the port."""
        raise BadPictureError("img.type")


class _NotingSink:
    """An EventSink that writes down which refunds the desk said were being sent."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook

    def publish(self, event: Event) -> None:
        """See the port."""
        if isinstance(event, RefundChanged) and event.state is RefundState.SUBMITTING:
            self._notebook.note("told", refund=event.refund_id)


class _WrongClock(PcClock):
    """The clock of a PC that is some seconds ahead; signatures are made by it, too."""

    def __init__(self, skew_s: int) -> None:
        super().__init__()
        self._skew = timedelta(seconds=skew_s)
        right = time.time
        vars(time)["time"] = lambda: right() + skew_s

    def now(self) -> datetime:
        """See `PcClock`: the shop's time was learnt before the clock went wrong."""
        return super().now() + self._skew


class Engine:
    """An open engine and its running tasks, each under its key as in the window."""

    def __init__(self, desk: Desk, bank: Bank, notebook: Notebook) -> None:
        """Use `open`."""
        self.desk, self.bank, self._notebook = desk, bank, notebook
        self._running: dict[str, asyncio.Task[None]] = {}
        self._clicks = count()

    @classmethod
    async def open(cls, folder: Path, bank: Bank, notebook: Notebook, tuning: Tuning) -> Self:
        """An engine over the ledger in `folder`, not connected yet."""
        folders = Folders(folder)
        events = _NotingSink(notebook)
        desk = await open_practice_desk(folders, events, NoPictures(), undo_s=tuning.undo_s)
        if tuning.skew_s:
            desk.clock = _WrongClock(tuning.skew_s)
        # The far side is watched below a mutation: its steps are what really happens there.
        watched = WatchedRefunds(LateRefunds(desk.far), tuning.steps)
        transactions, refunds = mutated(tuning.mutation, desk.ledger.transactions, watched)
        ports = Ports(
            transactions=WatchedTransactions(transactions, tuning.steps),
            reads=desk.ledger.reads,
            pictures=desk.ledger.pictures,
            picture_reader=NoPictures(),
            refunds=refunds,
            orders=LateOrders(desk.far),
            source=LateSource(desk.far),
            facts=LateFacts(desk.far),
            feeds=(bent_feed(tuning.mutation, WatchedFeed(desk.far, tuning.steps)),),
            spreadsheets=LocalSpreadsheetFiles(),
            bills=LateBills(desk.far),
            proofs=desk.ledger.proofs,
            clock=desk.clock,
            events=events,
        )
        shop = Shop(
            mchid=Mchid(MCHID),
            shop_name=SHOP_NAME,
            practice=True,
            customer_salt=practice_keys(folders.practice).customer_salt,
            undo_s=tuning.undo_s,
        )
        desk.services = Services(ports, shop)
        return cls(desk, bank, notebook)

    async def connect(self, limits: TimeLimits) -> None:
        """Let it speak to the bank."""
        await connect_practice(self.desk, self.bank.ready_line, limits=limits)

    @property
    def services(self) -> Services:
        """What a window may do."""
        return self.desk.services

    def start(self, key: str, work: Work) -> asyncio.Task[None] | None:
        """Start a task unless one of this key runs: what the window's task runner does."""
        if key in self._running:
            return None
        task = asyncio.get_running_loop().create_task(self._watched(work))
        self._running[key] = task
        task.add_done_callback(lambda _task: self._running.pop(key))
        return task

    async def _watched(self, work: Work) -> None:
        try:
            await work()
        except RuleBrokenError:
            return
        except Exception as error:  # noqa: BLE001 - whatever breaks in the engine is a finding
            self._notebook.note("bug", text=f"{type(error).__name__}: {error}")

    async def pass_time(self, seconds: int) -> None:
        """Business time passes, and the desk looks at the clock."""
        await asyncio.to_thread(self.bank.advance, seconds)
        await follow_practice_clock(self.desk)
        self.services.settling_loop.alarm.wake()

    async def applications_of(self, payment: str, source: Source | None = None) -> list[int]:
        """The applications of a payment that were pulled, of one source or of all."""
        number = TransactionId(payment)
        found = await self.desk.ledger.transactions.run(
            lambda stores: stores.applications.of_payment(Mchid(MCHID), number)
        )
        return sorted(one.id for one in found if source in {None, one.source})

    async def view(self, payment: str, source: Source | None = None) -> CaseView | None:
        """The application of a payment as the window shows it; pulled first when it is new.

        A person who finds several of one payment takes now this one, now that one.
        """
        found = await self.applications_of(payment, source)
        if not found:
            await self.services.pull_applications()
            found = await self.applications_of(payment, source)
        if not found:
            return None
        return await self.services.cases.view(found[next(self._clicks) % len(found)])

    async def unfinished(self) -> tuple[Refund, ...]:
        """All refunds that are not final."""
        return await self.desk.ledger.transactions.run(lambda stores: stores.refunds.unfinished())

    async def close(self) -> None:
        """Let the loops end, then close: not how a life of the campaign usually ends."""
        self.services.stop_background()
        with suppress(TimeoutError):
            async with asyncio.timeout(10):
                await asyncio.gather(*self._running.values())
        await self.desk.close()
