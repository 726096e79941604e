"""Takes payment cards out of a webhook's body: at the door, before anything is kept anywhere."""

from functools import lru_cache
from typing import Any

from tattoobot.adapters.whatsapp.fields import Json
from tattoobot.domain.payment_cards import redact

SHORTEST = 13
"""Digits of the shortest card number."""
LEAST = 10 ** (SHORTEST - 1)
NOT_WORDS = frozenset({"from", "to", "customer", "display_phone_number", "sha256", "mime_type", "payload"})
NOT_WORDS_ENDS = ("id", "ids", "time", "timestamp", "url", "opaque_callback_data")
"""Under these keys stands what machines have written: an id may well have the checksum of a card."""


def may_name_a_code(body: bytes) -> bool:
    """Whether a text in this JSON may speak of the code on the back of a card; letters may be written as `\\u0063`."""
    return b"cv" in body.lower() or b"\\u" in body


def take_out(payload: Json, *, codes: bool = True) -> None:
    """In place, and without recursion: a body may be nested deeper than Python calls. `codes`: see `may_name_a_code`.

    Every body passes here, and hardly any holds a card: what cannot be one is left at the first look.
    """
    todo: list[Any] = [payload]
    while todo:
        holder = todo.pop()
        # Values are replaced under keys that are there: neither a dict nor a list minds that while it is walked.
        for key, value in holder.items() if type(holder) is dict else enumerate(holder):
            kind = type(value)  # JSON has no others than these, and null and the booleans
            if kind is dict or kind is list:
                todo.append(value)
            elif kind is str:
                # A short text can still hold the code on the back of a card.
                if (len(value) >= SHORTEST or (codes and "cv" in value.lower())) and not _is_machines(key):
                    holder[key] = _without_card(value)
            elif kind is int and abs(value) >= LEAST and not _is_machines(key):
                holder[key] = _without_card(value)


@lru_cache(1000)
def _is_machines(key: str | int) -> bool:
    return isinstance(key, str) and (key in NOT_WORDS or key.endswith(NOT_WORDS_ENDS))


def _without_card(value: str | int) -> str | int:
    written = value if isinstance(value, str) else str(value)
    said = redact(written)
    return value if said == written else said
