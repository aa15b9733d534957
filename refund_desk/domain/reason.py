"""Why a buyer wants money back, as a category; free text never becomes a notice or a title."""

from __future__ import annotations

from enum import StrEnum


class ReasonCategory(StrEnum):
    """The categories of the window, of policies and of statistics."""

    DAMAGED = "DAMAGED"
    NOT_AS_DESCRIBED = "NOT_AS_DESCRIBED"
    NEVER_SHIPPED = "NEVER_SHIPPED"
    WRONG_GOODS = "WRONG_GOODS"
    MISSING_PART = "MISSING_PART"
    CHANGED_MIND = "CHANGED_MIND"
    QUALITY = "QUALITY"
    OTHER = "OTHER"


# First match wins, so the narrower words come first.
_WORDS: tuple[tuple[ReasonCategory, tuple[str, ...]], ...] = (
    (ReasonCategory.DAMAGED, ("破损", "碎", "压坏", "摔坏", "损坏", "裂")),
    (ReasonCategory.MISSING_PART, ("漏发", "少发", "少件", "缺件", "少了", "配件")),
    (ReasonCategory.WRONG_GOODS, ("发错", "错发", "寄错", "不是我买")),
    (
        ReasonCategory.NEVER_SHIPPED,
        ("未发货", "不发货", "没发货", "没有发货", "一直没收到", "未收到货"),
    ),
    (
        ReasonCategory.NOT_AS_DESCRIBED,
        ("与描述不符", "描述不符", "虚假", "色差", "不一样", "实物", "香味不对"),
    ),
    (ReasonCategory.QUALITY, ("质量", "掉色", "开线", "异味", "瑕疵")),
    (
        ReasonCategory.CHANGED_MIND,
        ("不想要", "拍错", "七天无理由", "7天无理由", "无理由", "不喜欢", "买多了"),
    ),
)


# WeChat Pay's own words for "none of these".
_OTHER_WORDS = frozenset({"", "其他", "其它"})


def tells_reason(text: str) -> bool:
    """Whether a text says more than that the reason is of no kind."""
    return text.strip() not in _OTHER_WORDS


def category_of(*texts: str) -> ReasonCategory:
    """The category that the first telling text names; OTHER when none does."""
    for text in texts:
        for category, words in _WORDS:
            if any(word in text for word in words):
                return category
    return ReasonCategory.OTHER
