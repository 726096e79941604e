"""What is pushed to a browser, sealed for it (RFC 8291), and who we are to its push service (VAPID, RFC 8292). Pure."""

import base64
import hashlib
import hmac
import json
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

CURVE = ec.SECP256R1()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of that curve."""
POINT = 65
AUTH = 16
SALT = 16
MOST = 3000
"""Bytes of one notice: every service takes so many."""
RECORD = 4096
LAST = b"\x02"


def private_key(secret: bytes) -> ec.EllipticCurvePrivateKey:
    """Ours, the same whenever it follows from the same secret."""
    number = int.from_bytes(hashlib.sha512(secret).digest()) % (ORDER - 1) + 1
    return ec.derive_private_key(number, CURVE)


def public_point(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )


def is_point(public: bytes) -> bool:
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(CURVE, public)
    except ValueError:
        return False
    return len(public) == POINT


def seal(said: bytes, public: bytes, auth: bytes, ours: ec.EllipticCurvePrivateKey, salt: bytes) -> bytes:
    """For whoever has the other half of `public`, and `auth`; `ours` and `salt` are new for every notice."""
    shared = ours.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, public))
    sender = public_point(ours)
    key = _derived(auth, shared, b"WebPush: info\x00" + public + sender, 32)
    content = _derived(salt, key, b"Content-Encoding: aes128gcm\x00", 16)
    nonce = _derived(salt, key, b"Content-Encoding: nonce\x00", 12)
    head = salt + RECORD.to_bytes(4) + len(sender).to_bytes(1) + sender
    return head + AESGCM(content).encrypt(nonce, said[:MOST] + LAST, None)


def signed(endpoint: str, ours: ec.EllipticCurvePrivateKey, about: str, until: int) -> str:
    """The header that tells a push service who we are (`about` is where to ask), for it alone and until then."""
    parts = urlsplit(endpoint)
    claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": until, "sub": about}
    text = f"{_json({'typ': 'JWT', 'alg': 'ES256'})}.{_json(claims)}"
    r, s = decode_dss_signature(ours.sign(text.encode(), ec.ECDSA(hashes.SHA256())))
    token = f"{text}.{encoded(r.to_bytes(32) + s.to_bytes(32))}"
    return f"vapid t={token}, k={encoded(public_point(ours))}"


def encoded(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """Raises `ValueError`."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _json(part: dict[str, object]) -> str:
    return encoded(json.dumps(part, separators=(",", ":")).encode())


def _derived(salt: bytes, key: bytes, info: bytes, length: int) -> bytes:
    """HKDF of one block."""
    middle = hmac.digest(salt, key, hashlib.sha256)
    return hmac.digest(middle, info + b"\x01", hashlib.sha256)[:length]
