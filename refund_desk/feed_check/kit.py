"""All checks in their order, over one backend."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from refund_desk.feed_check import checks_of_posts as posts
from refund_desk.feed_check import checks_of_reading as reading
from refund_desk.feed_check import checks_of_signatures as signatures
from refund_desk.feed_check import forms
from refund_desk.feed_check.bench import (
    PAGES_MOST,
    Bench,
    Check,
    Wrong,
    listed,
    next_of,
    page_path,
)
from refund_desk.feed_check.caller import Caller
from refund_desk.feed_check.sentences import SENTENCES

_GOT_MOST = 120

READS: dict[str, Check] = {
    "signature-missing": signatures.unsigned,
    "signature-secret": signatures.other_secret,
    "signature-key": signatures.other_key,
    "signature-query": signatures.query_is_signed,
    "signature-body": signatures.body_is_signed,
    "timestamp-old": signatures.old_timestamp,
    "timestamp-future": signatures.future_timestamp,
    "nonce-replayed": signatures.replayed_nonce,
    "nonce-of-a-stranger": signatures.nonce_of_a_stranger,
    "page-form": reading.page_form,
    "page-size": reading.page_size,
    "cursor-complete": reading.cursor_is_complete,
    "cursor-stable": reading.cursor_is_stable,
    "cursor-unknown": reading.unknown_cursor,
    "application-alone": reading.one_application,
    "application-unknown": reading.unknown_application,
    "order-facts": reading.order_facts,
    "order-list": reading.order_list_limit,
    "pictures": reading.pictures,
}
WRITES: dict[str, Check] = {
    "message": posts.message,
    "key-again": posts.again,
    "key-at-once": posts.at_once,
    "key-reused": posts.reused,
    "key-missing": posts.no_key,
    "key-of-a-refusal": posts.refused_key,
    "text-limits": posts.text_limits,
    "bodies": posts.bodies,
    "channels": posts.unknown_channel,
    "decisions": posts.decisions,
    "amounts": posts.amounts,
    "progress": posts.progress,
    "evidence": posts.evidence,
    "post-unknown": posts.to_nobody,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The outcome of one check: `yes`, `no` with a sentence and its key, or `skip`."""

    check: str
    verdict: str
    key: str = ""
    zh: str = ""
    en: str = ""
    where: str = ""


def run(caller: Caller) -> Iterator[Finding]:
    """Every finding in turn. Raises `NotReachedError` when there is no answer."""
    bench = Bench(caller=caller)
    wrong = list(_open(bench))
    yield from _findings("signature", wrong)
    if wrong:
        # Whoever is not let in can check nothing else.
        return
    for name, check in READS.items():
        yield from _findings(name, list(check(bench)))
    if not bench.test_id:
        yield from _findings("test-application", [Wrong("test.none")])
        yield from (Finding(check=name, verdict="skip") for name in WRITES)
    else:
        for name, check in WRITES.items():
            yield from _findings(name, list(check(bench)))
    yield from _findings("problem-form", list(_problems(bench)))


def _open(bench: Bench) -> Iterator[Wrong]:
    """Read the pages; the first one tells whether a right signature is let in."""
    cursor = ""
    for _page in range(PAGES_MOST):
        heard = bench.caller.get(page_path(200, cursor))
        if heard.status != 200:
            yield Wrong("signature.right", heard.shown)
            return
        if heard.packed:
            yield Wrong("answer.packed")
            return
        if heard.media_type != "application/json":
            yield Wrong("answer.type", heard.media_type)
            return
        bench.first_page = bench.first_page or heard.payload
        bench.applications += listed(heard.payload)
        cursor = next_of(heard.payload)
        if heard.payload.get("more") is not True or not cursor:
            bench.end, bench.is_whole = cursor, True
            return


def _problems(bench: Bench) -> Iterator[Wrong]:
    """Whether each refusal was of its form."""
    for heard in bench.caller.refusals:
        place = forms.first_wrong(forms.PROBLEM, heard.content)
        if heard.media_type != "application/problem+json":
            yield Wrong("problem.form", heard.media_type or "?")
            return
        if place or heard.payload.get("status") != heard.status:
            yield Wrong("problem.form", place or "status")
            return


def _findings(name: str, wrong: list[Wrong]) -> Iterator[Finding]:
    if not wrong:
        yield Finding(check=name, verdict="yes")
    for each in wrong:
        sentence = SENTENCES[each.key]
        got = "".join(sign if sign.isprintable() else "?" for sign in each.got[:_GOT_MOST])
        yield Finding(
            check=name,
            verdict="no",
            key=each.key,
            zh=sentence.zh.format(got=got),
            en=sentence.en.format(got=got),
            where=f"shop_feed.openapi.yaml: {sentence.where.format()}",
        )
