"""The outcomes of a send: accepted, refused, unknown. Doubt is a value, never an exception."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import OutRefundNo, RefundId, TransactionId
from refund_desk.domain.refund import RefundState


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundReport:
    """What a *verified* answer of WeChat Pay says of one refund. Instants UTC, amounts fen.

    `state` is one of PROCESSING, SUCCEEDED, ABNORMAL, CLOSED.
    """

    out_refund_no: OutRefundNo
    transaction_id: TransactionId
    refund_id: RefundId
    state: RefundState
    amount: Fen
    order_total: Fen
    payer_refund: Fen
    created_at: datetime
    succeeded_at: datetime | None
    received_by: str = field(repr=False)
    channel: str
    funds_account: str
    to_shop: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """WeChat Pay has this refund, over a verified signature."""

    report: RefundReport
    request_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """WeChat Pay certainly did not take it: an allow-list of codes (decisions.md 2.2).

    `ask_first` marks INVALID_REQUEST: query before believing it. `halts` marks answers that must
    also stop all sending until the settings' test passes (401, NO_AUTH).
    """

    code: str
    request_id: str = ""
    ask_first: bool = False
    halts: bool = False


class Doubt(StrEnum):
    """Why nobody knows."""

    NOT_SENT = "not_sent"
    NO_ANSWER = "no_answer"
    UNVERIFIED = "unverified"
    RATE = "rate"
    THEIR_TROUBLE = "their_trouble"
    UNKNOWN_CODE = "unknown_code"
    MISMATCH = "mismatch"


# What stops all sending: the keys, or the permission (which an address not on the merchant's list
# is answered with, too).
NO_PERMISSION = "NO_AUTH"


def why_halted(code: str) -> str:
    """The key of the sentence that says why an answer with this code stops all sending."""
    return "far.denied" if code == NO_PERMISSION else "key.bad"


# The code of a NOT_SENT: there is nothing of WeChat Pay's to encrypt a bank card with.
NO_PLATFORM_KEY = "no_platform_key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """Nobody knows whether it was taken: ask, under the same number. Never "failed".

    NOT_SENT is the one certain doubt: no connection was ever made, so nothing left this PC.
    """

    doubt: Doubt
    code: str = ""
    request_id: str = ""
    halts: bool = False


SubmitOutcome = Accepted | Refused | Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class NoSuchRefund:
    """A query answered 404: WeChat Pay says it has no refund of that number. `signed`: verified."""

    request_id: str = ""
    signed: bool = False


QueryOutcome = Accepted | NoSuchRefund | Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """An outgoing message (reply, decision, completion) was taken, over a verified answer."""

    request_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendRefused:
    """The far side certainly did not take the message."""

    code: str
    request_id: str = ""


SendOutcome = Sent | SendRefused | Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A read that brought no verified answer; `why` is a key of the window's sentences.

    One of `net.off`, `net.slow`, `key.bad`, `far.trouble`, `far.nonsense`, `far.busy`,
    `far.denied`, `far.ruled`.
    """

    why: str
    request_id: str = ""
    halts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """The far side says, verified or over TLS of an official host: there is no such thing."""

    request_id: str = ""
