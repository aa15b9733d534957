"""The applications that wait for a decision when the practice shop opens, nearest ones first."""

from refund_desk.practice.shop_case_form import Case, EarlierRefund, Line
from refund_desk.practice.shop_words import BAG, CANDLE, CHOPSTICKS, CLOTH, MUG, PLATE, TEA

_REMINDER = "请在 {deadline} 前处理完，逾期平台可能直接从商户号扣款退给客户"

# A paragraph for each application reads better than a line for each of its words.
# fmt: off
OPEN_CASES = (
    Case(
        surname="吴", given="雅琴", phone="13957148820", goods_no=CHOPSTICKS,
        reason="漏发配件", due="today", share=0.214, apply_fen=5900, unit_fen=5900,
        ask="订单写的是 6 双，拆开只有 5 双，翻遍了盒子也没有。要么补发，要么退款。",
        pictures=("evidence_packing_list",),
        paid_days=5.2, shipped_days=3.9, signed_days=0.8,
    ),
    Case(
        surname="林", given="小满", phone="13800135678", goods_no=MUG, quantity=2,
        reason="商品破损", due="today", share=0.634, apply_fen=10800, unit_fen=10800,
        freight_fen=2000,
        ask=(
            "收到快递打开一看，一只杯子碎了，杯口裂到底，外箱也压扁了。"
            "另一只是好的，希望退一只的钱 108 元。"
        ),
        pictures=("proof_crushed_box", "proof_broken_mug", "proof_intact_mug"),
        lines=(
            Line(
                28, "shop",
                "非常抱歉让您收到坏的杯子。麻烦补一张外箱面单的照片，我们核实后马上给您处理。",
            ),
            Line(799, "user", "面单照片补上了，麻烦尽快。", ("proof_shipping_label",)),
            Line(3608, "platform", _REMINDER, kind="PLATFORM_HELP_APPLICATION"),
        ),
        region="浙江省 杭州市 西湖区", tracking_tail="00182314",
        waiting=True, paid_days=4.942, shipped_days=4.2, signed_days=1.05,
    ),
    Case(
        surname="何", given="俊杰", phone="15868190342", goods_no=TEA,
        reason="不想要了", due="today", share=0.96, apply_fen=4580, unit_fen=4580,
        ask="刚下单就发现家里还有两罐，还没发货的话麻烦直接退了吧，谢谢。",
        paid_days=0.4, shipped_days=None, signed_days=None,
    ),
    Case(
        surname="赵", given="国强", phone="13588861204", goods_no=CLOTH,
        reason="超 7 天无理由", due="tomorrow", share=0.73, apply_fen=39900, unit_fen=39900,
        ask="桌布铺上去比想的短，想退货退款。标签剪了，没洗过。",
        pictures=("product_cloth", "evidence_sign_receipt"),
        lines=(
            Line(
                95, "shop",
                "您好，签收已经 11 天了，超过七天无理由期限。请问是尺寸和页面写的不一样吗？",
            ),
            Line(180, "user", "尺寸倒是一样的，就是不合适。能不能通融一下？"),
        ),
        waiting=True, paid_days=15.0, shipped_days=13.5, signed_days=11.0, carrier=1,
        bank=("CMB_CREDIT", "招商银行信用卡0403"),
    ),
    Case(
        surname="孙", given="婉清", phone="18657102233", goods_no=BAG,
        reason="与描述不符", due="tomorrow", share=0.855, apply_fen=126800, unit_fen=126800,
        ask="页面写头层牛皮，收到的闻着像胶，边油也是开裂的，跟描述完全不一样，要求全额退款。",
        pictures=(
            "product_bag", "proof_crushed_box", "evidence_packing_list", "evidence_sign_receipt",
            "proof_shipping_label",
        ),
        lines=(
            Line(
                40, "shop",
                "您好，我们用的都是头层植鞣革，新皮会有皮味。方便拍一下边油开裂的位置吗？",
            ),
            Line(66, "user", "照片都在上面了，自己看。"),
        ),
        waiting=True, paid_days=7.0, shipped_days=5.6, signed_days=2.1, carrier=2,
    ),
    Case(
        surname="钱", given="多多", phone="17706450917", goods_no=CANDLE,
        reason="香味不对", due="tomorrow", share=0.95, apply_fen=7250, unit_fen=7250,
        ask="买的是白桃，点起来是一股樟脑味，头晕，不敢再用了。",
        pictures=("product_candle",),
        lines=(
            Line(52, "shop", "抱歉给您不好的体验。请问瓶底批号是多少？我们查一下这一批。"),
            Line(71, "user", "QH0917，你们查吧。"),
        ),
        waiting=True, paid_days=8.0, shipped_days=6.5, signed_days=4.0, carrier=3,
    ),
    Case(
        surname="徐", given="丽华", phone="13606812299", goods_no=PLATE, quantity=4,
        reason="商品破损", due="later", share=0.2, apply_fen=13600, unit_fen=3400,
        ask="四个盘子碎了三个半，剩下那个也有裂纹，全部退款吧。",
        pictures=("proof_crushed_box", "proof_broken_mug"),
        lines=(Line(33, "shop", "非常抱歉，已登记给仓库核查包装，稍后给您答复。"),),
        paid_days=5.5, shipped_days=4.0, signed_days=0.6,
    ),
    Case(
        surname="周", given="慕白", phone="15990018846", goods_no=MUG, quantity=2,
        reason="商品破损", due="later", share=0.28, apply_fen=21600, unit_fen=10800,
        discount_fen=2000, tags=("coupon",),
        ask="两只杯子把手都断了，用了店庆券 20 元，实付 196，退多少请说明白。",
        pictures=("proof_broken_mug",),
        lines=(Line(25, "shop", "已收到，正在和快递核实破损责任。"),),
        paid_days=6.1, shipped_days=5.0, signed_days=1.2,
    ),
    Case(
        surname="郑", given="凯", phone="17098120056", goods_no=BAG,
        reason="质量问题", due="later", share=0.35, apply_fen=126800, unit_fen=126800,
        ask="质量太差，立刻全额退款，包我不寄回，不退就一直投诉。",
        user_tags="HIGH_RISK", customer="zheng",
        lines=(Line(48, "shop", "您好，麻烦提供有问题部位的照片，我们按平台规则处理。"),),
        paid_days=9.0, shipped_days=7.5, signed_days=5.0, carrier=4,
    ),
    Case(
        surname="冯", given="玉兰", phone="13735562801", goods_no=PLATE, quantity=6,
        reason="商品破损", due="tomorrow", share=0.45, apply_fen=6800, unit_fen=3400,
        ask="上次说补发两个盘子，等了一个星期也没有收到，这次直接退这两个的钱 68 元。",
        pictures=("proof_broken_mug",), times=2, waiting=True, tags=("continued",),
        lines=(
            Line(-14400, "shop", "给您补发两个盘子，三天内发出。"),
            Line(-14000, "shop", "商家已处理完成", kind="MERCHANT_CONFIRM_COMPLETE"),
            Line(
                0, "user", "补发的一直没有收到，我要求退款。", kind="USER_CONTINUE_COMPLAINT"
            ),
        ),
        paid_days=22.0, shipped_days=20.0, signed_days=17.0,
    ),
    Case(
        surname="陈", given="思远", phone="13819107745", goods_no=TEA, quantity=3,
        reason="未收到货", due="later", share=0.42, apply_fen=13740, unit_fen=4580,
        ask="物流一个月没动了，客服说已经退款，但我没有看到到账，请处理。",
        earlier=(EarlierRefund(13740, 6.0),), tags=("refunded_elsewhere",),
        lines=(Line(30, "shop", "您好，我们查一下之前的退款记录。"),),
        paid_days=40.0, shipped_days=38.0, signed_days=None, carrier=1,
    ),
    Case(
        surname="褚", given="建国", phone="13456789031", goods_no=CLOTH,
        reason="质量问题", due="later", share=0.5, apply_fen=39900, unit_fen=39900,
        ask="去年买的桌布，今年换季拿出来发现褪色发黄，这质量不能接受。",
        pictures=("product_cloth",), tags=("older_than_a_year",),
        lines=(Line(70, "shop", "您好，这笔订单时间比较久了，我们核实一下还能不能处理。"),),
        paid_days=380.0, shipped_days=378.0, signed_days=375.0,
    ),
    Case(
        surname="卫", given="小燕", phone="15158133920", goods_no=CANDLE, quantity=2,
        reason="商品破损", due="later", share=0.57, apply_fen=14500, unit_fen=7250,
        ask="两个蜡烛玻璃杯全裂了，蜡都洒出来了。付款那张卡我上个月销户了，钱怎么退？",
        pictures=("proof_crushed_box", "product_candle"), settles="abnormal",
        bank=("ABC_DEBIT", "农业银行借记卡3390"), tags=("abnormal",),
        lines=(Line(22, "shop", "抱歉，先给您登记，退款到账方式我们确认后告诉您。"),),
        paid_days=6.3, shipped_days=5.1, signed_days=1.9, carrier=3,
    ),
    Case(
        surname="蒋", given="文博", phone="18969034410", goods_no=MUG,
        reason="未按约定时间发货", due="tomorrow", share=0.2, apply_fen=10800, unit_fen=10800,
        ask="付款 12 天了还没有发货，写的是 48 小时内，客服也不回，申请退款。",
        paid_days=12.0, shipped_days=None, signed_days=None, tags=("unshipped",),
    ),
    Case(
        surname="沈", given="佳怡", phone="13868005512", goods_no=TEA, quantity=2,
        reason="发错货", due="tomorrow", share=0.6, apply_fen=9160, unit_fen=4580,
        ask="买的桂花乌龙，发来的是两罐茉莉花茶，对不上。",
        pictures=("evidence_packing_list", "product_tea"), tags=("wrong_goods",),
        lines=(
            Line(35, "shop", "是我们拿错了，非常抱歉。您愿意留下茉莉花茶、我们退一半吗？"),
            Line(58, "user", "不喝茉莉，还是全退吧，茶可以寄回给你们。"),
        ),
        waiting=True, paid_days=6.8, shipped_days=5.3, signed_days=2.6,
    ),
    Case(
        surname="韩", given="立新", phone="13003655108", goods_no=CLOTH,
        reason="与描述不符", due="later", share=0.64, apply_fen=20000, unit_fen=39900,
        ask="颜色比图片深很多，不想折腾退货了，退 200 元差价我就留下。",
        pictures=("product_cloth",), settles="slow",
        bank=("ICBC_CREDIT", "工商银行信用卡8821"), tags=("partial", "slow_card"),
        lines=(Line(26, "shop", "可以理解，我们商量一下差价，稍后回复您。"),),
        paid_days=7.7, shipped_days=6.0, signed_days=2.2, carrier=2,
    ),
    Case(
        surname="杨", given="浩然", phone="15267149973", goods_no=PLATE, quantity=5,
        reason="商品破损", due="later", share=0.7, apply_fen=17000, unit_fen=3400,
        ask="后来又发现两个有裂，一共五个都要退。之前退过 68 元。",
        pictures=("proof_broken_mug",), earlier=(EarlierRefund(6800, 2.5),),
        tags=("partly_refunded",),
        lines=(Line(41, "shop", "收到，之前已经退过两个，我们核对一下剩余金额。"),),
        paid_days=11.0, shipped_days=9.8, signed_days=6.5,
    ),
    Case(
        surname="朱", given="敏", phone="13989451167", goods_no=MUG,
        reason="商家服务态度差", due="later", share=0.75, apply_fen=None, unit_fen=10800,
        ask="问什么时候发货，客服回一句“等着”，这是什么态度？",
        problem_type="SERVICE_NOT_WORK", paid_days=3.0, shipped_days=1.0, signed_days=None,
        lines=(Line(19, "shop", "非常抱歉，已经批评了当班客服。您的订单昨天已经发出。"),),
    ),
    Case(
        surname="秦", given="志强", phone="13732280456", goods_no=CANDLE,
        reason="其他", due="tomorrow", share=0.35, apply_fen=None, unit_fen=7250,
        ask="发票抬头开错了，联系不上客服，请重开。", problem_type="OTHERS",
        paid_days=9.0, shipped_days=7.0, signed_days=4.5,
    ),
    Case(
        surname="尤", given="梓萱", phone="15700082391", goods_no=BAG,
        reason="商品破损", due="later", share=0.8, apply_fen=30000, unit_fen=126800,
        ask="包的五金划痕很明显，不退货，补偿 300 元可以接受。已经申请平台协助。",
        pictures=("product_bag",), in_platform_service=True, need_immediate_service=True,
        tags=("platform_service", "partial"), user_tags="TRUSTED",
        lines=(
            Line(15, "shop", "您好，已看到照片，正在请示店长。"),
            Line(
                60, "user", "用户申请平台协助", kind="USER_APPLY_PLATFORM_SERVICE"
            ),
        ),
        waiting=True, paid_days=6.0, shipped_days=4.4, signed_days=1.1, carrier=2,
    ),
    Case(
        surname="许", given="欣妍", phone="13456712309", goods_no=TEA,
        reason="其他", due="later", share=0.85, apply_fen=4580, unit_fen=4580,
        ask="朋友代付的，我这里看不到订单，茶叶受潮了，请退给我。",
        pictures=("product_tea",), order_count=0, tags=("no_order",),
        lines=(Line(21, "shop", "麻烦提供一下付款人的手机号或者商户单号，我们查一下。"),),
    ),
    Case(
        surname="吕", given="一诺", phone="18358109264", goods_no=CHOPSTICKS, quantity=2,
        reason="发错货", due="later", share=0.88, apply_fen=11800, unit_fen=5900,
        ask="分两次下单的，两单都发成了短款，一起退了吧。",
        pictures=("product_chopsticks",), order_count=2, tags=("several_orders",),
        lines=(Line(18, "shop", "收到，两笔订单我们分别核对一下。"),),
        paid_days=5.8, shipped_days=4.6, signed_days=1.4,
    ),
    Case(
        surname="施", given="<b>大卫</b>", phone="13600571188", goods_no=MUG,
        reason="不想要了", due="later", share=0.92, apply_fen=10800, unit_fen=10800,
        ask=(
            "<script>alert('退款')</script> 不想要了，联系我 13600571188，"
            "\u202e款退额全\u202c & <img src=x onerror=1> %s {0} 😀"
        ),
        lines=(Line(9, "shop", "好的，正在为您核实。"),),
        paid_days=5.1, shipped_days=4.0, signed_days=0.9, tags=("hostile_text",),
    ),
    Case(
        surname="孔", given="令仪", phone="13735591120", goods_no=PLATE, quantity=2,
        reason="不想要了", due="tomorrow", share=0.5, apply_fen=6800, unit_fen=3400,
        ask="微信号准备注销了，还没拆封，麻烦尽快退。", settles="account_gone",
        paid_days=8.2, shipped_days=6.9, signed_days=3.2, tags=("account_gone",),
    ),
)
# fmt: on
