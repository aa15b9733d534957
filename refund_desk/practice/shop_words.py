"""The words of the practice shop: goods, names, places and sentences. All of it is invented."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Product:
    """Something the shop sells; `picture` is a file name in resources/practice without ending."""

    name: str
    picture: str
    unit_fen: int


PRODUCTS = (
    Product("雾蓝手作马克杯", "product_mug", 10800),
    Product("竹节筷子 6 双", "product_chopsticks", 5900),
    Product("桂花乌龙 50g", "product_tea", 4580),
    Product("亚麻桌布 1.8 m", "product_cloth", 39900),
    Product("手工皮质托特包", "product_bag", 126800),
    Product("豆乳蜡烛 白桃", "product_candle", 7250),
    Product("青花餐盘", "product_plate", 3400),
)
MUG, CHOPSTICKS, TEA, CLOTH, BAG, CANDLE, PLATE = range(len(PRODUCTS))

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏"
)
GIVEN_NAMES = (
    "晓晓",
    "子涵",
    "雨桐",
    "一诺",
    "思远",
    "佳怡",
    "志强",
    "丽娟",
    "建国",
    "梓萱",
    "浩然",
    "欣妍",
    "敏",
    "伟",
    "芳",
    "静",
    "磊",
    "婷",
    "明轩",
    "秀英",
)
REGIONS = (
    "浙江省 杭州市 西湖区",
    "上海市 浦东新区",
    "广东省 深圳市 南山区",
    "四川省 成都市 武侯区",
    "江苏省 苏州市 姑苏区",
    "北京市 海淀区",
    "湖北省 武汉市 洪山区",
    "福建省 厦门市 思明区",
)
CARRIERS = (
    ("中通", "7579"),
    ("圆通", "YT88"),
    ("顺丰", "SF14"),
    ("韵达", "4631"),
    ("极兔", "JT30"),
)
ACCOUNTS = (
    ("OTHERS", "支付用户零钱"),
    ("OTHERS", "支付用户零钱通"),
    ("CMB_DEBIT", "招商银行借记卡0403"),
    ("ICBC_DEBIT", "工商银行借记卡8821"),
    ("CCB_DEBIT", "建设银行借记卡5567"),
)
CLERKS = ("小李（店员）", "小陈（店员）", "店长")


@dataclass(frozen=True, slots=True)
class Story:
    """One way a finished application went: what was asked, said, and how it ended.

    `end` is one of refunded, partly, rejected, completed, withdrawn; `share` the part of the
    order that was asked for, in percent.
    """

    reason: str
    ask: str
    reply: str
    follow_up: str | None
    end: str
    share: int = 100
    pictures: tuple[str, ...] = ()
    problem_type: str = "REFUND"


STORIES = (
    Story(
        "商品破损",
        "打开箱子就发现碎了，里面的缓冲纸很少，希望退款。",
        "非常抱歉，已经看到照片了，马上给您退款。",
        "好的，谢谢。",
        "refunded",
        100,
        ("proof_crushed_box", "proof_broken_mug"),
    ),
    Story(
        "不想要了",
        "买重复了，还没有拆封，可以退吗？",
        "可以的，给您办理退款。",
        None,
        "refunded",
    ),
    Story(
        "未按约定时间发货",
        "说好 48 小时发货，已经五天了还没有动静，我不等了。",
        "实在抱歉，这批窑口延期了，给您全额退款。",
        None,
        "refunded",
    ),
    Story(
        "与描述不符",
        "颜色和图片差很多，图上是雾蓝，收到的偏灰。",
        "手工上釉会有色差，愿意补偿您一部分，您看可以吗？",
        "那就退一半吧。",
        "partly",
        50,
        ("proof_intact_mug",),
    ),
    Story(
        "发错货",
        "我买的是蓝色的，发来的是白色的。",
        "是我们配货的失误，差价退给您，东西您留着用。",
        "行，可以接受。",
        "partly",
        30,
        ("evidence_packing_list",),
    ),
    Story(
        "不想要了",
        "用了两个月觉得不喜欢了，要退。",
        "您好，商品已经使用并超过七天无理由期限，没有质量问题，不能退款，请谅解。",
        "……",
        "rejected",
    ),
    Story(
        "未收到货",
        "物流显示签收了，但我没有收到。",
        "已经联系快递，放在门口的丰巢柜里，取件码发到您手机上了，您看下。",
        "找到了，不好意思。",
        "withdrawn",
    ),
    Story(
        "商家服务态度差",
        "问了三遍发货时间都没有人理我。",
        "非常抱歉怠慢了您，以后会安排专人回复，这次送您一张优惠券。",
        "好吧，希望改进。",
        "completed",
        0,
        (),
        "SERVICE_NOT_WORK",
    ),
    Story(
        "漏发配件",
        "少发了一双筷子，数了好几遍。",
        "核对了发货清单确实漏了，给您退掉这一份的钱。",
        None,
        "partly",
        20,
        ("evidence_packing_list",),
    ),
    Story(
        "商品破损",
        "盘子边上有一个小缺口。",
        "抱歉，给您退款，盘子不用寄回。",
        "处理得很快，谢谢。",
        "refunded",
        100,
        ("proof_broken_mug",),
    ),
)
