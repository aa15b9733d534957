"""Every answer the practice shop can give has the form of WeChat Pay's own.

Two judges: schemas of our own (tests/data/schemas, from the official pages), and, wherever it lies
beside the checkout, a public OpenAPI transcription, which is not committed to the project.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft4Validator, Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from refund_desk.practice.settings import PracticeSettings
from tests.practice.conftest import NOW
from tests.practice.feed_contract import judge as judge_by_contract
from tests.practice.shop_in_thread import Far, shop_in_thread
from tests.practice.signing_client import COMPLAINTS, REFUNDS, Heard, refund_body
from tests.practice.test_media import upload

CHECKOUT = Path(__file__).resolve().parents[2]
SCHEMAS = CHECKOUT / "tests" / "data" / "schemas"
TRANSCRIPTION = CHECKOUT.parent / "shared" / "facts" / "openapi" / "docs"
NOTIFICATIONS = "/v3/merchant-service/complaint-notifications"
ORDERS = "/v3/pay/transactions"

Judge = Callable[[str, Any], None]


@cache
def _own_schema(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8")))


def judge_by_own_schemas(name: str, payload: Any) -> None:
    _own_schema(name).validate(payload)


# Our name of an answer, and where the transcription has it: file and method.
_PLACES = {
    "order": ("v3/pay/transactions/id/{transaction_id}.yaml", "get"),
    "refund": ("v3/refund/domestic/refunds.yaml", "post"),
    "complaint_list": ("v3/merchant-service/complaints-v2.yaml", "get"),
    "complaint": ("v3/merchant-service/complaints-v2/{complaint_id}.yaml", "get"),
    "negotiation_history": (
        "v3/merchant-service/complaints-v2/{complaint_id}/negotiation-historys.yaml",
        "get",
    ),
    "certificates": ("v3/certificates.yaml", "get"),
    "bill": ("v3/bill/tradebill.yaml", "get"),
    "image_upload": ("v3/merchant-service/images/upload.yaml", "post"),
    "immediate_answer": (
        "v3/merchant-service/complaints-v2/{complaint_id}/response-immediate-service.yaml",
        "post",
    ),
    "notification": ("v3/merchant-service/complaint-notifications.yaml", "get"),
}
# An order query answers these parts of the transcription; the rest is for creating orders.
_NOT_IN_ANSWERS = {"description", "notify_url"}


def _with_pointers(node: Any) -> Any:
    """References without their slash (`Transaction.yaml#Payer`) made into JSON pointers."""
    if isinstance(node, dict):
        reference = node.get("$ref")
        if isinstance(reference, str):
            place, _, name = reference.partition("#")
            return {"$ref": f"{place}#/{name.removeprefix('/')}"}
        kept = {key: _with_pointers(part) for key, part in node.items()}
        required = kept.get("required")
        if isinstance(required, list):
            kept["required"] = [name for name in required if name not in _NOT_IN_ANSWERS]
            if not kept["required"]:
                del kept["required"]
        return kept
    return [_with_pointers(part) for part in node] if isinstance(node, list) else node


@cache
def _file(address: str) -> Any:
    path = Path(address.removeprefix("file://"))
    return _with_pointers(yaml.safe_load(path.read_text(encoding="utf-8")))


@cache
def _transcribed_schema(name: str) -> Draft4Validator:
    file, method = _PLACES[name]
    address = f"file://{TRANSCRIPTION / file}"
    answers = _file(address)[method]["responses"]
    schema = answers.get(200, answers.get("200"))["schema"]

    def retrieve(address: str) -> Resource[Any]:
        return DRAFT4.create_resource(_file(address))

    registry: Registry[Any] = Registry(retrieve=retrieve)  # type: ignore[call-arg]  # attrs alias
    return Draft4Validator({"id": address, **schema}, registry=registry)


def judge_by_transcription(name: str, payload: Any) -> None:
    if name in _PLACES:
        _transcribed_schema(name).validate(payload)


@pytest.fixture(params=["own", "transcription"])
def judge(request: pytest.FixtureRequest) -> Judge:
    if request.param == "own":
        return judge_by_own_schemas
    if not TRANSCRIPTION.is_dir():
        pytest.skip("the public transcription does not lie beside this checkout")
    return judge_by_transcription


@pytest.fixture(scope="module")
def big(new_folder: Callable[[], Path]) -> Iterator[Far]:
    """A shop with some more history, so that every story is told."""
    settings = PracticeSettings(
        data_dir=new_folder(), applications=240, now_s=NOW, settle_seconds=0
    )
    with shop_in_thread(settings) as far:
        yield far


def good(heard: Heard) -> Any:
    assert (heard.status, heard.verified) == (200, True), heard.body
    return heard.json


def whole_list(far: Far) -> Iterator[Any]:
    for window in (("2026-10-20", "2026-11-18"), ("2026-09-20", "2026-10-19")):
        for offset in range(0, 200, 50):
            yield good(
                far.merchant.get(
                    f"{COMPLAINTS}?begin_date={window[0]}&end_date={window[1]}"
                    f"&limit=50&offset={offset}"
                )
            )


def test_every_complaint_and_its_history(big: Far, judge: Judge) -> None:
    seen: set[str] = set()
    for page in whole_list(big):
        judge("complaint_list", page)
        for row in page["data"]:
            base = f"{COMPLAINTS}/{row['complaint_id']}"
            judge("complaint", good(big.merchant.get(base)))
            history = good(big.merchant.get(f"{base}/negotiation-historys"))
            judge("negotiation_history", history)
            seen |= {line["operate_type"] for line in history["data"]}
    assert len(seen) >= 12


def test_every_order_of_the_shop(big: Far, judge: Judge) -> None:
    books = big.admin("GET", "books")
    if judge is judge_by_own_schemas:
        judge("books", books)
    for row in books["orders"]:
        judge("order", good(big.merchant.order(row["transaction_id"])))
    for row in books["refunds"][:40]:
        judge("refund", good(big.merchant.query(row["out_refund_no"])))
    unpaid = big.fresh(trade_state="NOTPAY")["out_trade_no"]
    target = f"{ORDERS}/out-trade-no/{unpaid}?mchid={big.ready['mchid']}"
    judge("order", good(big.merchant.get(target)))


def test_refunds_of_every_status(big: Far, judge: Judge) -> None:
    statuses: set[str] = set()
    for wanted in (
        {},
        {"settles": "slow"},
        {"settles": "abnormal"},
        {"payer_total_fen": 9_000},
    ):
        made = big.fresh(total_fen=10_000, **wanted)
        number = f"PX{made['transaction_id']}-01"
        body = refund_body(made["transaction_id"], number, 3_333, 10_000, reason="破损")
        judge("refund", good(big.merchant.post(REFUNDS, body)))
        found = good(big.merchant.query(number))
        judge("refund", found)
        statuses.add(found["status"])
    big.faults(accept_when_short=True)
    balance = big.admin("GET", "books")["balance_fen"]
    big.admin("POST", "balance", {"balance_fen": 0})
    made = big.fresh()
    number = f"PX{made['transaction_id']}-01"
    big.merchant.refund(made["transaction_id"], number, 1, 10_000)
    big.advance(8 * 86_400)
    closed = good(big.merchant.query(number))
    judge("refund", closed)
    big.admin("POST", "balance", {"balance_fen": balance})
    big.faults()
    assert statuses | {closed["status"]} == {"SUCCESS", "PROCESSING", "ABNORMAL", "CLOSED"}


def test_everything_else(far: Far, judge: Judge) -> None:
    judge("certificates", good(far.merchant.get("/v3/certificates")))
    judge("bill", good(far.merchant.get("/v3/bill/tradebill?bill_date=2026-11-17")))
    judge("bill", good(far.merchant.get("/v3/bill/fundflowbill?bill_date=2026-11-17")))
    picture = b"\x89PNG" + hashlib.sha256(b"x").digest()
    media_id = good(upload(far, picture))["media_id"]
    judge("image_upload", {"media_id": media_id})
    complaint_id = far.fresh(need_immediate_service=True)["complaint_id"]
    message = {"blocks": [{"type": "TEXT", "text": {"text": "好"}}], "sender_identity": "MANUAL"}
    reply = {
        "complainted_mchid": far.ready["mchid"],
        "idempotent_id": "1",
        "message": message,
    }
    path = f"{COMPLAINTS}/{complaint_id}"
    said = far.merchant.post(f"{path}/response-immediate-service", reply)
    judge("immediate_answer", good(said))
    far.merchant.post(
        f"{path}/response",
        {
            "complainted_mchid": far.ready["mchid"],
            "response_content": "图",
            "response_images": [media_id],
        },
    )
    judge("negotiation_history", good(far.merchant.get(f"{path}/negotiation-historys")))
    address = {"url": "https://shop.example/n"}
    judge("notification", good(far.merchant.post(NOTIFICATIONS, address)))
    judge("notification", good(far.merchant.get(NOTIFICATIONS)))
    judge("notification", good(far.merchant.send("PUT", NOTIFICATIONS, address)))
    far.merchant.send("DELETE", NOTIFICATIONS)


def test_every_refusal_has_one_form(far: Far) -> None:
    made = far.fresh()
    number = made["transaction_id"]
    refusals = [
        far.merchant.get("/v3/certificates", headers={"Accept": None}),
        far.merchant.get("/v3/certificates", headers={"Authorization": "x"}),
        far.merchant.get("/v3/certificates", signature="AAAA"),
        far.merchant.get(f"{ORDERS}/id/1", headers={"Authorization": None}),
        far.merchant.order("1"),
        far.merchant.get(f"{ORDERS}/id/1"),
        far.merchant.query("NONE"),
        far.merchant.post(REFUNDS, {"colour": "red"}),
        far.merchant.post(REFUNDS, []),
        far.merchant.refund(number, "TOO-MUCH", 10_001, 10_000),
        far.merchant.get(f"{COMPLAINTS}/1"),
        far.merchant.get(COMPLAINTS),
        far.merchant.post(f"{COMPLAINTS}/1/complete", {"complainted_mchid": "1"}),
        far.merchant.get("/v3/bill/tradebill?bill_date=2020-01-01"),
        far.merchant.get("/v3/billdownload/file?token=1"),
        far.merchant.get("/v3/merchant-service/images/1"),
        far.merchant.get(NOTIFICATIONS),
        upload(far, b""),
    ]
    for heard in refusals:
        assert 400 <= heard.status < 500
        judge_by_own_schemas("error", heard.json)


def test_the_shop_feed(big: Far) -> None:
    ids = [row["transaction_id"] for row in big.admin("GET", "books")["orders"]]
    for begin in range(0, len(ids), 100):
        answer = big.feed(f"orders?transaction_ids={','.join(ids[begin : begin + 100])}").json()
        assert answer["missing"] == []
        for order in answer["orders"]:
            judge_by_contract("Order", order)
