"""The practice shop: a strict stand-in for WeChat Pay and for the shop's own backend, on loopback.

It imports nothing of the product outside this package: it must be able to disagree with it.
"""
