"""What is encrypted comes back whole, to whoever has the key, or not at all."""

import io
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from tattoobot.adapters.sealed import CHUNK, CannotOpen, Lock, Opener, Sealer, is_sealed

PHRASE = Lock(passphrase="only for tests")


def sealed(content: bytes, lock: Lock = PHRASE) -> bytes:
    out = io.BytesIO()
    sealer = Sealer(out, lock)
    sealer.write(content)
    sealer.close()
    return out.getvalue()


def opened(content: bytes, lock: Lock = PHRASE) -> bytes:
    return Opener(io.BytesIO(content), lock).read()


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_what_is_encrypted_comes_back(size: int) -> None:
    content = bytes(range(256)) * (size // 256 + 1)

    made = sealed(content[:size])

    assert is_sealed(made)
    assert opened(made) == content[:size]


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda made: made[:-1],
        lambda made: made[: -CHUNK // 2],
        lambda made: made[: made.index(b"\n") + 1 + 2 * (CHUNK + 16)],
        lambda made: made + b"\0",
        lambda made: made[:-5] + bytes([made[-5] ^ 1]) + made[-4:],
    ],
    ids=["a byte short", "half a chunk short", "whole chunks short", "too long", "a bit changed"],
)
def test_what_was_cut_off_or_changed_does_not_open(spoilt: Callable[[bytes], bytes]) -> None:
    made = sealed(bytes(2 * CHUNK + 40_000))

    with pytest.raises(CannotOpen, match="damaged"):
        opened(spoilt(made))


def test_another_passphrase_is_refused_in_words() -> None:
    with pytest.raises(CannotOpen, match="passphrase is not the one"):
        opened(sealed(b"a fox"), Lock(passphrase="another"))


def test_to_a_public_key_it_opens_with_the_private_one_alone() -> None:
    key, other = X25519PrivateKey.generate(), X25519PrivateKey.generate()
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    made = sealed(b"a fox", Lock(public_key=public))

    assert opened(made, _with(key)) == b"a fox"
    with pytest.raises(CannotOpen, match="key is not the one"):
        opened(made, _with(other))
    with pytest.raises(CannotOpen, match="give the private one"):
        opened(made)


def _with(key: X25519PrivateKey) -> Lock:
    return Lock(private_key=key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
