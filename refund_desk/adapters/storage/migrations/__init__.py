"""Numbered migrations of the ledger; a file once released is never changed."""
