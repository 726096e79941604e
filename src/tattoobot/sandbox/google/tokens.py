"""Google's token endpoint for service accounts: a signed assertion in, an access token out.

https://developers.google.com/identity/protocols/oauth2/service-account
"""

import base64
import binascii
import json
import secrets
import time
from collections.abc import Callable
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from tattoobot.sandbox.journal import Json

GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
AUDIENCE = "https://oauth2.googleapis.com/token"
"""Whoever a token is asked of: Google's own libraries write this, wherever they send it."""
SCOPES = frozenset({"https://www.googleapis.com/auth/spreadsheets", "https://www.googleapis.com/auth/drive"})
LONGEST = 3600
SKEW = 300


class NotGranted(Exception):
    """The endpoint's own kind of error."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.status = status
        self.answer = {"error": error, "error_description": description}


class Tokens:
    """Access tokens that were given out, to the one service account that there is."""

    def __init__(
        self, public_key: str, client_email: str, now: Callable[[], float] = time.time, lives: float = LONGEST
    ) -> None:
        self._key = load_pem_public_key(public_key.encode()) if public_key else None
        self._email = client_email
        self._now = now
        self._lives = lives
        self._given: dict[str, tuple[float, frozenset[str]]] = {}

    def grant(self, form: dict[str, str]) -> Json:
        """Raises `NotGranted`."""
        if form.get("grant_type") != GRANT:
            raise NotGranted("unsupported_grant_type", f"Invalid grant_type: {form.get('grant_type', '')}")
        claims = self._verified(form.get("assertion", ""))
        if claims.get("iss") != self._email:
            raise NotGranted("invalid_grant", "Invalid grant: account not found")
        if claims.get("aud") != AUDIENCE:
            raise NotGranted(
                "invalid_grant", f"Invalid JWT: Failed audience check. The right audience is {AUDIENCE}"
            )
        self._check_times(claims)
        scopes = frozenset(str(claims.get("scope", "")).split())
        if not scopes:
            raise NotGranted("invalid_scope", "Invalid OAuth scope or ID token audience provided.")
        token = "ya29.sandbox-" + secrets.token_urlsafe(24)
        self._given[token] = (self._now() + self._lives, scopes)
        return {"access_token": token, "expires_in": int(self._lives) - 1, "token_type": "Bearer"}

    def accepts(self, authorization: str) -> bool:
        scheme, _, token = authorization.partition(" ")
        until, scopes = self._given.get(token, (0.0, frozenset()))
        return scheme.lower() == "bearer" and until > self._now() and bool(scopes & SCOPES)

    def withdraw(self) -> None:
        """Every token that was given out is void."""
        self._given.clear()

    def _check_times(self, claims: Json) -> None:
        now, issued, expires = self._now(), claims.get("iat"), claims.get("exp")
        if not isinstance(issued, int) or not isinstance(expires, int):
            raise NotGranted("invalid_grant", "Invalid JWT: iat and exp must be numbers.")
        if not (now - LONGEST - SKEW <= issued <= now + SKEW and issued < expires <= issued + LONGEST):
            raise NotGranted(
                "invalid_grant",
                "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your"
                " iat and exp values in the JWT claim.",
            )
        if expires < now:
            raise NotGranted("invalid_grant", "Invalid JWT: Token has expired.")

    def _verified(self, assertion: str) -> Json:
        """The claims of an assertion that the account's own key has signed."""
        head, _, rest = assertion.partition(".")
        body, _, signature = rest.partition(".")
        try:
            header, claims = _json(head), _json(body)
            if header.get("alg") != "RS256" or not isinstance(self._key, RSAPublicKey):
                raise InvalidSignature
            self._key.verify(_bytes(signature), f"{head}.{body}".encode(), PKCS1v15(), SHA256())
        except InvalidSignature:
            raise NotGranted("invalid_grant", "Invalid JWT Signature.") from None
        except (ValueError, binascii.Error):
            raise NotGranted("invalid_request", "Bad Request") from None
        return claims


def _bytes(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _json(part: str) -> Json:
    found: Any = json.loads(_bytes(part))
    if not isinstance(found, dict):
        raise ValueError("no object")
    return found
