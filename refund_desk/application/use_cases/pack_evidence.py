"""One application as a file for others: what was said, bought, refunded and done, with its hashes.

Everything is in its shown form; a picture comes along only if a person redacted it or said that it
shows nothing private (ui.md section 13).
"""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from refund_desk.application.commands import OwnPicture
from refund_desk.application.ground import Ground
from refund_desk.application.ports.pictures import PictureReader
from refund_desk.application.ports.read_model import ReadModel
from refund_desk.domain.audit import OWNER, AuditAction, AuditEntry, AuditLine, instant_text
from refund_desk.domain.errors import RuleBrokenError

PDF_NAME = "evidence.pdf"
AUDIT_NAME = "audit.json"
SUMS_NAME = "SHA256SUMS"
# So that equal contents give equal files; the times that count stand inside.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackCommand:
    """What a pack is made of: the document, and the pictures that `clean` gave.

    `left_out` is how many pictures of the application stay behind.
    """

    application_id: int
    pdf: bytes = field(repr=False)
    pictures: tuple[OwnPicture, ...] = ()
    left_out: int = 0
    actor: str = OWNER


@dataclass(frozen=True, slots=True, kw_only=True)
class PackEvidence:
    """Makes evidence packs; each writes its line of the trail before it is handed out."""

    ground: Ground
    reads: ReadModel
    reader: PictureReader

    async def audit_lines(self, application_id: int) -> tuple[AuditLine, ...]:
        """What the trail says of an application and its refunds, oldest first."""
        return await self.reads.audit_lines(application_id)

    async def clean(self, pictures: tuple[OwnPicture, ...]) -> tuple[OwnPicture, ...]:
        """The pictures made anew without metadata, as JPEG of at most 2 MB.

        Raises `RuleBrokenError` (`img.private`) when one of them may not leave, and
        `BadPictureError`.
        """
        _ensure_may_leave(pictures)
        return tuple(
            [
                replace(picture, content=await self.reader.clean_copy(picture.content))
                for picture in pictures
            ]
        )

    async def pack(self, command: PackCommand) -> bytes:
        """The zip, once its line of the trail is durable.

        Raises `RuleBrokenError` (`img.private`).
        """
        _ensure_may_leave(command.pictures)
        lines = await self.reads.audit_lines(command.application_id)
        content = await asyncio.to_thread(_zipped, command, lines)
        redacted = sum(picture.redacted for picture in command.pictures)
        entry = AuditEntry(
            at=self.ground.now(),
            actor=command.actor,
            action=AuditAction.EVIDENCE_PACKED,
            application_id=command.application_id,
            facts={
                "sha256": hashlib.sha256(content).hexdigest(),
                "pictures": len(command.pictures),
                "redacted": redacted,
                "looked_at": len(command.pictures) - redacted,
                "left_out": command.left_out,
            },
        )
        await self.ground.run(lambda stores: stores.audit.append(entry))
        return content


def picture_name(number: int) -> str:
    """Where picture `number`, counted from 1, lies in the zip."""
    return f"pictures/{number:02}.jpg"


def _ensure_may_leave(pictures: tuple[OwnPicture, ...]) -> None:
    unseen = sum(not picture.may_leave for picture in pictures)
    if unseen:
        raise RuleBrokenError("img.private", count=unseen)


def _zipped(command: PackCommand, lines: tuple[AuditLine, ...]) -> bytes:
    parts: dict[str, bytes] = {PDF_NAME: command.pdf}
    for number, picture in enumerate(command.pictures, 1):
        parts[picture_name(number)] = picture.content
    parts[AUDIT_NAME] = _audit_text(lines).encode()
    parts[SUMS_NAME] = _sums(parts).encode()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _ZIP_TIME), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _sums(parts: Mapping[str, bytes]) -> str:
    """In the form that `sha256sum --check` reads."""
    return "".join(f"{hashlib.sha256(body).hexdigest()}  {name}\n" for name, body in parts.items())


def _audit_text(lines: tuple[AuditLine, ...]) -> str:
    """The lines as they stand in the trail, so that their hashes can be computed again."""
    told = [
        {
            "number": line.number,
            "at": instant_text(line.at),
            "actor": line.actor,
            "action": line.action.value,
            "application_id": line.application_id,
            "refund_id": line.refund_id,
            "facts": line.facts_json,
            "previous": line.previous,
            "hash": line.hash,
        }
        for line in lines
    ]
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
