"""Whether a shop's own backend does what docs/shop_feed.openapi.yaml asks, in plain words."""
