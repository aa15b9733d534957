"""The practice server as the tests use it: a process of its own, spoken to over loopback."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotReadyError
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

_READY_SECONDS = 60
_CLOSING_SECONDS = 15


@dataclass(frozen=True)
class PracticeShop:
    """A running practice server: its ready line, and its switchboard below `admin_url`."""

    base_url: str
    mchid: str
    merchant_serial: str
    merchant_key_file: Path
    apiv3_key: str
    public_key_id: str
    public_key_file: Path
    admin_url: str
    ready_line: Mapping[str, Any]
    data_dir: Path

    def books(self) -> dict[str, Any]:
        """The far side's own books: orders, refunds, balance_fen, paid_out_fen."""
        books: dict[str, Any] = self._call("GET", "books")
        return books

    def requests(self) -> Any:
        """The last requests the server saw, secrets removed."""
        return self._call("GET", "requests")

    def set_faults(self, *rules: Mapping[str, Any], **switches: Any) -> None:
        """Replace the fault rules; switches given by name are set as well."""
        self._call("PUT", "faults", {"rules": list(rules), "switches": switches})

    def clear_faults(self) -> None:
        """No fault rule is left."""
        self.set_faults()

    def set_balance(self, balance_fen: int) -> None:
        """What the merchant's account holds from now on (fen)."""
        self._call("POST", "balance", {"balance_fen": balance_fen})

    def refund_on_merchant_site(self, transaction_id: str, amount_fen: int) -> None:
        """A refund made on the merchant platform, past every desk."""
        wanted = {"transaction_id": transaction_id, "amount_fen": amount_fen}
        self._call("POST", "merchant-site-refund", wanted)

    def revoke(self, complaint_id: str) -> None:
        """The buyer withdraws the complaint."""
        self._call("POST", f"complaints/{complaint_id}/revoke", {})

    def buyer_says(self, complaint_id: str, text: str) -> None:
        """The buyer writes; a complaint that was over is continued by it."""
        self._call("POST", f"complaints/{complaint_id}/user-message", {"text": text})

    def store_books(self) -> list[dict[str, Any]]:
        """The after-sales of the Store, with what happened to each."""
        rows: list[dict[str, Any]] = self._call("GET", "store")["after_sales"]
        return rows

    def store_buyer(self, ref: str, does: str) -> None:
        """A step of the Store's buyer, or of the platform."""
        self._call("POST", f"store/after-sales/{ref}/buyer", {"does": does})

    def forget_store_tokens(self) -> None:
        """No access token of the Store holds any more."""
        self._call("POST", "store/tokens", {})

    def advance_clock(self, seconds: int) -> None:
        """Move the business time of the far side; signatures keep wall time."""
        self._call("POST", "clock", {"advance_s": seconds})

    def _call(self, method: str, path: str, content: Any = None) -> Any:
        address = f"{self.admin_url.rstrip('/')}/{path}"
        # Plain HTTP on loopback: reading the list of TLS authorities would cost 25 ms a call.
        with httpx.Client(trust_env=False, timeout=30, verify=False) as client:
            answer = client.request(method, address, json=content)
        answer.raise_for_status()
        return answer.json() if answer.content else None


@contextmanager
def running_practice_shop(data_dir: Path, *flags: str) -> Iterator[PracticeShop]:
    """A practice server of its own on a free port; it is asked to stop at the end.

    `flags` are those of `refund-desk practice-server`. Its standard error lies beside the data
    folder and is quoted when the server does not start.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    trouble = data_dir.with_name(data_dir.name + "-stderr.txt")
    command = [sys.executable, "-m", "refund_desk.practice", "--port", "0"]
    with trouble.open("wb") as stderr:
        server = subprocess.Popen(
            [*command, "--data-dir", str(data_dir), *flags],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
        )
    try:
        ready_line = _read_ready_line(server, trouble)
        yield shop_of(ready_line, data_dir)
    finally:
        _stop(server)
    assert server.returncode == 0, trouble.read_text(errors="replace")


def _read_ready_line(server: "subprocess.Popen[bytes]", trouble: Path) -> dict[str, Any]:
    assert server.stdout is not None
    reader = ThreadPoolExecutor(max_workers=1)
    try:
        line = reader.submit(server.stdout.readline).result(timeout=_READY_SECONDS)
    except NotReadyError:
        server.kill()
        line = b""
    finally:
        reader.shutdown()
    if not line:
        server.wait()
        raise RuntimeError(f"no ready line: {trouble.read_text(errors='replace')[-4000:]}")
    ready_line: dict[str, Any] = json.loads(line)
    return ready_line


def shop_of(ready_line: dict[str, Any], data_dir: Path) -> PracticeShop:
    """The shop behind a ready line."""
    return PracticeShop(
        base_url=ready_line["base_url"],
        mchid=ready_line["mchid"],
        merchant_serial=ready_line["merchant_serial"],
        merchant_key_file=Path(ready_line["merchant_key_file"]),
        apiv3_key=ready_line["apiv3_key"],
        public_key_id=ready_line["public_key_id"],
        public_key_file=Path(ready_line["public_key_file"]),
        admin_url=ready_line["admin_url"],
        ready_line=ready_line,
        data_dir=data_dir,
    )


def _stop(server: "subprocess.Popen[bytes]") -> None:
    assert server.stdin is not None
    assert server.stdout is not None
    server.stdin.close()
    try:
        server.wait(timeout=_CLOSING_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
    finally:
        server.stdout.close()
