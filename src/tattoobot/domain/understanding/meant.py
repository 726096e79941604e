"""Whether words of consequence (stop, cancel, a person) are the client's own, and meant.

"I don't want to cancel" denies them, "my friend said stop" reports them, and what stands in quotation marks is to be
tattooed. "You don't stop texting me" and "I told you to stop" are meant all the same.
"""

import re

from tattoobot.domain.understanding.vocabulary import Hit
from tattoobot.domain.understanding.vocabulary.message import Message

REPORTABLE = frozenset(("opt_out", "opt_in"))
"""A doctor who says that the client should cancel is a reason; a friend who says "stop" is a friend."""
QUOTABLE = frozenset(("opt_out", "opt_in", "human_request"))
DENIABLE = frozenset(("opt_out", "opt_in", "human_request", "cancel"))

_NOT = r"not|don t|dont|doesn t|doesnt|didn t|didnt|wouldn t|wouldnt|won t|wont|needn t|never|no need"
_WANTING = r"want|wanna|mean|meant|need|have|wish|going|gonna|trying|looking|planning|saying|asking|like|to|a|an|for|be"
_DENIALS = (
    rf"(?<!\byou )(?<!\bu )(?<!\bye )(?<!\bcan )(?<!\bcan i )(?<!\bcould i )\b(?:{_NOT})(?: (?:{_WANTING}))*",
    r"\b(?:will|mochte|wollte|muss|werde|brauche)(?: \w+){0,3} nicht(?: (?:den|das|es|mich|extra|zu|termin))*",
    r"\bno (?:(?:me|lo|la) )?(?:quiero|quise|queria|quisiera|voy|pienso|necesito)(?: (?:a|que|me|darme|dar|de))*",
    r"\b(?:nao|n) (?:(?:me|o|a) )?(?:quero|quis|queria|vou|preciso|precisa|penso)(?: (?:a|que|me|de))*",
    r"\b(?:veux|voulais|voudrais|vais|souhaite|compte|faut)(?: surtout)? pas(?: (?:a|de|d|me|m|que|vous))*",
    r"\bpas besoin(?: (?:de|d|que|qu|on|vous|m|me))*",
)
_DENIED = re.compile("(?:" + "|".join(_DENIALS) + ")$")

_SAYING = frozenset(
    {
        *("said", "says", "told", "tells", "asked", "asks"),
        *("sagt", "sagte", "gesagt", "meint", "meinte"),
        *("dice", "dijo", "dicho", "diz", "disse", "falou", "dit"),
    }
)
_BESIDE_SAYING = frozenset(
    {
        *("already", "just", "have", "has", "had", "ve", "always", "as", "like", "me", "please"),
        *(
            "schon",
            "mir",
            "hab",
            "habe",
            "hat",
            "wie",
            "ya",
            "ha",
            "he",
            "ja",
            "nous",
            "vous",
            "m",
            "a",
            "ai",
            "t",
        ),
    }
)
_SPEAKER = frozenset({"i", "we", "ive", "ich", "wir", "yo", "nosotros", "eu", "je", "j", "on"})
_US = frozenset(
    {"you", "u", "ye", "yous", "youse", "yas", "euch", "dir", "ustedes", "vosotros", "vous", "voces", "vcs"}
)
"""Whom the client writes to."""
_NEAR = 5


def is_meant(message: Message, hit: Hit, intent: str) -> bool:
    if intent in QUOTABLE and message.quoted(hit.first, hit.after):
        return False
    if intent in REPORTABLE and is_reported(message, hit.first, hit.after):
        return False
    return intent not in DENIABLE or not _is_denied(message, hit.first)


def _is_denied(message: Message, first: int) -> bool:
    start, _ = message.clause(first)
    return _DENIED.search(" ".join(message.words[start:first])) is not None


def is_reported(message: Message, first: int, after: int) -> bool:
    """ "My friend said stop"; not "I said stop", nor "my wife asked you to stop"."""
    words = message.words
    for verb in range(max(1, first - _NEAR), after):
        if words[verb] not in _SAYING or message.broken(verb, first, ".?") or _US & {*words[verb:after]}:
            continue
        who = [word for word in words[max(0, verb - _NEAR) : verb] if word not in _BESIDE_SAYING]
        if who and not _SPEAKER & {*who[-2:]}:
            return True
    return False
