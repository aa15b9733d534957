"""The few calls the desk makes: nothing else can be called with the merchant's key.

The SDK builds paths by formatting texts and encodes nothing, so the whole `path?query` must match
one pattern here before it is signed. That stops traversal, injected parameters and empty numbers,
and makes transfers or payments unreachable whatever the code above asks for.
"""

import re
from dataclasses import dataclass
from enum import Enum


class Proof(Enum):
    """How an answer of a route shows that WeChat Pay wrote it."""

    SIGNATURE = "signature over the raw body"
    CIPHER = "AES-GCM under the APIv3 key, because the first certificates cannot be verified"
    NONE = "unsigned by WeChat Pay's own rules: files, compared by hash where there is one"


class Lane(Enum):
    """Which rate limit of WeChat Pay a route counts against."""

    REFUND = "150 a second, 6 a second when refused"
    QUERY = "300 a second"
    COMMON = "no figure published"
    FILE = "no figure published; long answers, kept apart from the money"


@dataclass(frozen=True, slots=True)
class Route:
    """One allowed call.

    `repeatable`: a second identical call changes nothing, so doubt may be cured by asking the
    other host. `bytes_max`: the longest answer that is read.
    """

    name: str
    method: str
    target: re.Pattern[str]
    repeatable: bool
    proof: Proof = Proof.SIGNATURE
    lane: Lane = Lane.COMMON
    bytes_max: int = 1 << 20


UPLOAD_TARGET = "/v3/merchant-service/images/upload"
CERTIFICATES_TARGET = "/v3/certificates"

_NUMBER = r"[0-9A-Za-z_\-|*@]{1,64}"
_LETTERS = r"[0-9A-Za-z]{1,32}"
_COMPLAINT = r"[0-9A-Za-z_\-]{1,64}"
_MCHID = r"[0-9]{1,32}"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_COUNT = r"[0-9]{1,9}"
# A media id may hold escaped `+`, `/` and `=`; two dots in a row would be a way out of the folder.
_MEDIA = r"(?!.*\.\.)(?:[0-9A-Za-z_\-.+=~]|%2[BbFf]|%3[Dd]){1,600}"
_TOKEN = r"(?:[0-9A-Za-z_\-.~+=]|%2[BbFf]|%3[Dd]){1,2048}"  # noqa: S105 - a pattern, no secret

_REFUNDS = r"/v3/refund/domestic/refunds"
_ORDERS = r"/v3/pay/transactions"
_COMPLAINTS = r"/v3/merchant-service/complaints-v2"
_PAGE = rf"limit={_COUNT}&offset={_COUNT}"
_SPAN = rf"begin_date={_DAY}&end_date={_DAY}&complainted_mchid={_MCHID}"


def _get(name: str, target: str, *, lane: Lane = Lane.COMMON, bytes_max: int = 1 << 20) -> Route:
    return Route(name, "GET", re.compile(target), repeatable=True, lane=lane, bytes_max=bytes_max)


def _post(name: str, target: str, *, lane: Lane = Lane.COMMON) -> Route:
    return Route(name, "POST", re.compile(target), repeatable=False, lane=lane)


def _file(name: str, target: str, *, repeatable: bool, bytes_max: int) -> Route:
    pattern = re.compile(target)
    return Route(name, "GET", pattern, repeatable, Proof.NONE, Lane.FILE, bytes_max)


ROUTES: tuple[Route, ...] = (
    _post("refund.submit", _REFUNDS, lane=Lane.REFUND),
    _get("refund.query", rf"{_REFUNDS}/{_NUMBER}", lane=Lane.QUERY),
    _post("refund.abnormal", rf"{_REFUNDS}/{_LETTERS}/apply-abnormal-refund", lane=Lane.REFUND),
    _get("order.by_transaction_id", rf"{_ORDERS}/id/{_LETTERS}\?mchid={_MCHID}"),
    _get("order.by_out_trade_no", rf"{_ORDERS}/out-trade-no/{_NUMBER}\?mchid={_MCHID}"),
    _get("complaint.list", rf"{_COMPLAINTS}\?{_PAGE}&{_SPAN}", bytes_max=4 << 20),
    _get("complaint.detail", rf"{_COMPLAINTS}/{_COMPLAINT}"),
    _get(
        "complaint.history",
        rf"{_COMPLAINTS}/{_COMPLAINT}/negotiation-historys\?{_PAGE}",
        bytes_max=8 << 20,
    ),
    _post("complaint.reply", rf"{_COMPLAINTS}/{_COMPLAINT}/response"),
    _post("complaint.complete", rf"{_COMPLAINTS}/{_COMPLAINT}/complete"),
    _post("complaint.decision", rf"{_COMPLAINTS}/{_COMPLAINT}/update-refund-progress"),
    _post("complaint.immediate", rf"{_COMPLAINTS}/{_COMPLAINT}/response-immediate-service"),
    _post("image.upload", re.escape(UPLOAD_TARGET)),
    _file(
        "image.download",
        rf"/v3/merchant-service/images/{_MEDIA}",
        repeatable=True,
        bytes_max=16 << 20,
    ),
    _get(
        "bill.trade",
        rf"/v3/bill/tradebill\?bill_date={_DAY}&bill_type=(?:ALL|SUCCESS|REFUND)&tar_type=GZIP",
    ),
    _get(
        "bill.fund_flow",
        rf"/v3/bill/fundflowbill\?bill_date={_DAY}&account_type=(?:BASIC|OPERATION|FEES)"
        r"&tar_type=GZIP",
    ),
    _file(
        "bill.file",
        rf"/v3/billdownload/file\?token={_TOKEN}(?:&tartype=gzip)?",
        # Its first half may lie in the sink already, so whoever owns the sink asks again.
        repeatable=False,
        bytes_max=256 << 20,
    ),
    Route(
        "certificates",
        "GET",
        re.compile(re.escape(CERTIFICATES_TARGET)),
        repeatable=True,
        proof=Proof.CIPHER,
    ),
)


def route_of(method: str, target: str) -> Route | None:
    """The route that a method and a whole `path?query` belong to; None when there is none."""
    for route in ROUTES:
        if route.method == method and route.target.fullmatch(target):
            return route
    return None
