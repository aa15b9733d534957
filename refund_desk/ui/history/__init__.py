"""What became of every application: list, filters, and one refund's whole life."""
