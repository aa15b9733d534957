"""Names of the small texts in the ledger that use cases write and the read model reads."""

from __future__ import annotations


def draft_of(application_id: int) -> str:
    """The name of an application's unsent reply."""
    return f"draft:{application_id}"


def order_missing_of(application_id: int) -> str:
    """The name of the mark that WeChat Pay knows no order of an application; any text means yes."""
    return f"order_missing:{application_id}"


def orders_of(application_id: int) -> str:
    """The name under which the orders of a complaint are kept that names several."""
    return f"orders:{application_id}"


def sent_to_shop_of(refund_id: int) -> str:
    """The name of the mark that an abnormal refund was sent back to the shop; any text means so."""
    return f"sent_to_shop:{refund_id}"


def press_of(refund_id: int) -> str:
    """The name under which a refund's press is kept until WeChat Pay has answered."""
    return f"press:{refund_id}"


def negotiation_of(application_id: int) -> str:
    """The name under which goods asked back, offers and an awaited proof are kept."""
    return f"negotiation:{application_id}"


# The applications about which something is waited for.
NEGOTIATIONS_OPEN = "negotiations.open"
# Where the shop's scanner puts its pictures, as a path of this PC.
SCANNER_FOLDER = "scanner.folder"
# Where the shop last asked goods to be sent back to.
RETURN_ADDRESS = "return.address"
# The shop's own rules, as `policy_text` writes them.
POLICY = "policy"
# Why the agreement that acts by itself stopped itself; gone once the owner has saved the rules.
AUTOMATIC_STOPPED = "automatic.stopped"
# Since when the owner lets applications be agreed to automatically (UTC).
AUTOMATIC_SINCE = "automatic.since"
# The refunds agreed to automatically that still matter: of the day, or in doubt.
AUTOMATIC_MADE = "automatic.made"


def cursor_of(source: str) -> str:
    """The name of the place up to which a source's changes are kept."""
    return f"cursor:{source}"


def place_of(source: str) -> str:
    """The name of the count of places that a source was read at: another one, another list."""
    return f"place:{source}"


def old_readings_of(source: str) -> str:
    """The name of the list of a source's applications that have to be read again."""
    return f"old_readings:{source}"


# How many review sheets were confirmed on this ledger: the last one's number.
SHEETS_MADE = "sheets.made"
# The refunds that a closing undid and that no start has told of yet.
UNDONE_AT_CLOSING = "undone.at_closing"
# Stands while restored books do not know yet what happened after they were copied.
RESTORED = "restored"
# The Beijing day of this ledger's first line; bills of earlier days are none of its doing.
PROOF_FIRST_DAY = "proof.first_day"
