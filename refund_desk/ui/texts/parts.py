"""What a refund is for: the goods and the freight that are ticked in the approve dialog."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say, say_count


def heading() -> str:
    """退哪些"""
    return say("parts.heading", "Refund for")


def own_amount() -> str:
    """自定金额"""
    return say("parts.own_amount", "An amount of your own")


def total(amt: str) -> str:
    """勾选合计 {amt}"""
    return say("parts.total", "Ticked: {amt}", amt=amt)


def capped(*, amt: str, max: str) -> str:
    """勾选合计 {amt}，超过还可退的，这次按 {max} 退"""
    return say(
        "parts.capped", "Ticked: {amt}, more than is left, so {max} goes back", amt=amt, max=max
    )


def freight() -> str:
    """运费"""
    return say("parts.freight", "Shipping")


def count(*, n: int, most: int) -> str:
    """{n} / {most} 件"""
    return say("parts.count", "{n} of {most}", n=n, most=most)


def fewer(name: str) -> str:
    """{name}：少一件"""
    return say("parts.fewer", "{name}: one fewer", name=name)


def more(name: str) -> str:
    """{name}：多一件"""
    return say("parts.more", "{name}: one more", name=name)


def before(n: int) -> str:
    """已退 {n} 件"""
    return say_count("parts.before", "{n} refunded before", "{n} refunded before", n)


def freight_before() -> str:
    """已退过"""
    return say("parts.freight_before", "refunded before")


def twice(n: int) -> str:
    """已退 {n} 件，这次又选了"""
    return say_count(
        "parts.twice", "{n} refunded before, ticked again", "{n} refunded before, ticked again", n
    )


def freight_twice() -> str:
    """已退过，这次又选了"""
    return say("parts.freight_twice", "refunded before, ticked again")


def of_no_goods(amt: str) -> str:
    """另有 {amt} 以前按自定金额退，没有记是哪件商品"""
    return say(
        "parts.of_no_goods", "{amt} more went back before, for no goods in particular", amt=amt
    )
