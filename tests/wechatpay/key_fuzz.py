"""Broken and hostile key files by the thousand: no crash, no hang, no wrong key.

    python -m tests.wechatpay.key_fuzz --inputs 100000 --seed 1 [--keep FOLDER]

Last line: {"seed","inputs","accepted","seconds","slowest_ms","wrong"}; exit 0 when nothing was
wrong. The keys are new in each run, so the seed alone does not bring an input back: what was wrong
is kept in FOLDER, or printed as base64 without one. Nothing else stays on the disk.
"""

from __future__ import annotations

import argparse
import base64
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from refund_desk.adapters.wechatpay.asn1_look import is_pfx
from refund_desk.adapters.wechatpay.dropped_files import dropped_files
from refund_desk.adapters.wechatpay.key_files import DroppedKeyFiles
from refund_desk.adapters.wechatpay.key_forms import (
    Found,
    NotAKeyError,
    found_in,
    found_in_p12,
)
from refund_desk.application.ports.key_files import CertificateFound, PrivateKeyFound
from tests.wechatpay import key_samples as samples

SLOW_S = 1.0
# What a file of any content may be told to be; a test looks that each has a sentence.
WHYS = frozenset(
    """key.sealed key.not_rsa key.short key.too_long file.request file.cut_off file.damaged
    file.empty file.not_key file.too_big file.unreadable folder.empty archive.broken archive.empty
    archive.sealed p12.number_first p12.passphrase certificate.not_merchant""".split()
)


@dataclass
class Tally:
    """What a run of the fuzzer saw."""

    inputs: int = 0
    accepted: int = 0
    slowest_s: float = 0.0
    wrong: list[str] = field(default_factory=list)
    keep: Path | None = None

    def look_at(self, content: bytes) -> None:
        """Read the bytes in every way a person could drop them; raises what the reading raises."""
        self.inputs += 1
        started = time.perf_counter()
        found = read_everywhere(content)
        took = time.perf_counter() - started
        self.slowest_s = max(self.slowest_s, took)
        if took > SLOW_S:
            self.blame(f"slow ({took:.2f} s)", content)
        self.accepted += bool(found)
        for each in found:
            if is_wrong(each):
                self.blame(repr(each), content)

    def blame(self, why: str, content: bytes) -> None:
        """Keep an input with what was wrong about it."""
        where = base64.b64encode(content).decode()
        if self.keep is not None:
            path = self.keep / f"key-fuzz-{len(self.wrong)}.bin"
            path.write_bytes(content)
            where = str(path)
        self.wrong.append(f"{why}: {where}")


def read_everywhere(content: bytes) -> list[Found]:
    """What one file of this content gives; an unknown reason is a bug."""
    try:
        if is_pfx(content):
            return found_in_p12(content, samples.MCHID, "fuzzed")
        return found_in(content, "fuzzed")
    except NotAKeyError as error:
        if error.why not in WHYS:
            raise
        return []


def is_wrong(found: Found) -> bool:
    """Whether a private key other than a true one was taken.

    Certificates and public keys carry nothing that could be checked without WeChat Pay: a changed
    one is found out by the test of the connection, so of them only the form is looked at.
    """
    if isinstance(found, PrivateKeyFound):
        return found.public_hash not in _known_hashes()
    if isinstance(found, CertificateFound):
        return not found.serial or (found.merchant and not found.merchant.isdigit()) is True
    return not found.pem.startswith("-----BEGIN PUBLIC KEY-----")


@cache
def _known_hashes() -> frozenset[str]:
    keys = (samples.key_of(), samples.key_of("platform"))
    found = [found_in(samples.pkcs8(key), "known")[0] for key in keys]
    return frozenset(each.public_hash for each in found)


@cache
def seeds() -> tuple[bytes, ...]:
    """Good files to be broken."""
    platform = samples.key_of("platform")
    return (
        *samples.wrappings().values(),
        samples.public(platform),
        samples.bare(samples.public(platform)),
        samples.certificate_pem(),
        samples.bare(samples.certificate_pem()),
        samples.request(),
        samples.pkcs8(samples.key_of(), b"12345678"),
        samples.p12(),
        samples.certificate_pem() + samples.pkcs8(samples.key_of()),
    )


def broken(content: bytes, chance: random.Random) -> bytes:
    """The content after some accidents."""
    for _ in range(chance.choice((1, 1, 1, 2, 4, 16))):
        content = chance.choice(_ACCIDENTS)(content, chance)
    return content[: 64 * 1024]


def _flip(content: bytes, chance: random.Random) -> bytes:
    if not content:
        return content
    at = chance.randrange(len(content))
    return content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :]


def _replace(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.randbytes(chance.choice((1, 1, 4, 40))) + content[at + 1 :]


def _cut(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] if chance.random() < 0.5 else content[at:]


def _remove(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + content[at + chance.choice((1, 2, 30, 300)) :]


def _double(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + content[at // 2 : at // 2 + chance.choice((1, 30, 900))] + content[at:]


def _graft(content: bytes, chance: random.Random) -> bytes:
    other = chance.choice(seeds())
    return content[: chance.randrange(len(content) + 1)] + other[chance.randrange(len(other)) :]


def _dress(content: bytes, chance: random.Random) -> bytes:
    dresses = (
        content.replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + content,
        content.replace(b" PRIVATE", b" PUBLIC"),
        content.replace(b"CERTIFICATE", b"PRIVATE KEY"),
        content.replace(b"RSA ", b""),
        b"".join(content.split()),
        content + content,
    )
    return chance.choice(dresses)


def _big_length(content: bytes, chance: random.Random) -> bytes:
    """DER lengths and counts that promise far too much."""
    at = chance.randrange(len(content) + 1)
    lies = (b"\x84\xff\xff\xff\xff", b"\x80", b"\x02\x04\x7f\xff\xff\xff", b"\x30\x80", b"\x02\x03")
    return content[:at] + chance.choice(lies) + content[at + 4 :]


_ACCIDENTS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip,
    _replace,
    _cut,
    _remove,
    _double,
    _graft,
    _dress,
    _big_length,
)


def run(inputs: int, seed: int, keep: Path | None = None) -> Tally:
    """Break files and look at them; one in fifty also as an archive on disk."""
    chance = random.Random(seed)
    tally = Tally(keep=keep)
    with tempfile.TemporaryDirectory(prefix="key-fuzz-") as folder:
        path = Path(folder) / "dropped.zip"
        for number in range(inputs):
            content = broken(chance.choice(seeds()), chance)
            try:
                tally.look_at(content)
                if number % 50 == 0:
                    content = samples.archive({"a.pem": content, "b.p12": samples.p12()})
                    content = broken(content, chance)
                    _look_at_dropped(path, content, tally)
            except Exception:
                tally.blame(f"crash at input {number}", content)
                print(tally.wrong[-1])
                raise
    return tally


def _look_at_dropped(path: Path, content: bytes, tally: Tally) -> None:
    path.write_bytes(content)
    for each in dropped_files((path,)):
        assert not each.trouble or each.trouble in WHYS, each.trouble
    started = time.perf_counter()
    found = DroppedKeyFiles().read((path,), mchid=samples.MCHID)
    took = time.perf_counter() - started
    tally.slowest_s = max(tally.slowest_s, took)
    if took > SLOW_S:
        tally.blame(f"slow archive ({took:.2f} s)", content)
    if found.private_key is not None and is_wrong(found.private_key):
        tally.blame("a wrong key out of an archive", content)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="where inputs that went wrong are kept")
    chosen = parser.parse_args()
    started = time.perf_counter()
    tally = run(chosen.inputs, chosen.seed, chosen.keep)
    for each in tally.wrong[:20]:
        print(each)
    summary = {
        "seed": chosen.seed,
        "inputs": tally.inputs,
        "accepted": tally.accepted,
        "seconds": round(time.perf_counter() - started, 1),
        "slowest_ms": round(tally.slowest_s * 1000, 1),
        "wrong": len(tally.wrong),
    }
    print(json.dumps(summary))
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
