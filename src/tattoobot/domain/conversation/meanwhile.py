"""What a client hears who waits for a person: the questioning stops, and nothing else does.

Once the artist writes themselves, nobody talks over them: then everything is only kept.
"""

from dataclasses import replace

from tattoobot.domain.consultation import SUMMARY
from tattoobot.domain.conversation.at_summary import plain, says_send
from tattoobot.domain.conversation.client_questions import (
    MOST_AT_ONCE,
    PASSED_ON,
    PUT_TOO,
    QUESTIONS_ASKED,
    answer_of,
    is_known,
    keep_question,
    put_again,
    topics_asked,
)
from tattoobot.domain.conversation.early_sending import leave_the_rest_open, told_beside_sending
from tattoobot.domain.conversation.getting_in_touch import asks_for_a_call
from tattoobot.domain.conversation.going_on import carries_on
from tattoobot.domain.conversation.keeping import keep_quietly
from tattoobot.domain.conversation.parting import WELCOME, goodbye_of, is_goodbye
from tattoobot.domain.conversation.put_right import names_a_thing
from tattoobot.domain.conversation.retelling import hear_idea_anew
from tattoobot.domain.conversation.saying import put, put_facts, when_a_person_answers
from tattoobot.domain.conversation.sending import asks_to_send
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.conversation.unanswered import questions_in
from tattoobot.domain.conversation.words import looks_for_somebody
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.handover import HEALTH, LATE, Reason
from tattoobot.domain.lead import Happened
from tattoobot.domain.messages import Inbound, Kind
from tattoobot.domain.pace import LATELY
from tattoobot.domain.says import Phrase
from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Found, Intent, Reading, Topic
from tattoobot.domain.understanding.vocabulary.lists import listed

ABOUT_HEALTH = frozenset({Topic.AFTERCARE, Topic.ALLERGIES, Topic.PAIN, Topic.HEALING, Topic.ALCOHOL})
"""Not answered to who waits for a person because of their health."""

ADDED = "added"

SAID_BACK = frozenset({"idea", "placement"})
"""Of a change in these they hear at once; of another, where something is asked with it."""

HERE, CALL = "handover.here", "handover.call"

MOST_OF_A_THING = 8
"""Words."""

FEWEST_WORDS = 3
"""Of a question about something."""


def listen_meanwhile(turn: Turn, message: Inbound, reading: Reading) -> None:
    """Take in what is told, and answer what can be answered."""
    turn.meanwhile = True
    if turn.is_consulting and asks_to_send(message.text):
        reading = told_beside_sending(reading, message.text)
    reading = _without_asides(turn, message, _with_idea_anew(turn, message, reading))
    known = turn.knows("idea")
    keep_quietly(turn, message, reading)
    turn.tells_first_idea = turn.tells_first_idea or (turn.knows("idea") and not known)
    if message.kind is not Kind.TEXT or turn.material is not None or turn.lead is None:
        return
    text = message.text
    if "card_number" in reading.flags:
        turn.remark("card_number")
    if _sends(turn, text, reading):
        turn.tapped.add("summary:send")
    elif looks_for_somebody(text) or carries_on(text):
        turn.remark(HERE)
    elif reading.intent in PASSED_ON:
        turn.pass_on(PASSED_ON[reading.intent])
    elif reading.intent is Intent.HUMAN_REQUEST and asks_for_a_call(text):
        turn.remark(CALL)
    elif reading.flags & HEALTH:
        _note_health(turn)
    elif _asks(text, reading):
        _answer_from_the_file(turn, text, reading)
    elif is_goodbye(message, reading):
        turn.remark(goodbye_of(turn))
    elif reading.intent is Intent.THANKS and not reading.found:
        turn.remark(WELCOME)


def _with_idea_anew(turn: Turn, message: Inbound, reading: Reading) -> Reading:
    """What else is told, where the idea is put right or told anew while they wait."""
    told = message.kind is Kind.TEXT and turn.material is None and turn.is_open and turn.knows("idea")
    if not told or reading.intent in QUESTIONS_ASKED or reading.flags & HEALTH:
        return reading
    return hear_idea_anew(turn, message.text, reading) or reading


def _without_asides(turn: Turn, message: Inbound, reading: Reading) -> Reading:
    """ "Written down please", "my granddaughter to telephone": said to a person, and no more of the idea."""
    found = tuple(
        fact for fact in reading.found if fact.key != "idea" or _tells_the_idea(turn, fact, message.text)
    )
    return reading if len(found) == len(reading.found) else replace(reading, found=found)


def _tells_the_idea(turn: Turn, fact: Found, text: str) -> bool:
    """The first time, and where it begins as a thing does: "a robin, the bird"; not "the train before noon"."""
    if turn.knows("idea"):
        return False
    words = str(fact.value or text[fact.start : fact.end]).casefold().split()
    if words[:1] and words[0] in listed("indefinite_articles") and len(words) <= MOST_OF_A_THING:
        return True
    wants = understand(text, turn.context.asking(None)).intent is Intent.ENQUIRY
    return wants and names_a_thing(text[fact.start : fact.end], turn.context)


def _asks(text: str, reading: Reading) -> bool:
    """What ends in a question mark asks something, whatever that is; "anybody there?" only wants somebody."""
    if reading.intent in QUESTIONS_ASKED or reading.sure:
        return True
    if questions_in(text):
        return True
    is_other = reading.intent is Intent.OTHER and not reading.found
    return is_other and text.rstrip().endswith("?") and len(text.split()) >= FEWEST_WORDS


def _sends(turn: Turn, text: str, reading: Reading) -> bool:
    if not turn.is_consulting:
        return False
    return asks_to_send(text) or (turn.asked == SUMMARY and says_send(turn, text, plain(text, reading)))


def _note_health(turn: Turn) -> None:
    """Said once, and once more in other words; then the artist hears of it without a word to the client."""
    known = turn.waits_because is Reason.MEDICAL or "health" in turn.pace.known(turn.now)
    turn.pass_on(Reason.MEDICAL, "health.again" if known else "health")


def _answer_from_the_file(turn: Turn, text: str, reading: Reading) -> None:
    topics = topics_asked(turn, reading, text)
    known = [topic for topic in topics if is_known(turn, topic, text) and not _is_for_a_person(turn, topic)]
    for topic in known[:MOST_AT_ONCE]:
        turn.remark(answer_of(turn, topic, text))
    if len(known) < len(topics) or not topics or PUT_TOO & {*known}:
        keep_question(turn, text)
    if (len(known) < len(topics) or not topics) and _heard_lately(turn):
        turn.remark(put_again(turn))


def _is_for_a_person(turn: Turn, topic: Topic) -> bool:
    return turn.waits_because is Reason.MEDICAL and topic in ABOUT_HEALTH


def answer_meanwhile(turn: Turn) -> None:
    adult = turn.enquiry_answers.get("adult")
    grown = adult is not None and adult.value is True
    sends = turn.is_consulting and "summary:send" in turn.tapped
    if sends:
        leave_the_rest_open(turn)
    if sends and grown and turn.next_question() is None:
        turn.happened.append(Happened.BRIEF_COMPLETED)
        put(turn, Phrase("sent_to_artist"))
        return
    calls = HERE in turn.remarks
    turn.remarks = [remark for remark in turn.remarks if remark != HERE]
    if turn.to_tell_late:
        put(turn, when_a_person_answers(turn))
    elif _tells_something(turn) and not _heard_lately(turn):
        put(turn, Phrase(ADDED))
    elif SAID_BACK & {*turn.changed} or (turn.changed and (turn.remarks or turn.asks_anew)):
        put(turn, Phrase(f"{ADDED}.too"))
    elif turn.gained and not turn.remarks:
        put_facts(turn)
    elif turn.remarks or not _is_long_ago(turn) or LATE in turn.pace.said:
        # Whose promise was not kept gets no new one.
        put(turn, *([Phrase(HERE)] if calls and not turn.remarks else []))
    else:
        put(turn, when_a_person_answers(turn))


def _tells_something(turn: Turn) -> bool:
    adds = bool(turn.gained or turn.changed or turn.pictures or turn.chosen or turn.tells_first_idea)
    if adds and turn.is_open and not turn.is_consulting:
        turn.needs_artist.append(FlagReason.ADDED_TO_BRIEF)
        turn.passed_on += [FlagReason.ADDED_TO_BRIEF] if turn.gained else []
    return (adds or turn.asks_anew) and turn.under_age is None


def _heard_lately(turn: Turn) -> bool:
    return bool({ADDED, f"{ADDED}.too"} & {*turn.pace.lately}) and not _is_long_ago(turn)


def _is_long_ago(turn: Turn) -> bool:
    """Whether it is a while since they heard from us."""
    said_at = turn.pace.said_at
    return said_at is not None and turn.now - said_at >= LATELY
