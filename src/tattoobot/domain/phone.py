"""Telephone numbers as the world dials them."""

import re

INTERNATIONAL = re.compile(r"(?:\+|00)?([1-9][0-9]{6,14})", re.ASCII)
BETWEEN = re.compile(r"[ \u00a0.()/-]+")


def international(written: str) -> str:
    """Give the digits, country code first. Raises ValueError for a number as it is dialled at home.

    "+44 (0)7700…" is refused too: whoever dials the zero reaches nobody.
    """
    match = None if "(0)" in written else INTERNATIONAL.fullmatch(BETWEEN.sub("", written.strip()))
    if match is None:
        raise ValueError(
            "write the number with its country code and without its first 0, such as +15550100999"
        )
    return match[1]
