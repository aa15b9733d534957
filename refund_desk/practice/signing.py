"""Signatures of WeChat Pay API v3: checking the merchant's, making our own, and both ciphers.

The order of the checks is the one seen on the live gateway: the form of the header, then the
timestamp, then serial number and signature (facts 2.3).
"""

import base64
import re
import secrets
from binascii import Error as Base64Error
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from refund_desk.practice.keys import KeyRing
from refund_desk.practice.refusal import Refusal

SCHEME = "WECHATPAY2-SHA256-RSA2048"
CLOCK_TOLERANCE_S = 300
_AUTHORIZATION = re.compile(r'\s*([a-z_]+)="([^"]*)"\s*')
_TIMESTAMP = re.compile(r"[0-9]{1,12}")
_FIELDS = {"mchid", "nonce_str", "signature", "timestamp", "serial_no"}
_OAEP_SHA1 = padding.OAEP(
    # WeChat Pay prescribes SHA-1 here for sensitive fields; OAEP does not lean on its collisions.
    mgf=padding.MGF1(hashes.SHA1()),  # noqa: S303 - prescribed
    algorithm=hashes.SHA1(),  # noqa: S303 - prescribed
    label=None,
)


@dataclass(frozen=True, slots=True)
class Authorization:
    """The five fields of an Authorization header, in no fixed order on the wire."""

    mchid: str
    nonce_str: str
    signature: str
    timestamp: str
    serial_no: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedRequest:
    """What was signed: `target` is path and query exactly as in the request line."""

    method: str
    target: str
    body: bytes

    def message(self, authorization: Authorization) -> bytes:
        """The five lines, each ended by a line feed."""
        head = f"{self.method}\n{self.target}\n{authorization.timestamp}\n"
        # Bytes of a header that are no UTF-8 come as surrogates; this gives the bytes back.
        nonce = f"{authorization.nonce_str}\n".encode("utf-8", "surrogateescape")
        return head.encode() + nonce + self.body + b"\n"


def parse_authorization(header: str | None) -> Authorization:
    """The header's fields; Refusal 401 SIGN_ERROR when the form is wrong."""
    scheme, _, rest = (header or "").partition(" ")
    fields: dict[str, str] = {}
    for part in rest.split(","):
        match = _AUTHORIZATION.fullmatch(part)
        if match is None or match[1] in fields:
            raise _malformed()
        fields[match[1]] = match[2]
    if scheme != SCHEME or set(fields) != _FIELDS:
        raise _malformed()
    if _TIMESTAMP.fullmatch(fields["timestamp"]) is None:
        raise _malformed()
    return Authorization(**fields)


def check_request(
    keys: KeyRing, request: SignedRequest, authorization: Authorization, wall_now_s: float
) -> None:
    """Nothing, or Refusal 401: timestamp first, then who signed, then the signature itself."""
    if abs(wall_now_s - int(authorization.timestamp)) > CLOCK_TOLERANCE_S:
        raise _unauthorized("Http头Authorization中的timestamp与发起请求的时间不得超过5分钟")
    if authorization.mchid != keys.mchid or authorization.serial_no != keys.merchant.serial:
        raise _sign_mismatch("商户证书序列号有误。", request, authorization)
    public_key = keys.merchant.key.public_key()
    try:
        signature = base64.b64decode(authorization.signature, validate=True)
        public_key.verify(
            signature, request.message(authorization), padding.PKCS1v15(), hashes.SHA256()
        )
    except (InvalidSignature, Base64Error, ValueError) as error:
        raise _sign_mismatch("签名错误", request, authorization) from error


def sign_answer(key: RSAPrivateKey, *, timestamp: str, nonce: str, body: bytes) -> str:
    """Base64 signature of an answer; a 204 signs an empty third line."""
    message = f"{timestamp}\n{nonce}\n".encode() + body + b"\n"
    return base64.b64encode(key.sign(message, padding.PKCS1v15(), hashes.SHA256())).decode()


def encrypt_for(public_key: RSAPublicKey, text: str) -> str:
    """A sensitive field for the holder of the key: RSA-OAEP with SHA-1, base64."""
    return base64.b64encode(public_key.encrypt(text.encode(), _OAEP_SHA1)).decode()


def decrypt_field(key: RSAPrivateKey, cipher_text: str) -> str:
    """The plain text of a sensitive field; ValueError when it was not made for this key."""
    return key.decrypt(base64.b64decode(cipher_text, validate=True), _OAEP_SHA1).decode()


def seal_resource(apiv3_key: str, plain: bytes, associated: str) -> dict[str, str]:
    """An AEAD_AES_256_GCM resource block with a fresh 12-character nonce."""
    nonce = secrets.token_hex(6)
    sealed = AESGCM(apiv3_key.encode()).encrypt(nonce.encode(), plain, associated.encode())
    return {
        "algorithm": "AEAD_AES_256_GCM",
        "nonce": nonce,
        "associated_data": associated,
        "ciphertext": base64.b64encode(sealed).decode(),
    }


def _malformed() -> Refusal:
    return _unauthorized("Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》")


def _unauthorized(message: str, detail: dict[str, object] | None = None) -> Refusal:
    return Refusal(401, "SIGN_ERROR", message, inner=268435459, detail=detail, signed=False)


def _sign_mismatch(message: str, request: SignedRequest, authorization: Authorization) -> Refusal:
    # The length and the first lines are what a developer compares; the body stays out of it.
    information = {
        "method": request.method,
        "url": request.target,
        "sign_message_length": len(request.message(authorization)),
        "truncated_sign_message": f"{request.method}\n{request.target}\n",
    }
    return _unauthorized(
        message,
        {
            "field": "signature",
            "location": "authorization",
            "detail": {"issue": "sign not match"},
            "sign_information": information,
        },
    )
