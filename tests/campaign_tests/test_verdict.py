"""The verdict sees each kind of wrong in a ledger and in books that are made wrong by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.campaign.notebook import Memory
from tests.campaign.person import PlacedOrder
from tests.campaign.plan import OrderPlan
from tests.campaign.verdict import Evidence, Kind, findings_of

_PAYMENT = "4200000000000000000000000001"
_NUMBER = f"PX{_PAYMENT}-01"
_WISH = (_PAYMENT, 700)

Spoil = Callable[[Evidence], object]


def _case() -> Evidence:
    """A case in which one wish was pressed for, sent and paid."""
    plan = OrderPlan(
        total_fen=1000, payer_total_fen=1000, apply_fen=1000, settles="wallet", wishes=(700,)
    )
    row = {
        "refund": 1, "payment": _PAYMENT, "amount_fen": 700, "number": _NUMBER,
        "refund_id": "5030", "state": "SUCCEEDED", "why": "", "adopted": False, "owned": True,
        "arrived_at": "payer",
    }  # fmt: skip
    line = {"refund": 1, "amount_fen": 700, "out_refund_no": _NUMBER}
    return Evidence(
        orders=(PlacedOrder(plan=plan, payment=_PAYMENT, complaint_id="c"),),
        memory=Memory(pressed={_WISH}, promised={1: _WISH}, told={1}),
        ledger={
            "refunds": [row],
            "elsewhere": {_PAYMENT: 0},
            "applications": [{"payment": _PAYMENT, "state": "REFUNDED"}],
            "lines": [{"action": name, **line} for name in ("planned", "submitting", "succeeded")],
            "broken_line": None,
            "history_sum_fen": 700,
            "integrity": [],
            "audit_verify": 0,
        },
        books={"refunds": [_paid(_NUMBER, 700)]},
        forgets=False,
    )


def _paid(number: str, amount_fen: int) -> dict[str, Any]:
    return {
        "out_refund_no": number, "refund_id": "5030", "transaction_id": _PAYMENT,
        "amount_fen": amount_fen, "status": "SUCCESS", "origin": "api",
    }  # fmt: skip


def _row(evidence: Evidence) -> dict[str, Any]:
    row: dict[str, Any] = evidence.ledger["refunds"][0]
    return row


def test_a_case_that_went_well_has_no_finding() -> None:
    assert findings_of(_case()) == ()


def test_the_history_counts_no_money_that_came_back_to_the_shop() -> None:
    evidence = _case()

    _row(evidence).update(arrived_at="shop")
    evidence.ledger["applications"][0].update(state="REFUNDING")
    (counted,) = findings_of(evidence)
    evidence.ledger.update(history_sum_fen=0)

    assert counted.text == "the history sums up to 700 fen, the books to 0"
    assert findings_of(evidence) == ()


def _pay_again(evidence: Evidence) -> None:
    evidence.books["refunds"].append(_paid(f"PX{_PAYMENT}-02", 700))


def _not_on_disk(evidence: Evidence) -> None:
    evidence.ledger["refunds"].clear()


@pytest.mark.parametrize(
    ("kind", "spoil"),
    [
        (Kind.DOUBLE, _pay_again),
        (Kind.DOUBLE, lambda e: e.memory.pressed.clear()),
        (Kind.DOUBLE, lambda e: e.memory.dropped.update({_WISH: "undone"})),
        (Kind.DOUBLE, lambda e: e.books["refunds"].append(_paid(f"PX{_PAYMENT}-02", 1))),
        (Kind.LOST, lambda e: e.books["refunds"].clear()),
        (Kind.LOST, _not_on_disk),
        (Kind.LOST, lambda e: _row(e).update(number=None, state="UNDONE", why="undo.closed")),
        (Kind.STUCK, lambda e: _row(e).update(state="UNKNOWN")),
        (Kind.STUCK, lambda e: _row(e).update(state="UNDONE", why="no such sentence")),
        (Kind.STUCK, lambda e: e.ledger["applications"][0].update(state="REFUNDING")),
        (Kind.UNEXPLAINED, lambda e: _row(e).update(amount_fen=600)),
        (Kind.UNEXPLAINED, lambda e: _row(e).update(state="PROCESSING")),
        (Kind.UNEXPLAINED, lambda e: _row(e).update(adopted=True)),
        (Kind.UNEXPLAINED, lambda e: e.ledger["lines"].pop(1)),
        (Kind.UNEXPLAINED, lambda e: e.ledger["lines"].pop(2)),
        (Kind.UNEXPLAINED, lambda e: e.ledger["lines"][1].update(out_refund_no="PX-09")),
        (Kind.UNEXPLAINED, lambda e: e.ledger["elsewhere"].update({_PAYMENT: 301})),
        (Kind.UNEXPLAINED, lambda e: e.ledger.update(history_sum_fen=699)),
        (Kind.UNEXPLAINED, lambda e: e.ledger.update(broken_line=2)),
        (Kind.UNEXPLAINED, lambda e: e.ledger.update(audit_verify=1)),
        (Kind.UNEXPLAINED, lambda e: e.ledger["integrity"].append("row 1 missing from index")),
        (Kind.UNEXPLAINED, lambda e: e.memory.bugs.append("InvariantBrokenError")),
    ],
)
def test_what_is_wrong_is_seen(kind: Kind, spoil: Spoil) -> None:
    evidence = _case()

    spoil(evidence)

    assert kind in {finding.kind for finding in findings_of(evidence)}
