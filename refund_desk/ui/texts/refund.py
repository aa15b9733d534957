"""The refund's timeline and its sentences."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say, say_count


def submitted(amt: str) -> str:
    """已提交 {amt}，微信正在退"""
    return say("refund.submitted", "{amt} sent. WeChat is refunding it.", amt=amt)


def success(*, amt: str, name: str, where: str) -> str:
    """{amt} 已到 {name} 的{where}"""
    return say(
        "refund.success", "{amt} has reached {name}'s {where}.", amt=amt, name=name, where=where
    )


def success_plain(*, amt: str, name: str) -> str:
    """{amt} 已到 {name} 的账户"""
    return say("refund.success_plain", "{amt} has reached {name}.", amt=amt, name=name)


def to_shop(amt: str) -> str:
    """{amt} 退回到了本店，客户还没有收到。"""
    return say(
        "refund.to_shop", "{amt} came back to the shop. The customer does not have it yet.", amt=amt
    )


def slow() -> str:
    """银行卡一般 1–3 个工作日到账，不用再退一次"""
    return say("refund.slow", "Cards take 1–3 working days. Do not refund again.")


def abnormal(amt: str) -> str:
    """{amt} 没有到客户的卡里，但钱没有丢。请选一种处理方式"""
    return say(
        "refund.abnormal",
        "{amt} did not reach the card, but it is not lost. Choose what to do.",
        amt=amt,
    )


def closed() -> str:
    """这笔退款 7 天没退成，微信已关闭，钱没有退出。要退请重新发起"""
    return say(
        "refund.closed",
        "WeChat closed this refund after 7 days. No money left. Start it again if needed.",
    )


def balance() -> str:
    """余额不足，微信没有退。充值后点“继续退款”，用原单号，不会重复退"""
    return say(
        "refund.balance",
        "Not enough balance, nothing was refunded. Top up, then press Continue: same "
        "number, no double refund.",
    )


def unknown() -> str:
    """没收到微信的回答，不知道退了没有。正在用原单号查，请不要再点"""
    return say(
        "refund.unknown",
        "No answer from WeChat, so the result is unknown. Checking with the same "
        "number. Please wait.",
    )


def half() -> str:
    """退款已提交，还没告诉微信“同意”，正在重试。不用再退一次"""
    return say(
        "refund.half",
        "Refund sent. Telling WeChat you agreed is being retried. Do not refund again.",
    )


def old() -> str:
    """付款超过 365 天，微信不能退。请和客户商量别的办法"""
    return say(
        "refund.old", "Paid over 365 days ago. WeChat cannot refund it. Agree on another way."
    )


def wait1m(s: int) -> str:
    """同一订单两次退款要隔 1 分钟，还要等 {s} 秒"""
    return say("refund.wait1m", "Wait {s} s between two refunds of one order.", s=s)


def queued(s: int) -> str:
    """同一订单两次退款要隔 1 分钟，还要等 {s} 秒。现在同意会先排队，到时自动接着退"""
    return say(
        "refund.queued",
        "Wait {s} s between two refunds of one order. Approve now and it waits its turn.",
        s=s,
    )


def queued_footer() -> str:
    """点确认后先排队，等满 1 分钟自动接着退，期间可以撤销"""
    return say(
        "refund.queued_footer",
        "It waits for the minute after the last refund. You can undo it until then.",
    )


def queued_note() -> str:
    """还没有提交，在等满 1 分钟。关掉程序等于撤销。"""
    return say(
        "refund.queued_note",
        "Not sent: waiting for the minute. Closing undoes it.",
    )


def dup() -> str:
    """这笔正在退，不能再退一次"""
    return say("refund.dup", "This is already being refunded.")


def fifty() -> str:
    """这笔付款已经退过 50 次，微信不再受理"""
    return say("refund.fifty", "This payment was refunded 50 times. WeChat takes no more.")


def burned() -> str:
    """这笔付款连着放弃了两次退款。为防止重复退款，请到商户平台退这一笔"""
    return say(
        "refund.burned",
        "Two refunds of this payment were given up in a row. To rule out paying twice, refund it "
        "on the merchant site.",
    )


def adopted() -> str:
    """这笔以前已经退过，没有再退一次"""
    return say("refund.adopted", "This was refunded before. Nothing was refunded again.")


def not_taken() -> str:
    """微信没有受理，钱没有退出。点“继续退款”，用原单号，不会重复退"""
    return say(
        "refund.not_taken",
        "WeChat did not take it, no money left. Press Continue: same number, no double refund.",
    )


def contradicted() -> str:
    """微信对一笔已结束的退款说法变了，请到商户平台核对"""
    return say(
        "refund.contradicted",
        "WeChat now says something else about a finished refund. Look at the merchant site.",
    )


def same_number() -> str:
    """同一退款单号只会退一次，断网、重启都不会重复退"""
    return say(
        "refund.same_number",
        "One refund number is refunded once; breaks and restarts change nothing.",
    )


def account_wallet() -> str:
    """微信零钱"""
    return say("refund.account_wallet", "WeChat balance")


def account_wallet_plus() -> str:
    """微信零钱通"""
    return say("refund.account_wallet_plus", "WeChat money market account")


def banner_processing() -> str:
    """微信正在退款，通常 5 分钟内到客户零钱。"""
    return say(
        "refund.banner_processing", "WeChat is refunding, usually within 5 minutes to the wallet."
    )


def banner_processing_note() -> str:
    """到账会自动更新并通知你。"""
    return say("refund.banner_processing_note", "This page follows by itself.")


def banner_to_shop() -> str:
    """微信正在把钱退回本店。"""
    return say("refund.banner_to_shop", "WeChat is sending the money back to the shop.")


def banner_to_shop_note() -> str:
    """客户不会收到，到店后要另外转给客户。"""
    return say(
        "refund.banner_to_shop_note",
        "The customer does not get it: transfer it yourself when it is there.",
    )


def banner_succeeded() -> str:
    """钱已经到账。"""
    return say("refund.banner_succeeded", "The money has arrived.")


def banner_unknown() -> str:
    """还不知道退了没有。"""
    return say("refund.banner_unknown", "The result is unknown.")


def banner_refused() -> str:
    """这笔没有退成，要你处理。"""
    return say("refund.banner_refused", "This refund did not go through. See to it.")


def banner_closed() -> str:
    """微信关闭了这笔退款。"""
    return say("refund.banner_closed", "WeChat closed this refund.")


def banner_planned() -> str:
    """还没有提交。"""
    return say("refund.banner_planned", "Not sent yet.")


def banner_undone() -> str:
    """已撤销，钱没有动。"""
    return say("refund.banner_undone", "Undone, no money moved.")


def banner_used_elsewhere() -> str:
    """你已放弃这笔，但微信用这个单号退过钱，多半是另一台电脑退的。"""
    return say(
        "refund.banner_used_elsewhere",
        "You gave this up, but WeChat refunded under this number, most likely from another PC.",
    )


def used_elsewhere() -> str:
    """已算进已退，请先核对"""
    return say("refund.used_elsewhere", "It counts as refunded. Check before you refund more.")


def banner_given_up() -> str:
    """已放弃，钱没有动。"""
    return say("refund.banner_given_up", "Given up, no money moved.")


def none_yet() -> str:
    """还没有退款。"""
    return say("refund.none_yet", "No refund yet.")


def none_yet_note() -> str:
    """同意退款后，这里会显示每一步。"""
    return say("refund.none_yet_note", "The steps appear here after you approve.")


def other_refunds(n: int) -> str:
    """这笔付款以前的 {n} 次退款"""
    return say_count(
        "refund.other_refunds",
        "{n} earlier refund of this payment",
        "{n} earlier refunds of this payment",
        n,
    )


def sending() -> str:
    """提交中"""
    return say("refund.sending", "Sending")


def progress_text(*, amt: str, state: str, number: str) -> str:
    """退款 {amt}：{state}。商户退款单号 {number}"""
    return say(
        "refund.progress_text",
        "Refund of {amt}: {state}. Refund no. {number}",
        amt=amt,
        state=state,
        number=number,
    )
