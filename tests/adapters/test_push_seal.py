"""What is pushed is sealed as RFC 8291 seals it, and signed so that a push service knows us."""

import json

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from hypothesis import given
from hypothesis import strategies as st

from tattoobot.adapters import push_seal
from tattoobot.adapters.push_seal import decoded, encoded

# The example of RFC 8291, appendix A.
SAID = b"When I grow up, I want to be a watermelon"
PUBLIC = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
OURS = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
SEALED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
    "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_the_example_of_the_standard_is_sealed_as_it_says() -> None:
    ours = ec.derive_private_key(int.from_bytes(decoded(OURS)), push_seal.CURVE)

    assert encoded(push_seal.seal(SAID, decoded(PUBLIC), decoded(AUTH), ours, decoded(SALT))) == SEALED


@pytest.mark.parametrize(
    ("endpoint", "audience"),
    [
        ("https://fcm.googleapis.com/fcm/send/abc:def", "https://fcm.googleapis.com"),
        ("http://127.0.0.1:4711/push/1?a=b", "http://127.0.0.1:4711"),
    ],
)
def test_a_push_service_is_told_who_we_are_for_itself_alone(endpoint: str, audience: str) -> None:
    ours = push_seal.private_key(b"a secret that is only for tests")
    scheme, parts = push_seal.signed(endpoint, ours, "https://book.example.com", 1_800_000_000).split(" ", 1)
    token, public = (part.partition("=")[2] for part in parts.split(", "))
    head, claims, signature = token.split(".")

    assert scheme == "vapid"
    assert json.loads(decoded(head)) == {"typ": "JWT", "alg": "ES256"}
    assert json.loads(decoded(claims)) == {
        "aud": audience,
        "exp": 1_800_000_000,
        "sub": "https://book.example.com",
    }
    known = ec.EllipticCurvePublicKey.from_encoded_point(push_seal.CURVE, decoded(public))
    r, s = (int.from_bytes(half) for half in (decoded(signature)[:32], decoded(signature)[32:]))
    known.verify(encode_dss_signature(r, s), f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))
    with pytest.raises(InvalidSignature):
        known.verify(encode_dss_signature(r, s), f"{head}.{claims}x".encode(), ec.ECDSA(hashes.SHA256()))


def test_our_key_follows_from_the_secret_alone() -> None:
    one, again, other = (
        push_seal.public_point(push_seal.private_key(secret)) for secret in (b"1", b"1", b"2")
    )

    assert one == again != other
    assert push_seal.is_point(one)


@given(st.binary(max_size=80))
def test_what_is_no_point_of_the_curve_is_not_taken_for_one(public: bytes) -> None:
    assert not push_seal.is_point(public)
