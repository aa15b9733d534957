"""Words of the detail pane: conversation, composer, ways out of trouble."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say, say_count


def platform_says(words: str) -> str:
    """微信支付提醒：{words}"""
    return say("case.platform_says", "WeChat Pay: {words}", words=words)


def message_spoken(*, name: str, time: str, text: str) -> str:
    """{name}，{time}：{text}"""
    return say("case.message_spoken", "{name}, {time}: {text}", name=name, time=time, text=text)


def copy_message() -> str:
    """复制这段话"""
    return say("case.copy_message", "Copy these words")


def drop_reply() -> str:
    """不发了"""
    return say("case.drop_reply", "Do not send")


def quick_detail() -> str:
    """请说明具体问题"""
    return say("case.quick_detail", "Ask what is wrong")


def quick_shipping() -> str:
    """正在核实物流"""
    return say("case.quick_shipping", "Checking the parcel")


def quick_card() -> str:
    """约电话核对收款"""
    return say("case.quick_card", "Arrange a call")


def quick_thanks() -> str:
    """感谢理解"""
    return say("case.quick_thanks", "Thank you")


def picture_unreadable(f: str) -> str:
    """“{f}”读不到，请检查文件还在不在"""
    return say("case.picture_unreadable", "“{f}” cannot be read. Is it still there?", f=f)


def pasted_picture() -> str:
    """粘贴的图片.png"""
    return say("case.pasted_picture", "pasted picture.png")


def reply_empty() -> str:
    """先写一句话"""
    return say("case.reply_empty", "Write something first.")


def tab_facts() -> str:
    """订单与检查"""
    return say("case.tab_facts", "Order and checks")


def more_goods(n: int) -> str:
    """还有 {n} 种商品"""
    return say("case.more_goods", "{n} more items", n=n)


def enter_elsewhere() -> str:
    """补记在别处退的款"""
    return say("case.enter_elsewhere", "Enter what was refunded elsewhere")


def reaches_customer() -> str:
    """客户收到"""
    return say("case.reaches_customer", "Received")


def the_shop() -> str:
    """本店账户"""
    return say("case.the_shop", "The shop's account")


def account_of(*, name: str, account: str) -> str:
    """{name} 的{account}"""
    return say("case.account_of", "{name}'s {account}", name=name, account=account)


def more_left(amount: str) -> str:
    """还可以再退 {amount}，每次都会重新核对。"""
    return say(
        "case.more_left", "{amount} can still be refunded; it is checked again.", amount=amount
    )


def whole_phone() -> str:
    """看完整电话"""
    return say("case.whole_phone", "Show phone")


def orders_title(n: int) -> str:
    """投诉里有 {n} 个订单，请选这次退哪一个"""
    return say("case.orders_title", "{n} orders in this complaint: pick the one to refund", n=n)


def orders_one(*, number: str, amount: str) -> str:
    """订单 {number}，{amount}"""
    return say("case.orders_one", "Order {number}, {amount}", number=number, amount=amount)


def orders_picked() -> str:
    """现在看的就是这个订单"""
    return say("case.orders_picked", "This order is the one you see now")


def cannot_reject() -> str:
    """正在退款或已经结束，不能拒绝"""
    return say("case.cannot_reject", "A refund is under way or this has ended: no rejection.")


def hint_abnormal() -> str:
    """不能再次点“同意退款”，避免重复退钱。"""
    return say("case.hint_abnormal", "Do not approve again: no double refund.")


def hint_red(n: int) -> str:
    """有 {n} 项不符合政策，同意前要再确认。"""
    return say_count(
        "case.hint_red",
        "{n} check failed. You will be asked again.",
        "{n} checks failed. You will be asked again.",
        n,
    )


def hint_refused() -> str:
    """微信没有退，钱没有动。在“退款进度”里继续或放弃。"""
    return say(
        "case.hint_refused", "Not refunded, no money moved. Go on or give up under Refund status."
    )


def hint_unknown() -> str:
    """正在用原单号查结果，请不要再点。"""
    return say("case.hint_unknown", "Asking with the same number. Please wait.")


def still_running() -> str:
    """这一步正在做，请稍候"""
    return say("case.still_running", "This is being done already.")


def progress_heading() -> str:
    """进度"""
    return say("case.progress_heading", "Progress")


def processing_long() -> str:
    """微信正在退款。"""
    return say("case.processing_long", "WeChat is refunding.")


def abnormal_lead(amt: str) -> str:
    """{amt} 没有到客户的卡里，但钱没有丢"""
    return say("case.abnormal_lead", "{amt} did not reach the card, but it is not lost", amt=amt)


def abnormal_text() -> str:
    """客户付款的账户可能已注销或冻结，银行退回了。钱现在停在微信支付，等你选一种处理方式。"""
    return say(
        "case.abnormal_text",
        "The account that paid may be closed or frozen, so the bank sent the money back. "
        "WeChat Pay holds it until you choose what to do.",
    )


def to_shop_title() -> str:
    """退回本店结算银行卡，再自己转给客户"""
    return say("case.to_shop_title", "Take it back to the shop, then pay the customer yourself")


def to_shop_text() -> str:
    """钱回到本店后，要另外转账并上传转账凭证，否则仍算没退。"""
    return say(
        "case.to_shop_text",
        "Then transfer it to the customer and add the proof. Until then it is not refunded.",
    )


def to_shop_button(amt: str) -> str:
    """退回本店 {amt}"""
    return say("case.to_shop_button", "Back to shop {amt}", amt=amt)


def to_shop_practice(amt: str) -> str:
    """练习：退回本店 {amt}"""
    return say("case.to_shop_practice", "Practice: back to shop {amt}", amt=amt)


def to_shop_next() -> str:
    """请另外转账给客户，然后标为线下已处理。"""
    return say("case.to_shop_next", "Pay the customer, then mark this as settled outside.")


def elsewhere_title() -> str:
    """我已在商户平台处理过"""
    return say("case.elsewhere_title", "I dealt with it on the merchant site")


def elsewhere_text() -> str:
    """重新查一次微信的结果，以微信为准。"""
    return say("case.elsewhere_text", "Asks WeChat once more; its answer counts.")


def ask_again() -> str:
    """重新查询"""
    return say("case.ask_again", "Ask again")


def outside_button() -> str:
    """已转给客户"""
    return say("case.outside_button", "Customer was paid")


def reject_stuck() -> str:
    """拒绝没有告诉微信，客户还不知道"""
    return say("case.reject_stuck", "The rejection did not reach WeChat yet.")


def complete_stuck() -> str:
    """“处理完成”没有告诉微信"""
    return say("case.complete_stuck", "WeChat was not told that the complaint is dealt with.")


def continue_title(amount: str) -> str:
    """继续退款 — {amount}"""
    return say("case.continue_title", "Continue refund — {amount}", amount=amount)


def continue_note(*, amount: str, number: str) -> str:
    """用原单号 {number} 再提交一次 {amount}。微信同一单号只退一次，不会重复退"""
    return say(
        "case.continue_note",
        "{amount} is sent again under its number {number}. WeChat pays one number once, so there "
        "is no double refund.",
        amount=amount,
        number=number,
    )


def continue_confirm(amount: str) -> str:
    """继续退款 {amount}"""
    return say("case.continue_confirm", "Continue: refund {amount}", amount=amount)


def continue_practice(amount: str) -> str:
    """练习：继续退款 {amount}"""
    return say("case.continue_practice", "Practice: refund {amount}", amount=amount)


def complete_note() -> str:
    """告诉微信这个投诉已经处理完。没有真正解决时，客户再投诉会影响店铺评分。提交后不能撤回"""
    return say(
        "case.complete_note",
        "Tells WeChat that the complaint is dealt with. If it is not, a new complaint counts "
        "against the shop. This cannot be taken back.",
    )
