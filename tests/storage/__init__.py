"""The encrypted ledger, from the outside: ports, files, kills."""
