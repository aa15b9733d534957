"""Two thousand broken key files: no crash, no hang, no wrong key. `key_fuzz` makes more."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wechatpay import key_samples as samples
from tests.wechatpay.key_fuzz import SLOW_S, Tally, broken, read_everywhere, run, seeds


@settings(max_examples=800)
@given(st.integers(0, len(seeds()) - 1), st.integers(0, 2**32))
def test_a_broken_key_file_is_read_right_or_not_at_all(which: int, accident: int) -> None:
    tally = Tally()
    tally.look_at(broken(seeds()[which], random.Random(accident)))
    assert tally.wrong == []


@settings(max_examples=1200)
@given(st.binary(max_size=3000) | st.text(max_size=3000).map(str.encode))
def test_anything_at_all_is_no_key(content: bytes) -> None:
    tally = Tally()
    tally.look_at(content)
    assert (tally.accepted, tally.wrong) == (0, [])


def test_the_campaign_runs_and_finds_nothing() -> None:
    tally = run(60, seed=7)
    assert tally.inputs == 60
    assert tally.wrong == []
    assert tally.slowest_s < SLOW_S


def test_the_fuzzer_would_see_a_wrong_key() -> None:
    tally = Tally()
    tally.look_at(samples.pkcs8(samples.key_of("stranger")))
    assert len(tally.wrong) == 1


def test_of_a_file_full_of_keys_only_a_few_are_read() -> None:
    """Each costs up to a quarter of a second: twenty long ones took five."""
    full = samples.pkcs8(samples.key_of()) * 19 + samples.certificate_pem()
    kinds = [type(each).__name__ for each in read_everywhere(full)]
    assert kinds == [*["PrivateKeyFound"] * 3, "CertificateFound"]
