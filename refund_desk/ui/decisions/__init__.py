"""Saying yes or no to an application: the dialogs, the undo bars, and who starts the work."""
