"""Where refund applications come from."""
