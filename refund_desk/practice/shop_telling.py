"""Turns a hand-written case into rows: orders, earlier refunds, the complaint and its messages."""

import random
from dataclasses import dataclass, field
from datetime import datetime

from refund_desk.practice.clock import BEIJING, DAY_S, beijing_day, day_start
from refund_desk.practice.complaints import PLATFORM, USER
from refund_desk.practice.media_routes import drawn_media_id
from refund_desk.practice.shop_case_form import Case, Line
from refund_desk.practice.shop_numbers import Numbers
from refund_desk.practice.shop_rows import ComplaintRow, MessageRow, OrderRow, RefundRow
from refund_desk.practice.shop_words import CARRIERS, CLERKS, REGIONS

HOUR_S = 3_600
FIRST_REPLY_S = 24 * HOUR_S
FINISH_S = 72 * HOUR_S
# The picture of the target shows 14:32, 9 h 28 min before midnight; its three nearest deadlines
# lie within 8 h 25 min. Late in the evening they move together so that all stay on this day.
TODAY_SPAN_S = 8.42 * HOUR_S
_ENDED = {"refunded": "APPROVE", "partly": "APPROVE", "rejected": "REJECT"}


@dataclass(slots=True)
class Told:
    """Rows of one or many applications."""

    orders: list[OrderRow] = field(default_factory=list)
    refunds: list[RefundRow] = field(default_factory=list)
    complaints: list[ComplaintRow] = field(default_factory=list)
    messages: list[MessageRow] = field(default_factory=list)
    links: list[tuple[object, ...]] = field(default_factory=list)

    def add(self, other: "Told") -> None:
        """Take the rows of another one."""
        self.orders += other.orders
        self.refunds += other.refunds
        self.complaints += other.complaints
        self.messages += other.messages
        self.links += other.links


class CaseTeller:
    """Tells hand-written cases relative to `now_s`."""

    def __init__(self, seed: int, now_s: float) -> None:
        self._seed = seed
        self._now_s = now_s

    def tell(self, number: int, case: Case) -> Told:
        """The rows of one case; `number` keeps its ids apart from others."""
        chance = random.Random(f"{self._seed} case {number}")
        numbers = Numbers(chance, "0")
        told = Told()
        applied_at = self._applied_at(case)
        openid = numbers.openid()
        if case.customer is not None:
            openid = Numbers(random.Random(f"{self._seed} {case.customer}"), "0").openid()
        complaint_id = numbers.complaint_id(number)
        for position in range(case.order_count):
            order = self._order(case, numbers, number * 10 + position, applied_at)
            order.openid = openid
            told.orders.append(order)
            told.links.append((complaint_id, order.transaction_id))
            told.refunds += self._earlier_refunds(case, order, numbers, applied_at)
        told.complaints.append(self._complaint(case, complaint_id, openid, applied_at))
        first_pictures = _media(case.pictures, numbers)
        told.complaints[0].pictures = first_pictures
        told.messages = self._messages(case, told.complaints[0], numbers)
        if case.end in ("refunded", "partly"):
            self._end_with_refund(case, told, numbers)
        return told

    def _applied_at(self, case: Case) -> float:
        if case.due == "closed":
            return self._now_s - case.share * DAY_S
        clock_s = FINISH_S if case.replied else FIRST_REPLY_S
        to_midnight = day_start(beijing_day(self._now_s)) + DAY_S - self._now_s
        if case.due == "today":
            left_s = case.share * min(TODAY_SPAN_S, to_midnight - 1)
        elif case.due == "tomorrow":
            left_s = to_midnight + case.share * (min(clock_s, to_midnight + DAY_S) - to_midnight)
        else:
            first = to_midnight + DAY_S
            left_s = first + case.share * (clock_s - first)
        return min(self._now_s - (clock_s - left_s), self._now_s - 90)

    def _order(self, case: Case, numbers: Numbers, index: int, applied_at: float) -> OrderRow:
        carrier, prefix = CARRIERS[case.carrier]
        tail = case.tracking_tail or numbers.tracking_tail()
        shipped_at = _before(applied_at, case.shipped_days)
        name = case.surname + case.given
        discount = case.discount_fen
        return OrderRow(
            transaction_id=numbers.transaction_id(index),
            out_trade_no=numbers.out_trade_no(index),
            total_fen=case.total_fen,
            payer_total_fen=case.total_fen - discount,
            coupon=f"{case.coupon_kind}:{numbers.tracking_tail()}" if discount else None,
            trade_state="REFUND" if case.earlier else "SUCCESS",
            bank_type=case.bank[0],
            paid_at=applied_at - case.paid_days * DAY_S,
            openid="",
            settles=case.settles,
            received_by=case.bank[1],
            goods_no=case.goods_no,
            quantity=case.quantity,
            unit_fen=case.unit_fen,
            freight_fen=case.freight_fen,
            nickname=name,
            receiver=name,
            region=case.region or REGIONS[index // 10 % len(REGIONS)],
            carrier=carrier if shipped_at is not None else None,
            tracking_no=prefix + tail if shipped_at is not None else None,
            shipped_at=shipped_at,
            signed_at=_before(applied_at, case.signed_days),
        )

    def _earlier_refunds(
        self, case: Case, order: OrderRow, numbers: Numbers, applied_at: float
    ) -> list[RefundRow]:
        rows = []
        for earlier in case.earlier:
            at = applied_at - earlier.days_before * DAY_S
            row = _refund_row(order, earlier.amount_fen, at, numbers)
            row.origin = "merchant_site"
            row.reason = "商户平台退款"
            rows.append(row)
        return rows

    def _complaint(
        self, case: Case, complaint_id: str, openid: str, applied_at: float
    ) -> ComplaintRow:
        state = "PROCESSING" if case.replied else "PENDING"
        return ComplaintRow(
            complaint_id=complaint_id,
            complaint_time=round(applied_at, 3),
            complaint_detail=case.ask,
            complaint_state="PROCESSED" if case.end else state,
            payer_phone=case.phone,
            payer_openid=openid,
            incoming_user_response=int(case.waiting),
            user_complaint_times=case.times,
            problem_description=case.reason,
            problem_type=case.problem_type,
            apply_refund_fen=case.apply_fen,
            user_tags=case.user_tags,
            in_platform_service=int(case.in_platform_service),
            need_immediate_service=int(case.need_immediate_service),
            is_agent_mode=int(case.is_agent_mode),
            decision=None if case.end is None else _ENDED.get(case.end),
        )

    def _messages(self, case: Case, complaint: ComplaintRow, numbers: Numbers) -> list[MessageRow]:
        first_at = complaint.complaint_time
        if case.lines and case.lines[0].after_min < 0:
            # A continued complaint began long before the day from which its clocks count now.
            first_at += (case.lines[0].after_min - 200) * 60
        deadline = datetime.fromtimestamp(complaint.complaint_time + FINISH_S, BEIJING)
        rows: list[MessageRow] = [
            (
                complaint.complaint_id,
                USER,
                first_at,
                "USER_CREATE_COMPLAINT",
                case.ask,
                complaint.pictures,
            )
        ]
        for line in case.lines:
            at = min(complaint.complaint_time + line.after_min * 60, self._now_s - 60)
            rows.append(
                (
                    complaint.complaint_id,
                    _operator(line),
                    at,
                    line.operate_type,
                    line.text.replace("{deadline}", f"{deadline:%H:%M}"),
                    _media(line.pictures, numbers),
                )
            )
        return rows

    def _end_with_refund(self, case: Case, told: Told, numbers: Numbers) -> None:
        order, complaint = told.orders[0], told.complaints[0]
        amount = case.apply_fen or 0
        at = complaint.complaint_time + 5 * HOUR_S
        refund = _refund_row(order, amount, at, numbers)
        told.refunds.append(refund)
        order.trade_state = "REFUND"
        whole = amount == order.total_fen
        complaint.full_refunded = int(whole)
        told.messages += refund_messages(complaint.complaint_id, refund, whole=whole)


def refund_messages(complaint_id: str, refund: RefundRow, *, whole: bool) -> list[MessageRow]:
    """What the history says of a refund that was agreed to and has arrived."""
    at, arrived = refund.created_at, refund.success_at or refund.created_at
    kind = "FULL" if whole else "PARTIAL"
    words = "全额" if whole else "部分"
    return [
        (
            complaint_id,
            CLERKS[0],
            at,
            "MERCHANT_APPROVE_REFUND",
            "商家同意退款，将在当日发起退款",
            "",
        ),
        (
            complaint_id,
            PLATFORM,
            at + 1,
            f"COMPLAINT_{kind}_REFUNDED_SYSTEM_MESSAGE",
            f"商家已发起{words}退款",
            "",
        ),
        (
            complaint_id,
            PLATFORM,
            arrived,
            "COMPLAINT_REFUND_RECEIVED_SYSTEM_MESSAGE",
            "退款已到账",
            "",
        ),
    ]


def _refund_row(order: OrderRow, amount_fen: int, at_s: float, numbers: Numbers) -> RefundRow:
    tail = numbers.tracking_tail()
    return RefundRow(
        refund_id=numbers.refund_id(int(tail)),
        out_refund_no=f"QHTK{order.out_trade_no[2:]}{tail[:3]}",
        transaction_id=order.transaction_id,
        amount_fen=amount_fen,
        payer_refund_fen=amount_fen * order.payer_total_fen // order.total_fen,
        reason="协商一致退款",
        received_by=order.received_by,
        created_at=at_s,
        success_at=at_s + 180,
    )


def _operator(line: Line) -> str:
    return {"user": USER, "shop": CLERKS[0], "platform": PLATFORM}[line.who]


def _media(pictures: tuple[str, ...], numbers: Numbers) -> str:
    return " ".join(drawn_media_id(picture, numbers.media_hex()) for picture in pictures)


def _before(at_s: float, days: float | None) -> float | None:
    return None if days is None else at_s - days * DAY_S
