"""Changed applications come in page by page, each page with its cursor; nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.ports.change_source import BadCursor, FeedApplication
from refund_desk.application.ports.transactions import StorageFullError, Stores
from refund_desk.application.setting_names import cursor_of, place_of
from refund_desk.application.use_cases.pull_feed import PullFeed
from refund_desk.domain.audit import AuditAction
from refund_desk.domain.conversation import MessageKind, Speaker
from refund_desk.domain.events import ApplicationsChanged, SyncChanged, SyncState
from refund_desk.domain.reason import ReasonCategory
from refund_desk.domain.refund_application import ApplicationState, RefundApplication, Source
from tests.application.bench import Bench
from tests.application.feed import FakeFeed, later, pull_of, told
from tests.storage.examples import a_message, an_application, facts_of

A = ApplicationState
MINUTE = timedelta(minutes=1)


@pytest.fixture
def feed() -> FakeFeed:
    return FakeFeed()


@pytest.fixture
def pull(bench: Bench, feed: FakeFeed) -> PullFeed:
    return pull_of(bench, feed)


async def looked(bench: Bench, pull: PullFeed) -> SyncChanged:
    """One look; what the status bar was told at its end."""
    bench.clock.passes(seconds=1)
    await pull()
    said: SyncChanged = bench.heard.of(SyncChanged)[-1]
    return said


async def kept(bench: Bench, one: FeedApplication) -> RefundApplication:
    found = await bench.run(
        lambda stores: stores.applications.find(Source.SHOP_FEED, one.snapshot.source_ref)
    )
    assert found is not None
    return found


async def test_all_pages_come_in_with_what_belongs_to_them(
    bench: Bench, feed: FakeFeed, pull: PullFeed
) -> None:
    application = an_application(source=Source.SHOP_FEED)
    assert application.transaction_id is not None
    respond_by = bench.clock.now() + timedelta(hours=40)
    whole = told(
        application,
        facts=facts_of(application.transaction_id),
        category=ReasonCategory.QUALITY,
        respond_by=respond_by,
        payer_phone="",
        payer_openid="o-1",
    )
    feed.tell(whole, told(payer_phone="", payer_openid=""), told())
    said = await looked(bench, pull)
    assert (said.source, said.state, said.arrived, said.why) == (
        "shop_feed",
        SyncState.DONE,
        3,
        "",
    )
    assert feed.asked == ["", "2"]
    first = await kept(bench, whole)
    assert (first.category, first.due_at) == (ReasonCategory.QUALITY, respond_by)
    assert len(first.customer_key) == 64
    assert (await kept(bench, feed.changed[1])).customer_key == ""
    assert (await kept(bench, feed.changed[1])).due_at is None
    assert await bench.audited(first.id) == [AuditAction.RECEIVED]
    case = await bench.view(first.id)
    assert (case.source, case.title) == (Source.SHOP_FEED, "林**")
    assert [m.kind for m in case.messages] == [MessageKind.APPLIED]
    picture = await bench.ledger.pictures.find("goods/mug")
    assert picture is not None


async def test_the_next_look_asks_from_where_the_last_one_ended(
    bench: Bench, feed: FakeFeed, pull: PullFeed
) -> None:
    feed.tell(told(), told(), told())
    await looked(bench, pull)
    feed.asked.clear()
    assert (await looked(bench, pull)).arrived == 0
    one = feed.changed[0]
    feed.tell(later(one, bench.clock.now(), problem_text="质量问题"))
    said = await looked(bench, pull)
    assert (feed.asked, said.arrived, said.changed) == (["3", "3"], 0, 1)
    assert (await kept(bench, one)).problem_text == "质量问题"


async def test_a_page_that_the_disk_did_not_take_comes_again(
    bench: Bench, feed: FakeFeed, pull: PullFeed
) -> None:
    feed.tell(*(told() for _n in range(5)))
    # The cursor is read, the first page is written, the second is not.
    bench.transactions.troubles = [None, None, StorageFullError()]
    with pytest.raises(StorageFullError):
        await looked(bench, pull)
    assert await bench.run(lambda stores: stores.settings.get("cursor:shop_feed")) == "2"
    assert (await looked(bench, pull)).arrived == 3
    for one in feed.changed:
        await kept(bench, one)


async def test_a_bug_of_the_source_is_not_swallowed(
    bench: Bench, feed: FakeFeed, pull: PullFeed
) -> None:
    feed.tell(*(told() for _n in range(3)))

    def break_later() -> None:
        feed.trouble = ZeroDivisionError() if len(feed.asked) > 1 else None

    feed.when_asked = break_later
    with pytest.raises(ZeroDivisionError):
        await looked(bench, pull)
    assert await bench.run(lambda stores: stores.settings.get("cursor:shop_feed")) == "2"


@pytest.mark.parametrize(
    ("trouble", "why"), [(Unreadable(why="net.off"), "net.off"), (BadCursor(), "far.nonsense")]
)
async def test_a_trouble_is_told_and_stops_no_refund(
    bench: Bench, feed: FakeFeed, pull: PullFeed, trouble: Any, why: str
) -> None:
    feed.trouble = trouble
    said = await looked(bench, pull)
    assert (said.state, said.why) == (SyncState.TROUBLE, why)
    feed.trouble = Unreadable(why="key.bad", halts=True)
    assert (await looked(bench, pull)).why == "key.bad"
    assert bench.services.gate.why_closed == ""


async def test_a_forgotten_cursor_begins_anew_and_changes_nothing(
    bench: Bench, feed: FakeFeed, pull: PullFeed
) -> None:
    feed.tell(told(), told(), told())
    await looked(bench, pull)
    feed.forgets = True
    feed.asked.clear()
    said = await looked(bench, pull)
    assert (said.state, said.arrived, said.changed) == (SyncState.DONE, 0, 0)
    assert feed.asked == ["3", "", "2"]


@pytest.mark.parametrize("spins", [True, False])
async def test_a_feed_without_an_end_is_nonsense(
    bench: Bench, feed: FakeFeed, pull: PullFeed, spins: bool
) -> None:
    feed.tell(*(told() for _n in range(9)))
    feed.spins = spins
    pull.pages_at_most = 3
    said = await looked(bench, pull)
    assert (said.state, said.why) == (SyncState.TROUBLE, "far.nonsense")


async def test_what_is_not_of_the_form_is_counted_and_named(
    bench: Bench, feed: FakeFeed, pull: PullFeed
) -> None:
    feed.unreadable = ("A-1", "A-2")
    feed.tell(told())
    said = await looked(bench, pull)
    assert (said.arrived, said.unreadable, said.unreadable_names) == (1, 2, ("A-1", "A-2"))


async def test_a_change_here_is_not_undone_by_a_page_from_before_it(
    bench: Bench, feed: FakeFeed, pull: PullFeed
) -> None:
    one = told()
    feed.tell(one)
    await looked(bench, pull)
    application = await kept(bench, one)
    bench.clock.passes(seconds=1)
    changed = bench.clock.now() + timedelta(milliseconds=1)
    # The page was asked for, then the desk rejected, then the page came.
    rejected = replace(
        application.move_to(A.REJECTED, now=changed), changed_at=changed, problem_text="x"
    )
    await bench.run(lambda stores: stores.applications.replace(rejected))
    feed.tell(later(one, bench.clock.now(), problem_text="晚了"))
    bench.clock.at -= timedelta(seconds=1)
    feed.when_asked = lambda: bench.clock.passes(seconds=1)
    said = await looked(bench, pull)
    assert (said.arrived, said.changed) == (0, 0)
    # It was read again at once, and is ended here as before.
    assert feed.reads == [one.snapshot.source_ref]
    after = await kept(bench, one)
    assert (after.state, after.problem_text) == (A.REJECTED, "晚了")


async def test_what_could_not_be_read_again_waits_for_the_next_look(
    bench: Bench, feed: FakeFeed, pull: PullFeed
) -> None:
    one, gone = told(), told()
    feed.tell(one)
    await looked(bench, pull)
    refs = f'["{one.snapshot.source_ref}", "{gone.snapshot.source_ref}"]'
    await bench.run(lambda stores: stores.settings.put("old_readings:shop_feed", refs))
    feed.trouble = Unreadable(why="net.off")
    await looked(bench, pull)
    feed.trouble = None
    await looked(bench, pull)
    assert feed.reads == [one.snapshot.source_ref, gone.snapshot.source_ref] * 2
    left = await bench.run(lambda stores: stores.settings.get("old_readings:shop_feed"))
    assert left is None


async def test_one_is_read_again_by_itself(bench: Bench, feed: FakeFeed, pull: PullFeed) -> None:
    one = told()
    feed.tell(one)
    await looked(bench, pull)
    feed.tell(later(one, bench.clock.now(), problem_text="质量问题"))
    bench.clock.passes(seconds=1)
    assert await pull.one(one.snapshot.source_ref) == ""
    assert bench.heard.events[-1] == ApplicationsChanged(((await kept(bench, one)).id,))
    assert (await kept(bench, one)).problem_text == "质量问题"
    assert await pull.one("unknown") == "changed.gone"
    feed.trouble = Unreadable(why="net.slow")
    assert await pull.one(one.snapshot.source_ref) == "net.slow"
    assert isinstance(await FakeFeed().application("x"), Missing)


async def test_words_of_the_buyer_make_it_unread_again_but_opening_does_not(
    bench: Bench, feed: FakeFeed, pull: PullFeed
) -> None:
    one = told(has_new_words=True)
    feed.tell(one)
    await looked(bench, pull)
    for number in range(2):
        application = await kept(bench, one)
        await bench.services.mark_read((application.id,))
        bench.clock.passes(seconds=1)
        assert await pull.one(one.snapshot.source_ref) == ""
        assert not (await kept(bench, one)).unread
        words = a_message(f"m{number}", "在吗", at=bench.clock.now(), speaker=Speaker.BUYER)
        one = later(one, bench.clock.now(), messages=(*one.messages, words))
        feed.tell(one)
        await looked(bench, pull)
        assert (await kept(bench, one)).unread
    quiet = later(one, bench.clock.now(), has_new_words=False)
    await bench.services.mark_read(((await kept(bench, one)).id,))
    feed.tell(quiet)
    await looked(bench, pull)
    assert not (await kept(bench, one)).unread


async def test_a_page_of_a_place_that_was_left_meanwhile_is_not_kept(
    bench: Bench, feed: FakeFeed, pull: PullFeed
) -> None:
    """The cursor of one backend means nothing at another."""
    one = told(an_application(source=Source.SHOP_FEED))
    feed.tell(one)
    changes = feed.changes

    async def moved_meanwhile(cursor: str) -> Any:
        page = await changes(cursor)
        await bench.run(lambda stores: stores.settings.put(place_of(Source.SHOP_FEED), "1"))
        return page

    feed.changes = moved_meanwhile  # type: ignore[method-assign] # a move at this very moment
    await looked(bench, pull)
    feed.changes = changes  # type: ignore[method-assign] # nobody moves any more

    def find(stores: Stores) -> tuple[RefundApplication | None, str | None]:
        ref = one.snapshot.source_ref
        cursor = stores.settings.get(cursor_of(Source.SHOP_FEED))
        return stores.applications.find(Source.SHOP_FEED, ref), cursor

    assert await bench.run(find) == (None, None)
    await looked(bench, pull)
    assert (await kept(bench, one)).source_ref == one.snapshot.source_ref


async def test_a_source_that_nobody_connected_is_silent(
    bench: Bench, feed: FakeFeed, pull: PullFeed
) -> None:
    feed.connected = False
    await pull()
    assert feed.asked == []
    assert bench.heard.of(SyncChanged) == []
