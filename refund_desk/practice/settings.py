"""What the practice shop is started with, and what it tells whoever started it."""

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeSettings:
    """How to start a practice shop.

    `now_s` is the business time at the first start in seconds since the epoch (None: wall time);
    `settle_seconds` are wall seconds; `port` 0 takes a free one. A folder that already holds books
    keeps its own seed, applications and clock. `feed_applications` come from the shop's own mini
    program (None: a fifth of `applications`).
    """

    data_dir: Path
    port: int = 0
    seed: int = 1
    applications: int = 60
    settle_seconds: float = 8.0
    now_s: float | None = None
    strict: bool = False
    pictures_dir: Path | None = None
    feed_applications: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyLine:
    """Everything a client needs; file paths are absolute, `base_url` has no path.

    The merchant key named here opens a practice shop on this machine and nothing else.
    """

    base_url: str
    mchid: str
    merchant_serial: str
    merchant_key_file: str
    apiv3_key: str
    public_key_id: str
    public_key_file: str
    admin_url: str
    feed_url: str
    merchant_certificate_file: str
    platform_certificate_serial: str
    platform_certificate_file: str
    feed_key_id: str = ""
    feed_secret: str = ""
    store_url: str = ""
    store_appid: str = ""
    store_secret: str = ""

    def as_json(self) -> str:
        """The one line printed on standard output, in ASCII: whatever reads it, reads it right."""
        return json.dumps(asdict(self))


def find_pictures_dir() -> Path:
    """The folder of the drawn pictures, from source, installed or frozen.

    Raises FileNotFoundError when it was not shipped.
    """
    package = Path(__file__).resolve().parents[1]
    frozen = getattr(sys, "_MEIPASS", None)
    roots = [package.parent, package, Path(sys.prefix) / "share" / "refund-desk"]
    if frozen is not None:
        roots.insert(0, Path(frozen))
    for root in roots:
        folder = root / "resources" / "practice"
        if folder.is_dir():
            return folder
    raise FileNotFoundError("resources/practice is not beside the program")
