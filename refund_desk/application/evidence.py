"""Wires what brings pictures in and takes evidence out; nothing of it is needed at the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from refund_desk.application.ground import Ground
    from refund_desk.application.surroundings import Ports
    from refund_desk.application.use_cases.pack_evidence import PackEvidence
    from refund_desk.application.use_cases.scanner_folder import ScannerFolder
    from refund_desk.application.use_cases.take_from_phone import TakeFromPhone


def phone_of(ports: Ports) -> TakeFromPhone:
    """Pictures from a phone on the shop's network."""
    from refund_desk.application.use_cases.take_from_phone import TakeFromPhone

    return TakeFromPhone(pages=ports.phone_pages, reader=ports.picture_reader, clock=ports.clock)


def scanner_of(ground: Ground) -> ScannerFolder:
    """The folder of the shop's scanner."""
    from refund_desk.application.use_cases.scanner_folder import ScannerFolder

    return ScannerFolder(ground=ground)


def packs_of(ground: Ground, ports: Ports) -> PackEvidence:
    """Evidence packs."""
    from refund_desk.application.use_cases.pack_evidence import PackEvidence

    return PackEvidence(ground=ground, reads=ports.reads, reader=ports.picture_reader)
