"""Refund Desk: WeChat Pay refund applications, decided by a person, paid exactly once."""

__version__ = "0.1.0"
