"""What a person's press says, as frozen commands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from refund_desk.domain.fen import Fen
from refund_desk.domain.refund_parts import RefundPart

# Reply and reject texts; whether WeChat counts characters or bytes is unsure, so both bind
# (decisions.md 4.3).
REPLY_CHARACTERS_MAX = 200
REPLY_BYTES_MAX = 500
REASON_BYTES_MAX = 80
PICTURES_MAX = 4
Terms = tuple[tuple[str, str | int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveCommand:
    """Agree and refund `amount` fen. `reason` is shown to the buyer (at most 80 UTF-8 bytes).

    `seen_refundable` is what the dialog showed: if the ledger says otherwise, nothing is planned.
    `reply_text` is sent after acceptance; empty sends none. `red_accepted` is the tick 我知道.
    `parts` are the goods and the freight that the amount was made of; empty for one of its own.
    `may_wait`: the person saw that the minute between two refunds of a payment is not over, and
    wants this one queued until it is. `before_goods`: the person saw that the goods are not back,
    and refunds all the same. `seen_asked` is what the buyer asked for when this was agreed, where
    that was earlier than now; None asks nothing.
    """

    application_id: int
    amount: Fen
    seen_refundable: Fen
    reason: str = field(repr=False)
    reply_text: str = field(default="", repr=False)
    red_accepted: bool = False
    parts: tuple[RefundPart, ...] = ()
    may_wait: bool = False
    before_goods: bool = False
    seen_asked: Fen | None = None
    actor: str = "owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """One refund of a review sheet; `seen_asked` is what the sheet said the buyer asks for."""

    command: ApproveCommand
    seen_asked: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveSheetCommand:
    """Agree to all lines of a review sheet; `total` is the sum as the person typed it again."""

    lines: tuple[SheetLine, ...]
    total: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPicture:
    """A picture of the shop that a person chose to send, as file bytes.

    `redacted`: private things in it were covered for good, and the list of them gone through.
    """

    name: str = field(repr=False)
    content: bytes = field(repr=False)
    confirmed_private_free: bool
    redacted: bool = False

    @property
    def may_leave(self) -> bool:
        """Whether a person redacted it, or said that it shows nothing private."""
        return self.redacted or self.confirmed_private_free


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectCommand:
    """Reject with a reason code of the dialog and words that the buyer sees (<= 200 characters)."""

    application_id: int
    reason_code: str
    text: str = field(repr=False)
    pictures: tuple[OwnPicture, ...] = ()
    actor: str = "owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyCommand:
    """Say something to the buyer (<= 200 characters, <= 500 bytes, <= 4 pictures).

    `keeps_draft`: these are not the words that stand unsent in the composer.
    """

    application_id: int
    text: str = field(repr=False)
    pictures: tuple[OwnPicture, ...] = ()
    keeps_draft: bool = False
    actor: str = "owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskReturnCommand:
    """Ask for the goods: to the shop's address, until `deadline` (UTC). It moves no money.

    `terms` is what else a platform wants chosen, such as its number of the address, by
    the names that it has for them.
    """

    application_id: int
    receiver: str = field(repr=False)
    phone: str = field(repr=False)
    address: str = field(repr=False)
    deadline: datetime
    text: str = field(repr=False)
    terms: Terms = ()
    actor: str = "owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferCommand:
    """Offer to refund `amount` fen instead of what was asked for. It moves no money.

    `terms` is what else a platform wants chosen with an offer, `pictures` what it wants to see.
    """

    application_id: int
    amount: Fen
    text: str = field(repr=False)
    terms: Terms = ()
    pictures: tuple[OwnPicture, ...] = ()
    actor: str = "owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeInCommand:
    """The goods are here. Where they are not as sent, `text` and pictures tell the buyer so."""

    application_id: int
    as_sent: bool
    text: str = field(default="", repr=False)
    pictures: tuple[OwnPicture, ...] = ()
    actor: str = "owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveProofCommand:
    """The proof that an agreed refund waits for, as 1 to 4 pictures."""

    application_id: int
    pictures: tuple[OwnPicture, ...]
    actor: str = "owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleOutsideCommand:
    """The customer got the money outside WeChat Pay; `note` says how (<= 200 characters).

    `proofs` are pictures of the transfer (<= 4), which stay on this PC. `without_proof` says that
    there is none, and the note why.
    """

    application_id: int
    note: str
    proofs: tuple[OwnPicture, ...] = ()
    without_proof: bool = False
    actor: str = "owner"
