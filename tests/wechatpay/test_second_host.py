"""The second host: what is asked again there, and what never is."""

import pytest
from wechatpayv3.async_.type import RequestType

from refund_desk.adapters.wechatpay.reply import Answer, NoAnswer, Reply
from refund_desk.adapters.wechatpay.transport import HardenedCore, TimeLimits
from tests.wechatpay import scripted_gateway as far
from tests.wechatpay.conftest import QUICK, OpenCore
from tests.wechatpay.scripted_gateway import Said, ScriptedGateway, scripted_gateway

QUERY = "/v3/refund/domestic/refunds/RD1-01"
SUBMIT = "/v3/refund/domestic/refunds"
BODY: dict[str, object] = {"out_refund_no": "RD1-01", "amount": {"refund": 1}, "reason": "碎了"}


@pytest.fixture
async def core(gateway: ScriptedGateway, open_core: OpenCore) -> HardenedCore:
    opened: HardenedCore = await open_core(far.credentials(gateway.url), limits=QUICK)
    return opened


async def submit(core: HardenedCore) -> Reply:
    return await core.request(SUBMIT, RequestType.POST, dict(BODY))


async def two_hosts(open_core: OpenCore, first: str, second: str) -> HardenedCore:
    core: HardenedCore = await open_core(far.credentials(first, second), limits=QUICK)
    return core


async def test_a_refund_goes_to_the_second_host_when_it_never_left(
    gateway: ScriptedGateway, open_core: OpenCore
) -> None:
    gateway.play(Said())
    core = await two_hosts(open_core, far.closed_port_url(), gateway.url)
    assert isinstance(await submit(core), Answer)
    assert len(gateway.seen) == 1


@pytest.mark.parametrize(
    "doubt", [far.hang_up, Said(signed=False), Said(status=500, signed=False), Said(status=429)]
)
async def test_a_refund_in_doubt_is_not_repeated(
    gateway: ScriptedGateway, open_core: OpenCore, doubt: far.Step
) -> None:
    async with scripted_gateway(Said()) as second:
        gateway.play(doubt)
        core = await two_hosts(open_core, gateway.url, second.url)
        reply = await submit(core)
        assert not isinstance(reply, Answer) or reply.status >= 400
        assert second.seen == []


@pytest.mark.parametrize(
    "doubt",
    [
        far.hang_up,
        Said(signed=False),
        Said(twist={"Wechatpay-Signature": "WECHATPAY/SIGNTEST/Zm9yZ2Vk"}),
        Said(status=500, signed=False),
        Said(status=502, signed=False, body=b"<html>"),
        Said(status=302, signed=False),
    ],
)
async def test_a_question_in_doubt_is_asked_again_elsewhere(
    gateway: ScriptedGateway, open_core: OpenCore, doubt: far.Step
) -> None:
    async with scripted_gateway(Said()) as second:
        gateway.play(doubt)
        core = await two_hosts(open_core, gateway.url, second.url)
        reply = await core.request(QUERY)
        assert isinstance(reply, Answer)
        assert reply.verified
        assert second.seen[0].is_signed()
        assert second.seen[0].headers["authorization"] != gateway.seen[0].headers["authorization"]


@pytest.mark.parametrize("status", [200, 404, 429])
async def test_an_answer_is_not_asked_for_twice(
    gateway: ScriptedGateway, open_core: OpenCore, status: int
) -> None:
    async with scripted_gateway(Said()) as second:
        gateway.play(Said(status=status))
        core = await two_hosts(open_core, gateway.url, second.url)
        reply = await core.request(QUERY)
        assert isinstance(reply, Answer)
        assert (reply.status, second.seen) == (status, [])


async def test_a_first_doubt_is_not_hidden_by_a_second_host_out_of_reach(
    gateway: ScriptedGateway, open_core: OpenCore
) -> None:
    gateway.play(far.hang_up)
    core = await two_hosts(open_core, gateway.url, far.closed_port_url())
    assert await core.request(QUERY) == NoAnswer("refund.query", "RemoteProtocolError")


async def test_both_hosts_together_take_no_longer_than_a_whole_call(
    gateway: ScriptedGateway, open_core: OpenCore
) -> None:
    gateway.play(far.drip)
    core = await open_core(
        far.credentials(gateway.url, gateway.url), limits=TimeLimits(whole_s=0.3)
    )
    assert await core.request(QUERY) == NoAnswer("refund.query", "TimeoutError")
    assert len(gateway.seen) == 1
