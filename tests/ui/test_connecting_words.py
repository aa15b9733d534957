"""Every code that connecting can say has one sentence, in both languages."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from refund_desk.adapters.wechatpay import dropped_files, key_files, key_forms
from refund_desk.application import merchant_draft
from refund_desk.application.ports.key_files import FileTrouble
from refund_desk.application.use_cases import try_connection
from refund_desk.application.use_cases.try_connection import ConnectionLine, Mark, Point
from refund_desk.ui import connecting_words, texts
from refund_desk.ui.texts import Language

# Codes as they are written: a word, a dot, a word.
_CODE = re.compile(r"[a-z0-9]+\.[a-z_0-9]+")


@pytest.fixture(params=["zh_CN", "en"])
def language(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Language]:
    texts.speak(qapp, request.param)
    yield request.param
    texts.speak(qapp, "en")


def codes_of(module: object) -> set[str]:
    """Every text in the code of a module that has the form of a code."""
    tree = ast.parse(inspect.getsource(module))  # type: ignore[arg-type] # a module
    values = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    return {text for text in values if isinstance(text, str) and _CODE.fullmatch(text)}


def test_every_code_of_a_draft_or_a_file_has_its_sentence(language: Language) -> None:
    codes = set().union(*map(codes_of, (merchant_draft, key_files, key_forms, dropped_files)))
    assert len(codes) > 25
    sentences = {code: connecting_words.step_sentence(code) for code in codes}
    unknown = texts.trouble.unexpected("")
    assert not [code for code, text in sentences.items() if text.startswith(unknown[:6])]
    assert len(set(sentences.values())) == len(codes)


def test_every_line_of_a_test_has_its_sentence(language: Language) -> None:
    codes = codes_of(try_connection)
    assert len(codes) > 20
    said = set()
    for code in codes:
        line = ConnectionLine(point=Point.NETWORK, mark=Mark.BAD, why=code, number=3)
        said.add(connecting_words.line_sentence(line))
    assert len(said) == len(codes)
    assert not any(code in text for text in said for code in codes)


def test_good_points_are_said_too(language: Language) -> None:
    good = (Point.SIGNATURE, Point.APIV3_KEY, Point.ORDERS, Point.REFUNDS, Point.COMPLAINTS)
    said = {
        connecting_words.line_sentence(ConnectionLine(point=point, mark=Mark.GOOD))
        for point in good
    }
    assert len(said) == len(good)


def test_a_file_is_named_with_its_reason(language: Language) -> None:
    text = connecting_words.file_sentence(FileTrouble("<b>key</b>.pem", "file.empty"))
    assert "<b>key</b>.pem" in text
    assert connecting_words.step_sentence("") == ""
    assert "x.y" in connecting_words.step_sentence("x.y")


def test_a_form_line_says_what_the_step_says(language: Language) -> None:
    line = ConnectionLine(point=Point.FORM, mark=Mark.BAD, why="key.other")
    assert connecting_words.line_sentence(line) == connecting_words.step_sentence("key.other")
