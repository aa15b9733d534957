"""The window around all pages: rail, banners, status bar, keys, closing."""
