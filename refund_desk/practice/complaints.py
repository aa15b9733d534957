"""Complaints as WeChat Pay keeps them: states, messages, and what a refund does to them.

First reply: PENDING to PROCESSING. APPROVE moves no money; once a refund has arrived after it the
complaint is PROCESSED. REJECT makes it PROCESSED at once (facts 8).
"""

import json
import sqlite3
from dataclasses import dataclass

from refund_desk.practice.books import Books
from refund_desk.practice.clock import BusinessClock
from refund_desk.practice.faults import Switches
from refund_desk.practice.keys import SHOP_NAME
from refund_desk.practice.refusal import Refusal, invalid_request, parameter_refusal

USER = "投诉人"
PLATFORM = "微信支付"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One line of the negotiation; `pictures` are media ids, `rich` is a normal_message."""

    operator: str
    kind: str
    text: str
    pictures: tuple[str, ...] = ()
    rich: dict[str, object] | None = None


class ComplaintBook:
    """Complaints and their messages, in the books."""

    def __init__(self, books: Books, clock: BusinessClock, switches: Switches) -> None:
        self._books = books
        self._clock = clock
        self._switches = switches

    # -- reading --------------------------------------------------------------------------------

    def find(self, complaint_id: str) -> sqlite3.Row:
        """The complaint, or Refusal 404."""
        row = self._books.row("SELECT * FROM complaints WHERE complaint_id = ?", complaint_id)
        if row is None:
            raise Refusal(404, "RESOURCE_NOT_EXISTS", "投诉单不存在", inner=268435465)
        return row

    def between(
        self, begin_s: float, end_s: float, *, limit: int, offset: int
    ) -> tuple[list[sqlite3.Row], int]:
        """A page of the complaints of a time span, newest first, and how many there are in all."""
        total = self._books.number(
            "SELECT COUNT(*) FROM complaints WHERE complaint_time >= ? AND complaint_time < ?",
            begin_s,
            end_s,
        )
        rows = self._books.rows(
            "SELECT * FROM complaints WHERE complaint_time >= ? AND complaint_time < ?"
            " ORDER BY complaint_time DESC, complaint_id DESC LIMIT ? OFFSET ?",
            begin_s,
            end_s,
            limit,
            offset,
        )
        return rows, total

    def orders_of(self, complaint_id: str) -> list[sqlite3.Row]:
        """The paid orders a complaint names."""
        return self._books.rows(
            "SELECT orders.* FROM complaint_orders JOIN orders USING (transaction_id)"
            " WHERE complaint_id = ? ORDER BY transaction_id",
            complaint_id,
        )

    def messages_of(
        self, complaint_id: str, *, limit: int, offset: int
    ) -> tuple[list[sqlite3.Row], int]:
        """A page of the negotiation, and how many messages there are in all."""
        total = self._books.number(
            "SELECT COUNT(*) FROM messages WHERE complaint_id = ?", complaint_id
        )
        oldest_first = self._switches.word("history_order") == "oldest_first"
        rows = self._books.rows(
            "SELECT * FROM messages WHERE complaint_id = ?"
            " ORDER BY message_no * ? LIMIT ? OFFSET ?",
            complaint_id,
            1 if oldest_first else -1,
            limit,
            offset,
        )
        return rows, total

    # -- what the merchant does -------------------------------------------------------------------

    def answer(self, complaint_id: str, text: str, pictures: list[str]) -> None:
        """The merchant's reply."""
        with self._books.transaction():
            row = self.find(complaint_id)
            processed = row["complaint_state"] == "PROCESSED"
            if processed and not self._switches.on("reply_after_processed"):
                raise invalid_request("投诉单已处理完成，不能再回复", inner=268435466)
            self._check_media(pictures)
            self.add(
                complaint_id,
                Message(
                    operator=SHOP_NAME,
                    kind="MERCHANT_RESPONSE",
                    text=text,
                    pictures=tuple(pictures),
                ),
            )
            self._note_reply(row)

    def answer_immediately(
        self, complaint_id: str, idempotent_id: str, text: str, rich: dict[str, object]
    ) -> str:
        """The log id of an immediate-service reply, the same one for the same idempotent id."""
        with self._books.transaction():
            row = self.find(complaint_id)
            if not row["need_immediate_service"]:
                raise invalid_request("该投诉单不需要即时服务", inner=268435466)
            known = self._books.row(
                "SELECT log_id FROM immediate_answers WHERE complaint_id = ? AND idempotent_id = ?",
                complaint_id,
                idempotent_id,
            )
            if known is not None:
                return str(known["log_id"])
            message = Message(operator=SHOP_NAME, kind="MERCHANT_RESPONSE", text=text, rich=rich)
            log_id = log_id_of(complaint_id, self.add(complaint_id, message))
            self._books.run(
                "INSERT INTO immediate_answers VALUES (?, ?, ?)",
                complaint_id,
                idempotent_id,
                log_id,
            )
            self._note_reply(row)
            return log_id

    def complete(self, complaint_id: str) -> None:
        """The merchant says the matter is done."""
        with self._books.transaction():
            row = self.find(complaint_id)
            if row["complaint_state"] == "PROCESSED":
                raise invalid_request("投诉单已处理完成", inner=268435466)
            self._set_state(complaint_id, "PROCESSED")
            self.add(
                complaint_id,
                Message(
                    operator=SHOP_NAME, kind="MERCHANT_CONFIRM_COMPLETE", text="商家已处理完成"
                ),
            )

    def approve(self, complaint_id: str, launch_refund_day: int, remark: str) -> None:
        """The merchant agrees to the refund; no money moves by this."""
        with self._books.transaction():
            row = self._undecided(complaint_id)
            when = "当日" if launch_refund_day == 0 else f"{launch_refund_day} 天内"
            text = f"商家同意退款，将在{when}发起退款" + (f"。备注：{remark}" if remark else "")
            self.add(
                complaint_id,
                Message(operator=SHOP_NAME, kind="MERCHANT_APPROVE_REFUND", text=text),
            )
            self._books.run(
                "UPDATE complaints SET decision = 'APPROVE', incoming_user_response = 0,"
                " complaint_state = 'PROCESSING' WHERE complaint_id = ?",
                complaint_id,
            )
            if self._arrived_since(complaint_id, row["complaint_time"]):
                self._set_state(complaint_id, "PROCESSED")

    def reject(self, complaint_id: str, reason: str, pictures: list[str], remark: str) -> None:
        """The merchant refuses; the complaint is closed at once."""
        with self._books.transaction():
            self._undecided(complaint_id)
            self._check_media(pictures)
            text = f"商家拒绝退款。原因：{reason}" + (f"。备注：{remark}" if remark else "")
            self.add(
                complaint_id,
                Message(
                    operator=SHOP_NAME,
                    kind="MERCHANT_REFUSE_RERUND",
                    text=text,
                    pictures=tuple(pictures),
                ),
            )
            self._books.run(
                "UPDATE complaints SET decision = 'REJECT', incoming_user_response = 0,"
                " complaint_state = 'PROCESSED' WHERE complaint_id = ?",
                complaint_id,
            )

    # -- what the payer does ----------------------------------------------------------------------

    def user_message(self, complaint_id: str, text: str, pictures: tuple[str, ...] = ()) -> None:
        """The payer writes; a closed complaint is thereby continued."""
        with self._books.transaction():
            row = self.find(complaint_id)
            continued = row["complaint_state"] == "PROCESSED"
            kind = "USER_CONTINUE_COMPLAINT" if continued else "USER_RESPONSE"
            self.add(complaint_id, Message(operator=USER, kind=kind, text=text, pictures=pictures))
            if continued:
                # Whether complaint_time moves with a new round is not documented anywhere.
                moves = self._switches.on("continue_moves_time")
                self._books.run(
                    "UPDATE complaints SET complaint_state = 'PENDING', decision = NULL,"
                    " user_complaint_times = user_complaint_times + 1, complaint_time = ?"
                    " WHERE complaint_id = ?",
                    self._clock.now() if moves else row["complaint_time"],
                    complaint_id,
                )
                self.add(
                    complaint_id,
                    Message(
                        operator=PLATFORM,
                        kind="USER_CONTINUE_COMPLAINT_SYSTEM_MESSAGE",
                        text="用户继续投诉，请尽快处理",
                    ),
                )
            self._books.run(
                "UPDATE complaints SET incoming_user_response = 1 WHERE complaint_id = ?",
                complaint_id,
            )

    def revoke(self, complaint_id: str) -> None:
        """The payer withdraws."""
        with self._books.transaction():
            self.find(complaint_id)
            self.add(
                complaint_id,
                Message(operator=USER, kind="USER_REVOKE_COMPLAINT", text="用户已撤销投诉"),
            )
            self._set_state(complaint_id, "PROCESSED")

    # -- what refunds do (RefundListener) ---------------------------------------------------------

    def refund_started(self, transaction_id: str, at_s: float) -> None:
        """Tell the complaints of this order that a refund was accepted."""
        for complaint_id in self._complaints_about(transaction_id):
            whole = not self._unrefunded(complaint_id, "status != 'CLOSED'")
            kind = "FULL" if whole else "PARTIAL"
            text = "商家已发起全额退款" if whole else "商家已发起部分退款"
            message = Message(
                operator=PLATFORM,
                kind=f"COMPLAINT_{kind}_REFUNDED_SYSTEM_MESSAGE",
                text=text,
            )
            self.add(complaint_id, message, at_s=at_s)

    def refund_arrived(self, transaction_id: str, at_s: float) -> None:
        """Tell the complaints of this order that the money is there."""
        for complaint_id in self._complaints_about(transaction_id):
            self.add(
                complaint_id,
                Message(
                    operator=PLATFORM,
                    kind="COMPLAINT_REFUND_RECEIVED_SYSTEM_MESSAGE",
                    text="退款已到账",
                ),
                at_s=at_s,
            )
            if not self._unrefunded(complaint_id, "status = 'SUCCESS' AND reached_payer = 1"):
                self._books.run(
                    "UPDATE complaints SET full_refunded = 1 WHERE complaint_id = ?", complaint_id
                )
            self._books.run(
                "UPDATE complaints SET complaint_state = 'PROCESSED', incoming_user_response = 0"
                " WHERE complaint_id = ? AND decision = 'APPROVE'",
                complaint_id,
            )

    # -- inside ---------------------------------------------------------------------------------

    def add(self, complaint_id: str, message: Message, at_s: float | None = None) -> int:
        """Write one message; its number."""
        return self._books.run(
            "INSERT INTO messages (complaint_id, operator, operate_time, operate_type,"
            " operate_details, pictures, rich) VALUES (?, ?, ?, ?, ?, ?, ?)",
            complaint_id,
            message.operator,
            self._clock.now() if at_s is None else at_s,
            message.kind,
            message.text,
            " ".join(message.pictures),
            None if message.rich is None else json.dumps(message.rich, ensure_ascii=False),
        )

    def _undecided(self, complaint_id: str) -> sqlite3.Row:
        row = self.find(complaint_id)
        if row["problem_type"] != "REFUND":
            raise invalid_request("该投诉单不是申请退款类型", inner=268435466)
        if row["complaint_state"] == "PROCESSED" or row["decision"] is not None:
            raise invalid_request("投诉单状态不允许更新退款审批结果", inner=268435466)
        return row

    def _note_reply(self, row: sqlite3.Row) -> None:
        self._books.run(
            "UPDATE complaints SET incoming_user_response = 0 WHERE complaint_id = ?",
            row["complaint_id"],
        )
        if row["complaint_state"] == "PENDING":
            self._set_state(row["complaint_id"], "PROCESSING")

    def _set_state(self, complaint_id: str, state: str) -> None:
        self._books.run(
            "UPDATE complaints SET complaint_state = ?,"
            " incoming_user_response = CASE ? WHEN 'PROCESSED' THEN 0"
            " ELSE incoming_user_response END WHERE complaint_id = ?",
            state,
            state,
            complaint_id,
        )

    def _check_media(self, pictures: list[str]) -> None:
        for media_id in pictures:
            if self._books.row("SELECT 1 FROM media WHERE media_id = ?", media_id) is None:
                raise parameter_refusal("图片不存在，请先上传", field="/body", value=media_id[:64])

    def _complaints_about(self, transaction_id: str) -> list[str]:
        rows = self._books.rows(
            "SELECT complaint_id FROM complaint_orders WHERE transaction_id = ?", transaction_id
        )
        return [row["complaint_id"] for row in rows]

    def _unrefunded(self, complaint_id: str, counted: str) -> bool:
        """Whether an order of the complaint still has money that did not go back."""
        for order in self.orders_of(complaint_id):
            back = self._books.number(
                f"SELECT SUM(amount_fen) FROM refunds WHERE transaction_id = ? AND {counted}",  # noqa: S608 - one of two fixed texts
                order["transaction_id"],
            )
            if back < order["total_fen"]:
                return True
        return False

    def _arrived_since(self, complaint_id: str, since_s: float) -> bool:
        return bool(
            self._books.number(
                "SELECT COUNT(*) FROM refunds JOIN complaint_orders USING (transaction_id)"
                " WHERE complaint_id = ? AND status = 'SUCCESS' AND reached_payer = 1"
                " AND created_at >= ?",
                complaint_id,
                since_s,
            )
        )


def log_id_of(complaint_id: str, message_no: int) -> str:
    """The log id of a message: digits, unique, as long as real ones."""
    return f"{complaint_id[:12]}{message_no:016d}"
