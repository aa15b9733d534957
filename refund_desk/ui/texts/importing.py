"""Applications from a spreadsheet: the file, its columns, each row, and what came of it."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say, say_count


def command() -> str:
    """从表格导入…"""
    return say("importing.command", "Import a spreadsheet…")


def command_template() -> str:
    """保存导入模板…"""
    return say("importing.command_template", "Save an import template…")


def title() -> str:
    """从表格导入"""
    return say("importing.title", "Import a spreadsheet")


def add() -> str:
    """录入或导入申请"""
    return say("importing.add", "Enter or import applications")


def choose() -> str:
    """选择表格文件"""
    return say("importing.choose", "Choose a spreadsheet")


def kinds() -> str:
    """表格"""
    return say("importing.kinds", "Spreadsheets")


def reading(name: str) -> str:
    """正在读“{name}”…"""
    return say("importing.reading", "Reading “{name}”…", name=name)


def drop_here() -> str:
    """松开，从这个表格导入申请"""
    return say("importing.drop_here", "Drop to import this spreadsheet")


def drop_one() -> str:
    """一次只能导入一个表格"""
    return say("importing.drop_one", "Drop one spreadsheet at a time")


def file(*, name: str, sheet: str) -> str:
    """{name} · {sheet}"""
    return say("importing.file", "{name} · {sheet}", name=name, sheet=sheet)


def rows(n: int) -> str:
    """{n} 行"""
    return say_count("importing.rows", "{n} row", "{n} rows", n)


def left_out(n: int) -> str:
    """没有读另外 {n} 个工作表"""
    return say_count(
        "importing.left_out",
        "{n} more sheet was not read",
        "{n} more sheets were not read",
        n,
    )


def columns_title() -> str:
    """哪一列是什么"""
    return say("importing.columns_title", "Which column is what")


def columns_remembered() -> str:
    """按你上次的选择"""
    return say("importing.columns_remembered", "As you chose last time")


def columns_by_name() -> str:
    """按列名认出来的，可以改"""
    return say("importing.columns_by_name", "Recognised by their names; change them if needed")


def columns_choose() -> str:
    """没认出订单号，请选出它在哪一列"""
    return say("importing.columns_choose", "No order number recognised. Choose its column.")


def column_none() -> str:
    """没有这一列"""
    return say("importing.column_none", "Not in this table")


def column_nameless(n: str) -> str:
    """第 {n} 列"""
    return say("importing.column_nameless", "Column {n}", n=n)


def column_payment() -> str:
    """微信支付订单号"""
    return say("importing.column_payment", "WeChat Pay order number")


def column_own_number() -> str:
    """商户订单号"""
    return say("importing.column_own_number", "Shop's order number")


def column_any_number() -> str:
    """订单号（哪一种都行）"""
    return say("importing.column_any_number", "Order number (either kind)")


def column_asked() -> str:
    """申请金额（元）"""
    return say("importing.column_asked", "Amount asked (yuan)")


def column_reason() -> str:
    """退款原因"""
    return say("importing.column_reason", "Reason")


def column_detail() -> str:
    """说明"""
    return say("importing.column_detail", "Details")


def column_applied() -> str:
    """申请时间"""
    return say("importing.column_applied", "Applied at")


def column_phone() -> str:
    """手机号"""
    return say("importing.column_phone", "Phone")


def row_number(n: str) -> str:
    """第 {n} 行"""
    return say("importing.row_number", "Row {n}", n=n)


def all() -> str:
    """全部"""
    return say("importing.all", "All")


def only_problems() -> str:
    """有问题的"""
    return say("importing.only_problems", "With problems")


def only_new() -> str:
    """可以导入的"""
    return say("importing.only_new", "Can be imported")


def tick(row: str) -> str:
    """选 {row}"""
    return say("importing.tick", "Pick {row}", row=row)


def ready() -> str:
    """可以导入"""
    return say("importing.ready", "Can be imported")


def no_amount() -> str:
    """没写金额"""
    return say("importing.no_amount", "No amount")


def twin(n: str) -> str:
    """和第 {n} 行一样，不会导入两次"""
    return say("importing.twin", "Same as row {n}: not imported twice", n=n)


def known() -> str:
    """以前导入过，不会再导入"""
    return say("importing.known", "Imported before: not imported again")


def linked(*, n: str, which: str) -> str:
    """这个订单已有 {n} 笔申请：{which}"""
    return say("importing.linked", "This order already has {n}: {which}", n=n, which=which)


def linked_one(*, source: str, amt: str, state: str) -> str:
    """{source} {amt} {state}"""
    return say(
        "importing.linked_one",
        "{source} {amt} {state}",
        source=source,
        amt=amt,
        state=state,
    )


def problem_at(*, column: str, cell: str, why: str) -> str:
    """{column}“{cell}”：{why}"""
    return say(
        "importing.problem_at",
        "{column} “{cell}”: {why}",
        column=column,
        cell=cell,
        why=why,
    )


def row_no_number() -> str:
    """没有订单号"""
    return say("importing.row_no_number", "No order number")


def row_number_form() -> str:
    """不是订单号"""
    return say("importing.row_number_form", "Not an order number")


def row_rounded() -> str:
    """表格软件把单号变成了近似数，后面的数字已经丢了。请从原处重新导出，把这一列设成“文本”"""
    return say(
        "importing.row_rounded",
        "The spreadsheet program rounded this number and its last digits are lost. Export it again with this column as text.",
    )


def row_amount() -> str:
    """看不出是多少元"""
    return say("importing.row_amount", "Not an amount in yuan")


def row_amount_bounds() -> str:
    """金额要大于 ¥0.00，不超过一亿元"""
    return say(
        "importing.row_amount_bounds",
        "The amount must be above ¥0.00 and at most 100 million",
    )


def row_negative() -> str:
    """金额是负数"""
    return say("importing.row_negative", "The amount is negative")


def row_time() -> str:
    """看不出是哪天几点"""
    return say("importing.row_time", "Not a date and time")


def row_ahead() -> str:
    """时间还没到"""
    return say("importing.row_ahead", "Lies in the future")


def row_formula() -> str:
    """是公式，没有结果。请先在表格里变成数值"""
    return say("importing.row_formula", "A formula without a result. Turn it into a value first.")


def row_error() -> str:
    """单元格里是错误值"""
    return say("importing.row_error", "The cell holds an error")


def row_long() -> str:
    """太长了"""
    return say("importing.row_long", "Too long")


def note_formula() -> str:
    """有公式，用的是文件里存的结果"""
    return say("importing.note_formula", "Has a formula: its stored result is used")


def note_no_amount() -> str:
    """没写金额，同意时再填"""
    return say("importing.note_no_amount", "No amount: typed when you approve")


def note_no_phone() -> str:
    """手机号看不全，没有导入"""
    return say("importing.note_no_phone", "The phone number is not whole and is left out")


def note_hidden() -> str:
    """这一行在表格里是隐藏的"""
    return say("importing.note_hidden", "This row is hidden in the spreadsheet")


def note_cut() -> str:
    """说明太长，只留开头"""
    return say("importing.note_cut", "The text is too long: only its beginning is kept")


def summary(*, n: str, m: str) -> str:
    """可以导入 {n} 行，已选 {m} 行"""
    return say("importing.summary", "{n} can be imported, {m} picked", n=n, m=m)


def summary_problems(n: int) -> str:
    """{n} 行有问题"""
    return say_count(
        "importing.summary_problems",
        "{n} row has a problem",
        "{n} rows have problems",
        n,
    )


def summary_known(n: int) -> str:
    """{n} 行以前导入过或重复"""
    return say_count("importing.summary_known", "{n} row is a repeat", "{n} rows are repeats", n)


def none() -> str:
    """没有能导入的行"""
    return say("importing.none", "No row can be imported")


def pick_all() -> str:
    """全选"""
    return say("importing.pick_all", "Pick all")


def pick_none() -> str:
    """全不选"""
    return say("importing.pick_none", "Pick none")


def confirm(n: int) -> str:
    """导入 {n} 笔申请"""
    return say_count("importing.confirm", "Import {n} application", "Import {n} applications", n)


def confirm_practice(n: int) -> str:
    """练习：导入 {n} 笔申请"""
    return say_count(
        "importing.confirm_practice",
        "Practice: import {n} application",
        "Practice: import {n} applications",
        n,
    )


def hint() -> str:
    """只进收件箱，不会退钱"""
    return say("importing.hint", "They go to the inbox. No money moves.")


def looking() -> str:
    """正在核对每一行…"""
    return say("importing.looking", "Looking at each row…")


def keeping() -> str:
    """正在导入…"""
    return say("importing.keeping", "Importing…")


def done(n: int) -> str:
    """已导入 {n} 笔申请"""
    return say_count("importing.done", "{n} application imported", "{n} applications imported", n)


def done_known(n: int) -> str:
    """其中 {n} 行已经有了"""
    return say_count("importing.done_known", "{n} was here already", "{n} were here already", n)


def audit_imported() -> str:
    """从表格导入了申请"""
    return say("importing.audit_imported", "Applications imported from a spreadsheet")


def sheet_none() -> str:
    """没有选中能导入的行"""
    return say("importing.sheet_none", "No row that can be imported is picked")
