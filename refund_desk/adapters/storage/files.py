"""The names of the ledger's files, and the schema that this program writes."""

from __future__ import annotations

LEDGER_FILE = "ledger.db"
PICTURE_FILE = "pictures.db"
# The end of the audit chain, outside the file it is the end of.
CHAIN_FILE = "ledger.chain"

# The revision of the newest file in migrations/versions. Kept here so that an ordinary start
# need not import Alembic to find out that there is nothing to do; a test compares the two.
NEWEST_SCHEMA = "0005"
