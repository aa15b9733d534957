"""Words for the search index: single characters and pairs, so that one Chinese character finds.

Text is brought into one form (NFKC, case folded) when it is indexed and when it is looked for.
"""

from __future__ import annotations

import re
import unicodedata

PAIR = 2
_RUNS = re.compile(r"[^\W_]+")


def one_form(text: str) -> str:
    """The text as it is compared: full-width and half-width, upper and lower case are equal."""
    # Half of a surrogate pair, as a keyboard may leave it behind, cannot be written as UTF-8.
    whole = text.encode("utf-8", "ignore").decode("utf-8")
    return unicodedata.normalize("NFKC", whole).casefold()


def runs_of(text: str) -> list[str]:
    """The runs of letters, digits and characters; everything else only divides."""
    return _RUNS.findall(text)


def index_tokens(text: str) -> str:
    """All single characters and neighbouring pairs of a text, once each, for the index."""
    tokens: set[str] = set()
    for run in runs_of(one_form(text)):
        tokens.update(run, map(str.__add__, run, run[1:]))
    return " ".join(sorted(tokens))


def query_tokens(runs: list[str]) -> list[str]:
    """What a document must hold to be looked at: the pairs of each run, or its one character."""
    tokens: set[str] = set()
    for run in runs:
        tokens.update(map(str.__add__, run, run[1:]) if len(run) > 1 else run)
    return sorted(tokens)


def match_text(tokens: list[str]) -> str:
    """The index's own way of asking for all of these tokens; they hold no quotation marks."""
    return " ".join(f'"{token}"' for token in tokens)
