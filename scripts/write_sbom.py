"""Write what the program is made of as a CycloneDX document.

    make sbom                                     dist/refund-desk-0.1.0.cdx.json

Every distribution of the lock's first part, and every other part that `resources/licenses` names
with the version found here: write it in the environment that the program is built in. Equal
environments and an equal SOURCE_DATE_EPOCH give equal documents.
"""

import contextlib
import json
import os
import platform
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from sqlcipher3 import dbapi2

from refund_desk import __version__
from scripts.gather_licenses import INDEX
from scripts.shipped import shipped


def main(folder: Path) -> None:
    """Write the document into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"refund-desk-{__version__}.cdx.json"
    text: str = JsonV1Dot6(bill_of_materials()).output_as_string(indent=1)
    path.write_text(text + "\n", encoding="utf-8")
    print(path)


def bill_of_materials() -> Bom:
    """The program and its parts."""
    licenses = LicenseFactory()
    distributions = shipped()
    versions = {**distributions, **_other_versions(distributions)}
    program = Component(
        name="refund-desk",
        version=__version__,
        type=ComponentType.APPLICATION,
        licenses=[licenses.make_from_string("MIT")],
        bom_ref="refund-desk",
    )
    parts = [
        Component(
            name=entry["name"],
            version=versions.get(entry["name"]),
            type=ComponentType.LIBRARY,
            licenses=[licenses.make_from_string(entry["license"])],
            purl=_address(entry["name"], distributions),
            bom_ref=entry["name"],
        )
        for entry in json.loads(INDEX.read_text(encoding="utf-8"))
    ]
    bom = Bom(
        components=parts,
        serial_number=uuid5(NAMESPACE_URL, json.dumps([__version__, versions], sort_keys=True)),
    )
    bom.metadata.component = program
    moment = int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    bom.metadata.timestamp = datetime.fromtimestamp(moment, UTC)
    bom.register_dependency(program, parts)
    return bom


def _other_versions(distributions: dict[str, str]) -> dict[str, str]:
    """Of what comes inside a distribution, or with the interpreter."""
    with contextlib.closing(dbapi2.connect(":memory:")) as connection:
        # Encryption tells of itself once it is on.
        connection.execute("PRAGMA key = 'versions'")

        def told(pragma: str) -> str:
            return str(connection.execute(f"PRAGMA {pragma}").fetchone()[0])

        return {
            "Python": platform.python_version(),
            "Qt": distributions["pyside6-essentials"],
            "SQLCipher": told("cipher_version"),
            "SQLite": dbapi2.sqlite_version,
            "OpenSSL": told("cipher_provider_version").split()[1],
        }


def _address(name: str, distributions: dict[str, str]) -> PackageURL | None:
    version = distributions.get(name)
    return PackageURL("pypi", name=name, version=version) if version else None


if __name__ == "__main__":
    main(Path(sys.argv[1]))
