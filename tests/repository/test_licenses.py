"""Every part of the installed program has its licence with it, and none binds the whole product."""

import json
import re

from scripts.gather_licenses import FOLDER, INDEX, PARTS
from scripts.shipped import foreign_distributions, lost_modules, shipped

_ENTRIES = json.loads(INDEX.read_text(encoding="utf-8"))
_FREE = re.compile(
    r"apache|bsd|mit|mpl|psf|python software|zlib|unicode|blessing|lgpl|bootloader-exception",
    re.IGNORECASE,
)


def test_every_shipped_distribution_and_every_other_part_has_one() -> None:
    listed = {entry["name"] for entry in _ENTRIES}

    assert listed == {*shipped(), *(part.name for part in PARTS)}


def test_every_licence_has_a_text() -> None:
    named = {name for entry in _ENTRIES for name in entry["files"]}
    lying = {path.name for path in FOLDER.iterdir() if path != INDEX}

    assert named == lying
    assert all((FOLDER / name).stat().st_size > 200 for name in named)


def test_no_part_is_under_a_licence_that_would_bind_the_product() -> None:
    bound = [
        entry["name"]
        for entry in _ENTRIES
        # An expression with OR lets us choose.
        if not any(_FREE.search(choice) for choice in entry["license"].split(" OR "))
    ]

    assert not bound


def test_a_tool_of_a_developer_is_no_part_of_the_product() -> None:
    modules = ("refund_desk.window", "httpx._client", "json", "_pytest.fixtures", "mypy.main")

    assert set(foreign_distributions(modules)) == {"pytest", "mypy"}


def test_a_module_of_ours_that_was_not_found_stops_the_build() -> None:
    warnings = (
        "missing module named 'collections.abc' - imported by refund_desk.window (top-level)\n"
        "missing module named 'refund_desk.practice.bank' - imported by refund_desk.practice\n"
        "missing module named refund_desk.tour - imported by refund_desk.window (delayed)\n"
    )

    assert lost_modules(warnings) == ["refund_desk.practice.bank", "refund_desk.tour"]
