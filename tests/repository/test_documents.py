"""What the documents promise exists: commands, links, the version."""

import re
import tomllib
from pathlib import Path

import pytest

import refund_desk
from tests.repository import tree

_README = (tree.ROOT / "README.md").read_text(encoding="utf-8")
_MAKEFILE = (tree.ROOT / "Makefile").read_text(encoding="utf-8")
_DOCUMENTS = [path for path in tree.kept_files() if path.suffix == ".md"]


def test_the_readme_starts_with_a_picture_and_two_commands() -> None:
    assert "](docs/pictures/inbox.png)" in _README.splitlines()[2]
    first_block = re.search(r"```sh\n(.*?)```", _README, re.DOTALL)
    assert first_block is not None
    commands = [line.split("#")[0].strip() for line in first_block[1].splitlines()]
    assert commands == ["make run", "make test"]


@pytest.mark.parametrize("target", sorted(set(re.findall(r"(?m)^make (\w+)", _README))))
def test_every_command_of_the_readme_is_a_target(target: str) -> None:
    assert re.search(rf"(?m)^{target}:", _MAKEFILE)


@pytest.mark.parametrize("document", _DOCUMENTS, ids=tree.shown)
def test_links_between_files_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8"))

    broken = [link for link in links if not (document.parent / link).exists()]

    assert not broken


def test_the_version_stands_in_one_place() -> None:
    pyproject = tomllib.loads((tree.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    changelog = (tree.ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert pyproject["project"]["dynamic"] == ["version"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", refund_desk.__version__)
    assert f"## [{refund_desk.__version__}]" in changelog or "## [Unreleased]" in changelog


def test_decision_records_are_numbered_and_short() -> None:
    records = sorted((tree.ROOT / "docs" / "adr").glob("*.md"))

    assert [record.name[:4] for record in records] == [
        f"{n:04}" for n in range(1, len(records) + 1)
    ]
    for record in records:
        text = record.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 40, record.name
        assert text.startswith(f"# {int(record.name[:4])}. ")
        assert "**Decision.**" in text
        assert "**Consequences.**" in text
