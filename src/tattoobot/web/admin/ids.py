"""Ids in addresses."""

from typing import Any

LONGEST_ID = 19


def known_id(given: Any, unknown: type[Exception]) -> int:
    """An id that cannot be one names nothing, as one that is not there."""
    text = str(given)
    if not (text.isascii() and text.isdigit() and len(text) < LONGEST_ID):
        raise unknown
    return int(text)
