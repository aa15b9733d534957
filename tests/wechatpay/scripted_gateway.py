"""A gateway on loopback that says exactly what a test wrote down, signed or not.

For what the practice server is too well-behaved to say: drips, floods, odd headers, wrong
certificates. Everything else is tested against the practice server.
"""

import asyncio
import base64
import contextlib
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import formatdate
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from cryptography.x509.oid import NameOID

from refund_desk.adapters.wechatpay.credentials import PracticeCredentials
from refund_desk.domain.identifiers import Mchid
from refund_desk.domain.secret import Secret

MCHID = Mchid("1900000001")
APIV3_KEY = "0123456789abcdefghijklmnopqrstuv"
PUBLIC_KEY_ID = "PUB_KEY_ID_0119000000012026"
MERCHANT_SERIAL = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1"
# In two parts, so that a search for committed keys does not stop here.
PEM_HEAD = "-----BEGIN " + "PRIVATE KEY-----"


@cache
def merchant_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@cache
def platform_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def private_pem(key: rsa.RSAPrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def public_pem(key: rsa.RSAPrivateKey) -> str:
    pem = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return pem.decode()


@cache
def certificate(serial: int, *, begins_in_days: int = -1, days: int = 30) -> x509.Certificate:
    """A self-made platform certificate over `platform_key`."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a test's platform")])
    begins = datetime.now(UTC) + timedelta(days=begins_in_days)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    builder = builder.public_key(platform_key().public_key()).serial_number(serial)
    builder = builder.not_valid_before(begins).not_valid_after(begins + timedelta(days=days))
    return builder.sign(platform_key(), hashes.SHA256())


def sealed_certificates(*certificates: x509.Certificate, key: str = APIV3_KEY) -> bytes:
    """The body of /v3/certificates with these in it."""
    return json.dumps({"data": [_sealed(each, key) for each in certificates]}).encode()


def _sealed(each: x509.Certificate, key: str) -> dict[str, object]:
    nonce, associated = "123456789012", "certificate"
    plain = each.public_bytes(Encoding.PEM)
    cipher = AESGCM(key.encode()).encrypt(nonce.encode(), plain, associated.encode())
    block = {"nonce": nonce, "associated_data": associated}
    block["ciphertext"] = base64.b64encode(cipher).decode()
    return {"serial_no": f"{each.serial_number:X}", "encrypt_certificate": block}


@dataclass(frozen=True)
class Seen:
    """A request as it came over the wire."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes

    def is_signed(self) -> bool:
        """Whether the Authorization covers this very target and body."""
        fields = dict(
            part.split("=", 1) for part in self.headers["authorization"].split(" ", 1)[1].split(",")
        )
        plain = {name: value.strip('"') for name, value in fields.items()}
        lines = (self.method, self.target, plain["timestamp"], plain["nonce_str"])
        message = "".join(f"{line}\n" for line in lines).encode() + self.signed_body() + b"\n"
        merchant_key().public_key().verify(
            base64.b64decode(plain["signature"]), message, padding.PKCS1v15(), hashes.SHA256()
        )
        return True

    def signed_body(self) -> bytes:
        """The JSON body, or of a multipart one its first part, which must be `meta`."""
        if not self.headers.get("content-type", "").startswith("multipart/form-data; boundary="):
            return self.body
        boundary = self.headers["content-type"].split("boundary=")[1].encode()
        first = self.body.split(b"--" + boundary)[1]
        assert b'name="meta"' in first
        assert b"Content-Type: application/json" in first
        return first.split(b"\r\n\r\n", 1)[1].removesuffix(b"\r\n")


# A script step gets the request and a writer, and writes whatever it likes.
Step = Callable[[Seen, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class ScriptedGateway:
    """Plays `steps` one request after the other; the last one is repeated."""

    url: str = ""
    steps: list[Step] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    was_asked: asyncio.Event = field(default_factory=asyncio.Event)

    def play(self, *steps: Step) -> None:
        """What the next requests are answered with."""
        self.steps[:] = steps

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while not writer.is_closing():
                request = await _read(reader)
                self.seen.append(request)
                self.was_asked.set()
                step = self.steps.pop(0) if len(self.steps) > 1 else self.steps[0]
                await step(request, writer)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()


@asynccontextmanager
async def scripted_gateway(*steps: Step) -> AsyncIterator[ScriptedGateway]:
    """A running gateway; it and its connections are gone afterwards."""
    gateway = ScriptedGateway(steps=list(steps))
    tasks: set[asyncio.Task[None]] = set()

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(gateway.serve(reader, writer))
        tasks.add(task)

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    gateway.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield gateway
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _read(reader: asyncio.StreamReader) -> Seen:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    method, target, _ = head[0].split(" ")
    headers = {
        name.lower(): value for name, value in (line.split(": ", 1) for line in head[1:] if line)
    }
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Seen(method, target, headers, body)


@dataclass(frozen=True, kw_only=True)
class Said:
    """An answer to write; `signed` by default, with each part of the signature open to a twist."""

    status: int = 200
    body: bytes = b"{}"
    signed: bool = True
    serial: str = PUBLIC_KEY_ID
    age_s: int = 0
    twist: Mapping[str, str | None] = field(default_factory=dict)

    def headers(self) -> dict[str, str]:
        headers = {"Request-ID": "08F5B8C2B506-0", "Date": formatdate(usegmt=True)}
        if self.signed:
            timestamp, nonce = str(int(time.time()) - self.age_s), "ab" * 16
            message = f"{timestamp}\n{nonce}\n".encode() + self.body + b"\n"
            signature = platform_key().sign(message, padding.PKCS1v15(), hashes.SHA256())
            headers |= {
                "Wechatpay-Signature": base64.b64encode(signature).decode(),
                "Wechatpay-Timestamp": timestamp,
                "Wechatpay-Nonce": nonce,
                "Wechatpay-Serial": self.serial,
                "Wechatpay-Signature-Type": "WECHATPAY2-SHA256-RSA2048",
            }
        twisted: dict[str, str | None] = {**headers, **self.twist}
        return {name: value for name, value in twisted.items() if value is not None}

    def wire(self) -> bytes:
        head = f"HTTP/1.1 {self.status} Said\r\nContent-Length: {len(self.body)}\r\n"
        lines = "".join(f"{name}: {value}\r\n" for name, value in self.headers().items())
        return f"{head}{lines}\r\n".encode() + self.body

    async def __call__(self, request: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(self.wire())


async def hang_up(request: Seen, writer: asyncio.StreamWriter) -> None:
    """Read the request and say nothing."""
    writer.close()


async def stay_silent(request: Seen, writer: asyncio.StreamWriter) -> None:
    """Read the request and never answer."""
    await asyncio.sleep(60)


async def drip(request: Seen, writer: asyncio.StreamWriter) -> None:
    """A body of which a byte comes now and then, so that no read ever times out."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.02)


def credentials(
    *gateways: str, public_key: bool = True, merchant_pem: str | None = None
) -> PracticeCredentials:
    """Credentials for scripted gateways, in public-key or certificate mode."""
    return PracticeCredentials(
        mchid=MCHID,
        merchant_serial=MERCHANT_SERIAL,
        merchant_key=Secret(merchant_pem or private_pem(merchant_key())),
        apiv3_key=Secret(APIV3_KEY),
        public_key=public_pem(platform_key()) if public_key else None,
        public_key_id=PUBLIC_KEY_ID if public_key else None,
        gateways=gateways,
    )


def closed_port_url() -> str:
    """A loopback address where nobody listens."""
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"
