"""Values that are said as the client said them, since they say more than ours."""

import re

from tattoobot.domain import outside
from tattoobot.domain.lead import Answer, Source
from tattoobot.domain.understanding.budget import is_theirs_to_name
from tattoobot.domain.understanding.inks import named_inks

LINK = re.compile(r"\b(?:https?:|www\.|pin\.it|\w+\.(?:com|net|org)\b)", re.IGNORECASE)
SCAR = re.compile(r"\bscar\w*|narbe\w*|\bcicatri\w+", re.IGNORECASE)
ROUGHLY = re.compile(
    r"\b(?:in|en|em|dans|dentro de|daqui a)(?: (?:about|etwa|ca\.?|environ|unas|umas))? \w+"
    r" (?:weeks?|wochen?|semaines?|semanas?)\b"
    r"|\b(?:around|roughly|circa|ungefähr|etwa|vers|autour|environ|hacia|alrededor|por volta|lá pel[oa])\b|\bum den\b",
    re.IGNORECASE,
)
""" "In 3 weeks time", "around the 20th"."""


def own_inks(key: str, given: Answer) -> str | None:
    """ "Dark blue" is more than that it is in colour."""
    inks = named_inks(given.text) if key == "colour" and given.source is Source.WORDS else None
    return outside.plain(" ".join(inks.split())) if inks and given.value == "colour" else None


def own_money(key: str, given: Answer, currency: str | None) -> str | None:
    """ "50 mil pesos": whose, is not known, and pounds they are not."""
    typed = key == "budget" and given.source is Source.WORDS
    if not typed or not is_theirs_to_name(given.value, given.text, currency):
        return None
    return outside.plain(outside.one_line(given.text))


def pictures_are_to_come(key: str, given: Answer) -> bool:
    """ "I have some pictures": none has come, and no link to any."""
    told = key == "reference_images" and given.value == "has" and given.source is Source.WORDS
    return told and LINK.search(given.text) is None


def is_over_a_scar(key: str, given: Answer) -> bool:
    """What is to be covered is no old tattoo, and nobody wants their scar to be called a cover-up."""
    return key == "cover_up" and given.value == "cover_up" and SCAR.search(given.text) is not None


def is_about_a_day(key: str, given: Answer) -> bool:
    """Whether one day stands for those around it, too."""
    told = given.value if key == "timing" and isinstance(given.value, dict) else {}
    return (
        bool(told.get("from"))
        and told.get("from") == told.get("to")
        and ROUGHLY.search(given.text) is not None
    )
