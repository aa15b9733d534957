"""Whole journeys of the engine: real use cases, real ledger, real HTTP, no window."""
