"""Platform certificates over the wire: fetched when needed, seldom, and never lost."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from wechatpayv3.async_.type import RequestType

from refund_desk.adapters.wechatpay.reply import Answer, Unverified
from refund_desk.adapters.wechatpay.transport import HardenedCore
from tests.wechatpay import scripted_gateway as far
from tests.wechatpay.conftest import QUICK, OpenCore
from tests.wechatpay.scripted_gateway import Said, ScriptedGateway, Seen

QUERY = "/v3/refund/domestic/refunds/RD1-01"
SUBMIT = "/v3/refund/domestic/refunds"
BODY: dict[str, object] = {"out_refund_no": "RD1-01", "amount": {"refund": 1}, "reason": "碎了"}


@pytest.fixture
async def core(gateway: ScriptedGateway, open_core: OpenCore) -> HardenedCore:
    opened: HardenedCore = await open_core(far.credentials(gateway.url), limits=QUICK)
    return opened


def routed(certificates: far.Step, others: far.Step) -> far.Step:
    async def answer(request: Seen, writer: asyncio.StreamWriter) -> None:
        is_fetch = request.target == "/v3/certificates"
        await (certificates if is_fetch else others)(request, writer)

    return answer


def fetches(gateway: ScriptedGateway) -> int:
    return sum(seen.target == "/v3/certificates" for seen in gateway.seen)


SERIAL = 0x0157F0
LISTED = Said(body=far.sealed_certificates(far.certificate(SERIAL)), serial="157F0")


async def certificate_core(gateway: ScriptedGateway, open_core: OpenCore) -> HardenedCore:
    opened: HardenedCore = await open_core(
        far.credentials(gateway.url, public_key=False), limits=QUICK
    )
    return opened


async def test_certificate_mode_learns_its_certificates_once(
    gateway: ScriptedGateway, open_core: OpenCore
) -> None:
    core = await certificate_core(gateway, open_core)
    gateway.play(routed(LISTED, Said(serial="0157F0")))
    replies = await asyncio.gather(*(core.request(QUERY) for _ in range(12)))
    assert all(isinstance(reply, Answer) and reply.verified for reply in replies)
    assert fetches(gateway) == 1
    assert "wechatpay-serial" not in gateway.seen[0].headers


async def test_public_key_mode_understands_certificates_too(
    core: HardenedCore, gateway: ScriptedGateway
) -> None:
    gateway.play(routed(LISTED, Said(serial="0157F0")))
    by_certificate = await core.request(QUERY)
    gateway.play(Said())
    by_public_key = await core.request(QUERY)
    assert isinstance(by_certificate, Answer)
    assert isinstance(by_public_key, Answer)
    assert by_certificate.verified
    assert by_public_key.verified


async def test_certificate_mode_meets_a_public_key_id_without_a_crash(
    gateway: ScriptedGateway, open_core: OpenCore
) -> None:
    core = await certificate_core(gateway, open_core)
    gateway.play(routed(LISTED, Said()))
    reply = await core.request(QUERY)
    assert reply == Unverified("refund.query", "serial_unknown", "08F5B8C2B506-0")


async def test_invented_serials_cause_one_fetch(
    core: HardenedCore, gateway: ScriptedGateway
) -> None:
    gateway.play(routed(LISTED, Said(serial="BAD0")))
    for _ in range(5):
        assert isinstance(await core.request(QUERY), Unverified)
    assert fetches(gateway) == 1


@pytest.mark.parametrize(
    "failing",
    [
        Said(status=500, signed=False),
        Said(status=404),
        far.hang_up,
        Said(body=b"{}", serial="157F0"),
        Said(body=far.sealed_certificates(far.certificate(SERIAL), key="x" * 32)),
    ],
)
async def test_a_failing_fetch_takes_nothing_away(
    gateway: ScriptedGateway, open_core: OpenCore, failing: far.Step
) -> None:
    core = await certificate_core(gateway, open_core)
    gateway.play(routed(LISTED, Said(serial="157F0")))
    assert isinstance(await core.request(QUERY), Answer)
    core._fetched_at = None  # as if a minute had passed
    gateway.play(routed(failing, Said(serial="BAD0")))
    assert isinstance(await core.request(QUERY), Unverified)
    gateway.play(routed(failing, Said(serial="157F0")))
    assert isinstance(await core.request(QUERY), Answer)


async def test_encrypting_fetches_a_certificate_first(
    gateway: ScriptedGateway, open_core: OpenCore
) -> None:
    core = await certificate_core(gateway, open_core)
    with pytest.raises(LookupError):
        core.encrypt("6222")
    gateway.play(routed(Said(status=500, signed=False), Said()))
    assert not await core.ready_to_encrypt()
    core._fetched_at = None  # as if a minute had passed
    gateway.play(routed(LISTED, Said(serial="157F0")))
    assert await core.ready_to_encrypt()
    assert await core.ready_to_encrypt()
    assert fetches(gateway) == 2
    assert core.encrypt("6222") != core.encrypt("6222")
    await core.request(SUBMIT, RequestType.POST, dict(BODY), cipher_data=True)
    assert gateway.seen[-1].headers["wechatpay-serial"] == "0157F0".zfill(40)


async def test_without_a_certificate_no_serial_is_invented(
    gateway: ScriptedGateway, open_core: OpenCore
) -> None:
    core = await certificate_core(gateway, open_core)
    gateway.play(routed(Said(status=500, signed=False), Said()))
    await core.request(SUBMIT, RequestType.POST, dict(BODY), cipher_data=True)
    assert "wechatpay-serial" not in gateway.seen[0].headers


async def test_public_key_mode_encrypts_without_asking(
    core: HardenedCore, gateway: ScriptedGateway
) -> None:
    assert await core.ready_to_encrypt()
    assert gateway.seen == []
    assert core.decrypt("bm8=") is None
    assert core.decrypt("no base64!") is None


def sm2_certificate() -> x509.Certificate:
    """One over China's own curve, which our library cannot read the key of."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([])
    begins = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).serial_number(5)
    builder = builder.public_key(key.public_key()).not_valid_before(begins)
    made = builder.not_valid_after(begins + timedelta(days=5)).sign(key, hashes.SHA256())
    p256, sm2 = bytes.fromhex("06082A8648CE3D030107"), bytes.fromhex("06082A811CCF5501822D")
    return x509.load_der_x509_certificate(made.public_bytes(Encoding.DER).replace(p256, sm2))


async def test_an_entry_that_cannot_be_read_hides_no_other(
    gateway: ScriptedGateway, open_core: OpenCore
) -> None:
    core = await certificate_core(gateway, open_core)
    good = json.loads(far.sealed_certificates(sm2_certificate(), far.certificate(SERIAL)))
    listed = {"data": [None, {"serial_no": "1"}, {"encrypt_certificate": {}}, *good["data"]]}
    said = Said(body=json.dumps(listed).encode(), serial="157F0")
    gateway.play(routed(said, Said(serial="0157F0")))
    reply = await core.request(QUERY)
    assert isinstance(reply, Answer)
    assert reply.verified


async def test_without_an_apiv3_key_no_certificates_are_asked_for(
    gateway: ScriptedGateway, open_core: OpenCore
) -> None:
    credentials = replace(far.credentials(gateway.url), apiv3_key=None)
    core = await open_core(credentials, limits=QUICK)
    gateway.play(routed(LISTED, Said(serial="0157F0")))
    assert isinstance(await core.request(QUERY), Unverified)
    assert fetches(gateway) == 0
