"""The tour's second part: the pages and dialogs that the main job does not lead through."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from refund_desk.application.case_view import CaseView
from refund_desk.domain.refund import Refund, RefundState
from refund_desk.domain.refund_application import Segment
from refund_desk.tour_walk import TourStuckError, Walk
from refund_desk.ui.redaction.editor import RedactionEditor

# Layouts and pictures have settled after that.
_SEEN_S = 0.8
_CTRL = Qt.KeyboardModifier.ControlModifier


class PagesWalk(Walk):
    """A walk that goes on after the main job."""

    async def pages(self) -> None:
        """A refund that goes wrong, a picture to redact, many at once, and the other pages."""
        await self._refund_that_comes_back()
        await self._redact_a_label()
        await self._review_many()
        await self._prove_a_day()
        await self._page(Qt.Key.Key_Comma, "14-settings")
        await self._read_the_guide()
        await self._card("keys", "16-keys")
        await self._card("about", "17-about")

    async def _refund_that_comes_back(self) -> None:
        """Refund to a card that was closed; WeChat Pay asks a person what to do."""
        self.window.commands.run("to_do")
        await self._until("listed", lambda: None if self.window.model.is_loading else True)
        await self._to_the_list()
        self._key(self.window.inbox.list, Qt.Key.Key_Home)
        case = await self._until_read("returning", self._next_on_a_closed_card)
        await self._agree("")

        async def came_back() -> Refund | None:
            refund = await self._newest(case)
            if refund is not None and refund.state is RefundState.PROCESSING:
                self.tasks.start(
                    f"settle:{refund.out_refund_no}",
                    lambda: self.desk.services.settle_refund(refund.id),
                )
                await asyncio.sleep(_SEEN_S)
            return await self._newest(case, RefundState.ABNORMAL)

        await self._until_read("came-back", came_back)
        await self._go_to(Segment.PROBLEM, case.application_id)
        await self._to_the_list()
        self.window.commands.run("tab_3")
        await asyncio.sleep(_SEEN_S)
        await self._shot("11-abnormal")

    async def _next_on_a_closed_card(self) -> CaseView | None:
        """Down the list to the buyer who has closed the card."""
        case = self._whole_case_or_poor()
        if case is not None and any("销户" in message.text for message in case.messages):
            return self._whole_case()
        if case is not None:
            self.window.presenter.step(1)
            await asyncio.sleep(0.3)
        return None

    async def _redact_a_label(self) -> None:
        """A customer's picture of a shipping label in the editor, its codes found."""
        self.window.commands.run("to_do")
        await self._until("listed", lambda: None if self.window.model.is_loading else True)
        await self._to_the_list()
        self._key(self.window.inbox.list, Qt.Key.Key_Home)
        editor = await self._until_read("label", self._next_with_a_label)
        await asyncio.sleep(_SEEN_S)
        await self._shot("18-redact", of=editor)
        self._key(editor, Qt.Key.Key_Escape)
        self._leave_the_viewer()

    async def _next_with_a_label(self) -> RedactionEditor | None:
        """Down the list to a case whose last picture has a code in it."""
        case = self._whole_case_or_poor()
        if case is None:
            await asyncio.sleep(0.3)
            return None
        looking = self.window.detail.looking
        self.window.detail.open_viewer(case.pictures[-1].reference if case.pictures else "")
        if looking.viewer is not None and looking.viewer.isVisible():
            self._key(looking.viewer, Qt.Key.Key_M)
            await asyncio.sleep(_SEEN_S)
            editor = looking.editor
            if editor is not None and isValid(editor) and editor.isVisible():
                if any(code.is_matrix for code in editor.checklist.codes or ()):
                    return editor
                self._key(editor, Qt.Key.Key_Escape)
            self._leave_the_viewer()
        self.window.presenter.step(1)
        await asyncio.sleep(0.3)
        return None

    def _leave_the_viewer(self) -> None:
        viewer = self.window.detail.viewer
        if viewer is not None and viewer.isVisible():
            viewer.leave()

    async def _review_many(self) -> None:
        """Pick every application and look at the sheet of those that may go together."""
        self.window.commands.run("to_do")
        await asyncio.sleep(_SEEN_S)
        await self._to_the_list()
        self.window.commands.run("pick_all")
        together = self.window.together.together
        await self._until("picked", lambda: together.selection.approve_button.isEnabled() or None)
        self.window.commands.run("together")
        sheet = await self._until("review-sheet", lambda: together.dialog)
        await asyncio.sleep(_SEEN_S)
        await self._shot("12-review-sheet")
        self._key(sheet, Qt.Key.Key_Escape)
        await self._until("sheet-closed", lambda: together.dialog is None or None)
        self._key(self.window.inbox.list, Qt.Key.Key_Escape)

    async def _prove_a_day(self) -> None:
        """The daily proof, at the newest day that has something to look at."""
        await self._to_the_list()
        self._key(self.window.inbox.list, Qt.Key.Key_3, _CTRL)
        page = self.window.reconciliation

        async def differs() -> bool | None:
            await asyncio.sleep(_SEEN_S)
            days = page.header.day
            if page.differences.isVisible() or days.currentIndex() == days.count() - 1:
                return True
            self._key(days, Qt.Key.Key_Down)
            return None

        await self._until_read("proof", differs)
        await self._shot("13-reconcile")
        self.window.show_page("inbox")

    async def _page(self, key: Qt.Key, name: str) -> None:
        """Another page."""
        await self._to_the_list()
        self._key(self.window.inbox.list, key, _CTRL)
        await asyncio.sleep(_SEEN_S)
        await self._shot(name)
        self.window.show_page("inbox")

    async def _read_the_guide(self) -> None:
        """The owner's guide, in its own window."""
        await self._to_the_list()
        self._key(self.window.inbox.list, Qt.Key.Key_F1)
        guide = self.window.commands.guide.guide
        if guide is None:
            raise TourStuckError("guide")
        await asyncio.sleep(_SEEN_S)
        await self._shot("15-guide", of=guide)
        guide.close()

    async def _card(self, command: str, name: str) -> None:
        """A card to read; Esc takes it away."""
        await self._to_the_list()
        self.window.commands.run(command)
        card = await self._until(name, self._open_card)
        await asyncio.sleep(_SEEN_S)
        await self._shot(name)
        self._key(card, Qt.Key.Key_Escape)
        await self._until(f"{name}-closed", lambda: self._open_card() is None or None)

    def _open_card(self) -> QWidget | None:
        """The card that is shown."""
        return self.window.commands.card
