"""The policy checks of a case with their evidence, and the other applications of the payment."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refund_desk.application.case_view import LinkedCase
from refund_desk.domain.policy import Finding, Verdict
from refund_desk.ui import finding_words, formats, texts, wording
from refund_desk.ui.detail.fact_rows import Section, clear_layout
from refund_desk.ui.tokens import Role
from refund_desk.ui.widgets.buttons import Button
from refund_desk.ui.widgets.labels import (
    ElidedLabel,
    IconLabel,
    PlainLabel,
    plain_tooltip,
)

_COUNTS: tuple[tuple[Verdict, object, Role], ...] = (
    (Verdict.GREEN, texts.checks.checks_passed, "ok"),
    (Verdict.AMBER, texts.checks.checks_amber, "warn"),
    (Verdict.RED, texts.checks.checks_red, "bad"),
    (Verdict.UNKNOWN, texts.checks.checks_grey, "text2"),
)
_READ_AGAIN = frozenset({"order_unread", "receipt_unread"})


class ChecksSection(Section):
    """政策检查. `again_wanted` asks to read what could not be read."""

    again_wanted = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(texts.checks.checks())
        self._shown: tuple[Finding, ...] | None = None
        self._counts = QHBoxLayout()
        self._counts.setSpacing(6)
        self.heading.addLayout(self._counts)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show the checks in their order; equal ones are left as they are."""
        if findings == self._shown:
            return
        self._shown = findings
        clear_layout(self._counts)
        clear_layout(self._rows)
        for verdict, words, role in _COUNTS:
            count = sum(f.verdict is verdict for f in findings)
            if count:
                said = words(count)  # type: ignore[operator] # each takes a count
                self._counts.addWidget(PlainLabel(said, px=12, bold=True, tone=role))
        for finding in findings:
            self._rows.addWidget(self._row(finding))
        self.setVisible(bool(findings))

    def _row(self, finding: Finding) -> QWidget:
        words = finding_words.words_of(finding)
        row = QWidget()
        row.setFixedHeight(20)
        row.setAccessibleName(words.accessible)
        row.setAccessibleDescription(words.because)
        row.setToolTip(plain_tooltip(words.because) if words.because else "")
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(IconLabel(words.icon, words.role, 16))
        rule = ElidedLabel(words.rule, px=12)
        line.addWidget(rule)
        if words.evidence:
            line.setSpacing(4)
            line.insertSpacing(1, 4)
            line.addWidget(PlainLabel(words.evidence, px=12, tone="text3"))
        line.addStretch(1)
        if finding.verdict is Verdict.UNKNOWN and finding.rule in _READ_AGAIN:
            again = Button(texts.checks.check_again(), kind="link")
            again.clicked.connect(self.again_wanted)
            line.addWidget(again)
        return row


class LinkedSection(Section):
    """同一笔付款的其他申请. `opened` carries the id of a pressed one."""

    opened = Signal(int)

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__("")
        self._shown: tuple[LinkedCase, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.body.addLayout(self._rows)
        self.hide()

    def show_linked(self, linked: tuple[LinkedCase, ...]) -> None:
        """Show the others; none hides the part."""
        self.setVisible(bool(linked))
        if linked == self._shown:
            return
        self._shown = linked
        self.title.setText(texts.detail.linked(len(linked)))
        clear_layout(self._rows)
        for case in linked:
            self._rows.addWidget(self._row(case), 0, Qt.AlignmentFlag.AlignLeft)

    def _row(self, case: LinkedCase) -> Button:
        words = texts.sources.linked_one(
            source=wording.source_name(case.source, short=True),
            amount=formats.yuan(case.asked),
            state=wording.application_pill(case.state).text,
        )
        button = Button(words, kind="link", icon="link-variant")
        button.clicked.connect(lambda: self.opened.emit(case.application_id))
        return button
