"""An agreement that waits for a proof: choosing it, giving the proof, taking it back."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def when_name() -> str:
    """什么时候退：现在，或凭证到了再退"""
    return say("awaiting.when_name", "When to refund: now, or once a proof is there")


def later() -> str:
    """等凭证再退"""
    return say("awaiting.later", "Refund once proven")


def confirm_practice(amount: str) -> str:
    """练习：同意 {amount}，等凭证"""
    return say("awaiting.confirm_practice", "Practice: agree to {amount}, wait", amount=amount)


def reply_then() -> str:
    """退款时回复客户"""
    return say("awaiting.reply_then", "Reply to the customer when it is refunded")


def at_platform() -> str:
    """由微信小店退款，不能等凭证"""
    return say("awaiting.at_platform", "The WeChat Store refunds: it waits for no proof")


def proof_confirm_practice(amount: str) -> str:
    """练习：上传并退款 {amount}"""
    return say("awaiting.proof_confirm_practice", "Practice: add, refund {amount}", amount=amount)


def look(kind: str) -> str:
    """等{kind}，现在不退钱"""
    return say("awaiting.look", "Waits for the {kind}", kind=kind)


def standing(kind: str) -> str:
    """已同意，等{kind}。要改，请先撤回同意"""
    return say("awaiting.standing", "Agreed, waits for the {kind}. Take it back first", kind=kind)


def on_sheet() -> str:
    """已同意，等凭证。凭证到了会自己退"""
    return say("awaiting.on_sheet", "Agreed. The proof that it waits for refunds it")


def take_back() -> str:
    """撤回同意"""
    return say("awaiting.take_back", "Take back")


def take_back_name() -> str:
    """撤回等凭证的同意，不会退钱"""
    return say("awaiting.take_back_name", "Take back the agreement, no money moves")


def taken_back() -> str:
    """已撤回同意，钱没有动"""
    return say("awaiting.taken_back", "Taken back. No money moved")


def place_name(kind: str) -> str:
    """上传{kind}：选择文件，也可以拖进来或粘贴"""
    return say("awaiting.place_name", "Add the {kind}: choose, drop or paste it", kind=kind)


def audit_taken_back() -> str:
    """撤回了等凭证的同意"""
    return say("awaiting.audit_taken_back", "Took back what waited for a proof")


def between() -> str:
    """，"""
    return say("awaiting.between", ", ")
