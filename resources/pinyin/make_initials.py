"""Write which letters a character's reading may begin with, from pypinyin (MIT, licence beside).

    python resources/pinyin/make_initials.py        with pypinyin installed, for this only

The library's own table takes 8 MB of memory and its phrases thirty; the program needs one letter or
a few for each character. Readings stand in the order of their use; rare ones would find too much.
"""

import unicodedata
from collections import defaultdict
from pathlib import Path

from pypinyin.pinyin_dict import pinyin_dict  # type: ignore[import-not-found] # not installed

_FIRST, _LAST = 0x4E00, 0x9FFF
_READINGS = 3


def main() -> None:
    """One line for each set of letters: the letters, then all characters that begin so."""
    characters: dict[str, list[str]] = defaultdict(list)
    for code in range(_FIRST, _LAST + 1):
        readings = pinyin_dict.get(code, "").split(",")[:_READINGS]
        letters = {unicodedata.normalize("NFD", one)[0] for one in readings if one}
        if letters:
            characters["".join(sorted(letters))].append(chr(code))
    lines = [f"{letters} {''.join(found)}\n" for letters, found in sorted(characters.items())]
    target = Path(__file__).with_name("initials.txt")
    target.write_text("".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
