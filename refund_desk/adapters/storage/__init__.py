"""The encrypted books: one writer thread, a few readers, numbered migrations."""
