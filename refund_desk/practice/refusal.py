"""How the far side says no: an HTTP status, one of its codes, its words, and an inner number."""

from dataclasses import dataclass


@dataclass(eq=False)
class Refusal(Exception):  # noqa: N818 - it is an answer of the far side, not an error of ours
    """An answer other than 2xx, ready to be sent.

    `inner` becomes the last part of Request-ID, as in the official table of Request-ID suffixes.
    `signed` is False for whatever is refused before the caller is known.
    """

    status: int
    code: str
    message: str
    inner: int = 268435461
    detail: dict[str, object] | None = None
    signed: bool = True
    with_request_id: bool = True

    def __str__(self) -> str:
        """Status and code: the words of the far side do not belong into a log."""
        return f"{self.status} {self.code}"


def parameter_refusal(
    message: str, *, field: str, location: str = "body", inner: int = 268435461, **detail: object
) -> Refusal:
    """400 PARAM_ERROR with the `detail` block the real gateway sends (field, location, ...)."""
    return Refusal(
        400,
        "PARAM_ERROR",
        message,
        inner=inner,
        detail={"field": field, "location": location, **detail},
    )


def invalid_request(message: str, *, inner: int) -> Refusal:
    """400 INVALID_REQUEST: a business rule is broken and only the message says which."""
    return Refusal(400, "INVALID_REQUEST", message, inner=inner)
