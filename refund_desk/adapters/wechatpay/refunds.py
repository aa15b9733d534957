"""Refunds at WeChat Pay: submit, query, and what to do with an abnormal one.

A 200 counts as accepted only when it is verified and repeats what was asked: the same number,
payment, amount and order total. Anything else that verifies is a mismatch, and a mismatch is doubt.
"""

from refund_desk.adapters.wechatpay.endpoints import Endpoints
from refund_desk.adapters.wechatpay.error_map import (
    absent_or_unknown,
    refused_or_unknown,
    unknown_of,
)
from refund_desk.adapters.wechatpay.payload import Fields, NonsenseError
from refund_desk.adapters.wechatpay.reply import Answer, Reply
from refund_desk.application.outcomes import (
    NO_PLATFORM_KEY,
    Accepted,
    Doubt,
    QueryOutcome,
    RefundReport,
    SubmitOutcome,
    Unknown,
)
from refund_desk.domain.bank_card import BankCard
from refund_desk.domain.errors import BadValueError, InvariantBrokenError
from refund_desk.domain.fen import NOTHING
from refund_desk.domain.identifiers import OutRefundNo, RefundId, TransactionId
from refund_desk.domain.refund import Refund, RefundState

_STATES = {
    "SUCCESS": RefundState.SUCCEEDED,
    "PROCESSING": RefundState.PROCESSING,
    "ABNORMAL": RefundState.ABNORMAL,
    "CLOSED": RefundState.CLOSED,
}
# user_received_account of money that went to the merchant itself begins so (facts 5.1).
_SHOP_ACCOUNT = "商户"


class WeChatPayRefunds:
    """The `RefundGateway` port over WeChat Pay."""

    def __init__(self, endpoints: Endpoints) -> None:
        """Speak through these endpoints."""
        self._endpoints = endpoints

    async def submit(self, refund: Refund) -> SubmitOutcome:
        """Send the frozen intention; raises `InvariantBrokenError` when it has no number yet."""
        out_refund_no = _number_of(refund)
        reply = await self._endpoints.refund(
            out_refund_no=out_refund_no,
            transaction_id=refund.transaction_id,
            amount_fen=refund.amount.count,
            order_total_fen=refund.order_total.count,
            reason=refund.reason,
            funds_account=refund.funds_account,
        )
        return _submitted(reply, refund)

    async def query(self, out_refund_no: OutRefundNo) -> QueryOutcome:
        """What WeChat Pay has under this number."""
        reply = await self._endpoints.query_refund(out_refund_no)
        accepted = _accepted_in(reply)
        if accepted is None:
            return absent_or_unknown(reply)
        return accepted if accepted.report.out_refund_no == out_refund_no else unknown_of(reply)

    async def return_to_shop(self, refund: Refund) -> SubmitOutcome:
        """Let an abnormal refund come back to the merchant's account."""
        reply = await self._endpoints.abnormal_refund(_refund_id_of(refund), _number_of(refund))
        return _submitted(reply, refund)

    async def return_to_card(self, refund: Refund, card: BankCard) -> SubmitOutcome:
        """Let an abnormal refund go to a card that the buyer named.

        NOT_SENT with the code `NO_PLATFORM_KEY` when there is no certificate to encrypt the card
        with. Card and name leave this computer encrypted for WeChat Pay only.
        """
        if not await self._endpoints.core.ready_to_encrypt():
            return Unknown(doubt=Doubt.NOT_SENT, code=NO_PLATFORM_KEY)
        reply = await self._endpoints.abnormal_refund(
            _refund_id_of(refund),
            _number_of(refund),
            bank_type=card.bank_type,
            bank_account=card.account.reveal(),
            real_name=card.real_name.reveal(),
        )
        return _submitted(reply, refund)


def _submitted(reply: Reply, refund: Refund) -> SubmitOutcome:
    accepted = _accepted_in(reply)
    if accepted is None:
        return refused_or_unknown(reply)
    asked = (refund.out_refund_no, refund.transaction_id, refund.amount, refund.order_total)
    said = accepted.report
    if asked != (said.out_refund_no, said.transaction_id, said.amount, said.order_total):
        return unknown_of(reply)
    return accepted


def _accepted_in(reply: Reply) -> Accepted | None:
    """What a verified 200 of the documented form says; None for any other reply."""
    if not isinstance(reply, Answer) or reply.status != 200:
        return None
    try:
        report = _report(Fields.of(reply.body))
    except (NonsenseError, BadValueError):
        return None
    return Accepted(report=report, request_id=reply.request_id)


def _report(fields: Fields) -> RefundReport:
    state = _STATES.get(fields.text("status"))
    amount = fields.part("amount")
    if state is None or amount.text("currency", "CNY") != "CNY":
        raise NonsenseError("status")
    refunded, total = amount.fen("refund"), amount.fen("total")
    # A ledger holds no refund of nothing, and none of more than was paid.
    if not NOTHING < refunded <= total:
        raise NonsenseError("amount")
    received_by = fields.text("user_received_account", "")
    return RefundReport(
        out_refund_no=OutRefundNo(fields.text("out_refund_no")),
        transaction_id=TransactionId(fields.text("transaction_id")),
        refund_id=RefundId(fields.text("refund_id")),
        state=state,
        amount=refunded,
        order_total=total,
        payer_refund=amount.fen("payer_refund"),
        created_at=fields.instant("create_time"),
        succeeded_at=fields.instant_or_none("success_time"),
        received_by=received_by,
        channel=fields.text("channel", ""),
        funds_account=fields.text("funds_account", ""),
        to_shop=received_by.startswith(_SHOP_ACCOUNT),
    )


def _number_of(refund: Refund) -> OutRefundNo:
    if refund.out_refund_no is None:
        raise InvariantBrokenError("a refund is sent only after its number is on disk")
    return refund.out_refund_no


def _refund_id_of(refund: Refund) -> RefundId:
    if refund.refund_id is None:
        raise InvariantBrokenError("only an accepted refund can be abnormal")
    return refund.refund_id
