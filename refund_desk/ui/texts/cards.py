"""Words of a refund that the buyer's card did not take: another card, and what may go wrong."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def title() -> str:
    """打电话问客户要一张本人借记卡，退到新卡"""
    return say("cards.title", "Call the customer for a debit card of their own")


def best() -> str:
    """推荐"""
    return say("cards.best", "Best")


def note() -> str:
    """支持招商、工商、建设等 15 家银行。卡号加密发给微信，本机不保存。"""
    return say(
        "cards.note",
        "15 banks, such as CMB, ICBC, CCB. The number goes to WeChat only, encrypted, and is not"
        " kept here.",
    )


def arrange() -> str:
    """发消息约电话"""
    return say("cards.arrange", "Message for a call")


def bank() -> str:
    """开户银行"""
    return say("cards.bank", "Bank")


def number() -> str:
    """卡号"""
    return say("cards.number", "Card number")


def number_hint() -> str:
    """通话时填写"""
    return say("cards.number_hint", "During the call")


def holder() -> str:
    """户名"""
    return say("cards.holder", "Holder")


def holder_hint() -> str:
    """真实姓名"""
    return say("cards.holder_hint", "Real name")


def to_card() -> str:
    """退到新卡"""
    return say("cards.to_card", "To card")


def incomplete() -> str:
    """先填好开户银行、卡号和户名"""
    return say("cards.incomplete", "Fill in bank, number and holder first.")


def confirm_title(amount: str) -> str:
    """退到新卡 — {amount}"""
    return say("cards.confirm_title", "To a new card — {amount}", amount=amount)


def confirm_note(*, amount: str, bank: str, tail: str, holder: str) -> str:
    """{amount} 会退到 {bank} 尾号 {tail}，户名 {holder}。请和客户再对一遍：交给微信后不能撤销。"""
    return say(
        "cards.confirm_note",
        "{amount} goes to {bank}, ending in {tail}, holder {holder}. Compare it with the customer"
        " once more: it cannot be undone.",
        amount=amount,
        bank=bank,
        tail=tail,
        holder=holder,
    )


def confirm(amount: str) -> str:
    """退 {amount} 到新卡"""
    return say("cards.confirm", "Send {amount} to this card", amount=amount)


def sent_on(amount: str) -> str:
    """{amount} 已交给微信退到新卡，卡号没有留在本机"""
    return say(
        "cards.sent_on",
        "{amount} was handed to WeChat for the new card. The number is not kept here.",
        amount=amount,
    )


def will_say() -> str:
    """会发给客户的话"""
    return say("cards.will_say", "What the customer will read")


def edit() -> str:
    """修改文字"""
    return say("cards.edit", "Change the text")


def edited() -> str:
    """改好了"""
    return say("cards.edited", "Done")


def message_waiting() -> str:
    """这段话已经在发了"""
    return say("cards.message_waiting", "These words are on their way already.")


def message_queued() -> str:
    """已交给微信发给客户，等客户回复"""
    return say("cards.message_queued", "Handed to WeChat for the customer. Wait for the answer.")


def another() -> str:
    """另一笔也要处理"""
    return say("cards.another", "Another one needs you")


def whereabouts() -> str:
    """钱在哪"""
    return say("cards.whereabouts", "Where it is")


def at_wechat() -> str:
    """微信支付退款账户"""
    return say("cards.at_wechat", "WeChat Pay's refund account")


def doubt_lead() -> str:
    """还不知道微信受理了没有。"""
    return say("cards.doubt_lead", "It is not known whether WeChat took it.")


def doubt_note() -> str:
    """没收到微信的回答，正在用原单号查，查到以前请不要再点"""
    return say(
        "cards.doubt_note",
        "WeChat has not answered. Asking with the same number; do not press again before it does.",
    )


def doubt() -> str:
    """没收到微信的回答，不知道有没有受理。正在用原单号查，查到以前请不要再点"""
    return say(
        "cards.doubt",
        "No answer from WeChat, so nobody knows whether it was taken. Asking with the same number:"
        " do not press again before it answers.",
    )


def wrong_bank() -> str:
    """请选客户的开户银行"""
    return say("cards.wrong_bank", "Choose the customer's bank.")


def wrong_length() -> str:
    """借记卡号是 16–19 位数字，请再核对"""
    return say("cards.wrong_length", "A debit card has 16 to 19 digits. Check the number.")


def wrong_digits() -> str:
    """卡号里好像打错了一位，请和客户再对一遍"""
    return say("cards.wrong_digits", "A digit looks wrong. Compare it with the customer again.")


def wrong_holder() -> str:
    """户名请填银行卡上的真实姓名"""
    return say("cards.wrong_holder", "Enter the real name on the card.")


def unsealed() -> str:
    """没取到微信的加密证书，卡号没有发出去。请稍后再试"""
    return say(
        "cards.unsealed",
        "WeChat's certificate could not be fetched, so the card was not sent. Try again later.",
    )


def refused() -> str:
    """微信没有收下这张卡：卡号、户名和银行对不上。钱没有动，请核对后再试"""
    return say(
        "cards.refused",
        "WeChat did not take this card: number, holder and bank do not fit. No money moved. Check"
        " and try again.",
    )


def event_outside() -> str:
    """店外转账，客户看不到这条"""
    return say("cards.event_outside", "Paid outside; the customer does not see this")


def outside_lead() -> str:
    """微信不能再退这一笔。"""
    return say("cards.outside_lead", "WeChat cannot refund this any more.")


def proof() -> str:
    """转账凭证"""
    return say("cards.proof", "Proof of the transfer")


def proof_note() -> str:
    """最多 4 张，只留在本机，不会发给客户"""
    return say("cards.proof_note", "4 at most, kept on this PC, not sent to the customer")


def without_proof() -> str:
    """没有凭证，原因写在备注里"""
    return say("cards.without_proof", "No proof; the note says why")


def proof_needed() -> str:
    """请加一张转账凭证；没有的话勾选“没有凭证”并写明原因"""
    return say(
        "cards.proof_needed", "Add a picture of the transfer, or tick “No proof” and write why."
    )


def bank_cmb() -> str:
    """招商银行"""
    return say("cards.bank_cmb", "CMB")


def bank_icbc() -> str:
    """工商银行"""
    return say("cards.bank_icbc", "ICBC")


def bank_ccb() -> str:
    """建设银行"""
    return say("cards.bank_ccb", "CCB")


def bank_abc() -> str:
    """农业银行"""
    return say("cards.bank_abc", "ABC")


def bank_boc() -> str:
    """中国银行"""
    return say("cards.bank_boc", "BOC")


def bank_comm() -> str:
    """交通银行"""
    return say("cards.bank_comm", "BoCom")


def bank_psbc() -> str:
    """邮储银行"""
    return say("cards.bank_psbc", "PSBC")


def bank_citic() -> str:
    """中信银行"""
    return say("cards.bank_citic", "CITIC")


def bank_ceb() -> str:
    """光大银行"""
    return say("cards.bank_ceb", "Everbright")


def bank_cmbc() -> str:
    """民生银行"""
    return say("cards.bank_cmbc", "Minsheng")


def bank_cib() -> str:
    """兴业银行"""
    return say("cards.bank_cib", "CIB")


def bank_spdb() -> str:
    """浦发银行"""
    return say("cards.bank_spdb", "SPDB")


def bank_pab() -> str:
    """平安银行"""
    return say("cards.bank_pab", "Ping An")


def bank_gdb() -> str:
    """广发银行"""
    return say("cards.bank_gdb", "Guangfa")


def bank_nbcb() -> str:
    """宁波银行"""
    return say("cards.bank_nbcb", "Ningbo")
