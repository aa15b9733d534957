"""What came back from the Store, and the one place that reads its `errcode`.

Nothing of the Store is signed: an answer is believed because it came over TLS from the official
host. Only listed codes mean "certainly not taken"; every other one is doubt. The far side's words
are never shown; of them only an address of this PC is taken, after a check that it is one.
"""

from __future__ import annotations

import ipaddress
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from refund_desk.application.outcomes import (
    Doubt,
    Missing,
    SendOutcome,
    SendRefused,
    Sent,
    Unknown,
    Unreadable,
)

BAD_TOKEN = frozenset({40001, 40014, 42001})
_GONE = frozenset({10020000, 10021050, 10021057})
# An address that is not on the list of the console, as the token's and the Store's servers say it.
_FOREIGN_ADDRESS = frozenset({40164, 45035, 61004})
_BAD_KEYS = frozenset({40001, 40013, 40014, 40125, 40243, 41001, 41002, 41004, 41018, 42001})
_NO_PERMISSION = frozenset({48001, 48004, 50001, 50002, 61007})
_DAY_QUOTA, _MINUTE_QUOTA = 45009, 45011
_TROUBLE = frozenset({-1, 10021044, 9700223})
# The gateway's own refusals: whatever was asked, nothing was carried out.
_AT_THE_DOOR = _FOREIGN_ADDRESS | _BAD_KEYS | _NO_PERMISSION | {_DAY_QUOTA, _MINUTE_QUOTA}
# One refund of an order a minute: the same again later.
_TOO_OFTEN = 10021059
_REFUSALS: dict[int, str] = {
    40004: "store.picture",
    40007: "store.picture",
    45001: "store.picture",
    40097: "store.form",
    9700224: "store.form",
    47001: "store.form",
    10020001: "store.moved",
    10021041: "store.moved",
    10021043: "store.foreign",
    10021046: "store.short",
    10021051: "store.dispute",
    10021058: "store.address",
    10021060: "store.address",
    10021062: "store.address",
    10021068: "store.negotiate",
    **dict.fromkeys(_GONE, "store.gone"),
}
_RID = re.compile(r"rid: ([0-9a-f]{1,16}(?:-[0-9a-f]{1,16}){1,4})")
_ADDRESSES = re.compile(r"[0-9A-Fa-f:.]{3,45}")


class Quiet(StrEnum):
    """Why there is no answer. OFF is the one where certainly nothing left this PC."""

    OFF = "off"
    SLOW = "slow"
    TROUBLE = "trouble"
    NONSENSE = "nonsense"


@dataclass(frozen=True, slots=True)
class Said:
    """An answer without a refusal in it."""

    content: Mapping[str, object] = field(repr=False)


@dataclass(frozen=True, slots=True)
class No:
    """A refusal. `address` is this PC's as the Store sees it, where the code is about that."""

    errcode: int
    rid: str = ""
    address: str = ""


StoreReply = Said | No | Quiet


def reply_in(body: bytes) -> StoreReply:
    """What the body of an HTTP 200 says; a missing `errcode` is 0 (facts 1.2)."""
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        return Quiet.NONSENSE
    if not isinstance(content, dict):
        return Quiet.NONSENSE
    code = content.get("errcode", 0)
    if type(code) is not int:
        return Quiet.NONSENSE
    if code == 0:
        return Said(content)
    words = content.get("errmsg")
    words = words[:500] if isinstance(words, str) else ""
    rid = _RID.search(words)
    address = _address_in(words) if code in _FOREIGN_ADDRESS else ""
    return No(code, rid[1] if rid else "", address)


def unreadable(reply: No | Quiet) -> Unreadable:
    """Why a read brought nothing."""
    if isinstance(reply, Quiet):
        return Unreadable(why=_QUIET_WORDS[reply])
    return Unreadable(why=why_of(reply), request_id=reply.rid)


def missing_or_unreadable(reply: No | Quiet) -> Missing | Unreadable:
    """The same for one application, which may be gone."""
    if isinstance(reply, No) and reply.errcode in _GONE:
        return Missing(request_id=reply.rid)
    return unreadable(reply)


def sent_or_not(reply: StoreReply) -> SendOutcome:
    """What an answer to a write means."""
    match reply:
        case Said():
            return Sent()
        case Quiet.OFF:
            return Unknown(doubt=Doubt.NOT_SENT)
        case Quiet.TROUBLE:
            return Unknown(doubt=Doubt.THEIR_TROUBLE)
        case Quiet():
            return Unknown(doubt=Doubt.NO_ANSWER)
        case No():
            return _refused_or_unknown(reply)


def _refused_or_unknown(no: No) -> SendOutcome:
    if no.errcode in _AT_THE_DOOR:
        return Unknown(doubt=Doubt.NOT_SENT, code=why_of(no), request_id=no.rid)
    if no.errcode in _REFUSALS:
        return SendRefused(code=_REFUSALS[no.errcode], request_id=no.rid)
    doubt = Doubt.THEIR_TROUBLE if no.errcode in _TROUBLE else Doubt.UNKNOWN_CODE
    doubt = Doubt.RATE if no.errcode == _TOO_OFTEN else doubt
    return Unknown(doubt=doubt, code=str(no.errcode), request_id=no.rid)


def why_of(no: No) -> str:
    """The key of the sentence about a refusal; one about an address carries the address."""
    code = no.errcode
    if code in _FOREIGN_ADDRESS:
        return f"store.ip {no.address}".strip()
    for codes, why in _WHY:
        if code in codes:
            return why
    return "far.ruled"


def _address_in(words: str) -> str:
    """The first public way to write an address that the words hold; empty when there is none."""
    for found in _ADDRESSES.findall(words):
        try:
            return str(ipaddress.ip_address(found.strip(".:") if "." in found else found))
        except ValueError:
            continue
    return ""


_QUIET_WORDS = {
    Quiet.OFF: "net.off",
    Quiet.SLOW: "net.slow",
    Quiet.TROUBLE: "far.trouble",
    Quiet.NONSENSE: "far.nonsense",
}
_WHY: tuple[tuple[frozenset[int], str], ...] = (
    (_BAD_KEYS, "store.key"),
    (_NO_PERMISSION, "store.denied"),
    (frozenset({_DAY_QUOTA}), "store.quota"),
    (frozenset({_MINUTE_QUOTA}), "far.busy"),
    (_TROUBLE, "far.trouble"),
)
