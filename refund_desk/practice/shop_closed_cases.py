"""Hand-written applications that were over before the practice shop opened."""

from refund_desk.practice.shop_case_form import Case, Line
from refund_desk.practice.shop_words import BAG, CANDLE, CHOPSTICKS, CLOTH, MUG, TEA

# A paragraph for each application reads better than a line for each of its words.
# fmt: off
CLOSED_CASES = (
    Case(
        surname="张", given="子涵", phone="13777812040", goods_no=MUG,
        reason="未收到货", due="closed", share=4.2, apply_fen=10800, unit_fen=10800,
        ask="显示已签收，但是我没有收到杯子。",
        lines=(
            Line(25, "shop", "快递放在了小区驿站，取件码 8-2-1037，您看看在不在。"),
            Line(90, "user", "找到了，不好意思，撤销了。"),
            Line(92, "user", "用户已撤销投诉", kind="USER_REVOKE_COMPLAINT"),
        ),
        end="withdrawn", paid_days=7.0, carrier=3, tags=("withdrawn",),
    ),
    Case(
        surname="郑", given="凯", phone="17098120056", goods_no=CANDLE,
        reason="质量问题", due="closed", share=38.0, apply_fen=7250, unit_fen=7250,
        ask="味道不喜欢，就是质量问题，退。",
        lines=(Line(30, "shop", "这次给您退款，下次下单前可以先问问香味。"),),
        end="refunded", customer="zheng", user_tags="HIGH_RISK",
    ),
    Case(
        surname="郑", given="凯", phone="17098120056", goods_no=TEA,
        reason="质量问题", due="closed", share=75.0, apply_fen=4580, unit_fen=4580,
        ask="茶叶碎末太多，退款不退货。",
        lines=(Line(44, "shop", "给您退款，希望您理解手工茶会有少量碎末。"),),
        end="refunded", customer="zheng",
    ),
    Case(
        surname="郑", given="凯", phone="17098120056", goods_no=CHOPSTICKS,
        reason="质量问题", due="closed", share=120.0, apply_fen=5900, unit_fen=5900,
        ask="有毛刺，扎手，赔钱。",
        lines=(Line(61, "shop", "抱歉，给您全额退款。"),),
        end="refunded", customer="zheng",
    ),
    Case(
        surname="曹", given="静", phone="13606701213", goods_no=CLOTH,
        reason="不想要了", due="closed", share=9.0, apply_fen=39900, unit_fen=39900,
        ask="用了两次，不太喜欢，想退。",
        lines=(
            Line(50, "shop", "桌布已经使用洗涤，不属于七天无理由范围，请谅解。"),
            Line(
                600, "shop", "商家拒绝退款。原因：商品已使用，影响二次销售",
                ("evidence_sign_receipt",), kind="MERCHANT_REFUSE_RERUND",
            ),
        ),
        end="rejected", paid_days=16.0, tags=("rejected",),
    ),
    Case(
        surname="魏", given="明轩", phone="13285718890", goods_no=BAG,
        reason="与描述不符", due="closed", share=12.0, apply_fen=20000, unit_fen=126800,
        ask="内袋少一个，页面图上是两个。",
        lines=(
            Line(38, "shop", "是旧版详情页没有更新，给您补偿 200 元可以吗？"),
            Line(75, "user", "可以。"),
        ),
        end="partly", paid_days=9.0, carrier=2, tags=("partial",),
    ),
    Case(
        surname="姜", given="秀英", phone="13567188821", goods_no=MUG,
        reason="商家服务态度差", due="closed", share=6.0, apply_fen=None, unit_fen=10800,
        ask="电话打了三次没人接。", problem_type="SERVICE_NOT_WORK",
        lines=(
            Line(33, "shop", "抱歉，那天停电，电话没有接通，已经给您回电。"),
            Line(400, "shop", "商家已处理完成", kind="MERCHANT_CONFIRM_COMPLETE"),
        ),
        end="completed", paid_days=8.0,
    ),
)
# fmt: on
