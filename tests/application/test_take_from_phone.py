"""What a desk offers a phone; the page itself has tests of its own (tests/phone)."""

from tests.application.bench import Bench


async def test_a_desk_without_a_page_offers_none(bench: Bench) -> None:
    assert not bench.services.phone.is_offered
    assert await bench.services.phone.addresses() == ()
