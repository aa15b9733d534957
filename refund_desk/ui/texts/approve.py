"""The approve dialog."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say, say_count


def title() -> str:
    """同意并退款"""
    return say("approve.title", "Approve and refund")


def confirm(amt: str) -> str:
    """确认退款 {amt}"""
    return say("approve.confirm", "Refund {amt}", amt=amt)


def confirm_practice(amt: str) -> str:
    """练习：确认退款 {amt}"""
    return say("approve.confirm_practice", "Practice: refund {amt}", amt=amt)


def no_amount() -> str:
    """¥—"""
    return say("approve.no_amount", "¥—")


def amount_needed() -> str:
    """没有现成的金额，请填要退多少"""
    return say("approve.amount_needed", "No amount to suggest: enter how much goes back")


def check(*, name: str, phone: str, caps: str) -> str:
    """退给 {name}（{phone}），大写 {caps}"""
    return say(
        "approve.check",
        "Refund to {name} ({phone}), in words {caps}",
        name=name,
        phone=phone,
        caps=caps,
    )


def check_no_phone(*, name: str, caps: str) -> str:
    """退给 {name}，大写 {caps}"""
    return say("approve.check_no_phone", "Refund to {name}, in words {caps}", name=name, caps=caps)


def check_lead() -> str:
    """请再核对一次"""
    return say("approve.check_lead", "Please check once more")


def hint() -> str:
    """点确认后有 5 秒可以撤销，之后钱会退出"""
    return say("approve.hint", "You have 5 seconds to undo. Then the money leaves.")


def hint_seconds(n: int) -> str:
    """点确认后有 {n} 秒可以撤销，之后钱会退出"""
    return say("approve.hint_seconds", "You have {n} seconds to undo. Then the money leaves.", n=n)


def headline(*, name: str, goods: str) -> str:
    """{name} • {goods}"""
    return say("approve.headline", "{name} · {goods}", name=name, goods=goods)


def facts_line(*, category: str, amount: str, number: str) -> str:
    """{category} • 申请 {amount} • 微信支付 {number}"""
    return say(
        "approve.facts_line",
        "{category} · asks for {amount} · WeChat Pay {number}",
        category=category,
        amount=amount,
        number=number,
    )


def facts_line_no_amount(*, category: str, number: str) -> str:
    """{category} • 客户没写金额 • 微信支付 {number}"""
    return say(
        "approve.facts_line_no_amount",
        "{category} · no amount asked · WeChat Pay {number}",
        category=category,
        number=number,
    )


def amount_label() -> str:
    """退款金额（元）"""
    return say("approve.amount_label", "Refund amount (yuan)")


def amount_name(max: str) -> str:
    """退款金额，元，最多 {max} 元"""
    return say("approve.amount_name", "Refund amount, yuan, at most {max}", max=max)


def choice_asked(amount: str) -> str:
    """申请金额 {amount}"""
    return say("approve.choice_asked", "Asked {amount}", amount=amount)


def choice_without_freight(amount: str) -> str:
    """不含运费 {amount}"""
    return say("approve.choice_without_freight", "Without shipping {amount}", amount=amount)


def choice_all(amount: str) -> str:
    """全部 {amount}"""
    return say("approve.choice_all", "All {amount}", amount=amount)


def bar_paid() -> str:
    """实付"""
    return say("approve.bar_paid", "Paid")


def bar_refunded() -> str:
    """已退"""
    return say("approve.bar_refunded", "Refunded")


def bar_now() -> str:
    """本次"""
    return say("approve.bar_now", "This time")


def bar_left() -> str:
    """退后还可退"""
    return say("approve.bar_left", "Left after this")


def reason_label() -> str:
    """退款原因"""
    return say("approve.reason_label", "Refund reason")


def reason_note() -> str:
    """客户会在微信退款通知里看到"""
    return say("approve.reason_note", "The customer sees it in WeChat")


def reason_left(n: int) -> str:
    """还能写 {n} 个字"""
    return say_count("approve.reason_left", "{n} character left", "{n} characters left", n)


def reason_over() -> str:
    """太长了，微信不收"""
    return say("approve.reason_over", "Too long for WeChat")


def reason_needed() -> str:
    """写一句原因，客户会看到。"""
    return say("approve.reason_needed", "Say why, the customer will read it.")


def where_label() -> str:
    """退到哪里"""
    return say("approve.where_label", "Goes to")


def where() -> str:
    """原路退回"""
    return say("approve.where", "Back the way it came")


def reply_too() -> str:
    """同时回复客户"""
    return say("approve.reply_too", "Reply to the customer as well")


def reply_other() -> str:
    """换一条"""
    return say("approve.reply_other", "Another text")


def red_tick() -> str:
    """我知道，仍要退款"""
    return say("approve.red_tick", "I know, refund anyway")


def retype_label(amt: str) -> str:
    """金额较大，请再输入一次 {amt}"""
    return say("approve.retype_label", "Large amount. Type {amt} again.", amt=amt)


def retype_name() -> str:
    """再输入一次退款金额"""
    return say("approve.retype_name", "Type the refund amount again")


def changed() -> str:
    """可退金额变了，请重新核对，再点一次"""
    return say("approve.changed", "The refundable amount has changed. Check again and press again.")


def checking() -> str:
    """正在核对…"""
    return say("approve.checking", "Checking…")
