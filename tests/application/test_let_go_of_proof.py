"""An agreement that waits for a proof can be taken back; a proof that stays here needs no look."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from refund_desk.domain.audit import AuditAction
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.fen import Fen
from refund_desk.domain.refund_application import ApplicationState, Source
from refund_desk.ui import audit_words, texts
from tests.application.bench import Bench
from tests.application.test_negotiate import of_feed
from tests.application.test_proof import SEEN, agreed, proven


async def test_what_was_agreed_is_taken_back_and_nothing_is_planned(bench: Bench) -> None:
    number = await of_feed(bench)
    await agreed(bench, number)
    await bench.services.negotiate.let_go_of_proof(number)
    case = await bench.view(number)
    assert (case.state, case.refunds, case.outbox) == (ApplicationState.OPEN, (), ())
    assert (case.negotiation.proof, case.approve.agreed) == (None, None)
    assert case.approve.suggested == Fen(10_800)
    line = (await bench.services.reads.audit_lines(number))[-1]
    assert line.action is AuditAction.PROOF_LET_GO
    assert json.loads(line.facts_json)["why"] == "taken_back"
    assert audit_words.words_of(line).text == texts.awaiting.audit_taken_back()
    for late in (bench.services.negotiate.let_go_of_proof(number), proven(bench, number)):
        with pytest.raises(RuleBrokenError, match=r"proof\.none"):
            await late


@pytest.mark.parametrize(("source", "leaves"), [(Source.SHOP_FEED, True), (Source.SHEET, False)])
async def test_only_a_proof_that_leaves_wants_a_look(
    bench: Bench, source: Source, leaves: bool
) -> None:
    number = await bench.a_case(source=source, source_ref="P1")
    await agreed(bench, number)
    unseen = replace(SEEN, confirmed_private_free=False)
    if leaves:
        with pytest.raises(RuleBrokenError, match=r"img\.private"):
            await proven(bench, number, unseen)
        assert (await bench.view(number)).state is ApplicationState.AGREED_WAITING_PROOF
    else:
        assert (await proven(bench, number, unseen)).refund is not None
    with pytest.raises(RuleBrokenError, match=r"img\.max|proof\.none"):
        await proven(bench, number, *(SEEN,) * 5)
