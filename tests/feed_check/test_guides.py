"""The guides of the shop feed: their numbers are right, and both say the same things."""

from __future__ import annotations

import hashlib
import re

import pytest

from refund_desk.adapters.sources.shop_feed_signing import Signed, signature_of
from refund_desk.domain.secret import Secret
from tests.practice.feed_contract import contract
from tests.repository import tree

LANGUAGES = ("zh", "en")


def guide(language: str) -> str:
    return (tree.ROOT / "docs" / f"shop_feed.{language}.md").read_text(encoding="utf-8")


def secret_in(text: str) -> Secret:
    return Secret(re.findall(r"`(refund-desk-example-\S+)`", text)[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_worked_example_is_right(language: str) -> None:
    text = guide(language)
    (lines, headers) = re.findall(r"```text\n(.*?)```", text, re.DOTALL)
    body = re.findall(r"```json\n(.*?)\n```", text, re.DOTALL)[0].encode()
    method, target, timestamp, nonce, body_hash = lines.splitlines()
    told = dict(line.split(": ") for line in headers.splitlines())

    assert body_hash == hashlib.sha256(body).hexdigest()
    assert (told["Refund-Desk-Timestamp"], told["Refund-Desk-Nonce"]) == (timestamp, nonce)
    signed = Signed(method=method, target=target, timestamp=timestamp, nonce=nonce, body=body)
    assert told["Refund-Desk-Signature"] == signature_of(signed, secret_in(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_without_a_body_is_right(language: str) -> None:
    text = guide(language)
    (target,) = re.findall(r"`GET (/refund-desk/v1/\S+)`", text)
    timestamp, nonce, signature = re.findall(r"`(\d{10}|[0-9a-f]{32}|[0-9a-f]{64})`", text)
    signed = Signed(method="GET", target=target, timestamp=timestamp, nonce=nonce)
    assert signature == signature_of(signed, secret_in(text))


def test_both_languages_have_the_same_parts() -> None:
    shapes = [
        [line.split(" ")[0] for line in guide(language).splitlines() if re.match(r"#|\||- ", line)]
        for language in LANGUAGES
    ]
    assert shapes[0] == shapes[1]
    words = [set(re.findall(r"`([^`\n]+)`", guide(language))) for language in LANGUAGES]
    assert words[0] ^ words[1] <= {"--lang en"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_address_is_named(language: str) -> None:
    text = guide(language)
    for path in contract()["paths"]:
        assert path in text
