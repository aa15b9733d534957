"""What is planted, every form in which it could turn up again, and the search for it."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote

# As many bytes of a file are enough to know it again.
_MARK_BYTES = 24
_BASE64_BYTES = 3


@dataclass(frozen=True, kw_only=True)
class Plants:
    """Values that nobody else uses; `card` passes the check of card numbers."""

    passphrase: str = "只有店主知道的 kestrel 口令"
    phone: str = "13977310468"
    nickname: str = "萤火虫邮差"
    openid: str = "oKestrelPlantedOpenid000000x"
    detail: str = "杯口缺了一块还划伤了手指头"
    problem: str = "萤石杯缺口"
    reply: str = "您好我们马上给您寄新的萤石杯"
    draft: str = "还没发出去的萤石草稿"
    refund_reason: str = "萤石杯破损退一半"
    refund_reply: str = "萤石杯的钱已经原路退回"
    reject_text: str = "萤石杯签收超过三十天了"
    card: str = "6225880137706868"
    holder: str = "欧阳萤石"
    search: str = "13977310468"


PLANTS = Plants()
# What must never be in the books in any form: it is not written down at all.
NEVER_WRITTEN = (PLANTS.passphrase, PLANTS.card, PLANTS.holder)
# What the books hold, encrypted; found in a decrypted copy, or nothing was planted.
IN_THE_BOOKS = (
    PLANTS.phone,
    PLANTS.nickname,
    PLANTS.openid,
    PLANTS.detail,
    PLANTS.reply,
    PLANTS.draft,
    PLANTS.refund_reason,
    PLANTS.refund_reply,
    PLANTS.reject_text,
)


def personal() -> dict[str, str]:
    """Every planted text by its name."""
    return {name: str(text) for name, text in asdict(PLANTS).items()}


def forms_of_text(text: str) -> set[bytes]:
    """The ways in which a text could lie somewhere, and still be read by somebody."""
    plain = text.encode()
    escaped = json.dumps(text).strip('"')
    return {
        plain,
        text.encode("utf-16-le"),
        text.encode("gb18030"),
        # The search index keeps numbers backwards as well.
        text[::-1].encode(),
        escaped.encode(),
        escaped.encode("unicode-escape"),
        quote(text).encode(),
        plain.hex().encode(),
        plain.hex().upper().encode(),
        *_base64_of(plain),
    }


def forms_of_bytes(raw: bytes) -> set[bytes]:
    """The same for a key or a file: its beginning tells it."""
    mark = raw[:_MARK_BYTES]
    return {mark, mark.hex().encode(), mark.hex().upper().encode(), *_base64_of(mark)}


def forms_of_pem(pem: str) -> set[bytes]:
    """Every line of a private key's text: any of them would be a piece of it."""
    lines = [line for line in pem.splitlines() if line and not line.startswith("-----")]
    return {line.encode() for line in lines} | {"".join(lines)[100:160].encode()}


def found_in(content: bytes, needles: Mapping[str, set[bytes]]) -> set[str]:
    """Names of the planted values that these bytes hold in any form."""
    return {name for name, forms in needles.items() if any(form in content for form in forms)}


def found_below(folders: Iterable[Path], needles: Mapping[str, set[bytes]]) -> set[str]:
    """`file: value` for everything that lies in a file's content or in its name."""
    found = set()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            content = path.read_bytes() if path.is_file() else b""
            for name in found_in(content + path.name.encode("utf-8", "surrogateescape"), needles):
                found.add(f"{path.relative_to(folder)}: {name}")
    return found


def _base64_of(raw: bytes) -> set[bytes]:
    """The middle of its base64, whatever stands before it."""
    found = set()
    for before in range(_BASE64_BYTES):
        letters = b64encode(b"\0" * before + raw).decode()
        # The first letters mix with what stands before, the last ones with what comes after.
        inner = letters[4 if before else 0 : len(letters) // 4 * 4 - 4]
        if len(inner) >= 8:
            found.add(inner.encode())
    return found
