"""What the shop tells: pages by cursor, one application, facts of orders, pictures."""

from __future__ import annotations

import json
from collections.abc import Iterator

from refund_desk.feed_check import forms
from refund_desk.feed_check.bench import (
    PAGES_MOST,
    Bench,
    Wrong,
    listed,
    next_of,
    page_path,
    refused,
)
from refund_desk.feed_check.caller import Tampering

_SMALL = 3


def page_form(bench: Bench) -> Iterator[Wrong]:
    """Whether every application of the first page is of its form."""
    place = forms.first_wrong(forms.PAGE, bench.first_page)
    if place:
        yield Wrong("page.form", place)


def page_size(bench: Bench) -> Iterator[Wrong]:
    """Whether `limit` is kept, and a wrong one refused."""
    for limit in (1, 2):
        there = listed(bench.caller.get(page_path(limit)).payload)
        if len(there) > limit or len(there) < min(limit, len(bench.applications)):
            yield Wrong("page.size", f"limit={limit}: {len(there)}")
            return
    for wrong in ("0", "201", "x"):
        heard = bench.caller.get(page_path(wrong))
        if not heard.is_refusal(400, "bad_request"):
            yield Wrong("page.limit", f"limit={wrong}: {heard.shown}")
            return


def cursor_is_complete(bench: Bench) -> Iterator[Wrong]:
    """Whether small pages tell the same as large ones: nothing left out, nothing twice."""
    names, cursor = [], ""
    for _page in range(PAGES_MOST):
        page = bench.caller.get(page_path(_SMALL, cursor)).payload
        names += [str(one.get("application_id")) for one in listed(page)]
        if page.get("more") is not True:
            break
        cursor = next_of(page)
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        yield Wrong("cursor.twice", twice[0])
    wanted = [str(one.get("application_id")) for one in bench.applications[: len(names)]]
    lost = [name for name in wanted if name not in names]
    short = bench.is_whole and len(names) < len(bench.applications) < PAGES_MOST * _SMALL
    if lost or short:
        yield Wrong("cursor.lost", lost[0] if lost else f"{len(names)}")


def cursor_is_stable(bench: Bench) -> Iterator[Wrong]:
    """Whether one cursor brings one page, and the last one an empty page with itself."""
    cursor = next_of(bench.caller.get(page_path(1)).payload)
    first, again = (bench.caller.get(page_path(_SMALL, cursor)).content for _ in range(2))
    if first != again:
        yield Wrong("cursor.stable")
    if not bench.is_whole:
        return
    last = bench.caller.get(page_path(200, bench.end)).payload
    if listed(last) or last.get("more") is not False or next_of(last) != bench.end:
        yield Wrong("cursor.end", f"{len(listed(last))}")


def unknown_cursor(bench: Bench) -> Iterator[Wrong]:
    """A cursor that is none of the shop's."""
    heard = bench.caller.get(page_path(1, "no-such-cursor~"))
    yield from refused(heard, 400, "bad_cursor", "cursor.unknown")


def one_application(bench: Bench) -> Iterator[Wrong]:
    """Whether one application alone is the same as in its page."""
    if not bench.applications:
        return
    told = bench.applications[0]
    heard = bench.caller.get(f"/applications/{told.get('application_id')}")
    if heard.status != 200 or heard.content != told:
        yield Wrong("one.same", heard.shown)


def unknown_application(bench: Bench) -> Iterator[Wrong]:
    """An application that is not there."""
    heard = bench.caller.get("/applications/feed-check-nobody")
    yield from refused(heard, 404, "not_found", "one.unknown")


def order_facts(bench: Bench) -> Iterator[Wrong]:
    """Facts of an order, alone and in a list."""
    known = next((str(one["transaction_id"]) for one in bench.applications if _has(one)), "")
    heard = bench.caller.get("/orders/000000")
    yield from refused(heard, 404, "not_found", "order.unknown")
    if not known:
        return
    alone = bench.caller.get(f"/orders/{known}")
    place = forms.first_wrong(forms.ORDER, alone.content, "order")
    if alone.status != 200 or place:
        yield Wrong("order.form", place or alone.shown)
        return
    together = bench.caller.get(f"/orders?transaction_ids={known},000000").payload
    if together.get("orders") != [alone.content] or together.get("missing") != ["000000"]:
        yield Wrong("order.list")


def order_list_limit(bench: Bench) -> Iterator[Wrong]:
    """More orders than a list may ask for, and none."""
    for numbers in ("", ",".join(["000000"] * 101)):
        heard = bench.caller.get(f"/orders?transaction_ids={numbers}")
        if not heard.is_refusal(400, "bad_request"):
            yield Wrong("order.limit", heard.shown)
            return


def pictures(bench: Bench) -> Iterator[Wrong]:
    """The first picture that anything links to: there, a picture, and for the desk alone."""
    link = next(iter(_links(bench.applications)), "")
    if not link:
        return
    heard = bench.caller.get(link)
    is_picture = heard.body.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"))
    if heard.status != 200 or not is_picture or len(heard.body) > 5_000_000:
        yield Wrong("picture.there", heard.shown)
    yield from refused(
        bench.caller.get(link, Tampering(unsigned=True)), 401, "bad_signature", "picture.signed"
    )


def _has(application: dict[str, object]) -> bool:
    return isinstance(application.get("order"), dict) and "transaction_id" in application


def _links(applications: list[dict[str, object]]) -> Iterator[str]:
    for found in json.dumps(applications).split('"'):
        if found.startswith("/pictures/"):
            yield found
