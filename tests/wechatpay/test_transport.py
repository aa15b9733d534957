"""The transport: what is sent, who may conclude what from an answer, and the second host."""

import asyncio
import json
import os
import re
import socket
import time
from email.utils import formatdate
from pathlib import Path
from typing import Any

import httpx
import pytest
from wechatpayv3.async_.type import RequestType

from refund_desk.adapters.wechatpay.reply import Answer, NoAnswer, NotSent, Reply, Unverified
from refund_desk.adapters.wechatpay.transport import HardenedCore, TimeLimits, prepare
from tests.wechatpay import scripted_gateway as far
from tests.wechatpay.conftest import QUICK, OpenCore
from tests.wechatpay.scripted_gateway import Said, ScriptedGateway, Seen

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


async def test_no_answer_leads_a_signed_call_elsewhere(
    core: HardenedCore, gateway: ScriptedGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted: list[object] = []
    monkeypatch.setattr("socket.getaddrinfo", lambda host, *_rest, **_more: wanted.append(host))
    there = {"Location": "https://evil.example/v3/refund/domestic/refunds"}
    for status in (301, 302, 303, 307, 308):
        gateway.play(Said(status=status, twist=there))
        assert isinstance(await submit(core), Unverified)
        assert isinstance(await core.request(PICTURE), Unverified)
    assert wanted == []


def test_nothing_writes_down_what_opens_a_recorded_call(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys.log"))
    assert httpx.create_ssl_context(trust_env=False).keylog_filename is not None
    prepared = prepare(far.credentials("http://127.0.0.1:1"))
    assert prepared.context.keylog_filename is None


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


@pytest.mark.skipif(os.name != "posix", reason="fills a backlog the way Linux counts it")
async def test_a_host_that_never_takes_the_connection_is_certain_too(
    gateway: ScriptedGateway, open_core: OpenCore
) -> None:
    gateway.play(Said())
    with socket.socket() as deaf, socket.socket() as first, socket.socket() as second:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        for filler in (first, second):
            filler.setblocking(False)
            filler.connect_ex(deaf.getsockname())
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        limits = TimeLimits(connect_s=0.2)
        alone = await open_core(far.credentials(url), limits=limits)
        assert await submit(alone) == NotSent("refund.submit", "ConnectTimeout")
        both = await open_core(far.credentials(url, gateway.url), limits=limits)
        assert isinstance(await submit(both), Answer)


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
