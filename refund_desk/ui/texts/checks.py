"""Policy checks: each rule in words, with its evidence."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say, say_count


def checks() -> str:
    """政策检查"""
    return say("checks.checks", "Policy check")


def checks_passed(n: int) -> str:
    """{n} 项通过"""
    return say("checks.checks_passed", "{n} passed", n=n)


def checks_amber(n: int) -> str:
    """{n} 项留意"""
    return say("checks.checks_amber", "{n} to note", n=n)


def checks_red(n: int) -> str:
    """{n} 项不符"""
    return say("checks.checks_red", "{n} failed", n=n)


def checks_grey(n: int) -> str:
    """{n} 项没查到"""
    return say("checks.checks_grey", "{n} unknown", n=n)


def checks_all_passed() -> str:
    """政策检查通过"""
    return say("checks.checks_all_passed", "All checks passed")


def verdict_green(rule: str) -> str:
    """通过：{rule}"""
    return say("checks.verdict_green", "Passed: {rule}", rule=rule)


def verdict_amber(rule: str) -> str:
    """留意：{rule}"""
    return say("checks.verdict_amber", "Take note: {rule}", rule=rule)


def verdict_red(rule: str) -> str:
    """不符：{rule}"""
    return say("checks.verdict_red", "Not met: {rule}", rule=rule)


def verdict_unknown(rule: str) -> str:
    """没查到：{rule}"""
    return say("checks.verdict_unknown", "Not known: {rule}", rule=rule)


def check_again() -> str:
    """重查"""
    return say("checks.check_again", "Check again")


def rule_order_missing() -> str:
    """微信里没找到这个订单"""
    return say("checks.rule_order_missing", "WeChat has no such order")


def rule_order_unread() -> str:
    """没向微信查到订单"""
    return say("checks.rule_order_unread", "Order not read yet")


def rule_currency() -> str:
    """不是人民币付款"""
    return say("checks.rule_currency", "Not paid in yuan")


def rule_order_unpaid() -> str:
    """订单没有付款"""
    return say("checks.rule_order_unpaid", "Order was not paid")


def rule_too_old() -> str:
    """付款超过 365 天"""
    return say("checks.rule_too_old", "Paid over 365 days ago")


def rule_within_days(n: int) -> str:
    """签收后 {n} 天内申请"""
    return say("checks.rule_within_days", "Within {n} days of delivery", n=n)


def evidence_day(n: int) -> str:
    """第 {n} 天"""
    return say("checks.evidence_day", "day {n}", n=n)


def rule_after_days(n: int) -> str:
    """超过签收后 {n} 天"""
    return say("checks.rule_after_days", "Over {n} days after delivery", n=n)


def rule_receipt_unread() -> str:
    """没查到物流"""
    return say("checks.rule_receipt_unread", "Shipping not found")


def evidence_receipt_unread() -> str:
    """没有订单资料"""
    return say("checks.evidence_receipt_unread", "no order facts")


def rule_not_signed() -> str:
    """还没签收"""
    return say("checks.rule_not_signed", "Not delivered yet")


def rule_unshipped() -> str:
    """还没发货"""
    return say("checks.rule_unshipped", "Not shipped yet")


def rule_unshipped_long() -> str:
    """一直没发货"""
    return say("checks.rule_unshipped_long", "Long not shipped")


def evidence_days_since_paid(n: int) -> str:
    """付款后 {n} 天"""
    return say_count(
        "checks.evidence_days_since_paid", "{n} day since payment", "{n} days since payment", n
    )


def rule_pictures_damage() -> str:
    """有破损照片"""
    return say("checks.rule_pictures_damage", "Damage photos")


def rule_pictures_damage_none() -> str:
    """没有破损照片"""
    return say("checks.rule_pictures_damage_none", "No damage photo")


def rule_pictures_goods() -> str:
    """有商品照片"""
    return say("checks.rule_pictures_goods", "Photos of the goods")


def rule_pictures_goods_none() -> str:
    """没有商品照片"""
    return say("checks.rule_pictures_goods_none", "No photo of the goods")


def evidence_pictures(n: int) -> str:
    """{n} 张"""
    return say("checks.evidence_pictures", "{n}", n=n)


def rule_amount() -> str:
    """申请金额 ≤ 还可退"""
    return say("checks.rule_amount", "Amount is refundable")


def rule_amount_over() -> str:
    """申请金额超过还可退"""
    return say("checks.rule_amount_over", "Asks for more than is left")


def evidence_within(*, amount: str, limit: str) -> str:
    """{amount} ≤ {limit}"""
    return say("checks.evidence_within", "{amount} ≤ {limit}", amount=amount, limit=limit)


def evidence_over(*, amount: str, limit: str) -> str:
    """{amount} > {limit}"""
    return say("checks.evidence_over", "{amount} > {limit}", amount=amount, limit=limit)


def rule_nothing_left() -> str:
    """已经没有可退的钱"""
    return say("checks.rule_nothing_left", "Nothing is left to refund")


def rule_nothing_asked() -> str:
    """客户没写金额"""
    return say("checks.rule_nothing_asked", "No amount was asked")


def rule_full_refunded() -> str:
    """微信显示已全额退款"""
    return say("checks.rule_full_refunded", "WeChat says it was refunded in full")


def rule_elsewhere() -> str:
    """在别处退过款"""
    return say("checks.rule_elsewhere", "Refunded outside this program")


def evidence_elsewhere() -> str:
    """金额不明，请到商户平台查"""
    return say("checks.evidence_elsewhere", "sum unknown, look at the merchant site")


def rule_linked_moving() -> str:
    """这笔付款的另一个申请已退款"""
    return say("checks.rule_linked_moving", "Another application of this payment was refunded")


def rule_moving() -> str:
    """有一笔退款在路上"""
    return say("checks.rule_moving", "A refund is on its way")


def rule_refunded_before() -> str:
    """以前退过款"""
    return say("checks.rule_refunded_before", "Refunded before")


def rule_single_limit() -> str:
    """在你的单笔限额内"""
    return say("checks.rule_single_limit", "Within your limit")


def rule_single_limit_over() -> str:
    """超过你的单笔限额"""
    return say("checks.rule_single_limit_over", "Over your limit")


def rule_customer_first() -> str:
    """该客户半年内第 1 次退款"""
    return say("checks.rule_customer_first", "First refund in 6 months")


def rule_customer(n: int) -> str:
    """该客户半年内第 {n} 次退款"""
    return say("checks.rule_customer", "Refund no. {n} in 6 months", n=n)


def rule_customer_unread() -> str:
    """没法认出是哪位客户"""
    return say("checks.rule_customer_unread", "Earlier refunds not known")


def evidence_customer_unread() -> str:
    """投诉里没有客户身份"""
    return say("checks.evidence_customer_unread", "no identity in the complaint")


def rule_high_risk() -> str:
    """微信提示该客户风险较高"""
    return say("checks.rule_high_risk", "WeChat marks this customer as high risk")


def rule_repeated(n: int) -> str:
    """这个订单第 {n} 次投诉"""
    return say("checks.rule_repeated", "Complaint no. {n} about this order", n=n)


def rule_platform_service() -> str:
    """平台客服已介入"""
    return say("checks.rule_platform_service", "The platform's staff is involved")


def rule_coupon() -> str:
    """用过优惠券"""
    return say("checks.rule_coupon", "Paid with a coupon")


def evidence_coupon(amount: str) -> str:
    """实付 {amount}，到账可能少一些"""
    return say("checks.evidence_coupon", "paid {amount}, less may arrive", amount=amount)


def because_days(n: int) -> str:
    """本店规则：签收后 {n} 天内可以申请。在设置的“规则”里改"""
    return say(
        "checks.because_days",
        "Shop rule: within {n} days after delivery. Change it under Settings, Rules",
        n=n,
    )


def because_ship(n: int) -> str:
    """本店规则：付款后 {n} 天还没发货算拖延。在设置的“规则”里改"""
    return say(
        "checks.because_ship",
        "Shop rule: not shipped {n} days after payment is late. Change it under Settings, Rules",
        n=n,
    )


def because_pictures(n: int) -> str:
    """本店规则：这种原因至少要 {n} 张照片。在设置的“规则”里改"""
    return say(
        "checks.because_pictures",
        "Shop rule: at least {n} photos for this reason. Change it under Settings, Rules",
        n=n,
    )


def because_limit(amount: str) -> str:
    """本店规则：一笔超过 {amount} 要留意。在设置的“规则”里改"""
    return say(
        "checks.because_limit",
        "Shop rule: take note over {amount}. Change it under Settings, Rules",
        amount=amount,
    )


def because_customer(n: int) -> str:
    """本店规则：半年内已经退过 {n} 次要留意。在设置的“规则”里改"""
    return say(
        "checks.because_customer",
        "Shop rule: take note from {n} earlier refunds on. Change it under Settings, Rules",
        n=n,
    )


def because_freight(amount: str) -> str:
    """本店规则：这种原因运费由客户出，货款是 {amount}。在设置的“规则”里改"""
    return say(
        "checks.because_freight",
        "Shop rule: the customer pays freight for this reason; the goods cost {amount}. "
        "Change it under Settings, Rules",
        amount=amount,
    )


def because_year() -> str:
    """微信的规定：付款超过 365 天不能退"""
    return say("checks.because_year", "WeChat rule: no refund 365 days after payment")


def because_left() -> str:
    """微信的规定：不能退得比付的多"""
    return say("checks.because_left", "WeChat rule: never more than was paid")


def rule_signed_for() -> str:
    """客户说没收到，物流显示已签收"""
    return say("checks.rule_signed_for", "Customer says nothing came, but it was signed for")


def evidence_signed_for(n: int) -> str:
    """{n} 天前签收"""
    return say("checks.evidence_signed_for", "signed for {n} days ago", n=n)


def rule_too_few() -> str:
    """照片不够"""
    return say("checks.rule_too_few", "Too few photos")


def evidence_too_few(*, n: int, wanted: int) -> str:
    """{n} 张，要 {wanted} 张"""
    return say("checks.evidence_too_few", "{n} of {wanted}", n=n, wanted=wanted)


def rule_freight() -> str:
    """没有要客户该出的运费"""
    return say("checks.rule_freight", "Asks for no freight")


def rule_freight_over() -> str:
    """要的比货款多（运费由客户出）"""
    return say("checks.rule_freight_over", "Asks for more than the goods (customer pays freight)")


def rule_goods_waiting() -> str:
    """还没收到退回的货"""
    return say("checks.rule_goods_waiting", "The goods are not back yet")


def evidence_goods_waiting() -> str:
    """收到货再退"""
    return say("checks.evidence_goods_waiting", "refund once they are here")


def rule_answer_waiting() -> str:
    """在等客户回答协商"""
    return say("checks.rule_answer_waiting", "The customer has not answered the offer")
