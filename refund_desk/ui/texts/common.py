"""Words that every page shares: names, sources, states, pages."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def app_name() -> str:
    """退款台"""
    return say("common.app_name", "Refund Desk")


def window_title(shop: str) -> str:
    """退款台 — {shop}"""
    return say("common.window_title", "Refund Desk — {shop}", shop=shop)


def window_title_practice() -> str:
    """退款台 — 练习店铺"""
    return say("common.window_title_practice", "Refund Desk — practice shop")


def page_inbox() -> str:
    """收件箱"""
    return say("common.page_inbox", "Inbox")


def page_history() -> str:
    """历史"""
    return say("common.page_history", "History")


def owner() -> str:
    """店长"""
    return say("common.owner", "Owner")


def automatic() -> str:
    """自动"""
    return say("common.automatic", "Automatic")


def customer() -> str:
    """客户"""
    return say("common.customer", "Customer")


def platform() -> str:
    """微信支付"""
    return say("common.platform", "WeChat Pay")


def nobody() -> str:
    """—"""
    return say("common.nobody", "—")


def yes_close() -> str:
    """关闭"""
    return say("common.yes_close", "Close")


def back() -> str:
    """返回"""
    return say("common.back", "Back")


def dismiss() -> str:
    """取消"""
    return say("common.dismiss", "Cancel")


def retry() -> str:
    """重试"""
    return say("common.retry", "Try again")


def show() -> str:
    """显示"""
    return say("common.show", "Show")


def copy() -> str:
    """复制"""
    return say("common.copy", "Copy")


def copied() -> str:
    """已复制"""
    return say("common.copied", "Copied")


def more() -> str:
    """更多"""
    return say("common.more", "More")


def refresh() -> str:
    """刷新"""
    return say("common.refresh", "Refresh")


def undo() -> str:
    """撤销"""
    return say("common.undo", "Undo")


def skip() -> str:
    """先不"""
    return say("common.skip", "Skip")


def loading() -> str:
    """正在读取…"""
    return say("common.loading", "Loading…")


def no_goods() -> str:
    """没有商品资料"""
    return say("common.no_goods", "No goods known")


def unknown() -> str:
    """不清楚"""
    return say("common.unknown", "Unknown")


def source_complaint() -> str:
    """微信支付投诉"""
    return say("common.source_complaint", "WeChat Pay complaint")


def source_complaint_short() -> str:
    """微信投诉"""
    return say("common.source_complaint_short", "Complaint")


def source_shop_feed() -> str:
    """小程序后台"""
    return say("common.source_shop_feed", "Mini program")


def source_shop_feed_short() -> str:
    """小程序"""
    return say("common.source_shop_feed_short", "Mini program")


def source_store() -> str:
    """微信小店"""
    return say("common.source_store", "WeChat Store")


def source_store_short() -> str:
    """小店"""
    return say("common.source_store_short", "Store")


def source_sheet() -> str:
    """表格导入"""
    return say("common.source_sheet", "Spreadsheet")


def source_sheet_short() -> str:
    """表格"""
    return say("common.source_sheet_short", "Sheet")


def source_by_hand() -> str:
    """手工录入"""
    return say("common.source_by_hand", "Entered by hand")


def source_by_hand_short() -> str:
    """手工"""
    return say("common.source_by_hand_short", "By hand")


def source_order_facts() -> str:
    """订单资料"""
    return say("common.source_order_facts", "Order facts")


def category_damaged() -> str:
    """商品破损"""
    return say("common.category_damaged", "Damaged")


def category_not_as_described() -> str:
    """与描述不符"""
    return say("common.category_not_as_described", "Not as described")


def category_never_shipped() -> str:
    """一直没发货"""
    return say("common.category_never_shipped", "Not shipped")


def category_wrong_goods() -> str:
    """发错货"""
    return say("common.category_wrong_goods", "Wrong goods")


def category_missing_part() -> str:
    """漏发配件"""
    return say("common.category_missing_part", "Missing part")


def category_changed_mind() -> str:
    """不想要了"""
    return say("common.category_changed_mind", "Changed mind")


def category_quality() -> str:
    """质量问题"""
    return say("common.category_quality", "Quality")


def category_other() -> str:
    """其他原因"""
    return say("common.category_other", "Other reason")


def type_refund_only() -> str:
    """仅退款"""
    return say("common.type_refund_only", "Refund only")


def type_unshipped() -> str:
    """未发货"""
    return say("common.type_unshipped", "Not shipped")


def type_service() -> str:
    """服务未履约"""
    return say("common.type_service", "Service not given")


def type_other() -> str:
    """其他投诉"""
    return say("common.type_other", "Other complaint")


def type_return() -> str:
    """退货退款"""
    return say("common.type_return", "Return")


def type_trade() -> str:
    """交易投诉"""
    return say("common.type_trade", "Trade complaint")


def what_return() -> str:
    """退货退款，先寄回"""
    return say("common.what_return", "Return and refund")


def what_trade() -> str:
    """小程序交易投诉"""
    return say("common.what_trade", "Trade complaint in the mini program")


def what_refund_only() -> str:
    """仅退款，不退货"""
    return say("common.what_refund_only", "Refund only, no return")


def what_unshipped() -> str:
    """还没发货"""
    return say("common.what_unshipped", "Not shipped yet")


def what_service() -> str:
    """投诉：服务未履约"""
    return say("common.what_service", "Complaint: service not given")


def what_other() -> str:
    """投诉：其他问题"""
    return say("common.what_other", "Complaint: something else")


def amount_times(*, amount: str, n: int) -> str:
    """{amount} × {n}"""
    return say("common.amount_times", "{amount} × {n}", amount=amount, n=n)


def yuan(amount: str) -> str:
    """{amount} 元"""
    return say("common.yuan", "{amount} yuan", amount=amount)
