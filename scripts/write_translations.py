"""Write `resources/i18n/refund_desk_zh_CN.ts` from the text functions of the window.

Each function in `refund_desk/ui/texts` calls `say(key, english)` or `say_count(key, one, many)`;
its docstring is the Chinese text. Run this after adding or changing one; a test fails until then.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

_ROOT = Path(__file__).resolve().parents[1]
TEXTS = _ROOT / "refund_desk" / "ui" / "texts"
TARGET = _ROOT / "resources" / "i18n" / "refund_desk_zh_CN.ts"


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages; `key` is what the translator sees as its comment."""

    key: str
    english: str
    chinese: str


def all_texts() -> list[Text]:
    """Every text of every module, in the order of the files."""
    paths = sorted(p for p in TEXTS.glob("*.py") if p.stem not in {"__init__", "translating"})
    return [text for path in paths for text in _texts_of(path)]


def document() -> str:
    """The whole .ts file."""
    messages = "".join(
        "    <message>\n"
        f"        <source>{escape(text.english)}</source>\n"
        f"        <comment>{escape(text.key)}</comment>\n"
        f"        <translation>{escape(text.chinese)}</translation>\n"
        "    </message>\n"
        for text in all_texts()
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
        '<TS version="2.1" language="zh_CN" sourcelanguage="en">\n<context>\n'
        f"    <name>RefundDesk</name>\n{messages}</context>\n</TS>\n"
    )


def _texts_of(path: Path) -> Iterator[Text]:
    for function in ast.parse(path.read_text(encoding="utf-8")).body:
        if not isinstance(function, ast.FunctionDef):
            continue
        chinese = _joined(ast.get_docstring(function) or "")
        for call in ast.walk(function):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                yield from _texts_in(call, call.func.id, chinese)


def _texts_in(call: ast.Call, name: str, chinese: str) -> Iterator[Text]:
    words = [part.value for part in call.args if isinstance(part, ast.Constant)]
    texts = [word for word in words if isinstance(word, str)]
    if name == "say":
        key, english = texts
        yield Text(key, english, chinese)
    elif name == "say_count":
        key, one, many = texts
        yield Text(f"{key}.one", one, chinese)
        yield Text(key, many, chinese)


def _joined(docstring: str) -> str:
    """A docstring of several lines as one line; Chinese has no space where a line was broken."""
    lines = [line.strip() for line in docstring.splitlines()]
    text = lines[0] if lines else ""
    for line in lines[1:]:
        both_latin = bool(text and line) and text[-1].isascii() and line[0].isascii()
        text += (" " if both_latin else "") + line
    return text


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(document(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{len(all_texts())} texts\n")
