"""Refunds against the practice server: every fault of its switchboard, and what was concluded."""

import asyncio
import dataclasses
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

from refund_desk.adapters.wechatpay.credentials import PracticeCredentials
from refund_desk.adapters.wechatpay.endpoints import Endpoints
from refund_desk.adapters.wechatpay.refunds import WeChatPayRefunds
from refund_desk.adapters.wechatpay.transport import TimeLimits
from refund_desk.application.outcomes import (
    Accepted,
    Doubt,
    NoSuchRefund,
    Refused,
    Unknown,
)
from refund_desk.application.ports.refund_gateway import RefundGateway
from refund_desk.domain.bank_card import BankCard
from refund_desk.domain.errors import InvariantBrokenError
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import RefundId, TransactionId
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.secret import Secret
from tests.practice_process import PracticeShop
from tests.wechatpay import scripted_gateway as far
from tests.wechatpay.conftest import OpenCore, ask_admin, fresh_order, set_faults
from tests.wechatpay.samples import number_of, refund_of

SUBMIT = "/v3/refund/domestic/refunds"


@pytest.fixture
def refunds(endpoints: Endpoints) -> WeChatPayRefunds:
    return WeChatPayRefunds(endpoints)


@pytest.fixture
def refund(shop: PracticeShop) -> Refund:
    return refund_of(fresh_order(shop, complaint=False)["transaction_id"])


def paid(shop: PracticeShop, refund: Refund) -> list[int]:
    """What the bank's own books hold for this payment, in fen."""
    rows = shop.books()["refunds"]
    return [row["amount_fen"] for row in rows if row["transaction_id"] == refund.transaction_id]


def test_the_port_is_kept(refunds: WeChatPayRefunds) -> None:
    port: RefundGateway = refunds
    assert port is refunds


async def test_accepted_replayed_and_queried_is_one_refund(
    refunds: WeChatPayRefunds, refund: Refund, shop: PracticeShop
) -> None:
    assert isinstance(await refunds.query(number_of(refund)), NoSuchRefund)
    first = await refunds.submit(refund)
    again = await refunds.submit(refund)
    queried = await refunds.query(number_of(refund))
    assert isinstance(first, Accepted)
    assert isinstance(again, Accepted)
    assert isinstance(queried, Accepted)
    assert first.report.refund_id == again.report.refund_id == queried.report.refund_id
    assert first.report.state is RefundState.PROCESSING
    assert (first.report.amount, first.report.order_total) == (Fen(2500), Fen(10000))
    assert first.report.payer_refund == Fen(2500)
    assert abs((first.report.created_at - datetime.now(UTC)).total_seconds()) < 60
    assert first.request_id
    assert not first.report.to_shop
    assert paid(shop, refund) == [2500]


# Name of the fault, what the sender concludes, whether the bank took it.
FAULTS = [
    ("drop_before", Doubt.NO_ANSWER, False),
    ("drop_after", Doubt.NO_ANSWER, True),
    ("reset", Doubt.NO_ANSWER, False),
    ("delay", Doubt.NO_ANSWER, True),
    ("status_500", Doubt.THEIR_TROUBLE, True),
    ("status_502_html", Doubt.THEIR_TROUBLE, False),
    ("status_429_before", Doubt.RATE, False),
    ("status_429_after", Doubt.RATE, True),
    ("redirect_302", Doubt.UNVERIFIED, False),
    ("garbage", Doubt.MISMATCH, True),
    ("truncated", Doubt.NO_ANSWER, True),
    ("unsigned", Doubt.UNVERIFIED, True),
    ("forged", Doubt.UNVERIFIED, True),
    ("signtest", Doubt.UNVERIFIED, True),
    ("stale_timestamp", Doubt.UNVERIFIED, True),
    ("unknown_serial", Doubt.UNVERIFIED, True),
]


@pytest.mark.parametrize("case", FAULTS, ids=lambda case: case[0])
async def test_every_fault_is_a_doubt_and_the_query_ends_it(
    shop: PracticeShop, open_core: OpenCore, refund: Refund, case: tuple[str, Doubt, bool]
) -> None:
    fault, doubt, taken = case
    credentials = PracticeCredentials.from_ready_line(shop.ready_line)
    limits = TimeLimits(read_s=0.5, whole_s=2.0) if fault == "delay" else TimeLimits(read_s=5.0)
    endpoints = Endpoints(await open_core(credentials, limits=limits), credentials.mchid)
    refunds = WeChatPayRefunds(endpoints)
    delay_ms = 1500 if fault == "delay" else 0
    set_faults(
        shop, {"method": "POST", "path": SUBMIT, "fault": fault, "times": 1, "delay_ms": delay_ms}
    )

    outcome = await refunds.submit(refund)

    assert isinstance(outcome, Unknown), outcome
    assert (outcome.doubt, outcome.halts) == (doubt, False)
    answer = await refunds.query(number_of(refund))
    assert isinstance(answer, Accepted if taken else NoSuchRefund), answer
    # The same number again, whatever was found: never a second payment.
    again = await refunds.submit(refund)
    assert isinstance(again, Accepted), again
    assert paid(shop, refund) == [2500]
    sent = [
        seen["body_sha256"]
        for seen in shop.requests()["requests"]
        if seen["path"] == SUBMIT and (seen["body"] or {}).get("out_refund_no") == number_of(refund)
    ]
    # A delayed request is noted by the server only when its delay is over.
    assert len(sent) == (1 if fault == "delay" else 2)
    assert len(set(sent)) == 1


async def test_a_first_not_found_is_believed_only_as_such(
    refunds: WeChatPayRefunds, refund: Refund, shop: PracticeShop
) -> None:
    await refunds.submit(refund)
    set_faults(shop, {"path": f"{SUBMIT}/*", "fault": "not_found_once"})
    assert isinstance(await refunds.query(number_of(refund)), NoSuchRefund)
    assert isinstance(await refunds.query(number_of(refund)), Accepted)


async def test_an_unsigned_not_found_says_that_it_is_unsigned(
    refunds: WeChatPayRefunds, refund: Refund, shop: PracticeShop
) -> None:
    signed = await refunds.query(number_of(refund))
    set_faults(shop, sign_4xx=False)
    unsigned = await refunds.query(number_of(refund))
    assert isinstance(signed, NoSuchRefund)
    assert isinstance(unsigned, NoSuchRefund)
    assert (signed.signed, unsigned.signed) == (True, False)


async def test_a_forged_not_found_is_a_doubt(
    refunds: WeChatPayRefunds, refund: Refund, shop: PracticeShop
) -> None:
    set_faults(shop, {"path": f"{SUBMIT}/*", "fault": "forged"})
    answer = await refunds.query(number_of(refund))
    assert isinstance(answer, Unknown)
    assert answer.doubt is Doubt.UNVERIFIED


@pytest.mark.parametrize("sign_4xx", [True, False])
@pytest.mark.parametrize(
    "case",
    [
        ({"amount": Fen(10001)}, "INVALID_REQUEST", True),
        ({"order_total": Fen(9999)}, "INVALID_REQUEST", True),
        ({"reason": "碎" * 27}, "PARAM_ERROR", False),
        ({"transaction_id": TransactionId("4200000000000000")}, "RESOURCE_NOT_EXISTS", False),
    ],
)
async def test_a_refusal_of_the_list_is_believed(
    refunds: WeChatPayRefunds,
    refund: Refund,
    shop: PracticeShop,
    case: tuple[dict[str, object], str, bool],
    sign_4xx: bool,
) -> None:
    changes, code, ask_first = case
    set_faults(shop, sign_4xx=sign_4xx)
    outcome = await refunds.submit(dataclasses.replace(refund, **changes))  # type: ignore[arg-type] # a table
    assert isinstance(outcome, Refused), outcome
    assert (outcome.code, outcome.ask_first, outcome.halts) == (code, ask_first, False)
    assert outcome.request_id
    assert paid(shop, refund) == []


async def test_a_short_balance_is_refused_and_the_same_number_works_after_a_top_up(
    refunds: WeChatPayRefunds, refund: Refund, shop: PracticeShop
) -> None:
    balance = shop.books()["balance_fen"]
    ask_admin(shop, "balance", {"balance_fen": 2499})
    refused = await refunds.submit(refund)
    ask_admin(shop, "balance", {"balance_fen": balance})
    assert isinstance(refused, Refused)
    assert refused.code == "NOT_ENOUGH"
    assert isinstance(await refunds.submit(refund), Accepted)
    assert paid(shop, refund) == [2500]


async def test_refusals_come_slowly_enough_for_the_far_side(
    refunds: WeChatPayRefunds, shop: PracticeShop
) -> None:
    await asyncio.sleep(1.1)  # refusals of earlier tests still count for a second
    set_faults(shop, error_rate_limit=True)
    unpaid = [refund_of(f"42000000{number:02d}") for number in range(8)]
    outcomes = await asyncio.gather(*(refunds.submit(each) for each in unpaid))
    assert [isinstance(each, Refused) and each.code for each in outcomes] == (
        ["RESOURCE_NOT_EXISTS"] * 8
    )


async def test_a_closed_account_is_refused(refunds: WeChatPayRefunds, shop: PracticeShop) -> None:
    order = fresh_order(shop, complaint=False, settles="account_gone")
    outcome = await refunds.submit(refund_of(order["transaction_id"]))
    assert isinstance(outcome, Refused)
    assert outcome.code == "USER_ACCOUNT_ABNORMAL"


async def test_a_wrong_key_is_refused_and_stops_the_sending(
    shop: PracticeShop, open_core: OpenCore, refund: Refund
) -> None:
    good = PracticeCredentials.from_ready_line(shop.ready_line)
    key = Secret(far.private_pem(generate_private_key(65537, 2048)))
    core = await open_core(dataclasses.replace(good, merchant_key=key))
    refunds = WeChatPayRefunds(Endpoints(core, good.mchid))
    outcome = await refunds.submit(refund)
    assert isinstance(outcome, Refused)
    assert (outcome.code, outcome.halts) == ("SIGN_ERROR", True)
    queried = await refunds.query(number_of(refund))
    assert isinstance(queried, Unknown)
    assert queried.halts


async def test_a_foreign_address_is_refused_and_stops_the_sending(
    refunds: WeChatPayRefunds, refund: Refund, shop: PracticeShop
) -> None:
    set_faults(shop, require_ip_list=True, ip_list="203.0.113.7")
    outcome = await refunds.submit(refund)
    assert isinstance(outcome, Refused)
    assert (outcome.code, outcome.halts) == ("NO_AUTH", True)


@pytest.mark.parametrize("mode", ["public_key", "certificate", "mixed"])
@pytest.mark.parametrize("has_public_key", [True, False])
async def test_every_mode_of_signing_is_understood(
    shop: PracticeShop, open_core: OpenCore, refund: Refund, mode: str, has_public_key: bool
) -> None:
    credentials = PracticeCredentials.from_ready_line(shop.ready_line)
    if not has_public_key:
        credentials = dataclasses.replace(credentials, public_key=None, public_key_id=None)
    set_faults(shop, signing_mode=mode, ignore_named_serial=True)
    refunds = WeChatPayRefunds(Endpoints(await open_core(credentials), credentials.mchid))
    outcomes = [await refunds.submit(refund) for _ in range(4)]
    if has_public_key or mode == "certificate":
        assert all(isinstance(outcome, Accepted) for outcome in outcomes), outcomes
    else:
        # A public key that we were never given cannot be believed, and is no crash either.
        assert any(isinstance(outcome, Unknown) for outcome in outcomes)
    assert paid(shop, refund) == [2500]


async def test_a_change_of_certificates_is_lived_through(
    shop: PracticeShop, open_core: OpenCore, refund: Refund
) -> None:
    credentials = dataclasses.replace(
        PracticeCredentials.from_ready_line(shop.ready_line), public_key=None, public_key_id=None
    )
    refunds = WeChatPayRefunds(Endpoints(await open_core(credentials), credentials.mchid))
    set_faults(shop, signing_mode="certificate", rollover=True)
    outcomes = [await refunds.submit(refund) for _ in range(8)]
    assert all(isinstance(outcome, Accepted) for outcome in outcomes), outcomes


# Abnormal refunds


async def state_of(refunds: WeChatPayRefunds, refund: Refund) -> RefundState:
    queried = await refunds.query(number_of(refund))
    assert isinstance(queried, Accepted)
    return queried.report.state


async def abnormal(refunds: WeChatPayRefunds, shop: PracticeShop) -> Refund:
    order = fresh_order(shop, complaint=False, settles="abnormal")
    refund = refund_of(order["transaction_id"])
    accepted = await refunds.submit(refund)
    assert isinstance(accepted, Accepted)
    for _ in range(300):
        if await state_of(refunds, refund) is RefundState.ABNORMAL:
            break
        await asyncio.sleep(0.05)
    return dataclasses.replace(refund, refund_id=accepted.report.refund_id)


async def test_an_abnormal_refund_comes_back_to_the_shop(
    refunds: WeChatPayRefunds, shop: PracticeShop
) -> None:
    refund = await abnormal(refunds, shop)
    outcome = await refunds.return_to_shop(refund)
    assert isinstance(outcome, Accepted), outcome
    assert outcome.report.state is RefundState.PROCESSING
    assert outcome.report.to_shop


@pytest.mark.parametrize("has_public_key", [True, False])
async def test_an_abnormal_refund_goes_to_a_card(
    refunds: WeChatPayRefunds, shop: PracticeShop, open_core: OpenCore, has_public_key: bool
) -> None:
    refund = await abnormal(refunds, shop)
    credentials = PracticeCredentials.from_ready_line(shop.ready_line)
    if not has_public_key:
        credentials = dataclasses.replace(credentials, public_key=None, public_key_id=None)
        set_faults(shop, signing_mode="certificate")
    gateway = WeChatPayRefunds(Endpoints(await open_core(credentials), credentials.mchid))
    account, name = Secret("6225880137706868"), Secret("林小满")
    card = BankCard(bank_type="CMB_DEBIT", account=account, real_name=name)
    outcome = await gateway.return_to_card(refund, card)
    assert isinstance(outcome, Accepted), outcome
    assert not outcome.report.to_shop
    assert "6868" not in repr(card)


async def test_a_card_waits_while_there_is_no_certificate(
    shop: PracticeShop, open_core: OpenCore, refund: Refund
) -> None:
    credentials = dataclasses.replace(
        PracticeCredentials.from_ready_line(shop.ready_line), public_key=None, public_key_id=None
    )
    set_faults(shop, new_merchant=True)
    gateway = WeChatPayRefunds(Endpoints(await open_core(credentials), credentials.mchid))
    card = BankCard(bank_type="CMB_DEBIT", account=Secret("6"), real_name=Secret("林"))
    outcome = await gateway.return_to_card(
        dataclasses.replace(refund, refund_id=RefundId("503000")), card
    )
    assert outcome == Unknown(doubt=Doubt.NOT_SENT, code="no_platform_key")


async def test_what_is_not_on_disk_is_never_sent(refunds: WeChatPayRefunds) -> None:
    with pytest.raises(InvariantBrokenError):
        await refunds.submit(refund_of("42000001", out_refund_no=None))
    with pytest.raises(InvariantBrokenError):
        await refunds.return_to_shop(refund_of("42000001"))
