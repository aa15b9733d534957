"""The practice shop: the far side, simulated strictly, with books of its own."""
