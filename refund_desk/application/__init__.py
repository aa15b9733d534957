"""The order of steps: use cases, the ports they need, and the rows the window reads."""
