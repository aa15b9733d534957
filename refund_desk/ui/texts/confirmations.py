"""Small questions before a rarer step, and notes of the decision dialogs."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def looked() -> str:
    """我看过了"""
    return say("confirmations.looked", "I looked")


def coupon_received(amount: str) -> str:
    """用过优惠券：客户约收到 {amount}，其余退给出券的一方"""
    return say(
        "confirmations.coupon_received",
        "A coupon was used: about {amount} reaches the customer, the rest its issuer.",
        amount=amount,
    )


def reply_empty() -> str:
    """写一句话，或取消勾选"""
    return say("confirmations.reply_empty", "Write something, or take the tick away.")


def undo_lead(*, n: int, amt: str) -> str:
    """{n} 秒后退 {amt}"""
    return say("confirmations.undo_lead", "Refunding {amt} in {n} s", n=n, amt=amt)


def too_late() -> str:
    """来不及撤销了，已经在提交"""
    return say("confirmations.too_late", "Too late to undo, it is being sent.")


def give_up_title(amount: str) -> str:
    """放弃退款 — {amount}"""
    return say("confirmations.give_up_title", "Give up refund — {amount}", amount=amount)


def give_up_note() -> str:
    """先用原单号向微信确认没有退，再放弃。放弃后这个退款单号不再使用，钱没有退给客户"""
    return say(
        "confirmations.give_up_note",
        "WeChat is asked first that nothing was refunded. The number is not used again, and the "
        "customer gets no money.",
    )


def give_up_confirm() -> str:
    """不退了"""
    return say("confirmations.give_up_confirm", "Give up")


def to_shop_title(amount: str) -> str:
    """退回本店 — {amount}"""
    return say("confirmations.to_shop_title", "Back to the shop — {amount}", amount=amount)


def to_shop_note(amount: str) -> str:
    """{amount} 会回到本店的账户，不会到客户那里。之后要自己转给客户，否则仍算没退。提交后不能撤回"""
    return say(
        "confirmations.to_shop_note",
        "{amount} goes back to the shop's account, not to the customer. Pay the customer yourself "
        "afterwards. This cannot be taken back.",
        amount=amount,
    )


def to_shop_confirm(amount: str) -> str:
    """退回本店 {amount}"""
    return say("confirmations.to_shop_confirm", "Back to the shop {amount}", amount=amount)


def practice(words: str) -> str:
    """练习：{words}"""
    return say("confirmations.practice", "Practice: {words}", words=words)


def elsewhere_title() -> str:
    """补记在别处退的款"""
    return say("confirmations.elsewhere_title", "Enter a refund made elsewhere")


def elsewhere_note() -> str:
    """请到商户平台查这笔付款一共退了多少。这里只记录，不会退钱"""
    return say(
        "confirmations.elsewhere_note",
        "Look at the merchant site how much of this payment was refunded in all. This only records "
        "it, no money moves.",
    )


def elsewhere_amount() -> str:
    """在别处一共退了（元）"""
    return say("confirmations.elsewhere_amount", "Refunded elsewhere in all (yuan)")


def elsewhere_confirm() -> str:
    """记下"""
    return say("confirmations.elsewhere_confirm", "Record")


def elsewhere_over(amount: str) -> str:
    """不能超过实付 {amount}"""
    return say("confirmations.elsewhere_over", "Not more than was paid, {amount}.", amount=amount)


def outside_title(amount: str) -> str:
    """线下已处理 — {amount}"""
    return say("confirmations.outside_title", "Settled outside — {amount}", amount=amount)


def outside_note() -> str:
    """已经用别的办法把钱给了客户时才用。这里只记录，不会退钱"""
    return say(
        "confirmations.outside_note",
        "Only when the customer got the money another way. This only records it, no money moves.",
    )


def outside_done() -> str:
    """已记为线下已处理，微信里没有动钱"""
    return say("confirmations.outside_done", "Marked as settled outside. No money moved in WeChat.")


def outside_confirm() -> str:
    """标为线下已处理"""
    return say("confirmations.outside_confirm", "Mark as settled outside")


def note_label() -> str:
    """备注（记在操作记录里）"""
    return say("confirmations.note_label", "Note (kept in the log)")


def note_hint() -> str:
    """例如：11-18 银行转账，回单号 1234"""
    return say("confirmations.note_hint", "Such as: bank transfer 11-18, slip 1234")


def note_needed() -> str:
    """请写一句备注"""
    return say("confirmations.note_needed", "Write a note.")


def evidence_no_pictures() -> str:
    """没有照片"""
    return say("confirmations.evidence_no_pictures", "no photo")


def evidence_refunded() -> str:
    """以前退过款"""
    return say("confirmations.evidence_refunded", "refunded before")


def picture_pasted(n: int) -> str:
    """粘贴的图片 {n}"""
    return say("confirmations.picture_pasted", "Pasted picture {n}", n=n)
