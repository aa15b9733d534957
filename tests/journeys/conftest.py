"""Practice shops for journeys: small, so that a first sync is short."""

from collections.abc import Iterator

import pytest

from tests.practice_process import PracticeShop, running_practice_shop

_DAY_S = 24 * 3_600


@pytest.fixture(scope="module")
def small_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeShop]:
    """A strict practice server with one application of its own; refunds settle almost at once."""
    flags = ("--strict", "--settle-seconds", "0.1", "--applications", "1")
    with running_practice_shop(tmp_path_factory.mktemp("practice") / "shop", *flags) as shop:
        yield shop


@pytest.fixture
def quiet_shop(small_shop: PracticeShop) -> Iterator[PracticeShop]:
    """The same, without faults before and after the test, and with money on the account."""
    small_shop.clear_faults()
    small_shop.set_balance(10_000_000)
    yield small_shop
    small_shop.clear_faults()


@pytest.fixture(scope="module")
def afternoon_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeShop]:
    """A practice shop at two in the afternoon, when yesterday's bills are there."""
    flags = ("--settle-seconds", "0.1", "--applications", "1", "--now", "2026-11-18T14:00:00+08:00")
    with running_practice_shop(tmp_path_factory.mktemp("practice") / "shop", *flags) as shop:
        yield shop


@pytest.fixture
def shop(afternoon_shop: PracticeShop) -> PracticeShop:
    """The same on a day on which nothing happened yet, without faults and with money."""
    afternoon_shop.clear_faults()
    afternoon_shop.set_balance(10_000_000)
    afternoon_shop.advance_clock(_DAY_S)
    return afternoon_shop
