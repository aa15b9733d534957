"""How long this process has been running, counted from its start by the system."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

# Windows counts in tenths of a microsecond.
_TICKS_A_SECOND = 10_000_000


def process_age_s() -> float:
    """Seconds since this process was executed; of work where the system does not tell."""
    if sys.platform == "win32":
        return _windows_age_s()
    elif hasattr(time, "CLOCK_BOOTTIME"):
        fields = Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        begun = int(fields[19]) / os.sysconf("SC_CLK_TCK")
        return time.clock_gettime(time.CLOCK_BOOTTIME) - begun
    else:
        return time.process_time()


if sys.platform == "win32":

    def _windows_age_s() -> float:
        """From the times that Windows keeps of every process; its own clock on both sides."""
        kernel = ctypes.windll.kernel32
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        times = [wintypes.FILETIME() for _each in range(4)]
        now = wintypes.FILETIME()
        kernel.GetProcessTimes(
            wintypes.HANDLE(kernel.GetCurrentProcess()), *map(ctypes.byref, times)
        )
        kernel.GetSystemTimeAsFileTime(ctypes.byref(now))
        return (_ticks(now) - _ticks(times[0])) / _TICKS_A_SECOND

    def _ticks(instant: wintypes.FILETIME) -> int:
        return (int(instant.dwHighDateTime) << 32) + int(instant.dwLowDateTime)
