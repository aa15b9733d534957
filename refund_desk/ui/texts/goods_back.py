"""The dialogs for goods that come back, offers and proofs, and what is wrong with them."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say, say_count


def no_return() -> str:
    """这个来源不能要求退货，请用文字和客户说"""
    return say("goods_back.no_return", "Goods cannot be asked for here. Write to the customer")


def no_offer() -> str:
    """这个来源不能协商金额，请用文字和客户说"""
    return say("goods_back.no_offer", "No offer can be made here. Write to the customer")


def wrong_address() -> str:
    """退货地址要有收件人、电话和地址"""
    return say("goods_back.wrong_address", "The address needs a receiver, a phone and a place")


def wrong_deadline() -> str:
    """寄回的期限已经过了"""
    return say("goods_back.wrong_deadline", "That day to send it back is over")


def none_awaited() -> str:
    """这一笔没有在等客户寄回"""
    return say("goods_back.none_awaited", "No goods are awaited here")


def goods_first() -> str:
    """货还没有收到，所以没有退款。要先退，请在核对窗口里勾选"""
    return say(
        "goods_back.goods_first",
        "The goods are not here, so nothing was refunded. To refund first, tick it in the check",
    )


def no_proof_awaited() -> str:
    """这一笔没有在等凭证"""
    return say("goods_back.no_proof_awaited", "No proof is awaited here")


def offer_agreed() -> str:
    """客户同意了协商的金额，可以退了"""
    return say("goods_back.offer_agreed", "The customer agreed to the offer. You can refund now")


def offer_refused() -> str:
    """客户没有同意协商的金额"""
    return say("goods_back.offer_refused", "The customer refused the offer")


def ask_button() -> str:
    """要求退货"""
    return say("goods_back.ask_button", "Return")


def ask_name() -> str:
    """要求退货，打开窗口，不会退钱"""
    return say("goods_back.ask_name", "Ask for the goods back, opens a window, no money moves")


def offer_button() -> str:
    """协商"""
    return say("goods_back.offer_button", "Offer")


def offer_name() -> str:
    """协商金额，打开窗口，不会退钱"""
    return say("goods_back.offer_name", "Offer another amount, opens a window, no money moves")


def take_in_button() -> str:
    """确认收货"""
    return say("goods_back.take_in_button", "Take in")


def take_in_name() -> str:
    """收到退回的货，打开窗口"""
    return say("goods_back.take_in_name", "The returned goods are here, opens a window")


def proof_button() -> str:
    """上传凭证"""
    return say("goods_back.proof_button", "Add proof")


def proof_name(kind: str) -> str:
    """上传{kind}，上传后自动退款，打开窗口"""
    return say("goods_back.proof_name", "Add the {kind}: it starts the refund", kind=kind)


def key_ask() -> str:
    """要求退货，或收到退货"""
    return say("goods_back.key_ask", "Ask for the goods, or take them in")


def key_offer() -> str:
    """协商金额"""
    return say("goods_back.key_offer", "Offer another amount")


def key_proof() -> str:
    """上传等着的凭证"""
    return say("goods_back.key_proof", "Add the proof that is awaited")


def at_the_platform() -> str:
    """请在微信小店后台处理退货和协商"""
    return say("goods_back.at_the_platform", "Do this in the console of the WeChat Store")


def under_way() -> str:
    """这一笔正在退款或已结束"""
    return say("goods_back.under_way", "This is being refunded, or is over")


def return_title(amount: str) -> str:
    """要求退货 {amount}"""
    return say("goods_back.return_title", "Ask for return {amount}", amount=amount)


def offer_title(amount: str) -> str:
    """协商金额 — 客户申请 {amount}"""
    return say("goods_back.offer_title", "Offer an amount — asked {amount}", amount=amount)


def offer_title_plain() -> str:
    """协商金额"""
    return say("goods_back.offer_title_plain", "Offer an amount")


def proof_title(kind: str, amount: str) -> str:
    """上传{kind}，退 {amount}"""
    return say(
        "goods_back.proof_title", "Add the {kind}, refund {amount}", kind=kind, amount=amount
    )


def address_label() -> str:
    """寄回地址"""
    return say("goods_back.address_label", "Where to send it")


def receiver() -> str:
    """收件人"""
    return say("goods_back.receiver", "Receiver")


def phone() -> str:
    """电话"""
    return say("goods_back.phone", "Phone")


def address() -> str:
    """地址"""
    return say("goods_back.address", "Address")


def days_label() -> str:
    """几天内寄出"""
    return say("goods_back.days_label", "To be sent within")


def days(n: int) -> str:
    """{n} 天"""
    return say_count("goods_back.days", "{n} day", "{n} days", n)


def until(day: str) -> str:
    """{day} 24:00 前"""
    return say("goods_back.until", "until the end of {day}", day=day)


def words_label() -> str:
    """会发给客户的话"""
    return say("goods_back.words_label", "Words to the customer")


def send() -> str:
    """发给客户"""
    return say("goods_back.send", "Send")


def ask_footer() -> str:
    """不会退钱，收到货再退"""
    return say("goods_back.ask_footer", "No money moves. Refund after the goods arrive.")


def offer_footer() -> str:
    """这一步只发消息，不会退钱"""
    return say("goods_back.offer_footer", "This only sends a message. No money moves.")


def offer_amount() -> str:
    """提出退多少（元）"""
    return say("goods_back.offer_amount", "How much to offer (yuan)")


def offer_amount_name(most: str) -> str:
    """提出退多少，元，最多 {most}"""
    return say("goods_back.offer_amount_name", "Amount to offer, yuan, at most {most}", most=most)


def asked_and_left(asked: str, left: str) -> str:
    """客户申请 {asked}，还可退 {left}"""
    return say("goods_back.asked_and_left", "Asked {asked}, {left} left", asked=asked, left=left)


def offer_note() -> str:
    """客户同意后，你再点“同意并退款”，金额会填好。申请的截止时间不变。"""
    return say(
        "goods_back.offer_note",
        "Once the customer agrees, approve as usual: the amount is filled in. The deadline stays.",
    )


def share(percent: int, amount: str) -> str:
    """{percent}% {amount}"""
    return say("goods_back.share", "{percent}% {amount}", percent=percent, amount=amount)


def is_as_sent() -> str:
    """货没问题，下一步核对金额并退款"""
    return say("goods_back.is_as_sent", "As sent: next, check the amount and refund")


def is_not_as_sent() -> str:
    """与发出时不符"""
    return say("goods_back.is_not_as_sent", "Not as sent")


def what_is_wrong() -> str:
    """哪里不符（会发给客户）"""
    return say("goods_back.what_is_wrong", "What is wrong (sent to the customer)")


def what_is_wrong_here() -> str:
    """哪里不符（只记在本机）"""
    return say("goods_back.what_is_wrong_here", "What is wrong (kept on this PC)")


def take_in_footer() -> str:
    """这一步不退钱"""
    return say("goods_back.take_in_footer", "No money moves yet.")


def take_in_confirm() -> str:
    """确认收货"""
    return say("goods_back.take_in_confirm", "Take in")


def words_needed() -> str:
    """请写给客户的话"""
    return say("goods_back.words_needed", "Write to the customer")


def words_long() -> str:
    """话太长了，最多 200 个字"""
    return say("goods_back.words_long", "At most 200 characters")


def proof_footer() -> str:
    """上传后自动退款，先有撤销时间"""
    return say("goods_back.proof_footer", "Then it refunds by itself, after the time to undo")


def proof_needed() -> str:
    """请加上凭证：点一下、拖进来或粘贴"""
    return say("goods_back.proof_needed", "Add the proof: choose, drop or paste")


def proof_confirm(amount: str) -> str:
    """上传并退款 {amount}"""
    return say("goods_back.proof_confirm", "Add and refund {amount}", amount=amount)


def proof_shipping_list() -> str:
    """发货清单"""
    return say("goods_back.proof_shipping_list", "shipping list")


def proof_sign_receipt() -> str:
    """签收单"""
    return say("goods_back.proof_sign_receipt", "sign receipt")


def proof_photo() -> str:
    """照片"""
    return say("goods_back.proof_photo", "photo")


def when_label() -> str:
    """什么时候退"""
    return say("goods_back.when_label", "When to refund")


def when_now() -> str:
    """现在退"""
    return say("goods_back.when_now", "Now")


def when_proof(kind: str) -> str:
    """有了{kind}再退"""
    return say("goods_back.when_proof", "Once the {kind} is there", kind=kind)


def confirm_on_proof(amount: str) -> str:
    """同意 {amount}，等凭证"""
    return say("goods_back.confirm_on_proof", "Agree to {amount}, wait for proof", amount=amount)


def hint_on_proof() -> str:
    """现在不退钱，凭证上传后自动退"""
    return say("goods_back.hint_on_proof", "No money moves now. The proof starts the refund.")


def before_goods() -> str:
    """货还没有收到，我仍然现在退"""
    return say("goods_back.before_goods", "The goods are not here, and I refund all the same")


def asked() -> str:
    """已请客户寄回"""
    return say("goods_back.asked", "The customer was asked for the goods")


def offered() -> str:
    """协商会发给客户，然后等答复"""
    return say("goods_back.offered", "The offer goes to the customer, who then answers")


def taken_in() -> str:
    """已收货"""
    return say("goods_back.taken_in", "The goods are taken in")


def on_proof() -> str:
    """已同意，等凭证"""
    return say("goods_back.on_proof", "Agreed. It waits for the proof")


def proof_kept(why: str) -> str:
    """凭证已收下，但没有退款：{why}"""
    return say("goods_back.proof_kept", "The proof is kept, nothing was refunded: {why}", why=why)
