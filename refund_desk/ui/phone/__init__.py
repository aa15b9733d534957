"""Photographs from a phone: the dialog with the code that it scans."""
