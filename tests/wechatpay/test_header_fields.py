"""Header fields as they come over the wire."""

from refund_desk.adapters.wechatpay.reply import HeaderFields


def test_names_are_found_in_any_case_and_nothing_else_is_there() -> None:
    fields = HeaderFields([(b"Request-ID", b"08"), (b"DATE", b"Mon")])
    assert (fields["request-id"], fields.get("REQUEST-ID"), fields["Date"]) == ("08", "08", "Mon")
    assert fields.get("Retry-After") is None
    assert (len(fields), sorted(fields)) == (2, ["date", "request-id"])


def test_a_field_that_came_twice_is_neither_of_the_two() -> None:
    fields = HeaderFields([(b"Wechatpay-Nonce", b"a"), (b"wechatpay-nonce", b"b")])
    assert fields["Wechatpay-Nonce"] == "a, b"


def test_bytes_that_are_no_text_are_no_crash() -> None:
    assert HeaderFields([(b"X", b"\xff\xe9")])["x"] == "\xff\xe9"
