"""How somebody is addressed: as they write. The first plain sign ("Sie", "tu", "usted", "puedes") settles it, whatever
slips in later, unless they ask for it."""

import re
from dataclasses import replace

from tattoobot.domain.pace import Pace
from tattoobot.domain.understanding.vocabulary.forms import Form, as_written
from tattoobot.domain.understanding.vocabulary.lists import alternatives

ALL_OF_YOU = re.compile(rf"\b{as_written('all_of_you')}\b")
"""Said to a stranger, and to all of a studio: "vous êtes où ?" is no distance to whom one has just said "tu"."""

FORMAL = re.compile(rf"\b{as_written('formal')}\b")

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
