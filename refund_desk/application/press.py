"""What stood there when a person pressed, kept until WeChat Pay has answered for the refund.

The poll goes on while an undo window runs and while a doubt is asked about. So the look before
money leaves compares with what the person saw, not with what the ledger has learned since.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime

from refund_desk.application.ports.transactions import Stores
from refund_desk.application.setting_names import press_of
from refund_desk.domain.fen import Fen
from refund_desk.domain.refund_application import ComplaintState, RefundApplication


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """The application as pressed for, and when its refund was last sent (UTC).

    `began_there` is when it was first to be sent, by WeChat Pay's clock as it was known then.
    `sheet` names the review sheet of a refund that was approved with others; else it is empty.
    `elsewhere` is what counted as refunded elsewhere (fen); None in books of an older program.
    `automatic` says that the owner's rule agreed, and no press. `before_goods` says that the person
    refunds although the goods are not back. `agreed` are the offers (fen) that the customer was
    known to have agreed to; None in books of an older program.
    """

    asked: Fen
    is_over: bool
    sent_at: datetime | None = None
    sheet: str = ""
    began_there: datetime | None = None
    automatic: bool = False
    elsewhere: Fen | None = None
    before_goods: bool = False
    agreed: tuple[Fen, ...] | None = None


def press_for(application: RefundApplication) -> Press:
    """What a person who presses now has seen."""
    return Press(
        asked=application.asked,
        is_over=application.complaint_state is ComplaintState.PROCESSED,
    )


def keep_press(stores: Stores, refund_id: int, press: Press) -> None:
    """Remember the press of a refund."""
    text = json.dumps(
        {
            "asked_fen": press.asked.count,
            "is_over": press.is_over,
            "sent_at": press.sent_at.isoformat() if press.sent_at else "",
            "sheet": press.sheet,
            "began_there": press.began_there.isoformat() if press.began_there else "",
            "automatic": press.automatic,
            "elsewhere_fen": None if press.elsewhere is None else press.elsewhere.count,
            "before_goods": press.before_goods,
            "agreed_fen": None if press.agreed is None else [fen.count for fen in press.agreed],
        }
    )
    stores.settings.put(press_of(refund_id), text)


def kept_press(stores: Stores, refund_id: int) -> Press | None:
    """The press of a refund that nobody has answered for yet."""
    text = stores.settings.get(press_of(refund_id))
    if text is None:
        return None
    kept = json.loads(text)
    elsewhere, agreed = kept.get("elsewhere_fen"), kept.get("agreed_fen")
    return Press(
        asked=Fen(kept["asked_fen"]),
        is_over=kept["is_over"],
        sent_at=_instant(kept["sent_at"]),
        # A press of an older program has none of these.
        sheet=kept.get("sheet", ""),
        began_there=_instant(kept.get("began_there", "")),
        automatic=kept.get("automatic", False),
        elsewhere=None if elsewhere is None else Fen(elsewhere),
        before_goods=kept.get("before_goods", False),
        agreed=None if agreed is None else tuple(Fen(count) for count in agreed),
    )


def note_sent(stores: Stores, refund_id: int, *, now: datetime) -> None:
    """Remember when a refund was last sent."""
    press = kept_press(stores, refund_id)
    if press is not None:
        keep_press(stores, refund_id, replace(press, sent_at=now))


def note_began(stores: Stores, refund_id: int, *, far_now: datetime) -> None:
    """Remember when a refund was first to be sent, by WeChat Pay's clock.

    This PC's clock may be put right before the answer comes; what was written by it then would
    be compared with a clock that it never was.
    """
    press = kept_press(stores, refund_id)
    if press is not None:
        keep_press(stores, refund_id, replace(press, began_there=far_now))


def note_told(stores: Stores, refund_id: int, more: Fen) -> None:
    """Count what a person has told of refunds elsewhere (fen) as seen by whoever pressed."""
    press = kept_press(stores, refund_id)
    if press is not None and press.elsewhere is not None:
        keep_press(stores, refund_id, replace(press, elsewhere=press.elsewhere + more))


def forget_press(stores: Stores, refund_id: int) -> None:
    """WeChat Pay has answered, or nothing was sent: what was seen matters no more."""
    stores.settings.put(press_of(refund_id), None)


def _instant(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
