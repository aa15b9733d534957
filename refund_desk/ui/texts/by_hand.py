"""An application that a person types in: somebody phoned."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say, say_count


def command() -> str:
    """手工录入申请…"""
    return say("by_hand.command", "Enter an application…")


def title() -> str:
    """手工录入申请"""
    return say("by_hand.title", "Enter an application")


def number() -> str:
    """订单号"""
    return say("by_hand.number", "Order number")


def number_hint() -> str:
    """微信支付订单号或商户订单号"""
    return say("by_hand.number_hint", "WeChat Pay's number or the shop's own")


def look() -> str:
    """查订单"""
    return say("by_hand.look", "Look up")


def looking() -> str:
    """正在查…"""
    return say("by_hand.looking", "Looking…")


def first() -> str:
    """先查订单：填上面的订单号，按回车"""
    return say("by_hand.first", "First the order: type its number above and press Enter")


def paid() -> str:
    """实付"""
    return say("by_hand.paid", "Paid")


def left() -> str:
    """还能退"""
    return say("by_hand.left", "Can still go back")


def paid_at() -> str:
    """付款时间"""
    return say("by_hand.paid_at", "Paid at")


def goods() -> str:
    """商品"""
    return say("by_hand.goods", "Goods")


def no_goods() -> str:
    """没有商品资料"""
    return say("by_hand.no_goods", "Goods not known")


def own_number() -> str:
    """商户订单号"""
    return say("by_hand.own_number", "Shop's number")


def payment() -> str:
    """微信支付订单号"""
    return say("by_hand.payment", "WeChat Pay's")


def linked(n: int) -> str:
    """这个订单已有 {n} 笔申请"""
    return say_count(
        "by_hand.linked",
        "This order has {n} application already",
        "This order has {n} applications already",
        n,
    )


def by_platform() -> str:
    """这笔钱由微信小店退，这里只记录"""
    return say(
        "by_hand.by_platform",
        "The WeChat Store returns this money; it is only recorded here",
    )


def elsewhere() -> str:
    """微信说这笔退过款，本机没有记录。录入后会逐笔查清"""
    return say(
        "by_hand.elsewhere",
        "WeChat Pay says part of this was refunded, unknown here. It is looked up once entered.",
    )


def nothing_left() -> str:
    """这笔已经没有钱可退"""
    return say("by_hand.nothing_left", "Nothing of this can still go back")


def too_long_ago() -> str:
    """付款超过 365 天，微信不能退"""
    return say("by_hand.too_long_ago", "Paid over 365 days ago: WeChat cannot refund it")


def reason() -> str:
    """原因"""
    return say("by_hand.reason", "Reason")


def amount() -> str:
    """申请金额"""
    return say("by_hand.amount", "Amount asked")


def amount_name(amt: str) -> str:
    """申请金额，元，最多 {amt}"""
    return say("by_hand.amount_name", "Amount asked, yuan, at most {amt}", amt=amt)


def amount_most(amt: str) -> str:
    """最多 {amt}"""
    return say("by_hand.amount_most", "At most {amt}", amt=amt)


def words() -> str:
    """客户说了什么"""
    return say("by_hand.words", "What the customer said")


def words_left(n: str) -> str:
    """还能写 {n} 个字"""
    return say("by_hand.words_left", "{n} left", n=n)


def phone() -> str:
    """手机号（可不填）"""
    return say("by_hand.phone", "Phone (optional)")


def phone_form() -> str:
    """手机号是 11 位数字"""
    return say("by_hand.phone_form", "A mobile number has 11 digits")


def pictures() -> str:
    """客户的图片"""
    return say("by_hand.pictures", "Customer's pictures")


def pictures_note() -> str:
    """可以直接粘贴，只存在本机"""
    return say("by_hand.pictures_note", "Paste them here; they stay on this PC")


def confirm(amt: str) -> str:
    """录入 {amt} 的申请"""
    return say("by_hand.confirm", "Enter for {amt}", amt=amt)


def confirm_plain() -> str:
    """录入"""
    return say("by_hand.confirm_plain", "Enter")


def hint() -> str:
    """只进收件箱，不会退钱"""
    return say("by_hand.hint", "It goes to the inbox. No money moves.")


def keeping() -> str:
    """正在录入…"""
    return say("by_hand.keeping", "Entering…")


def done(amt: str) -> str:
    """已录入 {amt} 的申请"""
    return say("by_hand.done", "Application for {amt} entered", amt=amt)


def long(n: str) -> str:
    """最多写 {n} 个字"""
    return say("by_hand.long", "At most {n} characters", n=n)


def many_pictures(n: str) -> str:
    """最多 {n} 张图片"""
    return say("by_hand.many_pictures", "At most {n} pictures", n=n)


def need_number() -> str:
    """先查到订单"""
    return say("by_hand.need_number", "Look the order up first")


def need_reason() -> str:
    """请选一个原因"""
    return say("by_hand.need_reason", "Choose a reason")


def need_amount() -> str:
    """请填申请金额"""
    return say("by_hand.need_amount", "Type the amount asked")


def need_words() -> str:
    """请写下客户说了什么"""
    return say("by_hand.need_words", "Write what the customer said")


def audit_entered(amt: str) -> str:
    """手工录入 {amt} 的申请"""
    return say("by_hand.audit_entered", "Application for {amt} entered by hand", amt=amt)
