"""The shop's rules: their page in the settings, and what is wrong with a value."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def page() -> str:
    """规则"""
    return say("policy.page", "Rules")


def title() -> str:
    """本店的退款规则"""
    return say("policy.title", "The shop's refund rules")


def lead() -> str:
    """规则只提示，钱由人点了才退。唯一会自己做的是最下面的“自动同意”，默认关着。"""
    return say(
        "policy.lead",
        "Rules only advise: money moves when a person presses. The one exception is automatic "
        "agreement at the end, which is off.",
    )


def trades() -> str:
    """套用常见做法"""
    return say("policy.trades", "Start from a common trade")


def trades_note() -> str:
    """套用会改天数、照片和运费，不改限额；保存前都不算数。"""
    return say(
        "policy.trades_note",
        "Changes days, photos and freight, never limits. Nothing counts until it is saved.",
    )


def trade_food() -> str:
    """食品"""
    return say("policy.trade_food", "Food")


def trade_clothes() -> str:
    """服装"""
    return say("policy.trade_clothes", "Clothes")


def trade_handmade() -> str:
    """手作定制"""
    return say("policy.trade_handmade", "Handmade")


def trade_electronics() -> str:
    """数码"""
    return say("policy.trade_electronics", "Electronics")


def trade_content() -> str:
    """卡券课程"""
    return say("policy.trade_content", "Vouchers, courses")


def days() -> str:
    """时间"""
    return say("policy.days", "Time")


def return_days(field: str) -> str:
    """签收后 {field} 天内可以申请"""
    return say(
        "policy.return_days",
        "May be asked for within {field} days after delivery",
        field=field,
    )


def ship_within_days(field: str) -> str:
    """付款后 {field} 天还没发货，算拖延"""
    return say(
        "policy.ship_within_days",
        "Not shipped {field} days after payment counts as late",
        field=field,
    )


def amounts() -> str:
    """金额"""
    return say("policy.amounts", "Amounts")


def single_limit(field: str) -> str:
    """一笔超过 {field} 元，要留意"""
    return say("policy.single_limit", "Take note when one refund is over {field} yuan", field=field)


def day_limit(field: str) -> str:
    """“一起同意”一天最多退 {field} 元"""
    return say(
        "policy.day_limit",
        "Agreeing to several at once: at most {field} yuan a day",
        field=field,
    )


def retype_from(field: str) -> str:
    """一笔到了 {field} 元，要再输一遍金额"""
    return say("policy.retype_from", "From {field} yuan on, the amount is typed twice", field=field)


def customers() -> str:
    """客户"""
    return say("policy.customers", "Customers")


def customer_refunds(field: str) -> str:
    """同一位客户半年内已经退过 {field} 次，要留意"""
    return say(
        "policy.customer_refunds",
        "Take note of a customer with {field} refunds in half a year",
        field=field,
    )


def reasons() -> str:
    """按退款原因"""
    return say("policy.reasons", "By reason")


def reasons_photos() -> str:
    """要看的照片"""
    return say("policy.reasons_photos", "Photos wanted")


def reasons_freight() -> str:
    """运费谁出"""
    return say("policy.reasons_freight", "Freight")


def pictures_none() -> str:
    """不用照片"""
    return say("policy.pictures_none", "None")


def pictures_some(n: int) -> str:
    """至少 {n} 张"""
    return say("policy.pictures_some", "At least {n}", n=n)


def freight_shop() -> str:
    """本店出"""
    return say("policy.freight_shop", "The shop pays")


def freight_buyer() -> str:
    """客户出"""
    return say("policy.freight_buyer", "The customer pays")


def pictures_name(reason: str) -> str:
    """{reason}，要看的照片"""
    return say("policy.pictures_name", "{reason}, photos wanted", reason=reason)


def freight_name(reason: str) -> str:
    """{reason}，运费谁出"""
    return say("policy.freight_name", "{reason}, who pays freight", reason=reason)


def wechat() -> str:
    """微信和法律的规定（改不了）"""
    return say("policy.wechat", "What WeChat and the law say")


def wechat_first() -> str:
    """投诉要在 24 小时内回复，72 小时内处理完"""
    return say("policy.wechat_first", "Complaints: reply within 24 hours, finish within 72")


def wechat_year() -> str:
    """付款超过 365 天不能退，一笔付款最多退 50 次，两次隔 1 分钟"""
    return say(
        "policy.wechat_year",
        "No refund 365 days after payment; at most 50 refunds a payment, a minute apart",
    )


def wechat_law() -> str:
    """网购签收 7 天内可以无理由退货，运费客户出；定做的、生鲜、拆封的数字商品除外"""
    return say(
        "policy.wechat_law",
        "Bought online: 7 days after delivery without a reason, the buyer pays freight; not "
        "for made-to-order, fresh food, opened digital goods",
    )


def wechat_back() -> str:
    """退货到店后 7 天内退款"""
    return say("policy.wechat_back", "Refund within 7 days of getting the goods back")


def law() -> str:
    """消费者权益保护法第二十五条"""
    return say("policy.law", "Consumer protection law of China, article 25")


def source(name: str) -> str:
    """来源：{name}"""
    return say("policy.source", "Source: {name}", name=name)


def save() -> str:
    """保存规则"""
    return say("policy.save", "Save rules")


def discard() -> str:
    """放弃修改"""
    return say("policy.discard", "Discard changes")


def saved() -> str:
    """规则已保存，从现在起按新的算"""
    return say("policy.saved", "Rules saved. They hold from now on")


def wrong_whole(*, least: int, most: int) -> str:
    """请填 {least} 到 {most} 之间的整数"""
    return say(
        "policy.wrong_whole",
        "A whole number from {least} to {most}",
        least=least,
        most=most,
    )


def wrong_amount(*, least: str, most: str) -> str:
    """请填 {least} 到 {most} 元，最多两位小数"""
    return say(
        "policy.wrong_amount",
        "From {least} to {most} yuan, at most two decimals",
        least=least,
        most=most,
    )


def wrong_ceiling() -> str:
    """一笔不能比一天的还多"""
    return say("policy.wrong_ceiling", "One cannot be more than the whole day")


def wrong_reason() -> str:
    """写给客户的退款原因：1 到 26 个字"""
    return say("policy.wrong_reason", "The reason for the customer: 1 to 80 bytes")


def wrong_value() -> str:
    """规则里有一个值不对，没有保存"""
    return say("policy.wrong_value", "One of the values is not possible. Nothing was saved")


def changed() -> str:
    """规则刚刚变了。请看过现在的，再改一次"""
    return say("policy.changed", "The rules have just changed. Look at them and change them again")


def unreadable() -> str:
    """保存的规则读不出来，先按通常的规则；自动同意关着。请看过再保存"""
    return say(
        "policy.unreadable",
        "The saved rules cannot be read. The usual ones hold, nothing is agreed to "
        "automatically. Look at them and save",
    )


def audit_changed() -> str:
    """改了本店规则"""
    return say("policy.audit_changed", "Shop rules were changed")
