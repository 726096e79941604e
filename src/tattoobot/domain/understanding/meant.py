"""Whether words of consequence (stop, cancel, a person) are the client's own, and meant.

"I don't want to cancel" denies them, "my friend said stop" reports them, and what stands in quotation marks is to be
tattooed. "You don't stop texting me" and "I told you to stop" are meant all the same.
"""

import re

from tattoobot.domain.understanding.vocabulary import Hit
from tattoobot.domain.understanding.vocabulary.forms import choices
from tattoobot.domain.understanding.vocabulary.lists import folded
from tattoobot.domain.understanding.vocabulary.message import Message

REPORTABLE = frozenset(("opt_out", "opt_in"))
"""A doctor who says that the client should cancel is a reason; a friend who says "stop" is a friend."""
QUOTABLE = frozenset(("opt_out", "opt_in", "human_request"))
DENIABLE = frozenset(("opt_out", "opt_in", "taken_back", "human_request", "cancel"))

_DENIED = re.compile(rf"(?<!\w){choices('denials')}$")
_SAYING, _BESIDE_SAYING = folded("saying"), folded("beside_saying")
_SPEAKER, _US = folded("speakers"), folded("whom_they_write_to")
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
