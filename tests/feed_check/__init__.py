"""The conformance kit of the shop feed."""
