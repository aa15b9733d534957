"""The single writer: a thread, and one durable COMMIT for all that waits (decisions.md 5.4)."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import Connection

from refund_desk.adapters.storage.engine import storage_errors, transaction
from refund_desk.adapters.storage.prepared import raw
from refund_desk.application.ports.transactions import StorageError
from refund_desk.domain.errors import ensure

# How long nobody must have wanted anything before what nobody waits for is done.
IDLE_S = 0.03
# More than ever waited at once in the trial (facts: 6 on a slow disk); bounds one COMMIT's length.
WORKS_PER_COMMIT = 64


class Session(Protocol):
    """What a work is handed; `finish` is its last step."""

    def finish(self) -> None:
        """Write what follows from the work."""


AnySession = TypeVar("AnySession", bound=Session)
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class _Done:
    """What a work returned."""

    result: Any


@dataclass(frozen=True, slots=True)
class _Raised:
    """What a work raised, or what befell its commit."""

    error: BaseException


_Outcome = _Done | _Raised


@dataclass(frozen=True, slots=True)
class _Job:
    """A work that waits, and who waits for it."""

    work: Callable[[Any], Any]
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]


class Writer(Generic[AnySession]):
    """Runs works one after the other; those waiting together share one transaction.

    A work that raises rolls back alone. When COMMIT does not succeed, none of them did.
    """

    def __init__(
        self,
        connection: Connection,
        open_session: Callable[[Connection], AnySession],
        *,
        name: str,
        after_commit: Callable[[Connection], None] = lambda _connection: None,
        when_idle: Callable[[Connection], bool] = lambda _connection: False,
    ) -> None:
        """Take over the connection and start the thread. `after_commit` must not raise.

        `when_idle` does a little of what nobody waits for, in a transaction of its own, and returns
        whether more is left; it is asked again after each commit.
        """
        self._connection = connection
        self._open_session = open_session
        self._after_commit = after_commit
        self._when_idle = when_idle
        self._may_idle = True
        self._broken: BaseException | None = None
        self._waiting: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._closed = False
        # A daemon: what nobody was told of may be lost when the interpreter ends.
        self._thread = threading.Thread(target=self._serve, name=name, daemon=True)
        self._thread.start()

    async def run(self, work: Callable[[AnySession], Result]) -> Result:
        """Do `work` in a durable transaction; its result comes after COMMIT."""
        ensure(not self._closed, "the ledger is closed")
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Result] = loop.create_future()
        self._waiting.put(_Job(work, loop, future))
        return await future

    def close(self) -> None:
        """Finish what waits, then end the thread and the connection. Blocks; idempotent."""
        if not self._closed:
            self._closed = True
            self._waiting.put(None)
            self._thread.join()
            self._connection.close()

    def _serve(self) -> None:
        """Take everything that waits, commit it once, tell everybody; until `close`."""
        closing = False
        while not closing:
            jobs: list[_Job] = []
            job = self._next_job()
            while (
                job is not None and len(jobs) < WORKS_PER_COMMIT - 1 and not self._waiting.empty()
            ):
                jobs.append(job)
                job = self._waiting.get()
            closing = job is None
            if job is not None:
                jobs.append(job)
            if jobs:
                _tell(jobs, self._committed(jobs))

    def _next_job(self) -> _Job | None:
        """What is wanted next; until then, a little after the other of what nobody waits for."""
        while self._may_idle:
            try:
                return self._waiting.get(timeout=IDLE_S)
            except queue.Empty:
                self._may_idle = self._idled()
        return self._waiting.get()

    def _idled(self) -> bool:
        """Whether more of what nobody waits for is left; trouble ends it until the next commit."""
        try:
            with storage_errors(), transaction(self._connection):
                return self._when_idle(self._connection)
        except StorageError:
            return False
        except BaseException as error:  # noqa: BLE001 - raised where the next work is awaited
            self._broken = error
            return False

    def _committed(self, jobs: list[_Job]) -> list[_Outcome]:
        """The outcome of each job, once they are on disk together, or not at all."""
        if self._broken is not None:
            return [_Raised(self._broken) for _job in jobs]
        try:
            with storage_errors(), transaction(self._connection):
                outcomes = [self._attempted(job) for job in jobs]
        except BaseException as error:  # noqa: BLE001 - raised again where each work is awaited
            return [_Raised(error) for _job in jobs]
        self._after_commit(self._connection)
        self._may_idle = True
        return outcomes

    def _attempted(self, job: _Job) -> _Outcome:
        """One work in its own savepoint."""
        session, below = self._open_session(self._connection), raw(self._connection)
        below.execute("SAVEPOINT work")
        try:
            with storage_errors():
                result = job.work(session)
                session.finish()
        except StorageError:
            # A full disk has ended the whole transaction; nothing of it is left to save.
            raise
        except BaseException as error:  # noqa: BLE001 - raised again where the work is awaited
            below.execute("ROLLBACK TO work")
            outcome: _Outcome = _Raised(error)
        else:
            outcome = _Done(result)
        below.execute("RELEASE work")
        return outcome


def _tell(jobs: list[_Job], outcomes: list[_Outcome]) -> None:
    """Resolve all futures: one wake-up of each loop, however many works there were."""
    by_loop: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[Any], _Outcome]]] = {}
    for job, outcome in zip(jobs, outcomes, strict=True):
        by_loop.setdefault(job.loop, []).append((job.future, outcome))
    for loop, pairs in by_loop.items():
        # A loop that is closed has nobody left who waits.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(_resolve, pairs)


def _resolve(pairs: list[tuple[asyncio.Future[Any], _Outcome]]) -> None:
    """On the loop's thread: hand out results and errors, except to those who stopped waiting."""
    for future, outcome in pairs:
        if future.done():
            continue
        if isinstance(outcome, _Done):
            future.set_result(outcome.result)
        else:
            future.set_exception(outcome.error)
