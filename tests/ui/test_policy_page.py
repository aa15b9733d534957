"""The page of the shop's rules: sentences with fields, nothing wrong can be saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget

from refund_desk.application.ports.transactions import StorageFullError
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import Fen
from refund_desk.domain.policy import Finding, Verdict
from refund_desk.domain.policy_presets import Trade, with_trade
from refund_desk.domain.reason import ReasonCategory
from refund_desk.domain.shop_policy import AutomaticAgreement, ShopPolicy
from refund_desk.ui import finding_words, texts
from refund_desk.ui.detail.checks_section import ChecksSection
from refund_desk.ui.settings.policy_page import PolicyPage
from refund_desk.ui.settings.sentence_field import NumberField, YuanField
from refund_desk.ui.widgets.buttons import Button
from tests.ui.fake_services import FakePolicies
from tests.ui.staging import Stage, staged

USUAL = ShopPolicy()
Make = Callable[..., "Rules"]


@dataclass
class Rules:
    """The page in a window of its own."""

    stage: Stage
    policies: FakePolicies
    page: PolicyPage
    window: QMainWindow
    told: list[str]

    def type_into(self, edit: QLineEdit, text: str) -> None:
        edit.setFocus()
        edit.selectAll()
        if text:
            QTest.keyClicks(edit, text)
        else:
            QTest.keyClick(edit, Qt.Key.Key_Delete)

    def save(self) -> None:
        QTest.mouseClick(self.page.save, Qt.MouseButton.LeftButton)
        self.stage.wait_until(lambda: not self.stage.tasks.is_running("policy:save"))
        self.stage.let_turn(0.01)


@pytest.fixture
def make(qapp: QApplication) -> Iterator[Make]:
    with staged(qapp) as stage:
        windows: list[QMainWindow] = []

        def made(policy: ShopPolicy = USUAL, **changes: str) -> Rules:
            policies = stage.services.policies
            policies.now = policy
            for name, value in changes.items():
                setattr(policies, name, value)
            window = QMainWindow()
            page = PolicyPage(policies, stage.tasks)
            window.setCentralWidget(page)
            window.resize(1100, 670)
            window.show()
            window.activateWindow()
            windows.append(window)
            told: list[str] = []
            page.toast.connect(told.append)
            page.trouble.connect(told.append)
            stage.wait_until(page.form.isEnabled)
            return Rules(stage, policies, page, window, told)

        yield made
        for window in windows:
            window.close()
            window.deleteLater()
        stage.let_turn(0.01)


def test_what_is_in_force_is_shown_and_nothing_is_to_save(make: Make) -> None:
    policy = replace(USUAL, return_days=15, single_limit=Fen(12_345))
    rules = make(policy)
    assert rules.page.form.return_days.edit.text() == "15"
    assert rules.page.form.single_limit.edit.text() == "123.45"
    assert rules.page.form.value() == policy
    assert not rules.page.save.isEnabled()
    assert not rules.page.discard.isVisible()


def test_a_change_is_saved_and_said(make: Make) -> None:
    rules = make()
    form = rules.page.form
    rules.type_into(form.return_days.edit, "10")
    rules.type_into(form.day_limit.edit, "300.5")
    form.reasons.pictures[ReasonCategory.DAMAGED].setCurrentIndex(3)
    form.reasons.pictures[ReasonCategory.DAMAGED].activated.emit(3)
    assert rules.page.save.isEnabled()
    rules.save()
    (kept,) = rules.policies.kept
    assert (kept.return_days, kept.day_limit) == (10, Fen(30_050))
    assert kept.rule_of(ReasonCategory.DAMAGED).pictures == 3
    assert kept.rule_of(ReasonCategory.OTHER) == USUAL.rule_of(ReasonCategory.OTHER)
    assert rules.told == [texts.policy.saved()]
    assert not rules.page.save.isEnabled()


@pytest.mark.parametrize("typed", ["", "999"])
def test_a_wrong_number_says_what_is_possible(make: Make, typed: str) -> None:
    rules = make()
    field = rules.page.form.return_days
    rules.type_into(field.edit, typed)
    assert field.wrong.isVisible()
    assert field.wrong.text() == texts.policy.wrong_whole(least=0, most=365)
    assert field.edit.accessibleDescription() == field.wrong.text()
    rules.save()
    assert rules.policies.kept == []
    assert rules.told == [texts.policy.wrong_value()]
    QTest.mouseClick(rules.page.discard, Qt.MouseButton.LeftButton)
    assert field.edit.text() == "7"
    assert not field.wrong.isVisible()


@pytest.mark.parametrize("typed", ["", "0", "9999999"])
def test_a_wrong_amount_says_what_is_possible(make: Make, typed: str) -> None:
    rules = make()
    field = rules.page.form.single_limit
    rules.type_into(field.edit, typed)
    assert field.wrong.text() == texts.policy.wrong_amount(least="1.00", most="1000000.00")
    assert rules.page.form.value() is None


def test_a_trade_is_filled_in_and_counts_when_saved(make: Make) -> None:
    rules = make(replace(USUAL, single_limit=Fen(777)))
    form = rules.page.form
    for trade, button in form.trades.items():
        button.click()
        assert form.value() == with_trade(replace(USUAL, single_limit=Fen(777)), trade)
    assert set(form.trades) == set(Trade)
    assert rules.policies.kept == []


def test_what_acts_by_itself_is_off_until_it_is_ticked(make: Make) -> None:
    rules = make()
    automatic = rules.page.form.automatic
    assert not automatic.on.isChecked()
    assert not automatic.up_to.isEnabled()
    automatic.on.click()
    assert automatic.up_to.isEnabled()
    rules.type_into(automatic.up_to.edit, "30")
    rules.type_into(automatic.day_limit.edit, "90")
    rules.save()
    assert rules.policies.kept[0].automatic == AutomaticAgreement(
        on=True,
        up_to=Fen(3_000),
        day_limit=Fen(9_000),
        reason=texts.automatic.automatic_reason_usual(),
    )


def test_what_acts_by_itself_is_held_to_its_bounds(make: Make) -> None:
    rules = make()
    automatic = rules.page.form.automatic
    automatic.on.click()
    rules.type_into(automatic.up_to.edit, "300")
    assert automatic.up_to.wrong.text() == texts.policy.wrong_ceiling()
    rules.type_into(automatic.up_to.edit, "501")
    assert automatic.up_to.wrong.text() == texts.policy.wrong_amount(least="0.01", most="500.00")
    rules.type_into(automatic.up_to.edit, "20")
    rules.type_into(automatic.reason.edit, "")
    assert automatic.reason.below.text() == texts.policy.wrong_reason()
    assert rules.page.form.value() is None
    # Off again, nothing of it stands in the way of the other rules.
    automatic.on.click()
    assert rules.page.form.value() == USUAL


def test_why_it_stopped_stands_beside_it(make: Make) -> None:
    rules = make(why_stopped="automatic.refused")
    stopped = rules.page.form.automatic.stopped
    assert stopped.isVisible()
    assert texts.automatic.stopped_refused() in stopped.text()


def test_rules_that_cannot_be_read_can_be_saved_anew(make: Make) -> None:
    rules = make(unreadable="policy.unreadable")
    assert rules.page.unreadable.text() == texts.policy.unreadable()
    assert rules.page.save.isEnabled()
    rules.save()
    assert rules.policies.kept == [USUAL]
    assert not rules.page.unreadable.isVisible()


def test_what_changed_meanwhile_is_shown_and_not_overwritten(make: Make) -> None:
    rules = make()
    rules.type_into(rules.page.form.return_days.edit, "9")
    rules.policies.trouble = RuleBrokenError("policy.changed")
    rules.policies.now = replace(USUAL, return_days=12)
    rules.save()
    assert rules.told == [texts.policy.changed()]
    assert rules.page.form.return_days.edit.text() == "12"


def test_a_full_disk_keeps_what_was_typed(make: Make) -> None:
    rules = make()
    rules.type_into(rules.page.form.return_days.edit, "9")
    rules.policies.trouble = StorageFullError()
    rules.save()
    assert rules.page.form.return_days.edit.text() == "9"
    assert rules.told == [texts.trouble.storage_full()]
    assert rules.page.save.isEnabled()


def test_reading_again_keeps_what_was_typed(make: Make) -> None:
    rules = make()
    rules.type_into(rules.page.form.return_days.edit, "9")
    rules.page.read()
    rules.stage.let_turn(0.02)
    assert rules.page.form.return_days.edit.text() == "9"


def test_every_field_has_a_name_and_tab_goes_through_all(make: Make) -> None:
    rules = make()
    rules.page.focus_first()
    met: list[str] = []
    for _step in range(40):
        focus = QApplication.focusWidget()
        assert focus is not None
        said = focus.accessibleName() or (focus.text() if isinstance(focus, Button) else "")
        met.append(said or getattr(focus, "text", str)())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert "" not in met
    fields = [
        *rules.page.findChildren(NumberField),
        *(f for f in rules.page.findChildren(YuanField) if f.isEnabled()),
    ]
    assert {field.edit.accessibleName() for field in fields} <= set(met)


def test_each_check_says_whose_rule_it_is() -> None:
    for rule in ("within_days", "single_limit", "freight", "pictures_goods", "customer"):
        found = Finding(rule, Verdict.AMBER, count=1, amount=Fen(5), limit=Fen(4), bound=2)
        assert texts.policy.page() in finding_words.words_of(found).because
    assert "365" in finding_words.words_of(Finding("too_old", Verdict.RED)).because
    assert finding_words.words_of(Finding("high_risk", Verdict.AMBER)).because == ""
    none = Finding("freight", Verdict.GREEN)
    assert finding_words.words_of(none).evidence == ""
    few = Finding("pictures_goods", Verdict.AMBER, count=1, bound=3)
    assert finding_words.words_of(few).evidence == texts.checks.evidence_too_few(n=1, wanted=3)


def test_the_rows_of_the_checks_say_it_when_hovered(qapp: QApplication) -> None:
    section = ChecksSection()
    section.show_findings((Finding("within_days", Verdict.GREEN, count=4, bound=7),))
    rows = [w for w in section.findChildren(QWidget) if w.accessibleDescription()]
    assert any(texts.checks.because_days(7) == row.accessibleDescription() for row in rows)
    section.deleteLater()
