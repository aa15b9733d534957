"""The page for the phone: plain HTTP on the shop's own network, for one visit at a time."""
