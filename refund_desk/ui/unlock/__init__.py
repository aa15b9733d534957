"""Opening books that are locked."""
