"""The WeChat Store in a desk: applications in, answers back once, its own books with the money."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from refund_desk.application.case_view import AgreedThere, CaseView
from refund_desk.application.commands import (
    AskReturnCommand,
    OfferCommand,
    OwnPicture,
    RejectCommand,
)
from refund_desk.application.ports.platform_terms import Scene, Standing
from refund_desk.application.undo_windows import UndoEnd
from refund_desk.application.use_cases.prove_payment import ProveCommand
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import Fen
from refund_desk.domain.outbox import OutboxKind, OutboxState
from refund_desk.domain.policy import Verdict
from refund_desk.domain.refund_application import ApplicationState, ProblemType, Source
from refund_desk.practice.settings import find_pictures_dir
from tests.journeys.headless import Headless, headless, until
from tests.journeys.test_crash import children, kill_at
from tests.practice_process import PracticeShop

ACCEPT = "/channels/ec/aftersale/acceptapply"
OFFER = "/channels/ec/aftersale/merchantupdateaftersale"
TOKEN = "/cgi-bin/stable_token"
PICTURE = find_pictures_dir() / "proof_broken_mug.png"


async def of_store(desk: Headless, **wanted: object) -> tuple[int, str]:
    """A fresh application at the Store; its id here and its number there."""
    made = await desk.admin("POST", "store/after-sales", wanted)
    return await known(desk, made["ref"]), made["ref"]


async def known(desk: Headless, ref: str) -> int:
    """The id of an application of the Store, once it came in."""
    await desk.services.pull_applications()
    found = await desk.desk.ledger.transactions.run(
        lambda stores: stores.applications.find(Source.STORE, ref)
    )
    assert found is not None
    return found.id


async def agree(desk: Headless, application_id: int) -> None:
    """Press "agree" and let its undo window end."""
    case = await desk.view(application_id)
    assert case.approve.enabled, case.approve.why
    end = await desk.services.agreeing(application_id, seen_amount=case.approve.asked)
    assert end is UndoEnd.ELAPSED


async def reject(desk: Headless, application_id: int, scene: Scene = Scene.REFUND) -> None:
    """Reject with the first reason that the Store itself gives."""
    reasons = await desk.services.choices.reject_reasons(Source.STORE, scene)
    assert isinstance(reasons, tuple)
    await desk.services.reject_application(
        RejectCommand(
            application_id=application_id,
            reason_code=reasons[0].code,
            text=reasons[0].words,
        )
    )


def there(shop: PracticeShop, ref: str) -> dict[str, Any]:
    """The application in the Store's own books."""
    return next(row for row in shop.store_books() if row["ref"] == ref)


def said(shop: PracticeShop, ref: str) -> list[str]:
    """What the merchant said of it there, in order."""
    events = there(shop, ref)["events"]
    return [event["what"] for event in events if event["who"] == "merchant"]


async def paid(desk: Headless, application_id: int) -> CaseView:
    """The case once the Store's books say that the money is back."""

    async def look() -> CaseView | None:
        await desk.pass_time(30)
        await desk.services.pull_applications()
        case = await desk.view(application_id)
        return case if case.state is ApplicationState.REFUNDED else None

    return await until(look)


async def test_agreeing_lets_the_store_pay_and_nobody_else(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id, ref = await of_store(desk, total_fen=5_000, amount_fen=3_000)
        case = await desk.opened(application_id)
        assert (case.approve.asked, case.approve.refundable) == (Fen(3_000), Fen(3_000))
        assert case.order is not None
        assert case.deadline is not None
        assert not case.order_missing
        with pytest.raises(RuleBrokenError, match=r"platform\.pays"):
            await desk.press(case)
        await agree(desk, application_id)
        waiting = await desk.view(application_id)
        assert waiting.agreed_there is AgreedThere.ON_ITS_WAY
        assert (waiting.approve.why, waiting.can_reject) == ("platform.agreeing", False)
        with pytest.raises(RuleBrokenError, match="rejecting"):
            await desk.services.agreeing.ensure(application_id, seen_amount=Fen(3_000))
        await desk.deliver_by_itself()
        assert (await desk.view(application_id)).state in {
            ApplicationState.REFUNDING,
            ApplicationState.REFUNDED,
        }
        done = await paid(desk, application_id)
        assert done.refunds == ()
        assert done.remainder is not None
        assert done.remainder.elsewhere == Fen(3_000)
        assert said(quiet_shop, ref) == ["accept_refund"]
        assert there(quiet_shop, ref)["refunded_fen"] == 3_000


async def test_what_is_undone_is_never_said(tmp_path: Path, quiet_shop: PracticeShop) -> None:
    async with headless(tmp_path, quiet_shop, undo_s=30) as desk:
        application_id, ref = await of_store(desk)
        press = asyncio.ensure_future(
            desk.services.agreeing(application_id, seen_amount=Fen(10_000))
        )
        await asyncio.sleep(0)
        case = await desk.view(application_id)
        assert case.agreed_there is AgreedThere.UNDOABLE
        with pytest.raises(RuleBrokenError, match=r"platform\.agreeing"):
            await desk.services.agreeing(application_id, seen_amount=Fen(10_000))
        assert desk.services.undo_refund(-application_id)
        assert await press is UndoEnd.UNDONE
        closed = asyncio.ensure_future(
            desk.services.agreeing(application_id, seen_amount=Fen(10_000))
        )
        await asyncio.sleep(0)
        desk.services.undo_all()
        assert await closed is UndoEnd.CLOSED
        await desk.deliver_by_itself()
        after = await desk.view(application_id)
        assert (after.agreed_there, after.outbox) == (AgreedThere.NO, ())
        assert after.approve.enabled
        assert said(quiet_shop, ref) == []


async def test_rejecting_takes_a_reason_of_the_store(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id, ref = await of_store(desk)
        await reject(desk, application_id)
        assert not (await desk.view(application_id)).approve.enabled
        await desk.deliver_by_itself()
        case = await desk.view(application_id)
        assert case.state is ApplicationState.REJECTED
        assert said(quiet_shop, ref) == ["reject"]
        quiet_shop.store_buyer(ref, "dispute")
        await desk.pass_time(60)
        disputed = await desk.opened(application_id)
        assert disputed.state is ApplicationState.OPEN
        assert (disputed.approve.why, disputed.can_reject) == ("platform.dispute", False)
        assert "platform_service" in {finding.rule for finding in disputed.findings}


async def test_offline_the_reasons_of_before_are_there(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        before = await desk.services.choices.reject_reasons(Source.STORE, Scene.RETURN)
        rule = {"path": "/channels/ec/aftersale/rejectreason/get", "fault": "drop_before"}
        quiet_shop.set_faults(rule)
        await desk.pass_time(2 * 86_400)
        assert await desk.services.choices.reject_reasons(Source.STORE, Scene.RETURN) == before
        assert isinstance(before, tuple)
        assert {reason.code for reason in before} == {"19", "20", "21"}


async def test_an_offer_comes_first_where_the_store_says_so(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id, ref = await of_store(desk)
        quiet_shop.set_faults(store_negotiate_first=True)
        await reject(desk, application_id)
        await desk.deliver_by_itself()
        quiet_shop.set_faults(store_negotiate_first=False)
        (entry,) = (await desk.view(application_id)).outbox
        assert (entry.state, entry.why) == (OutboxState.STUCK, "store.negotiate")
        assert said(quiet_shop, ref) == []


@pytest.mark.parametrize(
    "rule",
    [
        {"path": ACCEPT, "fault": "drop_before"},
        {"path": ACCEPT, "fault": "drop_after"},
        {"path": ACCEPT, "fault": "reset"},
        {"path": ACCEPT, "fault": "status_500"},
        {"path": ACCEPT, "fault": "garbage"},
        {"path": ACCEPT, "fault": "status_429_before"},
        {"path": ACCEPT, "fault": "store_code", "errcode": 10021044},
        {"path": ACCEPT, "fault": "store_code", "errcode": 40164},
        {"path": TOKEN, "fault": "drop_before"},
    ],
    ids=lambda rule: f"{rule['fault']}{rule.get('errcode', '')}",
)
async def test_an_agreement_arrives_once_whatever_the_line_does(
    tmp_path: Path, quiet_shop: PracticeShop, rule: dict[str, Any]
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id, ref = await of_store(desk)
        quiet_shop.set_faults({**rule, "times": 1})
        quiet_shop.forget_store_tokens()
        await agree(desk, application_id)
        await desk.deliver_by_itself()
        await paid(desk, application_id)
        assert said(quiet_shop, ref) == ["accept_refund"]
        assert there(quiet_shop, ref)["refunded_fen"] == 10_000


@pytest.mark.skipif(sys.platform == "win32", reason="copies a process by fork")
async def test_killed_between_press_and_answer_it_is_said_once(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        made = [await of_store(desk) for _ in range(4)]
    quiet_shop.set_faults({"path": ACCEPT, "fault": "delay", "delay_ms": 400})
    with children(tmp_path, quiet_shop) as process:
        for (application_id, _ref), later_s in zip(made, (0.0, 0.1, 0.3, 0.7), strict=True):
            kill_at(process, application_id, (OutboxState.WAITING,), later_s)
    quiet_shop.clear_faults()
    async with headless(tmp_path, quiet_shop) as desk:
        await desk.heal()
        await desk.deliver_by_itself()
        for application_id, ref in made:
            await paid(desk, application_id)
            assert said(quiet_shop, ref) == ["accept_refund"]


async def test_three_sources_with_one_payment_are_one_refund(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        complaint = await desk.fresh(total_fen=23_600, apply_fen=10_800)
        number = desk.payment_of(complaint)
        wanted = {"transaction_id": number, "asked_fen": 10_800, "words": "杯子碎了"}
        told = await desk.admin("POST", "feed/applications", wanted)
        store, ref = await of_store(
            desk, transaction_id=number, total_fen=23_600, amount_fen=10_800
        )
        feed = await desk.desk.ledger.transactions.run(
            lambda stores: stores.applications.find(Source.SHOP_FEED, told["application_id"])
        )
        assert feed is not None
        for other in (complaint, feed.id):
            case = await desk.opened(other)
            assert case.approve.why == "platform.pays"
            assert {linked.source for linked in case.linked} >= {Source.STORE}
            with pytest.raises(RuleBrokenError, match=r"platform\.pays"):
                await desk.press(case)
        await agree(desk, store)
        await desk.deliver_by_itself()
        await paid(desk, store)
        assert said(quiet_shop, ref) == ["accept_refund"]
        assert await desk.refunds_of(number) == ()
        returned = [row for row in desk.paid_of(number) if row["status"] == "SUCCESS"]
        assert sum(row["amount_fen"] for row in returned) == 10_800
        assert (await desk.opened(complaint)).approve.why == "platform.pays"


async def test_money_of_ours_that_left_stands_against_agreeing(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        complaint = await desk.fresh(total_fen=10_000, apply_fen=10_000)
        await desk.pay(complaint)
        number = desk.payment_of(complaint)
        store, ref = await of_store(desk, transaction_id=number, total_fen=10_000)
        case = await desk.opened(store)
        assert case.approve.why in {"platform.paid", "ref.dup"}
        assert Verdict.RED in {finding.verdict for finding in case.findings}
        with pytest.raises(RuleBrokenError):
            await desk.services.agreeing.ensure(store, seen_amount=Fen(10_000))
        assert said(quiet_shop, ref) == []


async def test_goods_come_first_where_they_come_back(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id, ref = await of_store(desk, kind="RETURN", received=True)
        case = await desk.opened(application_id)
        assert (case.problem_type, case.approve.why) == (
            ProblemType.RETURN,
            "platform.goods_first",
        )
        standing = await desk.services.choices.standing(Source.STORE, ref)
        addresses = await desk.services.choices.return_addresses(Source.STORE)
        assert isinstance(addresses, tuple)
        assert OutboxKind.RETURN in getattr(standing, "may", ())
        exchange, _ref = await of_store(desk, kind="EXCHANGE")
        assert (await desk.opened(exchange)).approve.why == "platform.exchange"


async def test_what_the_platform_could_not_pay_is_proved(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id, ref = await of_store(desk, settles="fails")
        proof = ProveCommand(
            application_id=application_id,
            text="已转账给您",
            pictures=(
                OwnPicture(
                    name="转账.png", content=PICTURE.read_bytes(), confirmed_private_free=True
                ),
            ),
        )
        with pytest.raises(RuleBrokenError, match=r"store\.moved"):
            await desk.services.prove_payment(proof)
        await agree(desk, application_id)
        await desk.deliver_by_itself()

        async def waits() -> CaseView | None:
            await desk.pass_time(30)
            await desk.services.pull_applications()
            case = await desk.view(application_id)
            return case if case.can_prove else None

        case = await until(waits)
        assert (case.state, case.marked) == (ApplicationState.OPEN, "store.prove")
        assert (case.approve.why, case.can_reject) == ("store.prove", False)
        with pytest.raises(RuleBrokenError, match=r"proof\.needed"):
            await desk.services.prove_payment(replace(proof, pictures=()))
        await desk.services.prove_payment(proof)
        assert not (await desk.view(application_id)).can_prove
        with pytest.raises(RuleBrokenError, match=r"platform\.proving"):
            await desk.services.prove_payment(proof)
        rule = {"path": "/channels/ec/aftersale/uploadrefundcertificate", "times": 1}
        quiet_shop.set_faults({**rule, "fault": "drop_after"})
        await desk.deliver_by_itself()
        assert said(quiet_shop, ref) == ["accept_refund", "certificate"]
        assert len(there(quiet_shop, ref)["certificates"]) == 1
        waiting = await desk.view(application_id)
        assert (waiting.state, waiting.marked) == (ApplicationState.WAITING_CUSTOMER, "")
        assert waiting.approve.why == "platform.answer_awaited"
        quiet_shop.store_buyer(ref, "confirm")
        await paid(desk, application_id)


async def test_goods_are_asked_back_and_paid_once_they_came(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id, ref = await of_store(desk, kind="RETURN", received=True)
        addresses = await desk.services.choices.return_addresses(Source.STORE)
        assert isinstance(addresses, tuple)
        quiet_shop.set_faults({"path": ACCEPT, "fault": "drop_after", "times": 1})
        await desk.services.negotiate.ask_return(
            AskReturnCommand(
                application_id=application_id,
                receiver=addresses[0].receiver,
                phone="-",
                address=addresses[0].text,
                deadline=desk.desk.clock.now() + timedelta(days=7),
                text="请寄回，收到后退款",
                terms=(("address_id", addresses[0].ref),),
            )
        )
        await desk.deliver_by_itself()
        waiting = await desk.view(application_id)
        assert (waiting.state, waiting.approve.why) == (
            ApplicationState.WAITING_GOODS,
            "platform.goods_awaited",
        )
        quiet_shop.store_buyer(ref, "send_back")
        await desk.pass_time(60)
        await desk.services.pull_applications()
        parcel = (await desk.view(application_id)).negotiation.parcel
        assert parcel is not None
        assert (parcel.carrier, parcel.tracking_no[:2]) == ("顺丰速运", "SF")
        await agree(desk, application_id)
        await desk.deliver_by_itself()
        await paid(desk, application_id)
        assert said(quiet_shop, ref) == ["accept_return", "accept_refund"]


async def test_an_offer_is_made_once_and_what_was_agreed_is_paid(
    tmp_path: Path, quiet_shop: PracticeShop
) -> None:
    async with headless(tmp_path, quiet_shop) as desk:
        application_id, ref = await of_store(desk, kind="RETURN", received=True)
        standing = await desk.services.choices.standing(Source.STORE, ref)
        assert isinstance(standing, Standing)
        choice = next(offer for offer in standing.offers if not offer.needs_picture)
        quiet_shop.set_faults({"path": OFFER, "fault": "drop_after", "times": 1})
        await desk.services.negotiate.offer(
            OfferCommand(
                application_id=application_id,
                amount=Fen(4_000),
                text="不用寄回，退您 40 元",
                terms=(
                    ("way", int(choice.way)),
                    ("reason", choice.reason),
                    ("kind", int(choice.kinds[0])),
                    ("changed_at", standing.changed_at),
                ),
            )
        )
        await desk.deliver_by_itself()
        assert said(quiet_shop, ref) == ["negotiate"]
        assert (await desk.view(application_id)).approve.why == "platform.answer_awaited"
        quiet_shop.store_buyer(ref, "agree")
        done = await paid(desk, application_id)
        assert done.asked == Fen(4_000)
        assert there(quiet_shop, ref)["refunded_fen"] == 4_000
