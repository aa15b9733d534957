"""The document of an evidence pack: what is in it, and how it becomes a PDF."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF, QUrl
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from refund_desk.application.case_view import CaseView, OrderView, PictureView
from refund_desk.domain.audit import AuditLine
from refund_desk.domain.conversation import Speaker
from refund_desk.domain.masking import mask_text
from refund_desk.ui import audit_words, formats, texts, wording
from refund_desk.ui.detail.progress_steps import Moment, refund_steps
from refund_desk.ui.fonts import families
from refund_desk.ui.picture_reader import read_image

_DPI: Final = 96
_MARGIN_MM: Final = 16
# Two on a page: large enough to see what is shown, and no page for each.
_PICTURE_WIDTH: Final = 620
_PICTURE_HEIGHT: Final = 400
_CELLS: Final = 'valign="top"'
_STYLE: Final = """
body{color:#1a1f26}h1{font-size:20px}h2{font-size:15px;margin-top:18px}
p,td,th{font-size:12px}.quiet{color:#4f5966}td.name{color:#4f5966}
"""


@dataclass(frozen=True, slots=True)
class PackedPicture:
    """A picture of the application; `content` is empty when it stays out."""

    view: PictureView
    content: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackSource:
    """What the document is written from: everything of it in its shown form."""

    case: CaseView
    shop_name: str
    lines: tuple[AuditLine, ...]
    pictures: tuple[PackedPicture, ...]
    now: datetime


def html_of(source: PackSource) -> str:
    """The document as rich text; nothing from outside is read as markup."""
    case = source.case
    words = texts.evidence_pack
    made = words.made_at(formats.full_time(source.now))
    parts = (
        f"<h1>{_plain(words.heading(formats.yuan(case.asked)))}</h1>",
        _quiet(f"{made}  •  {words.masked()}"),
        _section(words.application(), _rows(_application(source))),
        _section(words.order(), _order(case.order)),
        _section(words.refunds(), _refunds(case, source.now)),
        _section(words.messages(), _messages(case)),
        _section(
            texts.detail.tab_pictures(),
            _pictures(source.pictures),
            alone=any(picture.content for picture in source.pictures),
        ),
        _section(words.trail(), _trail(source.lines)),
    )
    return f"<html><head><style>{_STYLE}</style></head><body>{''.join(parts)}</body></html>"


def pdf_of(source: PackSource) -> bytes:
    """The document on A4 pages with its pictures. For threads: it takes up to a second.

    Raises `BadPictureError` for a picture that cannot be opened.
    """
    document = QTextDocument()
    font = document.defaultFont()
    font.setFamilies(families())
    font.setPixelSize(12)
    document.setDefaultFont(font)
    for number, picture in enumerate(source.pictures, 1):
        if picture.content:
            image = read_image(picture.content, side_px=2 * _PICTURE_WIDTH)
            url = QUrl(_picture_url(number))
            document.addResource(QTextDocument.ResourceType.ImageResource, url, image)
    document.setHtml(html_of(source))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    amount = formats.yuan(source.case.asked)
    writer.setTitle(texts.evidence_pack.heading(amount))
    # With the moment, all that the file says of its making: no user, no PC, no path.
    writer.setCreator(texts.common.app_name())
    writer.setResolution(_DPI)
    millimetre = QPageLayout.Unit.Millimeter
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            margins,
            millimetre,
        )
    )
    page = writer.pageLayout().paintRectPixels(_DPI)
    document.setPageSize(QSizeF(page.size()))
    document.setDocumentMargin(0)
    document.print_(writer)
    buffer.close()
    return bytes(buffer.data().data())


def _application(source: PackSource) -> Iterable[tuple[str, str]]:
    case = source.case
    words = texts.evidence_pack
    yield words.shop(), source.shop_name
    yield words.customer(), "  ".join(dict.fromkeys(filter(None, (case.name, case.phone))))
    yield words.source(), _Number(f"{wording.source_name(case.source)}  {case.source_ref}")
    yield words.asked(), formats.yuan(case.asked)
    asked = wording.what_is_asked(case.problem_type, unshipped=case.unshipped)
    yield words.reason(), f"{wording.category(case.category)}  •  {asked}"
    yield words.applied_at(), formats.full_time(case.applied_at)
    yield texts.order.state(), wording.application_pill(case.state).text


def _order(order: OrderView | None) -> str:
    words = texts.evidence_pack
    if order is None:
        return _quiet(words.no_order())
    rows = [
        (words.transaction(), _Number(order.transaction_id)),
        (words.merchant_number(), _Number(order.out_trade_no)),
        (texts.order.paid(), formats.yuan(order.order_total)),
    ]
    if order.paid_at is not None:
        rows.append((texts.order.paid_on(), formats.full_time(order.paid_at)))
    rows += [
        (words.goods(), f"{goods.name}  {formats.yuan(goods.unit)} × {goods.quantity}")
        for goods in order.goods
    ]
    if order.shipped_at is not None:
        rows.append((texts.order.carrier(), f"{order.carrier} {order.tracking_no}"))
    if order.signed_at is not None:
        rows.append((texts.order.signed(), formats.full_time(order.signed_at)))
    return _rows(rows)


def _refunds(case: CaseView, now: datetime) -> str:
    told = []
    for refund in case.refunds:
        number = _Number(refund.out_refund_no or texts.common.nobody())
        amount, began = formats.yuan(refund.amount), formats.full_time(refund.planned_at)
        told.append(f"<p><b>{_plain(amount)}</b>  {_plain(number)}  {_plain(began)}</p>")
        steps = refund_steps(case, refund, Moment(now=now))
        told.append(
            _table(
                (step.time, step.title, "  ".join(detail.text for detail in step.details))
                for step in steps
                if step.state != "todo"
            )
        )
    return "".join(told) or _quiet(texts.evidence_pack.no_refunds())


def _messages(case: CaseView) -> str:
    """Who said what; pictures by the numbers that they have in this document."""
    numbers = {picture.reference: n for n, picture in enumerate(case.pictures, 1)}
    rows = []
    for message in case.messages:
        said = [wording.message_event(message.kind), message.text]
        said += [
            texts.evidence_pack.picture(numbers[picture.reference])
            for picture in message.pictures
            if picture.reference in numbers
        ]
        words = "  ".join(filter(None, said))
        rows.append((formats.full_time(message.at), _who(message.speaker), words))
    return _table(rows) if rows else _quiet(texts.evidence_pack.no_messages())


def _who(speaker: Speaker) -> str:
    if speaker is Speaker.PLATFORM:
        return texts.common.platform()
    return texts.evidence_pack.shop() if speaker is Speaker.SHOP else texts.evidence_pack.customer()


def _pictures(pictures: Sequence[PackedPicture]) -> str:
    """Those that came along two on a page, then those that stayed out."""
    told = []
    shown = 0
    for number, picture in enumerate(pictures, 1):
        if picture.content:
            apart = ' style="page-break-before:always"' if shown and not shown % 2 else ""
            told.append(_shown(number, picture, apart))
            shown += 1
    told += [
        _naming(number, picture, below=_absence(picture))
        for number, picture in enumerate(pictures, 1)
        if not picture.content
    ]
    return "".join(told) or _quiet(texts.evidence_pack.no_pictures())


def _shown(number: int, picture: PackedPicture, apart: str) -> str:
    width, height = _fitting(read_image(picture.content, side_px=64))
    source = f'src="{_picture_url(number)}" width="{width}" height="{height}"'
    checksum = hashlib.sha256(picture.content).hexdigest()
    told = _quiet(_Number(texts.evidence_pack.inside(checksum)))
    return f"{_naming(number, picture, style=apart)}<p><img {source}></p>{told}"


def _naming(number: int, picture: PackedPicture, *, style: str = "", below: str = "") -> str:
    name = _plain(texts.evidence_pack.picture(number))
    told = f"{_who(picture.view.speaker)}  {formats.full_time(picture.view.at)}"
    more = f"<br>{_plain(below)}" if below else ""
    return f"<p{style}><b>{name}</b>  {_plain(told)}{more}</p>"


def _absence(picture: PackedPicture) -> str:
    words = texts.evidence_pack
    if not picture.view.sha256:
        return words.left_out_unknown()
    return _Number(words.left_out(picture.view.sha256))


def _fitting(image: QImage) -> tuple[int, int]:
    ratio = min(_PICTURE_WIDTH / image.width(), _PICTURE_HEIGHT / image.height())
    return max(1, round(image.width() * ratio)), max(1, round(image.height() * ratio))


def _trail(lines: Sequence[AuditLine]) -> str:
    words = texts.evidence_pack
    rows = (
        (
            formats.full_time(line.at),
            wording.person(line.actor),
            audit_words.words_of(line).text,
            _Number(f"{line.number}  {line.hash[:16]}…"),
        )
        for line in lines
    )
    return _quiet(f"{words.count_of_lines(len(lines))}  •  {words.trail_note()}") + _table(rows)


def _section(title: str, body: str, *, alone: bool = False) -> str:
    """A heading and what stands below it; `alone` begins a page."""
    style = ' style="page-break-before:always"' if alone else ""
    return f"<h2{style}>{_plain(title)}</h2>{body}"


def _rows(rows: Iterable[tuple[str, str]]) -> str:
    cells = (
        f'<tr><td class="name" {_CELLS} width="130">{_plain(name)}</td>'
        f"<td {_CELLS}>{_plain(value)}</td></tr>"
        for name, value in rows
    )
    return f'<table width="100%" cellpadding="3">{"".join(cells)}</table>'


def _table(rows: Iterable[Sequence[str]]) -> str:
    lines = (
        "<tr>" + "".join(f"<td {_CELLS}>{_plain(cell)}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    return f'<table width="100%" cellpadding="3">{"".join(lines)}</table>'


def _quiet(text: str) -> str:
    return f'<p class="quiet">{_plain(text)}</p>'


class _Number(str):
    """A number of a payment, or a checksum: neither is anybody's, however like a phone's a part
    of it looks.
    """

    __slots__ = ()


def _plain(text: str) -> str:
    """Masked once more: whatever a source put into a field, no number of a person leaves."""
    return escape(text if isinstance(text, _Number) else mask_text(text))


def _picture_url(number: int) -> str:
    return f"packed:{number}"
