"""Small readers for the fields of WhatsApp's JSON: the right type or nothing, never an error."""

import re
from datetime import UTC, datetime
from typing import Any, NamedTuple

Json = dict[str, Any]

LAST_SECOND = 32_503_680_000
"""The year 3000."""

_NUMBERS = (int, float)
"""Not bool, which Python counts among the integers."""
_USER_ID = re.compile(r"[A-Z]{2}\.[A-Za-z0-9.]{1,160}", re.ASCII)


class Handles(NamedTuple):
    """The two keys under which an item names its client."""

    phone: str
    user_id: str


def handles_of(item: Json, contact: Json | None, keys: Handles) -> tuple[str | None, str | None]:
    """Phone and business-scoped user id of the client; either may be withheld.

    A user id is kept letter by letter, and nothing but digits is ever taken for a phone number: the digits of a
    user id would be a stranger's number.
    """
    contact = contact or {}
    named = item.get(keys.phone)
    phone = phone_of(named) or phone_of(contact.get("wa_id"))
    user_id = word(item.get(keys.user_id)) or word(contact.get("user_id"))
    if user_id is None and isinstance(named, str) and _USER_ID.fullmatch(named):
        user_id = named
    return phone, user_id


def phone_of(value: Any) -> str | None:
    """Digits only, as WhatsApp writes numbers."""
    digits = value.removeprefix("+") if isinstance(value, str) else ""
    return digits if digits.isdigit() and digits.isascii() and 5 <= len(digits) <= 20 else None


def time_of(value: Any) -> datetime | None:
    """Unix seconds, which WhatsApp writes as a string in some places and as a number in others."""
    if isinstance(value, str) and value.isdigit() and value.isascii() and len(value) <= 14:
        value = int(value)
    if type(value) not in _NUMBERS or not 0 < value < LAST_SECOND * 1000:
        return None
    # Some senders write milliseconds.
    return datetime.fromtimestamp(value if value < LAST_SECOND else value / 1000, UTC)


def part(parent: Any, key: str) -> Json:
    """The object below `key`, empty when there is none."""
    value = parent.get(key) if isinstance(parent, dict) else None
    return value if isinstance(value, dict) else {}


def first(parent: Any, key: str) -> Json:
    """The first object of the list below `key`, empty when there is none."""
    value = parent.get(key) if isinstance(parent, dict) else None
    if isinstance(value, list):
        for item in value:
            if isinstance(item, dict):
                return item
    return {}


def each(parent: Any, key: str) -> list[Json]:
    """The objects of the list below `key`."""
    value = parent.get(key) if isinstance(parent, dict) else None
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def word(value: Any) -> str | None:
    """A text that is not empty."""
    return value if isinstance(value, str) and value else None


def number(value: Any) -> float | None:
    try:
        return float(value) if type(value) in _NUMBERS else None
    except OverflowError:
        return None
