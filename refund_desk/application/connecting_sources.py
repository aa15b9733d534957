"""Everything that the page of an application's sources may do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from refund_desk.application.ports.clock import Clock
from refund_desk.application.ports.source_linker import SourceLinker
from refund_desk.application.ports.source_probe import SourceLine, SourceProbe
from refund_desk.application.source_records import SourceEntry
from refund_desk.application.use_cases.connect_source import ConnectSource
from refund_desk.application.use_cases.try_connection import Mark
from refund_desk.domain.errors import BadValueError
from refund_desk.domain.refund_application import Source
from refund_desk.domain.secret import Secret
from refund_desk.domain.source_account import SourceAccount, feed_address

NO_SECRET: Final = Secret("")
_FAMILY: Final = {Source.SHOP_FEED: "feed", Source.STORE: "store"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDraft:
    """What a person has typed. An empty secret means the one that is kept."""

    source: Source
    address: str = ""
    key_id: str = ""
    secret: Secret = NO_SECRET


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """What a test found (`at` UTC)."""

    at: datetime
    lines: tuple[SourceLine, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing is in the way of reading this source."""
        return all(line.mark is not Mark.BAD for line in self.lines)


class ConnectingSources:
    """Tests, keeps and forgets accounts. Nothing of it moves money or tells anybody anything."""

    def __init__(
        self, *, books: ConnectSource, probe: SourceProbe, linker: SourceLinker, clock: Clock
    ) -> None:
        """`linker` is that of the desk whose books these are."""
        self._books = books
        self._probe = probe
        self._linker = linker
        self._clock = clock

    async def entries(self) -> tuple[SourceEntry, ...]:
        """See `ConnectSource.entries`."""
        return await self._books.entries()

    async def test(self, draft: SourceDraft) -> SourceReport:
        """Ask the source what moves nothing; a draft that is not of its form asks nobody."""
        try:
            account = await self._account(draft)
        except BadValueError as error:
            lines: Sequence[SourceLine] = (SourceLine(mark=Mark.BAD, why=str(error)),)
        else:
            lines = await self._probe.look(account)
        return SourceReport(at=self._clock.pc_now(), lines=tuple(lines))

    async def save(self, draft: SourceDraft) -> None:
        """Keep the account and read the source from now on.

        Raises `BadValueError` while a part is not right (a key of the window's sentences).
        """
        account = await self._account(draft)
        await self._books(account)
        await self._linker.link(account)

    async def disconnect(self, source: Source) -> None:
        """Forget the account and leave the source alone from now on; history stays."""
        await self._books.disconnect(source)
        await self._linker.unlink(source)

    async def _account(self, draft: SourceDraft) -> SourceAccount:
        """The account of a draft. The kept secret is for the place and the key it was given for."""
        address, key_id = draft.address.strip(), draft.key_id.strip()
        if draft.source is Source.SHOP_FEED:
            address = feed_address(address)
        secret = Secret(draft.secret.reveal().strip())
        if not secret.reveal():
            kept = await self._books.account(draft.source)
            if kept is None or (kept.address, kept.key_id) != (address, key_id):
                raise BadValueError(f"{_FAMILY[draft.source]}.secret_needed")
            secret = kept.secret
        return SourceAccount(source=draft.source, key_id=key_id, secret=secret, address=address)


class PracticeSources:
    """The same page of a practice shop: connected already, and nothing to be changed."""

    def __init__(self, told: Callable[[], tuple[SourceEntry, ...]]) -> None:
        """`told` gives what the practice shop has told of its own places by now."""
        self._told = told

    async def entries(self) -> tuple[SourceEntry, ...]:
        """As they were told; each is connected."""
        return self._told()


AnySources = ConnectingSources | PracticeSources
