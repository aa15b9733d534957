"""Who may speak, in which order that is checked, and which answers are signed."""

import time

import pytest

from tests.practice.shop_in_thread import Far
from tests.practice.signing_client import COMPLAINTS, REFUNDS, refund_body

CERTIFICATES = "/v3/certificates"
UNSIGNED = "wechatpay-signature"
SHA256 = "WECHATPAY2-SHA256-RSA2048"


def test_an_answer_carries_every_header_of_a_real_one(far: Far) -> None:
    heard = far.merchant.get(CERTIFICATES)
    assert heard.status == 200
    assert heard.verified is True
    assert heard.headers["Content-Type"] == "application/json; charset=utf-8"
    assert heard.headers["Request-ID"].endswith("-0")
    assert heard.headers["Wechatpay-Serial"] == far.ready["public_key_id"]
    assert len(heard.headers["Wechatpay-Nonce"]) == 32
    assert heard.headers["Date"].endswith("GMT")
    assert heard.headers["Wechatpay-Signature-Type"] == "WECHATPAY2-SHA256-RSA2048"


def test_the_five_fields_may_come_in_any_order_and_the_nonce_may_be_short(far: Far) -> None:
    order = ("serial_no", "timestamp", "signature", "nonce_str", "mchid")
    assert far.merchant.get(CERTIFICATES, order=order, nonce="k3j2h1g0zz").status == 200


@pytest.mark.parametrize("missing", ["Accept", "User-Agent"])
def test_a_missing_header_is_refused_before_the_signature_is_looked_at(
    far: Far, missing: str
) -> None:
    headers = {missing: None, "Authorization": "nonsense"}
    heard = far.merchant.get(CERTIFICATES, headers=headers)
    assert (heard.status, heard.code) == (400, "INVALID_REQUEST")
    assert UNSIGNED not in heard.headers


def test_on_orders_the_two_headers_are_looked_at_after_the_signature(far: Far) -> None:
    target = f"/v3/pay/transactions/id/x?mchid={far.ready['mchid']}"
    bad = far.merchant.get(target, headers={"Accept": None, "Authorization": "nonsense"})
    assert bad.status == 401
    good = far.merchant.get(target, headers={"Accept": None})
    assert (good.status, good.verified) == (400, True)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer x",
        f"{SHA256} mchid=1900000109",
        f'{SHA256} mchid="1"',
        f'{SHA256} mchid="1",mchid="1",nonce_str="a",signature="b",timestamp="1",serial_no="c"',
        f'{SHA256} mchid="1",nonce_str="a",signature="b",timestamp="soon",serial_no="c"',
        'WECHATPAY2-SM2-WITH-SM3 mchid="1",nonce_str="a",signature="b",timestamp="1",serial_no="c"',
    ],
)
def test_a_malformed_authorization_is_401_with_a_request_id(far: Far, header: str) -> None:
    heard = far.merchant.get(CERTIFICATES, headers={"Authorization": header})
    assert (heard.status, heard.code) == (401, "SIGN_ERROR")
    assert "Authorization值格式错误" in heard.json["message"]
    assert UNSIGNED not in heard.headers
    assert "Request-ID" in heard.headers


def test_orders_without_authorization_answer_as_the_live_gateway_does(far: Far) -> None:
    heard = far.merchant.get("/v3/pay/transactions/id/1", headers={"Authorization": None})
    assert (heard.status, heard.json["message"]) == (401, "签名信息错误，验签失败")
    assert "Request-ID" not in heard.headers


@pytest.mark.parametrize("age", [301, -301])
def test_a_timestamp_off_by_five_minutes_is_refused_before_the_serial(far: Far, age: int) -> None:
    stamp = int(time.time()) - age
    heard = far.merchant.get(CERTIFICATES, timestamp=stamp, serial_no="00")
    assert heard.status == 401
    assert "5分钟" in heard.json["message"]


def test_a_timestamp_within_five_minutes_is_taken(far: Far) -> None:
    assert far.merchant.get(CERTIFICATES, timestamp=int(time.time()) - 290).status == 200


@pytest.mark.parametrize("instead", [{"serial_no": "5AB"}, {"mchid": "1900000110"}])
def test_an_unknown_merchant_or_serial_is_refused(far: Far, instead: dict[str, str]) -> None:
    heard = far.merchant.get(CERTIFICATES, **instead)
    assert (heard.status, heard.json["message"]) == (401, "商户证书序列号有误。")
    assert heard.json["detail"]["sign_information"]["method"] == "GET"


@pytest.mark.parametrize("signature", ["AAAA", "no base64!", ""])
def test_a_wrong_signature_is_refused(far: Far, signature: str) -> None:
    heard = far.merchant.get(CERTIFICATES, signature=signature)
    assert (heard.status, heard.code, heard.json["message"]) == (401, "SIGN_ERROR", "签名错误")
    assert UNSIGNED not in heard.headers


def test_the_signature_covers_the_body_and_the_raw_target(far: Far) -> None:
    body = refund_body("1", "R1", 1, 1)
    assert far.merchant.post(REFUNDS, body, signed_body=b"{}").status == 401
    target = f"{REFUNDS}/R%7C1"
    assert far.merchant.get(target).status == 404
    wrong = far.merchant.authorization("GET", f"{REFUNDS}/R|1")
    assert far.merchant.get(target, headers={"Authorization": wrong}).status == 401


def test_an_unauthorized_call_learns_nothing_about_its_parameters(far: Far) -> None:
    heard = far.merchant.post(REFUNDS, {"nonsense": 1}, signature="AAAA")
    assert heard.status == 401


def test_unknown_paths_and_methods_have_no_body_and_no_signature(far: Far) -> None:
    for method, target, status in (
        ("GET", "/v3/nothing", 404),
        ("GET", "/", 404),
        ("GET", REFUNDS, 405),
        ("DELETE", COMPLAINTS, 405),
        ("POST", CERTIFICATES, 405),
    ):
        heard = far.merchant.send(method, target)
        assert (heard.status, heard.body) == (status, b""), target
        assert UNSIGNED not in heard.headers


def test_business_refusals_and_empty_answers_are_signed(far: Far) -> None:
    refused = far.merchant.query("NEVER-MADE")
    assert (refused.status, refused.verified) == (404, True)
    assert refused.headers["Request-ID"].endswith("-268875782")
    made = far.fresh()
    done = far.merchant.post(
        f"{COMPLAINTS}/{made['complaint_id']}/complete",
        {"complainted_mchid": far.ready["mchid"]},
    )
    assert (done.status, done.body, done.verified) == (204, b"", True)


def test_signing_of_refusals_can_be_switched_off(far: Far) -> None:
    far.faults(sign_4xx=False)
    assert far.merchant.query("NEVER-MADE").verified is None


def test_certificates_decrypt_and_verify_answers_of_the_certificate_mode(far: Far) -> None:
    far.faults(signing_mode="certificate")
    first = far.merchant.get(CERTIFICATES)
    serials = far.merchant.take_certificates(first)
    assert serials == [far.ready["platform_certificate_serial"]]
    heard = far.merchant.query("NEVER-MADE")
    assert heard.headers["Wechatpay-Serial"] == serials[0]
    assert heard.verified is True


def test_the_serial_a_request_names_decides_the_key(far: Far) -> None:
    far.merchant.take_certificates(far.merchant.get(CERTIFICATES))
    certificate = far.ready["platform_certificate_serial"]
    public = far.ready["public_key_id"]
    for mode, named in (("public_key", certificate), ("certificate", public)):
        far.faults(signing_mode=mode)
        heard = far.merchant.get(CERTIFICATES, headers={"Wechatpay-Serial": named})
        assert heard.headers["Wechatpay-Serial"] == named
        assert heard.verified is True


def test_in_mixed_mode_both_kinds_of_serial_come_back(far: Far) -> None:
    far.merchant.take_certificates(far.merchant.get(CERTIFICATES))
    far.faults(signing_mode="mixed", ignore_named_serial=True)
    named = {"Wechatpay-Serial": far.ready["public_key_id"]}
    answers = [far.merchant.get(CERTIFICATES, headers=dict(named)) for _ in range(4)]
    assert all(heard.verified for heard in answers)
    assert len({heard.headers["Wechatpay-Serial"] for heard in answers}) == 2


def test_during_a_rollover_two_certificates_are_in_use(far: Far) -> None:
    far.faults(signing_mode="certificate", rollover=True)
    assert len(far.merchant.take_certificates(far.merchant.get(CERTIFICATES))) == 2
    answers = [far.merchant.query("NEVER-MADE") for _ in range(8)]
    assert all(heard.verified for heard in answers)
    assert len({heard.headers["Wechatpay-Serial"] for heard in answers}) == 2


def test_a_new_merchant_has_no_certificate(far: Far) -> None:
    far.faults(new_merchant=True)
    heard = far.merchant.get(CERTIFICATES)
    assert (heard.status, heard.code) == (404, "RESOURCE_NOT_EXISTS")
    assert "无可用的平台证书" in heard.json["message"]
    assert heard.verified is True


def test_certificates_of_another_algorithm(far: Far) -> None:
    assert far.merchant.get(f"{CERTIFICATES}?algorithm_type=RSA").status == 200
    assert far.merchant.get(f"{CERTIFICATES}?algorithm_type=SM2").status == 404
    assert far.merchant.get(f"{CERTIFICATES}?algorithm_type=DES").code == "PARAM_ERROR"


def test_a_repeated_nonce_is_refused_only_when_switched_on(far: Far) -> None:
    nonce = "f" * 32
    assert far.merchant.get(CERTIFICATES, nonce=nonce).status == 200
    assert far.merchant.get(CERTIFICATES, nonce=nonce).status == 200
    far.faults(reject_nonce_replay=True)
    assert far.merchant.get(CERTIFICATES, nonce=nonce).status == 401
    assert far.merchant.get(CERTIFICATES).status == 200


def test_the_list_of_addresses_is_kept_when_switched_on(far: Far) -> None:
    far.faults(require_ip_list=True)
    assert far.merchant.get(CERTIFICATES).status == 200
    far.faults(require_ip_list=True, ip_list="10.0.0.1")
    heard = far.merchant.get(CERTIFICATES)
    assert (heard.status, heard.code, heard.verified) == (403, "NO_AUTH", True)


def test_json_wants_its_content_type(far: Far) -> None:
    body = refund_body("1", "R1", 1, 1)
    heard = far.merchant.post(REFUNDS, body, headers={"Content-Type": "text/plain"})
    assert (heard.status, heard.code) == (400, "PARAM_ERROR")
