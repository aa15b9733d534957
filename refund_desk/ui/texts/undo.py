"""The undo bar and what follows it."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def bar(*, n: int, amt: str, name: str) -> str:
    """{n} 秒后退 {amt} 给 {name}。现在还没有提交，钱没有动。"""
    return say(
        "undo.bar",
        "Refunding {amt} to {name} in {n} s. Nothing is sent yet.",
        n=n,
        amt=amt,
        name=name,
    )


def lead(*, n: int, amt: str, name: str) -> str:
    """{n} 秒后退 {amt} 给 {name}"""
    return say("undo.lead", "Refunding {amt} to {name} in {n} s", n=n, amt=amt, name=name)


def note() -> str:
    """现在还没有提交，钱没有动。关掉程序等于撤销。"""
    return say("undo.note", "Nothing is sent yet. Closing the program undoes it.")


def button() -> str:
    """撤销"""
    return say("undo.button", "Undo")


def now() -> str:
    """现在就提交"""
    return say("undo.now", "Send now")


def accessible(*, n: int, amount: str) -> str:
    """{n} 秒后退 {amount} 元，按 Ctrl Z 撤销"""
    return say(
        "undo.accessible",
        "{amount} yuan will be refunded in {n} seconds, press Ctrl Z to undo",
        n=n,
        amount=amount,
    )


def done() -> str:
    """已撤销，钱没有动"""
    return say("undo.done", "Undone. No money moved.")


def done_because(why: str) -> str:
    """已撤销，钱没有动：{why}"""
    return say("undo.done_because", "Undone, no money moved: {why}", why=why)


def closed(amt: str) -> str:
    """上次关闭时 {amt} 还没提交，已撤销。要退请再点一次"""
    return say(
        "undo.closed",
        "{amt} was not sent when the app closed. It is undone. Approve again if needed.",
        amt=amt,
    )


def closed_plain() -> str:
    """上次关闭时还没提交，已撤销。要退请再点一次"""
    return say(
        "undo.closed_plain",
        "Not sent when the app closed, so it was undone. Approve again if needed.",
    )


def checking() -> str:
    """正在最后核对一次…"""
    return say("undo.checking", "Looking at the order once more…")


def slept() -> str:
    """电脑睡眠过，没有提交，已撤销"""
    return say("undo.slept", "The PC slept, so nothing was sent.")


def full() -> str:
    """已经有三笔在等，请稍候"""
    return say("undo.full", "Three refunds are waiting already.")
