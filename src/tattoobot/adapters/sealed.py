"""An encrypted stream: chunks by ChaCha20-Poly1305, numbered, the last one marked (the STREAM construction).

So no chunk can be changed, moved, left out or cut off unnoticed. The key of the file is random; it stands in the first
line, sealed to a passphrase (scrypt) or to somebody's X25519 public key (HPKE, RFC 9180).
"""

import base64
import os
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

MAGIC = b"tattoobot-sealed-1 "
CHUNK = 64 * 1024
TAG = 16
INFO = b"tattoobot backup"
LONGEST_HEAD = 1024
NO_NONCE = bytes(12)
"""For what is encrypted under a key that is used once."""


class CannotOpen(Exception):
    """The passphrase or key is another one, or the file is not whole."""


class Lock:
    """How the key of a file is sealed and opened: by one of the three."""

    def __init__(
        self,
        *,
        passphrase: str | None = None,
        public_key: bytes | None = None,
        private_key: bytes | None = None,
    ) -> None:
        self._passphrase = passphrase
        self._public = _public(public_key) if public_key else None
        self._private = _private(private_key) if private_key else None

    def seal(self, key: bytes) -> bytes:
        if self._public is not None:
            return b"hpke " + base64.b64encode(_suite().encrypt(key, self._public, info=INFO))
        salt = os.urandom(16)
        return b"scrypt " + base64.b64encode(salt + self._derived(salt).encrypt(NO_NONCE, key, INFO))

    def open(self, sealed: bytes) -> bytes:
        kind, _, text = sealed.partition(b" ")
        try:
            box = base64.b64decode(text, validate=True)
        except ValueError:
            raise CannotOpen("The file is damaged: its first line cannot be read.") from None
        if kind == b"hpke":
            return self._opened_by_key(box)
        if self._passphrase is None:
            raise CannotOpen("It is encrypted with a passphrase: give it.")
        try:
            return self._derived(box[:16]).decrypt(NO_NONCE, box[16:], INFO)
        except InvalidTag:
            raise CannotOpen("The passphrase is not the one with which it was encrypted.") from None

    def _opened_by_key(self, box: bytes) -> bytes:
        if self._private is None:
            raise CannotOpen("It is encrypted to a public key: give the private one.")
        try:
            return _suite().decrypt(box, self._private, info=INFO)
        except (InvalidTag, ValueError):
            raise CannotOpen("The key is not the one to which it was encrypted.") from None

    def _derived(self, salt: bytes) -> ChaCha20Poly1305:
        kdf = Scrypt(salt=salt, length=32, n=2**16, r=8, p=1)
        return ChaCha20Poly1305(kdf.derive((self._passphrase or "").encode()))


class Sealer:
    """What is written to it arrives in `out` encrypted. Not closed, the stream counts as cut off."""

    def __init__(self, out: IO[bytes], lock: Lock) -> None:
        key = ChaCha20Poly1305.generate_key()
        self._out, self._cipher = out, ChaCha20Poly1305(key)
        self._number, self._rest = 0, bytearray()
        out.write(MAGIC + lock.seal(key) + b"\n")

    def write(self, content: bytes) -> int:
        self._rest += content
        while len(self._rest) > CHUNK:
            self._put(bytes(self._rest[:CHUNK]), last=False)
            del self._rest[:CHUNK]
        return len(content)

    def flush(self) -> None:
        self._out.flush()

    def close(self) -> None:
        self._put(bytes(self._rest), last=True)
        self._rest.clear()

    def _put(self, chunk: bytes, *, last: bool) -> None:
        self._out.write(self._cipher.encrypt(_nonce(self._number, last), chunk, None))
        self._number += 1


class Opener:
    """Reads what a `Sealer` wrote. Raises `CannotOpen`."""

    def __init__(self, source: IO[bytes], lock: Lock) -> None:
        head = source.readline(LONGEST_HEAD)
        if not head.startswith(MAGIC):
            raise CannotOpen("It is not an encrypted backup.")
        self._source = source
        self._cipher = ChaCha20Poly1305(lock.open(head.removeprefix(MAGIC).strip()))
        self._number, self._rest = 0, b""
        self._next = source.read(CHUNK + TAG)
        self._over = False

    def read(self, size: int = -1) -> bytes:
        while not self._over and (size < 0 or len(self._rest) < size):
            self._rest += self._opened()
        size = len(self._rest) if size < 0 else size
        given, self._rest = self._rest[:size], self._rest[size:]
        return given

    def _opened(self) -> bytes:
        chunk, self._next = self._next, self._source.read(CHUNK + TAG)
        self._over = not self._next
        try:
            opened = self._cipher.decrypt(_nonce(self._number, self._over), chunk, None)
        except InvalidTag:
            raise CannotOpen("The file is damaged, or its end is missing.") from None
        self._number += 1
        return opened


def is_sealed(beginning: bytes) -> bool:
    return beginning.startswith(MAGIC)


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _suite() -> Suite:
    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


def _public(pem: bytes) -> X25519PublicKey:
    key = load_pem_public_key(pem)
    if not isinstance(key, X25519PublicKey):
        raise ValueError("the key is not an X25519 key")
    return key


def _private(pem: bytes) -> X25519PrivateKey:
    key = load_pem_private_key(pem, None)
    if not isinstance(key, X25519PrivateKey):
        raise ValueError("the key is not an X25519 key")
    return key
