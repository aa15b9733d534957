"""Applying for bills and downloading them (facts 6)."""

import gzip
import hashlib
import re
import secrets
from datetime import date, datetime, timedelta
from urllib.parse import parse_qs

from refund_desk.practice.bank import Bank
from refund_desk.practice.bills import MADE_AT_S, BillMaker
from refund_desk.practice.books import Books
from refund_desk.practice.calls import Call, Reply, Route, route
from refund_desk.practice.clock import BEIJING, BusinessClock, day_start
from refund_desk.practice.parameters import QueryReader, TextRule
from refund_desk.practice.refusal import Refusal, invalid_request, parameter_refusal

DOWNLOAD_PATH = "/v3/billdownload/file"
TOKEN_S = 300
OLDEST_DAYS = 92
_DAY = TextRule(title="账单日期", required=True, least=10, most=10)
_TAR = TextRule(title="压缩类型", choices=("GZIP",))


class BillRoutes:
    """The bill part of the API; `base_url` is where the download links point."""

    def __init__(self, books: Books, clock: BusinessClock, bank: Bank, base_url: str) -> None:
        self._books = books
        self._clock = clock
        self._bank = bank
        self._base_url = base_url
        self._maker = BillMaker(books)

    def routes(self) -> list[Route]:
        """The routes to serve."""
        return [
            route("GET", "/v3/bill/tradebill", self.trade_bill),
            route("GET", "/v3/bill/fundflowbill", self.fund_flow),
            route("GET", DOWNLOAD_PATH, self.download),
        ]

    def trade_bill(self, call: Call) -> Reply:
        """Where to fetch the trade bill of a day."""
        query = QueryReader(call.query)
        rule = TextRule(title="账单类型", choices=("ALL", "SUCCESS", "REFUND"))
        kind = query.text("bill_type", rule) or "ALL"
        gzipped = query.text("tar_type", _TAR) is not None
        day = self._day(query)
        return self._offer(call, self._maker.trade_bill(day, kind), gzipped=gzipped)

    def fund_flow(self, call: Call) -> Reply:
        """Where to fetch the fund-flow bill of a day."""
        query = QueryReader(call.query)
        rule = TextRule(title="资金账户类型", choices=("BASIC", "OPERATION", "FEES"))
        account = query.text("account_type", rule) or "BASIC"
        gzipped = query.text("tar_type", _TAR) is not None
        day = self._day(query)
        content = None
        if account == "BASIC":
            content = self._maker.fund_flow(day, self._bank.balance_fen)
        return self._offer(call, content, gzipped=gzipped)

    def download(self, call: Call) -> Reply:
        """The file behind a token, unsigned."""
        token = parse_qs(call.query).get("token", [""])[0]
        row = self._books.row("SELECT * FROM download_tokens WHERE token = ?", token)
        if row is None or row["expires_at"] < self._clock.now() or call.fault == "expired_url":
            raise invalid_request("下载链接已失效，请重新申请账单", inner=268435466)
        content = bytes(row["content"])
        if row["gzipped"]:
            return _file(gzip.compress(content, mtime=0), "application/octet-stream")
        return _file(content, "text/plain; charset=utf-8")

    def _offer(self, call: Call, content: bytes | None, *, gzipped: bool) -> Reply:
        if content is None:
            raise Refusal(400, "NO_STATEMENT_EXIST", "请求的账单文件不存在", inner=268435465)
        token = secrets.token_urlsafe(48)
        now = self._clock.now()
        self._books.run("DELETE FROM download_tokens WHERE expires_at < ?", now - TOKEN_S)
        self._books.run(
            "INSERT INTO download_tokens VALUES (?, ?, ?, ?)",
            token,
            now - 1 if call.fault == "expired_url" else now + TOKEN_S,
            int(gzipped),
            content,
        )
        tail = "&tartype=gzip" if gzipped else ""
        # SHA-1 is what the API prescribes, of the file before compression.
        digest = hashlib.sha1(content, usedforsecurity=False).hexdigest()
        if call.fault == "wrong_sha1":
            digest = digest[::-1]
        return Reply(
            payload={
                "hash_type": "SHA1",
                "hash_value": digest,
                "download_url": f"{self._base_url}{DOWNLOAD_PATH}?token={token}{tail}",
            }
        )

    def _day(self, query: QueryReader) -> date:
        text = query.text("bill_date", _DAY) or ""
        day = _parse_day(text)
        now = self._clock.now()
        today = datetime.fromtimestamp(now, BEIJING).date()
        if day is None or day >= today or (today - day).days > OLDEST_DAYS:
            raise parameter_refusal(
                "账单日期格式错误或不在可下载范围内",
                field="/query/bill_date",
                location="query",
                value=text,
            )
        if now < day_start(day + timedelta(days=1)) + MADE_AT_S:
            raise Refusal(400, "STATEMENT_CREATING", "请求的账单正在生成中", inner=268435466)
        return day


def _parse_day(text: str) -> date | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _file(content: bytes, content_type: str) -> Reply:
    return Reply(content=content, content_type=content_type, signed=False)
