"""What is supposed, sworn or said out of shyness, and not meant as it sounds: "what if I have to cancel"."""

import re
from dataclasses import replace

from tattoobot.domain.conversation.calling_off import asks_whether_to_call_off
from tattoobot.domain.conversation.saying_so import LAUGHS
from tattoobot.domain.conversation.words import sentence_with, wishes
from tattoobot.domain.understanding.reading import Intent, Reading, Topic
from tattoobot.domain.understanding.vocabulary.forms import Form, choices, form

_CALLED_OFF, _BACK = choices("moves_or_calls_off"), choices("money_returned")
_CALLS_OFF = form("moves_or_calls_off")
_FIRST = Form(rf"\b{choices('what_if')}[^.!?\n]{{0,40}}?\b(?:(?P<back>{_BACK})|{_CALLED_OFF})\b")
_AFTER = Form(
    rf"^\W*{choices('may_one')}\b[^.!?\n]*\b(?:(?P<back>{_BACK})|{_CALLED_OFF})\b[^.!?\n]*\b{choices('if_ill')}"
)

SWEARING = form("swearing")
"""Said of a misunderstanding between the client and us: nothing that a person has to hear of."""

MAY_BE_READ = frozenset(
    {
        *(Intent.CANCEL, Intent.RESCHEDULE, Intent.COMPLAINT),
        *(Intent.POLICY_QUESTION, Intent.YES, Intent.OTHER, Intent.ANSWER),
    }
)
"""What such a question may be taken for: "si tengo que cancelar" begins like a yes."""


QUESTIONS = re.compile(r"[^.!?\n]+\?")
NEVER = frozenset({Intent.OPT_OUT, Intent.OPT_IN, Intent.HUMAN_REQUEST})

BESIDE = frozenset({Topic.AVAILABILITY, Topic.HEALTH})
"""Topics of the words around it: a date, an illness."""


def _only_asks_for_hours(reading: Reading, text: str) -> Reading:
    """ "Are you open on Saturdays?": no day that suits them is told."""
    if Topic.HOURS not in reading.topics:
        return reading
    asked = [
        fact
        for fact in reading.found
        if fact.key == "timing" and sentence_with(fact, text).strip() in (text.strip(), *_questions(text))
    ]
    if not asked or wishes(text):
        return reading
    rest = tuple(fact for fact in reading.found if fact not in asked)
    return replace(reading, found=rest, intent=reading.intent if rest else Intent.POLICY_QUESTION)


def _questions(text: str) -> list[str]:
    return [one.strip() for one in QUESTIONS.findall(text)]


def supposed(reading: Reading, text: str) -> Reading:
    """ "What if I have to cancel?" asks for the rule, and calls nothing off."""
    if reading.intent in NEVER:
        return reading
    reading = _only_asks_for_hours(reading, text)
    about = _FIRST.search(text) or _AFTER.search(text)
    if about is None or reading.intent not in MAY_BE_READ:
        if not asks_whether_to_call_off(text):
            return reading
        return replace(
            reading, intent=Intent.POLICY_QUESTION, topics=reading.topics - BESIDE | {Topic.MOVING}
        )
    if _CALLS_OFF.is_in(text[: about.start()] + text[about.end() :]):
        return reading  # "I need to cancel. What happens if I cancel?"
    topic = Topic.DEPOSIT if about["back"] else Topic.MOVING
    return replace(reading, intent=Intent.POLICY_QUESTION, topics=reading.topics - BESIDE | {topic})


def moves_or_calls_off(text: str) -> bool:
    """ "Je peux décaler ?", "¿puedo cambiarla?", of a date that is fixed."""
    return _CALLS_OFF.is_in(text)


def without_swearing(text: str) -> str:
    """Every other word stays where it is."""
    return SWEARING.blanked_in(text)


SHY = form("ashamed")
"""Said of themselves, who ask for something: no complaint in any language."""

NO_COMPLAINT = form("no_complaint")
ONLY_JOKING, IN_EARNEST = form("only_joking"), form("in_earnest")
LAUGHING = Form(rf"\b{LAUGHS}\b|[😂🤣😅😆😄😁]")


def without_shyness(text: str) -> str:
    """Every other word stays where it is."""
    return SHY.blanked_in(text)


def laughs_it_off(text: str) -> bool:
    """ "Jaja, nobody answers anything here": grumbled with a laugh, and nothing that a person has to settle."""
    return LAUGHING.is_in(text) and not IN_EARNEST.is_in(text)


def denies_complaint(text: str) -> bool:
    """ "No me quejaba": what was taken for a complaint was none."""
    return NO_COMPLAINT.is_in(text) or ONLY_JOKING.is_in(text)
