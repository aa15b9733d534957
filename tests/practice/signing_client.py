"""A WeChat Pay client of the tests' own: it signs, sends and checks signatures, and nothing more.

It shares no code with the product or with the practice shop, so that a mistake made on both of
their sides cannot hide.
"""

import base64
import json
import secrets
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import (
    load_pem_private_key,
    load_pem_public_key,
)

REFUNDS = "/v3/refund/domestic/refunds"
COMPLAINTS = "/v3/merchant-service/complaints-v2"
OAEP = padding.OAEP(mgf=padding.MGF1(hashes.SHA1()), algorithm=hashes.SHA1(), label=None)


@dataclass(frozen=True)
class Heard:
    """An answer; `verified` is None when it carries no signature at all."""

    status: int
    headers: httpx.Headers
    body: bytes
    verified: bool | None

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def code(self) -> str:
        return str(self.json["code"])


@dataclass
class Merchant:
    """The merchant's side of one practice shop."""

    ready: dict[str, Any]
    key: RSAPrivateKey = field(init=False)
    public_keys: dict[str, RSAPublicKey] = field(init=False)

    def __post_init__(self) -> None:
        key = load_pem_private_key(Path(self.ready["merchant_key_file"]).read_bytes(), None)
        assert isinstance(key, RSAPrivateKey)
        self.key = key
        public = load_pem_public_key(Path(self.ready["public_key_file"]).read_bytes())
        assert isinstance(public, RSAPublicKey)
        self.public_keys = {self.ready["public_key_id"]: public}
        # Loopback is close: whatever takes longer than this hangs.
        self.http = httpx.Client(
            base_url=self.ready["base_url"], trust_env=False, verify=False, timeout=10
        )

    # -- signing ---------------------------------------------------------------------------------

    def authorization(
        self,
        method: str,
        target: str,
        signed_body: bytes = b"",
        *,
        timestamp: int | None = None,
        nonce: str | None = None,
        order: tuple[str, ...] = ("mchid", "nonce_str", "signature", "timestamp", "serial_no"),
        **instead: str,
    ) -> str:
        stamp = str(int(time.time()) if timestamp is None else timestamp)
        nonce = nonce or secrets.token_hex(16)
        message = f"{method}\n{target}\n{stamp}\n{nonce}\n".encode() + signed_body + b"\n"
        signature = self.key.sign(message, padding.PKCS1v15(), hashes.SHA256())
        fields = {
            "mchid": self.ready["mchid"],
            "nonce_str": nonce,
            "signature": base64.b64encode(signature).decode(),
            "timestamp": stamp,
            "serial_no": self.ready["merchant_serial"],
        } | instead
        listed = ",".join(f'{name}="{fields[name]}"' for name in order)
        return f"WECHATPAY2-SHA256-RSA2048 {listed}"

    def send(
        self,
        method: str,
        target: str,
        payload: object = None,
        *,
        raw: bytes | None = None,
        signed_body: bytes | None = None,
        headers: dict[str, str | None] | None = None,
        **authorization: Any,
    ) -> Heard:
        """One signed call; a header given as None is left out."""
        body = raw if raw is not None else b""
        if payload is not None:
            body = json.dumps(payload, ensure_ascii=False).encode()
        wanted: dict[str, str | None] = {
            "Accept": "application/json",
            "User-Agent": "practice-tests",
            "Authorization": self.authorization(
                method, target, body if signed_body is None else signed_body, **authorization
            ),
        }
        if method in ("POST", "PUT"):
            wanted["Content-Type"] = "application/json"
        wanted |= headers or {}
        request = httpx.Request(
            method,
            self.ready["base_url"] + target,
            content=body,
            headers={name: text for name, text in wanted.items() if text is not None},
        )
        answer = self.http.send(request)
        return self._heard(answer.status_code, answer.headers, answer.content)

    def get(self, target: str, **more: Any) -> Heard:
        return self.send("GET", target, **more)

    def post(self, target: str, payload: object, **more: Any) -> Heard:
        return self.send("POST", target, payload, **more)

    def get_link(self, link: str) -> Heard:
        """A signed download of a link found in an answer."""
        parts = urlsplit(link)
        assert f"{parts.scheme}://{parts.netloc}" == self.ready["base_url"]
        return self.get(f"{parts.path}?{parts.query}" if parts.query else parts.path)

    def _heard(self, status: int, headers: httpx.Headers, body: bytes) -> Heard:
        verified: bool | None = None
        if "wechatpay-signature" in headers:
            verified = self._verify(headers, body)
        return Heard(status, headers, body, verified)

    def _verify(self, headers: httpx.Headers, body: bytes) -> bool:
        stamp, nonce = headers["Wechatpay-Timestamp"], headers["Wechatpay-Nonce"]
        key = self.public_keys.get(headers["Wechatpay-Serial"])
        if key is None or abs(time.time() - int(stamp)) > 300:
            return False
        if headers["Wechatpay-Signature-Type"] != "WECHATPAY2-SHA256-RSA2048":
            return False
        message = f"{stamp}\n{nonce}\n".encode() + body + b"\n"
        try:
            signature = base64.b64decode(headers["Wechatpay-Signature"], validate=True)
            key.verify(signature, message, padding.PKCS1v15(), hashes.SHA256())
        except (InvalidSignature, ValueError):
            return False
        return True

    # -- ciphers -----------------------------------------------------------------------------------

    def decrypt(self, cipher_text: str) -> str:
        return self.key.decrypt(base64.b64decode(cipher_text), OAEP).decode()

    def encrypt(self, text: str, serial: str) -> str:
        return base64.b64encode(self.public_keys[serial].encrypt(text.encode(), OAEP)).decode()

    def take_certificates(self, heard: Heard) -> list[str]:
        """Decrypt a certificate list and trust what is in it; the serials."""
        serials = []
        for entry in heard.json["data"]:
            sealed = entry["encrypt_certificate"]
            assert sealed["algorithm"] == "AEAD_AES_256_GCM"
            plain = AESGCM(self.ready["apiv3_key"].encode()).decrypt(
                sealed["nonce"].encode(),
                base64.b64decode(sealed["ciphertext"]),
                sealed["associated_data"].encode(),
            )
            certificate = x509.load_pem_x509_certificate(plain)
            key = certificate.public_key()
            assert isinstance(key, RSAPublicKey)
            assert f"{certificate.serial_number:X}" == entry["serial_no"]
            self.public_keys[entry["serial_no"]] = key
            serials.append(entry["serial_no"])
        return serials

    # -- the few calls all tests make --------------------------------------------------------------

    def order(self, transaction_id: str) -> Heard:
        return self.get(f"/v3/pay/transactions/id/{transaction_id}?mchid={self.ready['mchid']}")

    def refund(self, transaction_id: str, number: str, refund: int, total: int) -> Heard:
        return self.post(REFUNDS, refund_body(transaction_id, number, refund, total))

    def query(self, number: str) -> Heard:
        return self.get(f"{REFUNDS}/{number}")

    def complaint(self, complaint_id: str) -> Any:
        heard = self.get(f"{COMPLAINTS}/{complaint_id}")
        assert heard.status == 200, heard.body
        return heard.json

    def history(self, complaint_id: str) -> list[Any]:
        heard = self.get(f"{COMPLAINTS}/{complaint_id}/negotiation-historys?limit=300")
        assert heard.status == 200, heard.body
        lines: list[Any] = heard.json["data"]
        return lines


def refund_body(
    transaction_id: str, number: str, refund: int, total: int, **more: object
) -> dict[str, object]:
    return {
        "transaction_id": transaction_id,
        "out_refund_no": number,
        "amount": {"refund": refund, "total": total, "currency": "CNY"},
    } | more
