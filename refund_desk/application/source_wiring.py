"""The sources of a desk, each with who stands behind it, over the ports."""

from __future__ import annotations

from refund_desk.application.counterparts import ComplaintCounterpart, Counterparts
from refund_desk.application.ground import Ground
from refund_desk.application.keeper import Keeper
from refund_desk.application.picture_fetcher import PictureFetcher
from refund_desk.application.sources import Sources
from refund_desk.application.surroundings import Ports, Shop
from refund_desk.application.use_cases.pull_applications import PullApplications
from refund_desk.application.use_cases.pull_feed import PullFeed


def sources_of(ground: Ground, ports: Ports, shop: Shop, fetcher: PictureFetcher) -> Sources:
    """Complaints and all that a shop has connected besides."""
    keeper = Keeper(mchid=shop.mchid, customer_salt=shop.customer_salt)
    return Sources(
        counterparts=Counterparts((ComplaintCounterpart(ports.source), *ports.feeds)),
        complaints=PullApplications(
            ground=ground, source=ports.source, facts=ports.facts, fetcher=fetcher, keeper=keeper
        ),
        feeds=tuple(
            PullFeed(ground=ground, source=feed, keeper=keeper, fetcher=fetcher)
            for feed in ports.feeds
        ),
    )
