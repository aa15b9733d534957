"""Every code of the layers below has words, in both languages, and a glyph that is shipped."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import refund_desk.application as application_package
import refund_desk.domain as domain_package
from refund_desk.application.outcomes import Doubt
from refund_desk.application.ports import transactions
from refund_desk.application.ports.transactions import StorageError
from refund_desk.application.rows import HistoryResult, HistoryRow
from refund_desk.domain.audit import AuditAction, AuditLine
from refund_desk.domain.conversation import MessageKind
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import Mchid, TransactionId
from refund_desk.domain.policy import Finding, Verdict
from refund_desk.domain.reason import ReasonCategory
from refund_desk.domain.refund import ArrivedAt, Refund, RefundState
from refund_desk.domain.refund_application import ApplicationState, ProblemType, Segment, Source
from refund_desk.ui import (
    audit_words,
    finding_words,
    icons,
    origin_words,
    sentences,
    texts,
    wording,
)
from refund_desk.ui.texts import Language

NOW = datetime(2026, 11, 18, 6, 32, tzinfo=UTC)


@pytest.fixture(autouse=True, params=texts.LANGUAGES)
def _language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Language]:
    texts.speak(qapp, request.param)
    yield request.param
    texts.speak(qapp, "en")


def _refund(state: RefundState, *, why: str = "", arrived_at: ArrivedAt | None = None) -> Refund:
    return Refund(
        id=1,
        application_id=1,
        mchid=Mchid("1900000001"),
        transaction_id=TransactionId("4200001234567890123456789012"),
        amount=Fen(10800),
        order_total=Fen(23600),
        reason="商品破损",
        state=state,
        planned_at=NOW,
        actor="owner",
        why=why,
        arrived_at=arrived_at,
    )


def _line(action: AuditAction, **facts: object) -> AuditLine:
    return AuditLine(
        number=1,
        at=NOW,
        actor="owner",
        action=action,
        application_id=1,
        refund_id=1,
        facts_json=json.dumps(facts),
        previous="",
        hash="",
    )


def test_every_state_and_kind_has_words() -> None:
    assert all(wording.category(c) for c in ReasonCategory)
    assert all(wording.application_pill(s).text for s in ApplicationState)
    assert all(wording.refund_pill(_refund(s)).text for s in RefundState)
    assert all(wording.history_result(r)[0] for r in HistoryResult)
    assert all(wording.source_name(s) and wording.source_name(s, short=True) for s in Source)
    assert all(wording.message_event(k) for k in MessageKind if k is not MessageKind.WORDS)
    assert wording.message_event(MessageKind.WORDS) == ""
    assert all(wording.segment(s) for s in Segment if s is not Segment.DONE)
    assert wording.segment(Segment.DONE) == ""


@pytest.mark.parametrize("unshipped", [True, False])
@pytest.mark.parametrize("kind", list(ProblemType))
def test_what_is_asked_has_a_tag_and_a_line(kind: ProblemType, unshipped: bool) -> None:
    tag = wording.type_tag(kind, unshipped=unshipped)
    line = wording.what_is_asked(kind, unshipped=unshipped)
    assert tag
    assert line
    assert tag != line


def test_every_glyph_of_a_state_is_shipped() -> None:
    looks = [wording.application_pill(s).icon for s in ApplicationState]
    looks += [wording.refund_pill(_refund(s)).icon for s in RefundState]
    looks += [wording.source_icon(s) for s in Source]
    looks += [audit_words.words_of(_line(a)).icon for a in AuditAction]
    assert {name for name in looks if name} <= icons.names()


def test_pills_tell_apart_what_a_state_alone_does_not() -> None:
    plain = wording.refund_pill(_refund(RefundState.REFUSED))
    balance = wording.refund_pill(_refund(RefundState.REFUSED, why="NOT_ENOUGH"))
    assert balance.icon == "wallet-outline"
    assert balance.text != plain.text
    to_shop = wording.refund_pill(_refund(RefundState.SUCCEEDED, arrived_at=ArrivedAt.SHOP))
    assert to_shop.tone == "warn"
    waiting = wording.refund_pill(_refund(RefundState.PLANNED), undo_left_s=3)
    assert "3" in waiting.text


def test_people_funds_and_marks() -> None:
    assert wording.person("owner") == texts.common.owner()
    assert wording.person("system") == texts.common.automatic()
    assert wording.person("小李") == "小李"
    assert wording.funds("BASIC") == texts.order.funds_basic()
    assert wording.funds("") == texts.common.unknown()
    assert wording.mark("") == ""
    assert wording.mark("changed.asked") == texts.inbox.marked_amount_changed()
    assert wording.mark("changed.refunded") == texts.inbox.marked_refunded()
    assert wording.mark("net.off") == texts.inbox.marked_undone()


_RULES = [
    node.args[0].value
    for node in ast.walk(
        ast.parse((Path(domain_package.__path__[0]) / "policy.py").read_text(encoding="utf-8"))
    )
    if isinstance(node, ast.Call)
    and isinstance(node.func, ast.Name)
    and node.func.id == "Finding"
    and isinstance(node.args[0], ast.Constant)
]


@pytest.mark.parametrize("verdict", list(Verdict))
@pytest.mark.parametrize(
    "rule", sorted({*map(str, _RULES), "pictures_damage", "pictures_goods", "unshipped_long"})
)
def test_every_rule_of_the_policy_has_words(rule: str, verdict: Verdict) -> None:
    for count in (0, 1, 4):
        words = finding_words.words_of(
            Finding(rule, verdict, count=count, amount=Fen(10800), limit=Fen(7), bound=2)
        )
        assert words.rule != rule
        assert words.icon in icons.names()
        assert words.rule in words.accessible


def test_a_finding_shows_its_evidence() -> None:
    within = Finding("amount", Verdict.GREEN, amount=Fen(10800), limit=Fen(23600))
    assert finding_words.words_of(within).evidence == "¥108.00 ≤ ¥236.00"
    over = Finding("amount", Verdict.AMBER, amount=Fen(36000), limit=Fen(23600))
    assert finding_words.words_of(over).evidence == "¥360.00 > ¥236.00"
    assert "7" in finding_words.words_of(Finding("within_days", Verdict.RED, 22, bound=7)).rule
    assert finding_words.words_of(Finding("amount", Verdict.GREEN)).evidence == ""


def test_a_rule_nobody_named_shows_its_code() -> None:
    assert finding_words.words_of(Finding("brand_new", Verdict.RED)).rule == "brand_new"


@pytest.mark.parametrize("action", list(AuditAction))
def test_every_audit_action_has_words(action: AuditAction) -> None:
    with_amount = audit_words.words_of(_line(action, amount_fen=10800, state="PROCESSING"))
    assert with_amount.text
    assert (
        audit_words.words_of(_line(action)).text.strip() == audit_words.words_of(_line(action)).text
    )


def test_audit_lines_say_what_made_pictures_fit_to_leave() -> None:
    pictures = {"pictures": 3, "redacted": 2, "looked_at": 1}
    for action in (AuditAction.REPLY_QUEUED, AuditAction.OFFERED, AuditAction.GOODS_TAKEN_IN):
        words = audit_words.words_of(_line(action, **pictures)).text
        assert words.endswith(texts.redaction.audit_pictures(redacted=2, looked_at=1))
        assert words.startswith(audit_words.words_of(_line(action)).text)


def test_audit_lines_say_amount_reason_and_result() -> None:
    planned = audit_words.words_of(
        _line(AuditAction.PLANNED, amount_fen=10800), reason="商品破损"
    ).text
    assert "¥108.00" in planned
    assert "商品破损" in planned
    assert "¥45.80" in audit_words.words_of(_line(AuditAction.RECEIVED, asked_fen=4580)).text
    refused = audit_words.words_of(_line(AuditAction.REFUSED, why="NOT_ENOUGH")).text
    assert texts.refund.balance() in refused
    assert audit_words.words_of(_line(AuditAction.ELSEWHERE)).text == texts.audit.elsewhere_found()


def _codes() -> set[str]:
    """Every `why` and rule code that the layers below can hand up, read from their sources."""
    found = set()
    for package in (domain_package, application_package):
        for path in Path(package.__path__[0]).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                found |= _codes_in(node)
    return found


def _codes_in(node: ast.AST) -> set[str]:
    if not isinstance(node, ast.Call):
        return set()
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    values: list[ast.expr] = [k.value for k in node.keywords if k.arg == "why"]
    if name in {"RuleBrokenError", "BadValueError", "SendRefused"}:
        values += node.args[:1]
        values += [k.value for k in node.keywords if k.arg == "code"]
    texts_of = [v.value for v in values if isinstance(v, ast.Constant)]
    return {text for text in texts_of if isinstance(text, str) and text}


# A broken identifier never reaches a person as such: its field has its own sentence.
_IDENTIFIERS = {"refund.ordinal"}


def test_every_code_of_the_layers_below_has_a_sentence() -> None:
    codes = _codes() - _IDENTIFIERS
    assert len(codes) > 15
    # What is wrong with something typed about a source stands at its field.
    at_fields = origin_words.FORM_SENTENCES.keys()
    unworded = {code for code in codes if not sentences.is_known(code)}
    assert unworded - at_fields == set()
    assert all(origin_words.form_sentence(code) for code in at_fields)


@pytest.mark.parametrize("doubt", list(Doubt))
def test_every_doubt_has_a_sentence(doubt: Doubt) -> None:
    assert sentences.is_known(doubt.value)


@pytest.mark.parametrize(
    "code",
    [
        "NOT_ENOUGH", "USER_ACCOUNT_ABNORMAL", "PARAM_ERROR", "MCH_NOT_EXISTS",
        "RESOURCE_NOT_EXISTS", "NO_AUTH", "SIGN_ERROR", "RULE_LIMIT", "INVALID_REQUEST",
        "not_taken",
    ],
)  # fmt: skip
def test_every_refusal_has_its_own_sentence(code: str) -> None:
    assert sentences.is_known(code)
    assert sentences.refused_sentence(code) == sentences.sentence(code)


def test_an_unlisted_refusal_still_says_that_no_money_left() -> None:
    assert sentences.refused_sentence("BRAND_NEW") == texts.refusals.refused_other("BRAND_NEW")
    assert "BRAND_NEW" in sentences.sentence("BRAND_NEW")


def test_sentences_carry_their_numbers() -> None:
    assert "¥236.00" in sentences.sentence("amt.too_much", max_fen=23600)
    assert "40" in sentences.sentence("ref.wait1m", seconds=40)
    assert "6" in sentences.sentence("clock.bad", minutes=6)


def test_a_refused_message_is_not_called_a_refused_refund() -> None:
    assert sentences.message_sentence("PARAM_ERROR") == texts.notices.message_refused()
    assert sentences.message_sentence("net.off") == texts.notices.net_off()


def test_what_was_undone_says_that_no_money_moved() -> None:
    assert sentences.undone_sentence("") == texts.undo.done()
    assert sentences.undone_sentence("net.off") == texts.notices.pre_flight_offline()
    assert sentences.undone_sentence("changed.asked") == texts.notices.changed_amount()
    assert sentences.undone_sentence("net.slow") == texts.notices.pre_flight_slow()
    assert sentences.undone_reason("net.slow") == texts.notices.pre_flight_slow()
    busy = sentences.undone_sentence("far.busy")
    assert busy == texts.undo.done_because(texts.notices.far_busy())
    assert sentences.undone_reason("undo.brand_new") == ""


def test_what_went_back_without_this_desk_is_not_called_its_refund() -> None:
    ours = HistoryRow(
        application_id=1,
        at=NOW,
        title="林**",
        goods_title="",
        amount=Fen(100),
        result=HistoryResult.REFUNDED,
        actor="owner",
        took_s=None,
        source=Source.COMPLAINT,
        out_refund_no="RD4200-01",
        category=ReasonCategory.OTHER,
    )
    assert wording.history_tag(ours) == wording.history_result(HistoryResult.REFUNDED)
    elsewhere = wording.history_tag(replace(ours, out_refund_no=""))
    assert elsewhere == (texts.history.result_elsewhere(), "neutral")
    assert wording.history_tag(replace(ours, out_refund_no="", result=HistoryResult.REJECTED)) == (
        wording.history_result(HistoryResult.REJECTED)
    )


def test_who_asks_for_no_money_is_logged_without_an_amount() -> None:
    asked_nothing = audit_words.words_of(_line(AuditAction.RECEIVED, asked_fen=0)).text
    assert asked_nothing == texts.audit.received("").strip()
    empty_bill = audit_words.words_of(_line(AuditAction.BILL_TAKEN, amount_fen=0)).text
    assert "¥0.00" in empty_bill


@pytest.mark.parametrize(
    "kind",
    [k for k in vars(transactions).values() if isinstance(k, type) and issubclass(k, StorageError)],
)
def test_every_storage_trouble_has_a_sentence(kind: type[StorageError]) -> None:
    said = sentences.storage_sentence(kind())
    assert said
    assert (said == texts.trouble.storage_trouble()) is (kind is StorageError)


def test_the_request_number_goes_with_a_sentence_for_support() -> None:
    assert sentences.with_request_id("x", "") == "x"
    assert "08F9-1" in sentences.with_request_id("x", "08F9-1")


def test_a_balance_is_named_in_the_windows_words_and_a_card_by_its_bank() -> None:
    assert wording.account("支付用户零钱") == texts.refund.account_wallet()
    assert wording.account("支付用户零钱通") == texts.refund.account_wallet_plus()
    assert wording.account("招商银行信用卡0403") == "招商银行信用卡0403"
