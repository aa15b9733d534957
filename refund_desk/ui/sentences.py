"""From the code of a broken rule, a doubt or a trouble to the sentence that helps."""

from __future__ import annotations

from collections.abc import Callable

from refund_desk.application.ports.transactions import (
    NewerSchemaError,
    OtherMerchantError,
    StorageBusyError,
    StorageDamagedError,
    StorageError,
    StorageFullError,
    StorageReadOnlyError,
    WrongKeyError,
)
from refund_desk.domain.case import CLOSED_THERE
from refund_desk.domain.fen import Fen
from refund_desk.ui import texts
from refund_desk.ui.connecting_words import KEY_SENTENCES
from refund_desk.ui.feed_words import FEED_SENTENCES
from refund_desk.ui.formats import yuan
from refund_desk.ui.origin_words import LINK_SENTENCES
from refund_desk.ui.store_words import STORE_SENTENCES, address_sentence

_notices, _refund, _undo = texts.notices, texts.refund, texts.undo

_PLAIN: dict[str, Callable[[], str]] = {
    **KEY_SENTENCES,
    **STORE_SENTENCES,
    **FEED_SENTENCES,
    **LINK_SENTENCES,
    "amt.zero": _notices.zero,
    "amount.not_yuan": _notices.not_yuan,
    "amount.not_whole_fen": _notices.not_yuan,
    "nothing_left": _notices.nothing_left,
    "order.none": _notices.order_none,
    "order.unread": _notices.order_unread,
    "order.unpaid": _notices.order_unpaid,
    "order.currency": _notices.order_currency,
    "order.pick": _notices.order_pick,
    "ended": _notices.ended,
    "halted": _notices.halted,
    "bug": texts.trouble.crashed,
    "elsewhere": _notices.elsewhere,
    "linked_moving": _notices.elsewhere_moving,
    "full_refunded": _notices.full_refunded,
    "changed.amount": _notices.changed_refundable,
    "changed.goods": _notices.changed_goods,
    "changed.asked": _notices.changed_amount,
    "changed.offer": _notices.changed_offer,
    "changed.decided": _notices.changed_decided,
    "changed.closed": _notices.changed_closed,
    "changed.gone": _notices.changed_gone,
    "changed.withdrawn": _notices.changed,
    "changed.refunded": _notices.changed_refunded,
    "abnormal.gone": _notices.abnormal_gone,
    "abnormal.refused": _notices.abnormal_refused,
    "abnormal.doubt": texts.cards.doubt,
    "card.bank": texts.cards.wrong_bank,
    "card.length": texts.cards.wrong_length,
    "card.digits": texts.cards.wrong_digits,
    "card.holder": texts.cards.wrong_holder,
    "card.unsealed": texts.cards.unsealed,
    "card.refused": texts.cards.refused,
    "proof.needed": texts.cards.proof_needed,
    "give_up.unread": _notices.give_up_unread,
    "give_up.taken": _notices.give_up_taken,
    "policy.changed": texts.policy.changed,
    "policy.reason": texts.policy.wrong_reason,
    "policy.reasons": texts.policy.wrong_value,
    "policy.newer": texts.policy.unreadable,
    "policy.unreadable": texts.policy.unreadable,
    "policy.automatic.ceiling": texts.policy.wrong_ceiling,
    "automatic.off": texts.automatic.automatic_off,
    "automatic.full": texts.automatic.automatic_full,
    "automatic.refused": texts.automatic.stopped_refused,
    "automatic.unknown": texts.automatic.stopped_unknown,
    "automatic.halted": texts.automatic.stopped_halted,
    "automatic.restored": texts.automatic.stopped_restored,
    "reason.long": _notices.reason_long,
    "note.long": _notices.note_long,
    "red.tick": _notices.red_tick,
    "rejecting": _notices.rejecting,
    "reply.long": _notices.reply_long,
    "reply.doubt": texts.reply.doubt,
    "outbox.old": _notices.outbox_old,
    "net.off": _notices.net_off,
    "net.slow": _notices.net_slow,
    "far.trouble": _notices.far_trouble,
    "far.busy": _notices.far_busy,
    "far.nonsense": _notices.far_nonsense,
    "far.denied": _notices.far_denied,
    "far.ruled": _notices.far_ruled,
    "key.bad": _notices.key_bad,
    "bill.bad": texts.bills.bad_bill,
    "found.recorded": texts.found.recorded_before,
    "found.unread": texts.found.unread,
    "found.gone": texts.found.gone,
    "img.max": texts.pictures.max,
    "sheet.none": texts.importing.sheet_none,
    "sheet.no_number": texts.importing.columns_choose,
    "img.gone": texts.pictures.gone,
    "img.type": texts.pictures.not_taken,
    "img.big": texts.pictures.too_big,
    "restored": texts.restored.begun,
    "restored.refunds": texts.restored.refunds_awaited,
    "restored.bills": texts.restored.bills_awaited,
    "source.no_return": texts.goods_back.no_return,
    "source.no_offer": texts.goods_back.no_offer,
    "return.address": texts.goods_back.wrong_address,
    "return.past": texts.goods_back.wrong_deadline,
    "return.none": texts.goods_back.none_awaited,
    "goods.first": texts.goods_back.goods_first,
    "proof.awaited": texts.awaiting.on_sheet,
    "proof.none": texts.goods_back.no_proof_awaited,
    "offer.agreed": texts.goods_back.offer_agreed,
    "offer.refused": texts.goods_back.offer_refused,
    "source.no_reply": texts.sources.no_reply,
    "source.no_pictures": texts.sources.no_pictures,
    "source.no_complete": texts.sources.no_complete,
    "source.cannot": texts.sources.cannot,
    "platform.pays": texts.sources.platform_pays,
    "amt.locked": texts.sources.amount_locked,
    "ref.dup": _refund.dup,
    "ref.old": _refund.old,
    "ref.fifty": _refund.fifty,
    "ref.burned": _refund.burned,
    CLOSED_THERE: _refund.closed,
    "ref.unknown": _refund.unknown,
    "ref.half": _refund.half,
    "adopted": _refund.adopted,
    "not_taken": _refund.not_taken,
    "disk.trouble": texts.trouble.storage_trouble,
    "disk.full": texts.trouble.storage_full,
    "disk.busy": texts.trouble.storage_locked,
    "disk.read_only": texts.trouble.storage_read_only,
    "disk.damaged": texts.trouble.storage_damaged,
    "changed.checks": texts.together.checks_changed,
    "limit.day_full": texts.together.day_full,
    "sheet.empty": texts.together.empty,
    "sheet.late": texts.together.late,
    "sheet.running": texts.together.running,
    "sheet.same_payment": texts.together.same_payment,
    "sheet.total": texts.together.wrong_total,
    "undo.done": _undo.done,
    "undo.slept": _undo.slept,
    "undo.closed": _undo.closed_plain,
    "NOT_ENOUGH": _refund.balance,
    "USER_ACCOUNT_ABNORMAL": texts.refusals.refused_account,
    "PARAM_ERROR": texts.refusals.refused_parameters,
    "MCH_NOT_EXISTS": texts.refusals.refused_merchant,
    "RESOURCE_NOT_EXISTS": texts.refusals.refused_order,
    "NO_AUTH": texts.refusals.refused_no_auth,
    "SIGN_ERROR": texts.refusals.refused_sign,
    "RULE_LIMIT": texts.refusals.refused_rule,
    "INVALID_REQUEST": texts.refusals.refused_request,
    "not_sent": texts.refusals.doubt_not_sent,
    "no_answer": _refund.unknown,
    "restart": _refund.unknown,
    "unverified": texts.refusals.doubt_unverified,
    "mismatch": texts.refusals.doubt_unverified,
    "rate": texts.refusals.doubt_rate,
    "their_trouble": texts.refusals.doubt_their_trouble,
    "unknown_code": _refund.unknown,
}
_COUNTED: dict[str, Callable[[int], str]] = {
    "ref.wait1m": _refund.wait1m,
    "clock.bad": _notices.clock_bad,
    "img.private": texts.reject.look_first,
    "sheet.many": texts.together.many,
    "hand.long": lambda most: texts.by_hand.long(str(most)),
}
# Why the look before money leaves came to nothing.
_PRE_FLIGHT: dict[str, Callable[[], str]] = {
    "net.off": _notices.pre_flight_offline,
    "net.slow": _notices.pre_flight_slow,
}
# These say themselves that no money moved.
_UNDO_REASONS = frozenset({*_PRE_FLIGHT, "undo.done", "undo.slept", "undo.closed"})
# What is wrong with the books, by the `why` of each `StorageError`.
_STORAGE: dict[str, Callable[[], str]] = {
    StorageError.why: texts.trouble.storage_trouble,
    StorageFullError.why: texts.trouble.storage_full,
    StorageBusyError.why: texts.trouble.storage_locked,
    StorageReadOnlyError.why: texts.trouble.storage_read_only,
    StorageDamagedError.why: texts.trouble.storage_damaged,
    WrongKeyError.why: texts.trouble.storage_key,
    NewerSchemaError.why: texts.trouble.storage_newer,
    OtherMerchantError.why: texts.trouble.storage_other_merchant,
}


def sentence(code: str, **limits: int) -> str:
    """What a code means, with the numbers of its rule (fen, seconds, minutes, counts).

    An unknown code is named as such: inventing what happened to the money would be worse.
    """
    if code == "amt.too_much":
        return _notices.too_much(yuan(Fen(limits.get("max_fen", 0))))
    if code == "limit.day":
        limit, left = (yuan(Fen(limits.get(name, 0))) for name in ("limit_fen", "left_fen"))
        return texts.together.over_day(lim=limit, left=left)
    plain = _PLAIN.get(code) or _STORAGE.get(code)
    if plain is not None:
        return plain()
    counted = _COUNTED.get(code)
    if counted is not None:
        return counted(next(iter(limits.values()), 0))
    return address_sentence(code) or texts.trouble.unexpected(code)


def is_known(code: str) -> bool:
    """Whether the code has a sentence of its own."""
    known = code in {"amt.too_much", "limit.day"} or bool(address_sentence(code))
    return known or any(code in sentences for sentences in (_PLAIN, _COUNTED, _STORAGE))


def refused_sentence(code: str) -> str:
    """Why WeChat Pay did not refund; an unlisted code still says that no money left."""
    return sentence(code) if is_known(code) else texts.refusals.refused_other(code)


def undone_reason(code: str) -> str:
    """Why a press came to nothing before anything was sent; empty when a person undid it."""
    if code in _PRE_FLIGHT:
        return _PRE_FLIGHT[code]()
    return sentence(code) if code and is_known(code) else ""


def undone_sentence(code: str) -> str:
    """The same standing alone: it says what happened to the money, whatever the reason."""
    why = undone_reason(code)
    says_so = code in _UNDO_REASONS or code.startswith("changed.")
    if not why or says_so:
        return why or _undo.done()
    return _undo.done_because(why)


def message_sentence(why: str) -> str:
    """Why an outgoing message did not leave; refund codes mean something else there."""
    if why in {"PARAM_ERROR", "INVALID_REQUEST", "RESOURCE_NOT_EXISTS", "RULE_LIMIT"}:
        return _notices.message_refused()
    return sentence(why)


def storage_sentence(error: StorageError) -> str:
    """What is wrong with the books, and that they were not touched."""
    return _STORAGE.get(error.why, texts.trouble.storage_trouble)()


def with_request_id(text: str, request_id: str) -> str:
    """The sentence with the number that WeChat Pay's support asks for, where there is one."""
    if not request_id:
        return text
    return _notices.with_request(text=text, number=request_id)
