"""What the shop takes: each post once, of its form, to the application made for tests."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from refund_desk.feed_check import forms
from refund_desk.feed_check.bench import Bench, Wrong, listed, page_path, refused
from refund_desk.feed_check.caller import Heard, new_key

_WORDS = {"channel": "after_sale_page", "text": "feed-check"}
# Signs beyond the first plane, marks that join, both directions, quotes and a line break.
_ODD = "退款 😀👩‍👩‍👧 é שלום <b>&\"'\\ {0} %s\n第二行"
_PNG = b"\x89PNG\r\n\x1a\n" + b"feed-check" * 4
_DECISIONS: tuple[dict[str, object], ...] = (
    {"decision": "approve", "amount_fen": 1},
    {"decision": "reject", "reason": "feed-check"},
    {"decision": "offer", "amount_fen": 1, "text": "feed-check"},
    {
        "decision": "ask_return",
        "address": {"receiver": "feed-check", "phone": "1", "address": "feed-check"},
        "deadline": "2030-01-01T00:00:00Z",
    },
)
_STEP = {"amount_fen": 1, "out_refund_no": "FEEDCHECK-01", "at": "2026-01-01T00:00:00Z"}


def _not_taken(heard: Heard, key: str) -> Iterator[Wrong]:
    if heard.status != 201 or forms.first_wrong(forms.TAKEN, heard.content):
        yield Wrong(key, heard.shown)


def message(bench: Bench) -> Iterator[Wrong]:
    """A message is taken, is in the application, and moves it to the end of the list."""
    heard = bench.caller.post(f"{bench.test_path}/messages", _WORDS | {"text": _ODD})
    yield from _not_taken(heard, "message.taken")
    texts = [one.get("text") for one in _messages(bench)]
    if heard.status == 201 and (not texts or texts[-1] != _ODD):
        yield Wrong("message.text")
    if not bench.is_whole:
        return
    changed = [
        one.get("application_id")
        for one in listed(bench.caller.get(page_path(200, bench.end)).payload)
    ]
    if heard.status == 201 and changed.count(bench.test_id) != 1:
        yield Wrong("cursor.moves", f"{len(changed)}")


def again(bench: Bench) -> Iterator[Wrong]:
    """The same key with the same body: the same answer, and one message."""
    key = new_key()
    words = _WORDS | {"text": key}
    path = f"{bench.test_path}/messages"
    first, second = (bench.caller.post(path, words, key) for _ in range(2))
    if (first.status, first.content) != (second.status, second.content):
        yield Wrong("key.again", second.shown)
    said = [one for one in _messages(bench) if one.get("text") == key]
    if len(said) > 1:
        yield Wrong("key.double", f"{len(said)}")


def at_once(bench: Bench) -> Iterator[Wrong]:
    """The same post twice at the same time, as after a broken line: one message."""
    key = new_key()
    words = _WORDS | {"text": key}
    path = f"{bench.test_path}/messages"
    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda _turn: bench.caller.post(path, words, key), range(2)))
    said = [one for one in _messages(bench) if one.get("text") == key]
    if len(said) != 1:
        yield Wrong("key.at_once", f"{len(said)}")


def reused(bench: Bench) -> Iterator[Wrong]:
    """The same key with another body, and at another place."""
    key = new_key()
    path = f"{bench.test_path}/messages"
    bench.caller.post(path, _WORDS, key)
    heard = bench.caller.post(path, _WORDS | {"text": "other"}, key)
    yield from refused(heard, 409, "key_reused", "key.reused")
    heard = bench.caller.post(f"{bench.test_path}/progress", _STEP | {"step": "submitted"}, key)
    yield from refused(heard, 409, "key_reused", "key.elsewhere")


def no_key(bench: Bench) -> Iterator[Wrong]:
    """A post without a key."""
    heard = bench.caller.post(f"{bench.test_path}/messages", _WORDS, "")
    yield from refused(heard, 400, "key_missing", "key.missing")


def refused_key(bench: Bench) -> Iterator[Wrong]:
    """A refused post uses up no key."""
    key = new_key()
    path = f"{bench.test_path}/messages"
    bench.caller.post(path, _WORDS | {"text": ""}, key)
    yield from _not_taken(bench.caller.post(path, _WORDS, key), "key.used_up")


def text_limits(bench: Bench) -> Iterator[Wrong]:
    """The longest text is taken, a longer one and none are not; new names are left alone."""
    path = f"{bench.test_path}/messages"
    longest = bench.caller.post(path, _WORDS | {"text": "字" * 500, "a_new_name": 1})
    yield from _not_taken(longest, "text.longest")
    for text in ("字" * 501, "", 7):
        heard = bench.caller.post(path, _WORDS | {"text": text})
        if not heard.is_refusal(400, "bad_request"):
            yield Wrong("text.limit", heard.shown)
            return


def bodies(bench: Bench) -> Iterator[Wrong]:
    """What is no JSON object, and what is too large."""
    path = f"{bench.test_path}/messages"
    for body in (b"{", b"[]", b"\xff"):
        heard = bench.caller.post(path, body)
        if not heard.is_refusal(400, "bad_request"):
            yield Wrong("body.json", heard.shown)
            break
    heard = bench.caller.post(path, b" " * 70_000)
    yield from refused(heard, 413, "too_large", "body.large")


def unknown_channel(bench: Bench) -> Iterator[Wrong]:
    """A way to the buyer that does not exist; and the customer service is one that does."""
    path = f"{bench.test_path}/messages"
    heard = bench.caller.post(path, _WORDS | {"channel": "pigeon"})
    yield from refused(heard, 400, "bad_request", "message.channel")
    heard = bench.caller.post(path, _WORDS | {"channel": "customer_service"})
    yield from _not_taken(heard, "message.service")


def decisions(bench: Bench) -> Iterator[Wrong]:
    """All four decisions are taken, none moves the application made for tests."""
    path = f"{bench.test_path}/decisions"
    for decision in _DECISIONS:
        heard = bench.caller.post(path, decision)
        if heard.status != 201:
            yield Wrong("decision.taken", f"{decision['decision']}: {heard.shown}")
    if bench.test_now().get("state") != "open":
        yield Wrong("test.open")
    heard = bench.caller.post(path, {"decision": "feed-check"})
    yield from refused(heard, 400, "bad_request", "decision.word")


def amounts(bench: Bench) -> Iterator[Wrong]:
    """Amounts are whole fen from 1 to 10000000000."""
    path = f"{bench.test_path}/decisions"
    for amount in ("100", 1.5, 0, -1, forms.FEN_MOST + 1, True, None):
        heard = bench.caller.post(path, {"decision": "approve", "amount_fen": amount})
        if not heard.is_refusal(400, "bad_request"):
            yield Wrong("amount.form", f"{amount!r}: {heard.shown}")
            return


def progress(bench: Bench) -> Iterator[Wrong]:
    """All four steps are taken, and no other."""
    path = f"{bench.test_path}/progress"
    for step in ("submitted", "processing", "arrived", "abnormal"):
        heard = bench.caller.post(path, _STEP | {"step": step})
        if heard.status != 201:
            yield Wrong("progress.taken", f"{step}: {heard.shown}")
            return
    for wrong in ({"step": "paid"}, {"step": "arrived", "at": "yesterday"}):
        heard = bench.caller.post(path, _STEP | wrong)
        if not heard.is_refusal(400, "bad_request"):
            yield Wrong("progress.form", heard.shown)
            return


def evidence(bench: Bench) -> Iterator[Wrong]:
    """A picture is taken and shown with a message; what is none, or too large, is not."""
    path = f"{bench.test_path}/evidence?kind="
    heard = bench.caller.post(f"{path}photo", _PNG)
    yield from _not_taken(heard, "evidence.taken")
    given = heard.payload.get("id")
    if heard.status == 201 and isinstance(given, str):
        words = _WORDS | {"pictures": [given]}
        said = bench.caller.post(f"{bench.test_path}/messages", words)
        yield from _not_taken(said, "evidence.shown")
        yield from _shown_picture(bench)
    heard = bench.caller.post(f"{path}selfie", _PNG)
    yield from refused(heard, 400, "bad_request", "evidence.kind")
    heard = bench.caller.post(f"{path}photo", b"GIF89a")
    yield from refused(heard, 415, "bad_picture", "evidence.picture")
    heard = bench.caller.post(f"{path}photo", _PNG + b"\0" * 2_000_000)
    yield from refused(heard, 413, "too_large", "evidence.large")


def _shown_picture(bench: Bench) -> Iterator[Wrong]:
    links = (_messages(bench) or [{}])[-1].get("pictures")
    link = links[0] if isinstance(links, list) and links else ""
    if not isinstance(link, str) or not link.startswith("/pictures/"):
        yield Wrong("evidence.link")
    elif bench.caller.get(link).body != _PNG:
        yield Wrong("evidence.bytes")


def to_nobody(bench: Bench) -> Iterator[Wrong]:
    """A post to an application that is not there."""
    heard = bench.caller.post("/applications/feed-check-nobody/messages", _WORDS)
    yield from refused(heard, 404, "not_found", "post.unknown")


def _messages(bench: Bench) -> list[dict[str, object]]:
    found = bench.test_now().get("messages")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
