"""The shop's rules: bounds, their written form, and what is common in a trade."""

import json
from dataclasses import replace
from typing import Any

import pytest

from refund_desk.domain.errors import BadValueError
from refund_desk.domain.fen import Fen
from refund_desk.domain.policy_presets import Trade, with_trade
from refund_desk.domain.policy_text import changes_between, policy_of, policy_text
from refund_desk.domain.reason import ReasonCategory
from refund_desk.domain.shop_policy import (
    BOUNDS,
    AutomaticAgreement,
    FreightPayer,
    ReasonRule,
    ShopPolicy,
)

USUAL = ShopPolicy()


def test_nothing_acts_by_itself_unless_the_owner_says_so() -> None:
    assert not USUAL.automatic.on
    assert all(not with_trade(USUAL, trade).automatic.on for trade in Trade)


@pytest.mark.parametrize("name", [n for n in BOUNDS if "." not in n and n != "pictures"])
def test_a_rule_has_bounds(name: str) -> None:
    for bound, beyond in zip(BOUNDS[name], (-1, 1), strict=True):
        is_amount = isinstance(getattr(USUAL, name), Fen)
        value: Any = Fen(bound) if is_amount else bound
        assert getattr(replace(USUAL, **{name: value}), name) == value
        if bound + beyond < 0 and is_amount:
            continue
        value = Fen(bound + beyond) if is_amount else bound + beyond
        with pytest.raises(BadValueError, match=f"policy.{name}"):
            replace(USUAL, **{name: value})


def test_what_acts_by_itself_is_small() -> None:
    with pytest.raises(BadValueError, match=r"policy\.automatic\.up_to"):
        AutomaticAgreement(up_to=Fen(50_001), day_limit=Fen(500_000))
    with pytest.raises(BadValueError, match=r"policy\.automatic\.day_limit"):
        AutomaticAgreement(day_limit=Fen(500_001))
    with pytest.raises(BadValueError, match=r"policy\.automatic\.ceiling"):
        AutomaticAgreement(up_to=Fen(300), day_limit=Fen(299))
    assert AutomaticAgreement(up_to=Fen(300), day_limit=Fen(300)).up_to == Fen(300)


def test_every_reason_has_exactly_one_rule() -> None:
    assert USUAL.rule_of(ReasonCategory.DAMAGED).pictures == 1
    assert USUAL.rule_of(ReasonCategory.OTHER).pictures == 0
    with pytest.raises(BadValueError, match=r"policy\.reasons"):
        replace(USUAL, reasons=USUAL.reasons[1:])
    with pytest.raises(BadValueError, match=r"policy\.pictures"):
        ReasonRule(category=ReasonCategory.OTHER, pictures=5)


@pytest.mark.parametrize("trade", Trade)
def test_a_trade_changes_days_proofs_and_freight_but_no_limit(trade: Trade) -> None:
    own = replace(USUAL, single_limit=Fen(12_300), automatic=AutomaticAgreement(on=True))
    policy = with_trade(own, trade)
    assert policy != own
    assert (policy.single_limit, policy.day_limit, policy.automatic) == (
        own.single_limit,
        own.day_limit,
        own.automatic,
    )
    assert policy.rule_of(ReasonCategory.CHANGED_MIND).freight is FreightPayer.BUYER
    assert policy.rule_of(ReasonCategory.QUALITY).freight is FreightPayer.SHOP
    assert policy_of(policy_text(policy)) == policy


def test_the_written_form_is_whole() -> None:
    policy = replace(
        with_trade(USUAL, Trade.FOOD),
        retype_from=Fen(1_234),
        automatic=AutomaticAgreement(on=True, up_to=Fen(7), day_limit=Fen(8), reason="未发货"),
    )
    assert policy_of(policy_text(policy)) == policy


def _without(name: str) -> str:
    kept = json.loads(policy_text(USUAL))
    del kept[name]
    return json.dumps(kept)


def _with(**changes: object) -> str:
    return json.dumps(json.loads(policy_text(USUAL)) | changes)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "7",
        "null",
        _without("version"),
        _without("return_days"),
        _without("automatic"),
        _with(version=2),
        _with(return_days="7"),
        _with(return_days=True),
        _with(return_days=-1),
        _with(single_limit_fen=1.5),
        _with(reasons={}),
        _with(reasons=[]),
        _with(automatic={"on": True, "up_to_fen": 9, "day_limit_fen": 1, "reason": ""}),
    ],
)
def test_what_is_damaged_or_newer_is_refused(text: str) -> None:
    with pytest.raises(BadValueError):
        policy_of(text)


def test_only_the_very_word_switches_on_what_acts() -> None:
    automatic = json.loads(policy_text(USUAL))["automatic"]
    for strange in ("true", 1, "on"):
        assert not policy_of(_with(automatic=automatic | {"on": strange})).automatic.on
    assert policy_of(_with(automatic=automatic | {"on": True})).automatic.on


def test_changes_name_what_stood_there_before() -> None:
    after = replace(
        with_trade(USUAL, Trade.CONTENT), automatic=AutomaticAgreement(on=True, reason="words")
    )
    changes = changes_between(USUAL, after)
    assert changes["return_days"] == ("7", "0")
    assert changes["pictures.DAMAGED"] == ("1", "0")
    assert changes["freight.CHANGED_MIND"] == ("shop", "buyer")
    assert changes["automatic.on"] == ("off", "on")
    assert "single_limit_fen" not in changes
    assert "words" not in str(changes)
    assert changes_between(after, after) == {}
