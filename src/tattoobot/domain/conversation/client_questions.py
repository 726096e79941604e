"""What a client asks at any time: answered first, then the conversation goes on. What nobody has told the bot goes to
the artist, and stands in the brief."""

import re

from tattoobot.domain.conversation.announcing import PICTURES
from tattoobot.domain.conversation.calling_off import names_calling_off
from tattoobot.domain.conversation.facts import keep_fact
from tattoobot.domain.conversation.money_words import asks_to_pay_otherwise, doubts_amount
from tattoobot.domain.conversation.offered import asks_to_cover, what_is_offered, what_styles_are
from tattoobot.domain.conversation.plain_questions import CASH, OF_MONEY_TO_SECURE
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.conversation.what_comes import what_comes, whether_booked
from tattoobot.domain.conversation.words import (
    AHEAD,
    HEALING,
    MAN_OR_WOMAN,
    UNTIL_ANSWER,
    speaks_of_own,
    tells_a_wish_of_time,
)
from tattoobot.domain.deposit import Payable
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.handover import HEALTH
from tattoobot.domain.lead import ASKS, BESIDE_THE_PIECE, Answer, Source, Status
from tattoobot.domain.studio import Studio
from tattoobot.domain.understanding.reader import note_words, understand
from tattoobot.domain.understanding.reading import Intent, Notice, Reading, Topic
from tattoobot.domain.understanding.text import WORD
from tattoobot.domain.understanding.topics import asked_tokens
from tattoobot.domain.understanding.vocabulary.forms import form

QUESTIONS_ASKED = {
    Intent.PRICE_QUESTION: Topic.PRICE,
    Intent.AVAILABILITY_QUESTION: Topic.AVAILABILITY,
    Intent.POLICY_QUESTION: None,  # anything: where its topic is not known, a person answers
    Intent.AFTERCARE_QUESTION: Topic.AFTERCARE,
}

PASSED_ON = {
    Intent.CANCEL: FlagReason.CANCEL_REQUEST,
    Intent.RESCHEDULE: FlagReason.RESCHEDULE_REQUEST,
    Intent.RUNNING_LATE: FlagReason.RUNNING_LATE,
}
"""Intents that a person has to deal with while the bot goes on, and the reason that the artist is shown."""

ALWAYS_TRUE = frozenset(
    {
        *(Topic.PRICE, Topic.DISCOUNT, Topic.DEPOSIT, Topic.PAYMENT, Topic.AVAILABILITY, Topic.MOVING),
        *(Topic.DURATION, Topic.PAIN, Topic.ALLERGIES, Topic.AGE, Topic.DESIGN, Topic.BRING, Topic.PROCESS),
        *(Topic.AFTERCARE, Topic.LASTING, Topic.ARTIST, Topic.HEALING, Topic.ALCOHOL, Topic.LATE),
        *(Topic.CURRENCY, Topic.PREVIEW, Topic.GUESTS, Topic.WOMAN, Topic.ROBOT, Topic.WHY),
        *(Topic.HERE, Topic.RIGHT_PLACE, Topic.ARRIVED, Topic.REPLY, Topic.SWIMMING, Topic.CHANGES),
        *(Topic.NUMBING, Topic.DEARER, Topic.OLDER, Topic.PHOTO, Topic.HOW_ARE_YOU),
        *(Topic.BOOKED, Topic.SENDING, Topic.WHOLE_PRICE),
    }
)
"""Topics of which something can be said that holds for every studio."""

PUT_TOO = frozenset({Topic.GUESTS, Topic.WOMAN})
"""What can be said of these is that the artist was asked; so they are."""

SAYS_IT_WAS_ASKED = frozenset(f"answer.{topic}" for topic in PUT_TOO)

NO_NEWS = frozenset(
    {
        *(Topic.AFTERCARE, Topic.HEALING, Topic.ALCOHOL, Topic.ROBOT, Topic.WHY, Topic.HERE),
        *(Topic.SENT, Topic.ARRIVED, Topic.REPLY, Topic.SWIMMING, Topic.STYLES, Topic.OLDER),
        *(Topic.HOW_ARE_YOU, Topic.RIGHT_PLACE, Topic.BOOKED, Topic.SENDING),
    }
)
"""Once the brief is decided about, the artist need not hear that these were asked and answered."""

FOR_A_PERSON_LATER = frozenset(
    {
        *(Topic.PRICE, Topic.DISCOUNT, Topic.AVAILABILITY, Topic.MOVING, Topic.DEPOSIT),
        *(Topic.WHOLE_PRICE,),
    }
)
"""Once the artist has looked at it, more was agreed on than the bot knows."""

TOLD = frozenset(
    {Notice.GRIEF, Notice.ILLNESS, Notice.FEAR, Notice.SCARS, Notice.FIRST_TATTOO, Notice.GOOD_NEWS}
)
"""What people tell of themselves, and want no answer to but a kind word."""

NARROWER = {
    Topic.DEPOSIT: {Topic.PRICE},
    Topic.INSTALMENTS: {Topic.PRICE, Topic.PAYMENT, Topic.AVAILABILITY},
    Topic.DISCOUNT: {Topic.PRICE},
    Topic.GUESTS: {Topic.BRING},
    Topic.HOURS: {Topic.AVAILABILITY},
    Topic.WALK_INS: {Topic.AVAILABILITY},
    Topic.MOVING: {Topic.AVAILABILITY},
    Topic.PARKING: {Topic.ADDRESS},
    Topic.PAIN: {Topic.ADDRESS},
    Topic.DESIGN: {Topic.OFFERED},
    Topic.HEALING: {Topic.AFTERCARE, Topic.DURATION},
    Topic.HYGIENE: {Topic.PAIN},
    Topic.INK: {Topic.PAIN},
    Topic.NUMBING: {Topic.PAIN, Topic.AFTERCARE, Topic.BRING, Topic.ALLERGIES},
    Topic.DEARER: {Topic.PRICE},
    Topic.OLDER: {Topic.AGE, Topic.HEALTH},
    Topic.PHOTO: {Topic.BRING, Topic.PRICE},
    Topic.CHANGES: {Topic.MOVING},
    Topic.STYLES: {Topic.OFFERED},
}
"""What the same words may be about as well, and are not where they are about this."""

BEFORE_APPROVAL = frozenset({Status.QUALIFYING, Status.PENDING_APPROVAL})

WHY_IT_IS_ASKED = {
    "budget": "answer.why.budget",
    "location": "answer.why.location",
    "adult": "answer.why.adult",
    "instagram": "answer.why.instagram",
}
"""Questions that people wonder about most: each has a reason of its own."""

AGAIN = {"answer.sent": "answer.sent.again", "answer.here": "answer.here.again"}
"""Who wants their own notes read back, or asks whether somebody is there, hears it as often as they ask: in other
words right after the first."""
SAID_ANEW = frozenset({*AGAIN, *AGAIN.values()})

OURS = frozenset(
    {
        *(Topic.HOURS, Topic.OFFERED, Topic.PROCESS, Topic.PAYMENT),
        *(Topic.BOOKED, Topic.WHOLE_PRICE, Topic.OLDER),
    }
)
OF_DAYS = "answer.availability"
"""Where a studio tells its days, and no hours."""
STILL_ROBOT = "answer.robot.2"
OF_OLD_SKIN = "answer.older.skin"
SKIN = form("skin")
OVER = frozenset({Status.BOOKED, Status.COMPLETED})
"""What comes next is not the same for all of them: a person says it."""

PUT_AGAIN = ("answer.unknown.2", "answer.unknown.3", "answer.unknown.4", "answer.unknown.5")
UNKNOWN = frozenset({"answer.unknown", *PUT_AGAIN})

CARE = form("care")
HOW_MUCH = form("how_much")
SHORT = 3
"""Words of no more letters name nothing."""
MOST_AT_ONCE = 3
LONGEST = 200
ANSWER_BY = form("answer_by")
""" "Bis wann darf ich mit einer Antwort rechnen?": nothing is reckoned, and no hours are asked for."""
SENTENCES = re.compile(r"(?<=[.!?…])\s+|\n+")


def answer_or_pass_on(turn: Turn, reading: Reading, text: str) -> None:
    """Answer each thing that is asked from what the bot knows, the rest is the artist's."""
    topics = _how_it_is_paid(_narrowest(reading), text)
    if tells_a_wish_of_time(reading, text):
        topics = [topic for topic in topics if topic is not Topic.AVAILABILITY]
        if not topics and reading.intent in {Intent.AVAILABILITY_QUESTION, Intent.ANSWER, Intent.OTHER}:
            return
    if _link_ran_out(turn) and not asks_to_pay_otherwise(text):
        topics = [topic for topic in topics if topic not in (Topic.DEPOSIT, Topic.PAYMENT)]
        if not topics:
            return
    if Topic.DURATION in topics or ANSWER_BY.is_in(text):
        topics = _how_long_what(topics, text)
        if UNTIL_ANSWER.search(text) and turn.lead is not None and turn.lead.status in BEFORE_APPROVAL:
            turn.remark(answer_of(turn, Topic.REPLY, text))
            if not topics:
                return
    usual = QUESTIONS_ASKED.get(reading.intent)
    topics = topics or ([usual] if usual is not None else [])
    if not topics and turn.is_consulting and only_tells(turn, reading, text):
        return
    if turn.lead is not None and turn.lead.status not in BEFORE_APPROVAL:
        _answer_later(turn, topics[:MOST_AT_ONCE], text)
        return
    known = [topic for topic in topics if is_known(turn, topic, text)]
    for topic in known[:MOST_AT_ONCE]:
        _say_of(turn, topic, text)
    if (len(known) < len(topics) or not topics) and not reading.flags & HEALTH:
        _put_to_artist(turn, reading, text)


def only_tells(turn: Turn, reading: Reading, text: str) -> bool:
    """ "I miss him so much" asks nothing, whatever it was taken for."""
    told = reading.notices & TOLD
    return bool(told) and "?" not in text and not any(asked_tokens(note_words(text, turn.context)))


def _say_of(turn: Turn, topic: Topic, text: str) -> None:
    turn.remark(answer_of(turn, topic, text))
    if topic is Topic.STYLES:
        for other in what_styles_are(turn, text)[1:MOST_AT_ONCE]:
            turn.remark(other)
    if topic is Topic.OFFERED and turn.is_consulting and not turn.knows("cover_up") and asks_to_cover(text):
        keep_fact(turn, "cover_up", "cover_up", text, Source.WORDS)
    if topic is Topic.SENDING and turn.is_consulting and not turn.knows(PICTURES):
        keep_fact(turn, PICTURES, "later", text, Source.WORDS)
    may_change = topic is Topic.OFFERED and not turn.is_consulting and turn.lead is not None
    of_skin = topic is Topic.OLDER and SKIN.is_in(text)
    if (topic in PUT_TOO or may_change or of_skin) and not says_itself(
        turn.studio, f"answer.{topic}", turn.language
    ):
        turn.tell(FlagReason.QUESTION)
        keep_question(turn, text)


def answer_of(turn: Turn, topic: Topic, text: str = "") -> str:
    """The phrase that answers: why something is asked hangs on what was asked, and nobody hears twice running in the
    same words that a program writes."""
    key = f"answer.{topic}"
    own = says_itself(turn.studio, key, turn.language)
    if topic is Topic.WHY:
        named = (one.key for one in turn.studio.questions if text and one.is_mentioned(text))
        meant = next((one for one in named if one in WHY_IT_IS_ASKED), turn.open_at_first or "")
        return WHY_IT_IS_ASKED.get(meant, key)
    if topic is Topic.SENT:
        turn.shown = asked_to_see(turn, text)
    if topic is Topic.HERE and turn.with_artist:
        return "handover.here"
    if key in AGAIN and any(one.partition("#")[0] == key for one in turn.pace.said):
        return AGAIN[key]
    if topic in OURS and not own:
        return _in_our_words(turn, topic, text) or key
    if topic is Topic.STYLES:
        return next(iter(what_styles_are(turn, text)), key)
    if topic is Topic.REPLY and not (turn.is_consulting or own):
        return "answer.reply.sent"
    if topic is Topic.MOVING and names_calling_off(text):
        return "answer.calling_off"
    if topic is Topic.ARRIVED and turn.is_consulting and not turn.with_artist:
        return "answer.arrived.here"
    return STILL_ROBOT if topic is Topic.ROBOT and key in turn.pace.known(turn.now) else key


def _in_our_words(turn: Turn, topic: Topic, text: str) -> str | None:
    """Where the studio has no line of its own: what hangs on the words, or on where the enquiry is."""
    if topic is Topic.HOURS:
        return OF_DAYS
    if topic is Topic.OFFERED:
        return what_is_offered(turn, text)
    if topic is Topic.PROCESS:
        return what_comes(turn)
    if topic is Topic.BOOKED:
        return whether_booked(turn)
    if topic is Topic.WHOLE_PRICE:
        return None if turn.studio.prices.shown else "answer.price"
    if topic is Topic.OLDER:
        return OF_OLD_SKIN if SKIN.is_in(text) else None
    cash = CASH.is_in(text) and OF_MONEY_TO_SECURE.is_in(text) and not turn.has_paid
    return "answer.payment.deposit" if cash else None


def asked_to_see(turn: Turn, text: str) -> tuple[str, ...]:
    """What of the brief is asked about: what is named or told with it; all of it where nothing is."""
    told = {fact.key for fact in understand(text, turn.context).found}
    told |= {one.key for one in turn.studio.questions if one.is_mentioned(text)}
    said = {word for word in WORD.findall(text.casefold()) if len(word) > SHORT}
    told |= {
        key
        for key, answer in turn.enquiry_answers.items()
        if said.intersection(WORD.findall(answer.text.casefold()))
    }
    known = [key for key in turn.enquiry_answers if key not in BESIDE_THE_PIECE]
    return tuple(key for key in known if key in told) or tuple(known)


def topics_asked(turn: Turn, reading: Reading, text: str) -> list[Topic]:
    """All that is asked, where nothing hangs on what is paid and what is awaited."""
    topics = _narrowest(reading)
    usual = QUESTIONS_ASKED.get(reading.intent)
    if Topic.DURATION in topics:
        return _how_long_what(topics, text)
    return topics or ([usual] if usual is not None else [])


def _narrowest(reading: Reading) -> list[Topic]:
    wider = {other for topic in reading.topics for other in NARROWER.get(topic, ())}
    wider |= {Topic.ALLERGIES} if reading.flags & HEALTH else set()  # That it is passed on, they hear.
    wider |= {Topic.OFFERED} if len(reading.topics) > 1 else set()
    wider -= reading.sure
    return [topic for topic in Topic if topic in reading.topics - wider]


def _how_it_is_paid(topics: list[Topic], text: str) -> list[Topic]:
    """ "Cash ok for the deposit?": how, and not what it is."""
    if Topic.PAYMENT not in topics or not asks_to_pay_otherwise(text) or HOW_MUCH.is_in(text):
        return topics
    return [topic for topic in topics if topic is not Topic.DEPOSIT]


def _how_long_what(topics: list[Topic], text: str) -> list[Topic]:
    """ "How long" may ask for the hours of a sitting, and for an answer, the healing or the time before a date."""
    if ANSWER_BY.is_in(text) and not HOW_MUCH.is_in(text):
        topics = [topic for topic in topics if topic not in (Topic.PRICE, Topic.HOURS)]
    if not any(other.is_in(text) for other in (UNTIL_ANSWER, HEALING, AHEAD, CARE)):
        return topics
    rest: list[Topic] = [topic for topic in topics if topic is not Topic.DURATION]
    return [*rest, Topic.AVAILABILITY] if AHEAD.search(text) and Topic.AVAILABILITY not in rest else rest


def is_known(turn: Turn, topic: Topic, text: str) -> bool:
    if topic is Topic.ADDRESS and turn.studio.map_url:
        return True
    if topic is Topic.SENT:
        return bool(turn.enquiry_answers)
    if topic is Topic.HOURS and says_itself(turn.studio, OF_DAYS, turn.language):
        return True
    if topic is Topic.ARTIST and MAN_OR_WOMAN.search(text):
        return False
    if topic in (Topic.PROCESS, Topic.BOOKED) and turn.lead is not None and turn.lead.status in OVER:
        return False
    if topic is Topic.OFFERED and what_is_offered(turn, text) is not None:
        return True
    if topic is Topic.STYLES:
        return bool(what_styles_are(turn, text))
    return topic in ALWAYS_TRUE or says_itself(turn.studio, f"answer.{topic}", turn.language)


def says_itself(studio: Studio, key: str, language: str | None = None) -> bool:
    """Whether the studio's own words are read: where it has none in this language, ours are, if there are any."""
    if language is not None and key.removeprefix("answer.") in ALWAYS_TRUE:
        return key in studio.wording.get(language, {})
    return any(key in own for own in studio.wording.values())


def _answer_later(turn: Turn, topics: list[Topic], text: str) -> None:
    """What is answered here, the artist hears of all the same, with the client's words."""
    known = [
        topic
        for topic in topics
        if is_known(turn, topic, text)
        and (
            topic not in FOR_A_PERSON_LATER
            or says_itself(turn.studio, answer_of(turn, topic, text), turn.language)
        )
    ]
    if turn.awaits_deposit and doubts_amount(text):
        known = []  # What is due was the artist's to say.
    for topic in known:
        turn.remark(answer_of(turn, topic, text))
    if known and known == topics and set(known) <= NO_NEWS:
        return
    if _link_ran_out(turn):
        return
    if known == topics and known:
        turn.tell(FlagReason.QUESTION)
    else:
        turn.pass_on(FlagReason.QUESTION, "passed_on_too" if known else "passed_on")


def _link_ran_out(turn: Turn) -> bool:
    """They hear of that in any case, and the artist gets their words with it."""
    return turn.awaits_deposit and turn.deposit is Payable.RAN_OUT


def _put_to_artist(turn: Turn, reading: Reading, text: str) -> None:
    if not turn.is_consulting and not reading.topics:
        turn.pass_on(FlagReason.QUESTION)
        return
    first = ASKS not in turn.enquiry_answers and "answer.unknown" not in turn.pace.known(turn.now)
    told = "answer.unknown" if first else put_again(turn)
    answered = any(remark.startswith("answer.") for remark in turn.remarks)
    if SAYS_IT_WAS_ASKED.isdisjoint(turn.remarks):
        turn.pass_on(FlagReason.QUESTION, "passed_on_too" if answered else told)
    else:
        turn.tell(FlagReason.QUESTION)
    keep_question(turn, text)


def put_again(turn: Turn) -> str:
    """That the artist has this question too, in other words than for the one before."""
    last = next((PUT_AGAIN.index(key) for key in turn.pace.lately if key in PUT_AGAIN), -1)
    return PUT_AGAIN[(last + 1) % len(PUT_AGAIN)]


def keep_question(turn: Turn, text: str) -> None:
    """Write it down for the artist, in the client's words."""
    if turn.lead is None:
        return
    asked = " ".join(part for part in SENTENCES.split(text.strip()) if "?" in part) or text.strip()
    before = turn.lead.answers.get(ASKS)
    words = [before.text] if before else []
    if asked[:LONGEST] not in words:
        turn.asks_anew = True
        turn.lead = turn.lead.with_answer(
            ASKS, Answer("\n".join([*words, asked[:LONGEST]]), None, Source.WORDS)
        )


def recalls(turn: Turn, text: str) -> bool:
    """ "What was my size again?" is answered with what is known."""
    if not speaks_of_own(text):
        return False
    asked_for = [one.key for one in turn.studio.questions if turn.knows(one.key) and one.is_mentioned(text)]
    turn.echoed += asked_for
    return bool(asked_for)
