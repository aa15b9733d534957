"""The shop's rules in force: read inside the transaction that acts on them, kept for the window."""

from __future__ import annotations

from functools import lru_cache

from refund_desk.application.ground import Ground
from refund_desk.application.ports.transactions import Stores
from refund_desk.application.setting_names import AUTOMATIC_SINCE, AUTOMATIC_STOPPED, POLICY
from refund_desk.application.use_cases.words import ensure_refund_reason_fits
from refund_desk.domain.audit import OWNER, AuditAction, AuditEntry
from refund_desk.domain.errors import BadValueError, RuleBrokenError
from refund_desk.domain.events import PolicyChanged
from refund_desk.domain.policy_text import changes_between, policy_of, policy_text
from refund_desk.domain.shop_policy import ShopPolicy


class PolicyBook:
    """What views go by. Whatever acts reads the rules again in its own transaction.

    `unreadable` says why kept rules were not taken, `why_stopped` why the agreement that acts by
    itself stopped; both are keys of the window's sentences, or empty.
    """

    def __init__(self, ground: Ground) -> None:
        """Not read yet."""
        self._ground = ground
        self._now: ShopPolicy | None = None
        self.unreadable = ""
        self.why_stopped = ""

    @property
    def now(self) -> ShopPolicy:
        """The rules as last read; the usual ones before the first reading."""
        return self._now or ShopPolicy()

    async def current(self) -> ShopPolicy:
        """The rules, read when they are first asked for. Raises a `StorageError`."""
        return self._now or await self.read()

    async def read(self) -> ShopPolicy:
        """Read the rules again. Raises a `StorageError`."""
        text, self.why_stopped = await self._ground.run(
            lambda stores: (
                stores.settings.get(POLICY),
                stores.settings.get(AUTOMATIC_STOPPED) or "",
            )
        )
        self._now, self.unreadable = _read(text)
        return self._now

    async def change(self, policy: ShopPolicy, *, seen: ShopPolicy) -> None:
        """A person saves: these rules are in force from now on, for what waits to be sent as well.

        Raises `RuleBrokenError`: `policy.changed` when the rules in force are not those that were
        `seen`; `policy.reason` when what acts by itself has no words for the buyer.
        """
        if policy.automatic.on:
            _ensure_has_reason(policy)
        now = self._ground.now()

        def work(stores: Stores) -> None:
            if policy_in_force(stores) != seen:
                raise RuleBrokenError("policy.changed")
            write_policy(stores, policy)
            stores.settings.put(AUTOMATIC_STOPPED, None)
            if policy.automatic.on and not seen.automatic.on:
                stores.settings.put(AUTOMATIC_SINCE, now.isoformat())
            facts: dict[str, str | int | bool] = {}
            for name, (old, new) in changes_between(seen, policy).items():
                facts |= {f"{name}.before": old, f"{name}.after": new}
            stores.audit.append(
                AuditEntry(
                    at=now,
                    actor=OWNER,
                    action=AuditAction.POLICY_CHANGED,
                    facts=facts,
                    personal={"reason": policy.automatic.reason},
                )
            )

        await self._ground.run(work)
        await self.read()
        self._ground.publish(PolicyChanged())


def policy_in_force(stores: Stores) -> ShopPolicy:
    """The rules inside a transaction; the usual ones where none can be read.

    The usual ones agree to nothing by themselves, so a damaged text never moves money.
    """
    return _read(stores.settings.get(POLICY))[0]


def write_policy(stores: Stores, policy: ShopPolicy) -> None:
    """Keep these rules."""
    stores.settings.put(POLICY, policy_text(policy))


@lru_cache(maxsize=4)
def _read(text: str | None) -> tuple[ShopPolicy, str]:
    """The rules of a kept text, and why it could not be read (a key of the sentences)."""
    if text is None:
        return ShopPolicy(), ""
    try:
        return policy_of(text), ""
    except BadValueError:
        return ShopPolicy(), "policy.unreadable"


def _ensure_has_reason(policy: ShopPolicy) -> None:
    """Raise unless the buyer will be told something that WeChat Pay takes."""
    try:
        ensure_refund_reason_fits(policy.automatic.reason)
    except RuleBrokenError:
        raise RuleBrokenError("policy.reason") from None
