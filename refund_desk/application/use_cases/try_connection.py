"""Ask WeChat Pay something that moves nothing, and say what the answers mean, point by point."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from refund_desk.application.merchant_draft import MerchantDraft, VerifyMode
from refund_desk.application.ports.clock import OFFSET_HALT_S, OFFSET_WARN_S, Clock
from refund_desk.application.ports.merchant_probe import (
    MerchantProbe,
    ProbeAnswer,
    Probed,
    ProbeOpener,
)
from refund_desk.domain.beijing import beijing_day
from refund_desk.domain.errors import BadValueError
from refund_desk.domain.merchant_account import (
    CERTIFICATE_WARN_DAYS,
    MerchantAccount,
    days_left,
)


class Point(StrEnum):
    """What the test looks at, in the order in which it is shown."""

    FORM = "form"
    NETWORK = "network"
    CLOCK = "clock"
    SIGNATURE = "signature"
    APIV3_KEY = "apiv3_key"
    ORDERS = "orders"
    REFUNDS = "refunds"
    COMPLAINTS = "complaints"
    CERTIFICATE = "certificate"


class Mark(StrEnum):
    """How a point came out. NOTE says something that is neither right nor wrong."""

    GOOD = "good"
    NOTE = "note"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionLine:
    """One point. `why` is a key of the window's sentences, `number` what that sentence needs."""

    point: Point
    mark: Mark
    why: str = ""
    number: int = 0
    request_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionReport:
    """What a test found (`at` UTC)."""

    at: datetime
    lines: tuple[ConnectionLine, ...]

    @property
    def passed(self) -> bool:
        """Whether everything that the desk needs was seen to work."""
        good = {line.point for line in self.lines if line.mark is Mark.GOOD}
        needed = {Point.SIGNATURE, Point.ORDERS, Point.REFUNDS, Point.COMPLAINTS}
        return needed <= good and all(line.mark is not Mark.BAD for line in self.lines)

    @property
    def is_about_the_way(self) -> bool:
        """Whether nothing at all could be learned, because WeChat Pay was not reached."""
        return any(line.point is Point.NETWORK for line in self.lines)


# No answer at all, or one of somebody else: more questions would only take more time.
_NO_WAY = {
    ProbeAnswer.OFFLINE: "net.off",
    ProbeAnswer.INTERCEPTED: "net.intercepted",
    ProbeAnswer.SLOW: "net.slow",
    ProbeAnswer.BUSY: "far.busy",
    ProbeAnswer.THEIR_TROUBLE: "far.trouble",
    ProbeAnswer.NONSENSE: "net.nonsense",
}
_DENIED = {
    Point.ORDERS: "denied.orders",
    Point.REFUNDS: "denied.refunds",
    Point.COMPLAINTS: "denied.complaints",
}


@dataclass(slots=True)
class _Course:
    """One test while it runs."""

    probe: MerchantProbe
    account: MerchantAccount
    draft: MerchantDraft
    lines: list[ConnectionLine] = field(default_factory=list)
    is_over: bool = False
    is_verified: bool = False

    def say(self, point: Point, mark: Mark, why: str = "", **more: int | str) -> None:
        number, request_id = int(more.get("number", 0)), str(more.get("request_id", ""))
        self.lines.append(
            ConnectionLine(point=point, mark=mark, why=why, number=number, request_id=request_id)
        )

    def end(self, point: Point, why: str, request_id: str = "") -> None:
        """Nothing more can be learned."""
        self.say(point, Mark.BAD, why, request_id=request_id)
        self.is_over = True


class TryConnection:
    """Try the keys of a draft (or of the account in force) without moving anything."""

    def __init__(self, open_probe: ProbeOpener, clock: Clock) -> None:
        """Ask through probes that `open_probe` opens."""
        self._open_probe = open_probe
        self._clock = clock

    async def __call__(self, draft: MerchantDraft) -> ConnectionReport:
        """What works and what does not; raises nothing for WeChat Pay's or the network's faults."""
        now = self._clock.pc_now()
        trouble = draft.first_trouble(now)
        if trouble is not None:
            return self._report([_form_line(trouble[1])])
        account = draft.account(now)
        try:
            probe = await self._open_probe(account)
        except BadValueError as error:
            return self._report([_form_line(str(error))])
        course = _Course(probe, account, draft)
        try:
            await self._ask(course)
        finally:
            await probe.close()
        self._look_at_certificate(course, now)
        return self._report(course.lines)

    async def _ask(self, course: _Course) -> None:
        probe = course.probe
        if course.draft.mode is VerifyMode.CERTIFICATE:
            self._hear_certificates(course, await probe.certificates())
        steps: tuple[tuple[Point, Callable[[], Awaitable[Probed]]], ...] = (
            (Point.ORDERS, probe.orders),
            (Point.REFUNDS, probe.refunds),
            (Point.COMPLAINTS, lambda: probe.complaints(beijing_day(self._clock.pc_now()))),
        )
        for point, ask in steps:
            if not course.is_over:
                self._hear(course, point, await ask())
        self._conclude(course)

    def _hear_certificates(self, course: _Course, probed: Probed) -> None:
        match probed.answer:
            case ProbeAnswer.GOOD:
                course.say(Point.APIV3_KEY, Mark.GOOD)
            case ProbeAnswer.SEALED_OTHERWISE:
                course.end(Point.APIV3_KEY, "apiv3.wrong", probed.request_id)
            case ProbeAnswer.NO_CERTIFICATES:
                course.end(Point.SIGNATURE, "certificates.none", probed.request_id)
            case ProbeAnswer.DENIED:
                # Denied before anything was asked of orders or refunds: it is about who asks.
                course.end(Point.SIGNATURE, "denied.all", probed.request_id)
            case _:
                self._hear(course, Point.SIGNATURE, probed)

    def _hear(self, course: _Course, point: Point, probed: Probed) -> None:
        """Note one answer; some end the test."""
        course.is_verified = course.is_verified or probed.verified
        answer, request_id = probed.answer, probed.request_id
        if answer is ProbeAnswer.GOOD:
            course.say(point, Mark.GOOD)
        elif answer is ProbeAnswer.DENIED:
            course.say(point, Mark.BAD, _DENIED[point], request_id=request_id)
        elif answer in _NO_WAY:
            course.end(Point.NETWORK, _NO_WAY[answer], request_id)
        elif self._is_clock_off(course):
            course.is_over = True  # the line about the clock says it, and blames no key
        else:
            course.end(Point.SIGNATURE, _key_trouble(course.draft, answer), request_id)

    def _conclude(self, course: _Course) -> None:
        """What only all answers together tell."""
        denied = [line for line in course.lines if line.why in _DENIED.values()]
        if len(denied) == len(_DENIED):
            # All three at once: hardly missing permissions, rather the address of this PC.
            course.lines = [line for line in course.lines if line not in denied]
            course.say(Point.SIGNATURE, Mark.BAD, "denied.all", request_id=denied[0].request_id)
        elif any(line.mark is Mark.GOOD for line in course.lines if line.point in _DENIED):
            mark = Mark.GOOD if course.is_verified else Mark.WARN
            course.say(Point.SIGNATURE, mark, "" if course.is_verified else "signature.unseen")
        self._look_at_clock(course)
        if course.draft.mode is VerifyMode.PUBLIC_KEY and not course.is_over:
            unused = "apiv3.unused" if course.account.apiv3_key is not None else "apiv3.absent"
            course.say(Point.APIV3_KEY, Mark.NOTE, unused)

    def _look_at_clock(self, course: _Course) -> None:
        offset_s = abs(course.probe.clock_offset_s() or 0.0)
        if offset_s > OFFSET_HALT_S:
            course.say(Point.CLOCK, Mark.BAD, "clock.bad", number=round(offset_s / 60))
        elif offset_s > OFFSET_WARN_S:
            course.say(Point.CLOCK, Mark.WARN, "clock.off", number=round(offset_s))

    def _is_clock_off(self, course: _Course) -> bool:
        return abs(course.probe.clock_offset_s() or 0.0) > OFFSET_HALT_S

    def _look_at_certificate(self, course: _Course, now: datetime) -> None:
        ends_at = course.account.certificate_ends_at
        if ends_at is None:
            course.say(Point.CERTIFICATE, Mark.NOTE, "certificate.unknown")
            return
        days = days_left(ends_at, now)
        if days < 0:
            # Of the certificate in force; a dropped one that has ended never gets this far.
            course.say(Point.CERTIFICATE, Mark.BAD, "certificate.over")
            return
        mark = Mark.GOOD if days > CERTIFICATE_WARN_DAYS else Mark.WARN
        course.say(Point.CERTIFICATE, mark, "certificate.ends", number=days)

    def _report(self, lines: list[ConnectionLine]) -> ConnectionReport:
        order = list(Point)
        ordered = sorted(lines, key=lambda line: order.index(line.point))
        return ConnectionReport(at=self._clock.pc_now(), lines=tuple(ordered))


def _form_line(why: str) -> ConnectionLine:
    return ConnectionLine(point=Point.FORM, mark=Mark.BAD, why=why)


def _key_trouble(draft: MerchantDraft, answer: ProbeAnswer) -> str:
    """Which key it is about: ours that was refused, or theirs that does not verify."""
    if answer is ProbeAnswer.KEY_REFUSED:
        # Key and certificate that fit each other leave fewer things that can be wrong.
        fits = draft.private_key is not None and draft.certificate is not None
        return "keys.refused_pair" if fits else "keys.refused"
    if answer is ProbeAnswer.MERCHANT_UNKNOWN:
        return "keys.merchant"
    if answer is ProbeAnswer.SIGNATURE_STALE:
        return "signature.stale"
    if draft.mode is VerifyMode.CERTIFICATE:
        return "signer.unknown"
    return "signer.other_id" if answer is ProbeAnswer.SIGNER_UNKNOWN else "signer.wrong_key"
