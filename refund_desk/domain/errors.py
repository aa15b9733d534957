"""What can go wrong inside the rules, one class per decision of the caller."""

from __future__ import annotations


class DomainError(Exception):
    """A rule said no; nothing happened, and the person can do something about it."""


class BadValueError(DomainError):
    """A text or number from outside is not of its form (an amount, an identifier)."""


class RuleBrokenError(DomainError):
    """A refund rule forbids this step. `code` is a key of the window's sentences, never a sentence.

    `limits` carries what the sentence needs (fen, seconds, counts) as plain integers.
    """

    def __init__(self, code: str, **limits: int) -> None:
        """Keep the code and its numbers; the text stays free of personal data."""
        super().__init__(code)
        self.code = code
        self.limits = limits


class InvariantBrokenError(Exception):
    """The program contradicts itself: a bug. Never caught; refunds halt and a report is shown."""


def ensure(condition: bool, what: str) -> None:
    """Stop with `InvariantBrokenError` unless the condition holds (survives `python -O`)."""
    if not condition:
        raise InvariantBrokenError(what)
