"""Python's cyclic garbage, collected in the window's thread and nowhere else.

Python collects in whichever thread happens to make objects, the ledger's among them. A Qt object
with a timer that is destroyed there takes the whole program down, so the window's own thread does
it, between two turns of the loop.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer

_EVERY_MS = 1000


@contextmanager
def garbage_here() -> Iterator[None]:
    """While the block runs, garbage goes in this thread only, whose Qt loop turns."""
    was_enabled = gc.isenabled()
    gc.disable()
    if was_enabled:
        # What the start has made stays: looking through it again and again would be felt.
        gc.freeze()
    timer = QTimer()
    timer.timeout.connect(collect_due)
    timer.start(_EVERY_MS)
    try:
        yield
    finally:
        timer.stop()
        if was_enabled:
            gc.enable()


def collect_due() -> None:
    """Collect the oldest generation that has as many objects as Python would collect it for."""
    full = [n for n, (count, most) in enumerate(_fill()) if count > most]
    if full:
        gc.collect(full[-1])


def _fill() -> zip[tuple[int, int]]:
    """How full each generation is, and how full it may be."""
    return zip(gc.get_count(), gc.get_threshold(), strict=True)
