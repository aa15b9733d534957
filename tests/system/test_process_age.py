"""The age of this process, which the times of a start are counted in."""

import time

from refund_desk.adapters.system.process_age import process_age_s


def test_the_age_grows_with_the_wall_clock_from_before_python_began() -> None:
    first, began = process_age_s(), time.monotonic()
    # A tick of the kernel's is a hundredth of a second.
    assert first > -0.02
    time.sleep(0.05)
    passed = time.monotonic() - began
    assert abs(process_age_s() - first - passed) < 0.02
