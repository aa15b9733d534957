"""What a release brings with it: a list of its parts, a look for known vulnerabilities."""

import json

import pytest
from cyclonedx.output.json import JsonV1Dot6

import refund_desk
from scripts.check_vulnerabilities import verdict
from scripts.shipped import shipped
from scripts.write_sbom import bill_of_materials


def test_the_list_of_parts_is_whole_and_the_same_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")

    first, second = (JsonV1Dot6(bill_of_materials()).output_as_string() for _ in range(2))

    assert first == second
    told = json.loads(first)
    assert told["metadata"]["component"]["version"] == refund_desk.__version__
    versions = {part["name"]: part.get("version") for part in told["components"]}
    assert versions.items() >= shipped().items()
    assert versions["Qt"] == versions["pyside6-essentials"]
    assert versions["SQLCipher"]


_CLEAN = {"name": "httpx", "version": "1", "vulns": []}
_SKIPPED = {"name": "qasync", "skip_reason": "not found"}
_HOLE = {"id": "CVE-1", "fix_versions": ["2"]}


@pytest.mark.parametrize(
    ("packages", "code"),
    [
        ([_CLEAN], 0),
        ([_CLEAN, {**_CLEAN, "vulns": [_HOLE]}, _SKIPPED], 1),
        # Without a database pip-audit itself ends with 0: nobody may take that for an answer.
        ([_CLEAN, _SKIPPED], 3),
        ([], 3),
    ],
)
def test_no_answer_about_vulnerabilities_is_no_good_answer(
    packages: list[dict[str, object]], code: int
) -> None:
    assert verdict(packages)[0] == code
