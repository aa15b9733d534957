"""JSON read strictly: whatever bytes come, a value of the documented form or `NonsenseError`."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refund_desk.adapters.wechatpay.payload import Fields, NonsenseError, json_bytes
from refund_desk.domain.fen import NOTHING, Fen

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)


def fields(**values: Any) -> Fields:
    return Fields(values)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b'"text"',
        b"{",
        b'{"a":NaN}',
        b'{"a":-Infinity}',
        b"\xff\xfe{}",
        b"\xef\xbb\xbf{}",
        b'{"a":"\xff"}',
        b"[" * 200_000,
        b'{"a":' + b"9" * 5000 + b"}",
    ],
)
def test_what_is_no_object_is_nonsense(body: bytes) -> None:
    with pytest.raises(NonsenseError):
        Fields.of(body)


@pytest.mark.parametrize("value", [None, True, 1.0, 1e3, "1", 10**16, -(10**16), [], {}])
def test_a_whole_number_is_nothing_else(value: object) -> None:
    with pytest.raises(NonsenseError, match=r"^n$"):
        fields(n=value).whole("n")


def test_whole_numbers_and_fen() -> None:
    assert fields(n=-3).whole("n") == -3
    assert fields(n=0).fen("n") == NOTHING
    assert fields(n=7).fen("n", NOTHING) == Fen(7)
    assert fields().fen("n", Fen(3)) == Fen(3)
    assert fields(n=None).fen("n", Fen(3)) == Fen(3)
    for wrong in (-1, True, 1.5):
        with pytest.raises(NonsenseError):
            fields(n=wrong).fen("n", NOTHING)


def test_texts_hold_only_what_a_file_can_hold() -> None:
    assert fields(t="碎了").text("t") == "碎了"
    assert fields(t="a\ud800b\0c").text("t") == "a?b\ufffdc"
    assert fields().text("t", "-") == "-"
    assert fields(t=None).text("t", "-") == "-"
    wrongs: list[object] = [None, 1, [], {}]
    for wrong in wrongs:
        with pytest.raises(NonsenseError, match=r"^t$"):
            fields(t=wrong).text("t")


def test_flags() -> None:
    assert fields(f=True).flag("f") is True
    assert fields(f=False).flag("f") is False
    assert fields(f=None).flag("f") is False
    assert fields().flag("f") is False
    with pytest.raises(NonsenseError):
        fields(f="true").flag("f")


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2015-05-20T13:29:35.120+08:00", datetime(2015, 5, 20, 5, 29, 35, 120_000, UTC)),
        ("2015-05-20T13:29:35+08:00", datetime(2015, 5, 20, 5, 29, 35, 0, UTC)),
        ("2015-05-20T05:29:35Z", datetime(2015, 5, 20, 5, 29, 35, 0, UTC)),
    ],
)
def test_instants_become_utc(text: str, instant: datetime) -> None:
    assert fields(at=text).instant("at") == instant
    assert fields(at=text).instant_or_none("at") == instant


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "2015-05-20T13:29:35", "0001-01-01T00:00:00+08:00", 5, "2015-13-01T00Z"),
        *("2015-05-20413:29:35+08:00", "2015-05-20 13:29:35+08:00", "20150520T132935+0800"),
    ],
)
def test_an_instant_without_meaning_is_nonsense(text: object) -> None:
    with pytest.raises(NonsenseError):
        fields(at=text).instant("at")


def test_an_instant_may_be_absent() -> None:
    assert fields().instant_or_none("at") is None
    assert fields(at="").instant_or_none("at") is None


def test_objects_inside() -> None:
    assert fields(p={"n": 1}).part("p").whole("n") == 1
    assert fields().part("p").text("t", "-") == "-"
    assert [each.whole("n") for each in fields(p=[{"n": 1}, {"n": 2}]).parts("p")] == [1, 2]
    assert [each.whole("n") for each in fields(p={"n": 1}).parts("p")] == [1]
    assert list(fields().parts("p")) == []
    assert fields(p=["a", "b"]).texts("p") == ("a", "b")
    assert fields().texts("p") == ()
    no_objects: list[object] = ["x", [1], 7]
    for wrong in no_objects:
        with pytest.raises(NonsenseError):
            list(fields(p=wrong).parts("p"))
    no_texts: list[object] = ["x", [1], {"a": "b"}]
    for wrong in no_texts:
        with pytest.raises(NonsenseError):
            fields(p=wrong).texts("p")


@given(JSON)
def test_what_is_written_is_read_back_or_not_written(content: object) -> None:
    written = json_bytes(content)
    if written is not None:
        assert json.loads(written) == content


@given(st.binary(max_size=200) | JSON.map(lambda node: json.dumps(node).encode()), st.text())
def test_no_bytes_whatever_raise_anything_else(body: bytes, name: str) -> None:
    try:
        read = Fields.of(body)
    except NonsenseError:
        return
    for reader in (read.text, read.whole, read.fen, read.flag, read.instant, read.texts):
        with suppress(NonsenseError):
            reader(name)
