"""The route table: what may be called with the merchant's key, and what never."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refund_desk.adapters.wechatpay.routes import ROUTES, route_of

LIST_QUERY = (
    "limit=50&offset=0&begin_date=2026-01-01&end_date=2026-01-30&complainted_mchid=1900000001"
)
ALLOWED = [
    ("POST", "/v3/refund/domestic/refunds", "refund.submit"),
    ("GET", "/v3/refund/domestic/refunds/RD4200000404201909069117582536-01", "refund.query"),
    ("GET", "/v3/refund/domestic/refunds/a_b-c|d*e@f", "refund.query"),
    (
        "POST",
        "/v3/refund/domestic/refunds/50000000382019052709732678859/apply-abnormal-refund",
        "refund.abnormal",
    ),
    ("GET", "/v3/pay/transactions/id/4200000404?mchid=1900000001", "order.by_transaction_id"),
    (
        "GET",
        "/v3/pay/transactions/out-trade-no/T-1_2|3*?mchid=1900000001",
        "order.by_out_trade_no",
    ),
    (
        "GET",
        f"/v3/merchant-service/complaints-v2?{LIST_QUERY}",
        "complaint.list",
    ),
    ("GET", "/v3/merchant-service/complaints-v2/2002018", "complaint.detail"),
    (
        "GET",
        "/v3/merchant-service/complaints-v2/2002018/negotiation-historys?limit=300&offset=0",
        "complaint.history",
    ),
    ("POST", "/v3/merchant-service/complaints-v2/2002018/response", "complaint.reply"),
    ("POST", "/v3/merchant-service/complaints-v2/2002018/complete", "complaint.complete"),
    (
        "POST",
        "/v3/merchant-service/complaints-v2/2002018/update-refund-progress",
        "complaint.decision",
    ),
    (
        "POST",
        "/v3/merchant-service/complaints-v2/2002018/response-immediate-service",
        "complaint.immediate",
    ),
    ("POST", "/v3/merchant-service/images/upload", "image.upload"),
    ("GET", "/v3/merchant-service/images/file23578_21798531.jpg", "image.download"),
    ("GET", "/v3/merchant-service/images/AbC%2Bd%2fe%3D", "image.download"),
    (
        "GET",
        "/v3/bill/tradebill?bill_date=2026-01-01&bill_type=ALL&tar_type=GZIP",
        "bill.trade",
    ),
    (
        "GET",
        "/v3/bill/fundflowbill?bill_date=2026-01-01&account_type=BASIC&tar_type=GZIP",
        "bill.fund_flow",
    ),
    ("GET", "/v3/billdownload/file?token=a.b-c_d%2B&tartype=gzip", "bill.file"),
    ("GET", "/v3/certificates", "certificates"),
]
FORBIDDEN = [
    ("POST", "/v3/transfer/batches"),
    ("POST", "/v3/fund-app/mch-transfer/transfer-bills"),
    ("POST", "/v3/pay/transactions/jsapi"),
    ("POST", "/v3/pay/transactions/out-trade-no/T1/close"),
    ("DELETE", "/v3/refund/domestic/refunds"),
    ("GET", "/v3/refund/domestic/refunds"),
    ("GET", "/v3/refund/domestic/refunds/"),
    ("GET", "/v3/refund/domestic/refunds/a/b"),
    ("GET", "/v3/refund/domestic/refunds/a b"),
    ("GET", "/v3/refund/domestic/refunds/a\n"),
    ("GET", "/v3/refund/domestic/refunds/a?x=1"),
    ("GET", "/v3/refund/domestic/refunds/a#x"),
    ("GET", "/v3/refund/domestic/refunds/退"),
    ("GET", "/v3/refund/domestic/refunds/１"),
    ("GET", "/v3/refund/domestic/refunds/%2e%2e"),
    ("GET", "/v3/refund/domestic/refunds/../../certificates"),
    ("GET", "/v3/pay/transactions/id/4200?mchid=1&mchid=2"),
    ("GET", "/v3/pay/transactions/id/4200"),
    ("GET", "/v3/merchant-service/images/.."),
    ("GET", "/v3/merchant-service/images/a%2F..%2Fb"),
    ("GET", "/v3/merchant-service/images/%2e%2e"),
    ("GET", "/v3/merchant-service/images/a/b"),
    ("GET", "/v3/bill/tradebill?bill_date=2026-01-01&bill_type=ALL&tar_type=None"),
    ("GET", "https://elsewhere.example/v3/certificates"),
    ("get", "/v3/certificates"),
    ("GET", "/v3/certificates?algorithm_type=ALL"),
]


@pytest.mark.parametrize(("method", "target", "name"), ALLOWED)
def test_what_the_desk_needs_has_a_route(method: str, target: str, name: str) -> None:
    route = route_of(method, target)
    assert route is not None
    assert route.name == name


def test_every_route_is_shown_to_be_needed() -> None:
    assert {name for _, _, name in ALLOWED} == {route.name for route in ROUTES}


@pytest.mark.parametrize(("method", "target"), FORBIDDEN)
def test_everything_else_has_none(method: str, target: str) -> None:
    assert route_of(method, target) is None


@given(st.text(max_size=80))
def test_no_text_in_a_number_leaves_its_place(number: str) -> None:
    route = route_of("GET", f"/v3/refund/domestic/refunds/{number}")
    if route is not None:
        assert number.isascii()
        assert not set(number) & set("/?#%. \r\n\\")


def test_only_reading_is_ever_repeated() -> None:
    assert {route.method for route in ROUTES if route.repeatable} == {"GET"}
