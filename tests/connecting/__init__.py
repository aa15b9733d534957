"""Connecting a merchant number: from dropped files to a live desk."""
