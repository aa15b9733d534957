"""What the operating system gives: folders, locks, the time."""
