"""The conversation of a case as the window shows it: masked, with its pictures."""

from __future__ import annotations

from refund_desk.application.case_view import MessageView, PictureView
from refund_desk.application.ports.read_model import CaseParts
from refund_desk.domain.conversation import Message, MessageKind, Speaker
from refund_desk.domain.masking import mask_text
from refund_desk.domain.refund_application import RefundApplication


def messages_of(parts: CaseParts) -> tuple[MessageView, ...]:
    """The conversation, masked, with its pictures; without a history the complaint's own words."""
    kept = {picture.reference: picture.sha256 for picture in parts.pictures}
    first_reply = _first_reply(parts)
    return tuple(
        MessageView(
            log_ref=message.log_ref,
            speaker=message.speaker,
            kind=message.kind,
            at=message.at,
            text=mask_text(message.text),
            pictures=tuple(
                PictureView(
                    reference=reference,
                    sha256=kept.get(reference, ""),
                    speaker=message.speaker,
                    at=message.at,
                )
                for reference in message.picture_refs
            ),
            minutes_to_reply=first_reply[1] if message.log_ref == first_reply[0] else None,
        )
        for message in parts.messages or _from_application(parts.application)
    )


def _from_application(application: RefundApplication) -> tuple[Message, ...]:
    """What the list alone says, until the history is read."""
    if not application.detail_text:
        return ()
    return (
        Message(
            log_ref="",
            speaker=Speaker.BUYER,
            kind=MessageKind.APPLIED,
            at=application.applied_at,
            text=application.detail_text,
        ),
    )


def _first_reply(parts: CaseParts) -> tuple[str, int]:
    """The shop's first words of this round and after how many minutes they came."""
    # The history has whole seconds, the complaint's own time has milliseconds.
    began = parts.application.round_started_at.replace(microsecond=0)
    for message in parts.messages:
        spoke = message.speaker is Speaker.SHOP and message.kind is MessageKind.WORDS
        if spoke and message.at >= began:
            return message.log_ref, int((message.at - began).total_seconds() // 60)
    return "-", 0
