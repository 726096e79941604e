"""What a passkey is asked to sign: random, for one purpose, soon over, and ours. None is kept until it has been used.

Nobody can fill a table by asking for many, nor keep somebody else from asking.
"""

import hashlib
import hmac
import secrets
from datetime import UTC, datetime, timedelta

LIVES = timedelta(minutes=5)
NONCE = 16
MOMENT = 8


def challenge(key: bytes, purpose: str, now: datetime) -> bytes:
    head = int((now + LIVES).timestamp()).to_bytes(MOMENT) + secrets.token_bytes(NONCE)
    return head + _seal(key, purpose, head)


def runs_out(key: bytes, purpose: str, given: bytes, now: datetime) -> datetime | None:
    """Until when it can be used; None where it has run out, is for something else, or is not ours."""
    head, seal = given[: MOMENT + NONCE], given[MOMENT + NONCE :]
    if not hmac.compare_digest(seal, _seal(key, purpose, head)):
        return None
    until = datetime.fromtimestamp(int.from_bytes(head[:MOMENT]), UTC)
    return until if until > now else None


def _seal(key: bytes, purpose: str, head: bytes) -> bytes:
    return hmac.digest(key, purpose.encode() + b"\x00" + head, hashlib.sha256)
