"""The picture viewer: one picture large, the others a key away."""
