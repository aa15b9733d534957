"""Who the shop is to WeChat Pay: its number, its keys, and how long its certificate still holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from refund_desk.domain.beijing import beijing_day
from refund_desk.domain.errors import BadValueError
from refund_desk.domain.identifiers import Mchid
from refund_desk.domain.secret import Secret

APIV3_KEY_BYTES = 32
# After its end WeChat Pay refuses every call, so a new one is asked for a month before.
CERTIFICATE_WARN_DAYS = 30

_SERIAL = re.compile(r"[0-9A-F]{1,40}")
_BETWEEN_DIGITS = str.maketrans("", "", " \t\u00a0\u3000:-：")


@dataclass(frozen=True, slots=True, kw_only=True)
class MerchantAccount:
    """Everything that a live desk needs to speak for a direct merchant.

    With `public_key` and `public_key_id` the desk verifies by WeChat Pay's public key, and
    `apiv3_key` may be absent; without them by platform certificates, which only the APIv3 key
    opens. `certificate_ends_at` (UTC) is None where no certificate file was given.
    """

    mchid: Mchid
    shop_name: str
    merchant_serial: str
    merchant_key: Secret
    apiv3_key: Secret | None = None
    public_key: str | None = field(default=None, repr=False)
    public_key_id: str | None = None
    certificate_ends_at: datetime | None = None


def serial_of(text: str) -> str:
    """A certificate's serial number as WeChat Pay writes it: upper-case hex, nothing between.

    Accepts it as certificate viewers show it (`51:57:f0 ...`). Raises `BadValueError`.
    """
    serial = text.translate(_BETWEEN_DIGITS).upper()
    if _SERIAL.fullmatch(serial) is None:
        raise BadValueError("serial.form")
    return serial


def days_left(ends_at: datetime, now: datetime) -> int:
    """Beijing days until a certificate ends: 0 on its last day, negative once it has ended."""
    days = (beijing_day(ends_at) - beijing_day(now)).days
    return min(days, -1) if ends_at <= now else days
