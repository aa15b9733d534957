"""A fresh paid order, with or without a complaint, made on request of a test."""

import secrets

from refund_desk.practice.books import Books
from refund_desk.practice.clock import DAY_S, BusinessClock
from refund_desk.practice.complaints import USER, ComplaintBook, Message
from refund_desk.practice.shop_rows import OrderRow, insert_orders

_ALLOWED = {
    "total_fen": int,
    "apply_fen": int,
    "payer_total_fen": int,
    "freight_fen": int,
    "quantity": int,
    "days_ago": int,
    "complaint": bool,
    "text": str,
    "reason": str,
    "problem_type": str,
    "trade_state": str,
    "settles": str,
    "nickname": str,
    "phone": str,
    "openid": str,
    "need_immediate_service": bool,
}
_CHOICES = {
    "problem_type": ("REFUND", "SERVICE_NOT_WORK", "OTHERS"),
    "trade_state": ("SUCCESS", "NOTPAY"),
    "settles": ("wallet", "slow", "abnormal", "account_gone"),
}


class FreshOrderError(ValueError):
    """The wanted order is not understood; the text says why."""


class FreshOrders:
    """Adds orders and complaints to the books as if they had just come in."""

    def __init__(self, books: Books, clock: BusinessClock, complaints: ComplaintBook) -> None:
        self._books = books
        self._clock = clock
        self._complaints = complaints

    def add(self, wanted: dict[str, object]) -> dict[str, object]:
        """The ids of a new order and of its complaint (null without one).

        Names: total_fen (10000), apply_fen (the total), payer_total_fen (the total; less means a
        coupon), freight_fen (0; part of the total), quantity (1; it divides the rest), days_ago
        (0), complaint (true), text, reason, problem_type, trade_state SUCCESS | NOTPAY, settles
        wallet | slow | abnormal | account_gone, nickname, phone, openid, need_immediate_service.
        """
        _check(wanted)
        with self._books.transaction():
            order = self._order(wanted)
            insert_orders(self._books, iter([order]))
            complaint_id = None
            if wanted.get("complaint", True) and order.paid_at is not None:
                complaint_id = self._complaint(wanted, order)
        return {
            "transaction_id": order.transaction_id,
            "out_trade_no": order.out_trade_no,
            "complaint_id": complaint_id,
        }

    def _order(self, wanted: dict[str, object]) -> OrderRow:
        total = _whole(wanted, "total_fen", 10_000)
        payer_total = _whole(wanted, "payer_total_fen", total)
        freight, quantity = _whole(wanted, "freight_fen", 0), _whole(wanted, "quantity", 1)
        if freight > total:
            raise FreshOrderError("freight_fen is a part of total_fen")
        digits = f"{secrets.randbelow(10**12):012d}"
        paid = wanted.get("trade_state", "SUCCESS") == "SUCCESS"
        now = self._clock.now()
        return OrderRow(
            transaction_id=f"4200002499202699{digits}",
            out_trade_no=f"QH99{digits}",
            total_fen=total,
            payer_total_fen=payer_total,
            coupon=f"NOCASH:{digits[:9]}" if payer_total < total else None,
            trade_state="SUCCESS" if paid else "NOTPAY",
            paid_at=now - _whole(wanted, "days_ago", 0) * DAY_S - 1 if paid else None,
            openid=str(wanted.get("openid", f"oPractice{digits}000000x")),
            settles=str(wanted.get("settles", "wallet")),
            freight_fen=freight,
            quantity=quantity,
            unit_fen=(total - freight) // quantity,
            nickname=str(wanted.get("nickname", "练习客户")),
            receiver="练习客户",
        )

    def _complaint(self, wanted: dict[str, object], order: OrderRow) -> str:
        complaint_id = f"200201899{secrets.randbelow(10**18):018d}"
        text = str(wanted.get("text", "收到的东西有问题，申请退款。"))
        now = self._clock.now()
        self._books.run(
            "INSERT INTO complaints (complaint_id, complaint_time, complaint_detail,"
            " complaint_state, payer_phone, payer_openid, problem_description, problem_type,"
            " apply_refund_fen, need_immediate_service)"
            " VALUES (?, ?, ?, 'PENDING', ?, ?, ?, ?, ?, ?)",
            complaint_id,
            now,
            text,
            str(wanted.get("phone", "13800138000")),
            order.openid,
            str(wanted.get("reason", "商品破损")),
            str(wanted.get("problem_type", "REFUND")),
            _whole(wanted, "apply_fen", order.total_fen),
            int(bool(wanted.get("need_immediate_service", False))),
        )
        self._books.run(
            "INSERT INTO complaint_orders VALUES (?, ?)", complaint_id, order.transaction_id
        )
        message = Message(operator=USER, kind="USER_CREATE_COMPLAINT", text=text)
        self._complaints.add(complaint_id, message, at_s=now)
        return complaint_id


def _check(wanted: dict[str, object]) -> None:
    for name, content in wanted.items():
        kind = _ALLOWED.get(name)
        if kind is None:
            raise FreshOrderError(f"unknown name: {name}")
        if not isinstance(content, kind) or (kind is int and isinstance(content, bool)):
            raise FreshOrderError(f"{name} has the wrong type")
        if kind is int and isinstance(content, int) and content < 0:
            raise FreshOrderError(f"{name} is 0 or more")
        if name == "quantity" and content == 0:
            raise FreshOrderError("quantity is 1 or more")
        if name in _CHOICES and content not in _CHOICES[name]:
            raise FreshOrderError(f"{name} is one of {', '.join(_CHOICES[name])}")


def _whole(wanted: dict[str, object], name: str, start: int) -> int:
    number = wanted.get(name, start)
    return number if isinstance(number, int) else start
