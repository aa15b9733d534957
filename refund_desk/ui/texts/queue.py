"""The queue of a sheet on its way, and what came of each of its refunds."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say, say_count


def bar_lead(*, n: int, count: int, amt: str) -> str:
    """{n} 秒后退 {count} 笔，共 {amt}"""
    return say(
        "queue.bar_lead", "Refunding {count}, {amt} in all, in {n} s", n=n, count=count, amt=amt
    )


def bar_spoken(*, n: int, count: int, amount: str) -> str:
    """{n} 秒后退 {count} 笔共 {amount} 元，按 Ctrl Z 撤销"""
    return say(
        "queue.bar_spoken",
        "{count} refunds of {amount} yuan in all will leave in {n} seconds, press Ctrl Z to undo",
        n=n,
        count=count,
        amount=amount,
    )


def bar_sending(*, n: int, total: int) -> str:
    """正在一笔一笔退 {n} / {total}"""
    return say("queue.bar_sending", "Refunding one by one {n} / {total}", n=n, total=total)


def bar_sending_note() -> str:
    """“停”会撤销还没提交的；已经提交的不会停"""
    return say(
        "queue.bar_sending_note", "Stop undoes what is not sent. What is sent is not stopped."
    )


def bar_paused(n: int) -> str:
    """已暂停，还有 {n} 笔没轮到"""
    return say_count("queue.bar_paused", "Paused, {n} waits", "Paused, {n} wait", n)


def bar_paused_note() -> str:
    """确认后 10 分钟还没提交的会撤销，关掉程序也是"""
    return say(
        "queue.bar_paused_note",
        "What is not sent 10 minutes after your press is undone; closing does the same.",
    )


def bar_paused_balance() -> str:
    """余额不足，有一笔微信没有退。充值后点“继续”，或者点“停”"""
    return say(
        "queue.bar_paused_balance",
        "Not enough balance, WeChat refused one. Top up and go on, or stop.",
    )


def bar_stopping() -> str:
    """正在停，已经提交的等微信回答"""
    return say("queue.bar_stopping", "Stopping; what was sent waits for WeChat's answer")


def pause() -> str:
    """暂停"""
    return say("queue.pause", "Pause")


def resume() -> str:
    """继续"""
    return say("queue.resume", "Go on")


def stop() -> str:
    """停"""
    return say("queue.stop", "Stop")


def show_result() -> str:
    """看结果"""
    return say("queue.show_result", "Show result")


def result_title() -> str:
    """一起同意的结果"""
    return say("queue.result_title", "What came of the sheet")


def result_all(*, n: int, amt: str) -> str:
    """{n} 笔都已提交，共 {amt}"""
    return say("queue.result_all", "All {n} were sent, {amt} in all", n=n, amt=amt)


def result_none(n: int) -> str:
    """{n} 笔都没有提交，钱没有动"""
    return say("queue.result_none", "None of the {n} was sent. No money moved.", n=n)


def result_part(*, gone: int, total: int, amt: str) -> str:
    """{total} 笔里 {gone} 笔已提交，共 {amt}"""
    return say(
        "queue.result_part",
        "{gone} of {total} were sent, {amt} in all",
        gone=gone,
        total=total,
        amt=amt,
    )


def result_undone(n: int) -> str:
    """{n} 笔没有提交，钱没有动"""
    return say_count(
        "queue.result_undone",
        "{n} was not sent, its money did not move",
        "{n} were not sent, their money did not move",
        n,
    )


def result_refused(n: int) -> str:
    """{n} 笔微信没有退，要你处理"""
    return say_count(
        "queue.result_refused", "{n} was refused, see to it", "{n} were refused, see to them", n
    )


def result_missed(n: int) -> str:
    """{n} 笔没有到客户那里，要你处理"""
    return say_count(
        "queue.result_missed",
        "{n} did not reach the customer, see to it",
        "{n} did not reach the customers, see to them",
        n,
    )


def result_all_arrived() -> str:
    """都已到账"""
    return say("queue.result_all_arrived", "All arrived")


def result_arrived(n: int) -> str:
    """{n} 笔已到账，其余微信正在退"""
    return say_count(
        "queue.result_arrived",
        "{n} arrived, WeChat is refunding the others",
        "{n} arrived, WeChat is refunding the others",
        n,
    )


def result_doubt(n: int) -> str:
    """{n} 笔还不知道结果，正在查"""
    return say_count(
        "queue.result_doubt",
        "{n} has no answer yet, it is being checked",
        "{n} have no answer yet, they are being checked",
        n,
    )


def line_sent() -> str:
    """已提交，微信正在退"""
    return say("queue.line_sent", "Sent, WeChat is refunding it")


def line_arrived() -> str:
    """已到账"""
    return say("queue.line_arrived", "Arrived")


def line_planned() -> str:
    """还没有提交"""
    return say("queue.line_planned", "Not sent yet")


def line_abnormal() -> str:
    """没有到客户的卡里，但钱没有丢，请打开处理"""
    return say("queue.line_abnormal", "It did not reach the card, but is not lost. Open it.")


def closed_many(*, n: int, amt: str) -> str:
    """上次关闭时 {n} 笔共 {amt} 还没提交，已撤销。要退请再点一次"""
    return say(
        "queue.closed_many",
        "{n} refunds, {amt} in all, were not sent when the app closed. They are undone. "
        "Approve again if needed.",
        n=n,
        amt=amt,
    )
