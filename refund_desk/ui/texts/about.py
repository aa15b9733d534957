"""The card that says which program this is, and what it is made of."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def version(number: str) -> str:
    """版本 {number}"""
    return say("about.version", "Version {number}", number=number)


def license_line() -> str:
    """MIT 许可。“微信支付”是其所有者的名称，本程序与微信支付没有关系"""
    return say(
        "about.license_line",
        "MIT licence. WeChat Pay is a name of its owner, who is not connected with this program",
    )


def parts() -> str:
    """本程序用到的软件和它们的许可"""
    return say("about.parts", "What it is made of, and under which licences")


def license_text() -> str:
    """许可全文"""
    return say("about.license_text", "The licence in full")
