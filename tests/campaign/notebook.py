"""What the person remembers: a file outside the data folder that no kill and no restore touches."""

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Wish = tuple[str, int]


@dataclass(slots=True)
class Memory:
    """What the notes say. A wish is (transaction_id, amount in fen).

    `dropped`: wishes that the person gave up, by undoing or by 不退了. `promised`: refunds that the
    desk said were planned. `told`: refunds that the desk said were being sent. `site`: sums (fen)
    the person refunded on the merchant platform. `unreachable`: wishes that the desk will not
    fulfil, and the key of its reason. `saying`: words for a buyer of the mini program, each used
    once; `said`: those that the desk said were kept. `trusted_fen`: up to how much may go without a
    press. `bugs`: what broke in the engine.
    """

    dropped: dict[Wish, str] = field(default_factory=dict)
    pressed: set[Wish] = field(default_factory=set)
    promised: dict[int, Wish] = field(default_factory=dict)
    told: set[int] = field(default_factory=set)
    site: dict[str, int] = field(default_factory=dict)
    revoked: set[str] = field(default_factory=set)
    unreachable: dict[Wish, str] = field(default_factory=dict)
    saying: set[str] = field(default_factory=set)
    said: set[str] = field(default_factory=set)
    trusted_fen: int = 0
    bugs: list[str] = field(default_factory=list)


class Notebook:
    """Notes, one JSON line each; a line is in the file before `note` returns."""

    def __init__(self, path: Path) -> None:
        """Open it, made when it is new."""
        self._path = path
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def note(self, what: str, **facts: Any) -> None:
        """Write a line."""
        os.write(self._file, (json.dumps({"what": what, **facts}) + "\n").encode())

    def memory(self) -> Memory:
        """What all lines together say."""
        return memory_in(self._path)

    def close(self) -> None:
        """No more notes."""
        os.close(self._file)


def memory_in(path: Path) -> Memory:
    """What all lines of a notebook say; nothing when nobody has noted anything."""
    memory = Memory()
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            _remember(memory, json.loads(line))
    return memory


def _remember(memory: Memory, note: dict[str, Any]) -> None:
    wish: Wish = (note.get("payment", ""), note.get("amount_fen", 0))
    match note["what"]:
        case "pressed":
            memory.pressed.add(wish)
        case "promised":
            memory.promised[note["refund"]] = wish
        case "told":
            memory.told.add(note["refund"])
        case "dropped" | "unreachable":
            left = memory.dropped if note["what"] == "dropped" else memory.unreachable
            left[wish] = note["why"]
        case "site":
            memory.site[wish[0]] = wish[1]
        case "revoked":
            memory.revoked.add(wish[0])
        case _:
            _remember_feed(memory, note)


def _remember_feed(memory: Memory, note: dict[str, Any]) -> None:
    """What a person did at the mini program; everything else is something that broke."""
    match note["what"]:
        case "saying":
            memory.saying.add(note["text"])
        case "said":
            memory.said.add(note["text"])
        case "trusts":
            memory.trusted_fen = note["up_to_fen"]
        case _:
            memory.bugs.append(note["text"])
