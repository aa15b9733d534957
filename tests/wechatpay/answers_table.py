"""Every documented error answer of the calls that the desk makes, and what was decided about it.

The one table of issue 3 b: the adapter, the window and whole journeys are tested against it, and
`docs/answers.md` is written from it: `python -m tests.wechatpay.answers_table > docs/answers.md`.
`doc` is the number of WeChat Pay's page (pay.weixin.qq.com/doc/v3/merchant/<doc>).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Decided(StrEnum):
    """What an answer means."""

    REFUSED = "refused"
    ASK_FIRST = "ask first, then refused"
    UNKNOWN = "unknown"
    ABSENT = "no such refund"
    MESSAGE_REFUSED = "message refused"
    MISSING = "no such thing"
    NOT_READY = "not ready yet"
    UNREADABLE = "not read"
    NO_CERTIFICATES = "no certificates"


@dataclass(frozen=True, slots=True)
class Row:
    """One answer to one call. `why` is the key of the window's sentence; `halts` stops sending."""

    call: str
    status: int
    code: str
    decided: Decided
    why: str
    doc: str
    halts: bool = False

    def __str__(self) -> str:
        return f"{self.call}-{self.status}-{self.code}"


D = Decided
# The general pages: what any call may be answered with.
_COMMON = "4012081717"
_RATE = ((429, "FREQUENCY_LIMITED"), (429, "RATELIMIT_EXCEEDED"))
_TROUBLE = ((500, "SYSTEM_ERROR"), (502, "SERVICE_UNAVAILABLE"), (503, "SERVICE_UNAVAILABLE"))
REFUND_DOC, QUERY_DOC, ABNORMAL_DOC = "4013071036", "4013071041", "4013071193"
ORDER_DOC, COMPLAINT_DOC, BILL_DOC = "4012791858", "4012533431", "4013071227"
READS = {
    "order": ORDER_DOC,
    "complaint.list": COMPLAINT_DOC,
    "complaint.detail": COMPLAINT_DOC,
    "complaint.history": COMPLAINT_DOC,
    "image.download": COMPLAINT_DOC,
    "bill.trade": BILL_DOC,
    "bill.fund_flow": "4013071235",
    "bill.file": "4013071238",
}
WRITES = {
    "complaint.reply": COMPLAINT_DOC,
    "complaint.complete": COMPLAINT_DOC,
    "complaint.approve": "4012467256",
    "complaint.reject": "4012467256",
    "complaint.immediate": "4017151596",
    "image.upload": COMPLAINT_DOC,
}


def _of_money(call: str, doc: str) -> Iterator[Row]:
    """What a refund, and the handling of an abnormal one, have in common."""
    yield Row(call, 400, "PARAM_ERROR", D.REFUSED, "PARAM_ERROR", doc)
    yield Row(call, 400, "INVALID_REQUEST", D.ASK_FIRST, "INVALID_REQUEST", doc)
    yield Row(call, 401, "SIGN_ERROR", D.REFUSED, "SIGN_ERROR", doc, halts=True)
    yield Row(call, 403, "NO_AUTH", D.REFUSED, "NO_AUTH", doc, halts=True)
    yield Row(call, 404, "RESOURCE_NOT_EXISTS", D.REFUSED, "RESOURCE_NOT_EXISTS", doc)
    for status, code in _RATE:
        yield Row(call, status, code, D.UNKNOWN, "rate", doc)
    for status, code in _TROUBLE:
        yield Row(call, status, code, D.UNKNOWN, "their_trouble", _COMMON)


def _refunds() -> Iterator[Row]:
    yield from _of_money("refund.submit", REFUND_DOC)
    yield Row("refund.submit", 403, "NOT_ENOUGH", D.REFUSED, "NOT_ENOUGH", REFUND_DOC)
    gone = "USER_ACCOUNT_ABNORMAL"
    yield Row("refund.submit", 403, gone, D.REFUSED, gone, REFUND_DOC)
    yield Row("refund.submit", 403, "RULE_LIMIT", D.REFUSED, "RULE_LIMIT", REFUND_DOC)
    yield Row("refund.submit", 404, "MCH_NOT_EXISTS", D.REFUSED, "MCH_NOT_EXISTS", REFUND_DOC)
    # Named by the FAQ only, or seen without a page: nothing is concluded from them.
    for status, code in ((400, "TRADE_OVERDUE"), (403, "REQUEST_BLOCKED"), (400, "BRAND_NEW")):
        yield Row("refund.submit", status, code, D.UNKNOWN, "unknown_code", REFUND_DOC)
    yield from _of_money("refund.abnormal", ABNORMAL_DOC)


def _queries() -> Iterator[Row]:
    call, doc = "refund.query", QUERY_DOC
    yield Row(call, 404, "RESOURCE_NOT_EXISTS", D.ABSENT, "not_taken", doc)
    for status, code in ((404, "MCH_NOT_EXISTS"), (400, "PARAM_ERROR"), (400, "INVALID_REQUEST")):
        yield Row(call, status, code, D.UNKNOWN, "unknown_code", doc)
    yield Row(call, 401, "SIGN_ERROR", D.UNKNOWN, "unknown_code", doc, halts=True)
    yield Row(call, 403, "NO_AUTH", D.UNKNOWN, "unknown_code", doc, halts=True)
    for status, code in _RATE:
        yield Row(call, status, code, D.UNKNOWN, "rate", doc)
    for status, code in _TROUBLE:
        yield Row(call, status, code, D.UNKNOWN, "their_trouble", _COMMON)


def _reads() -> Iterator[Row]:
    for call, doc in READS.items():
        yield Row(call, 400, "PARAM_ERROR", D.UNREADABLE, "far.ruled", doc)
        yield Row(call, 400, "INVALID_REQUEST", D.UNREADABLE, "far.ruled", doc)
        yield Row(call, 401, "SIGN_ERROR", D.UNREADABLE, "key.bad", doc, halts=True)
        yield Row(call, 403, "NO_AUTH", D.UNREADABLE, "far.denied", doc, halts=True)
        for status, code in _RATE:
            yield Row(call, status, code, D.UNREADABLE, "far.busy", doc)
        for status, code in _TROUBLE:
            yield Row(call, status, code, D.UNREADABLE, "far.trouble", _COMMON)
    yield Row("order", 400, "MCH_NOT_EXISTS", D.UNREADABLE, "far.denied", ORDER_DOC)
    yield Row("order", 403, "RULE_LIMIT", D.UNREADABLE, "far.ruled", ORDER_DOC)
    yield Row("order", 403, "TRADE_ERROR", D.UNREADABLE, "far.ruled", ORDER_DOC)
    yield Row("order", 404, "ORDER_NOT_EXIST", D.MISSING, "order.none", ORDER_DOC)
    yield Row("order", 404, "RESOURCE_NOT_EXISTS", D.MISSING, "order.none", _COMMON)
    gone = "RESOURCE_NOT_EXISTS"
    yield Row("complaint.detail", 404, gone, D.MISSING, "changed.gone", COMPLAINT_DOC)
    yield Row("image.download", 404, gone, D.MISSING, "img.gone", COMPLAINT_DOC)
    # A list is never missing: somebody else answers.
    for call in ("complaint.list", "complaint.history"):
        yield Row(call, 404, gone, D.UNREADABLE, "far.nonsense", COMPLAINT_DOC)
    for call in ("bill.trade", "bill.fund_flow"):
        yield Row(call, 400, "NO_STATEMENT_EXIST", D.MISSING, "bill.none", READS[call])
        yield Row(call, 400, "STATEMENT_CREATING", D.NOT_READY, "bill.making", READS[call])


def _writes() -> Iterator[Row]:
    for call, doc in WRITES.items():
        for status, code in (
            (400, "PARAM_ERROR"),
            (400, "INVALID_REQUEST"),
            (403, "RULE_LIMIT"),
            (404, "RESOURCE_NOT_EXISTS"),
        ):
            yield Row(call, status, code, D.MESSAGE_REFUSED, code, doc)
        yield Row(call, 401, "SIGN_ERROR", D.UNKNOWN, "key.bad", doc, halts=True)
        yield Row(call, 403, "NO_AUTH", D.UNKNOWN, "far.denied", doc, halts=True)
        for status, code in _RATE:
            yield Row(call, status, code, D.UNKNOWN, "rate", doc)
        for status, code in _TROUBLE:
            yield Row(call, status, code, D.UNKNOWN, "their_trouble", _COMMON)


def _certificates() -> Iterator[Row]:
    none = "RESOURCE_NOT_EXISTS"
    yield Row("certificates", 404, none, D.NO_CERTIFICATES, "card.unsealed", "4012153196")
    yield Row("certificates", 401, "SIGN_ERROR", D.UNREADABLE, "key.bad", _COMMON)
    yield Row("certificates", 403, "NO_AUTH", D.UNREADABLE, "far.denied", _COMMON)
    for status, code in _RATE:
        yield Row("certificates", status, code, D.UNREADABLE, "far.busy", _COMMON)
    for status, code in _TROUBLE:
        yield Row("certificates", status, code, D.UNREADABLE, "far.trouble", _COMMON)


ROWS: tuple[Row, ...] = (*_refunds(), *_queries(), *_reads(), *_writes(), *_certificates())

# What the pages list for each call, page by page, written down apart from the decisions above.
GENERAL = {
    *((400, "PARAM_ERROR"), (400, "INVALID_REQUEST"), (401, "SIGN_ERROR"), (403, "NO_AUTH")),
    *((404, "RESOURCE_NOT_EXISTS"), (429, "RATELIMIT_EXCEEDED"), (429, "FREQUENCY_LIMITED")),
    *((500, "SYSTEM_ERROR"), (502, "SERVICE_UNAVAILABLE"), (503, "SERVICE_UNAVAILABLE")),
}
OWN: dict[str, set[tuple[int, str]]] = {
    "refund.submit": {
        *((403, "NOT_ENOUGH"), (403, "USER_ACCOUNT_ABNORMAL"), (404, "MCH_NOT_EXISTS")),
        *((403, "RULE_LIMIT"), (400, "TRADE_OVERDUE")),
    },
    "refund.query": {(404, "MCH_NOT_EXISTS")},
    "refund.abnormal": set(),
    "order": {
        *((400, "MCH_NOT_EXISTS"), (403, "RULE_LIMIT"), (403, "TRADE_ERROR")),
        (404, "ORDER_NOT_EXIST"),
    },
    "bill.trade": {(400, "NO_STATEMENT_EXIST"), (400, "STATEMENT_CREATING")},
    "bill.fund_flow": {(400, "NO_STATEMENT_EXIST"), (400, "STATEMENT_CREATING")},
    **{call: set() for call in (*WRITES, "complaint.list", "complaint.detail")},
    **{call: set() for call in ("complaint.history", "image.download", "bill.file")},
    "certificates": set(),
}
# General codes that a call's own page cannot mean: a bill that is not there has a code of its own.
NOT_OF = {
    "bill.trade": {(404, "RESOURCE_NOT_EXISTS")},
    "bill.fund_flow": {(404, "RESOURCE_NOT_EXISTS")},
    "bill.file": {(404, "RESOURCE_NOT_EXISTS")},
    "certificates": {(400, "PARAM_ERROR"), (400, "INVALID_REQUEST")},
}


def documented(call: str) -> set[tuple[int, str]]:
    """All (status, code) that WeChat Pay's pages name for a call."""
    return (GENERAL | OWN[call]) - NOT_OF.get(call, set())


_MONEY = {
    D.REFUSED: "none moved",
    D.ASK_FIRST: "not known until a query",
    D.UNKNOWN: "not known",
    D.ABSENT: "none moved under this number",
}
_DESK = {
    D.REFUSED: "shows why and waits for a person: go on with the same number, or give up",
    D.ASK_FIRST: "asks about the number first; waits for a person when there is nothing",
    D.UNKNOWN: "asks about the number until WeChat Pay answers; sends again only the same number",
    D.ABSENT: "sends the same number again for ten minutes after the press, then asks a person",
    D.MESSAGE_REFUSED: "keeps the words, gives a reply back as a draft, waits for a person",
    D.MISSING: "shows that it is not there, concludes nothing about money",
    D.NOT_READY: "asks again at the next time of the day",
    D.UNREADABLE: "shows why, keeps what it knew, asks again later",
    D.NO_CERTIFICATES: "goes on with the public key; a card waits",
}
_MESSAGE_DOUBT = "looks for the message in the history before anything is said again"
_HALT = "; stops all sending until the settings' test passes"
# What was asked for beside the money: whoever turns it down says nothing about refunds, and wrong
# keys are noticed at the next poll.
_STOPS_NOTHING = frozenset({"complaint.history", "image.download"})


def _line(row: Row) -> str:
    message = row.call in WRITES and row.decided is D.UNKNOWN
    of_bill = row.call.startswith("bill.") and row.code == "NO_AUTH"
    stops = row.halts and not of_bill and row.call not in _STOPS_NOTHING
    does = (_MESSAGE_DOUBT if message else _DESK[row.decided]) + (_HALT if stops else "")
    moved = "none involved" if row.call in WRITES else _MONEY.get(row.decided, "none involved")
    cells = (row.call, row.status, row.code, row.decided.value, moved, does, row.why, row.doc)
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def document() -> str:
    """The whole of docs/answers.md."""
    head = "| call | HTTP | code | decided | money | the desk | sentence | page |"
    return (
        "# Every answer, and what was decided about it\n\n"
        "Written from the table that the tests hold the program to\n"
        "(`tests/wechatpay/answers_table.py`); the sentence is a key of `ui/sentences.py`. Page\n"
        "numbers are those of WeChat Pay's documents for merchants. For a refund whatever is not\n"
        "in this list is unknown, and so is each of these over a signature that does not verify.\n"
        "Elsewhere it is an answer that is not believed.\n\n"
        f"{head}\n|---|---|---|---|---|---|---|---|\n" + "\n".join(map(_line, ROWS)) + "\n"
    )


if __name__ == "__main__":
    print(document(), end="")
