"""Proof of behaviour; the far side is the practice server over loopback."""
