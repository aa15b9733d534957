"""A finding of the policy checks in words: the rule, its evidence, and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from refund_desk.domain.policy import Finding, Verdict
from refund_desk.ui import texts
from refund_desk.ui.formats import yuan
from refund_desk.ui.tokens import Role

_checks = texts.checks


class FindingWords(NamedTuple):
    """What the row shows. `accessible` is what a screen reader says.

    `because` names the rule that was checked, with its value: the shop's own, or WeChat Pay's.
    """

    rule: str
    evidence: str
    icon: str
    role: Role
    accessible: str
    because: str = ""


_LOOKS: dict[Verdict, tuple[str, Role]] = {
    Verdict.GREEN: ("check-circle", "ok"),
    Verdict.AMBER: ("alert", "warn"),
    Verdict.RED: ("close-circle", "bad"),
    Verdict.UNKNOWN: ("help-circle-outline", "text2"),
}
_SPOKEN: dict[Verdict, Callable[[str], str]] = {
    Verdict.GREEN: _checks.verdict_green,
    Verdict.AMBER: _checks.verdict_amber,
    Verdict.RED: _checks.verdict_red,
    Verdict.UNKNOWN: _checks.verdict_unknown,
}
_PLAIN: dict[str, tuple[Callable[[], str], Callable[[], str] | None]] = {
    "order_missing": (_checks.rule_order_missing, None),
    "order_unread": (_checks.rule_order_unread, None),
    "currency": (_checks.rule_currency, None),
    "order_unpaid": (_checks.rule_order_unpaid, None),
    "too_old": (_checks.rule_too_old, None),
    "receipt_unread": (_checks.rule_receipt_unread, _checks.evidence_receipt_unread),
    "not_signed": (_checks.rule_not_signed, None),
    "nothing_left": (_checks.rule_nothing_left, None),
    "nothing_asked": (_checks.rule_nothing_asked, None),
    "full_refunded": (_checks.rule_full_refunded, None),
    "elsewhere": (_checks.rule_elsewhere, _checks.evidence_elsewhere),
    "linked_moving": (_checks.rule_linked_moving, None),
    "moving": (_checks.rule_moving, None),
    "refunded_before": (_checks.rule_refunded_before, None),
    "customer_unread": (_checks.rule_customer_unread, _checks.evidence_customer_unread),
    "high_risk": (_checks.rule_high_risk, None),
    "goods_waiting": (_checks.rule_goods_waiting, _checks.evidence_goods_waiting),
    "answer_waiting": (_checks.rule_answer_waiting, None),
    "platform_service": (_checks.rule_platform_service, None),
}


def words_of(finding: Finding) -> FindingWords:
    """The finding in the language of the window; a rule without words shows its code."""
    rule, evidence = _rule_and_evidence(finding)
    icon, role = _LOOKS[finding.verdict]
    spoken = _SPOKEN[finding.verdict](f"{rule} {evidence}".strip())
    because = _BECAUSE.get(finding.rule)
    said = because(finding) if because is not None else ""
    return FindingWords(rule, evidence, icon, role, spoken, said)


def _rule_and_evidence(finding: Finding) -> tuple[str, str]:
    plain = _PLAIN.get(finding.rule)
    if plain is not None:
        rule, evidence = plain
        return rule(), evidence() if evidence is not None else ""
    make = _WITH_NUMBERS.get(finding.rule)
    return make(finding) if make is not None else (finding.rule, "")


def _within_days(finding: Finding) -> tuple[str, str]:
    days = finding.bound
    passed = finding.verdict is Verdict.GREEN
    rule = _checks.rule_within_days(days) if passed else _checks.rule_after_days(days)
    return rule, _checks.evidence_day(finding.count)


def _unshipped(finding: Finding) -> tuple[str, str]:
    long = finding.rule == "unshipped_long"
    rule = _checks.rule_unshipped_long() if long else _checks.rule_unshipped()
    return rule, _checks.evidence_days_since_paid(finding.count)


def _pictures(finding: Finding) -> tuple[str, str]:
    damage = finding.rule == "pictures_damage"
    if finding.count and finding.verdict is not Verdict.AMBER:
        rule = _checks.rule_pictures_damage() if damage else _checks.rule_pictures_goods()
        return rule, _checks.evidence_pictures(finding.count)
    if finding.count:
        evidence = _checks.evidence_too_few(n=finding.count, wanted=finding.bound)
        return _checks.rule_too_few(), evidence
    if damage:
        return _checks.rule_pictures_damage_none(), ""
    return _checks.rule_pictures_goods_none(), ""


def _amount(finding: Finding) -> tuple[str, str]:
    if finding.amount is None or finding.limit is None:
        return _checks.rule_amount(), ""
    asked, left = yuan(finding.amount), yuan(finding.limit)
    if finding.amount <= finding.limit:
        return _checks.rule_amount(), _checks.evidence_within(amount=asked, limit=left)
    return _checks.rule_amount_over(), _checks.evidence_over(amount=asked, limit=left)


def _single_limit(finding: Finding) -> tuple[str, str]:
    within = finding.verdict is Verdict.GREEN
    rule = _checks.rule_single_limit() if within else _checks.rule_single_limit_over()
    return rule, yuan(finding.limit) if finding.limit is not None else ""


def _customer(finding: Finding) -> tuple[str, str]:
    if finding.count <= 1:
        return _checks.rule_customer_first(), ""
    return _checks.rule_customer(finding.count), ""


def _repeated(finding: Finding) -> tuple[str, str]:
    return _checks.rule_repeated(finding.count), ""


def _coupon(finding: Finding) -> tuple[str, str]:
    paid = yuan(finding.amount) if finding.amount is not None else ""
    return _checks.rule_coupon(), _checks.evidence_coupon(paid)


def _signed_for(finding: Finding) -> tuple[str, str]:
    return _checks.rule_signed_for(), _checks.evidence_signed_for(finding.count)


def _freight(finding: Finding) -> tuple[str, str]:
    within = finding.verdict is Verdict.GREEN
    rule = _checks.rule_freight() if within else _checks.rule_freight_over()
    if finding.amount is None or finding.limit is None:
        return rule, ""
    asked, goods = yuan(finding.amount), yuan(finding.limit)
    say = _checks.evidence_within if within else _checks.evidence_over
    return rule, say(amount=asked, limit=goods)


def _limit_of(finding: Finding) -> str:
    return yuan(finding.limit) if finding.limit is not None else ""


_BECAUSE: dict[str, Callable[[Finding], str]] = {
    "within_days": lambda found: _checks.because_days(found.bound),
    "unshipped": lambda found: _checks.because_ship(found.bound),
    "unshipped_long": lambda found: _checks.because_ship(found.bound),
    "pictures_damage": lambda found: _checks.because_pictures(found.bound),
    "pictures_goods": lambda found: _checks.because_pictures(found.bound),
    "single_limit": lambda found: _checks.because_limit(_limit_of(found)),
    "customer": lambda found: _checks.because_customer(found.bound),
    "freight": lambda found: _checks.because_freight(_limit_of(found)),
    "too_old": lambda _found: _checks.because_year(),
    "amount": lambda _found: _checks.because_left(),
    "nothing_left": lambda _found: _checks.because_left(),
}
_WITH_NUMBERS: dict[str, Callable[[Finding], tuple[str, str]]] = {
    "within_days": _within_days,
    "unshipped": _unshipped,
    "unshipped_long": _unshipped,
    "pictures_damage": _pictures,
    "pictures_goods": _pictures,
    "amount": _amount,
    "single_limit": _single_limit,
    "customer": _customer,
    "repeated": _repeated,
    "coupon": _coupon,
    "signed_for": _signed_for,
    "freight": _freight,
}
