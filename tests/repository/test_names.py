"""One name per idea: the words the glossary bans do not appear among the names we define."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.repository import tree

# The whole name, or its last word: `refund_data` says no more than `refund`.
_BANNED_ENDINGS = "data|info|item|items|obj|objs|manager|helper|helpers|util|utils|money|price"
_BANNED = re.compile(
    rf"""^_*(
        ([a-z0-9_]+_)?({_BANNED_ENDINGS})
      | do_[a-z0-9_]+
      | process_(?!id$|age)[a-z0-9_]+
      | ([a-z0-9_]+_)?(order_id|order_ids)
      | (?!.*out_refund_no)([a-z0-9_]+_)?refund_nos?
      | fail|void(_[a-z0-9_]+)?|reversed?(_[a-z0-9_]+)?
      | [a-z0-9_]*refund[a-z0-9_]*_(failed|cancelled|canceled|void)
      | (cancel|void|reverse|fail)_[a-z0-9_]*refund[a-z0-9_]*
    )$""",
    re.VERBOSE,
)
# Outside Qt a "handler" says nothing; logging's own class is the exception.
_BANNED_OUTSIDE_QT = re.compile(r"^_*([a-z0-9_]+_)?handlers?$")

_QT_SPELLING = re.compile(r"^[a-z]+([A-Z][a-z]*)+$")

# Names of a payload belong to WeChat Pay, those of an override to Qt or to the standard library.
# `reply.fail` is a key of the table of copy, FAIL a word of the bills; `moves_money` is no amount.
_ALLOWED = {
    ("refund_desk/ui/texts/reply.py", "fail"),
    ("refund_desk/domain/bill.py", "FAIL"),
    ("refund_desk/domain/bill.py", "moves_money"),
}
_PAYLOAD_FOLDERS = ("refund_desk/practice/", "refund_desk/adapters/wechatpay/")
# `sign_data` and `cipher_data` are arguments of the SDK.
_PAYLOAD_WORDS = {"data", "item", "items", "info", "sign_data", "cipher_data"}
_OVERRIDES = {"data", "item", "items"}


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def _defined_names(module: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(module):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.lineno, node.name
            case ast.arg():
                yield node.lineno, node.arg
            case ast.Name(ctx=ast.Store()):
                yield node.lineno, node.id
            case ast.Attribute(ctx=ast.Store()):
                yield node.lineno, node.attr
            case _:
                pass


def _is_banned(name: str, place: str) -> bool:
    if place.startswith("refund_desk/ui/") and (name in _OVERRIDES or _QT_SPELLING.match(name)):
        return False
    if place.startswith(_PAYLOAD_FOLDERS) and name in _PAYLOAD_WORDS:
        return False
    if (place, name) in _ALLOWED:
        return False
    if _BANNED.match(_snake(name)):
        return True
    return not place.startswith("refund_desk/ui/") and bool(_BANNED_OUTSIDE_QT.match(_snake(name)))


def _banned_names(path: Path) -> list[str]:
    place = tree.shown(path)
    return [
        f"{place}:{line}: {name}"
        for line, name in _defined_names(tree.parsed(path))
        if _is_banned(name, place)
    ]


def test_no_name_uses_a_banned_word() -> None:
    found = [finding for path in tree.modules() for finding in _banned_names(path)]

    assert not found, "the glossary bans these names:\n" + "\n".join(found)


@pytest.mark.parametrize(
    "name",
    [
        "data", "refund_data", "OrderInfo", "item", "RefundManager", "date_util", "price",
        "process_refund", "do_refund", "order_id", "refund_no", "fail", "REFUND_FAILED", "void",
        "cancel_refund", "event_handler",
    ],
)  # fmt: skip
def test_the_rule_sees_a_banned_name(name: str) -> None:
    assert _is_banned(name, "refund_desk/domain/refund.py")


@pytest.mark.parametrize(
    "name",
    [
        "out_refund_no",
        "data_dir",
        "money_mover",
        "processing",
        "refund",
        "cancelled",
    ],
)
def test_the_rule_lets_a_good_name_pass(name: str) -> None:
    assert not _is_banned(name, "refund_desk/domain/refund.py")
