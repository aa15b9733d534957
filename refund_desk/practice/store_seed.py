"""A Store from a seed: a function of (seed, applications, now) whose ids need no now."""

import random
import sqlite3
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
    shares_payment: bool = False


_STORIES = (
    _Story("REFUND", "10000000", "拍了才发现家里还有，还没发货，退了吧。"),
    _Story("RETURN", "10000021", "杯子收到就有裂纹，申请退货退款。", 1, ("proof_broken_mug",)),
    _Story("REFUND", "10000007", "物流十天没动，东西一直没有收到。"),
    _Story("RETURN", "10000019", "颜色不合适，七天无理由退货。", 1, status="MERCHANT_WAIT_RECEIPT"),
    _Story("REFUND", "10000005", "少发了一双筷子，退一双的钱。", 1, ("evidence_packing_list",)),
    _Story("RETURN", "10000006", "发错了颜色，退货。", 1, ("product_bag",), "USER_WAIT_RETURN"),
    _Story("REFUND", "10000011", "在小程序和投诉里都说过了，请尽快退。", 1, shares_payment=True),
)
_SHARING = next(story for story in _STORIES if story.shares_payment)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreStart:
    """What a new Store is filled with, and how long its refunds take (business seconds).

    `shared` is an order that complaint and shop feed ask about as well.
    """

    seed: int
    applications: int
    now_s: float | None
    settle_s: float
    shared: sqlite3.Row | None = None


def open_store(books: Books, clock: BusinessClock, start: StoreStart) -> None:
    """Fill a Store that was never filled; any other is left alone."""
    if books.remembered(_SEEDED) is not None:
        return
    tables = StoreTables(books)
    now = clock.now() if start.now_s is None else start.now_s
    with books.transaction():
        for told in _rows(start.seed, start.applications, now):
            order, aftersale = _with_payment(start.shared, *told)
            tables.add_order(order)
            tables.add_aftersale(aftersale)
        books.remember(_SEEDED, f"{start.seed} {start.applications}")


def _with_payment(
    shared: sqlite3.Row | None, order: StoreOrderRow, aftersale: AfterSaleRow
) -> tuple[StoreOrderRow, AfterSaleRow]:
    """As told, but for the one about a payment that WeChat Pay's books know."""
    if shared is None or aftersale.words != _SHARING.words:
        return order, aftersale
    names = ("transaction_id", "openid", "total_fen", "goods_no", "quantity", "unit_fen")
    same = {name: shared[name] for name in names}
    return replace(order, **same), replace(aftersale, amount_fen=shared["total_fen"])


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
