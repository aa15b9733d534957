"""A year of applications that are over, from a few stories; made in bulk and quickly."""

import random

from refund_desk.practice.clock import DAY_S
from refund_desk.practice.complaints import PLATFORM, USER
from refund_desk.practice.media_routes import drawn_media_id
from refund_desk.practice.shop_numbers import Numbers, random_person
from refund_desk.practice.shop_rows import ComplaintRow, MessageRow, OrderRow, RefundRow
from refund_desk.practice.shop_telling import Told, refund_messages
from refund_desk.practice.shop_words import (
    ACCOUNTS,
    CARRIERS,
    CLERKS,
    PRODUCTS,
    STORIES,
    Story,
)

RECENT_DAYS = 30
RECENT_MOST = 2_900
YEAR_DAYS = 364
NEWEST_DAYS = 3.3
_END_STATES = {
    "refunded": "APPROVE",
    "partly": "APPROVE",
    "rejected": "REJECT",
    "completed": None,
    "withdrawn": None,
}


class HistoryMaker:
    """Makes finished applications; each from chance of its own number."""

    def __init__(self, seed: int, now_s: float, applications: int) -> None:
        self._chance = random.Random(f"{seed} history")
        self._numbers = Numbers(self._chance, "1")
        self._now_s = now_s
        # Every so many applications one is of the last 30 days, at most 2,900 of them.
        self._recent_every = max(6, applications // RECENT_MOST + 1)

    def tell(self, number: int) -> Told:
        """The rows of application `number`; numbers are to be asked for in rising order."""
        chance = self._chance
        story = STORIES[number % len(STORIES)]
        recent = number % self._recent_every == 0
        first, last = (NEWEST_DAYS, RECENT_DAYS) if recent else (RECENT_DAYS, YEAR_DAYS)
        applied_at = self._now_s - (first + (last - first) * chance.random()) * DAY_S
        order = self._order(number, applied_at)
        complaint = self._complaint(number, story, order, applied_at)
        told = Told(
            orders=[order],
            complaints=[complaint],
            links=[(complaint.complaint_id, order.transaction_id)],
        )
        told.messages = self._talk(story, complaint)
        if story.end in ("refunded", "partly"):
            amount = complaint.apply_refund_fen or 0
            refund = self._refund(number, order, amount, applied_at + 3_600 * (1 + number % 20))
            whole = amount == order.total_fen
            complaint.full_refunded = int(whole)
            order.trade_state = "REFUND"
            told.refunds.append(refund)
            told.messages += refund_messages(complaint.complaint_id, refund, whole=whole)
        else:
            told.messages.append(_last_word(story, complaint))
        return told

    def _order(self, number: int, applied_at: float) -> OrderRow:
        chance, numbers = self._chance, self._numbers
        goods_no = chance.randrange(len(PRODUCTS))
        unit = PRODUCTS[goods_no].unit_fen
        quantity = 1 + (number % 7 == 0)
        freight = 1_200 if number % 5 == 0 else 0
        total = unit * quantity + freight
        discount = 1_000 if number % 11 == 0 else 0
        bank_type, received_by = ACCOUNTS[number % len(ACCOUNTS)]
        person = random_person(chance)
        carrier, prefix = CARRIERS[number % len(CARRIERS)]
        paid_at = applied_at - (4 + 16 * chance.random()) * DAY_S
        return OrderRow(
            transaction_id=numbers.transaction_id(number),
            out_trade_no=numbers.out_trade_no(number),
            total_fen=total,
            payer_total_fen=total - discount,
            coupon=f"CASH:{numbers.tracking_tail()}" if discount else None,
            bank_type=bank_type,
            paid_at=paid_at,
            openid=numbers.openid(),
            received_by=received_by,
            goods_no=goods_no,
            quantity=quantity,
            unit_fen=unit,
            freight_fen=freight,
            nickname=person.nickname,
            receiver=person.phone,
            region=person.region,
            carrier=carrier,
            tracking_no=prefix + numbers.tracking_tail(),
            shipped_at=paid_at + DAY_S,
            signed_at=paid_at + 3.5 * DAY_S,
        )

    def _complaint(
        self, number: int, story: Story, order: OrderRow, applied_at: float
    ) -> ComplaintRow:
        # The order row carried the phone this far, so that one person is drawn for both rows.
        phone, order.receiver = order.receiver, order.nickname
        pictures = " ".join(
            drawn_media_id(picture, self._numbers.media_hex()) for picture in story.pictures
        )
        asked = order.total_fen * story.share // 100
        return ComplaintRow(
            complaint_id=self._numbers.complaint_id(number),
            complaint_time=round(applied_at, 3),
            complaint_detail=story.ask,
            complaint_state="PROCESSED",
            payer_phone=phone,
            payer_openid=order.openid,
            problem_description=story.reason,
            problem_type=story.problem_type,
            apply_refund_fen=asked if story.problem_type == "REFUND" else None,
            pictures=pictures,
            decision=_END_STATES[story.end],
        )

    def _refund(self, number: int, order: OrderRow, amount_fen: int, at_s: float) -> RefundRow:
        return RefundRow(
            refund_id=self._numbers.refund_id(number),
            out_refund_no=f"QHTK1{number:08d}",
            transaction_id=order.transaction_id,
            amount_fen=amount_fen,
            payer_refund_fen=amount_fen * order.payer_total_fen // order.total_fen,
            reason="协商一致退款",
            received_by=order.received_by,
            created_at=at_s,
            success_at=at_s + 200,
        )

    def _talk(self, story: Story, complaint: ComplaintRow) -> list[MessageRow]:
        complaint_id, at = complaint.complaint_id, complaint.complaint_time
        talk: list[MessageRow] = [
            (complaint_id, USER, at, "USER_CREATE_COMPLAINT", story.ask, complaint.pictures),
            (complaint_id, CLERKS[1], at + 1_500, "MERCHANT_RESPONSE", story.reply, ""),
        ]
        if story.follow_up is not None:
            talk.append((complaint_id, USER, at + 3_000, "USER_RESPONSE", story.follow_up, ""))
        return talk


def _last_word(story: Story, complaint: ComplaintRow) -> MessageRow:
    operator, kind, text = {
        "rejected": (CLERKS[2], "MERCHANT_REFUSE_RERUND", "商家拒绝退款。原因：不符合退款条件"),
        "withdrawn": (USER, "USER_REVOKE_COMPLAINT", "用户已撤销投诉"),
        "completed": (CLERKS[1], "MERCHANT_CONFIRM_COMPLETE", "商家已处理完成"),
    }.get(story.end, (PLATFORM, "PLATFORM_RESPONSE", "投诉已处理"))
    at = complaint.complaint_time + 7_200
    return (complaint.complaint_id, operator, at, kind, text, "")
