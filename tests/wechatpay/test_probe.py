"""Questions that move nothing: each answer means one thing, and only four calls are ever made."""

from __future__ import annotations

import asyncio
from datetime import date
from email.utils import formatdate
from time import time

import pytest

from refund_desk.adapters.wechatpay.credentials import OFFICIAL_GATEWAYS
from refund_desk.adapters.wechatpay.endpoints import Endpoints
from refund_desk.adapters.wechatpay.probe import WeChatPayProbe, open_probe, probe_with
from refund_desk.adapters.wechatpay.reply import NotSent
from refund_desk.application.ports.merchant_probe import ProbeAnswer, Probed
from refund_desk.domain.merchant_account import MerchantAccount
from refund_desk.domain.secret import Secret
from tests.wechatpay import scripted_gateway as far
from tests.wechatpay.conftest import QUICK, OpenCore
from tests.wechatpay.scripted_gateway import Said, ScriptedGateway

DAY = date(2026, 11, 18)


@pytest.fixture
async def probe(gateway: ScriptedGateway, open_core: OpenCore) -> WeChatPayProbe:
    core = await open_core(far.credentials(gateway.url), limits=QUICK)
    return WeChatPayProbe(Endpoints(core, far.MCHID), Secret(far.APIV3_KEY))


def no(status: int, code: str, **changes: object) -> Said:
    body = f'{{"code":"{code}","message":"x"}}'.encode()
    return Said(status=status, body=body, **changes)  # type: ignore[arg-type] # a table of changes


@pytest.mark.parametrize(
    ("said", "answer", "verified"),
    [
        (Said(body=b'{"data":[]}'), ProbeAnswer.GOOD, True),
        (no(404, "RESOURCE_NOT_EXISTS"), ProbeAnswer.GOOD, True),
        (no(404, "ORDER_NOT_EXIST"), ProbeAnswer.GOOD, True),
        (no(404, "ORDER_NOT_EXIST", signed=False), ProbeAnswer.GOOD, False),
        (no(401, "SIGN_ERROR", signed=False), ProbeAnswer.KEY_REFUSED, False),
        (no(403, "NO_AUTH"), ProbeAnswer.DENIED, True),
        (no(403, "INVALID_REQUEST"), ProbeAnswer.DENIED, True),
        (Said(status=403, body=b"<html>", signed=False), ProbeAnswer.NONSENSE, False),
        (no(400, "MCH_NOT_EXISTS"), ProbeAnswer.MERCHANT_UNKNOWN, True),
        (no(429, "FREQUENCY_LIMITED"), ProbeAnswer.BUSY, True),
        (no(500, "SYSTEM_ERROR", signed=False), ProbeAnswer.THEIR_TROUBLE, False),
        (no(400, "PARAM_ERROR"), ProbeAnswer.NONSENSE, True),
        (Said(status=404, body=b"", signed=False), ProbeAnswer.NONSENSE, False),
        (Said(signed=False), ProbeAnswer.NONSENSE, False),
        (Said(status=302, signed=False), ProbeAnswer.NONSENSE, False),
        (Said(serial="PUB_KEY_ID_0000"), ProbeAnswer.SIGNER_UNKNOWN, False),
        (Said(twist={"Wechatpay-Nonce": "another"}), ProbeAnswer.SIGNATURE_WRONG, False),
        (Said(age_s=400), ProbeAnswer.SIGNATURE_STALE, False),
        (far.hang_up, ProbeAnswer.SLOW, False),
    ],
)
async def test_what_each_answer_means(
    probe: WeChatPayProbe,
    gateway: ScriptedGateway,
    said: far.Step,
    answer: ProbeAnswer,
    verified: bool,
) -> None:
    gateway.play(said)
    for ask in (probe.orders(), probe.refunds(), probe.complaints(DAY)):
        probed = await ask
        assert (probed.answer, probed.verified) == (answer, verified)


async def test_only_reading_calls_are_made(probe: WeChatPayProbe, gateway: ScriptedGateway) -> None:
    gateway.play(Said())
    for ask in (probe.orders(), probe.refunds(), probe.complaints(DAY), probe.certificates()):
        await ask
    span = f"begin_date=2026-11-18&end_date=2026-11-18&complainted_mchid={far.MCHID}"
    assert [(seen.method, seen.target) for seen in gateway.seen] == [
        ("GET", f"/v3/pay/transactions/out-trade-no/refund-desk-asks?mchid={far.MCHID}"),
        ("GET", "/v3/refund/domestic/refunds/refund-desk-asks"),
        (
            "GET",
            f"/v3/merchant-service/complaints-v2?limit=1&offset=0&{span}",
        ),
        ("GET", "/v3/certificates"),
    ]
    assert all(seen.is_signed() for seen in gateway.seen)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (Said(body=far.sealed_certificates(far.certificate(0x0157F0))), ProbeAnswer.GOOD),
        (
            Said(body=far.sealed_certificates(far.certificate(0x0157F0), key="x" * 32)),
            ProbeAnswer.SEALED_OTHERWISE,
        ),
        (no(404, "RESOURCE_NOT_EXISTS"), ProbeAnswer.NO_CERTIFICATES),
        (no(404, "RESOURCE_NOT_EXISTS", serial="7A"), ProbeAnswer.NO_CERTIFICATES),
        (no(403, "NO_AUTH", serial="7A"), ProbeAnswer.DENIED),
        (no(400, "PARAM_ERROR", serial="7A"), ProbeAnswer.SIGNER_UNKNOWN),
        (no(401, "SIGN_ERROR", signed=False), ProbeAnswer.KEY_REFUSED),
    ],
)
async def test_certificates_say_what_the_apiv3_key_is_worth(
    probe: WeChatPayProbe, gateway: ScriptedGateway, said: Said, answer: ProbeAnswer
) -> None:
    gateway.play(said)
    assert (await probe.certificates()).answer is answer


async def test_without_an_apiv3_key_nothing_opens(
    gateway: ScriptedGateway, open_core: OpenCore
) -> None:
    core = await open_core(far.credentials(gateway.url), limits=QUICK)
    gateway.play(Said(body=far.sealed_certificates(far.certificate(0x0157F0))))
    probed = await WeChatPayProbe(Endpoints(core, far.MCHID), None).certificates()
    assert probed.answer is ProbeAnswer.SEALED_OTHERWISE


async def _speak_no_tls(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    writer.close()


async def test_no_network_is_told_from_a_connection_that_is_not_believed(
    open_core: OpenCore,
) -> None:
    core = await open_core(far.credentials(far.closed_port_url()), limits=QUICK)
    probe = WeChatPayProbe(Endpoints(core, far.MCHID), None)
    assert await probe.orders() == Probed(ProbeAnswer.OFFLINE)
    # What speaks no TLS stands for what shows a certificate of somebody else.
    async with await asyncio.start_server(_speak_no_tls, "127.0.0.1", 0) as server:
        core.gateways = (f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}",)
        assert await core.request("/v3/certificates") == NotSent("certificates", "tls")
        assert await probe.orders() == Probed(ProbeAnswer.INTERCEPTED)


async def test_the_clock_is_read_from_the_answers(
    probe: WeChatPayProbe, gateway: ScriptedGateway
) -> None:
    assert probe.clock_offset_s() is None
    gateway.play(Said(twist={"Date": formatdate(time() + 900, usegmt=True)}))
    await probe.orders()
    offset_s = probe.clock_offset_s()
    assert offset_s is not None
    assert 898 < offset_s < 902


async def test_a_closed_probe_asks_nothing(gateway: ScriptedGateway) -> None:
    probe = await probe_with(far.credentials(gateway.url))
    await probe.close()
    assert await probe.orders() == Probed(ProbeAnswer.OFFLINE)
    assert gateway.seen == []


async def test_a_probe_with_real_keys_knows_the_official_hosts_only() -> None:
    account = MerchantAccount(
        mchid=far.MCHID,
        shop_name="青禾手作",
        merchant_serial=far.MERCHANT_SERIAL,
        merchant_key=Secret(far.private_pem(far.merchant_key())),
        apiv3_key=Secret(far.APIV3_KEY),
    )
    probe = await open_probe(account)
    assert probe._endpoints.core.gateways == OFFICIAL_GATEWAYS
    await probe.close()


async def test_what_never_leaves_is_nonsense(probe: WeChatPayProbe) -> None:
    probe._endpoints.core.gateways = ("http://127.0.0.1:9/base",)
    assert await probe.orders() == Probed(ProbeAnswer.NONSENSE)
