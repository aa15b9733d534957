"""Goods that come back, and offers: the dialogs between yes and no."""
