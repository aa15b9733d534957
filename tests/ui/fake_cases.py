"""Lifelike cases for tests of the window: the shop of the design pictures, at 14:32."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from refund_desk.application.case_view import (
    ApproveOffer,
    CaseView,
    MessageView,
    OrderView,
    PictureView,
)
from refund_desk.domain.conversation import MessageKind, Speaker
from refund_desk.domain.deadline import Deadline, DeadlineKind
from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.domain.identifiers import Mchid, OutRefundNo, RefundId, TransactionId
from refund_desk.domain.order_facts import Goods
from refund_desk.domain.paid_order import Remainder, remainder_of
from refund_desk.domain.policy import Finding, Verdict
from refund_desk.domain.reason import ReasonCategory
from refund_desk.domain.refund import ArrivedAt, Refund, RefundState
from refund_desk.domain.refund_application import (
    ApplicationState,
    ComplaintState,
    ProblemType,
    Segment,
    Source,
)

# 14:32 in Beijing, as in the pictures.
NOW = datetime(2026, 11, 18, 6, 32, tzinfo=UTC)
MCHID = Mchid("1900000109")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What makes one case differ from the next."""

    number: int
    name: str
    phone: str
    category: ReasonCategory
    problem: str
    goods: str
    picture: str
    asked: int
    unit: int
    quantity: int
    freight: int
    left: timedelta | None
    unread: bool = False
    unshipped: bool = False
    state: ApplicationState = ApplicationState.OPEN
    refund: RefundState | None = None
    why: str = ""
    since: timedelta = timedelta(minutes=4)
    own_pictures: int = 1


_H, _D = timedelta(hours=1), timedelta(days=1)
_M = timedelta(minutes=1)
_R = ReasonCategory
_TO_SHIP = ApplicationState.OPEN

KINDS: tuple[Kind, ...] = (
    Kind(
        number=1, name="吴**", phone="139****0217", category=_R.MISSING_PART, problem="漏发配件",
        goods="竹节筷子 6 双", picture="chopsticks", asked=5900, unit=5900, quantity=1, freight=0,
        left=1 * _H + 48 * _M, unread=True,
    ),
    Kind(
        number=2, name="林**", phone="138****5678", category=_R.DAMAGED, problem="商品破损",
        goods="雾蓝马克杯", picture="mug", asked=10800, unit=10800, quantity=2, freight=2000,
        left=5 * _H + 20 * _M, own_pictures=4,
    ),
    Kind(
        number=3, name="何**", phone="136****3310", category=_R.CHANGED_MIND, problem="不想要了",
        goods="桂花乌龙 50g", picture="tea", asked=4580, unit=4580, quantity=1, freight=0,
        left=8 * _H + 5 * _M, unread=True, unshipped=True, own_pictures=0,
    ),
    Kind(
        number=4, name="赵**", phone="135****8841", category=_R.OTHER, problem="超 7 天无理由",
        goods="亚麻桌布 1.8 m", picture="cloth", asked=39900, unit=39900, quantity=1, freight=0,
        left=_D + 3 * _H, own_pictures=2,
    ),
    Kind(
        number=5, name="孙**", phone="186****9012", category=_R.NOT_AS_DESCRIBED,
        problem="与描述不符", goods="手工皮质托特包", picture="bag", asked=126800, unit=126800,
        quantity=1, freight=0, left=_D + 6 * _H, unread=True, own_pictures=5,
    ),
    Kind(
        number=6, name="钱**", phone="137****4455", category=_R.NOT_AS_DESCRIBED,
        problem="香味不对", goods="豆乳蜡烛 白桃", picture="candle", asked=7250, unit=7250,
        quantity=1, freight=0, left=_D + 9 * _H,
    ),
    Kind(
        number=7, name="徐**", phone="188****7001", category=_R.DAMAGED, problem="商品破损",
        goods="青花餐盘", picture="plate", asked=13600, unit=3400, quantity=4, freight=0,
        left=2 * _D + 4 * _H, own_pictures=3,
    ),
    Kind(
        number=8, name="唐**", phone="133****6120", category=_R.WRONG_GOODS, problem="发错货",
        goods="桂花乌龙 50g", picture="tea", asked=4580, unit=4580, quantity=1, freight=0,
        left=2 * _D + 11 * _H,
    ),
    Kind(
        number=9, name="", phone="150****2086", category=_R.QUALITY, problem="质量问题",
        goods="", picture="", asked=8900, unit=8900, quantity=1, freight=0,
        left=2 * _D + 20 * _H, own_pictures=0,
    ),
    *(
        Kind(
            number=20 + index, name=name, phone="151****0000", category=_R.QUALITY,
            problem="等客户确认", goods="雾蓝马克杯", picture="mug", asked=5400, unit=5400,
            quantity=1, freight=0, left=2 * _D, state=ApplicationState.WAITING_CUSTOMER,
        )
        for index, name in enumerate(("许**", "郑**", "沈**", "韩**"))
    ),
    Kind(
        number=31, name="马**", phone="152****3434", category=_R.MISSING_PART, problem="少发一件",
        goods="竹节筷子 6 双", picture="chopsticks", asked=5900, unit=5900, quantity=1, freight=0,
        left=None, state=ApplicationState.REFUNDING, refund=RefundState.SUBMITTING,
        since=timedelta(seconds=20),
    ),
    Kind(
        number=32, name="高**", phone="153****1212", category=_R.QUALITY, problem="质量问题",
        goods="雾蓝马克杯", picture="mug", asked=21800, unit=10900, quantity=2, freight=0,
        left=None, state=ApplicationState.REFUNDING, refund=RefundState.PROCESSING,
        since=3 * _H, own_pictures=3,
    ),
    Kind(
        number=33, name="罗**", phone="158****7788", category=_R.CHANGED_MIND, problem="不想要了",
        goods="豆乳蜡烛 白桃", picture="candle", asked=7250, unit=7250, quantity=1, freight=0,
        left=None, unshipped=True, state=ApplicationState.REFUNDING,
        refund=RefundState.PROCESSING, since=2 * _M, own_pictures=0,
    ),
    Kind(
        number=34, name="董**", phone="159****4141", category=_R.WRONG_GOODS, problem="发错货",
        goods="桂花乌龙 50g", picture="tea", asked=4580, unit=4580, quantity=1, freight=0,
        left=None, state=ApplicationState.REFUNDED, refund=RefundState.SUCCEEDED, since=20 * _M,
    ),
    Kind(
        number=35, name="潘**", phone="187****2323", category=_R.DAMAGED, problem="商品破损",
        goods="青花餐盘", picture="plate", asked=13600, unit=3400, quantity=4, freight=0,
        left=None, state=ApplicationState.REFUNDED, refund=RefundState.SUCCEEDED,
        since=2 * _H + 52 * _M, own_pictures=3,
    ),
    Kind(
        number=41, name="周**", phone="189****6565", category=_R.DAMAGED, problem="商品破损",
        goods="青花餐盘", picture="plate", asked=26800, unit=3350, quantity=8, freight=0,
        left=_D, state=ApplicationState.REFUNDING, refund=RefundState.ABNORMAL,
        since=4 * _H, own_pictures=2,
    ),
    Kind(
        number=42, name="余**", phone="180****9898", category=_R.NOT_AS_DESCRIBED,
        problem="与描述不符", goods="手工皮质托特包", picture="bag", asked=126800, unit=126800,
        quantity=1, freight=0, left=_D, state=ApplicationState.REFUNDING,
        refund=RefundState.REFUSED, why="NOT_ENOUGH", since=5 * _H,
    ),
)  # fmt: skip


def sha256_of(picture: str) -> str:
    """The name under which the fake picture file keeps a picture."""
    return f"{picture:_<64}" if picture else ""


def case_of(kind: Kind) -> CaseView:
    """The whole case as the services would give it."""
    goods_total = kind.unit * kind.quantity
    paid = Fen(goods_total + kind.freight)
    refund = refund_of(kind, paid)
    refunds = () if refund is None else (refund,)
    remainder = remainder_of(paid, refunds)
    pictures = _pictures(kind)
    return CaseView(
        application_id=kind.number,
        source=Source.COMPLAINT,
        source_ref=f"2002000000202611{kind.number:04d}6670",
        title=kind.name or kind.phone,
        name=kind.name,
        phone=kind.phone,
        has_phone=True,
        category=kind.category,
        problem_text=kind.problem,
        problem_type=ProblemType.REFUND,
        unshipped=kind.unshipped,
        asked=Fen(kind.asked),
        applied_at=NOW - 2 * _D - 18 * _H - 40 * _M,
        state=kind.state,
        complaint_state=ComplaintState.PENDING,
        segment=segment_of(kind.state, refund),
        marked="",
        round=1,
        deadline=deadline_in(kind.left),
        order=_order(kind, paid),
        order_missing=False,
        remainder=remainder,
        elsewhere_suspected=False,
        findings=_findings(kind, remainder),
        messages=_messages(kind, pictures),
        pictures=pictures,
        picture_count=kind.own_pictures,
        refund=refund,
        refunds=refunds,
        outbox=(),
        linked=(),
        approve=offer_of(Fen(kind.asked), remainder, refund),
        can_reject=refund is None,
        can_reply=True,
        draft="",
    )


def deadline_in(left: timedelta | None) -> Deadline | None:
    """A deadline that long from now; WeChat's own ends with its Beijing day."""
    if left is None:
        return None
    due = NOW + left
    return Deadline(DeadlineKind.FINISH, due, due + 16 * _H)


def segment_of(state: ApplicationState, refund: Refund | None) -> Segment:
    """The segment as the domain sorts it."""
    if refund is not None and refund.state in {RefundState.ABNORMAL, RefundState.REFUSED}:
        return Segment.PROBLEM
    return {
        ApplicationState.OPEN: Segment.TO_DO,
        ApplicationState.WAITING_CUSTOMER: Segment.WAITING,
        ApplicationState.REFUNDING: Segment.REFUNDING,
    }.get(state, Segment.DONE)


def offer_of(asked: Fen, remainder: Remainder, refund: Refund | None) -> ApproveOffer:
    """What the approve button would do."""
    left = remainder.refundable
    moving = refund is not None and not refund.is_final
    why = "ref.dup" if moving else "" if left else "nothing_left"
    return ApproveOffer(
        enabled=not why,
        why=why,
        default_amount=min(asked, left),
        asked=asked,
        refundable=left,
        without_freight=None,
    )


def refund_of(kind: Kind, paid: Fen) -> Refund | None:
    """The refund that a case of this kind already has."""
    if kind.refund is None:
        return None
    planned = NOW - kind.since
    refund = planned_refund(
        kind.number * 100, application_id=kind.number, amount=Fen(kind.asked), order_total=paid
    )
    accepted = kind.refund not in {RefundState.SUBMITTING, RefundState.REFUSED}
    arrived = kind.refund is RefundState.SUCCEEDED
    return replace(
        refund,
        state=kind.refund,
        planned_at=planned,
        ordinal=1,
        out_refund_no=out_refund_no_of(kind.number),
        first_submitting_at=planned,
        accepted_at=planned if accepted else None,
        refund_id=RefundId(f"5030000000{kind.number:04d}0188") if accepted else None,
        settled_at=planned if arrived else None,
        received_by="微信零钱" if arrived else "",
        arrived_at=ArrivedAt.PAYER if arrived else None,
        why=kind.why,
    )


def transaction_of(number: int) -> TransactionId:
    """The payment of a case."""
    return TransactionId(f"4200002026111{number:08d}")


def out_refund_no_of(number: int) -> OutRefundNo:
    """The number of the first refund of a case's payment."""
    return OutRefundNo.derive(transaction_of(number), 1, practice=False)


def planned_refund(
    refund_id: int, *, application_id: int, amount: Fen, order_total: Fen, reason: str = "商品破损"
) -> Refund:
    """A refund in its undo window."""
    return Refund(
        id=refund_id,
        application_id=application_id,
        mchid=MCHID,
        transaction_id=transaction_of(application_id),
        amount=amount,
        order_total=order_total,
        reason=reason,
        state=RefundState.PLANNED,
        planned_at=NOW,
        actor="owner",
        pressed_at=NOW,
    )


def _pictures(kind: Kind) -> tuple[PictureView, ...]:
    names = {
        "mug": ("crushed_box", "broken_mug", "intact_mug", "shipping_label"),
    }.get(kind.picture, ("crushed_box", "broken_mug", "intact_mug", "broken_mug", "crushed_box"))
    at = NOW - 2 * _D - 18 * _H - 40 * _M
    return tuple(
        PictureView(
            reference=f"picture-{kind.number}-{index}",
            sha256=sha256_of(name),
            speaker=Speaker.BUYER,
            at=at if index < 3 else at + 13 * _H + 19 * _M,
        )
        for index, name in enumerate(names[: kind.own_pictures])
    )


def _messages(kind: Kind, pictures: tuple[PictureView, ...]) -> tuple[MessageView, ...]:
    began = NOW - 2 * _D - 18 * _H - 40 * _M
    said = _message(kind, 1, began, Speaker.BUYER, f"{kind.problem}，申请退款，麻烦尽快处理。")
    if kind.number != 2:
        return (replace(said, kind=MessageKind.APPLIED, pictures=pictures),)
    text = (
        "收到快递打开一看，一只杯子碎了，杯口裂到底，外箱也压扁了。"
        "另一只是好的，希望退一只的钱 108 元。"
    )
    return (
        replace(said, kind=MessageKind.APPLIED, text=text, pictures=pictures[:3]),
        replace(
            _message(
                kind, 2, began + 28 * _M, Speaker.SHOP,
                "非常抱歉让您收到坏的杯子。麻烦补一张外箱面单的照片，我们核实后马上给您处理。",
            ),
            minutes_to_reply=28,
        ),
        replace(
            _message(
                kind, 3, began + 13 * _H + 19 * _M, Speaker.BUYER, "面单照片补上了，麻烦尽快。"
            ),
            pictures=pictures[3:],
        ),
        _message(
            kind, 4, NOW - 6 * _H - 32 * _M, Speaker.PLATFORM,
            "请在 19:52 前处理完，逾期平台可能直接从商户号扣款退给客户",
        ),
    )  # fmt: skip


def _message(kind: Kind, number: int, at: datetime, speaker: Speaker, text: str) -> MessageView:
    words = MessageKind.SYSTEM if speaker is Speaker.PLATFORM else MessageKind.WORDS
    return MessageView(
        log_ref=f"log-{kind.number}-{number}",
        speaker=speaker,
        kind=words,
        at=at,
        text=text,
        pictures=(),
    )


def _order(kind: Kind, paid: Fen) -> OrderView:
    known = bool(kind.goods)
    goods = (
        Goods(
            name="雾蓝手作马克杯" if kind.number == 2 else kind.goods,
            quantity=kind.quantity,
            unit=Fen(kind.unit),
            picture_ref=kind.picture,
        ),
    )
    many = f" ×{kind.quantity}" if kind.quantity > 1 else ""
    shipped = known and not kind.unshipped
    return OrderView(
        transaction_id=str(transaction_of(kind.number)),
        out_trade_no=f"QH20261110{kind.number:04d}",
        paid_at=datetime(2026, 11, 10, 13, 15, tzinfo=UTC),
        read_at=NOW - _M,
        currency="CNY",
        order_total=paid,
        payer_total=paid,
        has_coupon=False,
        facts_known=known,
        goods=goods if known else (),
        goods_title=f"{kind.goods}{many}" if known else "",
        freight=Fen(kind.freight) if known else NOTHING,
        carrier="中通" if shipped else "",
        tracking_no="7579****2314" if shipped else "",
        shipped_at=datetime(2026, 11, 11, 9, 0, tzinfo=UTC) if shipped else None,
        signed_at=datetime(2026, 11, 14, 10, 40, tzinfo=UTC) if shipped else None,
    )


def _findings(kind: Kind, remainder: Remainder) -> tuple[Finding, ...]:
    if not kind.goods:
        return (
            Finding("receipt_unread", Verdict.UNKNOWN),
            Finding("customer_unread", Verdict.UNKNOWN),
        )
    asked, left = Fen(kind.asked), remainder.refundable
    within = asked <= left
    return (
        Finding("within_days", Verdict.GREEN, count=4, bound=7),
        Finding("pictures_damage", Verdict.GREEN, count=kind.own_pictures),
        Finding("amount", Verdict.GREEN if within else Verdict.AMBER, amount=asked, limit=left),
        Finding("single_limit", Verdict.GREEN, amount=asked, limit=Fen(200_000)),
        Finding("customer", Verdict.GREEN, count=1),
        Finding("repeated", Verdict.AMBER, count=2),
    )
