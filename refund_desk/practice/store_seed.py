"""A Store from a seed: a function of (seed, applications, now) whose ids need no now."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from refund_desk.practice.books import Books
from refund_desk.practice.clock import DAY_S, BusinessClock
from refund_desk.practice.media_routes import DRAWN_PICTURES
from refund_desk.practice.shop_numbers import Numbers
from refund_desk.practice.shop_words import PRODUCTS
from refund_desk.practice.store_tables import AfterSaleRow, StoreOrderRow, StoreTables

# How long the merchant has: no single number is documented, so the practice Store has several.
ALLOWED_S = (48 * 3600.0, 36 * 3600.0, 68 * 3600.0)
_SPREAD_DAYS = 28
_SEEDED = "store_seeded"


@dataclass(frozen=True, slots=True)
class _Story:
    """One kind of application, and where it stands when the shop opens."""

    kind: str
    reason_code: str
    words: str
    received: int = 0
    pictures: tuple[str, ...] = ()
    status: str = "MERCHANT_PROCESSING"
    reject_reason: str = ""


_STORIES = (
    _Story("REFUND", "10000000", "拍了才发现家里还有，还没发货，退了吧。"),
    _Story("RETURN", "10000021", "杯子收到就有裂纹，申请退货退款。", 1, ("proof_broken_mug",)),
    _Story("REFUND", "10000007", "物流十天没动，东西一直没有收到。"),
    _Story("RETURN", "10000019", "颜色不合适，七天无理由退货。", 1, status="MERCHANT_WAIT_RECEIPT"),
    _Story("REFUND", "10000005", "少发了一双筷子，退一双的钱。", 1, ("evidence_packing_list",)),
    _Story("RETURN", "10000006", "发错了颜色，退货。", 1, ("product_bag",), "USER_WAIT_RETURN"),
)
_OLD_STORIES = (
    _Story("REFUND", "10000000", "不想要了。", status="MERCHANT_REFUND_SUCCESS"),
    _Story("RETURN", "10000019", "不合适，退货。", 1, status="MERCHANT_RETURN_SUCCESS"),
    _Story("REFUND", "10000002", "拍错了。", status="USER_CANCELD"),
    _Story(
        "REFUND",
        "10000008",
        "就是要退。",
        1,
        status="MERCHANT_REJECT_REFUND",
        reject_reason="买家误操作/已协商取消申请",
    ),
)


def open_store(
    books: Books, clock: BusinessClock, *, seed: int, applications: int, now_s: float | None
) -> None:
    """Fill a Store that was never filled; any other is left alone."""
    if books.remembered(_SEEDED) is not None:
        return
    tables = StoreTables(books)
    now = clock.now() if now_s is None else now_s
    with books.transaction():
        for order, aftersale in _rows(seed, applications, now):
            tables.add_order(order)
            tables.add_aftersale(aftersale)
        books.remember(_SEEDED, f"{seed} {applications}")


def drawn_evidence(picture: str, tail: str) -> str:
    """The media id of a drawn picture, which is not in the books."""
    return f"store-{DRAWN_PICTURES.index(picture):02d}-{tail}"


def _rows(seed: int, applications: int, now: float) -> Iterator[tuple[StoreOrderRow, AfterSaleRow]]:
    for index in range(applications):
        # Chance of its own for each, so that more of them change nothing about the first.
        chance = random.Random(f"{seed} store {index}")
        yield _told(index, chance, applications, now)


def _told(
    index: int, chance: random.Random, applications: int, now: float
) -> tuple[StoreOrderRow, AfterSaleRow]:
    fresh = index < len(_STORIES)
    story = _STORIES[index] if fresh else _OLD_STORIES[index % len(_OLD_STORIES)]
    order = _order(index, chance, story)
    allowed = ALLOWED_S[index % len(ALLOWED_S)]
    share = (index + chance.random()) / max(applications, 1)
    created = now - (allowed * chance.uniform(0.1, 0.8) if fresh else share * _SPREAD_DAYS * DAY_S)
    ended = not fresh
    changed = created + (3600 if ended else 0)
    aftersale = AfterSaleRow(
        ref=f"20{index:08d}{chance.randrange(10**9):09d}",
        order_no=order.order_no,
        kind=story.kind,
        status=story.status,
        reason_code=story.reason_code,
        words=story.words,
        amount_fen=order.total_fen,
        received=story.received,
        pictures=",".join(
            drawn_evidence(each, f"{chance.getrandbits(64):016x}") for each in story.pictures
        ),
        created_at=created,
        updated_at=min(changed, now),
        completed_at=changed if ended and not story.reject_reason else None,
        due_at=None if ended else created + allowed,
        allowed_s=allowed,
        reject_reason=story.reject_reason,
        refund_reason=3 if story.status.endswith("SUCCESS") else 0,
        refunded_fen=order.total_fen if story.status.endswith("SUCCESS") else 0,
        waybill="SF000000000001" if story.status == "MERCHANT_WAIT_RECEIPT" else "",
        carrier="SF" if story.status == "MERCHANT_WAIT_RECEIPT" else "",
    )
    return replace(
        order, paid_at=created - 3 * DAY_S, shipped_at=_shipped(story, created)
    ), aftersale


def _shipped(story: _Story, created: float) -> float | None:
    return created - 2 * DAY_S if story.received or story.reason_code == "10000007" else None


def _order(index: int, chance: random.Random, story: _Story) -> StoreOrderRow:
    numbers = Numbers(chance, "8")
    goods_no = chance.randrange(len(PRODUCTS))
    quantity = chance.choice((1, 1, 2))
    unit = PRODUCTS[goods_no].unit_fen
    on_its_way = bool(story.received) or story.reason_code == "10000007"
    return StoreOrderRow(
        order_no=f"37{index:08d}{chance.randrange(10**9):09d}",
        transaction_id=numbers.transaction_id(index),
        status=30 if on_its_way else 20,
        openid=numbers.openid(),
        paid_at=0,
        total_fen=unit * quantity,
        goods_no=goods_no,
        quantity=quantity,
        unit_fen=unit,
        carrier="SF" if on_its_way else "",
        waybill=f"SF{chance.randrange(10**12):012d}" if on_its_way else "",
    )
