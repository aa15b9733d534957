"""The letters that Chinese characters' readings begin with: 林小雨 is found by lxy."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise, product

from refund_desk.adapters.storage.search_words import one_form, runs_of
from refund_desk.resource_paths import resource

_FIRST, _LAST = 0x4E00, 0x9FFF


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[str, ...], array[int]]:
    """Sets of letters, and for each character the place of its set; 44 kB once it is needed."""
    lines = resource("pinyin", "initials.txt").read_text(encoding="utf-8").splitlines()
    places = array("H", bytes(2 * (_LAST - _FIRST + 1)))
    sets = [""]
    for letters, characters in (line.split(" ") for line in lines):
        for character in characters:
            places[ord(character) - _FIRST] = len(sets)
        sets.append(letters)
    return tuple(sets), places


def letters_of(character: str) -> str:
    """The letters that its common readings begin with; itself where it is no such character."""
    if not _FIRST <= ord(character) <= _LAST:
        return character
    sets, places = _table()
    return sets[places[ord(character) - _FIRST]] or character


def initial_tokens(text: str) -> set[str]:
    """For the index: single letters and neighbouring pairs of a text's readings."""
    tokens: set[str] = set()
    for letters in _spelled(text):
        tokens.update(*letters)
        for one, next_one in pairwise(letters):
            tokens.update(a + b for a, b in product(one, next_one))
    return tokens


def spells(text: str, initials: str) -> bool:
    """Whether a run of the text's characters can be read with these initials."""
    return any(spelled_at(letters, initials) >= 0 for letters in _spelled(text))


def spelled_at(letters: list[str], initials: str) -> int:
    """Where the initials begin among these characters' letters; -1 when nowhere."""
    most = len(letters) - len(initials)
    for start in range(most + 1):
        if all(wanted in letters[start + n] for n, wanted in enumerate(initials)):
            return start
    return -1


def _spelled(text: str) -> Iterator[list[str]]:
    """Each run of a text that holds a Chinese character, as letters."""
    for run in runs_of(one_form(text)):
        if not run.isascii():
            yield [letters_of(character) for character in run]
