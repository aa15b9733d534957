"""What the page of merchant number and keys knows, and what its presses do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Final, Literal

from PySide6.QtCore import QObject, Signal

from refund_desk.application.merchant_draft import ConnectStep, MerchantDraft
from refund_desk.application.ports.key_files import FileTrouble
from refund_desk.application.ports.transactions import StorageError
from refund_desk.application.ports.vault import PASSPHRASE_CHARACTERS_MIN, VaultError
from refund_desk.application.use_cases.try_connection import ConnectionReport
from refund_desk.domain.identifiers import Mchid
from refund_desk.domain.secret import Secret
from refund_desk.ui import sentences, texts
from refund_desk.ui.settings.needs import ConnectServices
from refund_desk.ui.task_runner import MakeCoroutine, TaskRunner

FILL_STEPS: Final = tuple(ConnectStep)
TEST_STEP: Final = len(FILL_STEPS)
Busy = Literal["read", "test", "save"]
# What is said once a piece of work has ended.
Say = Callable[[], object]


class CredentialsPresenter(QObject):
    """Signals: `changed` when anything to be shown did; `saved(Kept)`; `shop_chosen(Mchid)`;
    `troubled(str)` with a sentence.
    """

    changed = Signal()
    saved = Signal(object)
    shop_chosen = Signal(str)
    troubled = Signal(str)

    def __init__(self, services: ConnectServices, tasks: TaskRunner, parent: QObject) -> None:
        """Begin at the first step, or at the test where keys are in force."""
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self.report: ConnectionReport | None = None
        self.troubles: tuple[FileTrouble, ...] = ()
        self.others: tuple[Mchid, ...] = ()
        self.needs_passphrase = False
        self.wrong = ""
        self._tested: MerchantDraft | None = None
        self._busy: set[Busy] = set()
        self._begin()

    def _begin(self) -> None:
        account = self._services.account
        self.draft = MerchantDraft.of(account) if account is not None else MerchantDraft()
        self.step = self.furthest = TEST_STEP if account is not None else 0

    @property
    def is_in_force(self) -> bool:
        """Whether keys are in force that this page changes."""
        return self._services.account is not None

    @property
    def is_changed(self) -> bool:
        """Whether there is something to save."""
        account = self._services.account
        return account is None or self.draft != MerchantDraft.of(account)

    @property
    def asks_passphrase(self) -> bool:
        """Whether saving makes a shop whose key a passphrase must seal."""
        makes_a_shop = not self.is_in_force or self.draft.is_of_other_merchant()
        return self.needs_passphrase and makes_a_shop

    @property
    def has_passed(self) -> bool:
        """Whether what is filled in now was tested and works."""
        return self.report is not None and self.report.passed and self.is_report_fresh

    @property
    def is_report_fresh(self) -> bool:
        """Whether nothing was changed since the test."""
        return self._tested == self.draft

    def is_busy(self, what: Busy) -> bool:
        """Whether reading, testing or saving is under way."""
        return what in self._busy

    def is_done(self, step: int) -> bool:
        """Whether a step has been passed and is right."""
        if step >= TEST_STEP:
            return self.has_passed
        return step < self.furthest and not self._why(step)

    def look_around(self) -> None:
        """Find out what this PC and this data folder have; the page is shown meanwhile."""
        self._tasks.start("keys:look", self._look)

    def edit(self, **changes: Any) -> None:
        """Take over what was typed."""
        edited = replace(self.draft, **changes)
        if edited != self.draft:
            self.draft = edited
            self.wrong = ""
            self.changed.emit()

    def go(self, step: int) -> None:
        """Open a step that was reached before."""
        if 0 <= step <= self.furthest:
            self._move_to(step)
            self.wrong = ""
            self.changed.emit()

    def back(self) -> None:
        """The step before."""
        self.go(self.step - 1)

    def proceed(self) -> None:
        """The next step, when this one is right; else say what is wrong with it."""
        if self.step >= TEST_STEP:
            return
        self.wrong = self._why(self.step)
        if not self.wrong:
            was_new = self.step == self.furthest
            self._move_to(self.step + 1 if was_new else self._next_open(self.step + 1))
            self.furthest = max(self.furthest, self.step)
        self.changed.emit()

    def discard(self) -> None:
        """Forget what was changed of the keys in force."""
        self._begin()
        self.wrong, self.troubles = "", ()
        self.changed.emit()

    def read(self, paths: tuple[Path, ...]) -> None:
        """Read dropped or chosen files; they fill whatever step they belong to."""
        if paths:
            self._start("read", lambda: self._read(paths))

    def test(self) -> None:
        """Ask WeChat Pay."""
        self._start("test", self._test)

    def save(self, passphrase: str = "", again: str = "") -> None:
        """Keep what is filled in; where a passphrase is asked for, twice the same."""
        if self.asks_passphrase:
            if passphrase != again:
                self.troubled.emit(texts.keeping.passphrase_differs())
                return
            if len(passphrase) < PASSPHRASE_CHARACTERS_MIN:
                self.troubled.emit(texts.keeping.passphrase_short())
                return
        secret = Secret(passphrase) if self.asks_passphrase else None
        self._start("save", lambda: self._save(secret))

    def open_shop(self, mchid: Mchid) -> None:
        """Go to the books of another merchant number."""
        self._start("save", lambda: self._choose(mchid))

    def _move_to(self, step: int) -> None:
        """What was wrong with files was said at the step before."""
        self.troubles = () if step != self.step else self.troubles
        self.step = step

    def _why(self, step: int) -> str:
        return self.draft.trouble_of(FILL_STEPS[step], self._services.clock.pc_now())

    def _next_open(self, start: int) -> int:
        """The next step that is not right, else the test: after a change in the middle."""
        return next((n for n in range(start, TEST_STEP) if self._why(n)), TEST_STEP)

    def _start(self, what: Busy, work: MakeCoroutine) -> None:
        """Do it unless it is being done; shown as under way until it has ended."""

        async def whole() -> None:
            try:
                say = await work()
            finally:
                self._busy.discard(what)
                self.changed.emit()
            if callable(say):
                say()

        if self._tasks.start(f"keys:{what}", whole):
            self._busy.add(what)
            self.changed.emit()

    async def _look(self) -> None:
        self.needs_passphrase = await self._services.needs_passphrase()
        self.others = await self._services.others()
        self.changed.emit()

    async def _read(self, paths: tuple[Path, ...]) -> None:
        before = self.draft
        filled, self.troubles = await self._services.read_files(paths, before)
        # What was typed while the files were read counts as well.
        typed = {
            field.name: getattr(self.draft, field.name)
            for field in fields(before)
            if getattr(self.draft, field.name) != getattr(before, field.name)
        }
        self.draft = replace(filled, **typed)
        self.wrong = ""

    async def _test(self) -> None:
        draft = self.draft
        report = await self._services.test(draft)
        self.report, self._tested = report, draft

    async def _save(self, passphrase: Secret | None) -> Say:
        try:
            kept = await self._services.save(self.draft, passphrase)
        except (VaultError, StorageError) as error:
            why = sentences.sentence(error.why)
            return lambda: self.troubled.emit(why)
        if self.is_in_force:
            self._follow_account()
        return lambda: self.saved.emit(kept)

    async def _choose(self, mchid: Mchid) -> Say:
        try:
            await self._services.choose(mchid)
        except StorageError as error:
            why = sentences.sentence(error.why)
            return lambda: self.troubled.emit(why)
        return lambda: self.shop_chosen.emit(str(mchid))

    def _follow_account(self) -> None:
        """The saved account is the one in force now; what was tested of it stays tested."""
        was_fresh = self.is_report_fresh
        self._begin()
        if was_fresh:
            self._tested = self.draft
