"""Why a person was to answer, taken back: what was taken for a complaint was none, what was told of health is somebody
else's. The bot goes on, and the artist hears of it. Read in all five languages, whoever writes."""

from dataclasses import replace

from tattoobot.domain.conversation.health import note_health
from tattoobot.domain.conversation.keeping import keep_quietly
from tattoobot.domain.conversation.material import is_of_others
from tattoobot.domain.conversation.suppose import denies_complaint
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.handover import HEALTH, Reason
from tattoobot.domain.messages import Inbound, Kind
from tattoobot.domain.understanding.reading import Reading
from tattoobot.domain.understanding.vocabulary.forms import BEGINS, ENDS, Form, choices, form

OF_HEALTH = frozenset({"health", "health.again", "health.medicine"})
"""What a client has heard who told of their health and goes on."""

_OF_ANOTHER = Form(
    rf"{BEGINS}{choices('it_was')}(?:\s{choices('only_of')})* {choices('my')} {choices('relative')}{ENDS}"
)
_RELATED = Form(rf"{BEGINS}(?:{choices('my')} )?{choices('relative')}{ENDS}")
_NOT_ME = form("not_me")


def hear_complaint_taken_back(turn: Turn, text: str) -> None:
    if turn.waits_because is Reason.COMPLAINT and turn.with_artist and denies_complaint(text):
        turn.tell(FlagReason.NO_COMPLAINT)
        go_on(turn)


def hear_health_of_another(turn: Turn, message: Inbound, reading: Reading) -> bool:
    """Whether it says no more of their health than that it is not theirs. What was told before stays on the artist's
    page, beside this."""
    if message.kind is not Kind.TEXT or is_of_others(message) or turn.lead is None or turn.opted_out:
        return False
    paused = turn.with_artist and turn.waits_because is Reason.MEDICAL
    heard = not turn.with_artist and turn.is_consulting and not OF_HEALTH.isdisjoint(turn.pace.lately)
    if not (paused or heard) or not is_of_another(message.text):
        return False
    turn.expects_answer = True
    note_health(turn, message.text)
    turn.remark("good_to_know")
    if paused:
        go_on(turn)
    turn.tell(FlagReason.NOT_THEIR_HEALTH)
    told = tuple(fact for fact in reading.found if fact.key not in {"idea", "adult"})
    turn.keeps_open = not told
    keep_quietly(turn, message, replace(reading, found=told, flags=reading.flags - HEALTH))
    return True


def is_of_another(text: str) -> bool:
    """ "It was for my sister", "meine Schwester, nicht ich"."""
    if _OF_ANOTHER.is_in(text):
        return True
    return _NOT_ME.is_in(text) and _RELATED.is_in(text)


def go_on(turn: Turn) -> None:
    turn.with_artist, turn.waits_because, turn.resumes = False, None, True
    if turn.is_consulting:
        turn.remark("handover.over")
        turn.lead = replace(turn.enquiry, asked={})
