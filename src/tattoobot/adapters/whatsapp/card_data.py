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
    todo: list[Json | list[Any]] = [payload]
    while todo:
        holder = todo.pop()
        pairs: list[tuple[Any, Any]] = list(holder.items() if isinstance(holder, dict) else enumerate(holder))
        for key, value in pairs:
            if isinstance(value, dict | list):
                todo.append(value)
            elif isinstance(value, str | int) and not _is_machines(key):
                holder[key] = _without_card(value)


def _is_machines(key: str | int) -> bool:
    return isinstance(key, str) and (key in NOT_WORDS or key.endswith(NOT_WORDS_ENDS))


def _without_card(value: str | int) -> str | int:
    written = value if isinstance(value, str) else str(value)
    if len(written) < SHORTEST and "cv" not in written.lower():
        return value
    said = redact(written)
    return value if said == written else said
