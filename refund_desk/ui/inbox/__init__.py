"""The list of open applications: search, segments, rows."""
