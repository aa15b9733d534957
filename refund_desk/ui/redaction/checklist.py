"""What a person goes through before a picture leaves, and what of it is still open."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QRect

from refund_desk.ui.redaction.codes import FoundCode
from refund_desk.ui.redaction.marks import Redaction, Topic

# Found by eye only: nothing is promised that a machine may miss.
BY_HAND = (Topic.PHONE, Topic.ADDRESS, Topic.NAME)


@dataclass(slots=True)
class Checklist:
    """The answers so far. `codes` is None while they are being looked for."""

    codes: tuple[FoundCode, ...] | None = None
    absent: set[Topic] = field(default_factory=set)
    chosen: Topic | None = None

    def topic(self, redaction: Redaction) -> Topic:
        """What the next mark is about: what was chosen, else the first that is open."""
        if self.chosen is not None:
            return self.chosen
        return next((topic for topic in BY_HAND if self.is_open(topic, redaction)), Topic.OTHER)

    def topic_at(self, place: QRect, redaction: Redaction) -> Topic:
        """What a frame at this place is about: a code that lies below it, else the open line."""
        below = (place.contains(code.symbol.center()) for code in self.readable(redaction))
        return Topic.CODE if any(below) else self.topic(redaction)

    def is_open(self, topic: Topic, redaction: Redaction) -> bool:
        """Whether nobody said anything about it yet."""
        return topic not in self.absent and not redaction.has(topic)

    def readable(self, redaction: Redaction) -> tuple[FoundCode, ...]:
        """The codes that can still be read."""
        return tuple(code for code in self.codes or () if not redaction.covers(code.symbol))

    def left(self, redaction: Redaction) -> int:
        """How many lines of the list are open. A bar code may stay: platforms check the number."""
        by_hand = sum(self.is_open(topic, redaction) for topic in BY_HAND)
        codes_open = self.codes is None or any(c.is_matrix for c in self.readable(redaction))
        return by_hand + codes_open

    def nothing_else(self, redaction: Redaction) -> None:
        """Whatever is open is not in this picture, as a person says."""
        self.absent |= {topic for topic in BY_HAND if self.is_open(topic, redaction)}
        self.chosen = None
