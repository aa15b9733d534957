"""Stable access tokens: the same one while it is valid, a new one five minutes before its end.

Kept in memory only: a restart makes every token invalid, as a platform's own trouble would.
"""

import secrets
from dataclasses import dataclass

from refund_desk.practice.clock import DAY_S, BusinessClock
from refund_desk.practice.store_refusal import (
    BAD_APPID,
    BAD_GRANT,
    BAD_SECRET,
    BAD_TOKEN,
    DAY_QUOTA,
    EXPIRED_TOKEN,
    MINUTE_QUOTA,
    NO_APPID,
    NO_SECRET,
    NO_TOKEN,
    StoreArguments,
    StoreRefusal,
)

LIFE_S = 7_200
RENEWED_BEFORE_S = 300
FORCED_PAUSE_S = 30
FORCED_A_DAY = 20
_NAMES = frozenset({"grant_type", "appid", "secret", "force_refresh"})


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreIdentity:
    """The one shop that the Store knows here."""

    appid: str
    secret: str

    def __repr__(self) -> str:
        """Without the secret."""
        return f"StoreIdentity(appid={self.appid})"


class StableTokens:
    """Gives out tokens and knows which of them hold (business seconds)."""

    def __init__(self, identity: StoreIdentity, clock: BusinessClock) -> None:
        self._identity = identity
        self._clock = clock
        self._latest = ""
        self._ends: dict[str, float] = {}
        self._forced_at: list[float] = []

    def give(self, body: bytes) -> dict[str, object]:
        """The answer of stable_token. StoreRefusal for a caller who is not this shop."""
        arguments = StoreArguments(body, _NAMES)
        self._check_caller(arguments)
        forced = arguments.flag("force_refresh")
        now = self._clock.now()
        if forced:
            self._count_forced(now)
            # A forced refresh kills what was given before at once.
            self._ends.clear()
        elif self._ends.get(self._latest, 0) - now > RENEWED_BEFORE_S:
            return self._answer(now)
        self._latest = secrets.token_urlsafe(48)
        self._ends[self._latest] = now + LIFE_S
        return self._answer(now)

    def check(self, token: str) -> None:
        """Nothing for a token that holds, else StoreRefusal."""
        if not token:
            raise StoreRefusal(NO_TOKEN)
        ends = self._ends.get(token)
        if ends is None:
            raise StoreRefusal(BAD_TOKEN)
        if ends <= self._clock.now():
            raise StoreRefusal(EXPIRED_TOKEN)

    def forget(self) -> None:
        """No token holds any more, as when somebody else had one made by force."""
        self._ends.clear()

    def _answer(self, now: float) -> dict[str, object]:
        left = max(1, int(self._ends[self._latest] - now))
        return {"access_token": self._latest, "expires_in": left}

    def _check_caller(self, arguments: StoreArguments) -> None:
        if arguments.text("grant_type") != "client_credential":
            raise StoreRefusal(BAD_GRANT)
        appid, secret = arguments.text("appid"), arguments.text("secret")
        if not appid or not secret:
            raise StoreRefusal(NO_SECRET if appid else NO_APPID)
        if appid != self._identity.appid:
            raise StoreRefusal(BAD_APPID)
        if not secrets.compare_digest(secret.encode(), self._identity.secret.encode()):
            raise StoreRefusal(BAD_SECRET)

    def _count_forced(self, now: float) -> None:
        self._forced_at = [at for at in self._forced_at if now - at < DAY_S]
        if self._forced_at and now - self._forced_at[-1] < FORCED_PAUSE_S:
            raise StoreRefusal(MINUTE_QUOTA)
        if len(self._forced_at) >= FORCED_A_DAY:
            raise StoreRefusal(DAY_QUOTA)
        self._forced_at.append(now)
