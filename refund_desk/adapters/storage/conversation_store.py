"""Messages in tables; each is kept once by its id at the far side."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select

from refund_desk.adapters.storage import tables
from refund_desk.adapters.storage.instants import to_instant, to_micros
from refund_desk.adapters.storage.prepared import Prepared, raw
from refund_desk.adapters.storage.projections import Projections
from refund_desk.domain.conversation import Message, MessageKind, Speaker

_T = tables.message
# Made once: building a statement costs more than running it.
_INSERT = Prepared(insert(_T))
_OF_APPLICATION = (
    select(_T).where(_T.c.application_id == bindparam("application_id")).order_by(_T.c.at, _T.c.n)
)
_KNOWN = "SELECT log_ref FROM message WHERE application_id = ?"


class SqlConversationStore:
    """The messages of applications, inside one transaction."""

    def __init__(self, connection: Connection, projections: Projections) -> None:
        """Work on this connection."""
        self._connection = connection
        self._projections = projections

    def merge(self, application_id: int, messages: tuple[Message, ...]) -> int:
        """Keep the messages not known yet (by `log_ref`); how many were new."""
        known: set[str] = set()
        if not self._projections.is_new(application_id):
            found = raw(self._connection).execute(_KNOWN, (application_id,))
            known.update(log_ref for (log_ref,) in found)
        first_n = len(known)
        new: list[dict[str, Any]] = []
        for message in messages:
            if message.log_ref not in known:
                known.add(message.log_ref)
                new.append(message_values(message, application_id, first_n + len(new)))
        if new:
            _INSERT.run_many(self._connection, new)
            self._projections.touch_messages(application_id, [values["n"] for values in new])
        return len(new)

    def messages(self, application_id: int) -> tuple[Message, ...]:
        """The conversation, oldest first."""
        wanted = {"application_id": application_id}
        return tuple(message_of(row) for row in self._connection.execute(_OF_APPLICATION, wanted))


def message_of(row: Row[Any]) -> Message:
    """The message that a row holds."""
    return Message(
        log_ref=row.log_ref,
        speaker=Speaker(row.speaker),
        kind=MessageKind(row.kind),
        at=to_instant(row.at),
        text=row.text,
        picture_refs=tuple(json.loads(row.picture_refs)),
    )


def message_values(message: Message, application_id: int, n: int) -> dict[str, Any]:
    """The columns that keep a message; `n` counts the application's messages as they came."""
    return {
        "application_id": application_id,
        "n": n,
        "log_ref": message.log_ref,
        "speaker": message.speaker.value,
        "kind": message.kind.value,
        "at": to_micros(message.at),
        "text": message.text,
        "picture_refs": json.dumps(message.picture_refs, ensure_ascii=False),
    }
