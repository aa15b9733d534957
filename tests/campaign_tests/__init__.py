"""The fault campaign itself under test, and the bugs that it found."""
