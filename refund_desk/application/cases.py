"""Reads of whole cases for the window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from refund_desk.application.case_rules import case_view
from refund_desk.application.case_view import CaseView, PictureView
from refund_desk.application.policy_book import PolicyBook
from refund_desk.application.ports.clock import Clock
from refund_desk.application.ports.read_model import ReadModel
from refund_desk.application.sending_gate import SendingGate
from refund_desk.application.undo_windows import UndoWindows


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """The one read that joins everything about an application.

    `unopened` has why pictures could not be opened, `windows` which presses can be undone.
    """

    reads: ReadModel
    clock: Clock
    gate: SendingGate
    policies: PolicyBook
    unopened: Mapping[str, str]
    windows: UndoWindows

    async def view(self, application_id: int) -> CaseView | None:
        """The application as the window shows it; None when there is none."""
        parts = await self.reads.case(application_id)
        if parts is None:
            return None
        policy = await self.policies.current()
        case = case_view(
            parts,
            policy,
            now=self.clock.now(),
            why_closed=self.gate.why_closed,
            undoable=-application_id in self.windows.running,
        )
        return _with_reasons(case, self.unopened)


def _with_reasons(case: CaseView, unopened: Mapping[str, str]) -> CaseView:
    """The case with why some of its pictures are not there."""
    if all(picture.sha256 or picture.reference not in unopened for picture in case.pictures):
        return case

    def with_reason(picture: PictureView) -> PictureView:
        why = "" if picture.sha256 else unopened.get(picture.reference, "")
        return replace(picture, why=why)

    messages = tuple(
        replace(message, pictures=tuple(with_reason(picture) for picture in message.pictures))
        for message in case.messages
    )
    pictures = tuple(with_reason(picture) for picture in case.pictures)
    return replace(case, messages=messages, pictures=pictures)
