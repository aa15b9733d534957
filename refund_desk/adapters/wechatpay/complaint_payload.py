"""Complaints and their conversations as WeChat Pay writes them, turned into ours.

Words and optional fields are read with patience: a complaint that cannot be shown is a complaint
whose clock runs out unseen. Numbers, times and amounts are read strictly.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar
from urllib.parse import quote

from refund_desk.adapters.wechatpay.credentials import file_target
from refund_desk.adapters.wechatpay.payload import Fields
from refund_desk.application.ports.application_source import ComplaintOrder, Snapshot
from refund_desk.domain.conversation import Message, MessageKind, Speaker
from refund_desk.domain.errors import BadValueError
from refund_desk.domain.fen import NOTHING
from refund_desk.domain.identifiers import ComplaintId, OutTradeNo, TransactionId
from refund_desk.domain.refund_application import ComplaintState, ProblemType, Source

Kind = TypeVar("Kind")

IMAGES = "/v3/merchant-service/images/"

_BUYER, _SHOP, _PLATFORM = Speaker.BUYER, Speaker.SHOP, Speaker.PLATFORM
# All 25 operate_types (facts 8); two misspellings are WeChat Pay's own. Others read as SYSTEM.
_MEANINGS: dict[str, tuple[Speaker, MessageKind]] = {
    "USER_CREATE_COMPLAINT": (_BUYER, MessageKind.APPLIED),
    "USER_CONTINUE_COMPLAINT": (_BUYER, MessageKind.CONTINUED),
    "USER_RESPONSE": (_BUYER, MessageKind.WORDS),
    "USER_CLICK_RESPONSE": (_BUYER, MessageKind.WORDS),
    "USER_REVOKE_COMPLAINT": (_BUYER, MessageKind.REVOKED),
    "USER_COMFIRM_COMPLAINT": (_BUYER, MessageKind.CONFIRMED),
    "USER_SUBMIT_SATISFACTION": (_BUYER, MessageKind.SYSTEM),
    "USER_APPLY_PLATFORM_HELP": (_BUYER, MessageKind.SYSTEM),
    "USER_APPLY_PLATFORM_SERVICE": (_BUYER, MessageKind.SYSTEM),
    "USER_CANCEL_PLATFORM_SERVICE": (_BUYER, MessageKind.SYSTEM),
    "MERCHANT_RESPONSE": (_SHOP, MessageKind.WORDS),
    "MERCHANT_CONFIRM_COMPLETE": (_SHOP, MessageKind.COMPLETED),
    "MERCHANT_APPROVE_REFUND": (_SHOP, MessageKind.APPROVED),
    "MERCHANT_REFUSE_RERUND": (_SHOP, MessageKind.REJECTED),
    "PLATFORM_RESPONSE": (_PLATFORM, MessageKind.WORDS),
    "COMPLAINT_REFUND_RECEIVED_SYSTEM_MESSAGE": (_PLATFORM, MessageKind.REFUND_ARRIVED),
}
_SYSTEM = (_PLATFORM, MessageKind.SYSTEM)


class ComplaintReader:
    """Reads complaints and messages; pictures become paths, the same on every host."""

    def __init__(self, gateways: tuple[str, ...], decrypt: Callable[[str], str | None]) -> None:
        """`decrypt` opens what WeChat Pay encrypted for the merchant (0.5 ms: use a thread)."""
        self._gateways = gateways
        self._decrypt = decrypt

    def snapshots(self, body: bytes) -> tuple[tuple[Snapshot, ...], int | None]:
        """A page of complaints, and how many there are in all when the page says so."""
        fields = Fields.of(body)
        total = fields.whole("total_count") if fields.has("total_count") else None
        return tuple(self.snapshot(each) for each in fields.parts("data")), total

    def snapshot(self, fields: Fields) -> Snapshot:
        """One complaint. Raises `NonsenseError` and `BadValueError`."""
        state = fields.text("complaint_state")
        problem_type = fields.text("problem_type", "")
        phone = fields.text("payer_phone", "")
        return Snapshot(
            source=Source.COMPLAINT,
            source_ref=str(ComplaintId(fields.text("complaint_id"))),
            applied_at=fields.instant("complaint_time"),
            # An unknown state is not the end: the complaint stays in sight.
            complaint_state=ComplaintState.__members__.get(state, ComplaintState.PROCESSING),
            problem_type=ProblemType.__members__.get(problem_type, ProblemType.OTHERS),
            problem_text=fields.text("problem_description", ""),
            detail_text=fields.text("complaint_detail", ""),
            asked=fields.fen("apply_refund_amount", NOTHING),
            orders=tuple(_order(each) for each in fields.parts("complaint_order_info")),
            payer_phone=(self._decrypt(phone) or "") if phone else "",
            payer_openid=fields.text("payer_openid", ""),
            user_complaint_times=fields.whole("user_complaint_times"),
            is_high_risk="HIGH_RISK" in fields.texts("user_tag_list"),
            has_new_words=fields.flag("incoming_user_response"),
            fully_refunded=fields.flag("complaint_full_refunded"),
            in_platform_service=fields.flag("in_platform_service"),
            needs_immediate_service=fields.flag("need_immediate_service"),
            picture_refs=self._pictures(_media_urls(fields)),
        )

    def messages(self, body: bytes) -> tuple[tuple[Message, ...], int | None]:
        """A page of a conversation as it comes, and how many messages there are in all."""
        fields = Fields.of(body)
        total = fields.whole("total_count") if fields.has("total_count") else None
        return tuple(self._message(each) for each in fields.parts("data")), total

    def _message(self, fields: Fields) -> Message:
        speaker, kind = _MEANINGS.get(fields.text("operate_type"), _SYSTEM)
        blocks = list(fields.part("normal_message").parts("blocks"))
        shown = [IMAGES + quote(each, safe="~") for each in _media_ids(blocks)]
        return Message(
            log_ref=fields.text("log_id"),
            speaker=speaker,
            kind=kind,
            at=fields.instant("operate_time"),
            text="\n".join(dict.fromkeys(text for text in _texts(fields, blocks) if text)),
            picture_refs=self._pictures(
                [*fields.texts("image_list"), *_media_urls(fields), *shown]
            ),
        )

    def _pictures(self, urls: Iterable[str]) -> tuple[str, ...]:
        """References without a host and without repetition; foreign addresses stay as they are."""
        return tuple(dict.fromkeys(file_target(url, self._gateways) or url for url in urls))


def _order(fields: Fields) -> ComplaintOrder:
    return ComplaintOrder(
        transaction_id=_identifier(TransactionId, fields.text("transaction_id", "")),
        out_trade_no=_identifier(OutTradeNo, fields.text("out_trade_no", "")),
        amount=fields.fen("amount"),
    )


def _identifier(kind: Callable[[str], Kind], text: str) -> Kind | None:
    """The identifier; None when the text is none, so that such an order cannot be refunded."""
    try:
        return kind(text)
    except BadValueError:
        return None


def _media_urls(fields: Fields) -> list[str]:
    return [
        url for media in fields.parts("complaint_media_list") for url in media.texts("media_url")
    ]


def _media_ids(blocks: Iterable[Fields]) -> list[str]:
    ids = (block.part("image").text("media_id", "") for block in blocks)
    return [media_id for media_id in ids if media_id]


def _texts(fields: Fields, blocks: Iterable[Fields]) -> list[str]:
    """What was said: the details, the blocks of a rich message, the words to the platform."""
    return [
        fields.text("operate_details", ""),
        *(block.part("text").text("text", "") for block in blocks),
        fields.part("click_message").text("message_content", ""),
        fields.text("user_appy_platform_service_reason", ""),
        fields.text("user_appy_platform_service_reason_description", ""),
    ]
