"""The window that shows the owner's guide."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def title() -> str:
    """使用指南"""
    return say("help.title", "Guide")


def contents() -> str:
    """目录"""
    return say("help.contents", "Contents")


def search() -> str:
    """在指南里查找"""
    return say("help.search", "Search the guide")


def found(at: int, n: int) -> str:
    """第 {at} 处，共 {n} 处"""
    return say("help.found", "{at} of {n}", at=at, n=n)


def nothing() -> str:
    """没有找到，换个词试试"""
    return say("help.nothing", "Not found. Try another word.")


def leave_title() -> str:
    """打开网页"""
    return say("help.leave_title", "Open a web page")


def leave() -> str:
    """这个网址会在浏览器里打开："""
    return say("help.leave", "This address opens in your browser:")


def leave_yes() -> str:
    """打开"""
    return say("help.leave_yes", "Open it")


def leave_failed() -> str:
    """浏览器没有打开，可以自己输入这个网址"""
    return say("help.leave_failed", "No browser opened. You can type the address yourself.")
