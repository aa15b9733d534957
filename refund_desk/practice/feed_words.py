"""Applications of the shop's own mini program: the hand-written ones. All of it is invented."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedStory:
    """One application: `share` is the percentage asked for, `hours` how long ago it was.

    `shares_payment`: the same buyer has also complained to WeChat Pay about this payment.
    """

    kind: str
    category: str
    words: str
    hours: float
    share: int = 100
    state: str = "open"
    pictures: tuple[str, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    service_hours: float = 0.0
    parcel: bool = False
    shares_payment: bool = False


OPEN_STORIES = (
    FeedStory(
        kind="refund",
        category="damaged",
        words="杯口磕掉一块，没法用了，申请全额退款。",
        hours=3.2,
        pictures=("proof_broken_mug", "proof_crushed_box"),
        lines=(("shop", "您好，收到照片了，正在核对。"), ("buyer", "好的，等您消息。")),
        service_hours=44,
    ),
    FeedStory(
        kind="return",
        category="changed_mind",
        words="尺寸不合适，没有拆吊牌，想退货退款。",
        hours=7.5,
    ),
    FeedStory(
        kind="trade_complaint",
        category="never_shipped",
        words="下单九天还没有发货，客服不回，我在小程序里投诉了。",
        hours=20,
        service_hours=20,
    ),
    FeedStory(
        kind="refund",
        category="missing_part",
        words="少了一双筷子，退这一双的钱就可以。",
        hours=26,
        share=17,
        pictures=("evidence_packing_list",),
    ),
    FeedStory(
        kind="refund",
        category="damaged",
        words="小程序里也申请一次，盘子到手就是碎的。",
        hours=5,
        shares_payment=True,
        pictures=("proof_crushed_box",),
    ),
    FeedStory(
        kind="return",
        category="wrong_goods",
        words="发成了白色，我已经寄回去了，单号填好了。",
        hours=70,
        state="waiting_goods",
        parcel=True,
        lines=(("shop", "是我们发错了，麻烦寄回，运费我们出。"), ("buyer", "已经寄出。")),
    ),
    FeedStory(
        kind="refund",
        category="not_as_described",
        words="颜色和图上差得远，退一半我就留下。",
        hours=30,
        share=50,
        lines=(("shop", "手工染色会有深浅，我们商量一下。"),),
        service_hours=18,
    ),
    FeedStory(
        kind="trade_complaint",
        category="quality",
        words="蜡烛点了两次就裂开，商家说不是质量问题，请平台处理。",
        hours=41,
        share=100,
    ),
    FeedStory(
        kind="refund",
        category="other",
        words="<b>退款</b> & “引号” \u202e款退\u202c 😀 {0} %s ' OR 1=1 --",
        hours=11,
    ),
    FeedStory(
        kind="return",
        category="changed_mind",
        words="七天无理由，未拆封。",
        hours=16,
        shares_payment=True,
    ),
    FeedStory(
        kind="refund",
        category="changed_mind",
        words="拍错了，还没发货，请退款。",
        hours=0.6,
    ),
    FeedStory(
        kind="refund",
        category="quality",
        words="桌布开线，申请部分退款。",
        hours=52,
        share=30,
        state="withdrawn",
        lines=(("buyer", "自己缝好了，不退了，谢谢。"),),
    ),
)
TEST_WORDS = "对接自检用的申请，没有真实买家。"
