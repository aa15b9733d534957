"""The practice bank in a process of its own, and its back door."""

import http.client
import json
import os
import select
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from refund_desk.practice import command
from refund_desk.practice.keys import MCHID
from tests.campaign.children import Child
from tests.campaign.faults import Rule
from tests.campaign.merchants import as_merchant

_READY_S = 30.0
_CALL_S = 20.0
_CLOSING_S = 5.0
# Short enough that money arrives within a life of the engine.
SETTLE_S = "0.05"


class BankTroubleError(Exception):
    """The bank did not start, or its back door said no: the campaign itself is wrong."""


class Bank:
    """A running practice bank. Calls keep no connection, so they may be made in any child."""

    def __init__(self, ready_line: dict[str, str]) -> None:
        """Use `running_bank`."""
        self.ready_line = ready_line
        self._admin = urlsplit(ready_line["admin_url"])

    def call(self, method: str, path: str, content: object = None) -> Any:
        """One call through the back door; blocks."""
        connection = http.client.HTTPConnection(
            self._admin.hostname or "", self._admin.port, timeout=_CALL_S
        )
        try:
            body = None if content is None else json.dumps(content)
            connection.request(method, f"{self._admin.path}/{path}", body)
            answer = connection.getresponse()
            text = answer.read()
        finally:
            connection.close()
        if answer.status != 200:
            raise BankTroubleError(f"{path}: {text.decode(errors='replace')}")
        return json.loads(text)

    def set_faults(self, rules: Sequence[Rule], switches: Mapping[str, bool | str]) -> None:
        """Replace rules and switches; those that are not named stand as they usually do."""
        self.call("PUT", "faults", {"rules": list(rules), "switches": dict(switches)})

    def set_balance(self, balance_fen: int) -> None:
        """What the merchant has (fen)."""
        self.call("POST", "balance", {"balance_fen": balance_fen})

    def advance(self, seconds: int) -> None:
        """Let business time pass."""
        self.call("POST", "clock", {"advance_s": seconds})


@contextmanager
def running_bank(
    folder: Path, *, seed: int, stderr: Path, mchid: str = MCHID, fed: int = 0
) -> Iterator[Bank]:
    """A strict bank over the books in `folder`; it ends with the block.

    New books are empty but for so many applications that the mini program has `fed`.
    """
    stdin_reads, stdin_writes = os.pipe()
    stdout_reads, stdout_writes = os.pipe()

    def serve() -> int:
        os.dup2(stdin_reads, 0)
        os.dup2(stdout_writes, 1)
        for number in (stdin_reads, stdin_writes, stdout_reads, stdout_writes):
            os.close(number)
        flags = ["--port", "0", "--data-dir", str(folder), "--seed", str(seed % 2**31)]
        flags += ["--applications", "0", "--feed-applications", str(fed)]
        flags += ["--settle-seconds", SETTLE_S, "--strict"]
        return as_merchant(mchid, lambda: command.run(flags))

    with Child.running(serve, stderr=stderr) as child:
        os.close(stdin_reads)
        os.close(stdout_writes)
        try:
            yield Bank(_ready_line(stdout_reads))
        finally:
            # Its word to end; what it must keep, it has on disk already.
            os.close(stdin_writes)
            os.close(stdout_reads)
            child.wait(_CLOSING_S)


def _ready_line(stdout: int) -> dict[str, str]:
    line = b""
    while not line.endswith(b"\n"):
        readable, _, _ = select.select([stdout], [], [], _READY_S)
        piece = os.read(stdout, 65_536) if readable else b""
        if not piece:
            raise BankTroubleError("the practice bank did not start")
        line += piece
    ready_line: dict[str, str] = json.loads(line)
    return ready_line
