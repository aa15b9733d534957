"""Enter an application by hand: somebody phoned. The order is WeChat Pay's, the rest is typed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from refund_desk.application.commands import PICTURES_MAX
from refund_desk.application.ground import Ground
from refund_desk.application.keeper import Keeper, Reading
from refund_desk.application.local_applications import (
    LinkedApplication,
    first_words,
    linked_applications,
    local_snapshot,
)
from refund_desk.application.outcomes import Missing, Unreadable
from refund_desk.application.own_pictures import keep_clean
from refund_desk.application.ports.application_source import ComplaintOrder
from refund_desk.application.ports.order_facts_source import OrderFactsSource
from refund_desk.application.ports.order_gateway import OrderAnswer, OrderGateway
from refund_desk.application.ports.pictures import PictureReader, PictureStore
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.spreadsheet_values import (
    BadCellError,
    is_of_wechat,
    own_number_in,
    payment_in,
)
from refund_desk.domain.audit import OWNER, AuditAction, AuditEntry
from refund_desk.domain.capabilities import MoneyMover, mover_of
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import ApplicationsChanged
from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.domain.identifiers import Mchid, TransactionId
from refund_desk.domain.order_facts import OrderFacts
from refund_desk.domain.paid_order import PaidOrder, TradeState, remainder_of
from refund_desk.domain.reason import ReasonCategory
from refund_desk.domain.refund_application import RefundApplication, Source

WORDS_CHARACTERS_MAX = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPayment:
    """A payment as WeChat Pay knows it, and what the desk knows beside it. Amounts fen.

    `elsewhere_suspected`: WeChat Pay says that something was refunded, and this ledger knows of
    nothing. `by_platform`: the platform moves the money of this payment (decisions.md 1.5).
    """

    order: PaidOrder
    facts: OrderFacts | None
    refundable: Fen
    elsewhere_suspected: bool
    by_platform: bool
    linked: tuple[LinkedApplication, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterCommand:
    """What was typed. `key` is the dialog's own, so that a press repeated enters it once.

    `asked` is fen, at most what can still go back; `phone` may be empty; `pictures` are file bytes.
    """

    key: str
    transaction_id: TransactionId
    asked: Fen
    category: ReasonCategory
    words: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    pictures: tuple[bytes, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterByHand:
    """Looks an order up, then keeps what was typed about it."""

    ground: Ground
    orders: OrderGateway
    facts: OrderFactsSource
    pictures: PictureStore
    reader: PictureReader
    keeper: Keeper
    mchid: Mchid

    async def look_up(self, number: str) -> FoundPayment | Missing | Unreadable:
        """The payment of this 微信支付订单号 or 商户订单号, just read and kept.

        Raises `RuleBrokenError` `row.number` or `row.rounded` for what is no order number.
        """
        answer = await self._ask(number)
        if isinstance(answer, Unreadable) and answer.halts:
            self.ground.gate.halt(answer.why)
        if not isinstance(answer, PaidOrder):
            return answer
        order = replace(answer, read_at=self.ground.now())
        told = await self.facts.facts((order.transaction_id,))
        facts = () if isinstance(told, Unreadable) else told
        return await self.ground.run(lambda stores: _found(stores, order, facts))

    async def enter(self, command: EnterCommand) -> int:
        """Keep the application; its id.

        Raises `RuleBrokenError` (`order.none` for a payment that was not looked up, `amt.zero`,
        `amt.too_much`, `hand.long`, `img.max`) and `BadPictureError`; nothing is kept then.
        """
        if len(command.words.strip()) > WORDS_CHARACTERS_MAX:
            raise RuleBrokenError("hand.long", limit=WORDS_CHARACTERS_MAX)
        if len(command.pictures) > PICTURES_MAX:
            raise RuleBrokenError("img.max")
        references = []
        for content in command.pictures:
            kept = await keep_clean(self.pictures, self.reader, content)
            references.append(kept.reference)
        now = self.ground.now()
        application, new = await self.ground.run(
            lambda stores: self._keep(stores, command, tuple(references), now)
        )
        self.ground.publish(ApplicationsChanged((application.id,), int(new)))
        return application.id

    async def _ask(self, number: str) -> OrderAnswer:
        """By whose number its form says it is; where WeChat Pay has none, it may be the shop's."""
        try:
            own_number = own_number_in(number)
            payment = payment_in(number) if is_of_wechat(number) else None
        except BadCellError as error:
            raise RuleBrokenError(error.why) from None
        if payment is not None:
            answer = await self.orders.by_transaction_id(payment)
            if not isinstance(answer, Missing):
                return answer
        return await self.orders.by_out_trade_no(own_number)

    def _keep(
        self, stores: Stores, command: EnterCommand, references: tuple[str, ...], now: datetime
    ) -> tuple[RefundApplication, bool]:
        """The transaction of `enter`."""
        source_ref = f"hand-{command.key}"
        known = stores.applications.find(Source.BY_HAND, source_ref)
        if known is not None:
            return known, False
        order = stores.orders.order(self.mchid, command.transaction_id)
        if order is None:
            raise RuleBrokenError("order.none")
        _ensure_asked(stores, order, command.asked)
        named = ComplaintOrder(
            transaction_id=order.transaction_id, out_trade_no=order.out_trade_no, amount=order.total
        )
        words = command.words.strip()
        snapshot = replace(
            local_snapshot(Source.BY_HAND, source_ref, named, now),
            category=command.category,
            problem_text=words if command.category is ReasonCategory.OTHER else "",
            detail_text=words,
            asked=command.asked,
            payer_phone=command.phone,
            payer_openid=order.openid,
            picture_refs=references,
        )
        reading = Reading(snapshot=snapshot, history=(first_words(snapshot),), asked_at=now)
        kept = self.keeper.keep(stores, reading, now=now).application
        # Whoever typed it has read it.
        application = replace(kept, unread=False)
        stores.applications.replace(application)
        _audit(stores, application, now)
        return application, True


def _found(stores: Stores, order: PaidOrder, facts: tuple[OrderFacts, ...]) -> FoundPayment:
    """Keep the reading; what of the payment can still go back."""
    stores.orders.put_order(order)
    for told in facts:
        stores.orders.put_facts(told)
    refunds = stores.refunds.of_payment(order.mchid, order.transaction_id)
    applications = stores.applications.of_payment(order.mchid, order.transaction_id)
    elsewhere = stores.orders.elsewhere(order.mchid, order.transaction_id)
    mover = mover_of(application.source for application in applications)
    return FoundPayment(
        order=order,
        facts=stores.orders.facts(order.transaction_id),
        refundable=_refundable(stores, order),
        elsewhere_suspected=order.trade_state is TradeState.REFUND
        and not refunds
        and elsewhere is None,
        by_platform=mover is MoneyMover.PLATFORM,
        linked=linked_applications(applications),
    )


def _refundable(stores: Stores, order: PaidOrder) -> Fen:
    refunds = stores.refunds.of_payment(order.mchid, order.transaction_id)
    elsewhere = stores.orders.elsewhere(order.mchid, order.transaction_id)
    return remainder_of(order.total, refunds, elsewhere=elsewhere or NOTHING).refundable


def _ensure_asked(stores: Stores, order: PaidOrder, asked: Fen) -> None:
    if not asked:
        raise RuleBrokenError("amt.zero")
    most = _refundable(stores, order)
    if asked > most:
        raise RuleBrokenError("amt.too_much", max_fen=most.count)


def _audit(stores: Stores, application: RefundApplication, now: datetime) -> None:
    """The line that says a person entered it."""
    stores.audit.append(
        AuditEntry(
            at=now,
            actor=OWNER,
            action=AuditAction.ENTERED_BY_HAND,
            application_id=application.id,
            facts={
                "asked_fen": application.asked.count,
                "category": application.category.value,
                "pictures": application.picture_count,
            },
            personal={"text": application.detail_text} if application.detail_text else None,
        )
    )
