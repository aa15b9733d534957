"""The evidence pack: what is in it, what must not be, and its line of the trail."""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest

from refund_desk.application.case_view import CaseView
from refund_desk.application.commands import OwnPicture
from refund_desk.application.use_cases.pack_evidence import PackCommand, PackEvidence
from refund_desk.domain.audit import AuditAction, AuditLine, line_hash
from refund_desk.domain.conversation import Message, MessageKind, Speaker
from refund_desk.domain.errors import RuleBrokenError
from refund_desk.ui.evidence_pack.document import PackedPicture, PackSource, html_of, pdf_of
from refund_desk.ui.picture_reader import QtPictureReader
from tests.application.bench import Bench
from tests.storage.examples import facts_of
from tests.ui.label_pictures import as_photograph, label

PHONE = "13800135678"
FORMS = (PHONE, "138 0013 5678", "138-0013-5678")
PICTURE = OwnPicture(name="a", content=as_photograph(label()), confirmed_private_free=True)


async def planted(bench: Bench) -> tuple[int, CaseView]:
    """An application with a phone number wherever a customer can put one."""
    application_id = await bench.a_case(payer_phone=PHONE, problem_text=f"请打 {FORMS[1]}")
    application = await bench.application(application_id)
    assert application.transaction_id is not None
    facts = facts_of(application.transaction_id, buyer_nickname=f"林{PHONE}")
    await bench.run(lambda stores: stores.orders.put_facts(facts))
    said = [
        Message(
            log_ref=f"said-{number}",
            speaker=Speaker.BUYER,
            kind=MessageKind.WORDS,
            at=bench.clock.now() + timedelta(seconds=number),
            text=f"<b>我的电话</b>是 {form}，身份证 330102199001011234",
        )
        for number, form in enumerate(FORMS)
    ]
    await bench.run(lambda stores: stores.conversations.merge(application_id, tuple(said)))
    await bench.pay(application_id, reason=f"按 {PHONE} 说的退", reply_text=f"已联系 {PHONE}")
    return application_id, await bench.view(application_id)


def source_of(bench: Bench, case: CaseView, lines: tuple[AuditLine, ...]) -> PackSource:
    return PackSource(
        case=case,
        shop_name=f"练习店 {PHONE}",
        lines=lines,
        pictures=tuple(PackedPicture(view) for view in case.pictures),
        now=bench.clock.now(),
    )


async def test_no_number_of_a_person_is_in_the_document(bench: Bench) -> None:
    application_id, case = await planted(bench)
    lines = await bench.services.evidence.audit_lines(application_id)
    html = html_of(source_of(bench, case, lines))
    for form in (*FORMS, "330102199001011234", "<b>我的电话"):
        assert form not in html
    assert "138****5678" in html
    assert "&lt;b&gt;我的电话&lt;/b&gt;" in html
    # What identifies the payment and the refund stays whole.
    assert case.order is not None
    assert case.order.transaction_id in html
    assert str(case.refunds[0].out_refund_no) in html
    assert all(line.hash[:16] in html for line in lines)


@pytest.mark.usefixtures("qapp")
async def test_the_document_becomes_a_pdf(bench: Bench) -> None:
    application_id, case = await planted(bench)
    lines = await bench.services.evidence.audit_lines(application_id)
    pdf = await asyncio.to_thread(pdf_of, source_of(bench, case, lines))
    assert pdf.startswith(b"%PDF-1.")
    assert pdf.rstrip().endswith(b"%%EOF")
    # Chinese words are drawn with letters of their own, not as empty boxes of a Latin face.
    assert b"/FontFile2" in pdf or b"/FontFile3" in pdf
    assert PHONE.encode() not in pdf


async def test_the_zip_holds_what_it_says(bench: Bench) -> None:
    application_id, _case = await planted(bench)
    reader = QtPictureReader()
    packs = replace(bench.services.evidence, reader=reader)
    cleaned = await packs.clean((PICTURE, replace(PICTURE, redacted=True)))
    command = PackCommand(application_id=application_id, pdf=b"%PDF", pictures=cleaned, left_out=3)
    content = await packs.pack(command)
    reader.close()
    archive = zipfile.ZipFile(io.BytesIO(content))
    parts = {name: archive.read(name) for name in archive.namelist()}
    assert list(parts) == [
        "evidence.pdf",
        "pictures/01.jpg",
        "pictures/02.jpg",
        "audit.json",
        "SHA256SUMS",
    ]
    sums = dict(line.split("  ")[::-1] for line in parts.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(body).hexdigest() for name, body in parts.items()}
    for body in parts.values():
        for trace in (b"Exif", b"GPS", PHONE.encode()):
            assert trace not in body
    (line,) = [
        line
        for line in await packs.audit_lines(application_id)
        if line.action is AuditAction.EVIDENCE_PACKED
    ]
    assert json.loads(line.facts_json) == {
        "sha256": hashlib.sha256(content).hexdigest(),
        "pictures": 2,
        "redacted": 1,
        "looked_at": 1,
        "left_out": 3,
    }


async def test_the_hashes_of_the_trail_can_be_computed_again(bench: Bench) -> None:
    application_id, _case = await planted(bench)
    packs = bench.services.evidence
    content = await packs.pack(PackCommand(application_id=application_id, pdf=b"%PDF"))
    told = json.loads(zipfile.ZipFile(io.BytesIO(content)).read("audit.json"))
    names = "number at actor action application_id refund_id facts previous".split()
    for line in told:
        body = json.dumps([line[name] for name in names], ensure_ascii=False, separators=(",", ":"))
        assert hashlib.sha256(body.encode()).hexdigest() == line["hash"]
    kept = await packs.audit_lines(application_id)
    assert [line["hash"] for line in told] == [line_hash(line) for line in kept[:-1]]


async def test_equal_contents_give_equal_files(bench: Bench) -> None:
    application_id = await bench.a_case()
    packs: PackEvidence = bench.services.evidence
    command = PackCommand(application_id=application_id, pdf=b"%PDF")
    first = zipfile.ZipFile(io.BytesIO(await packs.pack(command)))
    assert {member.date_time for member in first.infolist()} == {(1980, 1, 1, 0, 0, 0)}


async def test_a_picture_that_nobody_looked_at_does_not_leave(bench: Bench) -> None:
    application_id = await bench.a_case()
    unseen = replace(PICTURE, confirmed_private_free=False)
    packs = bench.services.evidence
    with pytest.raises(RuleBrokenError, match=r"img\.private"):
        await packs.clean((PICTURE, unseen))
    with pytest.raises(RuleBrokenError, match=r"img\.private"):
        await packs.pack(
            PackCommand(application_id=application_id, pdf=b"%PDF", pictures=(unseen,))
        )
    assert AuditAction.EVIDENCE_PACKED not in await bench.audited(application_id)
