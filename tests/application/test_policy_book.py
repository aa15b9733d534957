"""The shop's rules in force: kept, changed with a line, read by whatever acts."""

import json
from dataclasses import replace

import pytest

from refund_desk.adapters.storage.audit_store import lines_after
from refund_desk.application.policy_book import policy_in_force
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.setting_names import AUTOMATIC_STOPPED, POLICY
from refund_desk.domain.audit import AuditAction
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import PolicyChanged
from refund_desk.domain.fen import Fen
from refund_desk.domain.shop_policy import AutomaticAgreement, ShopPolicy
from tests.application.bench import Bench

USUAL = ShopPolicy()


async def test_without_a_word_of_the_owner_the_usual_rules_hold(bench: Bench) -> None:
    assert bench.services.policy == USUAL
    assert await bench.services.policies.current() == USUAL
    assert await bench.run(policy_in_force) == USUAL


async def test_a_change_is_kept_told_and_written_down(bench: Bench) -> None:
    new = replace(USUAL, return_days=15, automatic=AutomaticAgreement(reason="只有客户该看到"))
    await bench.services.policies.change(new, seen=USUAL)

    assert bench.services.policy == new
    assert await bench.run(policy_in_force) == new
    assert bench.heard.of(PolicyChanged) == [PolicyChanged()]
    lines = await bench.ledger.readers.read(lambda c: list(lines_after(c, 0, limit=100)))
    line = next(line for line in lines if line.action is AuditAction.POLICY_CHANGED)
    assert line.actor == "owner"
    facts = json.loads(line.facts_json)
    assert (facts["return_days.before"], facts["return_days.after"]) == ("7", "15")
    assert "客户" not in line.facts_json


async def test_a_change_of_rules_that_nobody_saw_is_refused(bench: Bench) -> None:
    other = replace(USUAL, return_days=9)
    await bench.services.policies.change(other, seen=USUAL)
    with pytest.raises(RuleBrokenError, match=r"policy\.changed"):
        await bench.services.policies.change(replace(USUAL, return_days=8), seen=USUAL)
    assert await bench.run(policy_in_force) == other


async def test_what_acts_by_itself_has_words_for_the_buyer(bench: Bench) -> None:
    for reason in ("", " ", "字" * 27):
        new = replace(USUAL, automatic=AutomaticAgreement(on=True, reason=reason))
        with pytest.raises(RuleBrokenError, match=r"policy\.reason"):
            await bench.services.policies.change(new, seen=USUAL)
    assert await bench.run(policy_in_force) == USUAL


async def test_damaged_rules_are_the_usual_ones_and_say_so(bench: Bench) -> None:
    def damage(stores: Stores) -> None:
        stores.settings.put(POLICY, "{")
        stores.settings.put(AUTOMATIC_STOPPED, "ref.unknown")

    await bench.run(damage)
    assert await bench.services.policies.read() == USUAL
    assert bench.services.policies.unreadable == "policy.unreadable"
    assert bench.services.policies.why_stopped == "ref.unknown"
    await bench.services.policies.change(replace(USUAL, return_days=8), seen=USUAL)
    assert bench.services.policies.unreadable == ""
    assert bench.services.policies.why_stopped == ""


async def test_the_rules_of_the_moment_judge_a_case(bench: Bench) -> None:
    number = await bench.a_case(asked=Fen(10_800))
    limit = next(f for f in (await bench.view(number)).findings if f.rule == "single_limit")
    assert limit.limit == Fen(200_000)
    await bench.services.policies.change(replace(USUAL, single_limit=Fen(10_000)), seen=USUAL)
    limit = next(f for f in (await bench.view(number)).findings if f.rule == "single_limit")
    assert (limit.limit, limit.verdict) == (Fen(10_000), "amber")
