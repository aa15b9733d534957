"""Where this program keeps its files: the user's own folders and nowhere else."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

_APP = "RefundDesk"
_SHOP = "shop-"


@dataclass(frozen=True, slots=True)
class Folders:
    """All folders below one root (`--data-dir`, else the user's data folder)."""

    root: Path

    @classmethod
    def of_user(cls) -> Folders:
        """The user's own data folder; it is not made yet."""
        return cls(Path(platformdirs.user_data_dir(_APP, appauthor=False)))

    @property
    def practice(self) -> Path:
        """Everything of the practice shop: its ledger, its key, its bank (decisions.md 5.2)."""
        return self.root / "practice"

    @property
    def practice_bank(self) -> Path:
        """The books and keys of the simulated far side."""
        return self.practice / "bank"

    def shop(self, mchid: str) -> Path:
        """Everything of one real merchant: the books, their vault (decisions.md 5.2)."""
        return self.root / f"{_SHOP}{mchid}"

    def shops(self) -> tuple[str, ...]:
        """The merchant numbers that have a folder here, the one last used first."""
        try:
            found = [path for path in self.root.glob(f"{_SHOP}*") if path.is_dir()]
            found.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        except OSError:
            return ()
        return tuple(path.name.removeprefix(_SHOP) for path in found)

    @property
    def shop_mark(self) -> Path:
        """The file that names the shop which the program opens."""
        return self.root / "current-shop"

    @property
    def logs(self) -> Path:
        """Log files."""
        return self.root / "logs"

    @property
    def layout_file(self) -> Path:
        """Window sizes."""
        return self.root / "layout.ini"

    def make(self, folder: Path) -> Path:
        """Make a folder for this user only. Raises `OSError` when it cannot be made."""
        folder.mkdir(parents=True, exist_ok=True)
        if os.name == "posix":
            folder.chmod(0o700)
        return folder
