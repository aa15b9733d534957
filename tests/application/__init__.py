"""Use cases over fakes and over the real ledger."""
