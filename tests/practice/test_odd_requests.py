"""Requests no honest client sends: each gets an answer of the API, and none breaks the shop."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from refund_desk.practice.settings import PracticeSettings
from tests.practice.conftest import NOW
from tests.practice.shop_in_thread import Far, shop_in_thread
from tests.practice.signing_client import COMPLAINTS, REFUNDS, refund_body

HALF = "\ud83d"
NOTIFICATIONS = "/v3/merchant-service/complaint-notifications"


@pytest.fixture(scope="module")
def open_complaint(running: Far) -> str:
    return str(running.fresh()["complaint_id"])


def escaped(content: object) -> bytes:
    """JSON in ASCII, so that half a surrogate pair can be sent at all."""
    return json.dumps(content).encode()


@pytest.mark.parametrize(
    "change",
    [{"reason": HALF}, {"out_refund_no": f"PX{HALF}"}, {"transaction_id": HALF}, {HALF: "x"}],
)
def test_half_a_surrogate_pair_is_no_json(far: Far, change: dict[str, Any]) -> None:
    made = far.fresh(complaint=False)
    body = refund_body(made["transaction_id"], "PXodd-01", 1, 10_000) | change
    heard = far.merchant.send("POST", REFUNDS, raw=escaped(body))
    assert (heard.status, heard.code, heard.verified) == (400, "PARAM_ERROR", True)
    assert far.admin("GET", "requests?limit=1")["requests"][0]["body"] is None


def test_a_whole_pair_written_as_escapes_is_a_character(far: Far) -> None:
    made = far.fresh(complaint=False)
    number = f"PX{made['transaction_id']}-01"
    body = refund_body(made["transaction_id"], number, 1, 10_000, reason="杯子\U0001f4a5")
    assert far.merchant.send("POST", REFUNDS, raw=escaped(body)).status == 200
    assert far.admin("GET", "requests?limit=1")["requests"][0]["body"]["reason"].endswith("💥")


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("/response", {"response_content": HALF}),
        ("/response", {"response_content": "x", "response_images": [HALF]}),
        ("/response", {"response_content": "x", "jump_url": "https://[a", "jump_url_text": "x"}),
    ],
)
def test_odd_words_to_the_payer_are_refused(
    far: Far, open_complaint: str, path: str, content: dict[str, Any]
) -> None:
    body = {"complainted_mchid": far.ready["mchid"], **content}
    heard = far.merchant.send("POST", f"{COMPLAINTS}/{open_complaint}{path}", raw=escaped(body))
    assert (heard.status, heard.code) == (400, "PARAM_ERROR")


def test_the_back_door_takes_no_half_pair_either(far: Far, open_complaint: str) -> None:
    path = f"complaints/{open_complaint}/user-message"
    content = escaped({"text": HALF})
    assert far.http.post(f"{far.ready['admin_url']}/{path}", content=content).status_code == 400


def test_an_address_that_is_none_is_refused(far: Far) -> None:
    made = far.fresh(complaint=False)
    body = refund_body(made["transaction_id"], "PXodd-02", 1, 10_000, notify_url="https://[abc")
    assert far.merchant.post(REFUNDS, body).code == "PARAM_ERROR"
    assert far.merchant.post(NOTIFICATIONS, {"url": "https://[abc"}).code == "PARAM_ERROR"


def test_the_last_of_all_days_is_refused(far: Far) -> None:
    heard = far.merchant.get(f"{COMPLAINTS}?begin_date=9999-12-30&end_date=9999-12-31")
    assert (heard.status, heard.code) == (400, "PARAM_ERROR")


def test_a_timestamp_of_five_thousand_digits_is_malformed(far: Far) -> None:
    heard = far.merchant.get("/v3/certificates", timestamp=10**4_000)
    assert (heard.status, heard.code) == (401, "SIGN_ERROR")


def test_header_bytes_that_are_no_text_are_listed_all_the_same(far: Far) -> None:
    request = far.merchant.http.build_request("GET", "/v3/certificates")
    signature = far.merchant.authorization("GET", "/v3/certificates")
    nonce = signature.replace('nonce_str="', 'nonce_str="\xff')
    request.headers = type(request.headers)(
        [
            (b"Host", b"x"),
            (b"Accept", b"a"),
            (b"User-Agent", b"b"),
            (b"Wechatpay-Serial", b"\xff\xfe"),
            (b"Authorization", nonce.encode("latin-1")),
        ]
    )
    assert far.merchant.http.send(request).status_code == 401
    (listed,) = far.admin("GET", "requests?limit=1")["requests"]
    assert (listed["status"], listed["path"]) == (401, "/v3/certificates")


def test_parameters_of_a_bill_are_looked_at_before_its_day(far: Far) -> None:
    for wrong in ("tradebill?bill_type=X", "tradebill?tar_type=Z", "fundflowbill?account_type=X"):
        heard = far.merchant.get(f"/v3/bill/{wrong}&bill_date=2026-11-18")
        assert heard.code == "PARAM_ERROR"
        assert "bill_date" not in heard.json["detail"]["field"]


@pytest.fixture(scope="module")
def twins(new_folder: Callable[[], Path]) -> Iterator[tuple[Far, Far]]:
    settings = [PracticeSettings(data_dir=new_folder(), now_s=NOW) for _ in range(2)]
    with shop_in_thread(settings[0]) as first, shop_in_thread(settings[1]) as second:
        yield first, second


def test_two_shops_of_one_instant_are_the_same_to_the_millisecond(twins: tuple[Far, Far]) -> None:
    def listed(far: Far) -> list[Any]:
        spans = (("2026-10-20", "2026-11-18"), ("2026-09-20", "2026-10-19"))
        queries = [f"begin_date={begin}&end_date={end}&limit=50" for begin, end in spans]
        rows = [far.merchant.get(f"{COMPLAINTS}?{query}").json["data"] for query in queries]
        return [(row["complaint_id"], row["complaint_time"]) for page in rows for row in page]

    first, second = twins
    assert len(listed(first)) > 25
    assert listed(first) == listed(second)
    assert first.admin("GET", "books") == second.admin("GET", "books")
