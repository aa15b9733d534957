"""Asking for goods, offering an amount, taking in: what the dialogs and the detail say of them."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def deciding() -> str:
    """上一个决定还在发出，请等一下"""
    return say("negotiating.deciding", "The last decision is still on its way")


def goods_here() -> str:
    """货已经收到了"""
    return say("negotiating.goods_here", "The goods are here already")


def no_return_there() -> str:
    """客户申请的是仅退款，要退货请用“协商”"""
    return say(
        "negotiating.no_return_there", "The customer asks for money only. Use Offer for a return"
    )


def ask_tip() -> str:
    """把地址和期限发给客户，收到货再退，不会退钱"""
    return say(
        "negotiating.ask_tip", "Send address and deadline. No money moves until the goods are here"
    )


def offer_tip() -> str:
    """提出另一个金额，客户同意后再退，不会退钱"""
    return say("negotiating.offer_tip", "Propose another amount. No money moves until they agree")


def take_in_tip() -> str:
    """货收到了：没问题就核对金额，有问题就告诉客户"""
    return say(
        "negotiating.take_in_tip", "The goods are here: check the amount, or say what is wrong"
    )


def address_choice(address: str, receiver: str) -> str:
    """{address} {receiver} 收"""
    return say(
        "negotiating.address_choice", "{address}, {receiver}", address=address, receiver=receiver
    )


def address_new() -> str:
    """填一个新地址"""
    return say("negotiating.address_new", "Enter a new address")


def addresses_reading() -> str:
    """正在读微信小店里的退货地址…"""
    return say("negotiating.addresses_reading", "Reading the addresses of the WeChat Store…")


def addresses_none() -> str:
    """微信小店里还没有退货地址，请先到小店后台添加"""
    return say(
        "negotiating.addresses_none", "The WeChat Store has no return address. Add one there"
    )


def offers_reading() -> str:
    """正在问微信小店可以怎样协商…"""
    return say("negotiating.offers_reading", "Asking the WeChat Store what can be offered…")


def offers_none() -> str:
    """这一笔现在不能在微信小店协商"""
    return say("negotiating.offers_none", "Nothing can be offered in the WeChat Store now")


def freight_label() -> str:
    """运费谁出"""
    return say("negotiating.freight_label", "Who pays for sending it back")


def freight_shop() -> str:
    """本店出（商品问题）"""
    return say("negotiating.freight_shop", "We do (our fault)")


def freight_customer() -> str:
    """客户出"""
    return say("negotiating.freight_customer", "The customer")


def steps_label() -> str:
    """之后的步骤"""
    return say("negotiating.steps_label", "What comes next")


def step_tell() -> str:
    """告诉客户"""
    return say("negotiating.step_tell", "Tell the customer")


def step_parcel() -> str:
    """填快递单号"""
    return say("negotiating.step_parcel", "Parcel number")


def step_take_in() -> str:
    """确认收货"""
    return say("negotiating.step_take_in", "Take in")


def step_refund() -> str:
    """退款"""
    return say("negotiating.step_refund", "Refund")


def steps_spoken() -> str:
    """之后的步骤：告诉客户，填快递单号，确认收货，退款"""
    return say(
        "negotiating.steps_spoken", "What comes next: tell the customer, parcel, take in, refund"
    )


def three_tenths(amount: str) -> str:
    """三成 {amount}"""
    return say("negotiating.three_tenths", "30% {amount}", amount=amount)


def half(amount: str) -> str:
    """五成 {amount}"""
    return say("negotiating.half", "50% {amount}", amount=amount)


def asked(amount: str) -> str:
    """客户申请 {amount}"""
    return say("negotiating.asked", "Asked {amount}", amount=amount)


def refundable(amount: str) -> str:
    """还可退 {amount}"""
    return say("negotiating.refundable", "Refundable {amount}", amount=amount)


def as_asked_or_less(most: str) -> str:
    """最多 {most}，请改小"""
    return say("negotiating.as_asked_or_less", "At most {most}. Enter less", most=most)


def exactly(amount: str) -> str:
    """这一种协商的金额是 {amount}，不能改"""
    return say("negotiating.exactly", "This kind of offer is for {amount}", amount=amount)


def extras_label() -> str:
    """另外补偿（可不选）"""
    return say("negotiating.extras_label", "On top (optional)")


def extra_resend() -> str:
    """补发一件"""
    return say("negotiating.extra_resend", "Send another one")


def extra_keep() -> str:
    """商品不用寄回"""
    return say("negotiating.extra_keep", "Keep the goods")


def kind_label() -> str:
    """怎样协商"""
    return say("negotiating.kind_label", "What to offer")


def kind_amount() -> str:
    """只改金额，仅退款"""
    return say("negotiating.kind_amount", "Another amount, money only")


def kind_plan() -> str:
    """换一个方案，仅退款"""
    return say("negotiating.kind_plan", "Another plan, money only")


def kind_plan_return() -> str:
    """换一个方案，退货退款"""
    return say("negotiating.kind_plan_return", "Another plan, with a return")


def kind_withdraw() -> str:
    """已发货拦不回来，请买家撤销申请"""
    return say("negotiating.kind_withdraw", "It was sent and cannot be stopped: ask to withdraw")


def kind_prove() -> str:
    """联系不上买家，请买家补充凭证"""
    return say("negotiating.kind_prove", "Cannot reach the buyer: ask for proof")


def kind_keep() -> str:
    """生鲜等不用寄回，改成仅退款"""
    return say("negotiating.kind_keep", "Fresh goods stay there: money only")


def kind_other(number: int) -> str:
    """微信小店的第 {number} 种"""
    return say("negotiating.kind_other", "No. {number} of the WeChat Store", number=str(number))


def pictures_label() -> str:
    """图片"""
    return say("negotiating.pictures_label", "Pictures")


def pictures_needed() -> str:
    """这一种协商要有图片：点一下、拖进来或粘贴"""
    return say("negotiating.pictures_needed", "This needs a picture: choose, drop or paste")


def note_lead() -> str:
    """不会退钱"""
    return say("negotiating.note_lead", "no money moves")


def note(lead: str) -> str:
    """这一步只发消息，{lead}。客户同意后你再点“同意并退款”，金额已帮你填好。申请的截止时间不变。"""
    return say(
        "negotiating.note",
        "This only sends a message, {lead}. Once the customer agrees, approve as usual: the "
        "amount is filled in. The deadline stays.",
        lead=lead,
    )


def offer_footer() -> str:
    """不会退钱"""
    return say("negotiating.offer_footer", "No money moves.")


def take_in_title(amount: str) -> str:
    """确认收货 {amount}"""
    return say("negotiating.take_in_title", "Take in {amount}", amount=amount)


def take_in_question() -> str:
    """货怎么样"""
    return say("negotiating.take_in_question", "How are the goods?")


def take_in_next() -> str:
    """确认收货，核对金额"""
    return say("negotiating.take_in_next", "Take in, check amount")


def take_in_tell() -> str:
    """确认收货并告诉客户"""
    return say("negotiating.take_in_tell", "Take in and tell")


def take_in_note() -> str:
    """确认收货，记下问题"""
    return say("negotiating.take_in_note", "Take in and note")


def told_wrong() -> str:
    """已收货，问题已发给客户"""
    return say("negotiating.told_wrong", "Taken in. The customer is told what is wrong")


def noted_wrong() -> str:
    """已收货，问题记在本机"""
    return say("negotiating.noted_wrong", "Taken in. What is wrong is noted here")


def hint_goods(day: str) -> str:
    """等客户寄回，{day} 前"""
    return say("negotiating.hint_goods", "The goods are awaited until {day}", day=day)


def hint_parcel(parcel: str) -> str:
    """客户已寄出 {parcel}，收到就确认"""
    return say("negotiating.hint_parcel", "On its way: {parcel}. Take it in here", parcel=parcel)


def hint_offer(amount: str) -> str:
    """提出了 {amount}，等客户答复"""
    return say("negotiating.hint_offer", "{amount} was offered, no answer yet", amount=amount)


def sent_to() -> str:
    """寄回地址"""
    return say("negotiating.sent_to", "Sent to")


def line_awaited() -> str:
    """等客户寄回"""
    return say("negotiating.line_awaited", "Waiting for the goods")


def line_asked_detail(day: str) -> str:
    """请客户 {day} 前寄出"""
    return say("negotiating.line_asked_detail", "To be sent by {day}", day=day)


def line_sent(number: str) -> str:
    """已寄出 {number}"""
    return say("negotiating.line_sent", "Sent back {number}", number=number)


def line_to_send() -> str:
    """客户寄出"""
    return say("negotiating.line_to_send", "The customer sends it")


def line_delivered(when: str) -> str:
    """{when} 送到"""
    return say("negotiating.line_delivered", "Delivered {when}", when=when)


def line_taken_in() -> str:
    """确认收货"""
    return say("negotiating.line_taken_in", "Taken in")


def line_refund() -> str:
    """核对金额并退款"""
    return say("negotiating.line_refund", "Check the amount and refund")


def tag_return() -> str:
    """要求退货"""
    return say("negotiating.tag_return", "Return asked")


def tag_offer(amount: str) -> str:
    """协商 {amount}"""
    return say("negotiating.tag_offer", "Offer {amount}", amount=amount)


def told_there() -> str:
    """微信小店会把地址发给买家，快递单号由买家在小店里填。运费和期限按小店的规则。"""
    return say(
        "negotiating.told_there",
        "The WeChat Store tells the buyer the address and asks for the parcel number. Its rules "
        "set freight and deadline.",
    )


def fields_needed() -> str:
    """请填收件人、电话和地址"""
    return say("negotiating.fields_needed", "Enter receiver, phone and address")


def choose_goods() -> str:
    """请选货怎么样"""
    return say("negotiating.choose_goods", "Choose how the goods are")


def sent() -> str:
    """已发出"""
    return say("negotiating.sent", "Sent")
