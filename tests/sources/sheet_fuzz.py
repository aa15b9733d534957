"""Spoilt spreadsheets by the hundred thousand: no crash, no hang, no flood, a sentence each.

    python -m tests.sources.sheet_fuzz --inputs 100000 --seed 1

Each input is a right file (CSV of any encoding, XLSX) with some of its bytes, cells, parts or
claims changed, or no spreadsheet at all; some are bombs. Whatever is read must be within the
bounds, and a file that came through untouched must be read to the letter. What was read goes on to
the columns and the preview, which must name a sentence for each row that cannot be taken.
Last line: JSON; exit code 0 iff `ok`.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from refund_desk.adapters.sources.sheet_limits import (
    CELL_CHARACTERS_MAX,
    CELLS_MAX,
    COLUMNS_MAX,
)
from refund_desk.adapters.sources.sheet_reader import read_content
from refund_desk.application.ports.spreadsheet_files import (
    ROWS_MAX,
    Spreadsheet,
    SpreadsheetRefused,
)
from refund_desk.application.spreadsheet_columns import columns_named, head_of
from refund_desk.application.spreadsheet_preview import preview_rows
from refund_desk.domain.fen import REFUND_FEN_MAX
from tests.fuzzing import REFUSED, command, tried
from tests.sources.sheet_samples import (
    HEAD,
    PAYMENT,
    csv_text,
    number_cell,
    packed,
    row_of,
    sheet_xml,
    text_cell,
    text_rows,
    unpacked,
    xlsx,
)

SLOW_S = 5.0
# The keys of the sentences that a file may be refused with.
WHYS = frozenset(
    f"file.{why}"
    for why in (
        "unreadable empty big rows columns slow bomb locked encoding quotes damaged kind".split()
    )
)
PROBLEMS = frozenset(
    f"row.{why}"
    for why in (
        "no_number number rounded amount amount_bounds negative time ahead formula error long"
    ).split()
)
NOW = datetime(2026, 11, 23, tzinfo=UTC)
_ENCODINGS = ("utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be")
_SIGNS = ",;\t|\"'`=\r\n\x00\ufeff0123456789.-+eE¥元退款<>&/[]_x\ud83d"
_WORDS = ("108", "１０８", "1,080.50", "￥12", "4.2E+27", "=1+1", "", "碎了", "2026-11-20", PAYMENT)


@dataclass(frozen=True, slots=True)
class Fuzzed:
    """One input; `rows` is what it must be read as, None where it was spoilt."""

    content: bytes
    rows: list[list[str]] | None


def fuzzed_input(chance: random.Random) -> Fuzzed:
    """One input."""
    luck = chance.random()
    if luck < 0.03:
        return Fuzzed(chance.randbytes(chance.randrange(600)), None)
    if luck < 0.05:
        return Fuzzed(chance.choice(_BOMBS)(chance), None)
    table = [list(HEAD)] + [
        [PAYMENT, *(chance.choice(_WORDS) or "x" for _cell in HEAD[1:])]
        for _row in range(chance.randrange(4))
    ]
    is_text = chance.random() < 0.5
    content = _text_file(table, chance) if is_text else _workbook(table, chance)
    changes = chance.randrange(5)
    for _again in range(changes):
        content = chance.choice(_CHANGES)(content, chance)
    plain = is_text and any(set(cell) & set("=,\t;|'`\"") for row in table for cell in row)
    return Fuzzed(content, None if changes or plain else table)


def wrong_with(fuzzed: Fuzzed) -> str:
    """What the reader did wrong with an input; empty when it was right to read it, or REFUSED."""
    read = read_content(fuzzed.content)
    if isinstance(read, SpreadsheetRefused):
        if read.why not in WHYS:
            return f"no sentence: {read.why}"
        return REFUSED if fuzzed.rows is None else f"refused a right file: {read.why}"
    return _wrong_rows(read, fuzzed)


def _wrong_rows(read: Spreadsheet, fuzzed: Fuzzed) -> str:
    texts = [[cell.text for cell in row.cells] for row in read.rows]
    if fuzzed.rows is not None and texts != fuzzed.rows:
        return "read wrong"
    if not 0 < len(texts) <= ROWS_MAX + 1 or sum(map(len, texts)) > CELLS_MAX:
        return "too many rows"
    if max(map(len, texts)) > COLUMNS_MAX:
        return "too many columns"
    if any(len(text) > CELL_CHARACTERS_MAX for row in texts for text in row):
        return "a cell without end"
    for row in texts:
        # The ledger keeps UTF-8; half a character would break its transaction.
        "".join(row).encode()
    return _wrong_preview(read)


def _wrong_preview(read: Spreadsheet) -> str:
    """What the preview did wrong with what was read: an application a row, or why not."""
    head = head_of(read.rows)
    for row in preview_rows(read.rows, head, columns_named(head.names), now=NOW):
        if row.application is None:
            if row.problem not in PROBLEMS:
                return f"no sentence: {row.problem}"
        elif not row.application.number or row.application.asked.count > REFUND_FEN_MAX:
            return "an application that cannot be"
    return ""


def _text_file(table: list[list[str]], chance: random.Random) -> bytes:
    text = csv_text(*table, separator=chance.choice(",\t;|"))
    return text.encode(chance.choice(_ENCODINGS))


def _workbook(table: list[list[str]], chance: random.Random) -> bytes:
    if chance.random() < 0.5:
        return xlsx({"申请": text_rows(*table)})
    texts = sorted({cell for row in table for cell in row})
    shared = "".join(f"<si><t>{text}</t></si>" for text in texts)
    rows = "".join(
        row_of(
            n,
            "".join(
                f'<c r="{chr(65 + i)}{n}" t="s"><v>{texts.index(cell)}</v></c>'
                for i, cell in enumerate(row)
            ),
        )
        for n, row in enumerate(table, 1)
    )
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    return xlsx({"申请": rows, "二": ""}, shared=shared, styles=styles)


def _byte(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content) + 1)
    return content[:place] + chance.randbytes(1) + content[place + 1 :]


def _sign(content: bytes, chance: random.Random) -> bytes:
    sign = chance.choice(_SIGNS).encode("utf-8", "surrogatepass")
    place = chance.randrange(len(content) + 1)
    return content[:place] + sign + content[place + chance.randrange(3) :]


def _cut(content: bytes, chance: random.Random) -> bytes:
    ends = sorted(chance.randrange(len(content) + 1) for _n in range(2))
    return content[: ends[0]] + content[ends[1] :]


def _tail(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _doubled(content: bytes, _chance: random.Random) -> bytes:
    return content + content


def _part(content: bytes, chance: random.Random) -> bytes:
    """Spoil one part of a workbook and pack it again, so that the zip itself is right."""
    parts = unpacked(content)
    if not parts:
        return _byte(content, chance)
    name = chance.choice(sorted(parts))
    match chance.randrange(4):
        case 0:
            del parts[name]
        case 1:
            parts[name] = parts[chance.choice(sorted(parts))]
        case 2:
            parts[name] = _claim(parts[name], chance)
        case _:
            parts[name] = chance.choice((_byte, _sign, _cut, _tail))(parts[name], chance)
    return packed(parts)


def _claim(content: bytes, chance: random.Random) -> bytes:
    """A number or a word of the markup replaced by one that claims something else."""
    old = chance.choice([b'"1"', b'r="A1"', b"<v>1</v>", b'"0"', b'"rId1"', b'"s"', b"inlineStr"])
    new = chance.choice(
        [
            *(b'"10000000"', b'r="XFD1048576"', b'r="A99999999999"', b'"-1"', b'"e"', b'"b"'),
            *(b"<v>1E+999</v>", b"<v>&#0;</v>", b"<v>&x;</v>", b'"n"', b'"d"', b'"str"', b'""'),
            b"<f>HYPERLINK(A1)</f><v>2</v>",
        ]
    )
    return content.replace(old, new, chance.choice([1, -1]))


def _zip_bomb(chance: random.Random) -> bytes:
    sign = chance.choice("0 <")
    return xlsx({"S": sheet_xml(row_of(1, text_cell("A1", sign * 6_000_000)))})


def _many_rows(chance: random.Random) -> bytes:
    rows = "".join(f'<row r="{n * 400}"/>' for n in range(1, 20_000))
    claim = f'<dimension ref="A1:XFD{chance.randrange(10**7, 10**8)}"/>'
    return xlsx({"S": claim + rows + row_of(10_000_000, number_cell("A1", "1"))})


def _too_many_rows(_chance: random.Random) -> bytes:
    return b"1\n" * 20_002


def _laughs(_chance: random.Random) -> bytes:
    more = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 9}">' for n in range(1, 20))
    kind = f'<!DOCTYPE x [<!ENTITY l0 "ha">{more}]>'
    return xlsx({"S": sheet_xml(row_of(1, '<c t="str"><v>&l19;</v></c>'), before=kind)})


def _deep(_chance: random.Random) -> bytes:
    return xlsx({"S": sheet_xml("<row>" * 50_000)})


def _wide(_chance: random.Random) -> bytes:
    return b",".join(b"1" for _n in range(5_000))


_BOMBS: tuple[Callable[[random.Random], bytes], ...] = (
    _zip_bomb,
    _many_rows,
    _too_many_rows,
    _laughs,
    _deep,
    _wide,
)
_CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _byte,
    _sign,
    _cut,
    _tail,
    _doubled,
    _part,
    _part,
    _part,
)


def campaign(inputs: int, seed: int) -> dict[str, object]:
    """Try `inputs` inputs; see `tried`."""
    return tried(inputs, seed, lambda chance: wrong_with(fuzzed_input(chance)), slow_s=SLOW_S)


if __name__ == "__main__":
    sys.exit(command(campaign))
