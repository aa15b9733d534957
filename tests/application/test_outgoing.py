"""Words and decisions: queued with their rules, sent once, shown when stuck."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from refund_desk.application.commands import OwnPicture, RejectCommand, ReplyCommand
from refund_desk.application.outcomes import (
    Doubt,
    Missing,
    SendOutcome,
    SendRefused,
    Unknown,
    Unreadable,
)
from refund_desk.application.ports.pictures import BadPictureError
from refund_desk.application.ports.transactions import StorageFullError
from refund_desk.domain.audit import AuditAction
from refund_desk.domain.conversation import MessageKind, Speaker
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.domain.events import ApplicationsChanged, OutboxChanged, SendingHalted
from refund_desk.domain.outbox import OutboxEntry, OutboxState
from refund_desk.domain.refund_application import ApplicationState, ComplaintState
from tests.application.bench import NO_ANSWER, NOT_SENT, Bench
from tests.application.far_side import snapshot_of
from tests.storage.examples import a_message

W = OutboxState
HALTS = Unknown(doubt=Doubt.UNVERIFIED, halts=True)


async def queued(bench: Bench, **changes: Any) -> tuple[int, int]:
    """An application and its waiting reply."""
    application_id = await bench.a_case(**changes)
    await bench.services.reply_to_customer(
        ReplyCommand(application_id=application_id, text=" 您好 ")
    )
    return application_id, (await newest(bench, application_id)).id


async def rejected(bench: Bench) -> int:
    """An application whose rejection waits."""
    application_id = await bench.a_case()
    await bench.services.reject_application(
        RejectCommand(application_id=application_id, reason_code="late", text="超过 7 天")
    )
    return application_id


async def newest(bench: Bench, application_id: int) -> OutboxEntry:
    entries = await bench.run(lambda stores: stores.outbox.of_application(application_id))
    return entries[-1]


async def turn(bench: Bench, *, later_s: float = 0.0) -> None:
    """One turn of the outbox, some seconds later."""
    bench.clock.passes(seconds=later_s)
    await bench.services.outbox_loop.turn()


async def test_a_reply_is_trimmed_said_and_told(bench: Bench) -> None:
    application_id, outbox_id = await queued(bench)
    await bench.services.save_draft(application_id, "半句")
    await turn(bench)
    entry = await newest(bench, application_id)
    assert (entry.id, entry.state, entry.request_id) == (outbox_id, W.SENT, "08AB")
    reference = (await bench.application(application_id)).source_ref
    assert bench.source.said == [("reply", reference, "您好")]
    assert (await bench.application(application_id)).first_reply_at == bench.clock.now()
    assert AuditAction.REPLIED in await bench.audited(application_id)
    told = [e.state for e in bench.heard.of(OutboxChanged)]
    assert told == ["waiting", "sent"]
    assert bench.heard.events[-1] == ApplicationsChanged((application_id,))
    await bench.services.outbox_loop.deliver(outbox_id)
    assert len(bench.source.said) == 1


async def test_what_was_not_sent_waits_and_is_tried_again(bench: Bench) -> None:
    application_id, _id = await queued(bench)
    bench.source.outcomes = [NOT_SENT]
    await turn(bench)
    entry = await newest(bench, application_id)
    assert entry.state is W.WAITING
    assert entry.next_try_at > bench.clock.now()
    await turn(bench)
    assert len(bench.source.said) == 1
    await turn(bench, later_s=60)
    assert (await newest(bench, application_id)).state is W.SENT


@pytest.mark.parametrize("there", [False, True])
async def test_a_doubt_is_looked_for_and_never_said_again(bench: Bench, there: bool) -> None:
    application_id, _id = await queued(bench)
    bench.source.outcomes = [NO_ANSWER]
    await turn(bench)
    assert (await newest(bench, application_id)).state is W.DOUBT
    reference = (await bench.application(application_id)).source_ref
    words = (
        a_message("1", "您好", at=bench.clock.now(), speaker=Speaker.BUYER),
        a_message("2", "别的", at=bench.clock.now(), speaker=Speaker.SHOP),
        a_message("3", "您好", at=bench.clock.now(), speaker=Speaker.SHOP, kind=MessageKind.SYSTEM),
        a_message("4", " 您好 ", at=bench.clock.now(), speaker=Speaker.SHOP),
    )
    bench.source.histories[reference] = words if there else words[:3]
    for _look in range(4):
        await turn(bench, later_s=60)
    entry = await newest(bench, application_id)
    wanted = (W.SENT, "") if there else (W.STUCK, "reply.doubt")
    assert (entry.state, entry.why) == wanted
    assert len(bench.source.said) == 1
    assert len((await bench.view(application_id)).messages) == len(
        bench.source.histories[reference]
    )


async def test_a_history_that_cannot_be_read_is_no_look(bench: Bench) -> None:
    application_id, _id = await queued(bench)
    bench.source.outcomes = [NO_ANSWER]
    await turn(bench)
    bench.source.trouble["history"] = Unreadable(why="net.off")
    for _look in range(5):
        await turn(bench, later_s=600)
    entry = await newest(bench, application_id)
    assert (entry.state, entry.looks) == (W.DOUBT, 0)
    bench.source.trouble["history"] = Unreadable(why="key.bad", halts=True)
    await turn(bench, later_s=600)
    assert bench.heard.of(SendingHalted) == [SendingHalted("key.bad")]


async def test_a_refused_message_is_stuck_until_a_person_says(bench: Bench) -> None:
    application_id, outbox_id = await queued(bench)
    bench.source.outcomes = [SendRefused(code="PARAM_ERROR", request_id="08")]
    await turn(bench)
    entry = await newest(bench, application_id)
    assert (entry.state, entry.why, entry.request_id) == (W.STUCK, "PARAM_ERROR", "08")
    assert AuditAction.OUTBOX_STUCK in await bench.audited(application_id)
    await bench.services.retry_outgoing(outbox_id)
    await turn(bench)
    assert (await newest(bench, application_id)).state is W.SENT
    # What is no longer stuck is left alone.
    await bench.services.drop_outgoing(outbox_id)
    assert (await newest(bench, application_id)).state is W.SENT


async def test_other_words_than_the_draft_leave_it_alone(bench: Bench) -> None:
    application_id = await bench.a_case()
    await bench.services.save_draft(application_id, "半句")
    command = ReplyCommand(application_id=application_id, text="请回电话", keeps_draft=True)
    await bench.services.reply_to_customer(command)
    await turn(bench)
    assert (await newest(bench, application_id)).state is W.SENT
    assert (await bench.view(application_id)).draft == "半句"


async def test_refused_words_are_given_back_to_be_changed(bench: Bench) -> None:
    application_id, outbox_id = await queued(bench)
    bench.source.outcomes = [SendRefused(code="PARAM_ERROR")]
    await turn(bench)
    assert (await bench.view(application_id)).draft == "您好"
    # Sent after all, they are no draft any more.
    await bench.services.retry_outgoing(outbox_id)
    await turn(bench)
    assert (await bench.view(application_id)).draft == ""


@pytest.mark.parametrize("code", ["RESOURCE_NOT_EXISTS", "img.gone"])
async def test_words_that_are_not_at_fault_are_not_given_back(bench: Bench, code: str) -> None:
    application_id, _id = await queued(bench)
    bench.source.outcomes = [SendRefused(code=code)]
    await turn(bench)
    assert (await bench.view(application_id)).draft == ""


async def test_words_given_back_take_no_others_away(bench: Bench) -> None:
    application_id, outbox_id = await queued(bench)
    await bench.services.save_draft(application_id, "别的话")
    bench.source.outcomes = [SendRefused(code="RULE_LIMIT")]
    await turn(bench)
    await bench.services.retry_outgoing(outbox_id)
    await turn(bench)
    assert (await bench.view(application_id)).draft == "别的话"


async def test_a_refused_rejection_gives_nothing_back(bench: Bench) -> None:
    application_id = await rejected(bench)
    bench.source.outcomes = [SendRefused(code="PARAM_ERROR")]
    await turn(bench)
    assert (await bench.view(application_id)).draft == ""


async def test_no_permission_stops_the_outbox_with_its_own_reason(bench: Bench) -> None:
    await queued(bench)
    bench.source.outcomes = [Unknown(doubt=Doubt.UNKNOWN_CODE, code="NO_AUTH", halts=True)]
    await turn(bench)
    assert bench.heard.of(SendingHalted) == [SendingHalted("far.denied")]


async def test_old_words_wait_for_a_person(bench: Bench) -> None:
    application_id, outbox_id = await queued(bench)
    await turn(bench, later_s=24 * 3600 + 1)
    entry = await newest(bench, application_id)
    assert (entry.state, entry.why) == (W.STUCK, "outbox.old")
    await bench.services.retry_outgoing(outbox_id)
    await turn(bench)
    assert (await newest(bench, application_id)).state is W.SENT


@pytest.mark.parametrize("outcome", [HALTS, replace(NOT_SENT, halts=True)])
async def test_refused_keys_stop_the_outbox(bench: Bench, outcome: SendOutcome) -> None:
    application_id, _id = await queued(bench)
    bench.source.outcomes = [outcome]
    await turn(bench)
    assert bench.heard.of(SendingHalted) == [SendingHalted("key.bad")]
    state = (await newest(bench, application_id)).state
    await turn(bench, later_s=600)
    assert (await newest(bench, application_id)).state is state
    with pytest.raises(RuleBrokenError, match=r"key\.bad"):
        await bench.services.reply_to_customer(
            ReplyCommand(application_id=application_id, text="再来")
        )


async def test_a_rejection_ends_its_application_once(bench: Bench) -> None:
    application_id = await rejected(bench)
    await turn(bench)
    application = await bench.application(application_id)
    assert (application.state, application.ended_at) == (
        ApplicationState.REJECTED,
        bench.clock.now(),
    )
    assert (await newest(bench, application_id)).state is W.SENT
    for again in (bench.services.complete_complaint, bench.services.complete_complaint):
        with pytest.raises(RuleBrokenError, match="ended"):
            await again(application_id)


async def test_a_decision_in_doubt_is_read_back_then_sent_again(bench: Bench) -> None:
    application_id = await rejected(bench)
    bench.source.outcomes = [NO_ANSWER]
    for _look in range(5):
        await turn(bench, later_s=60)
    assert [words[0] for words in bench.source.said] == ["reject", "reject"]
    assert (await newest(bench, application_id)).state is W.SENT


@pytest.mark.parametrize(
    ("trouble", "state"),
    [
        (Missing(), W.WAITING),
        (Unreadable(why="net.off"), W.WAITING),
        (Unreadable(why="key.bad", halts=True), W.WAITING),
    ],
)
async def test_a_decision_re_reads_first(
    bench: Bench, trouble: Missing | Unreadable, state: OutboxState
) -> None:
    application_id = await rejected(bench)
    bench.source.trouble["read"] = trouble
    await turn(bench)
    assert (await newest(bench, application_id)).state is state
    assert bench.source.said == []


@pytest.mark.parametrize("late", [False, True])
async def test_done_is_dropped_once_it_is_over(bench: Bench, late: bool) -> None:
    application_id = await bench.a_case()
    await bench.services.complete_complaint(application_id)
    application = await bench.application(application_id)
    if late:
        over = snapshot_of(application, complaint_state=ComplaintState.PROCESSED)
        bench.source.snapshots[application.source_ref] = over
    await turn(bench)
    entry = await newest(bench, application_id)
    assert entry.state is (W.DROPPED if late else W.SENT)
    assert bench.source.said == ([] if late else [("complete", application.source_ref)])


async def test_a_rejection_needs_an_open_application_without_money(bench: Bench) -> None:
    ended = await bench.a_case(state=ApplicationState.WITHDRAWN)
    moving = await bench.a_case()
    await bench.approve(moving)
    twice = await rejected(bench)
    orderless = await bench.a_case(transaction_id=None)
    for application_id, code in ((ended, "ended"), (moving, r"ref\.dup"), (twice, "rejecting")):
        with pytest.raises(RuleBrokenError, match=code):
            await bench.services.reject_application(
                RejectCommand(application_id=application_id, reason_code="late", text="晚了")
            )
    await bench.services.reject_application(
        RejectCommand(application_id=orderless, reason_code="late", text="晚了")
    )
    for text in ("", "长" * 201):
        with pytest.raises(RuleBrokenError, match=r"reply\.long"):
            await bench.services.reject_application(
                RejectCommand(application_id=orderless, reason_code="late", text=text)
            )


async def test_a_picture_is_cleaned_kept_uploaded_and_named(bench: Bench) -> None:
    application_id = await bench.a_case()

    def with_picture(content: bytes) -> ReplyCommand:
        picture = OwnPicture(name="a.jpg", content=content, confirmed_private_free=True)
        return ReplyCommand(application_id=application_id, text="看图", pictures=(picture,))

    with pytest.raises(BadPictureError):
        await bench.services.reply_to_customer(with_picture(b"bad"))
    await bench.services.reply_to_customer(with_picture(b"photo"))
    bench.source.uploads = [NO_ANSWER, SendRefused(code="img.big")]
    await turn(bench)
    # Nothing but a picture has left, so nothing is in doubt.
    assert (await newest(bench, application_id)).state is W.WAITING
    await turn(bench, later_s=60)
    entry = await newest(bench, application_id)
    assert (entry.state, entry.why) == (W.STUCK, "img.big")
    await bench.services.retry_outgoing(entry.id)
    await turn(bench)
    assert bench.source.said[-1][2:] == ("看图", f"media-{len(b'clean photo')}")


async def test_what_made_pictures_fit_to_leave_is_in_the_trail(bench: Bench) -> None:
    application_id = await bench.a_case()
    looked_at = OwnPicture(name="a.jpg", content=b"photo", confirmed_private_free=True)
    redacted = replace(looked_at, confirmed_private_free=False, redacted=True)
    unseen = replace(looked_at, confirmed_private_free=False)

    def reply(*pictures: OwnPicture) -> ReplyCommand:
        return ReplyCommand(application_id=application_id, text="看图", pictures=pictures)

    with pytest.raises(RuleBrokenError, match=r"img\.private"):
        await bench.services.reply_to_customer(reply(redacted, unseen))
    await bench.services.reply_to_customer(reply(redacted, looked_at, redacted))
    await bench.services.reply_to_customer(reply())
    lines = await bench.services.reads.audit_lines(application_id)
    told = [json.loads(li.facts_json) for li in lines if li.action is AuditAction.REPLY_QUEUED]
    names = ("pictures", "redacted", "looked_at")
    assert [tuple(facts.get(name) for name in names) for facts in told] == [
        (3, 2, 1),
        (None, None, None),
    ]


async def test_a_picture_that_is_gone_says_so(bench: Bench) -> None:
    application_id, _id = await queued(bench)
    entry = await newest(bench, application_id)
    await bench.run(lambda s: s.outbox.replace(replace(entry, picture_names=("0" * 64,))))
    await turn(bench)
    assert (await newest(bench, application_id)).why == "img.gone"


async def test_a_full_disk_brings_what_was_being_sent_into_doubt(bench: Bench) -> None:
    application_id, outbox_id = await queued(bench)
    deliver = bench.services.outbox_loop.deliver
    bench.transactions.troubles = [None, None, StorageFullError()]
    with pytest.raises(StorageFullError):
        await deliver(outbox_id)
    assert (await newest(bench, application_id)).state is W.SENDING
    await deliver.write_unwritten()
    assert (await newest(bench, application_id)).state is W.DOUBT
    # A trouble before the send leaves it waiting.
    other_id, other = await queued(bench)
    bench.transactions.troubles = [None, StorageFullError()]
    with pytest.raises(StorageFullError):
        await deliver(other)
    await deliver.write_unwritten()
    assert (await newest(bench, other_id)).state is W.WAITING


async def test_a_stale_step_changes_nothing(bench: Bench) -> None:
    """What another process did meanwhile is never overwritten."""
    application_id, outbox_id = await queued(bench)
    deliver = bench.services.outbox_loop.deliver
    stale = await newest(bench, application_id)
    application = await bench.application(application_id)
    await turn(bench)
    sent = await newest(bench, application_id)
    bench.heard.events.clear()
    behind = deliver.counterparts.of(application.source)
    assert behind is not None
    await deliver._send(stale, application, behind)
    await deliver._later(stale, NOT_SENT, application.source)
    await deliver._stuck(stale, "PARAM_ERROR")
    await deliver._sent(stale, "08CD")
    assert await newest(bench, application_id) == sent
    assert len(bench.source.said) == 1
    assert bench.heard.of(OutboxChanged) == []
    assert sent.id == outbox_id
