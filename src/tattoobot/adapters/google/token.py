"""The access token of a service account: google-auth signs the assertion, our own session fetches the token.

https://developers.google.com/identity/protocols/oauth2/service-account
"""

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import aiohttp
import msgspec
from yarl import URL

from tattoobot.adapters.failures import DeliveryFailed
from tattoobot.adapters.http import connection_failure, json_object, retry_after
from tattoobot.domain.delivery import Failure, Reaction

AUDIENCE = "https://oauth2.googleapis.com/token"
"""The same at whichever address tokens are asked for, as in Google's own libraries."""
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
LIVES_SECONDS = 3600
EARLY_SECONDS = 120
"""A token is renewed before it ends: a call takes its time, and clocks differ."""


class BadKey(ValueError):
    """The file is not the key of a service account."""


class ServiceAccount:
    """One key, and the token that it was last given."""

    def __init__(self, key: Mapping[str, Any], *, scope: str, clock: Callable[[], float] = time.time) -> None:
        """Raises `BadKey`."""
        from google.auth.crypt import RSASigner  # noqa: PLC0415  large, and most studios keep no spreadsheet

        try:
            self._signer = RSASigner.from_service_account_info(key)  # type: ignore[no-untyped-call]
            self.email, self._token_uri = str(key["client_email"]), URL(str(key["token_uri"]))
        except (KeyError, TypeError, ValueError) as error:
            raise BadKey(str(error)) from error
        self._scope = scope
        self._clock = clock
        self._token = ""
        self._until = 0.0

    @classmethod
    def from_file(cls, path: Path, *, scope: str) -> "ServiceAccount":
        """Raises `BadKey`, with what is wrong."""
        try:
            key = msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
        except OSError as error:
            raise BadKey(error.strerror or "it cannot be read") from error
        except (msgspec.DecodeError, UnicodeError) as error:
            raise BadKey("it is not JSON") from error
        return cls(key, scope=scope)

    async def token(self, session: aiohttp.ClientSession) -> str:
        """Raises `DeliveryFailed`."""
        if self._clock() > self._until - EARLY_SECONDS:
            await self._fetch(session)
        return self._token

    def forget(self) -> None:
        """Google does not know the token any more."""
        self._until = 0.0

    async def _fetch(self, session: aiohttp.ClientSession) -> None:
        now = int(self._clock())
        form = {"grant_type": GRANT, "assertion": self._assertion(now)}
        try:
            async with session.post(self._token_uri, data=form, allow_redirects=False) as response:
                content = await response.read()
        except (aiohttp.ClientError, TimeoutError) as error:
            raise connection_failure(error, repeatable=True) from error
        answer = json_object(content) or {}
        token, lives = answer.get("access_token"), answer.get("expires_in")
        if response.status == 200 and isinstance(token, str) and isinstance(lives, int):
            self._token, self._until = token, now + lives
            return
        raise _refusal(response, answer, self.email)

    def _assertion(self, now: int) -> str:
        claims = {
            "iss": self.email,
            "scope": self._scope,
            "aud": AUDIENCE,
            "iat": now,
            "exp": now + LIVES_SECONDS,
        }
        from google.auth import jwt  # noqa: PLC0415  as above

        signed: bytes = jwt.encode(self._signer, claims)  # type: ignore[no-untyped-call]
        return signed.decode()


def _refusal(response: aiohttp.ClientResponse, answer: dict[str, Any], email: str) -> DeliveryFailed:
    code = str(answer.get("error", f"HTTP {response.status}"))
    details = str(answer.get("error_description", ""))
    if response.status == 429 or response.status >= 500 or response.status == 200:
        wait = retry_after(response.headers)
        cause = "Google gives no token at the moment."
        return DeliveryFailed(Failure(Reaction.RETRY, cause, code=code, details=details, retry_after=wait))
    cause = (
        f"Google does not accept the key of {email}: it was withdrawn, or the clock of this machine is wrong."
        " Make a new key, and put its file where GOOGLE_SERVICE_ACCOUNT_FILE says."
    )
    return DeliveryFailed(Failure(Reaction.STOP_ACCOUNT, cause, code=code, details=details))
