"""Backends that share no code with the kit: the practice shop's, and one in another language."""

from __future__ import annotations

from pathlib import Path

import pytest

from refund_desk.adapters.sources.shop_feed_signing import FeedKey
from refund_desk.domain.secret import Secret
from refund_desk.feed_check.caller import Caller
from refund_desk.feed_check.kit import run
from refund_desk.practice.settings import PracticeSettings
from tests.feed_check.backends import KEY_ID, NODE, SECRET, node_backend
from tests.practice.shop_in_thread import shop_in_thread


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


@pytest.mark.skipif(NODE is None, reason="node is not on this machine")
def test_a_backend_in_another_language_conforms(tmp_path: Path) -> None:
    with node_backend(tmp_path) as url:
        assert wrong(url, FeedKey(KEY_ID, Secret(SECRET))) == []
