"""What is visibly an example or a placeholder, and belongs to nobody: numbers, addresses, keys."""

import re
from urllib.parse import urlsplit

NUMBER = re.compile(r"1\d{3}55501\d\d|155501\d+", re.ASCII)
"""North America's numbers for films and manuals: 555-0100 to 555-0199 of any area, and of the area 555 that is none."""
SET_ASIDE = frozenset({"example", "invalid", "test"})
"""Ends of names that nobody can have (RFC 2606)."""
EXAMPLE_NAMES = re.compile(r"(?:^|\.)example\.(?:com|net|org)$")
UNFINISHED = frozenset({"your", "your-domain", "yourdomain", "your-address", "your-server"})
"""Parts of a name that was to be replaced."""

FILLING = re.compile(
    r"your|change|replace|placeholder|example|default|password|passwort|secret|admin|api|key|token|goes|here|this|with|me"
)
LEAST_LEFT = 12
"""How many letters and digits a key has besides such words."""


def is_number(digits: str) -> bool:
    return NUMBER.fullmatch(digits.removeprefix("+")) is not None


def is_host(host: str) -> bool:
    labels = host.lower().rstrip(".").split(".")
    return (
        labels[-1] in SET_ASIDE
        or bool(EXAMPLE_NAMES.search(".".join(labels)))
        or bool(UNFINISHED & {*labels})
    )


def is_address(address: str) -> bool:
    return is_host(urlsplit(address).hostname or "")


def is_easy_key(key: str, different: int) -> bool:
    """Few different characters, one piece again and again, or little else than the words of a placeholder."""
    left = re.sub(r"[\W_]", "", FILLING.sub("", key.lower()))
    return len(set(key)) < different or _repeats(key) or len(left) < LEAST_LEFT or len(set(left)) < different


def _repeats(key: str) -> bool:
    return any(key[size:] == key[:-size] for size in range(1, len(key) // 2 + 2))
