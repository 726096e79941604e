"""Who writes "Sie", "vous" or "usted" is answered so, from then on."""

import re

FORMAL = re.compile(
    r"\b(?:[Vv]ous|[Vv]otre|[Vv]os|[Uu]sted)\b"
    r"|(?<=[a-zäöüß,)] )(?:Sie|Ihnen|Ihre[mnrs]?)\b"
    r"|(?<=[a-su-zäöüß,)] )Ihr\b"  # "habt Ihr" is said to friends
    r"|\b(?:[Kk]ön(?:nen|nten)|[Hh]ätten|[Hh]aben|[Ww]ürden|[Mm]achen|[Bb]ieten|[Tt]ätowieren|[Nn]ehmen|[Ss]techen)"
    r" [Ss]ie\b"
)


def is_formal(text: str) -> bool:
    return FORMAL.search(text) is not None
