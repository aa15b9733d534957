"""The transport: what is sent, who may conclude what from an answer, and the second host."""

import asyncio
import json
import re
from typing import Any

import pytest
from wechatpayv3.async_.type import RequestType

from refund_desk.adapters.wechatpay.reply import Answer, NoAnswer, NotSent, Reply, Unverified
from refund_desk.adapters.wechatpay.transport import HardenedCore, TimeLimits
from tests.wechatpay import scripted_gateway as far
from tests.wechatpay.conftest import QUICK, OpenCore
from tests.wechatpay.scripted_gateway import Said, ScriptedGateway, Seen, scripted_gateway

QUERY = "/v3/refund/domestic/refunds/RD1-01"
SUBMIT = "/v3/refund/domestic/refunds"
PICTURE = "/v3/merchant-service/images/abc"
BODY: dict[str, object] = {"out_refund_no": "RD1-01", "amount": {"refund": 1}, "reason": "碎了"}


@pytest.fixture
async def core(gateway: ScriptedGateway, open_core: OpenCore) -> HardenedCore:
    opened: HardenedCore = await open_core(far.credentials(gateway.url), limits=QUICK)
    return opened


async def submit(core: HardenedCore) -> Reply:
    return await core.request(SUBMIT, RequestType.POST, dict(BODY))


# What is sent


async def test_a_query_is_signed_as_it_is_sent(
    core: HardenedCore, gateway: ScriptedGateway
) -> None:
    gateway.play(Said())
    target = "/v3/refund/domestic/refunds/a_b-c|d*e@f"
    reply = await core.request(target)
    assert isinstance(reply, Answer)
    (seen,) = gateway.seen
    assert (seen.method, seen.target, seen.body) == ("GET", target, b"")
    assert seen.is_signed()
    assert seen.headers["accept"] == "application/json"
    assert seen.headers["accept-encoding"] == "identity"
    assert seen.headers["user-agent"].startswith("refund-desk/")
    assert seen.headers["wechatpay-serial"] == far.PUBLIC_KEY_ID
    assert "content-type" not in seen.headers
    fields = re.findall(r'([a-z_]+)="', seen.headers["authorization"])
    assert sorted(fields) == ["mchid", "nonce_str", "serial_no", "signature", "timestamp"]
    assert f'serial_no="{far.MERCHANT_SERIAL}"' in seen.headers["authorization"]


async def test_a_body_is_made_once_and_is_the_same_when_sent_again(
    core: HardenedCore, gateway: ScriptedGateway
) -> None:
    gateway.play(Said())
    await submit(core)
    await submit(core)
    first, second = gateway.seen
    assert first.is_signed()
    assert second.is_signed()
    assert (
        first.body
        == second.body
        == json.dumps(BODY, ensure_ascii=False, separators=(",", ":")).encode()
    )
    assert first.headers["content-type"] == "application/json"
    assert first.headers["authorization"] != second.headers["authorization"]


async def test_an_upload_is_well_formed_and_signs_its_meta_only(
    core: HardenedCore, gateway: ScriptedGateway
) -> None:
    gateway.play(Said())
    picture = b"\x89PNG\r\n\x1a\n\x00--"
    meta = '{"filename":"proof.png","sha256":"00"}'
    files = [("file", ("proof.png", picture, "image/png"))]
    reply = await core.request(
        "/v3/merchant-service/images/upload", RequestType.POST, sign_data=meta, files=files
    )
    assert isinstance(reply, Answer)
    (seen,) = gateway.seen
    assert seen.is_signed()
    assert seen.signed_body().decode() == meta
    assert picture in seen.body
    assert b'name="file"; filename="proof.png"' in seen.body


@pytest.mark.parametrize("value", [0.1, float("nan"), True, None, (1,), b"x", "\ud800", {1: "x"}])
async def test_what_is_not_plain_never_leaves(
    core: HardenedCore, gateway: ScriptedGateway, value: object
) -> None:
    gateway.play(Said())
    reply = await core.request(SUBMIT, RequestType.POST, {"amount": [{"refund": value}]})
    assert reply == NotSent("refund.submit", "not_plain")
    assert gateway.seen == []


@pytest.mark.parametrize(
    "target", ["/v3/transfer/batches", "/v3/certificates/../x", "", QUERY + " "]
)
async def test_what_has_no_route_never_leaves(
    core: HardenedCore, gateway: ScriptedGateway, target: str
) -> None:
    gateway.play(Said())
    assert await core.request(target) == NotSent("-", "no_route")
    assert gateway.seen == []


async def test_a_path_that_would_change_on_the_wire_never_leaves(
    core: HardenedCore, gateway: ScriptedGateway
) -> None:
    gateway.play(Said())
    reply = await core.request("/v3/merchant-service/images/.")
    assert reply == NotSent("image.download", "path_rewritten")
    assert gateway.seen == []


async def test_a_proxy_of_the_environment_is_not_used(
    gateway: ScriptedGateway, open_core: OpenCore, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, far.closed_port_url())
    gateway.play(Said())
    core = await open_core(far.credentials(gateway.url), limits=QUICK)
    assert isinstance(await core.request(QUERY), Answer)


async def test_a_closed_core_sends_nothing(core: HardenedCore, gateway: ScriptedGateway) -> None:
    gateway.play(Said())
    await core.close()
    assert await core.request(QUERY) == NotSent("refund.query", "closed")


# Who may conclude what

SIGNATURE = "Wechatpay-Signature"


@pytest.mark.parametrize(
    ("said", "verified"),
    [
        (Said(body=b'{"status":"SUCCESS"}'), True),
        (Said(status=202), True),
        (Said(status=204, body=b""), True),
        (Said(status=400), True),
        (Said(status=400, signed=False), False),
        (Said(status=404, signed=False, body=b""), False),
        (Said(status=401, signed=False), False),
        (Said(status=429, signed=False), False),
        (Said(status=429), True),
        (Said(status=500, signed=False), False),
        (Said(status=500), True),
        (Said(status=502, signed=False, body=b"<html>bad gateway</html>"), False),
        (Said(status=503, twist={SIGNATURE: "forged"}), False),
    ],
)
async def test_answers_that_are_handed_back(
    core: HardenedCore, gateway: ScriptedGateway, said: Said, verified: bool
) -> None:
    gateway.play(said)
    reply = await submit(core)
    assert isinstance(reply, Answer)
    assert (reply.status, reply.body, reply.verified) == (said.status, said.body, verified)
    assert reply.request_id == "08F5B8C2B506-0"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (Said(signed=False), "signature_absent"),
        (Said(twist={SIGNATURE: "Zm9yZ2Vk"}), "signature_wrong"),
        (Said(twist={SIGNATURE: "WECHATPAY/SIGNTEST/Zm9yZ2Vk"}), "signature_wrong"),
        (Said(age_s=400), "signature_stale"),
        (Said(age_s=-400), "signature_stale"),
        (Said(status=400, twist={SIGNATURE: "Zm9yZ2Vk"}), "signature_wrong"),
        (Said(status=404, age_s=400), "signature_stale"),
        (Said(status=302, signed=False, twist={"Location": "/v3/certificates"}), "redirect"),
        (Said(status=307, twist={"Location": "/v3/certificates"}), "redirect"),
        (Said(status=304, body=b""), "redirect"),
    ],
)
async def test_answers_that_nobody_may_believe(
    core: HardenedCore, gateway: ScriptedGateway, said: Said, why: str
) -> None:
    gateway.play(said)
    assert await submit(core) == Unverified("refund.submit", why, "08F5B8C2B506-0")
    assert len(gateway.seen) == 1


async def test_a_file_is_unsigned_and_its_refusal_may_be(
    core: HardenedCore, gateway: ScriptedGateway
) -> None:
    gateway.play(Said(signed=False, body=b"\xff\xd8\xff"), Said(status=404, signed=False))
    picture = await core.request(PICTURE)
    assert isinstance(picture, Answer)
    assert (picture.body, picture.verified) == (b"\xff\xd8\xff", False)
    assert gateway.seen[0].headers["accept"] == "*/*"
    absent = await core.request(PICTURE)
    assert isinstance(absent, Answer)
    assert absent.status == 404


async def garble(request: Seen, writer: asyncio.StreamWriter) -> None:
    writer.write(b"\x00\x01 this is no HTTP\r\n\r\n")
    writer.close()


async def cut_short(request: Seen, writer: asyncio.StreamWriter) -> None:
    writer.write(Said(body=b"x" * 100).wire()[:-40])
    writer.close()


async def flood(request: Seen, writer: asyncio.StreamWriter) -> None:
    writer.write(Said(body=b" " * (1 << 20) + b" ").wire())


@pytest.mark.parametrize(
    ("step", "why"),
    [
        (far.hang_up, "RemoteProtocolError"),
        (garble, "RemoteProtocolError"),
        (cut_short, "RemoteProtocolError"),
        (far.stay_silent, "ReadTimeout"),
        (far.drip, "TimeoutError"),
        (flood, "too_long"),
    ],
)
async def test_a_whole_answer_that_never_came_is_doubt(
    core: HardenedCore, gateway: ScriptedGateway, step: far.Step, why: str
) -> None:
    gateway.play(step)
    assert await submit(core) == NoAnswer("refund.submit", why)
    # Doubt about one call leaves the next one untouched.
    gateway.play(Said())
    assert isinstance(await submit(core), Answer)


async def test_no_connection_is_certain(open_core: OpenCore) -> None:
    core = await open_core(far.credentials(far.closed_port_url()), limits=QUICK)
    assert await submit(core) == NotSent("refund.submit", "ConnectError")


async def test_cancelling_is_not_swallowed_and_harms_nothing(
    core: HardenedCore, gateway: ScriptedGateway
) -> None:
    gateway.play(far.stay_silent)
    task = asyncio.create_task(submit(core))
    await gateway.was_asked.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    gateway.play(Said())
    assert isinstance(await submit(core), Answer)


@pytest.mark.parametrize(
    ("header", "request_id"),
    [("08F5-0", "08F5-0"), ("a b", ""), ("x" * 200, ""), ("<b>", ""), (None, "")],
)
async def test_a_request_id_is_taken_only_in_its_form(
    core: HardenedCore, gateway: ScriptedGateway, header: str | None, request_id: str
) -> None:
    gateway.play(Said(twist={"Request-ID": header}))
    reply = await core.request(QUERY)
    assert isinstance(reply, Answer)
    assert reply.request_id == request_id


@pytest.mark.parametrize(
    ("header", "seconds"), [("7", 7), (None, None), ("soon", None), ("-1", None), ("9" * 9, None)]
)
async def test_retry_after_is_read_in_seconds(
    core: HardenedCore, gateway: ScriptedGateway, header: str | None, seconds: int | None
) -> None:
    gateway.play(Said(status=429, signed=False, twist={"Retry-After": header}))
    reply = await core.request(QUERY)
    assert isinstance(reply, Answer)
    assert reply.retry_after_s == seconds


# The second host


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
        Said(twist={SIGNATURE: "WECHATPAY/SIGNTEST/Zm9yZ2Vk"}),
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


# Platform certificates


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


# Streaming


async def test_a_download_goes_into_its_sink(core: HardenedCore, gateway: ScriptedGateway) -> None:
    taken = bytearray()

    async def sink(piece: bytes) -> bool:
        taken.extend(piece)
        return True

    gateway.play(Said(signed=False, body=b"abc" * 50_000), Said(status=400, signed=False))
    target = "/v3/billdownload/file?token=abc"
    reply = await core.download(target, sink)
    assert isinstance(reply, Answer)
    assert (reply.body, bytes(taken)) == (b"", b"abc" * 50_000)
    refused = await core.download(target, sink)
    assert isinstance(refused, Answer)
    assert (refused.status, refused.body) == (400, b"{}")
    assert len(taken) == 150_000


async def test_a_sink_that_has_enough_ends_the_download(
    core: HardenedCore, gateway: ScriptedGateway
) -> None:
    calls = 0

    async def sink(piece: bytes) -> bool:
        nonlocal calls
        calls += 1
        return False

    gateway.play(Said(signed=False, body=b"abc" * 500_000))
    reply = await core.download("/v3/billdownload/file?token=abc", sink)
    assert reply == NoAnswer("bill.file", "too_long")
    assert calls == 1


@pytest.mark.parametrize("target", [QUERY, "/v3/certificates", "/elsewhere"])
async def test_only_files_are_downloaded(
    core: HardenedCore, gateway: ScriptedGateway, target: str
) -> None:
    async def sink(piece: bytes) -> bool:
        raise AssertionError(piece)

    gateway.play(Said())
    assert await core.download(target, sink) == NotSent("-", "no_route")
    assert gateway.seen == []


# The clock


@pytest.mark.parametrize(
    ("dates", "low", "high"),
    [
        ([], None, None),
        (["nonsense", None], None, None),
        ([0], -5, 5),
        ([600], 595, 605),
        ([0, 0, 0, 86400, -86400], -5, 5),
        ([0, 0, 0, 600, 600, 600], 595, 605),
    ],
)
async def test_the_offset_is_the_median_of_the_last_five_dates(
    core: HardenedCore,
    gateway: ScriptedGateway,
    dates: list[Any],
    low: int | None,
    high: int | None,
) -> None:
    import time
    from email.utils import formatdate

    for date in dates:
        text = formatdate(time.time() + date, usegmt=True) if isinstance(date, int) else date
        gateway.play(Said(status=401, signed=False, twist={"Date": text}))
        await core.request(QUERY)
    offset = core.clock_offset.seconds()
    if low is None or high is None:
        assert offset is None
    else:
        assert offset is not None
        assert low <= offset <= high
