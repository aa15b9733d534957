"""Take applications from a spreadsheet: read it, look at each row, then keep what was chosen."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from refund_desk.application.ground import Ground
from refund_desk.application.keeper import Keeper, Reading
from refund_desk.application.local_applications import (
    first_words,
    linked_applications,
    local_snapshot,
)
from refund_desk.application.ports.application_source import ComplaintOrder, Snapshot
from refund_desk.application.ports.spreadsheet_files import (
    Spreadsheet,
    SpreadsheetFiles,
    SpreadsheetRefused,
    Template,
)
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.spreadsheet_columns import (
    NUMBER_COLUMNS,
    Columns,
    Head,
    columns_named,
    columns_text,
    head_of,
    kept_columns,
)
from refund_desk.application.spreadsheet_preview import (
    PreviewRow,
    SheetApplication,
    preview_rows,
)
from refund_desk.domain.audit import OWNER, AuditAction, AuditEntry
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import ApplicationsChanged
from refund_desk.domain.fen import NOTHING
from refund_desk.domain.identifiers import Mchid
from refund_desk.domain.refund_application import RefundApplication, Source

Row = TypeVar("Row")
# Rows in one transaction: the ledger's writer must soon be free again.
_LOOKED_AT_ONCE = 500
_TAKEN_AT_ONCE = 200
# More than this is told as "many changed".
_TOLD_AT_MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetDraft:
    """A file that was read and from which nothing is kept yet.

    `columns` is how its columns are understood: as a person said for such a head before
    (`remembered`), else by their names.
    """

    file_name: str = field(repr=False)
    spreadsheet: Spreadsheet
    head: Head
    columns: Columns
    remembered: bool

    @property
    def row_count(self) -> int:
        """How many rows there are below the head."""
        return len(self.spreadsheet.rows) - self.head.first


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import brought: the new applications' ids, and how many rows were known by then."""

    application_ids: tuple[int, ...]
    known: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSheet:
    """Applications from spreadsheets. Each row becomes one application, once, whatever file it
    comes in; its order is read at WeChat Pay when somebody opens it, as a complaint's is.
    """

    ground: Ground
    files: SpreadsheetFiles
    keeper: Keeper
    mchid: Mchid

    async def read(self, path: Path) -> SheetDraft | SpreadsheetRefused:
        """Read a file; `file.no_rows` when there is nothing below its head."""
        spreadsheet = await self.files.read(path)
        if isinstance(spreadsheet, SpreadsheetRefused):
            return spreadsheet
        head = head_of(spreadsheet.rows)
        if len(spreadsheet.rows) <= head.first:
            return SpreadsheetRefused("file.no_rows")
        kept = await self.ground.run(lambda stores: stores.settings.get(head.key))
        remembered = kept_columns(kept, len(head.names))
        return SheetDraft(
            file_name=path.name,
            spreadsheet=spreadsheet,
            head=head,
            columns=columns_named(head.names) if remembered is None else remembered,
            remembered=remembered is not None,
        )

    async def write_template(self, path: Path, template: Template) -> None:
        """Write an empty table to fill in, CSV or XLSX by the path's ending; raises `OSError`."""
        await self.files.write_template(path, template)

    async def preview(self, draft: SheetDraft, columns: Columns) -> tuple[PreviewRow, ...]:
        """What each row would become, with what the desk knows of its order.

        Raises `RuleBrokenError` `sheet.no_number` while no column is an order number.
        """
        _ensure_number(columns)
        now = self.ground.now()
        # Twenty thousand rows take a second: beside the window, not in it.
        rows = await asyncio.to_thread(
            preview_rows, draft.spreadsheet.rows, draft.head, columns, now=now
        )
        looked: list[PreviewRow] = []
        for some in _slices(rows, _LOOKED_AT_ONCE):
            looked += await self.ground.run(partial(_all_with_links, mchid=self.mchid, rows=some))
        return tuple(looked)

    async def take(
        self, draft: SheetDraft, columns: Columns, rows: Collection[PreviewRow]
    ) -> Imported:
        """Keep these rows of the preview as applications.

        Up to two hundred go in one transaction or none; more go in slices of that, because twenty
        thousand at once would keep the ledger from writing down a refund for half a minute. A
        trouble between two slices loses nothing and doubles nothing: what became an application is
        left out when the same rows are taken again. The columns are remembered for such a head.
        Raises `RuleBrokenError` `sheet.none` when no row is one that can be taken.
        """
        _ensure_number(columns)
        taken = tuple(row.application for row in rows if row.application and row.can_be_taken)
        if not taken:
            raise RuleBrokenError("sheet.none")
        kept: list[int] = []
        known = 0
        for some in _slices(taken, _TAKEN_AT_ONCE):
            imported = await self.ground.run(
                partial(self._take, draft=draft, columns=columns, applications=some)
            )
            kept += imported.application_ids
            known += imported.known
            if new := imported.application_ids:
                told = new if len(new) <= _TOLD_AT_MOST else ()
                self.ground.publish(ApplicationsChanged(told, len(new)))
        return Imported(application_ids=tuple(kept), known=known)

    def _take(
        self,
        stores: Stores,
        *,
        draft: SheetDraft,
        columns: Columns,
        applications: tuple[SheetApplication, ...],
    ) -> Imported:
        """The transaction of one slice."""
        now = self.ground.now()
        stores.settings.put(draft.head.key, columns_text(columns))
        ids = [self._keep(stores, application, now) for application in applications]
        new = tuple(application_id for application_id in ids if application_id is not None)
        imported = Imported(application_ids=new, known=len(ids) - len(new))
        _audit(stores, draft, imported, now)
        return imported

    def _keep(self, stores: Stores, row: SheetApplication, now: datetime) -> int | None:
        """The id of the new application; None for a row that is one already."""
        if stores.applications.find(Source.SHEET, row.source_ref) is not None:
            return None
        snapshot = _snapshot_of(row)
        reading = Reading(snapshot=snapshot, history=(first_words(snapshot),), asked_at=now)
        return self.keeper.keep(stores, reading, now=now).application.id


def _snapshot_of(row: SheetApplication) -> Snapshot:
    order = ComplaintOrder(transaction_id=row.payment, out_trade_no=row.own_number, amount=NOTHING)
    plain = local_snapshot(Source.SHEET, row.source_ref, order, row.applied_at)
    return replace(
        plain,
        problem_text=row.reason,
        detail_text=row.detail,
        asked=row.asked,
        payer_phone=row.phone,
    )


def _all_with_links(
    stores: Stores, *, mchid: Mchid, rows: tuple[PreviewRow, ...]
) -> list[PreviewRow]:
    return [_with_links(stores, mchid, row) for row in rows]


def _with_links(stores: Stores, mchid: Mchid, row: PreviewRow) -> PreviewRow:
    """The row with what the desk has of it and of its order."""
    application = row.application
    if application is None:
        return row
    known = stores.applications.find(Source.SHEET, application.source_ref)
    if known is not None:
        return replace(row, known_id=known.id)
    others: dict[int, RefundApplication] = {}
    if application.payment is not None:
        found = stores.applications.of_payment(mchid, application.payment)
        others.update((other.id, other) for other in found)
    if application.own_number is not None:
        found = stores.applications.of_own_number(mchid, application.own_number)
        others.update((other.id, other) for other in found)
    return replace(row, linked=linked_applications(others.values()))


def _ensure_number(columns: Columns) -> None:
    if not any(column in columns for column in NUMBER_COLUMNS):
        raise RuleBrokenError("sheet.no_number")


def _slices(rows: tuple[Row, ...], size: int) -> Iterator[tuple[Row, ...]]:
    return (rows[at : at + size] for at in range(0, len(rows), size))


def _audit(stores: Stores, draft: SheetDraft, imported: Imported, now: datetime) -> None:
    """The line of the import; a file's name may hold somebody's, so it is a personal value."""
    stores.audit.append(
        AuditEntry(
            at=now,
            actor=OWNER,
            action=AuditAction.SHEET_IMPORTED,
            facts={
                "rows": draft.row_count,
                "new": len(imported.application_ids),
                "known": imported.known,
            },
            personal={"file": draft.file_name},
        )
    )
