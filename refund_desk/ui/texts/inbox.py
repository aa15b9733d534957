"""The list of applications: search, segments, groups, rows, empty states."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say, say_count


def search_placeholder() -> str:
    """搜姓名、单号、商品"""
    return say("inbox.search_placeholder", "Name, number, item")


def search_name() -> str:
    """搜索申请：姓名、单号、商品、手机号后四位"""
    return say(
        "inbox.search_name",
        "Search applications by name, number, item or the last 4 digits of a phone",
    )


def filter() -> str:
    """筛选"""
    return say("inbox.filter", "Filter")


def segment_to_do() -> str:
    """待处理"""
    return say("inbox.segment_to_do", "To do")


def segment_waiting() -> str:
    """等客户"""
    return say("inbox.segment_waiting", "Waiting")


def segment_refunding() -> str:
    """退款中"""
    return say("inbox.segment_refunding", "Refunding")


def segment_problem() -> str:
    """异常"""
    return say("inbox.segment_problem", "Problem")


def group_due_today() -> str:
    """今天到期"""
    return say("inbox.group_due_today", "Due today")


def group_due_tomorrow() -> str:
    """明天到期"""
    return say("inbox.group_due_tomorrow", "Due tomorrow")


def group_later() -> str:
    """之后"""
    return say("inbox.group_later", "Later")


def group_on_its_way() -> str:
    """等到账"""
    return say("inbox.group_on_its_way", "On its way")


def group_arrived_today() -> str:
    """今天已到账"""
    return say("inbox.group_arrived_today", "Arrived today")


def group_problem() -> str:
    """要你处理"""
    return say("inbox.group_problem", "Needs you")


def group_found() -> str:
    """搜索结果"""
    return say("inbox.group_found", "Found")


def pictures_count(n: int) -> str:
    """{n} 张图"""
    return say_count("inbox.pictures_count", "{n} picture", "{n} pictures", n)


def marked_amount_changed() -> str:
    """金额变了"""
    return say("inbox.marked_amount_changed", "Amount changed")


def marked_withdrawn() -> str:
    """已撤回"""
    return say("inbox.marked_withdrawn", "Withdrawn")


def marked_refunded() -> str:
    """已全额退过"""
    return say("inbox.marked_refunded", "Refunded in full")


def marked_closed() -> str:
    """微信关闭了"""
    return say("inbox.marked_closed", "Closed by WeChat")


def marked_undone() -> str:
    """没有提交"""
    return say("inbox.marked_undone", "Not sent")


def first_look() -> str:
    """正在取申请…"""
    return say("inbox.first_look", "Fetching applications…")


def first_look_in_vain() -> str:
    """还没取到申请，会一直再试。"""
    return say("inbox.first_look_in_vain", "No requests fetched yet. It is tried again and again.")


def empty_to_do() -> str:
    """都处理完了。有新申请会提醒你。"""
    return say("inbox.empty_to_do", "All done. You will be told about new ones.")


def empty_waiting() -> str:
    """没有在等的客户。"""
    return say("inbox.empty_waiting", "Nobody to wait for.")


def empty_refunding() -> str:
    """没有在路上的退款。"""
    return say("inbox.empty_refunding", "No refund is on its way.")


def empty_problem() -> str:
    """没有要你处理的问题。"""
    return say("inbox.empty_problem", "No problems for you to solve.")


def empty_search(q: str) -> str:
    """没找到“{q}”。可以搜姓名、单号、商品、手机号后四位。"""
    return say(
        "inbox.empty_search",
        "Nothing found for “{q}”. Try a name, a number, an item, or the last 4 digits of a phone.",
        q=q,
    )


def clear_search() -> str:
    """清空搜索"""
    return say("inbox.clear_search", "Clear search")


def load_failed() -> str:
    """没读到，点重试"""
    return say("inbox.load_failed", "Not read, press to try again")


def list_name() -> str:
    """退款申请"""
    return say("inbox.list_name", "Applications")


def row_processing(span: str) -> str:
    """处理中 {span}"""
    return say("inbox.row_processing", "Refunding {span}", span=span)


def row_submitted(span: str) -> str:
    """已提交 {span}"""
    return say("inbox.row_submitted", "Sent {span} ago", span=span)


def row_arrived(time: str) -> str:
    """{time} 已到账"""
    return say("inbox.row_arrived", "Arrived {time}", time=time)


def row_planned() -> str:
    """等待提交"""
    return say("inbox.row_planned", "Waiting to be sent")


def row_unknown() -> str:
    """结果不明，正在查"""
    return say("inbox.row_unknown", "Result unknown, asking")


def row_refused() -> str:
    """没退成，看原因"""
    return say("inbox.row_refused", "Not refunded, see why")


def row_balance() -> str:
    """余额不足，等充值"""
    return say("inbox.row_balance", "Balance too low")


def row_abnormal() -> str:
    """没有到客户的卡里"""
    return say("inbox.row_abnormal", "Did not reach the card")


def row_at_shop() -> str:
    """退回到本店，等你转给客户"""
    return say("inbox.row_at_shop", "Back at the shop, pass it on")


def row_closed() -> str:
    """已关闭，钱没有退出"""
    return say("inbox.row_closed", "Closed, no money left")


def row_accessible(*, title: str, amount: str, category: str, goods: str, due: str) -> str:
    """{title}，申请退款 {amount} 元，{category}，{goods}，{due}"""
    return say(
        "inbox.row_accessible",
        "{title}, asks for {amount} yuan, {category}, {goods}, {due}",
        title=title,
        amount=amount,
        category=category,
        goods=goods,
        due=due,
    )


def row_accessible_no_amount(*, title: str, category: str, goods: str, due: str) -> str:
    """{title}，没有申请退款，{category}，{goods}，{due}"""
    return say(
        "inbox.row_accessible_no_amount",
        "{title}, asks for no refund, {category}, {goods}, {due}",
        title=title,
        category=category,
        goods=goods,
        due=due,
    )


def row_spoken_unread(row: str) -> str:
    """{row}，未读"""
    return say("inbox.row_spoken_unread", "{row}, unread", row=row)
