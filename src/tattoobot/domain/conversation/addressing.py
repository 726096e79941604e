"""Who writes "Sie", "vous" or "usted" is answered so, from then on."""

import re

FORMAL = re.compile(
    r"\b(?:[Vv]ous|[Vv]otre|[Vv]os|[Uu]sted)\b"
    r"|(?<=[a-zäöüß,)] )(?:Sie|Ihnen|Ihre[mnrs]?)\b"
    r"|(?<=[a-su-zäöüß,)] )Ihr\b"  # "habt Ihr" is said to friends
    r"|\b(?:[Kk]ön(?:nen|nten)|[Hh]ätten|[Hh]aben|[Ww]ürden|[Mm]achen|[Bb]ieten|[Tt]ätowieren|[Nn]ehmen|[Ss]techen)"
    r" [Ss]ie\b"
)

FRIENDLY = re.compile(
    r"\btutoy(?:er|ez|e|ons)\b|\b(?:se|on peut se) dire tu\b|\bduz(?:en|t)\b|\bper du\b"
    r"|\bdu (?:reicht|passt|ist (?:ok|okay|in ordnung|gut))\b|\bsag(?:en sie)? (?:\w+ )?du\b"
    r"|\btut[eé](?:a|ame|arme|arnos|ad|en|enme)\b|\btrát[ae]me de tú\b",
    re.IGNORECASE,
)
REFUSED = re.compile(r"\b(?:pas|ne|nicht|kein|nie|no|sin)\b", re.IGNORECASE)


def asks_for_first_names(text: str) -> bool:
    """ "Vous pouvez me tutoyer", "wir können uns duzen"; not "ne me tutoyez pas"."""
    return FRIENDLY.search(text) is not None and REFUSED.search(text) is None


def is_formal(text: str) -> bool:
    return FORMAL.search(text) is not None
