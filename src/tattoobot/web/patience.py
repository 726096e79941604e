"""Patience with wrong keys and links runs out: who has tried many is told to come back later.

What is right always opens, at once and for everybody: a stranger at the same address, or behind the same proxy, locks
nobody out. Keys and links are too long to be guessed; what ends here is the work that guessing makes.
"""

import ipaddress
import math
import time
from datetime import timedelta

from starlette.requests import Request

from tattoobot.db import tries
from tattoobot.db.engine import ANY_TROUBLE
from tattoobot.errors import BookingError
from tattoobot.web.context import web

MOST = 20
"""Wrong tries of one source within this time, in all processes together."""
WITHIN = timedelta(minutes=5)
MOST_REMEMBERED = 1000
IPV6_NETWORK = 64
"""Whoever has one IPv6 address has all that begin like it."""


class TooManyTries(BookingError):
    """Too many wrong tries."""

    http_status = 429
    code = "too_many_tries"

    def __init__(self, seconds: float) -> None:
        self.retry_after = max(math.ceil(seconds), 1)
        super().__init__(f"Try again in {self.retry_after} seconds. What is right opens at any time.")


class Patience:
    """This process remembers who is to come back later: no further try of theirs reaches the database."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._later: dict[int, float] = {}

    async def wrong(self, request: Request, what: str) -> None:
        """Count one. Raises `TooManyTries`."""
        source = tries.source_of(what, address_of(request))
        left = self._later.get(source, 0.0) - time.monotonic()
        if left > 0:
            raise TooManyTries(left)
        try:
            async with web(request).database.transaction() as db:
                times, left = await tries.count(db, source, WITHIN)
        except ANY_TROUBLE:
            # Without a database there is nothing to guess at, either.
            return
        if times > self._most:
            self._remember(source, left)
            raise TooManyTries(left)

    def _remember(self, source: int, seconds: float) -> None:
        self._later.pop(source, None)
        while len(self._later) >= MOST_REMEMBERED:
            del self._later[next(iter(self._later))]
        self._later[source] = time.monotonic() + seconds


async def wrong_try(request: Request, what: str) -> None:
    """Raises `TooManyTries`."""
    patience: Patience = request.app.state.patience
    await patience.wrong(request, what)


def address_of(request: Request) -> str:
    """Where somebody comes from; behind TRUSTED_PROXIES, as the proxy says."""
    told = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(told)
    except ValueError:
        return told
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is None:
            return str(ipaddress.ip_network((address, IPV6_NETWORK), strict=False))
        address = address.ipv4_mapped
    return str(address)
