"""The payment and what the shop knows of it: goods, money, parcel; honest about what is missing."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refund_desk.application.case_view import CaseView, OrderView
from refund_desk.domain.fen import NOTHING, Fen
from refund_desk.domain.order_facts import Goods
from refund_desk.ui import formats, texts
from refund_desk.ui.detail.fact_rows import FactRow, Section, clear_layout
from refund_desk.ui.detail.goods_row import GoodsRow
from refund_desk.ui.detail.picture_thumb import PictureThumbs
from refund_desk.ui.fonts import font, metrics
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.frames import Card, Hairline
from refund_desk.ui.widgets.labels import IconLabel, ParagraphLabel, PlainLabel
from refund_desk.ui.widgets.pills import Tag

_GOODS_MAX = 4
_SUM_AIR = 2


class OrderSection(Section):
    """The 订单 part.

    Signals: `again_wanted` asks to read the order once more; `elsewhere_wanted` to enter what was
    refunded without this desk.
    """

    again_wanted = Signal()
    elsewhere_wanted = Signal()

    def __init__(self, thumbs: PictureThumbs) -> None:
        """Start empty."""
        super().__init__(texts.order.heading())
        self._thumbs = thumbs
        self._goods_shown: object = None
        self._rows: list[GoodsRow] = []
        self.read_at = PlainLabel(px=12, tone="text2")
        self.heading.addWidget(self.read_at)
        self._goods = QVBoxLayout()
        self._goods.setSpacing(6)
        self.missing = _MissingNote()
        self.missing.again.clicked.connect(self.again_wanted)
        self.amounts = _MoneyCard()
        self.coupon = PlainLabel(px=12, tone="warn")
        self.elsewhere = Button(texts.case.enter_elsewhere(), size="small", icon="pencil-outline")
        self.elsewhere.clicked.connect(self.elsewhere_wanted)
        self.note = PlainLabel(texts.order.money_note(), px=12, tone="text3")
        self.paid_on = FactRow(texts.order.paid_on())
        self.parcel = FactRow(texts.order.carrier())
        self.signed = FactRow(texts.order.signed())
        self.arrival = Tag("")
        self.signed.line.insertWidget(2, self.arrival)
        self._build()

    def show_case(self, case: CaseView, now: datetime, *, searching: bool) -> None:
        """Show the order as it was read last; `searching` says that it is being read."""
        order = case.order
        self._show_reading(case, order, searching=searching)
        self.elsewhere.setVisible(case.elsewhere_suspected)
        known = order is not None
        for widget in (self.amounts, self.note):
            widget.setVisible(known)
        if order is None:
            self._show_goods((), NOTHING)
            for row in (self.paid_on, self.parcel, self.signed, self.coupon):
                row.setVisible(False)
            return
        note = texts.store.order_note if case.platform_pays else texts.order.money_note
        self.note.setText(note())
        self._show_goods(order.goods, order.freight)
        self.missing.show_facts_missing(missing=not order.facts_known)
        self.amounts.show_case(case, order)
        self._show_coupon(order)
        self._show_dates(order, now)

    def _show_reading(self, case: CaseView, order: OrderView | None, *, searching: bool) -> None:
        if order is not None:
            naming = texts.store.order_read_at if case.platform_pays else texts.order.read_at
            self.read_at.setText(naming(formats.clock_time(order.read_at)))
            self.read_at.setToolTip(formats.full_time(order.read_at))
            return
        self.read_at.setText("")
        if case.order_missing:
            self.missing.show_order(texts.notices.order_none(), "close-circle", "bad")
        elif searching:
            self.missing.show_order(texts.order.reading(), "progress-clock", "accent_text")
        else:
            self.missing.show_order(texts.order.not_read(), "help-circle-outline", "text2")

    def _show_goods(self, goods: tuple[Goods, ...], freight: Fen) -> None:
        """Rebuild the lines only when they differ, so that pictures do not blink."""
        if (goods, freight) == self._goods_shown:
            for row in self._rows:
                row.look_again()
            return
        self._goods_shown = (goods, freight)
        clear_layout(self._goods)
        alone = len(goods) == 1
        self._rows = [
            GoodsRow(line, self._thumbs, freight=freight if alone else NOTHING)
            for line in goods[:_GOODS_MAX]
        ]
        for row in self._rows:
            self._goods.addWidget(row)
        rest = []
        if len(goods) > _GOODS_MAX:
            rest.append(texts.case.more_goods(len(goods) - _GOODS_MAX))
        if freight and not alone:
            rest.append(texts.order.freight(formats.yuan(freight)))
        if rest:
            self._goods.addWidget(PlainLabel("  •  ".join(rest), px=12, tone="text2"))

    def _show_coupon(self, order: OrderView) -> None:
        self.coupon.setVisible(order.has_coupon)
        if order.has_coupon:
            self.coupon.setText(texts.order.coupon(formats.yuan(order.payer_total)))

    def _show_dates(self, order: OrderView, now: datetime) -> None:
        self.paid_on.show_value(_dated(order.paid_at, now))
        if not order.facts_known:
            self.parcel.setVisible(False)
            self.signed.setVisible(False)
            return
        if order.shipped_at is None:
            self.parcel.show_value(texts.order.not_shipped())
        else:
            parcel = f"{order.carrier} {order.tracking_no}".strip()
            self.parcel.show_value(parcel or texts.order.no_logistics())
        arrived = order.signed_at is not None
        self.signed.show_value(_dated(order.signed_at, now))
        self.signed.setVisible(order.shipped_at is not None)
        words = texts.order.delivered() if arrived else texts.order.on_the_way()
        self.arrival.set_text(words, "ok" if arrived else "neutral")

    def _build(self) -> None:
        self.body.addLayout(self._goods)
        self.body.addSpacing(2)
        self.body.addWidget(self.missing)
        self.body.addWidget(self.amounts)
        self.body.addWidget(self.coupon)
        self.body.addWidget(self.note)
        self.body.addWidget(self.elsewhere)
        rows = QVBoxLayout()
        rows.setSpacing(0)
        for row in (self.paid_on, self.parcel, self.signed):
            rows.addWidget(row)
        self.body.addLayout(rows)


class _MoneyCard(Card):
    """实付, 已退, 还可退 side by side."""

    def __init__(self) -> None:
        super().__init__("surface", "border", corners="small")
        self.setFixedHeight(51)
        self.paid, self.refunded, self.left = (PlainLabel(px=14, bold=True) for _ in range(3))
        self.refunded_name = PlainLabel(texts.order.refunded(), px=12, tone="text2")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 6, 0, 6)
        line.setSpacing(0)
        for place, (name, amount) in enumerate(
            (
                (PlainLabel(texts.order.paid(), px=12, tone="text2"), self.paid),
                (self.refunded_name, self.refunded),
                (PlainLabel(texts.order.refundable(), px=12, tone="text2"), self.left),
            )
        ):
            if place:
                line.addWidget(Hairline(standing=True))
            line.addWidget(_stacked(name, amount), 1)

    def show_case(self, case: CaseView, order: OrderView) -> None:
        """Show the three sums; without a ledger's answer what is left is not guessed."""
        self._show_sums(case, order)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the figures again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Smaller figures where large ones would be cut: three sums share the column."""
        sums = (self.paid, self.refunded, self.left)
        widest = max(metrics(14, bold=True).horizontalAdvance(label.text()) for label in sums)
        room = self.width() // len(sums) - 2 * _SUM_AIR - 1
        for label in sums:
            label.setFont(font(14 if widest <= room else 12, bold=True))

    def _show_sums(self, case: CaseView, order: OrderView) -> None:
        remainder = case.remainder
        self.paid.setText(formats.yuan(order.order_total))
        if remainder is None:
            self.refunded.setText(texts.common.nobody())
            self.left.setText(texts.common.nobody())
            return
        back = remainder.succeeded + remainder.moving + remainder.elsewhere
        names = texts.order
        self.refunded_name.setText(
            names.refunded_and_moving() if remainder.moving else names.refunded()
        )
        unsure = case.elsewhere_suspected
        self.refunded.setText(texts.common.unknown() if unsure else formats.yuan(back))
        self.left.setText(texts.common.unknown() if unsure else formats.yuan(remainder.refundable))


class _MissingNote(QWidget):
    """What is not known of the order, and the press that asks again."""

    def __init__(self) -> None:
        super().__init__()
        self.icon = IconLabel("help-circle-outline", "text2", 16)
        self.words = ParagraphLabel(px=12, line_px=18, tone="text2")
        self.again = Button(texts.checks.check_again(), kind="link")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1)
        line.addWidget(self.again, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_order(self, words: str, icon: str, role: str) -> None:
        """Say why there is no order."""
        self.icon.set_icon(icon, role)  # type: ignore[arg-type] # a role by its name
        self.words.set_text(words)
        self.again.setVisible(icon != "progress-clock")
        self.show()

    def show_facts_missing(self, *, missing: bool) -> None:
        """Say that the shop's own facts are missing, or nothing."""
        if missing:
            self.show_order(texts.order.facts_missing(), "help-circle-outline", "text2")
        self.setVisible(missing)


def _stacked(name: PlainLabel, amount: PlainLabel) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(_SUM_AIR, 0, _SUM_AIR, 0)
    column.setSpacing(0)
    for widget in (name, amount):
        widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(widget)
    return box


def _dated(at: datetime | None, now: datetime) -> str:
    """11-10 21:15 （8 天前）; empty when nothing is known."""
    if at is None:
        return ""
    return f"{formats.day_and_time(at)} {formats.days_ago(at, now)}"
