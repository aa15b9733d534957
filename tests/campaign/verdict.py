"""The ledger, the bank's books and the person's notes against each other."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from refund_desk.ui import sentences
from tests.campaign.notebook import Memory, Wish
from tests.campaign.person import PlacedOrder

_FINAL = {"SUCCEEDED", "CLOSED", "UNDONE", "GIVEN_UP"}
_SENT_ACTIONS = {"submitting", "adopted"}


class Kind(StrEnum):
    """What a finding means for the shop."""

    DOUBLE = "double"
    LOST = "lost"
    STUCK = "stuck"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class Finding:
    """One promise that was broken, in words for whoever replays the case."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything about a case at its end. `forgets`: the ledger is not the only one there was."""

    orders: tuple[PlacedOrder, ...]
    memory: Memory
    ledger: dict[str, Any]
    books: dict[str, Any]
    forgets: bool


def findings_of(evidence: Evidence) -> tuple[Finding, ...]:
    """Every broken promise; none when all is well."""
    return (
        *_paid_once(evidence),
        *_history_is_the_books(evidence),
        *_nothing_lost(evidence),
        *_wishes_fulfilled(evidence),
        *_nothing_stuck(evidence),
        *_audit_tells_it(evidence),
        *_sums(evidence),
        *_history_sums_up(evidence),
        *_file_is_whole(evidence),
        *(Finding(Kind.UNEXPLAINED, f"the engine broke: {bug}") for bug in evidence.memory.bugs),
    )


def _paid_once(evidence: Evidence) -> Iterator[Finding]:
    """Each wish is paid at most once, and nothing that nobody wished, or that was taken back."""
    paid = Counter(_paid_wishes(evidence))
    wishes = {wish for order in evidence.orders for wish in order.wishes() if not order.refused}
    by_itself = {wish for order in evidence.orders for wish in order.wishes() if order.late}
    for wish, times in paid.items():
        if times > 1:
            yield Finding(Kind.DOUBLE, f"{wish} was paid {times} times")
        trusted = wish in by_itself and wish[1] <= evidence.memory.trusted_fen
        if wish not in wishes or not (trusted or wish in evidence.memory.pressed):
            yield Finding(Kind.DOUBLE, f"{wish} was paid and nobody pressed for it")
        # Another ledger may still send what it holds; the person gave that up in this one.
        if wish in evidence.memory.dropped and not evidence.forgets:
            why = evidence.memory.dropped[wish]
            yield Finding(Kind.DOUBLE, f"{wish} was paid although {why}")


def _history_is_the_books(evidence: Evidence) -> Iterator[Finding]:
    """Number by number, the ledger says what the bank says."""
    theirs = {refund["out_refund_no"]: refund for refund in _api_refunds(evidence)}
    ours = {row["number"]: row for row in evidence.ledger["refunds"] if row["number"]}
    states = {"SUCCEEDED": "SUCCESS", "CLOSED": "CLOSED", "ABNORMAL": "ABNORMAL"}
    for number, refund in theirs.items():
        row = ours.get(number)
        if _another_ledger_knows(evidence, row, refund):
            continue
        if row is None:
            yield Finding(Kind.UNEXPLAINED, f"{number} is paid and not in the ledger")
            continue
        said = (row["amount_fen"], states.get(row["state"]), row["payment"], row["refund_id"])
        true = (
            refund["amount_fen"],
            refund["status"],
            refund["transaction_id"],
            refund["refund_id"],
        )
        if said != true:
            yield Finding(Kind.UNEXPLAINED, f"{number}: the ledger says {said}, the bank {true}")
    for number, row in ours.items():
        if number not in theirs and row["state"] not in {"GIVEN_UP", "REFUSED", "UNKNOWN"}:
            text = f"{number} is {row['state']} in the ledger and unknown to the bank"
            yield Finding(Kind.LOST, text)


def _nothing_lost(evidence: Evidence) -> Iterator[Finding]:
    """What the desk said was planned or being sent is still in the ledger."""
    if evidence.forgets:
        return
    rows = {row["refund"]: row for row in evidence.ledger["refunds"]}
    for refund, wish in evidence.memory.promised.items():
        row = rows.get(refund)
        if row is None or (row["payment"], row["amount_fen"]) != wish:
            yield Finding(Kind.LOST, f"refund {refund} of {wish} was planned and is gone")
    for refund in evidence.memory.told:
        if refund not in rows or rows[refund]["number"] is None:
            yield Finding(Kind.LOST, f"refund {refund} was being sent and the ledger forgot it")
    for row in rows.values():
        if row["adopted"]:
            text = f"{row['number']} was found at the bank; the ledger did not know it had sent it"
            yield Finding(Kind.UNEXPLAINED, text)


def _wishes_fulfilled(evidence: Evidence) -> Iterator[Finding]:
    """What the person still wants is paid, or the desk says why it cannot be."""
    paid = set(_paid_wishes(evidence))
    for order in evidence.orders:
        for wish in order.wishes():
            if order.refused or wish in paid or wish in evidence.memory.dropped:
                continue
            why = evidence.memory.unreachable.get(wish)
            if why is None:
                yield Finding(Kind.LOST, f"{wish} was approved and is not paid")
            elif not sentences.is_known(why):
                yield Finding(Kind.STUCK, f"{wish} is not paid, and {why!r} has no sentence")


def _nothing_stuck(evidence: Evidence) -> Iterator[Finding]:
    """Every refund came to an end that the window explains, and so did its application."""
    at_shop = set()
    for row in evidence.ledger["refunds"]:
        if row["state"] not in _FINAL:
            text = f"refund {row['refund']} {row['number']} is still {row['state']} {row['why']}"
            yield Finding(Kind.STUCK, text)
        if row["state"] == "UNDONE" and not sentences.is_known(row["why"]):
            text = f"refund {row['refund']} is undone, and {row['why']!r} has no sentence"
            yield Finding(Kind.STUCK, text)
        if row["arrived_at"] == "shop":
            at_shop.add(row["payment"])
    for application in evidence.ledger["applications"]:
        if application["state"] == "REFUNDING" and application["payment"] not in at_shop:
            text = f"the application of {application['payment']} is refunding for ever"
            yield Finding(Kind.STUCK, text)


def _audit_tells_it(evidence: Evidence) -> Iterator[Finding]:
    """Nothing is paid without its lines: the intention with number and amount, and the end."""
    lines: dict[int, list[dict[str, Any]]] = {}
    for line in evidence.ledger["lines"]:
        lines.setdefault(line["refund"], []).append(line)
    for row in evidence.ledger["refunds"]:
        if row["number"] is None:
            continue
        own = lines.get(row["refund"], [])
        sent = [line for line in own if line["action"] in _SENT_ACTIONS]
        numbers = {line.get("out_refund_no") for line in sent}
        if numbers != {row["number"]}:
            text = (
                f"{row['number']}: the audit trail says it was sent as {sorted(map(str, numbers))}"
            )
            yield Finding(Kind.UNEXPLAINED, text)
        if not any(line["amount_fen"] == row["amount_fen"] for line in sent):
            yield Finding(Kind.UNEXPLAINED, f"{row['number']}: no audit line has its amount")
        ends = {line["action"] for line in own} | {line.get("state", "").lower() for line in own}
        if row["state"] in _FINAL and row["state"].lower() not in ends:
            yield Finding(Kind.UNEXPLAINED, f"{row['number']}: no audit line says {row['state']}")


def _sums(evidence: Evidence) -> Iterator[Finding]:
    """The remainder is never negative, at the bank and here."""
    theirs = Counter[str]()
    for refund in evidence.books["refunds"]:
        if refund["status"] != "CLOSED":
            theirs[refund["transaction_id"]] += refund["amount_fen"]
    ours = Counter[str](evidence.ledger["elsewhere"])
    for row in evidence.ledger["refunds"]:
        if row["state"] not in {"CLOSED", "UNDONE", "GIVEN_UP"}:
            ours[row["payment"]] += row["amount_fen"]
    for order in evidence.orders:
        for who, spent in (("the bank", theirs), ("the ledger", ours)):
            if spent[order.payment] > order.plan.total_fen:
                text = f"{order.payment}: {who} says {spent[order.payment]} of less went back"
                yield Finding(Kind.UNEXPLAINED, text)


def _history_sums_up(evidence: Evidence) -> Iterator[Finding]:
    """The sum above the history is the sum of what reached buyers for this desk."""
    # The bank says SUCCESS, too, of money that it gave back to the shop.
    at_shop = {r["number"] for r in evidence.ledger["refunds"] if r["arrived_at"] == "shop"}
    arrived = sum(
        refund["amount_fen"]
        for refund in _api_refunds(evidence)
        if refund["status"] == "SUCCESS" and refund["out_refund_no"] not in at_shop
    )
    shown = evidence.ledger["history_sum_fen"]
    # What a ledger finds at the bank may belong to no application, so no row shows it.
    if shown != arrived and not evidence.forgets:
        text = f"the history sums up to {shown} fen, the books to {arrived}"
        yield Finding(Kind.UNEXPLAINED, text)


def _file_is_whole(evidence: Evidence) -> Iterator[Finding]:
    """SQLite and the audit chain find nothing wrong."""
    for word in evidence.ledger["integrity"]:
        yield Finding(Kind.UNEXPLAINED, f"integrity_check: {word}")
    if evidence.ledger["broken_line"] is not None:
        text = f"the audit chain breaks at line {evidence.ledger['broken_line']}"
        yield Finding(Kind.UNEXPLAINED, text)
    if evidence.ledger["audit_verify"] != 0:
        text = f"audit verify ends with {evidence.ledger['audit_verify']}"
        yield Finding(Kind.UNEXPLAINED, text)


def _another_ledger_knows(
    evidence: Evidence, row: dict[str, Any] | None, refund: dict[str, Any]
) -> bool:
    """Whether another ledger sent it, under a number that this one has not used or has given up.

    Where the person still has a reason to press, this one must have found it.
    """
    if not evidence.forgets or (row is not None and row["state"] != "GIVEN_UP"):
        return False
    counted = {line["refund"] for line in evidence.ledger["lines"] if "taken_fen" in line}
    return (row is not None and row["refund"] in counted) or _is_left(evidence, refund)


def _is_left(evidence: Evidence, refund: dict[str, Any]) -> bool:
    """Whether the person has no more reason to press for what another ledger has paid.

    Only a press, or the first look at a payment, makes a ledger ask for what it does not know.
    """
    wish = (refund["transaction_id"], refund["amount_fen"])
    return wish in evidence.memory.dropped or wish in evidence.memory.unreachable


def _api_refunds(evidence: Evidence) -> list[dict[str, Any]]:
    return [refund for refund in evidence.books["refunds"] if refund["origin"] == "api"]


def _paid_wishes(evidence: Evidence) -> list[Wish]:
    """What the bank has taken and not closed again."""
    return [
        (refund["transaction_id"], refund["amount_fen"])
        for refund in _api_refunds(evidence)
        if refund["status"] != "CLOSED"
    ]
