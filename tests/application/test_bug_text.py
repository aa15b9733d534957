"""The report of a bug: where and what, and never a value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from refund_desk.application.bug_text import bug_text
from refund_desk.domain.errors import InvariantBrokenError, RuleBrokenError

PHONE = "13987654321"


def caught(raising: Callable[[], object]) -> BaseException:
    """The exception as it comes out of a call."""
    with pytest.raises((KeyError, ValueError)) as falling:
        raising()
    return falling.value


def look_up() -> object:
    names: dict[str, object] = {}
    return names[PHONE]


def test_words_of_others_are_left_out_and_places_are_named() -> None:
    text = bug_text(caught(look_up))
    assert PHONE not in text
    assert text.endswith("KeyError")
    assert "test_bug_text.py" in text
    assert " look_up" in text
    # Where the program lies names its person.
    assert not any(line.strip().startswith(("/", "C:")) for line in text.splitlines())


def test_our_own_words_are_kept() -> None:
    broken = InvariantBrokenError("refund step PLANNED -> SUCCEEDED")
    assert bug_text(broken) == (
        "refund_desk.domain.errors.InvariantBrokenError: refund step PLANNED -> SUCCEEDED"
    )
    assert bug_text(RuleBrokenError("ref.dup")).endswith("RuleBrokenError: ref.dup")


def test_what_led_to_a_bug_comes_first() -> None:
    def caused() -> None:
        try:
            look_up()
        except KeyError as error:
            raise ValueError(PHONE) from error

    def by_chance() -> None:
        try:
            look_up()
        except KeyError:
            raise ValueError(PHONE)  # noqa: B904 - the context alone is what is tested

    def alone() -> None:
        try:
            look_up()
        except KeyError:
            raise ValueError(PHONE) from None

    for raising in (caused, by_chance):
        text = bug_text(caught(raising))
        assert text.index("KeyError") < text.index("which led to") < text.index("ValueError")
        assert PHONE not in text
    assert "KeyError" not in bug_text(caught(alone))


def test_groups_are_opened_and_depth_is_bounded() -> None:
    group = ExceptionGroup(PHONE, [KeyError(PHONE), TypeError(PHONE)])
    text = bug_text(group)
    assert PHONE not in text
    assert text.splitlines() == ["ExceptionGroup", "KeyError", "TypeError"]
    deep: ExceptionGroup[Exception] = group
    for _ in range(20):
        deep = ExceptionGroup("deeper", [deep])
    assert bug_text(deep).endswith("...")


def test_paths_begin_at_the_program_or_the_library() -> None:
    source = "def fall():\n    raise KeyError('x')\n"
    places = {
        "/srv/chen/refund_desk/ui/window.py": "refund_desk/ui/window.py:2 fall",
        "D:\\陈店长\\site-packages\\httpx\\_api.py": "site-packages/httpx/_api.py:2 fall",
        "/srv/chen/other.py": "other.py:2 fall",
    }
    for path, shown in places.items():
        names: dict[str, Any] = {}
        exec(compile(source, path, "exec"), names)
        assert shown in bug_text(caught(names["fall"]))
