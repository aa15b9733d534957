"""What acts by itself: only what the owner allowed, the way of a press, and never after a doubt."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from refund_desk.application.automatic_rules import (
    MADE_A_DAY_MAX,
    doubt_of,
    ensure_automatic,
    left_of_today,
    made_today,
)
from refund_desk.application.outcomes import Refused, Unreadable
from refund_desk.application.ports.transactions import StorageBusyError, Stores
from refund_desk.application.restored_books import write_caught_up, write_restored
from refund_desk.application.setting_names import AUTOMATIC_MADE, draft_of
from refund_desk.domain.audit import AuditAction
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import ApplicationsChanged, PolicyChanged, Troubled, UndoTicked
from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.domain.order_facts import Logistics
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.refund_application import ApplicationState, Source
from refund_desk.domain.shop_policy import AutomaticAgreement, ShopPolicy
from tests.application.bench import NO_ANSWER, Bench
from tests.application.sheets import green
from tests.storage.examples import NOW, a_refund, an_application, an_outbox_entry, facts_of
from tests.storage.examples import payment as payment_number

S = RefundState
ASKED = Fen(4_000)
RULE = AutomaticAgreement(on=True, up_to=Fen(5_000), day_limit=Fen(10_000), reason="还没发货")


async def switch_on(bench: Bench, **changes: Any) -> None:
    """The owner's word."""
    seen = await bench.services.policies.current()
    policy = replace(seen, automatic=replace(RULE, **changes))
    await bench.services.policies.change(policy, seen=seen)
    bench.clock.passes(seconds=1)


async def arrives(bench: Bench, **changes: Any) -> int:
    """An application with nothing against it comes in; its id."""
    number = await green(bench, **({"asked": ASKED} | changes))
    bench.services.automatic.hear(ApplicationsChanged((number,)))
    return number


async def turned(bench: Bench) -> list[Refund]:
    """One turn of the loop; what it refunded."""
    await bench.services.automatic.turn()
    return [await bench.refund(n) for n in range(1, 1 + await _count(bench))]


def undo_first(bench: Bench) -> None:
    """A person presses undo."""
    bench.services.undo_refund(1)


async def _count(bench: Bench) -> int:
    def work(stores: Stores) -> int:
        count = 0
        while True:
            try:
                stores.refunds.get(count + 1)
            except KeyError:
                return count
            count += 1

    return await bench.run(work)


async def test_it_agrees_the_way_of_a_press_and_says_who(bench: Bench) -> None:
    await switch_on(bench)
    number = await arrives(bench)

    (refund,) = await turned(bench)

    assert (refund.state, refund.amount, refund.actor) == (S.PROCESSING, ASKED, "system")
    assert refund.reason == "还没发货"
    lines = await bench.services.reads.audit_lines(number)
    planned = next(line for line in lines if line.action is AuditAction.PLANNED)
    assert planned.actor == "system"
    assert json.loads(planned.facts_json)["rule"] == "automatic"
    assert (await bench.application(number)).state is ApplicationState.REFUNDING
    assert await turned(bench) == [refund]


async def test_without_the_owners_word_nothing_happens(bench: Bench) -> None:
    await arrives(bench)
    assert await turned(bench) == []
    # What came before the word is a person's.
    before = await arrives(bench, applied_at=bench.clock.now() - timedelta(hours=1))
    await switch_on(bench)
    bench.services.automatic.hear(ApplicationsChanged((before,)))
    assert await turned(bench) == []
    seen = bench.services.policy
    await bench.services.policies.change(ShopPolicy(), seen=seen)
    await arrives(bench)
    assert await turned(bench) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"asked": Fen(5_001)},
        {"asked": NOTHING},
        {"state": ApplicationState.WAITING_GOODS},
        {"marked": "changed.asked"},
        {"round": 2},
        {"first_reply_at": NOW},
        {"orders_in_complaint": 2},
        {"transaction_id": None},
        {"is_high_risk": True},
        {"customer_key": ""},
    ],
)
async def test_what_is_not_plain_waits_for_a_person(bench: Bench, changes: dict[str, Any]) -> None:
    await switch_on(bench)
    if "transaction_id" in changes:
        number = await bench.a_case(asked=ASKED, **changes)
        bench.services.automatic.hear(ApplicationsChanged((number,)))
    else:
        await arrives(bench, **changes)
    assert await turned(bench) == []
    assert bench.services.policy.automatic.on


async def test_what_a_person_has_touched_stays_theirs(bench: Bench) -> None:
    await switch_on(bench)
    drafted, answered = await arrives(bench), await arrives(bench)

    def touch(stores: Stores) -> None:
        stores.settings.put(draft_of(drafted), "您好")
        stores.outbox.add(an_outbox_entry(answered))

    await bench.run(touch)
    assert await turned(bench) == []


@pytest.mark.parametrize("source", [Source.SHEET, Source.BY_HAND])
async def test_what_nobody_can_confirm_waits_for_a_person(bench: Bench, source: Source) -> None:
    await switch_on(bench)
    await arrives(bench, source=source)
    assert await turned(bench) == []
    assert bench.services.policy.automatic.on


async def test_restored_books_agree_to_nothing_until_the_owner_says_so_again(bench: Bench) -> None:
    await switch_on(bench)
    now = bench.clock.now()
    await bench.run(lambda stores: write_restored(stores, since=now, facts={}, at=now))
    await bench.services.policies.read()
    assert not bench.services.policy.automatic.on
    assert bench.services.policies.why_stopped == "automatic.restored"
    await bench.run(lambda stores: write_caught_up(stores, asked=0, unproved=(), at=now))
    await arrives(bench)
    assert await turned(bench) == []
    # The owner's word, given for these books, counts.
    await switch_on(bench)
    await arrives(bench)
    assert len(await turned(bench)) == 1


@pytest.mark.parametrize("source", [Source.STORE])
async def test_where_a_platform_moves_the_money_it_keeps_its_hands_off(
    bench: Bench, source: Source
) -> None:
    await switch_on(bench)
    number = await arrives(bench)
    application = await bench.application(number)
    twin = an_application(
        source=source, transaction_id=application.transaction_id, applied_at=bench.clock.now()
    )
    await bench.run(lambda stores: stores.applications.add(twin))
    assert await turned(bench) == []


async def test_what_was_shipped_meanwhile_is_not_refunded(bench: Bench) -> None:
    await switch_on(bench)
    number = await arrives(bench)
    paid = (await bench.application(number)).transaction_id
    assert paid is not None
    bench.facts.known[paid] = facts_of(paid, logistics=Logistics(shipped_at=bench.clock.now()))
    assert await turned(bench) == []
    # And where the shop cannot be asked, a person decides.
    await arrives(bench)
    bench.facts.trouble = Unreadable(why="net.off")
    assert await turned(bench) == []


async def test_what_was_undone_by_a_person_is_never_taken_up_again(bench: Bench) -> None:
    await switch_on(bench)
    number = await arrives(bench)
    bench.clock.looks.append(lambda: undo_first(bench))
    (refund,) = await turned(bench)
    assert (refund.state, refund.why) == (S.UNDONE, "undo.done")
    assert all(tick.automatic for tick in bench.heard.of(UndoTicked))
    bench.clock.passes(minutes=1)
    await bench.run(
        lambda stores: stores.applications.replace(
            replace(stores.applications.get(number), changed_at=bench.clock.now())
        )
    )
    bench.services.automatic.hear(ApplicationsChanged((number,)))
    assert await turned(bench) == [refund]


async def test_the_day_has_a_ceiling(bench: Bench) -> None:
    await switch_on(bench)
    for _one in range(3):
        await arrives(bench)
    refunds = await turned(bench)
    assert [refund.amount for refund in refunds] == [ASKED, ASKED]
    left = await bench.run(lambda stores: left_of_today(stores, now=bench.clock.now()))
    assert left == Fen(2_000)
    assert bench.services.policy.automatic.on
    # Another day has room again, and yesterday's are remembered no more.
    bench.clock.passes(hours=24)
    await arrives(bench)
    assert len(await turned(bench)) == 3
    made = await bench.run(lambda stores: stores.settings.get(AUTOMATIC_MADE))
    assert made == "[3]"


async def test_undone_ones_leave_their_room_to_others(bench: Bench) -> None:
    await switch_on(bench, day_limit=Fen(5_000))
    await arrives(bench)
    bench.clock.looks.append(lambda: undo_first(bench))
    await turned(bench)
    await arrives(bench)
    assert [refund.state for refund in await turned(bench)] == [S.UNDONE, S.PROCESSING]


async def test_a_day_holds_so_many_however_small(bench: Bench) -> None:
    await switch_on(bench)
    number = await arrives(bench)
    application = await bench.application(number)

    def fill(stores: Stores) -> Refund:
        undone = a_refund(application, state=S.UNDONE, planned_at=bench.clock.now())
        kept = stores.refunds.add(undone)
        stores.settings.put(AUTOMATIC_MADE, json.dumps([kept.id] * MADE_A_DAY_MAX))
        return kept

    kept = await bench.run(fill)
    other = await arrives(bench)
    assert await turned(bench) == [kept]
    assert len(await bench.run(lambda stores: made_today(stores, now=bench.clock.now()))) == 200
    assert (await bench.application(other)).state is ApplicationState.OPEN


@pytest.mark.parametrize(
    ("outcome", "why"),
    [
        (Refused(code="NOT_ENOUGH"), "automatic.refused"),
        (NO_ANSWER, "automatic.unknown"),
    ],
)
async def test_a_doubt_switches_it_off(bench: Bench, outcome: Any, why: str) -> None:
    await switch_on(bench)
    bench.refunds.submits.append(outcome)
    await arrives(bench)
    waiting = await arrives(bench)

    assert len(await turned(bench)) == 1

    assert not bench.services.policy.automatic.on
    assert bench.services.policies.why_stopped == why
    assert bench.heard.of(PolicyChanged)[-1] == PolicyChanged(why)
    assert (await bench.application(waiting)).state is ApplicationState.OPEN
    # The owner's word of today does not wipe the doubt of today.
    await switch_on(bench)
    await arrives(bench)
    assert len(await turned(bench)) == 1
    assert bench.services.policies.why_stopped == why


async def test_a_halt_switches_it_off(bench: Bench) -> None:
    await switch_on(bench)
    await arrives(bench)
    bench.services.gate.halt("key.bad")
    assert await turned(bench) == []
    assert bench.services.policies.why_stopped == "automatic.halted"
    # Nothing is said twice.
    told = len(bench.heard.of(PolicyChanged))
    await bench.services.automatic._stop_in_doubt()
    assert len(bench.heard.of(PolicyChanged)) == told


async def test_switched_off_while_it_waits_nothing_is_sent(bench: Bench) -> None:
    await switch_on(bench)
    await arrives(bench)
    seen = bench.services.policy

    async def off() -> None:
        await bench.services.policies.change(replace(seen, automatic=RULE_OFF), seen=seen)

    read = bench.orders.by_transaction_id
    calls = 0

    async def reading(number: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == 2:
            await off()
        return await read(number)

    bench.orders.by_transaction_id = reading  # type: ignore[assignment,method-assign] # the owner, meanwhile
    (refund,) = await turned(bench)
    assert (refund.state, refund.why) == (S.UNDONE, "automatic.off")
    assert bench.refunds.sent == []


RULE_OFF = replace(RULE, on=False)


async def test_a_crash_in_its_undo_window_sends_nothing(bench: Bench) -> None:
    await switch_on(bench)
    number = await arrives(bench)

    async def gone(_refund_id: int) -> None:
        """The program ends here."""

    bench.services.automatic.submit = gone  # type: ignore[assignment] # a crash
    (planned,) = await turned(bench)
    assert planned.state is S.PLANNED
    await bench.services.settling_loop.recover()
    assert (await bench.refund(planned.id)).state is S.UNDONE
    bench.services.automatic.hear(ApplicationsChanged((number,)))
    assert [r.state for r in await turned(bench)] == [S.UNDONE]


async def test_a_crash_while_it_sends_is_a_doubt_at_the_next_start(bench: Bench) -> None:
    await switch_on(bench)
    await arrives(bench)
    bench.refunds.submits.append(NO_ANSWER)
    await bench.services.automatic._one(bench.services.automatic._waiting.popleft())
    assert await bench.run(doubt_of) == "automatic.unknown"


async def test_a_refund_of_no_application_never_goes_by_itself(bench: Bench) -> None:
    await switch_on(bench)
    lone = a_refund(state=S.PLANNED)
    with pytest.raises(RuleBrokenError, match=r"changed\.checks"):
        await bench.run(lambda stores: ensure_automatic(stores, lone, now=NOW))
    number = await arrives(bench)
    large = a_refund(await bench.application(number), amount=Fen(5_001))
    with pytest.raises(RuleBrokenError, match=r"changed\.checks"):
        await bench.run(lambda stores: ensure_automatic(stores, large, now=NOW))


async def test_the_loop_takes_up_what_it_hears_and_ends_when_told(bench: Bench) -> None:
    await switch_on(bench)
    automatic = bench.services.automatic
    running = asyncio.ensure_future(automatic())
    await asyncio.sleep(0.05)
    first = await arrives(bench)
    await until_refunded(bench, first)
    bench.services.stop_background()
    await asyncio.wait_for(running, 5)
    # Nothing is begun once it was told to end.
    await arrives(bench)
    assert await automatic.turn() == 0


async def test_a_full_disk_is_told_and_the_loop_goes_on(bench: Bench) -> None:
    await switch_on(bench)
    automatic = bench.services.automatic
    await arrives(bench)
    bench.transactions.troubles = [StorageBusyError()]
    running = asyncio.ensure_future(automatic())
    await asyncio.sleep(0.05)
    assert bench.heard.of(Troubled) == [Troubled(StorageBusyError.why)]
    second = await arrives(bench)
    await until_refunded(bench, second)
    bench.services.stop_background()
    await asyncio.wait_for(running, 5)


async def until_refunded(bench: Bench, number: int) -> None:
    """Wait until the loop has refunded this one."""
    for _look in range(200):
        if (await bench.application(number)).state is ApplicationState.REFUNDING:
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it was never refunded")


async def test_a_look_that_tells_of_changes_is_not_taken_up_again(bench: Bench) -> None:
    await switch_on(bench)
    numbers = [await arrives(bench, is_high_risk=True) for _one in range(2)]
    assert await asyncio.wait_for(turned(bench), 5) == []
    asked = bench.heard.of(ApplicationsChanged)
    assert [event.application_ids for event in asked] == [(number,) for number in numbers]


async def test_a_payment_that_cannot_be_read_is_a_persons(bench: Bench) -> None:
    await switch_on(bench)
    number = payment_number()
    unread = an_application(asked=ASKED, applied_at=bench.clock.now(), transaction_id=number)
    other = await bench.run(lambda stores: stores.applications.add(unread))
    facts = facts_of(number, logistics=Logistics())
    await bench.run(lambda stores: stores.orders.put_facts(facts))
    bench.services.automatic.hear(ApplicationsChanged((other.id,)))
    assert await turned(bench) == []
