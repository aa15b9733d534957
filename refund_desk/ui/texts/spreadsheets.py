"""Spreadsheet files: why one is not read, and the template to fill in."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def template_saved() -> str:
    """模板已保存。填好后拖进窗口就能导入"""
    return say(
        "spreadsheets.template_saved",
        "Template saved. Fill it in and drop it on the window.",
    )


def template_not_saved() -> str:
    """模板没保存：那里不能写"""
    return say(
        "spreadsheets.template_not_saved",
        "Template not saved: that place cannot be written",
    )


def template_name() -> str:
    """退款申请导入模板"""
    return say("spreadsheets.template_name", "Refund application template")


def template_sheet() -> str:
    """退款申请"""
    return say("spreadsheets.template_sheet", "Applications")


def template_hints() -> str:
    """说明"""
    return say("spreadsheets.template_hints", "How to fill in")


def hint_number() -> str:
    """微信支付订单号和商户订单号填一个就行，整列已设成文本"""
    return say(
        "spreadsheets.hint_number",
        "One of the two order numbers is enough; the columns are set to text",
    )


def hint_asked() -> str:
    """单位是元，如 108.00"""
    return say("spreadsheets.hint_asked", "In yuan, such as 108.00")


def hint_applied() -> str:
    """如 2026-11-23 10:30，北京时间；不填就是导入的时间"""
    return say(
        "spreadsheets.hint_applied",
        "Such as 2026-11-23 10:30, Beijing time; empty means the time of the import",
    )


def hint_rest() -> str:
    """原因、说明、手机号可以不填"""
    return say("spreadsheets.hint_rest", "Reason, details and phone may stay empty")


def hint_twice() -> str:
    """同一行导入两次只算一次"""
    return say("spreadsheets.hint_twice", "A row imported twice counts once")


def file_unreadable() -> str:
    """打不开这个文件"""
    return say("spreadsheets.file_unreadable", "This file cannot be opened")


def file_empty() -> str:
    """这个表格是空的"""
    return say("spreadsheets.file_empty", "This spreadsheet is empty")


def file_no_rows() -> str:
    """只有列名，下面没有内容"""
    return say("spreadsheets.file_no_rows", "There is nothing below the column names")


def file_big(n: str) -> str:
    """文件太大，最多 {n} MB"""
    return say("spreadsheets.file_big", "The file is too large: at most {n} MB", n=n)


def file_rows(n: str) -> str:
    """行太多，一次最多 {n} 行。请分成几个文件"""
    return say("spreadsheets.file_rows", "Too many rows: at most {n} at once. Split the file.", n=n)


def file_columns(n: str) -> str:
    """列太多，最多 {n} 列"""
    return say("spreadsheets.file_columns", "Too many columns: at most {n}", n=n)


def file_slow(n: str) -> str:
    """{n} 秒还没读完，已停下。请另存为 CSV 再试"""
    return say(
        "spreadsheets.file_slow",
        "Not read within {n} s. Save it as CSV and try again.",
        n=n,
    )


def file_bomb() -> str:
    """这个文件解开后大得不正常，没有读"""
    return say(
        "spreadsheets.file_bomb",
        "This file unpacks to something far too large and was not read",
    )


def file_locked() -> str:
    """旧版 .xls 或有密码的文件读不了。请另存为没有密码的 .xlsx"""
    return say(
        "spreadsheets.file_locked",
        "Old .xls files and files with a password cannot be read. Save it as .xlsx without a password.",
    )


def file_encoding() -> str:
    """看不懂这个文件的文字编码。请另存为 CSV UTF-8 或 .xlsx"""
    return say(
        "spreadsheets.file_encoding",
        "The text encoding is unknown. Save it as CSV UTF-8 or .xlsx.",
    )


def file_quotes(n: str) -> str:
    """第 {n} 行的引号不成对，后面会读错，没有读"""
    return say(
        "spreadsheets.file_quotes",
        "The quotes in row {n} do not match; nothing was read",
        n=n,
    )


def file_damaged() -> str:
    """文件坏了，或者不是真正的 .xlsx"""
    return say("spreadsheets.file_damaged", "The file is damaged, or no real .xlsx")


def file_kind() -> str:
    """这不是表格。可以用 .xlsx 或 .csv"""
    return say("spreadsheets.file_kind", "This is no spreadsheet. Use .xlsx or .csv.")
