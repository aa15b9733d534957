"""The owner's guide: read in a window of its own, without a network."""
