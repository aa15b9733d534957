"""The reject dialog."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say, say_count


def title() -> str:
    """拒绝退款"""
    return say("reject.title", "Reject refund")


def title_amount(amount: str) -> str:
    """拒绝退款 — {amount}"""
    return say("reject.title_amount", "Reject refund — {amount}", amount=amount)


def confirm() -> str:
    """确认拒绝"""
    return say("reject.confirm", "Reject")


def warn_lead() -> str:
    """拒绝发出后不能撤回。"""
    return say("reject.warn_lead", "A rejection cannot be taken back.")


def warn_pay_rest() -> str:
    """投诉单会变成“处理完成”，客户可以再投诉。"""
    return say("reject.warn_pay_rest", "It closes the complaint. The customer may complain again.")


def blocked() -> str:
    """微信要求先协商，协商没结果才能拒绝"""
    return say("reject.blocked", "WeChat asks you to make an offer first.")


def ok() -> str:
    """已拒绝并告诉客户"""
    return say("reject.ok", "Rejected. The customer was told.")


def kept_here() -> str:
    """已拒绝，只记在本店。还没有人告诉客户"""
    return say("reject.kept_here", "Rejected, in these books only. Nobody told the customer yet.")


def queued() -> str:
    """正在发出拒绝"""
    return say("reject.queued", "Rejection is being sent.")


def reason_label() -> str:
    """拒绝原因"""
    return say("reject.reason_label", "Reason")


def reason_overdue() -> str:
    """超过退货期限"""
    return say("reject.reason_overdue", "Too late for a return")


def reason_used() -> str:
    """商品已使用，影响再次销售"""
    return say("reject.reason_used", "Used, cannot be sold again")


def reason_no_fault() -> str:
    """照片看不出问题"""
    return say("reject.reason_no_fault", "The photos show no fault")


def reason_compensated() -> str:
    """已按约定补发或补偿"""
    return say("reject.reason_compensated", "Already replaced or paid")


def reason_other() -> str:
    """其他（下面写清楚）"""
    return say("reject.reason_other", "Other (explain below)")


def evidence_overdue(*, day: int, limit: int) -> str:
    """第 {day} 天，期限 {limit} 天"""
    return say("reject.evidence_overdue", "day {day}, limit {limit} days", day=day, limit=limit)


def text_label() -> str:
    """给客户的说明"""
    return say("reject.text_label", "What the customer reads")


def counter(*, n: int, limit: int) -> str:
    """{n} / {limit}"""
    return say("reject.counter", "{n} / {limit}", n=n, limit=limit)


def text_needed() -> str:
    """请给客户写清楚原因"""
    return say("reject.text_needed", "Explain it to the customer.")


def reason_needed() -> str:
    """请选一个拒绝原因"""
    return say("reject.reason_needed", "Choose a reason.")


def text_long() -> str:
    """太长了，最多 200 个字"""
    return say("reject.text_long", "Too long: 200 characters at most.")


def check_clean() -> str:
    """自动检查：没有发现手机号、身份证号、银行卡号"""
    return say("reject.check_clean", "Checked: no phone, ID or card number")


def check_found() -> str:
    """里面有手机号、身份证号或银行卡号，请去掉"""
    return say("reject.check_found", "There is a phone, ID or card number. Take it out.")


def pictures_label() -> str:
    """凭证图片"""
    return say("reject.pictures_label", "Evidence")


def pictures_note() -> str:
    """最多 4 张，发出的副本不含拍摄信息"""
    return say("reject.pictures_note", "4 at most, sent without hidden facts")


def pictures_count(n: int) -> str:
    """{n} / 4"""
    return say("reject.pictures_count", "{n} / 4", n=n)


def add_picture() -> str:
    """添加图片"""
    return say("reject.add_picture", "Add picture")


def drop_here() -> str:
    """拖入或 Ctrl+V"""
    return say("reject.drop_here", "Drop here or Ctrl+V")


def drop_to_add() -> str:
    """松开，添加为我方凭证"""
    return say("reject.drop_to_add", "Let go to add as evidence")


def remove_picture(name: str) -> str:
    """去掉 {name}"""
    return say("reject.remove_picture", "Remove {name}", name=name)


def choose_pictures() -> str:
    """选择图片"""
    return say("reject.choose_pictures", "Choose pictures")


def picture_files() -> str:
    """图片"""
    return say("reject.picture_files", "Pictures")


def not_checked() -> str:
    """还没看过"""
    return say("reject.not_checked", "Not looked at yet")


def look_first(n: int) -> str:
    """还有 {n} 张图没打码也没确认，处理后才能发出"""
    return say_count(
        "reject.look_first",
        "{n} picture neither redacted nor confirmed",
        "{n} pictures neither redacted nor confirmed",
        n,
    )
