"""Building blocks of the window: each is one thing a person can see."""
