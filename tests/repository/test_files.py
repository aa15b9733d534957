"""What lies in the repository: no addresses of registries, no secrets, no endless files."""

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

from tests.repository import tree

# Written with classes of one character, so that this file does not find itself.
_FORBIDDEN_TEXTS = {
    "a registry's host": r"pythonhoste[d]|//pyp[i]\.|npmj[s]\.|registr[y]\.npm|debia[n]\.org",
    "a path of one machine": r"/wor[k]/|/roo[t]/|/hom[e]/\w|[A-Z]:\\User[s]\\",
    "a private key": r"BEGI[N] (RSA |EC |ENCRYPTED )?PRIVATE KEY",
    "work left undone": r"\b(TOD[O]|FIXM[E]|XX[X])\b",
}
_LONGEST_FILE = 400
# Drafts of messages to buyers are Chinese in either language of the window.
_TO_BUYERS = {"buyer_words.py", "quick_replies.py", "ready_words.py"}
# Words of WeChat Pay's own answers, recognised and never shown.
_THEIR_WORDS = {"支付用户零钱", "支付用户零钱通", "商户"}


@pytest.mark.parametrize("what", _FORBIDDEN_TEXTS)
def test_no_file_holds(what: str) -> None:
    pattern = re.compile(_FORBIDDEN_TEXTS[what])
    found = [
        f"{tree.shown(path)}:{number}"
        for path in tree.text_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]

    assert not found, f"{what} in:\n" + "\n".join(found)


def test_long_files_say_why() -> None:
    found = []
    for path in tree.modules():
        lines = len(path.read_text(encoding="utf-8").splitlines())
        docstring = ast.get_docstring(tree.parsed(path)) or ""
        if lines > _LONGEST_FILE and "long" not in docstring.lower():
            found.append(f"{tree.shown(path)}: {lines} lines")

    assert not found, "too long, and the docstring does not say why:\n" + "\n".join(found)


def test_functions_fit_on_a_screen() -> None:
    found = [
        f"{tree.shown(path)}:{node.lineno} {node.name}: {length} lines"
        for path in tree.modules()
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > 60
    ]

    assert not found, "longer than 60 lines:\n" + "\n".join(found)


def test_qt_is_never_imported_with_a_star() -> None:
    found = [
        f"{tree.shown(path)}:{node.lineno}"
        for path in tree.modules(tree.ROOT)
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("PySide6")
        and any(name.name == "*" for name in node.names)
    ]

    assert not found, "a star import of Qt loads thousands of names:\n" + "\n".join(found)


@pytest.mark.parametrize("package", ["domain", "application"])
def test_rules_and_use_cases_need_the_standard_library_only(package: str) -> None:
    allowed = {*sys.stdlib_module_names, "refund_desk"}
    found = [
        f"{tree.shown(path)}: {name}"
        for path in tree.modules(tree.PACKAGE / package)
        for name in _imported_roots(path)
        if name not in allowed
    ]

    assert not found, "third-party imports:\n" + "\n".join(found)


def _imported_roots(path: Path) -> list[str]:
    roots = []
    for node in ast.walk(tree.parsed(path)):
        if isinstance(node, ast.Import):
            roots += [name.name.split(".")[0] for name in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            roots.append((node.module or "").split(".")[0])
    return roots


def test_suppressions_give_a_reason() -> None:
    """After `# noqa: CODE` and `# type: ignore[code]` follow words that say why."""
    bare = re.compile(
        r"#\s*(noqa|type:\s*ignore)(?!(:\s*[A-Z]+[0-9]+(,\s*[A-Z]+[0-9]+)*|\[[a-z-, ]+\])\W+\w)"
    )
    found = [
        f"{tree.shown(path)}:{number}"
        for path in tree.modules()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if bare.search(line)
    ]

    assert not found, "suppressed without a reason:\n" + "\n".join(found)


def test_the_window_has_its_words_in_one_place() -> None:
    """Chinese stands in `ui/texts` only, where each text has its English beside it."""
    found = [
        f"{tree.shown(path)}:{node.lineno}: {node.value}"
        for path in tree.modules(tree.PACKAGE / "ui")
        if not path.is_relative_to(tree.PACKAGE / "ui" / "texts") and path.name not in _TO_BUYERS
        for node in _texts_in_code(tree.parsed(path))
        if isinstance(node.value, str)
        and re.search("[一-鿿]", node.value)
        and node.value not in _THEIR_WORDS
    ]

    assert not found, "not translatable:\n" + "\n".join(found)


def _texts_in_code(module: ast.Module) -> list[ast.Constant]:
    docstrings = {
        id(node.value)
        for node in ast.walk(module)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        node
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and id(node) not in docstrings
    ]


def test_import_contracts_have_no_exception() -> None:
    pyproject = tomllib.loads((tree.ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    contracts = pyproject["tool"]["importlinter"]["contracts"]

    assert len(contracts) >= 5
    assert not [contract["name"] for contract in contracts if "ignore_imports" in contract]
