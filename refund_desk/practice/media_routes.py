"""Proof pictures over the wire: upload, and download by media id (facts 8).

Seeded pictures are not in the books: the first two digits of their media id name one of the drawn
pictures shipped with the product, so that a hundred thousand complaints need no copies.
"""

import hashlib
import secrets
from pathlib import Path

from refund_desk.practice.books import Books
from refund_desk.practice.calls import Call, Reply, Route, route
from refund_desk.practice.complaint_routes import SERVICE_PATH
from refund_desk.practice.faults import Switches
from refund_desk.practice.parameters import ObjectReader, TextRule, read_json, split_upload
from refund_desk.practice.refusal import Refusal, parameter_refusal

IMAGES_PATH = SERVICE_PATH + "/images"
PICTURE_BYTES_MOST = 2 * 1024 * 1024
# The order is part of the seeded media ids: append only.
DRAWN_PICTURES = (
    "proof_crushed_box",
    "proof_broken_mug",
    "proof_intact_mug",
    "proof_shipping_label",
    "evidence_packing_list",
    "evidence_sign_receipt",
    "product_mug",
    "product_chopsticks",
    "product_tea",
    "product_cloth",
    "product_bag",
    "product_candle",
    "product_plate",
)
_CONTENT_TYPES = {"png": "image/png", "jpg": "image/jpeg", "bmp": "image/bmp"}


def drawn_media_id(picture: str, random_hex: str) -> str:
    """The media id of a seeded picture.

    It holds an escaped plus sign, as real ones do: whoever decodes or re-encodes it before signing
    the path is refused.
    """
    number = DRAWN_PICTURES.index(picture)
    return f"{number:02d}{random_hex[:12]}%2B{random_hex[12:24]}"


class MediaRoutes:
    """Upload and download of pictures."""

    def __init__(self, books: Books, switches: Switches, pictures_dir: Path) -> None:
        self._books = books
        self._switches = switches
        self._pictures_dir = pictures_dir

    def routes(self) -> list[Route]:
        """The routes to serve."""
        return [
            route("POST", IMAGES_PATH + "/upload", self.upload, upload=True),
            route("GET", IMAGES_PATH + "/{media_id}", self.download),
        ]

    def upload(self, call: Call) -> Reply:
        """Keeps a picture and names its media id."""
        parts = split_upload(
            call.header("Content-Type") or "",
            call.body,
            strict=self._switches.on("strict_multipart"),
        )
        meta = ObjectReader(read_json(parts.meta), frozenset({"filename", "sha256"}), "/meta")
        filename = meta.needed_text("filename", TextRule(title="文件名称", most=128))
        digest = meta.needed_text(
            "sha256", TextRule(title="文件摘要", most=64, pattern="[0-9a-fA-F]{64}")
        )
        suffix = filename.rpartition(".")[2].lower()
        if suffix not in _CONTENT_TYPES:
            raise parameter_refusal("文件格式仅支持 jpg、bmp、png", field="/meta/filename")
        if not parts.content or len(parts.content) > PICTURE_BYTES_MOST:
            raise parameter_refusal("文件大小需在 0 到 2M 之间", field="/file")
        if hashlib.sha256(parts.content).hexdigest() != digest.lower():
            raise parameter_refusal("文件摘要与文件内容不一致", field="/meta/sha256")
        media_id = f"{secrets.token_hex(16).upper()}.{suffix}"
        self._books.run(
            "INSERT INTO media (media_id, filename, sha256, content) VALUES (?, ?, ?, ?)",
            media_id,
            filename,
            digest.lower(),
            parts.content,
        )
        return Reply(payload={"media_id": media_id})

    def download(self, call: Call) -> Reply:
        """The bytes of a picture, unsigned."""
        media_id = call.parts["media_id"]
        row = self._books.row("SELECT * FROM media WHERE media_id = ?", media_id)
        if row is not None:
            suffix = row["filename"].rpartition(".")[2].lower()
            return _picture(bytes(row["content"]), _CONTENT_TYPES[suffix])
        number = media_id[:2]
        if "%2B" in media_id and number.isdecimal() and int(number) < len(DRAWN_PICTURES):
            path = self._pictures_dir / f"{DRAWN_PICTURES[int(number)]}.png"
            return _picture(path.read_bytes(), "image/png")
        raise Refusal(404, "RESOURCE_NOT_EXISTS", "图片不存在", inner=268435465)


def _picture(content: bytes, content_type: str) -> Reply:
    return Reply(content=content, content_type=content_type, signed=False)
