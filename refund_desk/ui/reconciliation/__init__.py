"""The page of the daily proof: their bill against this ledger, day by day."""
