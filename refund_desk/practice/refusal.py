"""How the far side says no: an HTTP status, one of its codes, its words, and an inner number."""


class Refusal(Exception):
    """An answer other than 2xx, ready to be sent.

    `inner` becomes the last part of Request-ID, as in the official table of Request-ID suffixes.
    `signed` is False for whatever is refused before the caller is known.
    """

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        inner: int = 268435461,
        detail: dict[str, object] | None = None,
        signed: bool = True,
        with_request_id: bool = True,
    ) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.message = message
        self.inner = inner
        self.detail = detail
        self.signed = signed
        self.with_request_id = with_request_id


def parameter_refusal(
    message: str,
    *,
    field: str,
    location: str = "body",
    value: object = None,
    issue: str | None = None,
    inner: int = 268435461,
) -> Refusal:
    """400 PARAM_ERROR with the `detail` block the real gateway sends."""
    detail: dict[str, object] = {"field": field, "location": location}
    if value is not None:
        detail["value"] = value
    if issue is not None:
        detail["issue"] = issue
    return Refusal(400, "PARAM_ERROR", message, inner=inner, detail=detail)


def invalid_request(message: str, *, inner: int) -> Refusal:
    """400 INVALID_REQUEST: a business rule is broken and only the message says which."""
    return Refusal(400, "INVALID_REQUEST", message, inner=inner)
