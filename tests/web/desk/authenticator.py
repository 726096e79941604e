"""A device with a passkey, in plain Python: it can also do what no browser would."""

import hashlib
import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, NEW = 0x01, 0x04, 0x40


@dataclass
class Authenticator:
    id: bytes = b"a passkey that is only for tests"
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    count: int = 0
    counts: bool = True
    """Keys that several devices share do not."""

    def create(self, options: dict[str, Any], origin: str, *, flags: int = PRESENT | VERIFIED) -> str:
        numbers = self.key.public_key().public_numbers()
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)})
        attested = bytes(16) + len(self.id).to_bytes(2) + self.id + public
        data = self._data(options["rp"]["id"], flags | NEW) + attested
        response = {"attestationObject": cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})}
        return self._said("webauthn.create", options, origin, response)

    def get(self, options: dict[str, Any], origin: str, *, flags: int = PRESENT | VERIFIED) -> str:
        self.count += self.counts
        data = self._data(options["rpId"], flags)
        client = _client("webauthn.get", options, origin)
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._said(
            "webauthn.get", options, origin, {"authenticatorData": data, "signature": signature}
        )

    def _data(self, rp_id: str, flags: int) -> bytes:
        return hashlib.sha256(rp_id.encode()).digest() + bytes([flags]) + self.count.to_bytes(4)

    def _said(self, what: str, options: dict[str, Any], origin: str, response: dict[str, bytes]) -> str:
        parts = {"clientDataJSON": _client(what, options, origin), **response}
        return json.dumps(
            {
                "id": text(self.id),
                "rawId": text(self.id),
                "type": "public-key",
                "response": {name: text(part) for name, part in parts.items()},
                "clientExtensionResults": {},
            }
        )


def _client(what: str, options: dict[str, Any], origin: str) -> bytes:
    return json.dumps({"type": what, "challenge": options["challenge"], "origin": origin}).encode()


def text(part: bytes) -> str:
    return urlsafe_b64encode(part).rstrip(b"=").decode()
