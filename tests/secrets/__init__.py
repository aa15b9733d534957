"""Planted secrets: a whole life with recognisable ones, and a search for them afterwards."""
