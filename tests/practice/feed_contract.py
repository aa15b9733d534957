"""The contract of the shop feed, to judge answers by."""

from functools import cache
from typing import Any

import jsonschema
import yaml

from tests.repository import tree


@cache
def contract() -> Any:
    """docs/shop_feed.openapi.yaml."""
    return yaml.safe_load((tree.ROOT / "docs/shop_feed.openapi.yaml").read_text(encoding="utf-8"))


def judge(name: str, payload: object) -> None:
    """The payload is as the contract's schema of that name says."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": contract()["components"]}
    jsonschema.Draft202012Validator(schema).validate(payload)
