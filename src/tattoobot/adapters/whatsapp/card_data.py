"""Takes payment cards out of a webhook's body: at the door, before anything is kept anywhere."""

from typing import Any

from tattoobot.adapters.whatsapp.fields import Json
from tattoobot.domain.payment_cards import redact

SHORTEST = 13
"""Digits of the shortest card number."""
NOT_WORDS = frozenset({"from", "to", "customer", "display_phone_number", "sha256", "mime_type", "payload"})
NOT_WORDS_ENDS = ("id", "ids", "time", "timestamp", "url", "opaque_callback_data")
"""Under these keys stands what machines have written: an id may well have the checksum of a card."""


def take_out(payload: Json) -> None:
    """In place, and without recursion: a body may be nested deeper than Python calls."""
    todo: list[Any] = [payload]
    while todo:
        holder = todo.pop()
        # Values are replaced under keys that are there: neither a dict nor a list minds that while it is walked.
        for key, value in holder.items() if isinstance(holder, dict) else enumerate(holder):
            if isinstance(value, dict | list):
                todo.append(value)
            elif isinstance(value, str | int) and _may_hold_card(value) and not _is_machines(key):
                holder[key] = _without_card(value)


def _may_hold_card(value: str | int) -> bool:
    """A short one can still hold the code on its back, and a number is as long as it is written."""
    return not isinstance(value, str) or len(value) >= SHORTEST or "cv" in value.lower()


def _is_machines(key: str | int) -> bool:
    return isinstance(key, str) and (key in NOT_WORDS or key.endswith(NOT_WORDS_ENDS))


def _without_card(value: str | int) -> str | int:
    written = value if isinstance(value, str) else str(value)
    said = redact(written)
    return value if said == written else said
