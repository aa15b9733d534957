"""Making private things in a picture unreadable, for good, before it leaves the desk."""
