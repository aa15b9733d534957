"""What each filled step shows in its one line."""

from __future__ import annotations

from typing import NamedTuple

from refund_desk.application.merchant_draft import MerchantDraft, VerifyMode
from refund_desk.domain.masking import mask_mchid
from refund_desk.ui import formats, texts

_SERIAL_ENDS = 4


class Summary(NamedTuple):
    """A value, and a note at the right end."""

    value: str
    note: str = ""


def summaries(draft: MerchantDraft) -> tuple[Summary, Summary, Summary, Summary]:
    """One for each step that is filled in; secrets are only said to be there."""
    return (_number(draft), _certificate(draft), Summary(_apiv3(draft)), Summary(_theirs(draft)))


def _number(draft: MerchantDraft) -> Summary:
    parts = (mask_mchid(draft.mchid.strip()), draft.shop_name.strip())
    return Summary(" • ".join(part for part in parts if part))


def _certificate(draft: MerchantDraft) -> Summary:
    file = draft.private_key.file_name if draft.private_key is not None else ""
    serial = draft.serial.strip().upper()
    short = f"{serial[:_SERIAL_ENDS]}…{serial[-_SERIAL_ENDS:]}" if len(serial) > 8 else serial
    number = f"{texts.connecting.serial_label()} {short}" if short else ""
    ends_at = draft.certificate.ends_at if draft.certificate is not None else None
    if ends_at is None and draft.kept is not None and draft.private_key is None:
        ends_at = draft.kept.certificate_ends_at
    note = texts.connecting.certificate_until(formats.full_time(ends_at)[:10]) if ends_at else ""
    return Summary(" • ".join(part for part in (file, number) if part), note)


def _apiv3(draft: MerchantDraft) -> str:
    if draft.apiv3_key.reveal().strip():
        return "•" * 8
    kept = draft.kept is not None and draft.kept.apiv3_key is not None
    return "•" * 8 if kept else texts.connecting.apiv3_none()


def _theirs(draft: MerchantDraft) -> str:
    if draft.mode is VerifyMode.CERTIFICATE:
        return texts.connecting.mode_short_certificate()
    return draft.public_key_id.strip()
