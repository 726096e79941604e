"""A form that somebody has filled in: "Size in inches (a dollar bill is 6): 4".

What stands before the colon is the studio's, with its hints and examples; only what stands behind it is the client's.
"""

import re
from itertools import islice
from typing import NamedTuple

from tattoobot.domain.understanding.text import Prepared
from tattoobot.domain.understanding.vocabulary.forms import form

LABELS = {
    "cover_up": form("label_of_cover_up"),
    "adult": form("label_of_age"),
    "placement": form("label_of_placement"),
    "size": form("label_of_size"),
    "colour": form("label_of_colour"),
    "style": form("label_of_style"),
    "reference_images": form("label_of_pictures"),
    "budget": form("label_of_budget"),
    "timing": form("label_of_timing"),
    "location": form("label_of_town"),
    "instagram": form("label_of_instagram"),
}
"""A label is of the first that it names: "body location" is no town, "tattoo on the spot already?" no spot."""
LEAST_LABELS = 3
"""So many different ones make a form; a line or two with a colon in it are prose."""
MOST_LINES = 40
_LINE = re.compile(
    r"^[^\w\n]*(?:\d{1,2}[.)]\s*)?(?P<label>[^\W\d][^\n:?(]{0,50}(?:\([^)\n]{0,80}\)[^\n:?(]{0,20})?"
    r"(?:\?\s*\([^)\n]{0,80}\))?)[?:][?:\s]*(?P<value>[^\s?:][^\n]*)$",
    re.MULTILINE,
)
_HINT = re.compile(r"\([^)]*\)")
_INCHES = form("inches_in_a_label")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_WITH_A_UNIT = re.compile(r"\d\s*(?:[\"'”]|[cm]m|in|inch|cent)|[a-z]{8}")
_MONEY = re.compile(r"(?<!\w)(?:[a-z]{0,2}\$|[£€₦₹]|gbp|eur|usd|cad|aud|nzd|chf)(?!\w)")
_TICKED = {"y": "yes", "j": "yes", "o": "yes", "s": "yes", "n": "no"}
"""What stands for a yes and a no in the forms of all languages."""


class Field(NamedTuple):
    """What one line of a form asks for, and what was written there."""

    key: str
    label: tuple[int, int]
    value: tuple[int, int]
    text: str
    """What they wrote, with the unit that the label asks for."""


def fields_of(text: Prepared) -> list[Field]:
    """The lines of a form, in order; nothing where the message is none."""
    folded = text.folded
    if folded.count("\n") < LEAST_LABELS - 1:
        return []
    fields: dict[str, Field] = {}
    for line in islice(_LINE.finditer(folded), MOST_LINES):
        key = _asked_by(_HINT.sub(" ", line["label"]))
        if key and key not in fields:
            start, end = line.span("value")
            fields[key] = Field(key, line.span("label"), (start, end), _said(key, line, text.raw[start:end]))
    return list(fields.values()) if len(fields) >= LEAST_LABELS else []


def _asked_by(label: str) -> str | None:
    return next((key for key, name in LABELS.items() if name.is_in(label)), None)


def _said(key: str, line: re.Match[str], said: str) -> str:
    if key == "size" and _INCHES.is_in(line["label"]) and not _WITH_A_UNIT.search(line["value"]):
        return _NUMBER.sub(r'\g<0>"', said)
    if key == "budget" and (money := _MONEY.search(line["label"])) and not _MONEY.search(line["value"]):
        return f"{said.rstrip()} {money[0]}"
    return _TICKED.get(line["value"].strip(" ."), said)
