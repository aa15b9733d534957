"""What the buyer reads of a return or an offer: Chinese in every language of the window.

They are suggestions; a person sees them before they leave, and may change each of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from refund_desk.application.case_view import CaseView
from refund_desk.application.ports.platform_terms import OfferWay
from refund_desk.application.return_addresses import ShopAddress
from refund_desk.ui import formats


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnTerms:
    """How the goods come back; `address` is None while none is chosen."""

    address: ShopAddress | None
    days: int
    shop_pays: bool


def return_words(case: CaseView, terms: ReturnTerms) -> str:
    """Ask for the goods: where to, until when, and who pays for sending them."""
    place = terms.address
    where = f"{place.address} {place.receiver} 收，电话 {place.phone}" if place else "（地址）"
    pays = "运费我们出" if terms.shop_pays else "运费请您承担"
    refund = f"退 {formats.yuan(case.asked)}" if case.asked else "退款"
    return (
        f"可以退货。请 {terms.days} 天内寄到：{where}，{pays}。"
        f"寄出后回复快递单号，收到检查没问题就{refund}。"
    )


def return_words_there(days: int) -> str:
    """The same where the platform tells the buyer the address."""
    return f"可以退货。请 {days} 天内按售后单里的地址寄回，收到检查没问题就退款。"


def offer_words(amount_text: str, *, resend: bool, keep: bool) -> str:
    """Offer an amount such as ¥50.00."""
    extras = [words for words, wanted in (("补发一件", resend), ("商品不用寄回", keep)) if wanted]
    offered = "，".join((f"退您 {amount_text}", *extras))
    return f"非常抱歉。您看这样行不行：{offered}。同意的话回复“同意”，我们马上退。"


def offer_words_there(amount_text: str, *, goods_back: bool) -> str:
    """The same where the platform asks for the answer; `goods_back`: the goods come first."""
    offered = f"商品寄回后退您 {amount_text}" if goods_back else f"退您 {amount_text}，不用寄回"
    soon = "收到货就退" if goods_back else "我们马上退"
    return f"非常抱歉。您看这样行不行：{offered}。同意的话请在售后单里点同意，{soon}。"


def wish_words(way: OfferWay) -> str:
    """Ask the buyer to withdraw the application, or to show a proof."""
    if way is OfferWay.WITHDRAW:
        return "您好，包裹已经发出，拦不回来了。麻烦您先撤销申请，收到后有问题随时再申请。"
    return "您好，您的申请还差能看清问题的照片或视频，麻烦在售后单里补充一下，我们马上核实。"
