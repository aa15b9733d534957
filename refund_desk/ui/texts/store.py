"""WeChat Store: why it cannot be read, or did not take a decision."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def ip(address: str) -> str:
    """微信小店没有放行这台电脑的 IP：{address}。请到小店后台的开发设置里，把它加进 IP 白名单"""
    return say(
        "store.ip",
        "WeChat Store does not let this PC in. Add its address {address} to the IP allow-list in"
        " the Store's developer settings.",
        address=address,
    )


def ip_unnamed() -> str:
    """微信小店没有放行这台电脑的 IP。请到小店后台的开发设置里，把它加进 IP 白名单"""
    return say(
        "store.ip_unnamed",
        "WeChat Store does not let this PC in. Add its address to the IP allow-list in the Store's"
        " developer settings.",
    )


def key() -> str:
    """微信小店不认 AppID 或 AppSecret。请到设置里核对"""
    return say("store.key", "WeChat Store refused the AppID or AppSecret. Check the settings.")


def denied() -> str:
    """小店没有开通售后接口权限，或小店被限制。请到小店后台查看"""
    return say(
        "store.denied",
        "The Store has no permission for after-sales calls, or is restricted. Look in its console.",
    )


def quota() -> str:
    """微信小店今天的接口次数用完了，明天自动继续"""
    return say("store.quota", "Today's calls to WeChat Store are used up. It goes on tomorrow.")


def moved() -> str:
    """这笔售后的状态已经变了，没有提交。请看最新状态"""
    return say(
        "store.moved", "This after-sale has moved on. Nothing was sent. See where it stands."
    )


def changed() -> str:
    """这笔售后在你看过之后有变化，没有提交。请再看一眼"""
    return say("store.changed", "This after-sale changed after you saw it. Nothing was sent.")


def gone() -> str:
    """微信小店里没有这笔售后"""
    return say("store.gone", "WeChat Store has no such after-sale.")


def foreign() -> str:
    """这笔售后不属于这家小店。请到设置里核对 AppID"""
    return say("store.foreign", "This after-sale is of another Store. Check the AppID.")


def amount() -> str:
    """微信小店按售后单的金额退，现在和你看到的不一样，没有提交"""
    return say(
        "store.amount", "The Store refunds the after-sale's amount, which is another one now."
    )


def elsewhere() -> str:
    """这笔售后已经由平台处理退款，没有再提交"""
    return say("store.elsewhere", "The platform is refunding this already. Nothing more was sent.")


def short() -> str:
    """微信小店说这笔订单的钱不够退"""
    return say("store.short", "WeChat Store says that the order has not enough money left.")


def dispute() -> str:
    """买家已经申请平台介入，现在不能拒绝"""
    return say("store.dispute", "The buyer called the platform in, so it cannot be rejected now.")


def address() -> str:
    """退货要先选小店后台里的退货地址"""
    return say("store.address", "Choose a return address of the Store first.")


def negotiate() -> str:
    """要先用“协商”给买家一个方案；买家不同意或没有回复，才能拒绝"""
    return say(
        "store.negotiate",
        "Make the buyer an offer first. It can be rejected once the buyer refuses or is silent.",
    )


def form() -> str:
    """微信小店不接受这些内容，可能太长。请改短再试"""
    return say("store.form", "WeChat Store does not take this. It may be too long: shorten it.")


def picture() -> str:
    """微信小店没有收下图片。请换一张 2 MB 以内的 JPG 或 PNG"""
    return say(
        "store.picture", "WeChat Store did not take the picture. Try a JPG or PNG of at most 2 MB."
    )


def reason() -> str:
    """请从微信小店的拒绝原因里选一个"""
    return say("store.reason", "Choose one of the Store's own reasons.")


def not_platform() -> str:
    """这笔不是平台退款，请用“同意”"""
    return say("store.not_platform", "The platform does not refund this one. Use Agree.")


def audit_agreed(amount: str) -> str:
    """同意退款 {amount}，由平台退"""
    return say("store.audit_agreed", "Agreed to {amount}, refunded by the platform", amount=amount)


def audit_proved() -> str:
    """已提交退款凭证，等买家确认"""
    return say("store.audit_proved", "Proof of payment given, the buyer confirms")


def says(words: str) -> str:
    """微信小店：{words}"""
    return say("store.says", "WeChat Store: {words}", words=words)


def agree_title() -> str:
    """同意，由微信小店退款"""
    return say("store.agree_title", "Agree: WeChat Store pays")


def agree_button(amount: str) -> str:
    """同意，由小店退 {amount}"""
    return say("store.agree_button", "Agree, the Store pays {amount}", amount=amount)


def agree_button_practice(amount: str) -> str:
    """练习：同意，由小店退 {amount}"""
    return say("store.agree_button_practice", "Practice: the Store pays {amount}", amount=amount)


def agree_confirm(amount: str) -> str:
    """同意退 {amount}"""
    return say("store.agree_confirm", "Agree to {amount}", amount=amount)


def agree_lead() -> str:
    """微信小店收到“同意”后，会自己把钱退给客户。"""
    return say("store.agree_lead", "Once you agree, WeChat Store pays the customer back itself.")


def agree_rest() -> str:
    """金额按售后单，不能改；这里不会另外退款。"""
    return say(
        "store.agree_rest",
        "The amount is the after-sale's and cannot be changed; nothing is refunded from here.",
    )


def agree_hint(n: int) -> str:
    """有 {n} 秒可以撤销，之后才告诉小店"""
    return say("store.agree_hint", "{n} seconds to undo, then the Store is told.", n=n)


def amount_locked() -> str:
    """退款金额（售后单定的，不能改）"""
    return say("store.amount_locked", "Amount (set by the after-sale)")


def undo_lead(*, n: int, amt: str) -> str:
    """{n} 秒后告诉微信小店“同意”，由它退 {amt}"""
    return say("store.undo_lead", "The Store is told to pay {amt} in {n} s", n=n, amt=amt)


def order_read_at(time: str) -> str:
    """以微信小店为准 • {time}"""
    return say("store.order_read_at", "From WeChat Store · {time}", time=time)


def order_note() -> str:
    """实付和退款以微信小店为准"""
    return say("store.order_note", "Paid and refunded as WeChat Store says")


def agreeing() -> str:
    """正在告诉微信小店“同意”，还没有退款"""
    return say("store.agreeing", "WeChat Store is being told. Nothing is refunded yet.")


def agreed() -> str:
    """已告诉微信小店“同意”，由它退款"""
    return say("store.agreed", "WeChat Store was told. It pays the customer back.")


def agree_stuck() -> str:
    """还没告诉微信小店“同意”，小店没有退款"""
    return say("store.agree_stuck", "WeChat Store was not told “agreed”, so it refunds nothing.")


def refunding() -> str:
    """微信小店正在退款，到账后这里会更新"""
    return say("store.refunding", "WeChat Store is refunding. This follows when it has arrived.")


def goods_first() -> str:
    """退货退款要先请买家寄回，收到货再同意"""
    return say("store.goods_first", "Ask for the goods first. Agree once they are back.")


def goods_awaited() -> str:
    """等买家寄回，寄出后才能同意退款"""
    return say("store.goods_awaited", "Waiting for the buyer to send the goods back.")


def answer_awaited() -> str:
    """等买家答复"""
    return say("store.answer_awaited", "Waiting for the buyer's answer.")


def in_dispute() -> str:
    """买家已申请平台介入，请到小店后台处理纠纷"""
    return say(
        "store.in_dispute", "The buyer called the platform in. Answer in the Store's console."
    )


def exchange() -> str:
    """换货请到小店后台处理"""
    return say("store.exchange", "Exchanges are handled in the Store's console.")


def prove() -> str:
    """平台没退成。请用别的方式退给买家，再上传退款凭证"""
    return say(
        "store.prove",
        "The platform could not pay. Pay the buyer another way, then upload the proof.",
    )


def paid_here() -> str:
    """本机已经退过这笔订单，再同意会超过实付"""
    return say(
        "store.paid_here",
        "This desk refunded this order. Agreeing would return more than was paid.",
    )


def reasons_reading() -> str:
    """正在读取微信小店的拒绝原因…"""
    return say("store.reasons_reading", "Reading the Store's reasons…")


def reasons_unread(why: str) -> str:
    """读不到微信小店的拒绝原因：{why}"""
    return say("store.reasons_unread", "The Store's reasons could not be read: {why}", why=why)


def reasons_none() -> str:
    """微信小店没有给出适用的拒绝原因"""
    return say("store.reasons_none", "The Store gives no reason that fits.")


def reject_rest() -> str:
    """买家 7 天内可以申请平台介入。有的售后要先协商，小店会说明。"""
    return say(
        "store.reject_rest",
        "The buyer may call the platform in for 7 days. Some after-sales need an offer first.",
    )


def no_reject_pictures() -> str:
    """微信小店的拒绝不收图片"""
    return say("store.no_reject_pictures", "The Store takes no pictures with a rejection.")


def prove_button() -> str:
    """上传退款凭证"""
    return say("store.prove_button", "Upload proof of payment")


def prove_title() -> str:
    """上传退款凭证"""
    return say("store.prove_title", "Proof of payment")


def prove_lead() -> str:
    """平台没退成，你已经用别的方式退给买家时，把转账凭证交给微信小店，买家确认后结束。"""
    return say(
        "store.prove_lead",
        "Where the platform could not pay and you did it another way, give the Store the proof."
        " It ends once the buyer confirms.",
    )


def prove_pictures() -> str:
    """付款凭证"""
    return say("store.prove_pictures", "Proof")


def prove_suggestion(amount: str) -> str:
    """{amount} 已转给您，凭证见图片，请确认。"""
    return say(
        "store.prove_suggestion",
        "{amount} was transferred to you, see the picture. Please confirm.",
        amount=amount,
    )


def prove_words() -> str:
    """说明（买家能看到）"""
    return say("store.prove_words", "Words (the buyer reads them)")


def prove_needed() -> str:
    """请添加至少一张凭证图片"""
    return say("store.prove_needed", "Add at least one picture.")


def prove_confirm() -> str:
    """交给微信小店"""
    return say("store.prove_confirm", "Give to the Store")


def proving() -> str:
    """正在上传退款凭证"""
    return say("store.proving", "The proof is being uploaded.")


def dispute_note() -> str:
    """买家已申请平台介入（纠纷）。这里能看，答复和举证请到小店后台。"""
    return say(
        "store.dispute_note",
        "The buyer called the platform in. You can read it here; answer in the Store's console.",
    )
