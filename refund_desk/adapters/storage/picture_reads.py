"""How kept pictures are looked up: plain SQL, so that the first rows need no SQLAlchemy."""

from __future__ import annotations

KNOWN = (
    "SELECT r.reference, p.sha256, p.width_px, p.height_px FROM json_each(?) AS wanted"
    " JOIN reference r ON r.reference = wanted.value JOIN picture p ON p.sha256 = r.sha256"
    " ORDER BY wanted.key"
)
THUMBNAIL = "SELECT thumbnail FROM picture WHERE sha256 = ?"
CONTENT = "SELECT content FROM original WHERE sha256 = ?"
