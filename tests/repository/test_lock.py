"""requirements.lock: exact versions, hashes, no addresses, and everything pyproject.toml wants."""

import re
import tomllib
from importlib import metadata

import pytest

from tests.repository import tree

_LOCK = (tree.ROOT / "requirements.lock").read_text(encoding="utf-8")
_PACKAGES = [block for block in re.split(r"\n(?=[^\s])", _LOCK) if not block.startswith("#")]
_SHIPPED, _TOOLS = _LOCK.split("# --- development", 1)
_PROJECT = tomllib.loads((tree.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _names(requirements: list[str]) -> list[str]:
    return [_normal(re.split(r"[\[<>=!;~ ]", line, maxsplit=1)[0]) for line in requirements]


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_package_has_one_version_and_hashes() -> None:
    assert len(_PACKAGES) > 50
    for block in _PACKAGES:
        assert re.match(r"[a-z0-9][a-z0-9.-]*==[0-9][\w.]*( ;.*)? \\\n", block), block[:80]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block[:80]


def test_no_address_stands_in_the_lock() -> None:
    assert "//" not in _LOCK
    assert not re.search(r"(?m)^(-|.*\s@\s)", _LOCK)


def test_nothing_stands_in_the_lock_twice() -> None:
    names = [block.split("==")[0] for block in _PACKAGES]

    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", _names(_PROJECT["dependencies"]))
def test_what_the_program_needs_is_in_the_shipped_part(name: str) -> None:
    assert f"\n{name}==" in _SHIPPED


@pytest.mark.parametrize(
    "name", _names([line for extra in _PROJECT["optional-dependencies"].values() for line in extra])
)
def test_what_its_makers_need_is_in_the_lock(name: str) -> None:
    assert f"\n{name}==" in _LOCK


def test_tools_are_not_shipped() -> None:
    for tool in ("pytest", "mypy", "ruff", "pyinstaller", "hypothesis"):
        assert f"\n{tool}==" not in _SHIPPED
        assert f"\n{tool}==" in _TOOLS


def test_no_keyring_that_asks_on_a_terminal_is_installed() -> None:
    installed = {_normal(entry.metadata["Name"]) for entry in metadata.distributions()}

    assert not installed & {"keyrings-alt", "keyrings-cryptfile"}
    assert "keyrings" not in _LOCK
