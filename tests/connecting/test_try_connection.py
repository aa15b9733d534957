"""The test of a connection: what can be told apart is told apart, and nothing ever moves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.utils import formatdate
from pathlib import Path
from time import time

import pytest

from refund_desk.adapters.wechatpay.key_files import DroppedKeyFiles
from refund_desk.application.merchant_draft import MerchantDraft, VerifyMode
from refund_desk.application.ports.merchant_probe import MerchantProbe, ProbeAnswer, Probed
from refund_desk.application.use_cases.try_connection import (
    ConnectionLine,
    ConnectionReport,
    Mark,
    Point,
    TryConnection,
)
from refund_desk.domain.errors import BadValueError
from refund_desk.domain.merchant_account import MerchantAccount
from refund_desk.domain.secret import Secret
from refund_desk.ui.connecting_words import line_sentence
from tests.connecting.samples import NOW, StillClock, filled_draft, in_days, probes_at
from tests.practice_process import PracticeShop
from tests.wechatpay import key_samples
from tests.wechatpay.scripted_gateway import Said, closed_port_url, scripted_gateway

GOOD_POINTS = [
    (Point.SIGNATURE, Mark.GOOD, ""),
    (Point.ORDERS, Mark.GOOD, ""),
    (Point.REFUNDS, Mark.GOOD, ""),
    (Point.COMPLAINTS, Mark.GOOD, ""),
]


@pytest.fixture
def shop(practice_shop: PracticeShop) -> Iterator[PracticeShop]:
    practice_shop.set_faults(error_rate_limit=False)
    yield practice_shop
    practice_shop.set_faults()


async def report_of(
    draft: MerchantDraft, *gateways: str, at: datetime | None = None
) -> ConnectionReport:
    clock = StillClock(at or datetime.now(UTC))
    return await TryConnection(probes_at(*gateways), clock)(draft)


def points(report: ConnectionReport) -> list[tuple[Point, Mark, str]]:
    return [(line.point, line.mark, line.why) for line in report.lines]


def bad(report: ConnectionReport) -> list[str]:
    return [line.why for line in report.lines if line.mark is Mark.BAD]


async def test_good_keys_pass_and_nothing_moved(shop: PracticeShop) -> None:
    before = json.dumps(shop.books())
    report = await report_of(filled_draft(shop), shop.base_url)
    assert points(report) == [
        GOOD_POINTS[0],
        (Point.APIV3_KEY, Mark.NOTE, "apiv3.unused"),
        *GOOD_POINTS[1:],
        (Point.CERTIFICATE, Mark.GOOD, "certificate.ends"),
    ]
    assert report.passed
    assert not report.is_about_the_way
    assert json.dumps(shop.books()) == before
    asked = shop.requests()["requests"][-3:]
    assert {each["method"] for each in asked} == {"GET"}


async def test_in_public_key_mode_the_apiv3_key_may_be_absent(shop: PracticeShop) -> None:
    draft = replace(filled_draft(shop), apiv3_key=Secret(""))
    report = await report_of(draft, shop.base_url)
    assert report.passed
    assert (Point.APIV3_KEY, Mark.NOTE, "apiv3.absent") in points(report)


async def test_certificate_mode_proves_the_apiv3_key(shop: PracticeShop) -> None:
    shop.set_faults(signing_mode="certificate", error_rate_limit=False)
    draft = replace(filled_draft(shop), mode=VerifyMode.CERTIFICATE)
    report = await report_of(draft, shop.base_url)
    assert report.passed
    assert (Point.APIV3_KEY, Mark.GOOD, "") in points(report)

    wrong = replace(draft, apiv3_key=Secret("0" * 32))
    report = await report_of(wrong, shop.base_url)
    assert bad(report) == ["apiv3.wrong"]
    assert not report.passed


async def test_a_new_merchant_has_no_platform_certificates(shop: PracticeShop) -> None:
    shop.set_faults(new_merchant=True, error_rate_limit=False)
    draft = replace(filled_draft(shop), mode=VerifyMode.CERTIFICATE)
    assert bad(await report_of(draft, shop.base_url)) == ["certificates.none"]
    assert (await report_of(filled_draft(shop), shop.base_url)).passed


async def test_a_wrong_serial_and_a_wrong_key_are_refused_by_wechat_pay(
    shop: PracticeShop, tmp_path: Path
) -> None:
    draft = filled_draft(shop)
    without_file = replace(draft, certificate=None, serial="5" * 40)
    assert bad(await report_of(without_file, shop.base_url)) == ["keys.refused"]

    files = {"key.pem": key_samples.pkcs8(key_samples.key_of())}
    files["cert.pem"] = key_samples.certificate_pem(common_name=str(shop.mchid))
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    stranger = DroppedKeyFiles().read(tuple(tmp_path / name for name in files), mchid="")
    report = await report_of(draft.with_findings(stranger), shop.base_url)
    assert bad(report) == ["keys.refused_pair"]


async def test_a_key_that_is_not_the_certificates_is_found_without_the_network(
    shop: PracticeShop, tmp_path: Path
) -> None:
    (tmp_path / "key.pem").write_bytes(key_samples.pkcs8(key_samples.key_of()))
    draft = filled_draft(shop)
    other = DroppedKeyFiles().read((tmp_path / "key.pem",), mchid="").private_key
    report = await report_of(replace(draft, private_key=other), closed_port_url())
    assert points(report) == [(Point.FORM, Mark.BAD, "key.other")]
    assert not report.passed


async def test_a_number_of_another_merchant_is_refused(shop: PracticeShop) -> None:
    draft = replace(filled_draft(shop), mchid="1900000999", certificate=None)
    assert bad(await report_of(draft, shop.base_url)) == ["keys.refused"]


async def test_a_wrong_public_key_is_told_from_a_wrong_id(
    shop: PracticeShop, tmp_path: Path
) -> None:
    draft = filled_draft(shop)
    other_id = replace(draft, public_key_id="PUB_KEY_ID_0119000001092026")
    shop.set_faults(new_merchant=True, error_rate_limit=False)
    assert bad(await report_of(other_id, shop.base_url)) == ["signer.other_id"]

    (tmp_path / "pub_key.pem").write_bytes(key_samples.public(key_samples.key_of("platform")))
    found = DroppedKeyFiles().read((tmp_path / "pub_key.pem",), mchid="").public_key
    other_key = replace(draft, public_key=found)
    assert bad(await report_of(other_key, shop.base_url)) == ["signer.wrong_key"]


async def test_an_address_that_is_not_on_the_list_names_the_setting(shop: PracticeShop) -> None:
    shop.set_faults(require_ip_list=True, ip_list="10.0.0.1", error_rate_limit=False)
    for mode in VerifyMode:
        report = await report_of(replace(filled_draft(shop), mode=mode), shop.base_url)
        assert bad(report) == ["denied.all"]
        assert report.lines[0].request_id


async def test_no_network_is_said_once_and_quickly(shop: PracticeShop) -> None:
    report = await report_of(filled_draft(shop), closed_port_url())
    assert points(report) == [
        (Point.NETWORK, Mark.BAD, "net.off"),
        (Point.CERTIFICATE, Mark.GOOD, "certificate.ends"),
    ]
    assert report.is_about_the_way


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ("status_502_html", "far.trouble"),
        ("status_429_before", "far.busy"),
        ("redirect_302", "net.nonsense"),
        ("forged", "signer.wrong_key"),
        ("stale_timestamp", "signature.stale"),
        ("unknown_serial", "signer.other_id"),
    ],
)
async def test_every_kind_of_trouble_has_its_own_line(
    shop: PracticeShop, fault: str, why: str
) -> None:
    shop.set_faults({"method": "GET", "path": "/v3/*", "fault": fault}, error_rate_limit=False)
    report = await report_of(filled_draft(shop), shop.base_url)
    assert bad(report) == [why]
    assert not report.passed


@pytest.mark.parametrize("days", [0, 1, 29, 30, 31, 400])
async def test_the_end_of_the_certificate_is_announced_a_month_before(
    shop: PracticeShop, days: int
) -> None:
    line = await certificate_line(shop, NOW + timedelta(days=days, minutes=1))
    assert line.mark is (Mark.WARN if days <= 30 else Mark.GOOD)
    words = line_sentence(line)
    assert f"{days} more day" in words if days else words == "The certificate expires today"


async def test_a_certificate_in_force_that_has_ended_is_said_to_have(shop: PracticeShop) -> None:
    line = await certificate_line(shop, NOW - timedelta(minutes=1))
    assert (line.mark, line.why) == (Mark.BAD, "certificate.over")
    assert line_sentence(line) == (
        "This certificate has expired. Get a new one on the merchant site."
    )


async def certificate_line(shop: PracticeShop, ends_at: datetime) -> ConnectionLine:
    """What a test of keys in force says of their certificate."""
    account = replace(filled_draft(shop).account(NOW), certificate_ends_at=ends_at)
    report = await report_of(MerchantDraft.of(account), shop.base_url, at=NOW)
    (line,) = [line for line in report.lines if line.point is Point.CERTIFICATE]
    return line


async def test_a_clock_that_is_off_is_found_over_the_wire(shop: PracticeShop) -> None:
    """WeChat Pay refuses an old signature, and the answer's date says why."""
    async with scripted_gateway() as gateway:
        date_there = formatdate(time() + 600, usegmt=True)
        refused = b'{"code":"SIGN_ERROR","message":"x"}'
        gateway.play(Said(status=401, body=refused, signed=False, twist={"Date": date_there}))
        report = await report_of(filled_draft(shop), gateway.url)
    assert bad(report) == ["clock.bad"]
    assert [line.number for line in report.lines if line.point is Point.CLOCK] == [10]


# What the practice shop is too well-behaved to say ------------------------------------------------


class ScriptedProbe:
    """Answers as written down."""

    def __init__(self, offset_s: float = 0.0, **answers: Probed) -> None:
        self._answers = answers
        self._offset_s = offset_s
        self.closed = False
        self.asked: list[str] = []

    async def certificates(self) -> Probed:
        return self._answer("certificates")

    async def orders(self) -> Probed:
        return self._answer("orders")

    async def refunds(self) -> Probed:
        return self._answer("refunds")

    async def complaints(self, day: date) -> Probed:
        return self._answer("complaints")

    def clock_offset_s(self) -> float | None:
        return self._offset_s

    async def close(self) -> None:
        self.closed = True

    def _answer(self, name: str) -> Probed:
        self.asked.append(name)
        return self._answers.get(name, Probed(ProbeAnswer.GOOD, verified=True))


async def scripted(probe: ScriptedProbe, draft: MerchantDraft) -> ConnectionReport:
    async def opened(account: MerchantAccount) -> MerchantProbe:
        return probe

    report = await TryConnection(opened, StillClock(datetime.now(UTC)))(draft)
    assert probe.closed
    return report


async def test_one_missing_permission_is_named(shop: PracticeShop) -> None:
    denied = Probed(ProbeAnswer.DENIED, verified=True, request_id="08F5-1")
    report = await scripted(ScriptedProbe(complaints=denied), filled_draft(shop))
    assert bad(report) == ["denied.complaints"]
    assert (Point.SIGNATURE, Mark.GOOD, "") in points(report)
    assert not report.passed


@pytest.mark.parametrize("answer", [ProbeAnswer.KEY_REFUSED, ProbeAnswer.SIGNATURE_STALE])
async def test_a_clock_that_is_off_is_blamed_and_no_key(
    shop: PracticeShop, answer: ProbeAnswer
) -> None:
    probe = ScriptedProbe(offset_s=-600.0, orders=Probed(answer))
    report = await scripted(probe, filled_draft(shop))
    assert bad(report) == ["clock.bad"]
    assert next(line.number for line in report.lines if line.point is Point.CLOCK) == 10
    assert probe.asked == ["orders"]


async def test_a_clock_that_is_a_little_off_is_only_mentioned(shop: PracticeShop) -> None:
    report = await scripted(ScriptedProbe(offset_s=90.0), filled_draft(shop))
    assert (Point.CLOCK, Mark.WARN, "clock.off") in points(report)
    assert report.passed


async def test_answers_without_any_signature_prove_no_key_of_theirs(shop: PracticeShop) -> None:
    unsigned = Probed(ProbeAnswer.GOOD)
    probe = ScriptedProbe(orders=unsigned, refunds=unsigned, complaints=unsigned)
    report = await scripted(probe, filled_draft(shop))
    assert (Point.SIGNATURE, Mark.WARN, "signature.unseen") in points(report)
    assert not report.passed


async def test_a_number_that_wechat_pay_does_not_know(shop: PracticeShop) -> None:
    probe = ScriptedProbe(orders=Probed(ProbeAnswer.MERCHANT_UNKNOWN))
    assert bad(await scripted(probe, filled_draft(shop))) == ["keys.merchant"]


async def test_certificate_mode_with_an_unknown_signer(shop: PracticeShop) -> None:
    draft = replace(filled_draft(shop), mode=VerifyMode.CERTIFICATE)
    probe = ScriptedProbe(orders=Probed(ProbeAnswer.SIGNER_UNKNOWN))
    assert bad(await scripted(probe, draft)) == ["signer.unknown"]
    probe = ScriptedProbe(certificates=Probed(ProbeAnswer.KEY_REFUSED))
    assert bad(await scripted(probe, draft)) == ["keys.refused_pair"]
    assert probe.asked == ["certificates"]


async def test_without_a_certificate_file_its_end_is_unknown(shop: PracticeShop) -> None:
    draft = replace(filled_draft(shop), certificate=None)
    report = await scripted(ScriptedProbe(), draft)
    assert (Point.CERTIFICATE, Mark.NOTE, "certificate.unknown") in points(report)
    assert report.passed


async def test_keys_whose_form_only_the_transport_refuses_are_named(shop: PracticeShop) -> None:
    async def refuse(account: MerchantAccount) -> MerchantProbe:
        raise BadValueError("credentials.merchant_key")

    report = await TryConnection(refuse, StillClock(datetime.now(UTC)))(filled_draft(shop))
    assert points(report) == [(Point.FORM, Mark.BAD, "credentials.merchant_key")]


def test_days_are_counted_from_now() -> None:
    assert in_days(1) - in_days(0) == timedelta(days=1)
