"""Tells the owner of an alarm at their own address: posted as JSON, whose `text` chat services read, or by e-mail."""

import asyncio
import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Protocol
from urllib.parse import unquote, urlsplit

import aiohttp

from tattoobot.adapters.failures import DeliveryFailed
from tattoobot.adapters.http import connection_failure, retry_after
from tattoobot.domain.delivery import Failure, Reaction

MAIL_SECONDS = 20
LONGEST_SUBJECT = 120
THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
"""Nobody listens on the way there; everywhere else a letter goes encrypted or not at all."""


class Owner(Protocol):
    async def tell(self, alarm: Mapping[str, object]) -> None:
        """Raises `DeliveryFailed`."""


def owner_at(url: str, smtp_url: str, session: aiohttp.ClientSession) -> Owner:
    """Whoever listens there: `mailto:` is written to through the server of `smtp_url`, all else is posted to."""
    parts = urlsplit(url)
    return OwnerMail(parts.path, smtp_url) if parts.scheme == "mailto" else OwnerAddress(session, url)


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


@dataclass(frozen=True, slots=True)
class OwnerMail:
    """Writes to an e-mail address, through the server of `smtp_url`."""

    to: str
    smtp_url: str

    async def tell(self, alarm: Mapping[str, object]) -> None:
        """Raises `DeliveryFailed`. The server may repeat an address or a name; its words are not shown."""
        try:
            await asyncio.to_thread(self._send, self._letter(alarm))
        except smtplib.SMTPAuthenticationError as error:
            raise DeliveryFailed(
                Failure(Reaction.REFUSED, "SMTP_URL: user or password is refused.")
            ) from error
        except smtplib.SMTPResponseException as error:
            passes = 400 <= error.smtp_code < 500
            reaction = Reaction.RETRY if passes else Reaction.REFUSED
            cause = f"The mail server answers {error.smtp_code}."
            raise DeliveryFailed(Failure(reaction, cause, code=error.smtp_code)) from error
        except smtplib.SMTPRecipientsRefused as error:
            raise DeliveryFailed(
                Failure(Reaction.REFUSED, "The mail server does not take OWNER_ALERT_URL.")
            ) from error
        except (smtplib.SMTPException, OSError) as error:
            cause = f"The mail server cannot be reached ({type(error).__name__})."
            raise DeliveryFailed(Failure(Reaction.RETRY, cause)) from error

    def _letter(self, alarm: Mapping[str, object]) -> EmailMessage:
        user = unquote(urlsplit(self.smtp_url).username or "")
        letter = EmailMessage()
        letter["From"] = user if "@" in user else self.to
        letter["To"] = self.to
        letter["Subject"] = str(alarm["text"]).partition("\n")[0][:LONGEST_SUBJECT]
        letter["Message-ID"] = f"<{alarm['id']}@tattoobot>"
        letter.set_content(f"{alarm['text']}\n\n{alarm['studio']}\n")
        return letter

    def _send(self, letter: EmailMessage) -> None:
        parts = urlsplit(self.smtp_url)
        host = parts.hostname or ""
        trusted = ssl.create_default_context()
        with (
            smtplib.SMTP_SSL(host, parts.port or 465, timeout=MAIL_SECONDS, context=trusted)
            if parts.scheme == "smtps"
            else smtplib.SMTP(host, parts.port or 587, timeout=MAIL_SECONDS)
        ) as server:
            if parts.scheme == "smtp" and host not in THIS_MACHINE:
                server.starttls(context=trusted)
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.send_message(letter)
