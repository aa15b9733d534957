"""Words for what connecting a merchant number can say: steps, files, and the lines of a test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from refund_desk.application.ports.key_files import FileTrouble
from refund_desk.application.use_cases.try_connection import ConnectionLine, Mark, Point
from refund_desk.ui import texts

_files, _trying = texts.key_files, texts.trying

# What is wrong with a step, a file or the vault, by its code.
KEY_SENTENCES: Final[dict[str, Callable[[], str]]] = {
    "merchant.empty": _files.number_empty,
    "merchant.form": _files.number_form,
    "merchant.other": _files.number_other,
    "key.none": _files.key_none,
    "key.other": _files.key_other,
    "key.of_certificate": _files.key_of_certificate,
    "serial.empty": _files.serial_empty,
    "serial.form": _files.serial_form,
    "serial.other": _files.serial_other,
    "certificate.ended": _files.certificate_ended,
    "certificate.not_merchant": _files.certificate_not_merchant,
    "apiv3.empty": _files.apiv3_empty,
    "apiv3.form": _files.apiv3_form,
    "public_key.none": _files.public_key_none,
    "public_key.own": _files.public_key_own,
    "public_key.id_empty": _files.public_key_id_empty,
    "public_key.id_form": _files.public_key_id_form,
    "credentials.merchant_key": _files.unreadable_keys,
    "credentials.public_key": _files.unreadable_keys,
    "key.sealed": _files.key_sealed,
    "key.not_rsa": _files.key_not_rsa,
    "key.short": _files.key_short,
    "key.too_long": _files.key_too_long,
    "file.request": _files.file_request,
    "file.cut_off": _files.file_cut_off,
    "file.damaged": _files.file_damaged,
    "file.empty": _files.file_empty,
    "file.not_key": _files.file_not_key,
    "file.too_big": _files.file_too_big,
    "file.unreadable": _files.file_unreadable,
    "folder.empty": _files.folder_empty,
    "archive.broken": _files.archive_broken,
    "archive.empty": _files.archive_empty,
    "archive.sealed": _files.archive_sealed,
    "p12.number_first": _files.p12_number_first,
    "p12.passphrase": _files.p12_passphrase,
    "keys.missing": texts.unlocking.keys_missing,
    "vault.trouble": texts.unlocking.vault_trouble,
    "vault.locked": texts.trouble.vault_locked,
    "vault.passphrase": texts.unlocking.passphrase_wanted,
    "vault.wrong_passphrase": texts.unlocking.passphrase_wrong,
    "vault.short_passphrase": texts.keeping.passphrase_short,
    "vault.lost": texts.unlocking.vault_lost,
    "vault.wrong_code": texts.unlocking.code_wrong,
}
_GOOD: Final[dict[Point, Callable[[], str]]] = {
    Point.SIGNATURE: _trying.signature_good,
    Point.APIV3_KEY: _trying.apiv3_good,
    Point.ORDERS: _trying.orders_good,
    Point.REFUNDS: _trying.refunds_good,
    Point.COMPLAINTS: _trying.complaints_good,
}
_LINES: Final[dict[str, Callable[[], str]]] = {
    "signature.unseen": _trying.signature_unseen,
    "signature.stale": _trying.signature_stale,
    "apiv3.unused": _trying.apiv3_unused,
    "apiv3.absent": _trying.apiv3_absent,
    "apiv3.wrong": _trying.apiv3_wrong,
    "certificate.unknown": _trying.certificate_unknown,
    "certificate.over": _files.certificate_ended,
    "certificates.none": _trying.certificates_none,
    "keys.refused": _trying.keys_refused,
    "keys.refused_pair": _trying.keys_refused_pair,
    "keys.merchant": _trying.keys_merchant,
    "signer.other_id": _trying.signer_other_id,
    "signer.wrong_key": _trying.signer_wrong_key,
    "signer.unknown": _trying.signer_unknown,
    "denied.all": _trying.denied_all,
    "denied.orders": _trying.denied_orders,
    "denied.refunds": _trying.denied_refunds,
    "denied.complaints": _trying.denied_complaints,
    "net.off": _trying.offline,
    "net.intercepted": _trying.intercepted,
    "net.slow": _trying.slow,
    "net.nonsense": _trying.not_wechat,
    "far.busy": _trying.busy,
    "far.trouble": _trying.their_trouble,
}


def _certificate_ends(days: int) -> str:
    return _trying.certificate_ends(days) if days else _trying.certificate_today()


_COUNTED: Final[dict[str, Callable[[int], str]]] = {
    "certificate.ends": _certificate_ends,
    "clock.bad": texts.notices.clock_bad,
    "clock.off": texts.notices.clock_off,
}


def step_sentence(why: str) -> str:
    """What is wrong with a step; empty for a step that is right."""
    if not why:
        return ""
    words = KEY_SENTENCES.get(why)
    return texts.trouble.unexpected(why) if words is None else words()


def file_sentence(trouble: FileTrouble) -> str:
    """Which file it is about, and what is wrong with it."""
    return _files.named_trouble(name=trouble.file_name, why=step_sentence(trouble.why))


def line_sentence(line: ConnectionLine) -> str:
    """One point of a test in words."""
    if line.point is Point.FORM:
        return step_sentence(line.why)
    if line.mark is Mark.GOOD and not line.why:
        return _GOOD[line.point]()
    counted = _COUNTED.get(line.why)
    if counted is not None:
        return counted(line.number)
    words = _LINES.get(line.why)
    return texts.trouble.unexpected(line.why) if words is None else words()
