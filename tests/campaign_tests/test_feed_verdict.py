"""The verdict sees each kind of wrong in what the mini program was told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.campaign.feed_plan import plan_feed
from tests.campaign.feed_verdict import feed_findings_of
from tests.campaign.notebook import Memory
from tests.campaign.person import PlacedOrder
from tests.campaign.plan import OrderPlan, plan_case
from tests.campaign.verdict import Evidence, Kind, findings_of

_PAYMENT, _REFUSED = "4200000000000000000000000001", "4200000000000000000000000002"
_NUMBER = f"PX{_PAYMENT}-01"
_PLAN = OrderPlan(
    total_fen=700, payer_total_fen=700, apply_fen=700, settles="wallet", wishes=(700,)
)
_POSTS: dict[str, list[dict[str, Any]]] = {
    "messages": [{"key": "m", "application_id": "SH1", "text": "请稍等"}],
    "decisions": [
        {"key": "a", "application_id": "SH1", "decision": "approve", "text": ""},
        {"key": "r", "application_id": "SH2", "decision": "reject", "reason": "超过 7 天"},
    ],
    "progress": [
        {"key": "s", "application_id": "SH1", "out_refund_no": _NUMBER, "step": "submitted"},
        {"key": "e", "application_id": "SH1", "out_refund_no": _NUMBER, "step": "arrived"},
    ],
}

Spoil = Callable[[Evidence], object]


def _case() -> Evidence:
    """A case in which one application was answered, agreed to and paid, and one refused."""
    refund = {
        "refund": 1, "payment": _PAYMENT, "amount_fen": 700, "number": _NUMBER,
        "state": "SUCCEEDED", "adopted": False, "arrived_at": "payer", "source": "shop_feed",
        "source_ref": "SH1",
    }  # fmt: skip
    posts = {
        kind: [{**post, "idempotency_key": post["key"]} for post in posts]
        for kind, posts in _POSTS.items()
    }
    return Evidence(
        orders=(
            PlacedOrder(plan=_PLAN, payment=_PAYMENT, feed_id="SH1", late=True),
            PlacedOrder(plan=_PLAN, payment=_REFUSED, feed_id="SH2", refused=True),
        ),
        memory=Memory(saying={"请稍等", "超过 7 天"}, said={"请稍等", "超过 7 天"}),
        ledger={
            "refunds": [refund],
            "outbox": [
                {"source": "shop_feed", "kind": "k", "state": "sent", "why": "", "key": key}
                for key in "marse"
            ],
        },
        books={"feed": posts, "refunds": []},
        forgets=False,
    )


def _posts(evidence: Evidence, kind: str) -> list[dict[str, Any]]:
    posts: list[dict[str, Any]] = evidence.books["feed"][kind]
    return posts


def _say_again(kind: str, *, under: str = "new") -> Spoil:
    def spoil(evidence: Evidence) -> None:
        posts = _posts(evidence, kind)
        posts.append({**posts[-1], "idempotency_key": under})
        evidence.ledger["outbox"].append({**evidence.ledger["outbox"][0], "key": under})

    return spoil


def _drop_post(kind: str, key: str) -> Spoil:
    """Neither the shop nor the ledger know of it."""

    def spoil(evidence: Evidence) -> None:
        books = evidence.books["feed"]
        books[kind] = [post for post in books[kind] if post["key"] != key]
        evidence.ledger["outbox"] = [e for e in evidence.ledger["outbox"] if e["key"] != key]

    return spoil


def _outbox(evidence: Evidence, **changes: str) -> None:
    evidence.ledger["outbox"][0].update(changes)


def test_a_case_that_went_well_has_no_finding() -> None:
    assert feed_findings_of(_case()) == ()


@pytest.mark.parametrize(
    ("kind", "spoil"),
    [
        (Kind.DOUBLE, _say_again("messages")),
        (Kind.DOUBLE, _say_again("decisions")),
        (Kind.DOUBLE, _say_again("progress")),
        (Kind.DOUBLE, lambda e: _posts(e, "decisions")[0].update(application_id="SH2")),
        (Kind.LOST, _drop_post("messages", "m")),
        (Kind.LOST, _drop_post("decisions", "r")),
        (Kind.LOST, _drop_post("decisions", "a")),
        (Kind.LOST, _drop_post("progress", "e")),
        (Kind.LOST, lambda e: _posts(e, "progress").pop(0)),
        (Kind.UNEXPLAINED, lambda e: e.ledger["outbox"].pop(3)),
        (Kind.STUCK, lambda e: _outbox(e, state="waiting")),
        (Kind.STUCK, lambda e: _outbox(e, state="stuck", why="outbox.old")),
        (Kind.STUCK, lambda e: _outbox(e, state="dropped", why="no such sentence")),
    ],
)
def test_what_is_wrong_is_seen(kind: Kind, spoil: Spoil) -> None:
    evidence = _case()

    spoil(evidence)

    assert kind in {finding.kind for finding in feed_findings_of(evidence)}


def test_a_ledger_that_forgets_may_decide_again_and_says_nothing_twice() -> None:
    evidence = replace(_case(), forgets=True)

    _say_again("progress")(evidence)
    assert feed_findings_of(evidence) == ()
    _say_again("messages")(evidence)

    assert [finding.kind for finding in feed_findings_of(evidence)] == [Kind.DOUBLE]


@pytest.mark.parametrize(("trusted_fen", "is_double"), [(0, True), (699, True), (700, False)])
def test_only_what_the_owner_trusted_goes_without_a_press(
    trusted_fen: int, is_double: bool
) -> None:
    evidence = _case()
    evidence.memory.trusted_fen = trusted_fen
    paid = {
        "out_refund_no": _NUMBER, "refund_id": "5030", "transaction_id": _PAYMENT,
        "amount_fen": 700, "status": "SUCCESS", "origin": "api",
    }  # fmt: skip
    evidence.books["refunds"].append(paid)
    evidence.ledger["refunds"][0].update(refund_id="5030", why="", owned=True)
    for name, nothing in _NOTHING_ELSE.items():
        evidence.ledger[name] = nothing

    doubles = [f.text for f in findings_of(evidence) if f.kind is Kind.DOUBLE]

    assert bool(doubles) is is_double, doubles


_NOTHING_ELSE: dict[str, object] = {
    "lines": [],
    "applications": [],
    "elsewhere": {},
    "integrity": [],
    "broken_line": None,
    "audit_verify": 0,
    "history_sum_fen": 700,
}


def test_the_mini_program_of_a_case_is_a_function_of_its_seed() -> None:
    assert plan_feed(plan_case(7)) == plan_feed(plan_case(7))
    feeds = [plan_feed(plan_case(seed)) for seed in range(200)]

    assert {feed.is_there for feed in feeds} == {True, False}
    assert {feed.trusts for feed in feeds if feed.is_there} == {True, False}
    assert {kill.step for feed in feeds for kill in feed.kills.values()} == {"say", "said", "page"}
    assert any(feed.also for feed in feeds)
    assert any(feed.refused for feed in feeds)
