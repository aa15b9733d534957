"""WeChat Pay's view of orders, refunds and the merchant's balance, and the rules between them.

The rules and their order are those of facts 5.2 and decisions.md 6; the ones marked unsure there
hang on switches. Every method is synchronous and leaves the books consistent.
"""

import json
import sqlite3
from dataclasses import dataclass
from typing import Protocol

from refund_desk.practice.books import Books
from refund_desk.practice.clock import DAY_S, BusinessClock, beijing_day
from refund_desk.practice.faults import Switches
from refund_desk.practice.refusal import Refusal, invalid_request

REFUND_AGE_S = 365 * DAY_S
REFUNDS_PER_ORDER = 50
SAME_ORDER_PAUSE_S = 60
SHORT_OF_MONEY_S = 7 * DAY_S
SLOW_CARD_S = 2 * DAY_S
SHOP_ACCOUNT = "商户基本账户商户结算银行账户"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundRequest:
    """A checked refund request; amounts in fen, one of the two order numbers or both."""

    out_refund_no: str
    transaction_id: str | None
    out_trade_no: str | None
    amount_fen: int
    total_fen: int
    reason: str | None = None
    funds_account: str | None = None
    from_accounts: list[dict[str, object]] | None = None


class RefundListener(Protocol):
    """Whoever has to react to a refund, inside the same transaction."""

    def refund_started(self, transaction_id: str, at_s: float) -> None:
        """A refund of this order was accepted."""

    def refund_arrived(self, transaction_id: str, at_s: float) -> None:
        """A refund of this order became SUCCESS."""


class Bank:
    """Orders, refunds and one balance, in the books."""

    def __init__(
        self, books: Books, clock: BusinessClock, switches: Switches, settle_seconds: float
    ) -> None:
        self._books = books
        self._clock = clock
        self._switches = switches
        self._settle_seconds = settle_seconds
        self.listener: RefundListener | None = None
        # Counted once: counting seventy thousand rows at each refund would be felt.
        self._refunds_made = books.number("SELECT COUNT(*) FROM refunds")

    # -- orders ---------------------------------------------------------------------------------

    def order(self, transaction_id: str) -> sqlite3.Row | None:
        """The order WeChat Pay knows under its own number; unpaid ones have none to show."""
        return self._books.row(
            "SELECT * FROM orders WHERE transaction_id = ? AND paid_at IS NOT NULL", transaction_id
        )

    def order_by_trade_no(self, out_trade_no: str) -> sqlite3.Row | None:
        """The order, paid or not, under the merchant's number."""
        return self._books.row("SELECT * FROM orders WHERE out_trade_no = ?", out_trade_no)

    def remainder_fen(self, order: sqlite3.Row) -> int:
        """What can still go back: total minus every refund that is not CLOSED."""
        taken = self._books.number(
            "SELECT SUM(amount_fen) FROM refunds WHERE transaction_id = ? AND status != 'CLOSED'",
            order["transaction_id"],
        )
        return int(order["total_fen"]) - taken

    # -- balance --------------------------------------------------------------------------------

    @property
    def balance_fen(self) -> int:
        """The merchant's basic account, in fen."""
        return int(self._books.remembered("balance_fen") or 0)

    def set_balance(self, balance_fen: int) -> None:
        """Top the account up, or empty it."""
        self._books.remember("balance_fen", str(balance_fen))

    def paid_out_fen(self) -> int:
        """The sum of refunds that are SUCCESS and reached a payer, seeded ones included."""
        return self._books.number(
            "SELECT SUM(amount_fen) FROM refunds WHERE status = 'SUCCESS' AND reached_payer = 1"
        )

    # -- refunds --------------------------------------------------------------------------------

    def refund(self, out_refund_no: str) -> sqlite3.Row | None:
        """The refund under the merchant's number, or None."""
        return self._books.row("SELECT * FROM refunds WHERE out_refund_no = ?", out_refund_no)

    def refund_by_id(self, refund_id: str) -> sqlite3.Row | None:
        """The refund under WeChat Pay's number, or None."""
        return self._books.row("SELECT * FROM refunds WHERE refund_id = ?", refund_id)

    def accept(self, request: RefundRequest) -> sqlite3.Row:
        """The refund, new or already known under this number. Refusal when a rule forbids it."""
        with self._books.transaction():
            known = self.refund(request.out_refund_no)
            if known is not None:
                self._check_replay(known, request)
                return known
            order = self._paid_order(request)
            self._check_age_and_count(order)
            self._check_remainder(order, request)
            self._check_pause(order)
            self._check_payer(order)
            funded = self._check_balance(request)
            return self._enter(order, request, funded=funded)

    def refund_outside(self, transaction_id: str, amount_fen: int) -> sqlite3.Row:
        """A refund made on the merchant platform, arrived at once. Refusal like `accept`."""
        with self._books.transaction():
            order = self.order(transaction_id)
            if order is None:
                raise Refusal(404, "RESOURCE_NOT_EXISTS", "订单不存在", inner=268892180)
            request = RefundRequest(
                out_refund_no=f"MCHSITE{self._refunds_made + 1:012d}",
                transaction_id=transaction_id,
                out_trade_no=None,
                amount_fen=amount_fen,
                total_fen=order["total_fen"],
                reason="商户平台退款",
            )
            self._check_remainder(order, request)
            row = self._enter(order, request, funded=True, origin="merchant_site")
            self._arrive(row, self._clock.now())
            return self._fresh(row)

    def repay_abnormal(self, row: sqlite3.Row, *, received_by: str, to_payer: bool) -> sqlite3.Row:
        """Send an ABNORMAL refund to another account: PROCESSING again. Refusal otherwise."""
        if row["status"] == "PROCESSING" and row["channel"] == "OTHER_BANKCARD":
            raise Refusal(429, "FREQUENCY_LIMITED", "该笔退款为受理中，请稍后再试", inner=268558930)
        if row["status"] != "ABNORMAL":
            raise invalid_request("退款单状态不正确，无法发起异常退款", inner=268892195)
        with self._books.transaction():
            self._books.run(
                "UPDATE refunds SET status = 'PROCESSING', outcome = 'SUCCESS', received_by = ?,"
                " channel = ?, reached_payer = ?, due_wall = ?, due_business = NULL"
                " WHERE refund_id = ?",
                received_by,
                "OTHER_BANKCARD" if to_payer else "ORIGINAL",
                int(to_payer),
                self._clock.wall_now() + self._settle_seconds,
                row["refund_id"],
            )
        return self._fresh(row)

    def settle_due(self) -> None:
        """Bring every refund whose time has come to its next status."""
        wall, business = self._clock.wall_now(), self._clock.now()
        # Asked at every call: each part by an index of its own, for thousands may be under way.
        due = self._books.rows(
            "SELECT * FROM refunds WHERE status = 'PROCESSING' AND due_wall <= ?"
            " UNION SELECT * FROM refunds WHERE status = 'PROCESSING' AND due_business <= ?"
            " UNION SELECT * FROM refunds WHERE status = 'PROCESSING' AND funded = 0",
            wall,
            business,
        )
        if not due:
            return
        with self._books.transaction():
            for row in due:
                self._settle(row, business)

    # -- the rules, in the order in which WeChat Pay applies them ---------------------------------

    def _check_replay(self, known: sqlite3.Row, request: RefundRequest) -> None:
        order = self._books.row(
            "SELECT * FROM orders WHERE transaction_id = ?", known["transaction_id"]
        )
        if order is None:
            raise Refusal(404, "RESOURCE_NOT_EXISTS", "订单不存在", inner=268892180)
        same_order = request.transaction_id in (None, order["transaction_id"])
        if not same_order or request.out_trade_no not in (None, order["out_trade_no"]):
            raise invalid_request("支付单号校验不一致，请核实后再试", inner=268892183)
        if (request.amount_fen, request.total_fen) != (known["amount_fen"], order["total_fen"]):
            raise _amounts_differ()

    def _paid_order(self, request: RefundRequest) -> sqlite3.Row:
        if request.transaction_id is not None:
            order = self.order(request.transaction_id)
        else:
            order = self.order_by_trade_no(request.out_trade_no or "")
        if order is None or order["trade_state"] not in ("SUCCESS", "REFUND"):
            raise Refusal(404, "RESOURCE_NOT_EXISTS", "订单不存在", inner=268892180)
        if request.out_trade_no not in (None, order["out_trade_no"]):
            raise invalid_request("您的请求参数与订单信息不一致", inner=268892183)
        if request.total_fen != order["total_fen"]:
            raise _amounts_differ()
        return order

    def _check_age_and_count(self, order: sqlite3.Row) -> None:
        if self._clock.now() - order["paid_at"] > REFUND_AGE_S and self._switches.on("age_rule"):
            code = self._switches.word("too_old_answer")
            raise Refusal(400, code, "当前订单过期不能申请退款", inner=268892184)
        made = self._books.number(
            "SELECT COUNT(*) FROM refunds WHERE transaction_id = ?", order["transaction_id"]
        )
        if made >= REFUNDS_PER_ORDER and self._switches.on("fifty_rule"):
            raise invalid_request("一笔订单最多支持50次部分退款", inner=268435464)

    def _check_remainder(self, order: sqlite3.Row, request: RefundRequest) -> None:
        remainder = self.remainder_fen(order)
        if remainder <= 0:
            raise invalid_request("订单已全额退款", inner=268892177)
        if request.amount_fen > remainder:
            raise invalid_request("申请退款金额超过订单可退金额", inner=268449311)

    def _check_pause(self, order: sqlite3.Row) -> None:
        if not self._switches.on("one_minute_rule"):
            return
        latest = self._books.row(
            "SELECT MAX(created_at) AS at FROM refunds WHERE transaction_id = ?",
            order["transaction_id"],
        )
        if latest is None or latest["at"] is None:
            return
        if self._clock.now() - latest["at"] < SAME_ORDER_PAUSE_S:
            raise Refusal(429, "FREQUENCY_LIMITED", "单笔订单退款频率限制", inner=268448746)

    def _check_payer(self, order: sqlite3.Row) -> None:
        if order["settles"] == "account_gone":
            raise Refusal(403, "USER_ACCOUNT_ABNORMAL", "用户账户注销", inner=268892195)

    def _check_balance(self, request: RefundRequest) -> bool:
        if request.amount_fen <= self.balance_fen:
            return True
        if self._switches.on("accept_when_short"):
            return False
        if self._switches.on("old_fund_flow") and request.funds_account != "AVAILABLE":
            message = "交易未结算资金不足，请使用可用余额退款"
        else:
            message = "基本账户余额不足，请充值后重新发起"
        raise Refusal(403, "NOT_ENOUGH", message, inner=268892709)

    # -- writing --------------------------------------------------------------------------------

    def _enter(
        self, order: sqlite3.Row, request: RefundRequest, *, funded: bool, origin: str = "api"
    ) -> sqlite3.Row:
        now = self._clock.now()
        self._refunds_made += 1
        refund_id = f"5030{beijing_day(now):%Y%m%d}{self._refunds_made:017d}"
        outcome, due_wall, due_business = self._future(order, funded=funded)
        self._books.run(
            "INSERT INTO refunds (refund_id, out_refund_no, transaction_id, amount_fen,"
            " payer_refund_fen, status, origin, reason, from_accounts, channel, received_by,"
            " funds_account, created_at, outcome, due_wall, due_business, funded, reached_payer)"
            " VALUES (?, ?, ?, ?, ?, 'PROCESSING', ?, ?, ?, 'ORIGINAL', ?, ?, ?, ?, ?, ?, ?, 1)",
            refund_id,
            request.out_refund_no,
            order["transaction_id"],
            request.amount_fen,
            self._payer_refund(order, request.amount_fen),
            origin,
            request.reason,
            None if request.from_accounts is None else json.dumps(request.from_accounts),
            order["received_by"],
            self._funds_account(request),
            now,
            outcome,
            due_wall,
            due_business,
            int(funded),
        )
        if funded:
            self.set_balance(self.balance_fen - request.amount_fen)
        self._books.run(
            "UPDATE orders SET trade_state = 'REFUND' WHERE transaction_id = ?",
            order["transaction_id"],
        )
        if self.listener is not None:
            self.listener.refund_started(order["transaction_id"], now)
        row = self.refund(request.out_refund_no)
        if row is None:
            raise RuntimeError("a refund just written cannot be read back")
        return row

    def _funds_account(self, request: RefundRequest) -> str:
        if request.funds_account is not None:
            return request.funds_account
        return "UNSETTLED" if self._switches.on("old_fund_flow") else "AVAILABLE"

    def _future(
        self, order: sqlite3.Row, *, funded: bool
    ) -> tuple[str, float | None, float | None]:
        """What the refund becomes, and when (wall or business seconds)."""
        if not funded:
            return "CLOSED", None, None
        if order["settles"] == "slow":
            return "SUCCESS", None, self._clock.now() + SLOW_CARD_S
        outcome = "ABNORMAL" if order["settles"] == "abnormal" else "SUCCESS"
        return outcome, self._clock.wall_now() + self._settle_seconds, None

    def _payer_refund(self, order: sqlite3.Row, amount_fen: int) -> int:
        total, payer_total = int(order["total_fen"]), int(order["payer_total_fen"])
        if total == payer_total:
            return amount_fen
        if amount_fen == self.remainder_fen(order):
            # The last part takes what the rounding of the others left over.
            given = self._books.number(
                "SELECT SUM(payer_refund_fen) FROM refunds"
                " WHERE transaction_id = ? AND status != 'CLOSED'",
                order["transaction_id"],
            )
            return payer_total - given
        half = total if self._switches.word("payer_refund_rounding") == "half_up" else 0
        return (2 * amount_fen * payer_total + half) // (2 * total)

    def _settle(self, row: sqlite3.Row, business_now_s: float) -> None:
        if not row["funded"]:
            self._settle_short(row, business_now_s)
            return
        if row["outcome"] == "ABNORMAL":
            self._books.run(
                "UPDATE refunds SET status = 'ABNORMAL', due_wall = NULL WHERE refund_id = ?",
                row["refund_id"],
            )
            return
        if row["due_wall"] is not None:
            late_s = max(0.0, self._clock.wall_now() - row["due_wall"])
            at = max(business_now_s - late_s, row["created_at"])
        else:
            at = row["due_business"]
        self._arrive(row, at)

    def _settle_short(self, row: sqlite3.Row, business_now_s: float) -> None:
        if self.balance_fen >= row["amount_fen"]:
            self.set_balance(self.balance_fen - row["amount_fen"])
            self._books.run(
                "UPDATE refunds SET funded = 1, outcome = 'SUCCESS', due_wall = ?"
                " WHERE refund_id = ?",
                self._clock.wall_now() + self._settle_seconds,
                row["refund_id"],
            )
        elif business_now_s - row["created_at"] > SHORT_OF_MONEY_S:
            # Marked as funded so that the sweep does not look at it again: nothing is owed.
            self._books.run(
                "UPDATE refunds SET status = 'CLOSED', funded = 1 WHERE refund_id = ?",
                row["refund_id"],
            )

    def _arrive(self, row: sqlite3.Row, at_s: float) -> None:
        self._books.run(
            "UPDATE refunds SET status = 'SUCCESS', success_at = ?, due_wall = NULL,"
            " due_business = NULL WHERE refund_id = ?",
            at_s,
            row["refund_id"],
        )
        if not row["reached_payer"]:
            self.set_balance(self.balance_fen + row["amount_fen"])
        elif self.listener is not None:
            self.listener.refund_arrived(row["transaction_id"], at_s)

    def _fresh(self, row: sqlite3.Row) -> sqlite3.Row:
        fresh = self.refund(row["out_refund_no"])
        if fresh is None:
            raise RuntimeError("a refund vanished from the books")
        return fresh


def _amounts_differ() -> Refusal:
    return invalid_request("订单金额或退款金额与之前请求不一致，请核实后再试", inner=268892183)
