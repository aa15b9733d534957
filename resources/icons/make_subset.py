"""Write `mdi6-subset.ttf` and `glyphs.json`: the icons the window uses, out of seven thousand.

    python resources/icons/make_subset.py [QTAWESOME_WHEEL]

The font is taken from the qtawesome wheel, which pip fetches when none is given. Loading
qtawesome at run time costs 0.3 to 0.5 s and 36 MB, so it stays a tool for this script.
"""

import hashlib
import json
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

_HERE = Path(__file__).resolve().parent
_DOWNLOADS = _HERE.parents[1] / "build" / "icons"
_PACKAGE = "qtawesome==1.4.2"
_WHEEL_SHA256 = "dbf08524428fa2df73918ce362153254cd44f089380576d84bfaad8f40eece45"
_FONT = "qtawesome/fonts/materialdesignicons6-webfont-6.9.96.ttf"
_CHARMAP = "qtawesome/fonts/materialdesignicons6-webfont-charmap-6.9.96.json"

_ICONS = """
    inbox-outline history scale-balance chart-box-outline cog-outline

    message-alert-outline storefront-outline cellphone file-delimited-outline pencil-outline

    cash-refund truck-outline handshake-outline close-circle-outline reply-outline tray-arrow-up
    tray-arrow-down qrcode-scan image-plus-outline undo-variant redo-variant refresh content-copy
    open-in-new printer-outline filter-variant magnify plus dots-horizontal chevron-up chevron-down
    chevron-left chevron-right close check minus arrow-left arrow-right arrow-up arrow-down
    send-outline trash-can-outline paperclip cloud-upload-outline keyboard-return

    timer-sand cash-sync cash-check progress-clock check-circle check-circle-outline alert-circle
    alert-circle-outline alert alert-outline close-circle wallet-outline account-clock-outline
    clock-outline clock-alert-outline help-circle-outline information-outline package-variant
    circle circle-outline circle-medium minus-circle-outline cancel

    eye-outline eye-off-outline checkerboard rectangle crop selection-drag image-lock-outline
    shield-lock-outline shield-key-outline shield-check-outline lock-outline lock-open-outline
    rotate-right rotate-left magnify-plus-outline magnify-minus-outline fit-to-page-outline
    brush cursor-default-outline compare-horizontal scanner folder-zip-outline

    cloud-check-outline cloud-off-outline sync sync-alert key-alert-outline key-outline
    school-outline console-line bell-outline backup-restore lightbulb-on-outline translate
    account-key-outline account-multiple-outline account-outline numeric-1-circle-outline
    numeric-2-circle-outline numeric-3-circle-outline file-import-outline file-document-outline
    clipboard-check-outline calendar-month-outline image-outline image-multiple-outline
    image-off-outline image-broken-variant phone-outline credit-card-outline bank-outline
    tag-outline link-variant database-alert-outline bug-outline theme-light-dark
    map-marker-outline
"""


def main(wheel: Path | None = None) -> None:
    """Make both files anew; the same wheel gives the same bytes."""
    with zipfile.ZipFile(_checked(wheel or _download())) as archive:
        font = TTFont(BytesIO(archive.read(_FONT)), recalcTimestamp=False)
        charmap: dict[str, str] = json.loads(archive.read(_CHARMAP))
    unknown = [name for name in _ICONS.split() if name not in charmap]
    if unknown:
        sys.exit(f"no such icons: {unknown}")
    glyphs = {name: int(charmap[name], 16) for name in sorted(set(_ICONS.split()))}
    _cut(font, list(glyphs.values()))
    font.save(_HERE / "mdi6-subset.ttf")
    text = json.dumps({name: f"{code:X}" for name, code in glyphs.items()}, indent=1)
    (_HERE / "glyphs.json").write_text(text + "\n", encoding="utf-8")
    print(f"{len(glyphs)} icons, {(_HERE / 'mdi6-subset.ttf').stat().st_size} bytes")


def _download() -> Path:
    flags = ("--quiet", "--no-deps", "--only-binary=:all:", f"--dest={_DOWNLOADS}")
    subprocess.run([sys.executable, "-m", "pip", "download", *flags, _PACKAGE], check=True)
    (wheel,) = _DOWNLOADS.glob("*.whl")
    return wheel


def _checked(wheel: Path) -> Path:
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != _WHEEL_SHA256:
        sys.exit(f"{wheel} is not {_PACKAGE} as it was looked at")
    return wheel


def _cut(font: TTFont, codes: list[int]) -> None:
    options = subset.Options()
    options.layout_features = []
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.glyph_names = False
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codes)
    cutter.subset(font)


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:]))
