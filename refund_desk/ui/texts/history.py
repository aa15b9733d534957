"""The history page."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def title() -> str:
    """历史"""
    return say("history.title", "History")


def search() -> str:
    """姓名、单号、商品"""
    return say("history.search", "Name, number, item")


def period_7() -> str:
    """最近 7 天"""
    return say("history.period_7", "Last 7 days")


def period_30() -> str:
    """最近 30 天"""
    return say("history.period_30", "Last 30 days")


def period_90() -> str:
    """最近 90 天"""
    return say("history.period_90", "Last 90 days")


def period_365() -> str:
    """最近 365 天"""
    return say("history.period_365", "Last 365 days")


def period_all() -> str:
    """全部时间"""
    return say("history.period_all", "All")


def period_name() -> str:
    """时间范围"""
    return say("history.period_name", "Period")


def results_all() -> str:
    """全部结果"""
    return say("history.results_all", "All results")


def results_name() -> str:
    """结果"""
    return say("history.results_name", "Result")


def actors_all() -> str:
    """全部处理人"""
    return say("history.actors_all", "Everybody")


def actors_name() -> str:
    """处理人"""
    return say("history.actors_name", "Handled by")


def total(n: str) -> str:
    """共 {n} 笔"""
    return say("history.total", "{n} in all", n=n)


def sum_refunded_label() -> str:
    """退款成功"""
    return say("history.sum_refunded_label", "Refunded")


def sum_rejected_label() -> str:
    """拒绝"""
    return say("history.sum_rejected_label", "Rejected")


def sum_withdrawn_label() -> str:
    """撤回或撤销"""
    return say("history.sum_withdrawn_label", "Withdrawn or undone")


def sum_abnormal_label() -> str:
    """异常"""
    return say("history.sum_abnormal_label", "Problem")


def sum_refunding_label() -> str:
    """处理中"""
    return say("history.sum_refunding_label", "Refunding")


def unit_count(n: str) -> str:
    """{n} 笔"""
    return say("history.unit_count", "{n}", n=n)


def column_time() -> str:
    """时间"""
    return say("history.column_time", "Time")


def column_customer() -> str:
    """客户"""
    return say("history.column_customer", "Customer")


def column_goods() -> str:
    """商品"""
    return say("history.column_goods", "Item")


def column_amount() -> str:
    """退款金额"""
    return say("history.column_amount", "Amount")


def column_result() -> str:
    """结果"""
    return say("history.column_result", "Result")


def column_actor() -> str:
    """处理人"""
    return say("history.column_actor", "Handled by")


def column_took() -> str:
    """用时"""
    return say("history.column_took", "Took")


def column_source() -> str:
    """来源"""
    return say("history.column_source", "Source")


def column_number() -> str:
    """退款单号"""
    return say("history.column_number", "Refund no.")


def result_refunded() -> str:
    """退款成功"""
    return say("history.result_refunded", "Refunded")


def result_elsewhere() -> str:
    """别处已退"""
    return say("history.result_elsewhere", "Elsewhere")


def result_refunding() -> str:
    """处理中"""
    return say("history.result_refunding", "Refunding")


def result_abnormal() -> str:
    """退款异常"""
    return say("history.result_abnormal", "Abnormal")


def result_rejected() -> str:
    """已拒绝"""
    return say("history.result_rejected", "Rejected")


def result_withdrawn() -> str:
    """客户撤回"""
    return say("history.result_withdrawn", "Withdrawn")


def result_undone() -> str:
    """已撤销"""
    return say("history.result_undone", "Undone")


def result_closed() -> str:
    """已关闭"""
    return say("history.result_closed", "Closed")


def result_unknown() -> str:
    """结果不明"""
    return say("history.result_unknown", "Unknown")


def result_refused() -> str:
    """没退成"""
    return say("history.result_refused", "Not refunded")


def result_platform() -> str:
    """微信已处理"""
    return say("history.result_platform", "By WeChat")


def result_outside() -> str:
    """线下处理"""
    return say("history.result_outside", "Outside")


def shown(*, first: int, last: int, total: int) -> str:
    """{first}–{last} / {total}"""
    return say("history.shown", "{first}–{last} / {total}", first=first, last=last, total=total)


def shown_none() -> str:
    """0 / 0"""
    return say("history.shown_none", "0 / 0")


def empty() -> str:
    """这段时间没有处理过的申请。"""
    return say("history.empty", "Nothing decided in this period.")


def empty_link() -> str:
    """看全部时间"""
    return say("history.empty_link", "See all")


def open_application() -> str:
    """打开申请"""
    return say("history.open_application", "Open application")


def refund_number() -> str:
    """退款单号"""
    return say("history.refund_number", "Refund no.")


def side_empty() -> str:
    """选一行，看这笔退款的全部经过。"""
    return say("history.side_empty", "Choose a line to see the whole life of a refund.")


def newest_first() -> str:
    """新的在前"""
    return say("history.newest_first", "newest first")


def oldest_first() -> str:
    """旧的在前"""
    return say("history.oldest_first", "oldest first")


def table_name() -> str:
    """处理过的申请"""
    return say("history.table_name", "Decided applications")
