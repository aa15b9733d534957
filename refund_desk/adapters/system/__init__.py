"""The computer itself: clock, folders, single start, log files."""
