"""Complaints and their conversations as WeChat Pay writes them, turned into ours.

Words and pictures are read with patience: a complaint that cannot be shown is a complaint whose
clock runs out unseen. Numbers, times and amounts are read strictly. One entry of a list that does
not fit is counted and left out, so that it cannot keep the others away.
"""

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar
from urllib.parse import quote

from refund_desk.adapters.wechatpay.credentials import file_target
from refund_desk.adapters.wechatpay.payload import Fields, NonsenseError
from refund_desk.application.ports.application_source import (
    ComplaintOrder,
    Snapshot,
    SnapshotPage,
)
from refund_desk.domain.conversation import Message, MessageKind, Speaker
from refund_desk.domain.errors import BadValueError
from refund_desk.domain.fen import NOTHING
from refund_desk.domain.identifiers import ComplaintId, OutTradeNo, TransactionId
from refund_desk.domain.outside_text import writable
from refund_desk.domain.refund_application import ComplaintState, ProblemType, Source

logger = logging.getLogger(__name__)

Kind = TypeVar("Kind")
Entry = TypeVar("Entry")

IMAGES = "/v3/merchant-service/images/"
# A complaint has at most a handful of pictures, a message at most four.
_PICTURES_MAX = 50
_LOG_REF_MAX = 128

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

    def page(self, body: bytes) -> SnapshotPage:
        """A page of complaints. Raises `NonsenseError` when it is no page at all."""
        fields = Fields.of(body)
        listed = fields.nodes("data")
        found = _fitting("complaint.list", listed, self.snapshot)
        unreadable = len(listed) - len(found)
        return SnapshotPage(tuple(found), fields.whole_or_none("total_count"), unreadable)

    def snapshot(self, fields: Fields) -> Snapshot:
        """One complaint. Raises `NonsenseError` and `BadValueError`."""
        state = fields.text("complaint_state")
        problem_type = fields.words("problem_type")
        phone = fields.words("payer_phone")
        return Snapshot(
            source=Source.COMPLAINT,
            source_ref=str(ComplaintId(fields.text("complaint_id"))),
            applied_at=fields.instant("complaint_time"),
            # An unknown state is not the end: the complaint stays in sight.
            complaint_state=ComplaintState.__members__.get(state, ComplaintState.PROCESSING),
            problem_type=ProblemType.__members__.get(problem_type, ProblemType.OTHERS),
            problem_text=fields.words("problem_description"),
            detail_text=fields.words("complaint_detail"),
            asked=fields.fen("apply_refund_amount", NOTHING),
            orders=tuple(_order(each) for each in fields.parts("complaint_order_info")),
            payer_phone=writable(self._decrypt(phone) or "") if phone else "",
            payer_openid=fields.words("payer_openid"),
            user_complaint_times=fields.whole("user_complaint_times"),
            is_high_risk="HIGH_RISK" in _texts_of(fields, "user_tag_list"),
            has_new_words=fields.flag("incoming_user_response"),
            fully_refunded=fields.flag("complaint_full_refunded"),
            in_platform_service=fields.flag("in_platform_service"),
            needs_immediate_service=fields.flag("need_immediate_service"),
            picture_refs=self._pictures(_media_urls(fields)),
        )

    def messages(self, body: bytes) -> tuple[tuple[Message, ...], int]:
        """A page of a conversation as it comes, and how many entries the page had."""
        listed = Fields.of(body).nodes("data")
        return tuple(_fitting("complaint.history", listed, self._message)), len(listed)

    def _message(self, fields: Fields) -> Message:
        log_ref = fields.text("log_id")
        if not 0 < len(log_ref) <= _LOG_REF_MAX:
            raise NonsenseError("log_id")
        speaker, kind = _MEANINGS.get(fields.words("operate_type"), _SYSTEM)
        blocks = _parts_of(_part_of(fields, "normal_message"), "blocks")
        shown = [IMAGES + quote(each, safe="~") for each in _media_ids(blocks)]
        urls = [*_texts_of(fields, "image_list"), *_media_urls(fields), *shown]
        return Message(
            log_ref=log_ref,
            speaker=speaker,
            kind=kind,
            at=fields.instant("operate_time"),
            text="\n".join(dict.fromkeys(text for text in _said(fields, blocks) if text)),
            picture_refs=self._pictures(urls),
        )

    def _pictures(self, urls: Iterable[str]) -> tuple[str, ...]:
        """References without a host and without repetition; foreign addresses stay as they are."""
        references = dict.fromkeys(file_target(url, self._gateways) or url for url in urls)
        return tuple(references)[:_PICTURES_MAX]


def _fitting(route: str, listed: Iterable[object], read: Callable[[Fields], Entry]) -> list[Entry]:
    """What `read` makes of the entries that are of the documented form, in their order."""
    found: list[Entry] = []
    odd: set[str] = set()
    for node in listed:
        try:
            found.append(read(Fields(node)))
        except (NonsenseError, BadValueError) as error:
            # Both name a field and quote nothing.
            odd.add(str(error))
    if odd:
        logger.info("%s: entries that do not fit: %s", route, ", ".join(sorted(odd)))
    return found


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


def _part_of(fields: Fields, name: str) -> Fields:
    """The object inside; an empty one when it is none."""
    try:
        return fields.part(name)
    except NonsenseError:
        return Fields({})


def _parts_of(fields: Fields, name: str) -> list[Fields]:
    """The objects of a list; none when one of them is none."""
    try:
        return list(fields.parts(name))[:_PICTURES_MAX]
    except NonsenseError:
        return []


def _texts_of(fields: Fields, name: str) -> tuple[str, ...]:
    """The texts of a list; none when one of them is none."""
    try:
        return fields.texts(name)
    except NonsenseError:
        return ()


def _media_urls(fields: Fields) -> list[str]:
    listed = _parts_of(fields, "complaint_media_list")
    return [url for media in listed for url in _texts_of(media, "media_url")]


def _media_ids(blocks: Iterable[Fields]) -> list[str]:
    ids = (_part_of(block, "image").words("media_id") for block in blocks)
    return [media_id for media_id in ids if media_id]


def _said(fields: Fields, blocks: Iterable[Fields]) -> list[str]:
    """What was said: the details, the blocks of a rich message, the words to the platform."""
    return [
        fields.words("operate_details"),
        *(_part_of(block, "text").words("text") for block in blocks),
        _part_of(fields, "click_message").words("message_content"),
        fields.words("user_appy_platform_service_reason"),
        fields.words("user_appy_platform_service_reason_description"),
    ]
