"""Posts an alarm to the owner's own address, as JSON; chat services that take webhooks read its `text`."""

from collections.abc import Mapping

import aiohttp

from tattoobot.adapters.failures import DeliveryFailed
from tattoobot.adapters.http import connection_failure, retry_after
from tattoobot.domain.delivery import Failure, Reaction


class OwnerAddress:
    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self._url = url

    async def tell(self, alarm: Mapping[str, object]) -> None:
        """Raises `DeliveryFailed`. The address may hold a secret: no error shows it."""
        try:
            async with self._session.post(self._url, json=alarm, allow_redirects=False) as response:
                status, wait = response.status, retry_after(response.headers)
        except aiohttp.InvalidURL:
            raise DeliveryFailed(Failure(Reaction.REFUSED, "OWNER_ALERT_URL is no address.")) from None
        except (aiohttp.ClientError, TimeoutError) as error:
            raise connection_failure(error, repeatable=True) from error
        if 200 <= status < 300:
            return
        passes = status == 429 or status >= 500
        cause = f"OWNER_ALERT_URL answers {status}."
        reaction = Reaction.RETRY if passes else Reaction.REFUSED
        raise DeliveryFailed(Failure(reaction, cause, code=status, retry_after=wait))
