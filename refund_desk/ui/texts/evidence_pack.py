"""The evidence pack: its dialog, and the headings of its document."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say, say_count


def more() -> str:
    """更多"""
    return say("evidence_pack.more", "More")


def command() -> str:
    """做凭证包…"""
    return say("evidence_pack.command", "Make evidence pack…")


def title(amount: str) -> str:
    """凭证包：退款 {amount}"""
    return say("evidence_pack.title", "Evidence pack: refund {amount}", amount=amount)


def note() -> str:
    """一份 PDF 和一个 zip：沟通、图片、订单、退款步骤、操作记录和校验码。姓名、电话、单号都已遮挡。"""
    return say(
        "evidence_pack.note",
        "A PDF and a zip: messages, pictures, order, refund steps, log and checksums. Names, "
        "phones and tracking numbers are masked.",
    )


def pictures() -> str:
    """放进去的图片"""
    return say("evidence_pack.pictures", "Pictures in it")


def pictures_note() -> str:
    """没打码也没确认的图片不放进去，只写明有这张图"""
    return say(
        "evidence_pack.pictures_note",
        "A picture that is neither redacted nor confirmed stays out and is only mentioned",
    )


def no_pictures() -> str:
    """这笔申请没有图片"""
    return say("evidence_pack.no_pictures", "This application has no pictures")


def counted(*, n: int, total: int) -> str:
    """放进 {n} / {total} 张"""
    return say("evidence_pack.counted", "{n} of {total} go in", n=n, total=total)


def save() -> str:
    """保存…"""
    return say("evidence_pack.save", "Save…")


def file_name(number: str) -> str:
    """凭证包-{number}.zip"""
    return say("evidence_pack.file_name", "evidence-{number}.zip", number=number)


def kind_of_file() -> str:
    """压缩包 (*.zip)"""
    return say("evidence_pack.kind_of_file", "Zip archive (*.zip)")


def saved(*, name: str, pdf: str) -> str:
    """已保存“{name}”，旁边是“{pdf}”"""
    return say("evidence_pack.saved", "Saved “{name}”, and “{pdf}” beside it", name=name, pdf=pdf)


def making() -> str:
    """正在做…"""
    return say("evidence_pack.making", "Making it…")


def audit_packed() -> str:
    """做了凭证包"""
    return say("evidence_pack.audit_packed", "Evidence pack made")


def heading(amount: str) -> str:
    """退款凭证：申请 {amount}"""
    return say("evidence_pack.heading", "Refund evidence: {amount} asked for", amount=amount)


def made_at(time: str) -> str:
    """{time}（北京时间）制作"""
    return say("evidence_pack.made_at", "Made on {time} (Beijing time)", time=time)


def masked() -> str:
    """姓名、电话、地址、快递单号、证件号和卡号已遮挡；图片经人工打码或确认。"""
    return say(
        "evidence_pack.masked",
        "Names, phones, addresses, tracking, identity and card numbers are masked; pictures were "
        "redacted or confirmed by a person.",
    )


def application() -> str:
    """申请"""
    return say("evidence_pack.application", "Application")


def shop() -> str:
    """商家"""
    return say("evidence_pack.shop", "Shop")


def customer() -> str:
    """客户"""
    return say("evidence_pack.customer", "Customer")


def asked() -> str:
    """申请金额"""
    return say("evidence_pack.asked", "Asked for")


def reason() -> str:
    """原因"""
    return say("evidence_pack.reason", "Reason")


def applied_at() -> str:
    """申请时间"""
    return say("evidence_pack.applied_at", "Applied")


def source() -> str:
    """来源和单号"""
    return say("evidence_pack.source", "Source and number")


def order() -> str:
    """订单"""
    return say("evidence_pack.order", "Order")


def transaction() -> str:
    """微信支付订单号"""
    return say("evidence_pack.transaction", "WeChat Pay number")


def merchant_number() -> str:
    """商户订单号"""
    return say("evidence_pack.merchant_number", "Merchant's number")


def goods() -> str:
    """商品"""
    return say("evidence_pack.goods", "Goods")


def no_order() -> str:
    """还没读到订单"""
    return say("evidence_pack.no_order", "The order was not read")


def refunds() -> str:
    """退款"""
    return say("evidence_pack.refunds", "Refund")


def no_refunds() -> str:
    """没有退款"""
    return say("evidence_pack.no_refunds", "Nothing was refunded")


def messages() -> str:
    """沟通"""
    return say("evidence_pack.messages", "Messages")


def no_messages() -> str:
    """没有沟通记录"""
    return say("evidence_pack.no_messages", "No messages")


def picture(n: int) -> str:
    """图片 {n}"""
    return say("evidence_pack.picture", "Picture {n}", n=n)


def inside(sha256: str) -> str:
    """本包内的副本 SHA-256 {sha256}"""
    return say("evidence_pack.inside", "Copy in this pack, SHA-256 {sha256}", sha256=sha256)


def left_out(sha256: str) -> str:
    """没有放入（没有打码）。原图 SHA-256 {sha256}"""
    return say(
        "evidence_pack.left_out",
        "Left out (not redacted). Original: SHA-256 {sha256}",
        sha256=sha256,
    )


def left_out_unknown() -> str:
    """没有放入：没有下载到这张图"""
    return say("evidence_pack.left_out_unknown", "Left out: it was never downloaded")


def trail() -> str:
    """操作记录"""
    return say("evidence_pack.trail", "Log")


def trail_note() -> str:
    """每一行的校验码都包含上一行的，改动任何一行都会被发现。完整内容在 zip 的 audit.json 里。"""
    return say(
        "evidence_pack.trail_note",
        "The checksum of each line covers the line before, so a change shows. All of it is in "
        "audit.json of the zip.",
    )


def count_of_lines(n: int) -> str:
    """共 {n} 行"""
    return say_count("evidence_pack.count_of_lines", "{n} line", "{n} lines", n)
