"""How somebody is addressed: as they write. The first plain sign ("Sie", "tu", "usted", "puedes") settles it, whatever
slips in later, unless they ask for it."""

import re
from dataclasses import replace

from tattoobot.domain.pace import Pace
from tattoobot.domain.understanding.sought import Sought

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

FAMILIAR = Sought(
    r"\b(?:du|dir|dich|deine?[mnrs]?|euch|eure?[mnrs]?|habt|könnt|macht ihr|seid)\b"
    r"|\b(?:tu|toi|stp|salut|slt|coucou|moin|servus|huhu)\b"
    r"|\bt['’](?:as|es|aurais|inquiète|avais)\b|\bs['’]il te pla[iî]t\b"
    r"|\b(?:tú|vos|contigo|puedes|podés|quieres|querés|tienes|tenés|haces|hacés|tatúas|tatuás|cobras|cobrás|podrías"
    r"|estás|sabes|dime|decime|mándame|mandame|pásame|cuéntame)\b"
)

FRIENDLY = Sought(
    r"\btutoy(?:er|ez|e|ons)\b|\b(?:se|on peut se) dire tu\b|\bduz(?:en|t)\b|\bper du\b"
    r"|\bdu (?:reicht|passt|ist (?:ok|okay|in ordnung|gut))\b|\bsag(?:en sie)? (?:\w+ )?du\b"
    r"|\btut[eé](?:a|ame|arme|arnos|ad|en|enme)\b|\btrát[ae]me de tú\b"
)
DISTANT = Sought(r"\bvouvoy(?:er|ez)\b|\bsiez(?:en|t)\b|\btrát[ae]me de usted\b")
REFUSED = Sought(r"\b(?:pas|ne|nicht|kein|nie|no|sin)\b")
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
