"""The Store's lists: reasons, reject reasons by scene, negotiation rows, addresses.

The codes are those that could be found (facts of the Store, sections 3.3, 4.3 and 6.1); the
addresses are invented.
"""

from dataclasses import dataclass

REASONS = {
    "10000000": "不想要了",
    "10000001": "缺货",
    "10000002": "拍错/多拍",
    "10000005": "少件/漏发",
    "10000006": "卖家发错货",
    "10000007": "未收到商品",
    "10000008": "其他",
    "10000011": "与商品描述不符",
    "10000014": "双方协商一致退款",
    "10000015": "快递长时间未送达",
    "10000019": "7天无理由",
    "10000021": "质量问题",
}
# scene -> reject_reason_type -> the default words.
SCENES: dict[int, dict[int, str]] = {
    1: {6: "买家误操作/已协商取消申请", 4: "包裹在买家发起售后时已发出"},
    4: {
        19: "买家上传的单号有误，商家未收到货",
        20: "商品影响二次销售",
        21: "买家寄回包裹非本订单商品",
    },
    5: {20: "商品影响二次销售"},
    7: {46: "买家寄回商品影响二次销售"},
}
_SCENE_OF = {"REFUND": 1, "RETURN": 4, "EXCHANGE": 5}


@dataclass(frozen=True, slots=True)
class OfferRow:
    """What one update_reason_type allows: the way, and whether pictures must be there."""

    way: int
    needs_picture: bool


OFFER_ROWS = {
    6: OfferRow(3, needs_picture=True),
    7: OfferRow(2, needs_picture=True),
    8: OfferRow(3, needs_picture=False),
    9: OfferRow(1, needs_picture=True),
    10: OfferRow(3, needs_picture=True),
    11: OfferRow(3, needs_picture=True),
}
ADDRESSES = {
    "2600000001": ("青禾手作 仓库", "浙江省", "杭州市", "西湖区", "练习路 1 号"),
    "2600000002": ("青禾手作 门店", "浙江省", "杭州市", "上城区", "练习街 22 号"),
}


def scene_of(kind: str) -> int:
    """The scene of an application while it waits for the merchant."""
    return _SCENE_OF[kind]
