"""Backends that share no code with the kit: the practice shop's, and one in another language."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from refund_desk.adapters.sources.shop_feed_signing import FeedKey
from refund_desk.domain.secret import Secret
from refund_desk.feed_check.caller import Caller
from refund_desk.feed_check.kit import run
from refund_desk.practice.settings import PracticeSettings
from tests.feed_check.backends import EXAMPLES, KEY_ID, SECRET
from tests.practice.shop_in_thread import shop_in_thread

NODE = shutil.which("node")


def wrong(url: str, key: FeedKey) -> list[str]:
    caller = Caller(url, key)
    try:
        return [one.en for one in run(caller) if one.verdict != "yes"]
    finally:
        caller.close()


def test_the_practice_shop_conforms(tmp_path: Path) -> None:
    settings = PracticeSettings(data_dir=tmp_path, applications=40, feed_applications=30)
    with shop_in_thread(settings) as far:
        key = FeedKey(far.ready["feed_key_id"], Secret(far.ready["feed_secret"]))
        assert wrong(far.ready["feed_url"], key) == []


@pytest.fixture
def node_url(tmp_path: Path) -> Iterator[str]:
    if NODE is None:
        pytest.skip("node is not on this machine")
    secret_file = tmp_path / "secret.txt"
    secret_file.write_text(SECRET, encoding="utf-8")
    command = [NODE, str(EXAMPLES / "shop_feed_server.mjs"), "0", KEY_ID, str(secret_file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        server.terminate()


def test_a_backend_in_another_language_conforms(node_url: str) -> None:
    assert wrong(node_url, FeedKey(KEY_ID, Secret(SECRET))) == []
