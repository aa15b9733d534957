"""refund-desk feed-check: does a shop's own backend conform to the contract?"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from refund_desk.adapters.sources.shop_feed_signing import FeedKey
from refund_desk.domain.errors import BadValueError
from refund_desk.domain.secret import Secret
from refund_desk.domain.source_account import FEED_SECRET_BYTES_LEAST
from refund_desk.feed_check.caller import Caller, NotReachedError
from refund_desk.feed_check.kit import Finding, run

CONFORMS, DOES_NOT, NOT_REACHED = 0, 1, 2
_NOT_REACHED = {
    "zh_CN": "没有连上 {url}（{why}）：请检查地址、证书，以及服务是否在运行",
    "en": "{url} was not reached ({why}): check the address, its certificate, and whether it runs",
}
_BAD_SECRET = {
    "zh_CN": "读不到密钥文件，或者密钥不足 32 字节",
    "en": "The file of the secret cannot be read, or the secret has less than 32 bytes",
}
_BAD_URL = {
    "zh_CN": "地址要以 https:// 开头（本机可用 http://127.0.0.1），不带查询、用户名",
    "en": "The address begins with https:// (http://127.0.0.1 on this PC), without query or user",
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="refund-desk feed-check",
        description="Does a shop's own backend do what docs/shop_feed.openapi.yaml asks?"
        " Writes only to applications that are marked as tests.",
        epilog="exit code: 0 conforms, 1 does not, 2 not reachable",
    )
    parser.add_argument("url", help="where the feed is, such as https://shop.example/refund-desk")
    parser.add_argument("--key-id", required=True)
    parser.add_argument("--secret-file", type=Path, required=True)
    parser.add_argument("--json", action="store_true", help="the findings for a machine")
    parser.add_argument("--lang", choices=("zh_CN", "en"), default="zh_CN")
    return parser


def feed_check(argv: Sequence[str]) -> int:
    """Run the command with its arguments; its exit code."""
    try:
        chosen = _parser().parse_args(argv)
    except SystemExit as stop:
        # argparse has said on standard error what is wrong; --help leaves with 0.
        return NOT_REACHED if stop.code else CONFORMS
    return _check(chosen)


def _check(chosen: argparse.Namespace) -> int:
    """Run the checks and say what is wrong: 0 conforms, 1 does not, 2 not reachable."""
    words, language = sys.stdout.write, chosen.lang
    secret = _secret_in(chosen.secret_file)
    if secret is None:
        sys.stderr.write(_BAD_SECRET[language] + "\n")
        return NOT_REACHED
    try:
        caller = Caller(chosen.url, FeedKey(chosen.key_id, secret))
    except BadValueError:
        sys.stderr.write(_BAD_URL[language] + "\n")
        return NOT_REACHED
    findings: list[Finding] = []
    try:
        for finding in run(caller):
            findings.append(finding)
            if not chosen.json:
                words(_line(finding, language) + "\n")
    except NotReachedError as error:
        sys.stderr.write(_NOT_REACHED[language].format(url=chosen.url, why=error) + "\n")
        return NOT_REACHED
    finally:
        caller.close()
    conforms = all(finding.verdict != "no" for finding in findings)
    if chosen.json:
        words(_as_json(findings, conforms=conforms) + "\n")
    return CONFORMS if conforms else DOES_NOT


def _secret_in(path: Path) -> Secret | None:
    try:
        text = path.read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return None
    return Secret(text) if len(text.encode()) >= FEED_SECRET_BYTES_LEAST else None


def _line(finding: Finding, language: str) -> str:
    """`yes name`, `skip name`, or `no name: sentence (place)`."""
    if finding.verdict != "no":
        return f"{finding.verdict} {finding.check}"
    sentence = finding.zh if language == "zh_CN" else finding.en
    return f"no {finding.check}: {sentence} ({finding.where})"


def _as_json(findings: list[Finding], *, conforms: bool) -> str:
    told = [asdict(finding) for finding in findings]
    return json.dumps({"conforms": conforms, "findings": told}, ensure_ascii=False)
