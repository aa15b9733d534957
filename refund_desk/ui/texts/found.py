"""What differs between a bill and the ledger, and what a person says about it."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def kind_theirs() -> str:
    """微信有 本机没有"""
    return say("found.kind_theirs", "Only at WeChat")


def kind_ours() -> str:
    """本机有 微信没有"""
    return say("found.kind_ours", "Only here")


def kind_amount() -> str:
    """金额不同"""
    return say("found.kind_amount", "Amounts differ")


def kind_state() -> str:
    """状态不同"""
    return say("found.kind_state", "States differ")


def row_lead(*, amt: str, name: str) -> str:
    """{amt} · {name}"""
    return say("found.row_lead", "{amt} · {name}", amt=amt, name=name)


def row_when(*, time: str, number: str) -> str:
    """{time} · {number}"""
    return say("found.row_when", "{time} · {number}", time=time, number=number)


def theirs() -> str:
    """微信"""
    return say("found.theirs", "WeChat")


def ours() -> str:
    """本机"""
    return say("found.ours", "Here")


def why_theirs() -> str:
    """有人在商户平台直接退了这笔，没有经过退款台。可退金额里已经扣掉，请补记。"""
    return say(
        "found.why_theirs",
        "Refunded on the merchant site, not through this desk. It already counts as refunded."
        " Record it.",
    )


def why_theirs_desk() -> str:
    """这是退款台的单号，本机却没有：可能是另一台电脑退的，或恢复过备份。补记时会先问微信。"""
    return say(
        "found.why_theirs_desk",
        "The number is a desk's, but it is not here: another PC, or a restored backup. WeChat"
        " is asked before it is recorded.",
    )


def why_theirs_failed() -> str:
    """有人在商户平台退过，微信没有退成，钱没有动。"""
    return say(
        "found.why_theirs_failed",
        "Tried on the merchant site. WeChat did not refund it, no money moved.",
    )


def why_before_use() -> str:
    """开始用退款台之前退的。可退金额里已经扣掉，不用处理。"""
    return say(
        "found.why_before_use",
        "Refunded before this desk was used. It already counts as refunded, nothing to do.",
    )


def why_ours() -> str:
    """微信受理过这笔，账单里却没有。先重新下载；还是没有，请拿退款单号问微信支付客服。"""
    return say(
        "found.why_ours",
        "WeChat accepted it, but the bill lacks it. Download again. If it stays away, ask "
        "WeChat Pay support with the number.",
    )


def why_amount() -> str:
    """单号相同，金额不同。以微信为准，本机的金额不会改。请拿单号问微信支付客服，查清后点“已核对”。"""
    return say(
        "found.why_amount",
        "Same number, other amount. WeChat's counts, ours is not changed. Ask WeChat Pay "
        "support, then press Checked.",
    )


def why_given_up() -> str:
    """本机已放弃这笔，微信账单里却有。可退金额里已经扣掉，不要再退。"""
    return say(
        "found.why_given_up",
        "Given up here, but it is in WeChat's bill. It already counts as refunded. Do not "
        "refund again.",
    )


def why_closed() -> str:
    """本机查到已关闭，账单却说已退成。可退金额里已经扣掉，不要再退，请问微信支付客服。"""
    return say(
        "found.why_closed",
        "Closed here, but the bill says it arrived. It already counts as refunded. Do not "
        "refund again, ask WeChat Pay support.",
    )


def why_failed() -> str:
    """本机查到已退成，账单却说退款失败。请到商户平台核对这一笔，或问微信支付客服。"""
    return say(
        "found.why_failed",
        "Arrived as far as this desk was told, but the bill says it failed. Look it up on the "
        "merchant site, or ask WeChat Pay support.",
    )


def record() -> str:
    """补记到本机"""
    return say("found.record", "Record here")


def show_application() -> str:
    """看申请"""
    return say("found.show_application", "Show application")


def checked() -> str:
    """已核对"""
    return say("found.checked", "Checked")


def copy_number() -> str:
    """复制退款单号"""
    return say("found.copy_number", "Copy refund number")


def marked_recorded(time: str) -> str:
    """{time} 已补记"""
    return say("found.marked_recorded", "Recorded {time}", time=time)


def marked_not_moved(time: str) -> str:
    """{time} 核对过，微信没有退成"""
    return say("found.marked_not_moved", "Checked {time}: WeChat did not refund it", time=time)


def marked_noted(time: str) -> str:
    """{time} 已核对"""
    return say("found.marked_noted", "Checked {time}", time=time)


def recorded(amt: str) -> str:
    """已补记 {amt}，没有动钱"""
    return say("found.recorded", "Recorded {amt}. No money moved.", amt=amt)


def noted() -> str:
    """已核对，留在账上备查"""
    return say("found.noted", "Checked. It stays in the books.")


def record_title() -> str:
    """补记到本机"""
    return say("found.record_title", "Record here")


def record_lead(amt: str) -> str:
    """微信账单里的退款 {amt}"""
    return say("found.record_lead", "A refund of {amt} in WeChat's bill", amt=amt)


def record_note() -> str:
    """只记账，不动钱。记下后不能撤回。"""
    return say(
        "found.record_note",
        "This only writes it down, no money moves. It cannot be taken back.",
    )


def record_time() -> str:
    """退款时间"""
    return say("found.record_time", "Refunded at")


def record_goods() -> str:
    """商品"""
    return say("found.record_goods", "Item")


def record_number() -> str:
    """商户退款单号"""
    return say("found.record_number", "Refund number")


def record_refund_id() -> str:
    """微信退款单号"""
    return say("found.record_refund_id", "WeChat's number")


def record_order() -> str:
    """微信支付订单号"""
    return say("found.record_order", "WeChat order")


def told_lead(amt: str) -> str:
    """这个订单之前记过：在别处退了 {amt}。"""
    return say("found.told_lead", "Noted before for this order: {amt} refunded elsewhere.", amt=amt)


def told_inside() -> str:
    """这一笔就在里面，不再加"""
    return say("found.told_inside", "This one is part of it. Do not add it.")


def told_outside() -> str:
    """这一笔不在里面，另外加上"""
    return say("found.told_outside", "This one is not part of it. Add it.")


def told_choose() -> str:
    """请先选这一笔算没算过"""
    return say("found.told_choose", "First choose whether it was counted")


def record_confirm(amt: str) -> str:
    """补记 {amt}"""
    return say("found.record_confirm", "Record {amt}", amt=amt)


def recording() -> str:
    """正在补记"""
    return say("found.recording", "Recording")


def recorded_before() -> str:
    """这一笔已经记过或核对过了"""
    return say("found.recorded_before", "This one was recorded or checked before.")


def unread() -> str:
    """微信没有回答这笔退款的情况，没有记。请稍后再试"""
    return say(
        "found.unread",
        "WeChat did not answer about this refund. Nothing was recorded. Try again later.",
    )


def gone() -> str:
    """账单里已经没有这一笔，请重新下载"""
    return say("found.gone", "The bill does not hold this one any more. Download again.")


def spoken_row(*, kind: str, amt: str, why: str) -> str:
    """{kind}，{amt} 元。{why}"""
    return say("found.spoken_row", "{kind}, {amt} yuan. {why}", kind=kind, amt=amt, why=why)
