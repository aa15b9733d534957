"""The page for the phone, over real HTTP."""
