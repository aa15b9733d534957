"""The loops beside the window hear of what concerns them, and the window of all."""

from __future__ import annotations

from refund_desk.application.background import Alarm
from refund_desk.application.waking_sink import WakingSink
from refund_desk.domain.events import ApplicationsChanged
from tests.application.far_side import Heard


def test_all_is_told_also_while_nobody_else_listens() -> None:
    heard = Heard()
    sink = WakingSink(heard, Alarm(), Alarm())
    news = ApplicationsChanged((1,))
    sink.publish(news)
    assert heard.events == [news]
    also = Heard()
    sink.also = also.publish
    sink.publish(news)
    assert (heard.events, also.events) == ([news, news], [news])
