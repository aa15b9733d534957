"""Personal values in their shown form (ui.md section 13); masked here is masked everywhere."""

from __future__ import annotations

import re

_STARS = "****"
_PERSONAL = re.compile(
    r"(?<![0-9])(?:"
    r"(?P<identity>[1-9][0-9]{16}[0-9Xx])"
    r"|(?P<card>[3-9][0-9]{15,18})"
    r"|(?P<phone>1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4})"
    r")(?![0-9])"
)


def mask_phone(phone: str) -> str:
    """138****5678; empty stays empty, and anything short is hidden whole."""
    if not phone:
        return ""
    return f"{phone[:3]}{_STARS}{phone[-4:]}" if len(phone) >= 11 else _STARS


def mask_name(name: str) -> str:
    """林**: the first character and two stars."""
    return f"{name[0]}**" if name else ""


def mask_number(number: str) -> str:
    """7579****2314, for tracking numbers; short ones are hidden whole."""
    if not number:
        return ""
    return f"{number[:4]}{_STARS}{number[-4:]}" if len(number) > 8 else _STARS


def mask_mchid(number: str) -> str:
    """1900****01, for merchant numbers on the screen; short ones are hidden whole."""
    return f"{number[:4]}{_STARS}{number[-2:]}" if len(number) > 8 else _STARS


def mask_text(text: str) -> str:
    """Words with phone, identity and card numbers masked; everything else stays."""
    return _PERSONAL.sub(_masked, text)


def finds_personal(text: str) -> bool:
    """Whether a text that would leave the desk holds a phone, identity or card number."""
    return _PERSONAL.search(text) is not None


def _masked(match: re.Match[str]) -> str:
    """The masked form of one find; order numbers (over 19 digits) never match."""
    found = match.group()
    if match.lastgroup == "phone":
        digits = found.replace(" ", "").replace("-", "")
        return f"{digits[:3]}{_STARS}{digits[-4:]}"
    return f"{_STARS}{found[-4:]}"
