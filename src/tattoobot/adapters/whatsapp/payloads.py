"""WhatsApp's payloads: check, cut and read what it sends us, build what we send. Pure: no clock, no network.

A webhook is verified, cut into updates that are kept one by one (`batch.py`), and read later (`reading.py`).
"""

import hmac
import re

from tattoobot.adapters.failures import BadPayload
from tattoobot.adapters.whatsapp.account_news import FIELDS as ACCOUNT_NEWS
from tattoobot.adapters.whatsapp.account_news import read_account_news
from tattoobot.adapters.whatsapp.batch import ANYBODY, FOR_ANOTHER, Ours, Update, updates
from tattoobot.adapters.whatsapp.reading import (
    read_identity_change,
    read_message,
    read_preference,
    read_status,
)
from tattoobot.adapters.whatsapp.requests import NotSendable, TooLong, fits, message_body
from tattoobot.adapters.whatsapp.template_news import FIELDS as TEMPLATE_NEWS
from tattoobot.adapters.whatsapp.template_news import read_template_news

__all__ = [
    "ACCOUNT_NEWS",
    "ANYBODY",
    "FOR_ANOTHER",
    "TEMPLATE_NEWS",
    "BadPayload",
    "NotSendable",
    "Ours",
    "TooLong",
    "Update",
    "fits",
    "message_body",
    "read_account_news",
    "read_identity_change",
    "read_message",
    "read_preference",
    "read_status",
    "read_template_news",
    "updates",
    "verified",
]

SIGNATURE_PREFIX = "sha256="
SIGNATURE = re.compile(r"sha256=[0-9a-f]{64}", re.ASCII)


def may_be_signed(signature: str | None) -> bool:
    """Whether the header has the form of a signature: known before the body is read."""
    return signature is not None and SIGNATURE.fullmatch(signature) is not None


def verified(body: bytes, signature: str | None, secret: str) -> bool:
    """Whether Meta signed this body with our app secret (header `X-Hub-Signature-256`).

    An empty secret never verifies: anyone can sign with it.
    """
    if not secret or signature is None or not may_be_signed(signature):
        return False
    expected = hmac.digest(secret.encode(), body, "sha256").hex()
    return hmac.compare_digest(signature[len(SIGNATURE_PREFIX) :], expected)
