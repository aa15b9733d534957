"""What is waited for, what the desk reminds of, and the lines of both in the log."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say, say_count


def send_back_by() -> str:
    """寄回期限"""
    return say("waiting.send_back_by", "Send back by")


def parcel() -> str:
    """退回快递"""
    return say("waiting.parcel", "Parcel")


def parcel_none() -> str:
    """客户还没有寄出"""
    return say("waiting.parcel_none", "Not sent yet")


def parcel_sent(carrier: str, number: str, when: str) -> str:
    """{carrier} {number}，{when} 寄出"""
    return say(
        "waiting.parcel_sent",
        "{carrier} {number}, sent {when}",
        carrier=carrier,
        number=number,
        when=when,
    )


def parcel_arrived(carrier: str, number: str, when: str) -> str:
    """{carrier} {number}，{when} 送到"""
    return say(
        "waiting.parcel_arrived",
        "{carrier} {number}, delivered {when}",
        carrier=carrier,
        number=number,
        when=when,
    )


def taken_in() -> str:
    """收货"""
    return say("waiting.taken_in", "Taken in")


def taken_in_well(when: str) -> str:
    """{when}，没有问题"""
    return say("waiting.taken_in_well", "{when}, as sent", when=when)


def taken_in_badly(when: str) -> str:
    """{when}，与发出时不符"""
    return say("waiting.taken_in_badly", "{when}, not as sent", when=when)


def offer_open(amount: str) -> str:
    """{amount}，等客户答复"""
    return say("waiting.offer_open", "{amount}, no answer yet", amount=amount)


def offer_agreed(amount: str) -> str:
    """{amount}，客户同意"""
    return say("waiting.offer_agreed", "{amount}, agreed", amount=amount)


def offer_refused(amount: str) -> str:
    """{amount}，客户没有同意"""
    return say("waiting.offer_refused", "{amount}, refused", amount=amount)


def offer_withdrawn(amount: str) -> str:
    """{amount}，已作废"""
    return say("waiting.offer_withdrawn", "{amount}, withdrawn", amount=amount)


def proof_awaited(kind: str, amount: str) -> str:
    """{kind}到了就退 {amount}"""
    return say(
        "waiting.proof_awaited", "{amount} once the {kind} is there", kind=kind, amount=amount
    )


def proof_given(kind: str, when: str) -> str:
    """{kind}，{when}上传"""
    return say("waiting.proof_given", "{kind}, added {when}", kind=kind, when=when)


def remind_lead() -> str:
    """提醒"""
    return say("waiting.remind_lead", "Reminder")


def remind_ends(n: int) -> str:
    """{n} 件退货快到寄回期限"""
    return say_count("waiting.remind_ends", "{n} return ends soon", "{n} returns end soon", n)


def remind_over(n: int) -> str:
    """{n} 件退货过了期限还没寄出"""
    return say_count(
        "waiting.remind_over", "{n} return was not sent in time", "{n} returns not sent in time", n
    )


def remind_arrived(n: int) -> str:
    """{n} 件退货送到了，还没点收"""
    return say_count(
        "waiting.remind_arrived", "{n} parcel is not unpacked", "{n} parcels are not unpacked", n
    )


def remind_offers(n: int) -> str:
    """{n} 个协商没有答复"""
    return say_count(
        "waiting.remind_offers", "{n} offer has no answer", "{n} offers have no answer", n
    )


def remind_proofs(n: int) -> str:
    """{n} 笔退款在等凭证"""
    return say_count(
        "waiting.remind_proofs", "{n} refund waits for a proof", "{n} refunds wait for proofs", n
    )


def remind_press() -> str:
    """看第一笔"""
    return say("waiting.remind_press", "Show the first")


def audit_asked() -> str:
    """请客户把货寄回"""
    return say("waiting.audit_asked", "Asked for the goods")


def audit_offered(amount: str) -> str:
    """提出退 {amount}"""
    return say("waiting.audit_offered", "Offered {amount}", amount=amount)


def audit_taken_in() -> str:
    """收到退回的货"""
    return say("waiting.audit_taken_in", "Goods came back")


def audit_answered(answer: str) -> str:
    """客户{answer}"""
    return say("waiting.audit_answered", "The customer {answer}", answer=answer)


def audit_answer_agreed() -> str:
    """同意了协商"""
    return say("waiting.audit_answer_agreed", "agreed to the offer")


def audit_answer_refused() -> str:
    """没有同意协商"""
    return say("waiting.audit_answer_refused", "refused the offer")


def audit_proof_agreed(amount: str) -> str:
    """同意退 {amount}，等凭证"""
    return say("waiting.audit_proof_agreed", "Agreed to {amount}, once proven", amount=amount)


def audit_proof_given() -> str:
    """凭证已上传"""
    return say("waiting.audit_proof_given", "The proof was added")


def audit_proof_let_go() -> str:
    """申请变了，等凭证的同意作废"""
    return say("waiting.audit_proof_let_go", "The application changed: agreement dropped")


def not_as_sent() -> str:
    """与发出时不符"""
    return say("waiting.not_as_sent", "not as sent")


def event_proof() -> str:
    """凭证"""
    return say("waiting.event_proof", "Proof")


def section_return() -> str:
    """退货"""
    return say("waiting.section_return", "Return")


def section_offers() -> str:
    """协商"""
    return say("waiting.section_offers", "Offers")


def section_proof() -> str:
    """等凭证再退"""
    return say("waiting.section_proof", "Refund once proven")


def marked_agreed() -> str:
    """同意协商"""
    return say("waiting.marked_agreed", "Offer agreed")


def marked_refused() -> str:
    """没同意协商"""
    return say("waiting.marked_refused", "Offer refused")
