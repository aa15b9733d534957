"""Words for the search index: single characters and pairs, so that one Chinese character finds.

Text is brought into one form (NFKC, case folded) when it is indexed and when it is looked for.
"""

from __future__ import annotations

import re
import unicodedata

_RUNS = re.compile(r"[^\W_]+")


def one_form(text: str) -> str:
    """The text as it is compared: full-width and half-width, upper and lower case are equal."""
    return unicodedata.normalize("NFKC", text).casefold()


def index_tokens(text: str) -> str:
    """All single characters and neighbouring pairs of a text, once each, for the index."""
    tokens: set[str] = set()
    for run in _RUNS.findall(one_form(text)):
        tokens.update(run)
        tokens.update(map(str.__add__, run, run[1:]))
    return " ".join(sorted(tokens))


def query_tokens(needle: str) -> list[str]:
    """What a document must hold to be looked at: the pairs of each run, or its one character.

    Empty when the needle has nothing that is indexed.
    """
    tokens: set[str] = set()
    for run in _RUNS.findall(needle):
        tokens.update(map(str.__add__, run, run[1:]) if len(run) > 1 else run)
    return sorted(tokens)


def match_text(tokens: list[str]) -> str:
    """The index's own way of asking for all of these tokens; they hold no quotation marks."""
    return " ".join(f'"{token}"' for token in tokens)
