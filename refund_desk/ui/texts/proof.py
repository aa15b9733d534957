"""The page of the daily proof: sums, refunds that agree, the table for the accountant."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def title() -> str:
    """对账"""
    return say("proof.title", "Reconcile")


def card_theirs() -> str:
    """微信账单"""
    return say("proof.card_theirs", "WeChat's bill")


def card_theirs_note(*, n: int, day: str) -> str:
    """{n} 笔退款 · {day} 全天"""
    return say("proof.card_theirs_note", "{n} refunds · all of {day}", n=n, day=day)


def card_ours() -> str:
    """本机记录"""
    return say("proof.card_ours", "Our records")


def card_ours_note(n: int) -> str:
    """{n} 笔退款"""
    return say("proof.card_ours_note", "{n} refunds", n=n)


def card_waiting_note(*, n: int, waiting: int) -> str:
    """{n} 笔退款，另有 {waiting} 笔要等第二天的账单"""
    return say(
        "proof.card_waiting_note",
        "{n} refunds, {waiting} more wait for the next bill",
        n=n,
        waiting=waiting,
    )


def card_matched() -> str:
    """对上了"""
    return say("proof.card_matched", "Agree")


def card_matched_note(*, amt: str, missed: str) -> str:
    """{amt}，另有 {missed} 没到客户"""
    return say("proof.card_matched_note", "{amt}, {missed} not received", amt=amt, missed=missed)


def card_differ() -> str:
    """对不上"""
    return say("proof.card_differ", "Differ")


def card_differ_note(amt: str) -> str:
    """相差 {amt}，原因在下面"""
    return say("proof.card_differ_note", "{amt} apart, see below", amt=amt)


def card_differ_none() -> str:
    """没有要处理的"""
    return say("proof.card_differ_none", "Nothing to look at")


def card_fee() -> str:
    """退回的手续费"""
    return say("proof.card_fee", "Fees given back")


def card_fee_note(rate: str) -> str:
    """按 {rate} 计，微信已退回"""
    return say("proof.card_fee_note", "At {rate}, returned by WeChat", rate=rate)


def card_fee_plain() -> str:
    """微信已退回"""
    return say("proof.card_fee_plain", "Returned by WeChat")


def count(n: int) -> str:
    """{n} 笔"""
    return say("proof.count", "{n}", n=n)


def unknown() -> str:
    """—"""
    return say("proof.unknown", "—")


def to_do(n: int) -> str:
    """要处理 {n}"""
    return say("proof.to_do", "To look at: {n}", n=n)


def to_do_note() -> str:
    """不处理也不会动钱，只是本机的账和微信不一样"""
    return say("proof.to_do_note", "Leaving them moves no money: only the two books differ")


def done_before(n: int) -> str:
    """处理过的 {n}"""
    return say("proof.done_before", "Looked at: {n}", n=n)


def more(n: int) -> str:
    """还有 {n} 笔，先处理上面的"""
    return say("proof.more", "{n} more. Start with those above.", n=n)


def matched(n: int) -> str:
    """已对上 {n}"""
    return say("proof.matched", "Agree: {n}", n=n)


def newest_first() -> str:
    """新的在前"""
    return say("proof.newest_first", "Newest first")


def oldest_first() -> str:
    """旧的在前"""
    return say("proof.oldest_first", "Oldest first")


def column_time() -> str:
    """退款时间"""
    return say("proof.column_time", "Refunded")


def column_number() -> str:
    """退款单号"""
    return say("proof.column_number", "Refund no.")


def column_customer() -> str:
    """客户"""
    return say("proof.column_customer", "Customer")


def column_theirs() -> str:
    """微信"""
    return say("proof.column_theirs", "WeChat")


def column_ours() -> str:
    """本机"""
    return say("proof.column_ours", "Here")


def column_fee() -> str:
    """退回手续费"""
    return say("proof.column_fee", "Fee back")


def column_result() -> str:
    """结果"""
    return say("proof.column_result", "Result")


def agrees() -> str:
    """一致"""
    return say("proof.agrees", "Agree")


def agrees_less(amt: str) -> str:
    """一致，客户实收 {amt}"""
    return say("proof.agrees_less", "Agree, {amt} in cash", amt=amt)


def agrees_closed() -> str:
    """一致，微信已关闭，钱没有退出"""
    return say("proof.agrees_closed", "Agree: closed, no money left")


def agrees_at_shop() -> str:
    """一致，退回本店"""
    return say("proof.agrees_at_shop", "Agree: back at the shop")


def agrees_abnormal() -> str:
    """一致，没有到客户的卡里"""
    return say("proof.agrees_abnormal", "Agree: did not reach the card")


def agrees_tip(*, returned: str, payer: str) -> str:
    """账单的退款金额 {returned}，查询到客户实收 {payer}"""
    return say(
        "proof.agrees_tip",
        "{returned} refunded by the bill, {payer} reached the customer",
        returned=returned,
        payer=payer,
    )


def column_their_number() -> str:
    """微信退款单号"""
    return say("proof.column_their_number", "WeChat's refund no.")


def column_payment() -> str:
    """微信支付订单号"""
    return say("proof.column_payment", "WeChat order")


def export() -> str:
    """导出给会计"""
    return say("proof.export", "Export")


def export_file(day: str) -> str:
    """对账 {day}.csv"""
    return say("proof.export_file", "Reconcile {day}.csv", day=day)


def exported(name: str) -> str:
    """已导出“{name}”"""
    return say("proof.exported", "Exported “{name}”", name=name)


def not_exported(name: str) -> str:
    """“{name}”没有写成，请换个地方再试"""
    return say("proof.not_exported", "“{name}” could not be written. Try another place.", name=name)


def table_name() -> str:
    """已对上的退款"""
    return say("proof.table_name", "Refunds that agree")


def all_matched() -> str:
    """全部对上了，没有要处理的。"""
    return say("proof.all_matched", "Everything agrees. Nothing to look at.")


def none_matched() -> str:
    """还没有对上的退款。"""
    return say("proof.none_matched", "No refund agrees yet.")
