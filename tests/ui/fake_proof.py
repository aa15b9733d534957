"""The daily proof of the stand-in: the day of the design's picture, and whatever a test wants."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from refund_desk.application.ports.bill_store import BillDay, BillMark, BillState, Mark
from refund_desk.application.proof_rows import (
    Balance,
    DayState,
    ProofDay,
    ProofOfDay,
    ProofRow,
)
from refund_desk.application.use_cases.reconcile_day import DayTry
from refund_desk.domain.beijing import BEIJING
from refund_desk.domain.bill import BilledStatus, BillKind
from refund_desk.domain.events import BillsChanged
from refund_desk.domain.fen import Fen
from refund_desk.domain.identifiers import RefundId, TransactionId
from refund_desk.domain.reconciliation import DifferenceKind
from refund_desk.domain.refund import RefundState
from tests.ui.fake_shop import FakeShop

DAY = date(2026, 11, 17)
ONE = timedelta(days=1)
_MATCHED = (
    ("20:18", "曹**", 39_900),
    ("15:08", "曾**", 4_580),
    ("14:51", "萧**", 21_600),
    ("13:20", "汪**", 7_250),
    ("11:06", "田**", 26_800),
    ("10:47", "姜**", 8_900),
    ("10:12", "任**", 13_600),
    ("09:58", "袁**", 5_900),
    ("09:41", "于**", 6_820),
    ("09:30", "柳**", 12_480),
    ("09:12", "董**", 4_580),
    ("08:47", "潘**", 13_600),
    ("08:33", "方**", 5_000),
    ("08:21", "余**", 9_070),
    ("08:02", "史**", 4_550),
)


def at(text: str, day: date = DAY) -> datetime:
    """This time of the day in Beijing."""
    return datetime.fromisoformat(f"{day} {text}").replace(tzinfo=BEIJING)


def row_of(n: int, **changes: Any) -> ProofRow:
    """A refund of the day; agrees unless told otherwise."""
    payment = f"42000012342026111700{n:08d}"
    fen = changes.pop("fen", 10_800)
    values: dict[str, Any] = {
        "kind": None,
        "number": f"RD{payment}-01",
        "at": at("12:00"),
        "transaction_id": TransactionId(payment),
        "refund_id": RefundId(f"5030000701202611170{n:010d}"),
        "application_id": n,
        "title": "林**",
        "goods": "雾蓝马克杯 ×2",
        "theirs": Fen(fen),
        "ours": Fen(fen),
        "returned": Fen(fen),
        "payer_refund": Fen(fen),
        "fee_units": -fen * 6,
        "status": BilledStatus.SUCCESS,
        "state": RefundState.SUCCEEDED,
    }
    return ProofRow(**(values | changes))


def found_row(n: int = 71, **changes: Any) -> ProofRow:
    """A refund that nobody made here."""
    values: dict[str, Any] = {
        "kind": DifferenceKind.THEIRS,
        "number": "50303004362026111736222912291",
        "at": at("16:42"),
        "title": "徐**",
        "fen": 13_600,
        "ours": None,
        "payer_refund": None,
        "state": None,
    }
    return row_of(n, **(values | changes))


def bills_of(day: date, state: BillState = BillState.TAKEN, why: str = "") -> tuple[BillDay, ...]:
    """All three bills of a day in one state."""
    tried = at("10:12", day + ONE)
    return tuple(BillDay(day=day, kind=kind, state=state, at=tried, why=why) for kind in BillKind)


def picture_day() -> ProofOfDay:
    """The day as the design's picture has it."""
    matches = [
        row_of(n, at=at(time), title=name, fen=fen, application_id=n)
        for n, (time, name, fen) in enumerate(_MATCHED, 1)
    ]
    matches[7] = replace(matches[7], returned=Fen(5_200), payer_refund=Fen(5_200))
    differs = row_of(
        72,
        kind=DifferenceKind.AMOUNT,
        at=at("20:31"),
        title="谢**",
        fen=5_200,
        ours=Fen(5_900),
        application_id=4,
    )
    return ProofOfDay(
        day=DAY,
        bills=bills_of(DAY),
        differences=(found_row(), differs),
        matches=tuple(matches),
        rate="0.60%",
    )


def day_of(state: BillState, *, day: date = DAY, why: str = "") -> ProofOfDay:
    """A day without a bill, in a state of getting it."""
    return ProofOfDay(day=day, bills=bills_of(day, state, why))


@dataclass
class FakeProof:
    """Looks like `Proof` to the window."""

    shop: FakeShop
    days_: dict[date, ProofOfDay] = field(default_factory=dict)
    held: Balance | None = None
    fetched: DayTry = field(default_factory=lambda: DayTry(DayState.PROVED))
    refusal: Exception | None = None

    def __post_init__(self) -> None:
        self.put(picture_day())
        self.put(replace(picture_day(), day=DAY - ONE, bills=bills_of(DAY - ONE), differences=()))
        self.put(ProofOfDay(day=DAY - 2 * ONE, bills=bills_of(DAY - 2 * ONE, BillState.EMPTY)))

    def put(self, proof: ProofOfDay) -> None:
        """Know this day."""
        self.days_[proof.day] = proof

    def change(self, proof: ProofOfDay) -> None:
        """Know it, and tell."""
        self.put(proof)
        self.shop.publish(BillsChanged(proof.day))

    async def days(self) -> tuple[ProofDay, ...]:
        await self._turn()
        return tuple(
            ProofDay(
                day=day,
                state=proof.state,
                refunds=proof.theirs[0],
                to_do=len(proof.to_do),
                at=proof.at,
                why=proof.why,
            )
            for day, proof in sorted(self.days_.items(), reverse=True)
        )

    async def of(self, day: date) -> ProofOfDay:
        await self._turn()
        return self.days_.get(day, ProofOfDay(day=day))

    async def balance(self) -> Balance | None:
        await self._turn()
        return self.held

    async def fetch(self, day: date) -> DayTry:
        self.shop.noted("fetch", day)
        self.shop.publish(BillsChanged(day, running=True))
        await asyncio.sleep(0.02)
        self.shop.publish(BillsChanged(day))
        return self.fetched

    async def record(self, refund_id: RefundId, *, told_before: bool) -> None:
        self.shop.noted("record_found", refund_id, told_before)
        self._say(Mark.RECORDED, refund_id=refund_id)

    async def note(self, day: date, number: str) -> None:
        self.shop.noted("note_difference", day, number)
        self._say(Mark.NOTED, number=number)

    def _say(self, mark: Mark, **which: object) -> None:
        if self.refusal is not None:
            raise self.refusal
        for proof in list(self.days_.values()):
            rows = tuple(
                replace(
                    row,
                    mark=BillMark(
                        number=row.number, mark=mark, at=self.shop.clock.now(), actor="owner"
                    ),
                )
                if all(getattr(row, name) == value for name, value in which.items())
                else row
                for row in proof.differences
            )
            if rows != proof.differences:
                self.change(replace(proof, differences=rows))

    async def _turn(self) -> None:
        await asyncio.sleep(self.shop.read_delay_s)
        self.shop.read()
