"""Ready-made replies. The buyer reads them, so they are Chinese in every language of the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from refund_desk.ui import texts


@dataclass(frozen=True, slots=True)
class QuickReply:
    """A short name for the shop, and the words that the buyer reads."""

    name: Callable[[], str]
    words: str


CHIPS: tuple[QuickReply, ...] = (
    QuickReply(
        texts.reply.quick_checking,
        "您好，您的申请我们已经收到，正在核实，会尽快给您答复。给您添麻烦了。",
    ),
    QuickReply(
        texts.reply.quick_photo,
        "非常抱歉给您带来不便。麻烦补一张外箱和面单的照片，我们核实后马上给您处理。",
    ),
    QuickReply(
        texts.reply.quick_approved,
        "您好，已经同意给您退款，会按付款方式原路退回：零钱一般 5 分钟内，银行卡 1–3 个工作日。",
    ),
)
MORE: tuple[QuickReply, ...] = (
    QuickReply(
        texts.case.quick_detail,
        "您好，麻烦您说一下商品的具体问题，最好附上能看清问题的照片，我们马上核实。",
    ),
    QuickReply(
        texts.case.quick_shipping,
        "您好，我们已经联系快递核实物流情况，有消息会第一时间告诉您，请您稍等。",
    ),
    QuickReply(
        texts.case.quick_card,
        "您好，退款没有退到您原来的账户。请回复方便接电话的时间，我们打给您核对。"
        "为了安全，请不要在这里发银行卡号。",
    ),
    QuickReply(
        texts.case.quick_thanks,
        "感谢您的理解。如果还有问题，请在这里告诉我们，我们会尽快处理。",
    ),
)


def all_replies() -> tuple[QuickReply, ...]:
    """The chips and what only the menu holds."""
    return (*CHIPS, *MORE)
