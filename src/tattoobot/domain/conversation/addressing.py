"""How somebody is addressed: as they write. The first plain sign ("Sie", "tu", "usted", "puedes") settles it, whatever
slips in later, unless they ask for it."""

import re
from dataclasses import replace

from tattoobot.domain.pace import Pace
from tattoobot.domain.understanding.vocabulary.forms import Form
from tattoobot.domain.understanding.vocabulary.lists import alternatives

ALL_OF_YOU = re.compile(r"(?<![Rr]endez-)(?<![Rr]endez )\b[Vv]ous\b|\b(?:[Vv]otre|[Vv]os)\b")
"""Said to a stranger, and to all of a studio: "vous êtes où ?" is no distance to whom one has just said "tu"."""

FORMAL = re.compile(
    r"\b(?:[Jj]e|[Nn]e) vous\b|\b[Ss]['’ ]?il vous\b|\bvous (?:remercie|prie|souhaite)\b|\b(?:[Mm]onsieur|[Mm]adame)\b"
    r"|\b(?:[Uu]sted|svp|[Dd]isculpe|[Dd][íi]game)\b|\b[Ss]ehr geehrte[rs]?\b"
    r"|\b[Pp]odría (?:\w+(?:me|nos)|usted)\b|\b[Ll]e (?:escribo|agradezco|agradecería)\b"
    r"|(?<=[a-zäöüß,)] )(?:Sie|Ihnen|Ihre[mnrs]?)\b"
    r"|(?<=[a-su-zäöüß,)] )Ihr\b"  # "habt Ihr" is said to friends
    r"|\b(?:[Kk]ön(?:nen|nten)|[Hh]ätten|[Hh]aben|[Ww]ürden|[Mm]achen|[Bb]ieten|[Tt]ätowieren|[Nn]ehmen|[Ss]techen)"
    r" [Ss]ie\b"
)

FAMILIAR = Form(rf"\b(?:{alternatives('familiar')})\b", accents=True)

FRIENDLY = Form(rf"\b(?:{alternatives('first_names')})\b", accents=True)
DISTANT = Form(rf"\b(?:{alternatives('last_names')})\b", accents=True)
REFUSED = Form(rf"\b(?:{alternatives('not_addressed_so')})\b", accents=True)
QUOTED = re.compile(r"[\"“„«»”][^\"“„«»”\n]*[\"“”«»]")
"""What is to be written on the skin addresses somebody else."""


def addressed_by(pace: Pace, text: str) -> Pace:
    """How they are addressed once they have written this."""
    if asks_for_first_names(text):
        return replace(pace, formal=False, addressed=True)
    if DISTANT.is_in(text) and not REFUSED.is_in(text):
        return replace(pace, formal=True, addressed=True)
    if pace.addressed:
        return pace
    if is_formal(text) if pace.said_at is None else FORMAL.search(QUOTED.sub("", text)):
        return replace(pace, formal=True, addressed=True)
    return replace(pace, addressed=True) if FAMILIAR.is_in(QUOTED.sub("", text)) else pace


def asks_for_first_names(text: str) -> bool:
    """ "Vous pouvez me tutoyer", "wir können uns duzen"; not "ne me tutoyez pas"."""
    return FRIENDLY.is_in(text) and not REFUSED.is_in(text)


def is_formal(text: str) -> bool:
    told = QUOTED.sub("", text)
    return FORMAL.search(told) is not None or ALL_OF_YOU.search(told) is not None
