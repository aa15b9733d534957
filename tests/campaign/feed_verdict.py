"""The books of the mini program against the ledger and the notes: each word once, none lost."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from refund_desk.ui import sentences
from tests.campaign.verdict import Evidence, Finding, Kind

_FEED = "shop_feed"
_KINDS = ("messages", "decisions", "progress")


def feed_findings_of(evidence: Evidence) -> tuple[Finding, ...]:
    """Every promise about the mini program that was broken; none when all is well."""
    said_once = (*_words_once(evidence), *_decisions_once(evidence))
    if evidence.forgets:
        # A ledger that forgot what it decided decides again; only its words and money are one.
        return said_once
    return (
        *said_once,
        *_steps_once(evidence),
        *_posts_are_the_outbox(evidence),
        *_outbox_is_at_rest(evidence),
        *_words_arrived(evidence),
        *_ends_are_told(evidence),
    )


def _words_once(evidence: Evidence) -> Iterator[Finding]:
    """Words that were said once are read once, and only words that were said."""
    for text, times in Counter(_texts(evidence)).items():
        if text in evidence.memory.saying and times > 1:
            yield Finding(Kind.DOUBLE, f"{text!r} was said {times} times")


def _decisions_once(evidence: Evidence) -> Iterator[Finding]:
    """No application is refused twice, nor agreed to and refused."""
    told: dict[str, list[str]] = {}
    for post in _posts(evidence, "decisions"):
        told.setdefault(post["application_id"], []).append(post["decision"])
    for application, decisions in told.items():
        often = Counter(decisions)
        twice = often["reject"] > 1 or (often["approve"] > 1 and not evidence.forgets)
        if twice or len(often) > 1:
            yield Finding(Kind.DOUBLE, f"{application} was decided as {decisions}")


def _steps_once(evidence: Evidence) -> Iterator[Finding]:
    """Each step of a refund is told once."""
    steps = Counter(
        (post["application_id"], post["out_refund_no"], post["step"])
        for post in _posts(evidence, "progress")
    )
    for step, times in steps.items():
        if times > 1:
            yield Finding(Kind.DOUBLE, f"{step} was told {times} times")


def _posts_are_the_outbox(evidence: Evidence) -> Iterator[Finding]:
    """What the shop took is what the ledger says was taken, under the same keys."""
    sent = {entry["key"] for entry in _outbox(evidence) if entry["state"] == "sent"}
    there = {post["idempotency_key"] for kind in _KINDS for post in _posts(evidence, kind)}
    for key in sorted(there - sent):
        yield Finding(Kind.UNEXPLAINED, f"{key} was told and the ledger does not say so")
    for key in sorted(sent - there):
        yield Finding(Kind.LOST, f"{key} was told, says the ledger, and the shop has no such post")


def _outbox_is_at_rest(evidence: Evidence) -> Iterator[Finding]:
    """Nothing waits for ever, and what could not be said has a sentence."""
    for entry in _outbox(evidence):
        known = sentences.is_known(entry["why"])
        if entry["state"] == "sent" or (entry["state"] == "dropped" and known):
            continue
        text = f"{entry['kind']} {entry['key']} is {entry['state']} {entry['why']!r}"
        yield Finding(Kind.STUCK, text)


def _words_arrived(evidence: Evidence) -> Iterator[Finding]:
    """Whatever the desk said it would say was said, and whatever was to be refused was."""
    there = set(_texts(evidence))
    for text in sorted(evidence.memory.said - there):
        yield Finding(Kind.LOST, f"{text!r} was to be said and never was")
    refused = {
        post["application_id"]
        for post in _posts(evidence, "decisions")
        if post["decision"] == "reject"
    }
    for order in evidence.orders:
        if order.refused and order.feed_id not in refused:
            yield Finding(Kind.LOST, f"{order.feed_id} was to be refused and never was")


def _ends_are_told(evidence: Evidence) -> Iterator[Finding]:
    """A refund of the mini program's own that arrived was agreed to and told there."""
    agreed = {
        post["application_id"]
        for post in _posts(evidence, "decisions")
        if post["decision"] == "approve"
    }
    arrived = {
        post["out_refund_no"] for post in _posts(evidence, "progress") if post["step"] == "arrived"
    }
    for row in evidence.ledger["refunds"]:
        ours = row["source"] == _FEED and row["state"] == "SUCCEEDED" and not row["adopted"]
        if not ours or row["arrived_at"] == "shop":
            continue
        if row["source_ref"] not in agreed:
            yield Finding(
                Kind.LOST, f"{row['number']} was paid and nobody told {row['source_ref']}"
            )
        if row["number"] not in arrived:
            yield Finding(Kind.LOST, f"{row['number']} arrived and nobody told the buyer")


def _texts(evidence: Evidence) -> list[str]:
    """All words that the shop has from the desk: replies, and reasons of refusals."""
    said = [post["text"] for post in _posts(evidence, "messages")]
    return said + [post.get("reason", "") for post in _posts(evidence, "decisions")]


def _posts(evidence: Evidence, kind: str) -> list[dict[str, Any]]:
    posts: list[dict[str, Any]] = evidence.books["feed"][kind]
    return posts


def _outbox(evidence: Evidence) -> list[dict[str, Any]]:
    return [entry for entry in evidence.ledger["outbox"] if entry["source"] == _FEED]
