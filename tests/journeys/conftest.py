"""Practice shops for journeys: small, so that a first sync is short."""

from collections.abc import Iterator

import pytest

from tests.practice_process import PracticeShop, running_practice_shop


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
