"""Where the platform pays: what can be chosen, what waits, and what stands against agreeing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.platform_choices import PlatformChoices
from refund_desk.application.ports.platform_terms import (
    RejectReason,
    ReturnAddress,
    Scene,
    Standing,
)
from refund_desk.application.sheet_draft import draft_of
from refund_desk.application.use_cases.agree_at_platform import AgreeAtPlatform
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import Fen
from refund_desk.domain.outbox import OutboxKind
from refund_desk.domain.refund_application import (
    ApplicationState,
    ComplaintState,
    ProblemType,
    Source,
)
from tests.application.bench import Bench

OFF = Unreadable(why="net.off")


class Terms:
    """A platform's choices, or the trouble of the line."""

    source = Source.STORE

    def __init__(self) -> None:
        self.trouble: Unreadable | None = OFF
        self.asked = 0

    async def standing(self, source_ref: str) -> Standing | Missing | Unreadable:
        may = frozenset({OutboxKind.REJECT})
        said = Standing(changed_at=1, amount=Fen(1), scene=Scene.REFUND, may=may, offers=())
        return said if source_ref else Missing()

    async def reject_reasons(self) -> tuple[RejectReason, ...] | Unreadable:
        self.asked += 1
        told = (
            RejectReason(code="6", words="误操作", scene=Scene.REFUND),
            RejectReason(code="6", words="误操作", scene=Scene.REFUND),
            RejectReason(code="20", words="影响二次销售", scene=Scene.RETURN),
        )
        return self.trouble or told

    async def return_addresses(self) -> tuple[ReturnAddress, ...] | Unreadable:
        self.asked += 1
        return self.trouble or (ReturnAddress(ref="1", receiver="仓库", text="杭州市"),)


async def test_choices_are_read_once_and_stay_when_the_line_is_down(bench: Bench) -> None:
    terms = Terms()
    choices = PlatformChoices((terms,), bench.clock)
    assert await choices.reject_reasons(Source.STORE, Scene.REFUND) is OFF
    assert await choices.return_addresses(Source.STORE) is OFF
    terms.trouble = None
    reasons = await choices.reject_reasons(Source.STORE, Scene.REFUND)
    assert isinstance(reasons, tuple)
    assert [reason.code for reason in reasons] == ["6"]
    addresses = await choices.return_addresses(Source.STORE)
    asked = terms.asked
    assert await choices.reject_reasons(Source.STORE, Scene.EXCHANGE) == ()
    assert await choices.return_addresses(Source.STORE) == addresses
    assert terms.asked == asked
    bench.clock.passes(seconds=timedelta(days=2).total_seconds())
    terms.trouble = OFF
    assert await choices.reject_reasons(Source.STORE, Scene.REFUND) == reasons
    assert terms.asked == asked + 1
    assert isinstance(await choices.standing(Source.STORE, "1"), Standing)


async def test_a_source_without_choices_says_so(bench: Bench) -> None:
    choices = PlatformChoices((), bench.clock)
    for answer in (
        await choices.standing(Source.SHOP_FEED, "1"),
        await choices.reject_reasons(Source.SHOP_FEED, Scene.REFUND),
        await choices.return_addresses(Source.SHOP_FEED),
    ):
        assert answer == Unreadable(why="source.cannot")


async def test_no_sheet_takes_what_the_platform_pays(bench: Bench) -> None:
    case = await bench.view(await bench.a_case(source=Source.STORE))
    assert case.approve.enabled
    (line,) = draft_of((case,)).lines
    assert line.why == "platform.pays"


async def test_a_refund_of_ours_under_way_stands_against_agreeing(bench: Bench) -> None:
    complaint = await bench.a_case()
    await bench.approve(complaint)
    number = (await bench.application(complaint)).transaction_id
    store = await bench.a_case(source=Source.STORE, transaction_id=number)
    agree = AgreeAtPlatform(ground=bench.ground)
    asked = (await bench.application(store)).asked
    with pytest.raises(RuleBrokenError, match=r"ref\.dup"):
        await agree.ensure(store, seen_amount=asked)
    without = await bench.a_case(source=Source.STORE, transaction_id=None)
    await agree.ensure(without, seen_amount=asked)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"state": ApplicationState.WAITING_CUSTOMER}, "platform.answer_awaited"),
        ({"problem_type": ProblemType.RETURN}, "platform.goods_first"),
        ({"problem_type": ProblemType.OTHERS}, "platform.exchange"),
        ({"in_platform_service": True}, "platform.dispute"),
        ({"marked": "store.prove"}, "store.prove"),
        ({"state": ApplicationState.REFUNDING}, "platform.refunding"),
        (
            {
                "state": ApplicationState.WAITING_GOODS,
                "complaint_state": ComplaintState.PROCESSING,
            },
            "platform.goods_awaited",
        ),
        ({"state": ApplicationState.WAITING_GOODS, "problem_type": ProblemType.RETURN}, ""),
    ],
)
async def test_what_comes_first(bench: Bench, changes: dict[str, Any], why: str) -> None:
    values: dict[str, Any] = {
        "source": Source.STORE,
        "problem_type": ProblemType.REFUND,
        **changes,
    }
    case = await bench.view(await bench.a_case(**values))
    assert case.approve.why == why
    assert case.can_prove is (why == "store.prove")
