"""The checklist names files and tests that exist, and at least one test for every point."""

import ast
import re

import pytest

from tests.repository import tree

_LINES = (tree.ROOT / "docs" / "quality_checklist.md").read_text(encoding="utf-8").splitlines()
_POINTS = [line for line in _LINES if line.startswith("| ") and not line.startswith("| Point |")]


def _point(line: str) -> str:
    return line.split("|")[1].strip()


def test_the_checklist_has_its_points() -> None:
    assert len(_POINTS) > 40
    assert len({_point(line) for line in _POINTS}) == len(_POINTS)


@pytest.mark.parametrize("line", _POINTS, ids=_point)
def test_a_point_names_a_file_and_a_test_that_exist(line: str) -> None:
    files = re.findall(r"`(refund_desk/[^`]+\.py)`", line)
    tests = re.findall(r"`(tests/[^`:]+\.py)::(test_\w+)`", line)
    assert files
    assert tests
    assert [name for name in files if not (tree.ROOT / name).is_file()] == []
    for path, name in tests:
        assert name in _tests_in(path), f"{path}::{name}"


def _tests_in(path: str) -> set[str]:
    module = ast.parse((tree.ROOT / path).read_text(encoding="utf-8"))
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in module.body if isinstance(node, functions)}
