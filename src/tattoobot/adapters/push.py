"""Pushes to a browser, through the service that its maker runs."""

import secrets
import time
from enum import Enum

import aiohttp
from cryptography.hazmat.primitives.asymmetric import ec

from tattoobot.adapters import push_seal
from tattoobot.domain import push
from tattoobot.domain.push import Device

KEEP_SECONDS = 24 * 3600
"""For so long the service keeps it for a phone that is off."""
VALID_SECONDS = 12 * 3600
TIMEOUT = aiohttp.ClientTimeout(total=8.0, connect=5.0)


class Told(Enum):
    """How a push ended."""

    TAKEN = "taken"
    LATER = "later"
    GONE = "gone"
    """It will never be taken: the browser has taken it back, or it is no address of a push service."""


class Push:
    def __init__(self, session: aiohttp.ClientSession, about: str, *, trial: bool) -> None:
        self._session = session
        self._about = about
        self._trial = trial

    async def tell(self, device: Device, said: bytes, secret: bytes) -> Told:
        """`secret` is what our key follows from."""
        if not push.may_be_asked(device.endpoint, trial=self._trial):
            return Told.GONE
        new = ec.generate_private_key(push_seal.CURVE)
        body = push_seal.seal(said, device.public_key, device.auth, new, secrets.token_bytes(push_seal.SALT))
        until = int(time.time()) + VALID_SECONDS
        headers = {
            "Authorization": push_seal.signed(
                device.endpoint, push_seal.private_key(secret), self._about, until
            ),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(KEEP_SECONDS),
            "Urgency": "high",
        }
        try:
            async with self._session.post(
                device.endpoint, data=body, headers=headers, allow_redirects=False, timeout=TIMEOUT
            ) as answer:
                return _told(answer.status)
        except aiohttp.InvalidURL:
            return Told.GONE
        except (aiohttp.ClientError, TimeoutError):
            return Told.LATER


def _told(status: int) -> Told:
    if 200 <= status < 300:
        return Told.TAKEN
    return Told.LATER if status in (408, 429) or status >= 500 else Told.GONE
