"""A backend that conforms passes; each thing that is wrong is said in its own sentence."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest

from refund_desk.__main__ import main
from refund_desk.adapters.sources.shop_feed_signing import FeedKey
from refund_desk.domain.secret import Secret
from refund_desk.feed_check.caller import Caller
from refund_desk.feed_check.kit import READS, WRITES, run
from refund_desk.feed_check.sentences import SENTENCES
from tests.feed_check.backends import KEY_ID, SECRET, backend, sample, source
from tests.practice.feed_contract import contract
from tests.wechatpay.scripted_gateway import closed_port_url

RIGHT = 'need(right, "the signature does not match", 401, "bad_signature")'
BROKEN: dict[str, tuple[tuple[str, str], set[str]]] = {
    "signatures are optional": (
        (RIGHT, f"if not stamp:\n            return\n        {RIGHT}"),
        {"signature.none"},
    ),
    "any secret will do": (
        (RIGHT, RIGHT.replace("right,", "right or stamp,")),
        {"signature.secret", "signature.key", "signature.query"},
    ),
    "the query is not signed": (
        ("{request.raw_path}", "{request.path}"),
        {"signature.right"},
    ),
    "posts are not looked at": (
        (RIGHT, RIGHT.replace("right,", "right or request.method == 'POST',")),
        {"signature.body"},
    ),
    "old requests come in": (("abs(time.time() - int(stamp)) <= 300", "True"), {"signature.old"}),
    "clocks may be ahead": (
        ("abs(time.time() - int(stamp)) <= 300", "time.time() - int(stamp) <= 300"),
        {"signature.future"},
    ),
    "nonces are forgotten": (("self.nonces[nonce] = time.time()", "pass"), {"signature.nonce"}),
    "a refused nonce is kept": (
        (
            f"        {RIGHT}",
            f"        self.nonces |= {{}} if right else {{nonce: 9e9}}\n        {RIGHT}",
        ),
        {"signature.nonce_kept"},
    ),
    "limit is ignored": (("ids[: int(limit)]", "ids[:200]"), {"page.size"}),
    "any limit will do": (
        ("and 1 <= int(limit) <= 200", "or True"),
        {"page.limit"},
    ),
    "the cursor skips one": (('f"after-{end}"', 'f"after-{end + 1}"'), {"cursor.lost"}),
    "the cursor stands still": (('f"after-{end}"', 'f"after-{max(end - 1, 0)}"'), {"cursor.twice"}),
    "any cursor will do": (
        ("need(after <= self.last_change,", "need(True,"),
        {"cursor.unknown"},
    ),
    "a change moves nothing": (
        (
            "self.last_change = self.last_change + 1",
            "self.last_change = self.changes.get(name) or len(self.changes) + 1",
        ),
        {"cursor.moves"},
    ),
    "keys are forgotten": (("self.taken[key] = (request, answer)", "pass"), {"key.double"}),
    "a key takes another body": (
        ("self.taken[key][0] == request", "True"),
        {"key.reused", "key.elsewhere"},
    ),
    "no key is needed": (
        (
            'need(re.fullmatch(r"[A-Za-z0-9_.:-]{1,128}", key or "")',
            "key = key or str(time.time())\n        need(True",
        ),
        {"key.missing"},
    ),
    "texts have no limit": ((".{1,500}", ".*"), {"text.limit"}),
    "texts are cut to a byte each": (
        ('"text": body["text"]', '"text": body["text"].encode("ascii", "replace").decode()'),
        {"message.text"},
    ),
    "amounts are numbers": (
        ("type(found) is int", "isinstance(found, int | float)"),
        {"amount.form"},
    ),
    "problems are plain JSON": (("application/problem+json", "application/json"), {"problem.form"}),
    "bodies have no limit": (("len(body) <= 65_536", "True"), {"body.large"}),
    "pictures have no limit": (('len(body["picture"]) <= 2_000_000', "True"), {"evidence.large"}),
    "anything is a picture": (
        ('need(known, "neither PNG', 'need(True, "neither PNG'),
        {"evidence.picture"},
    ),
    "unknown things are an empty answer": (
        (
            "        need(name in shelf,",
            "        return shelf.get(name, {})\n        need(name in shelf,",
        ),
        {"one.unknown"},
    ),
    "the test application is decided": (
        ('"open" if application.get("test") else ', ""),
        {"test.open"},
    ),
    "orders may be asked without end": (("1 <= len(asked) <= 100", "True"), {"order.limit"}),
}


def found(url: str) -> dict[str, str]:
    """Key and English sentence of whatever is wrong."""
    caller = Caller(url, FeedKey(KEY_ID, Secret(SECRET)))
    try:
        return {one.key: one.en for one in run(caller) if one.verdict == "no"}
    finally:
        caller.close()


def test_the_reference_backend_conforms_and_is_short() -> None:
    assert len(source().splitlines()) < 200
    imports = set(re.findall(r"^(?:import|from) (\w+)", source(), re.MULTILINE))
    assert imports - {"aiohttp"} <= {"hashlib", "hmac", "json", "re", "sys", "time", "pathlib"}
    with backend() as url:
        assert found(url) == {}
        # And again: what the first run wrote is in nobody's way.
        assert found(url) == {}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_is_said(name: str) -> None:
    change, wanted = BROKEN[name]
    with backend(change) as url:
        assert wanted <= set(found(url))


def test_two_at_once_are_noticed_where_the_key_is_written_late() -> None:
    call = "self.post(request.path, request.query, key, body)"
    in_thread = call.replace("self.post(", "__import__('asyncio').to_thread(self.post, ")
    threads = (call, f"await {in_thread}")
    late = (
        "        self.taken[key] = (request",
        "        time.sleep(0.1)\n        self.taken[key] = (request",
    )
    with backend(threads, late) as url:
        assert set(found(url)) == {"key.at_once"}


def changed(**changes: Any) -> Any:
    books = copy.deepcopy(sample())
    books["applications"][2] |= changes
    return books


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"asked_fen": "59.00"}, "applications[2].asked_fen"),
        ({"asked_fen": 59.0}, "applications[2].asked_fen"),
        ({"asked_fen": -1}, "applications[2].asked_fen"),
        ({"applied_at": "2026-11-17 10:00:00"}, "applications[2].applied_at"),
        ({"applied_at": "2026-11-17T10:00:00+08:00"}, "applications[2].applied_at"),
        ({"respond_by": None}, "applications[2].respond_by"),
        ({"respond_by": "2026-11-19T03:00:00Z"}, "applications[2].respond_by"),
        ({"kind": "exchange"}, "applications[2].kind"),
        ({"state": 1}, "applications[2].state"),
        ({"application_id": "../x"}, "applications[2].application_id"),
        ({"pictures": ["https://elsewhere/pictures/1"]}, "applications[2].pictures[0]"),
        ({"reason": {"category": "damaged"}}, "applications[2].reason.text"),
        ({"messages": None}, "applications[2].messages"),
    ],
)
def test_the_place_that_is_not_of_its_form_is_named(changes: dict[str, Any], place: str) -> None:
    with backend(books=changed(**changes)) as url:
        assert found(url)["page.form"].endswith(f": {place}")


def test_nothing_is_written_without_an_application_for_tests() -> None:
    books = copy.deepcopy(sample())
    del books["applications"][0]
    with backend(books=books) as url:
        caller = Caller(url, FeedKey(KEY_ID, Secret(SECRET)))
        findings = list(run(caller))
        caller.close()
    assert [one.key for one in findings if one.verdict == "no"] == ["test.none"]
    assert {one.check for one in findings if one.verdict == "skip"} == set(WRITES)


def test_sentences_are_whole_in_both_languages() -> None:
    words = contract()["info"]["description"]
    schemas, paths = contract()["components"]["schemas"], "".join(contract()["paths"])
    for key, sentence in SENTENCES.items():
        shown = [sentence.zh.format(got="GOT"), sentence.en.format(got="GOT")]
        assert len({"GOT" in text for text in shown}) == 1, key
        assert re.search(r"[\u4e00-\u9fff]", shown[0]), key
        assert shown[1].isascii(), key
        where = sentence.where.format()
        kind, _, name = where.partition("/")
        known = f"\n{where}. " in f"\n{words}" if where.isdecimal() else where in paths
        assert known or (kind == "schemas" and name in schemas), key
    used = {key for _change, keys in BROKEN.values() for key in keys}
    assert used <= set(SENTENCES)
    assert not set(READS) & set(WRITES)


@pytest.fixture
def secret_file(tmp_path: Path) -> Path:
    path = tmp_path / "secret.txt"
    path.write_text(SECRET + "\n", encoding="utf-8")
    return path


def command(url: str, secret_file: Path, *more: str) -> int:
    return main(["feed-check", url, "--key-id", KEY_ID, "--secret-file", str(secret_file), *more])


def test_the_command_says_yes(secret_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with backend() as url:
        assert command(url, secret_file) == 0
        lines = capsys.readouterr().out.splitlines()
        assert len(lines) > 30
        assert all(line.startswith("yes ") for line in lines)
        assert command(url, secret_file, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["conforms"] is True


def test_the_command_says_no_in_either_language(
    secret_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with backend(BROKEN["old requests come in"][0]) as url:
        assert command(url, secret_file) == 1
        chinese = capsys.readouterr().out
        assert command(url, secret_file, "--lang", "en") == 1
        english = capsys.readouterr().out
        assert command(url, secret_file, "--json") == 1
        told = json.loads(capsys.readouterr().out)
    assert "no timestamp-old: 400 秒以前的时间戳应当得到 401" in chinese
    assert "no timestamp-old: A timestamp 400 s old must get 401" in english
    assert "(shop_feed.openapi.yaml: 2)" in english
    assert told["conforms"] is False
    wrong = [one["key"] for one in told["findings"] if one["verdict"] == "no"]
    assert "signature.old" in wrong
    assert SECRET not in chinese + english


def test_the_command_says_that_nobody_answers(
    secret_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(closed_port_url(), secret_file, "--lang", "en") == 2
    assert "was not reached" in capsys.readouterr().err
    assert command("http://shop.example/feed", secret_file) == 2
    assert "https://" in capsys.readouterr().err
    (tmp_path / "short.txt").write_text("short", encoding="utf-8")
    for name in ("short.txt", "none.txt"):
        assert command("https://shop.example", tmp_path / name, "--lang", "en") == 2
        assert "32 bytes" in capsys.readouterr().err
    assert main(["feed-check"]) == 2
    assert main(["feed-check", "--help"]) == 0
