"""What a person brings in, by spreadsheet or by hand, is refunded like everything else: once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from refund_desk.application.use_cases.enter_by_hand import EnterCommand, FoundPayment
from refund_desk.application.use_cases.import_sheet import Imported, SheetDraft
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import TransactionId
from refund_desk.domain.reason import ReasonCategory
from refund_desk.domain.refund import RefundState
from refund_desk.domain.refund_application import ApplicationState, Source
from tests.journeys.headless import Headless, headless, yuan
from tests.practice_process import PracticeShop
from tests.sources.sheet_samples import csv_text, text_rows, xlsx

HEAD = ("微信支付单号", "商户单号", "申请金额", "退款原因", "说明")


async def _order(desk: Headless, **order: object) -> dict[str, Any]:
    """A paid order at the far side of which the desk has not heard."""
    made: dict[str, Any] = await desk.admin("POST", "orders", order)
    return made


async def _import(desk: Headless, path: Path) -> Imported:
    """Everything that can be taken from a file."""
    use_case = desk.services.entering.spreadsheets
    draft = await use_case.read(path)
    assert isinstance(draft, SheetDraft), draft
    rows = await use_case.preview(draft, draft.columns)
    return await use_case.take(draft, draft.columns, rows)


async def test_rows_of_a_spreadsheet_are_refunded(tmp_path: Path, quiet_shop: PracticeShop) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        one, two = [await _order(desk, total_fen=10_000, apply_fen=4_000) for _n in range(2)]
        path = tmp_path / "申请.xlsx"
        rows = (
            (one["transaction_id"], "", "40.00", "商品破损", "碎了"),
            ("", two["out_trade_no"], "60", "不想要了", ""),
        )
        path.write_bytes(xlsx({"申请": text_rows(HEAD, *rows)}))
        imported = await _import(desk, path)
        assert len(imported.application_ids) == 2
        for application_id, made, asked in zip(
            imported.application_ids, (one, two), ("40", "60"), strict=True
        ):
            case = await desk.opened(application_id)
            assert (case.source, case.asked) == (Source.SHEET, yuan(asked))
            # The order is found at WeChat Pay by whichever number the row has.
            assert case.order is not None
            assert case.order.transaction_id == made["transaction_id"]
            refund = await desk.pay(application_id)
            done = await desk.settled(refund.id, RefundState.SUCCEEDED)
            assert done.amount == yuan(asked)
            assert await desk.agrees(TransactionId(made["transaction_id"])) == yuan(asked).count
            assert (await desk.view(application_id)).state is ApplicationState.REFUNDED
        # The same rows in another file are known.
        again = tmp_path / "again.csv"
        again.write_bytes(csv_text(HEAD, *rows).encode("gbk"))
        use_case = desk.services.entering.spreadsheets
        draft = await use_case.read(again)
        assert isinstance(draft, SheetDraft)
        known = await use_case.preview(draft, draft.columns)
        assert [row.known_id for row in known] == list(imported.application_ids)


async def test_a_customer_who_phoned_gets_the_money_once(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        made = await _order(desk, total_fen=10_000, apply_fen=10_000)
        by_hand = desk.services.entering.by_hand
        found = await by_hand.look_up(made["out_trade_no"])
        assert isinstance(found, FoundPayment)
        assert (found.refundable, found.order.transaction_id) == (
            Fen(10_000),
            made["transaction_id"],
        )
        command = EnterCommand(
            key="one",
            transaction_id=found.order.transaction_id,
            asked=found.refundable,
            category=ReasonCategory.DAMAGED,
            words="打电话说碎了",
        )
        application_id = await by_hand.enter(command)
        refund = await desk.pay(application_id)
        await desk.settled(refund.id, RefundState.SUCCEEDED)
        # The complaint about the same payment arrives later: it is one case, and nothing is left.
        await desk.services.pull_applications()
        complaint = await desk.application_of(made["complaint_id"])
        case = await desk.opened(complaint)
        assert [link.application_id for link in case.linked] == [application_id]
        assert case.approve.why == "nothing_left"
        assert await desk.agrees(found.order.transaction_id) == 10_000
        again = await by_hand.look_up(made["transaction_id"])
        assert isinstance(again, FoundPayment)
        assert (again.refundable, len(again.linked)) == (Fen(0), 2)
