"""No question is lost: what was asked and neither answered nor taken as a wish is answered from the file, or put to the
artist. Read in all five languages, whoever writes.
"""

import re
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from tattoobot.domain.conversation.client_questions import QUESTIONS_ASKED, answer_or_pass_on, keep_question
from tattoobot.domain.conversation.facts import keep_fact
from tattoobot.domain.conversation.said_of import cue, simple
from tattoobot.domain.conversation.sending import asks_to_send
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.conversation.words import MAN_OR_WOMAN, wishes
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.handover import HEALTH
from tattoobot.domain.lead import ASKS as ASKS_KEY
from tattoobot.domain.lead import OPEN, Source
from tattoobot.domain.messages import Inbound, Kind
from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Intent, Reading, Topic
from tattoobot.domain.understanding.set_texts import is_prefilled
from tattoobot.domain.understanding.text import SENTENCES, fold
from tattoobot.domain.understanding.vocabulary.forms import BEGINS, ENDS, Form, choices, whole

_BEGINS = rf"\W*(?:{choices('before_a_question')}{ENDS}[\s,]*)*"
ASKS = re.compile(_BEGINS + choices("question") + ENDS)
"""How a question begins that wishes nothing."""
ADDRESSES = re.compile(_BEGINS + choices("question_to_us") + ENDS)
"""How a question begins that asks somebody, or whether one may."""
WHAT_IS = re.compile(_BEGINS + choices("question_what_is") + r"\s")
IN_ANY_CASE = re.compile(_BEGINS + choices("question_without_mark") + ENDS)
""" "Is it gonna kill tho", "wat kostn sowat ca": asked, though no mark says so."""
WHETHER = re.compile(
    rf"{BEGINS}{choices('question_whether')}{ENDS}[^.!?\n]*?{BEGINS}{choices('question_really')}{ENDS}"
    rf"|{BEGINS}{choices('question_whether')}{ENDS}[^.!?\n]*?{BEGINS}{choices('handwriting')}{ENDS}[^.!?\n]*\?"
    rf"|{BEGINS}{choices('handwriting')}\W*\?"
)
""" "Can the handwriting really be copied exactly?", "and the handwriting?"."""
REMINDS, PROPOSES, IS_THAT_OK = whole("reminds_of_a_question"), whole("proposes"), whole("is_that_ok")
BETTER = whole("which_is_better")
""" "What's less painful, calf or shoulder?": which of the two is not told by it."""
NO_PRICE = re.compile(
    rf"{BEGINS}{choices('oh_dear')}{ENDS}|^\W*{choices('dear')}{ENDS}|\b{choices('dear_said')},? {choices('dear')}\b"
)
""" "Oh dear", "thank you dear"; not "is it dear?"."""
OR_NOT = Form(rf"{BEGINS}{choices('or_not')}\W*$")
HOW_MUCH = re.compile(rf"\W*{choices('how_much_in_short')}{ENDS}")
""" "C cb?" is how much, and no card."""

OF_A_PIECE = frozenset({"idea", "placement"})
""" "What's the charge for a rose on my hand?" asks what no word means."""
OF_A_THING = frozenset({"idea", "style", "colour", "size", "timing"})
MAY_ASK = frozenset(
    {
        Intent.ENQUIRY,
        Intent.ANSWER,
        Intent.PRICE_QUESTION,
        Intent.POLICY_QUESTION,
        Intent.OTHER,
        Intent.CORRECTION,
        Intent.NO,
        Intent.YES,
    }
)
FEWEST = 3
LONG = 4
"""Words. So long a clause with a question mark asks, however it begins."""
SEEN_TO = (
    "answer.",
    "passed_on",
    "told.",
    "kind.",
    "about_",
    "health",
    "card_number",
    "handover.",
    "another_piece",
)


class Before(NamedTuple):
    """How it was before the message was heard."""

    remarks: int
    told: int

    @classmethod
    def of(cls, turn: Turn) -> "Before":
        return cls(len(turn.remarks), _told(turn))


def _told(turn: Turn) -> int:
    return (
        len(turn.gained)
        + len(turn.changed)
        + len(turn.known_already)
        + len(turn.echoed)
        + len(turn.tapped)
        + turn.pictures
    )


@lru_cache(4)
def questions_in(text: str) -> tuple[str, ...]:
    """The sentences that ask, and do not only wish."""
    return tuple(one for one in _sentences(text) if _asks(one))


def _sentences(text: str) -> list[str]:
    return [one[0].strip() for one in SENTENCES.finditer(text)]


def _asks(sentence: str) -> bool:
    folded = fold(sentence)
    return bool(
        (_has_its_mark(sentence) and ASKS.match(folded))
        or WHAT_IS.match(folded)
        or asks_without_mark(sentence)
        or WHETHER.search(folded)
        or BETTER.search(folded)
        or MAN_OR_WOMAN.search(sentence)
    )


def asks_without_mark(sentence: str) -> bool:
    return len(sentence.split()) >= FEWEST and IN_ANY_CASE.match(fold(sentence)) is not None


def _has_its_mark(sentence: str) -> bool:
    """ "Ok?" is short, and no question; "is that ok or no" is one."""
    return (sentence.endswith("?") or OR_NOT.is_in(sentence)) and len(sentence.split()) >= FEWEST


def reminds(text: str) -> bool:
    """ "Did you see my question?"."""
    return REMINDS.search(fold(text)) is not None


def only_reminds(reading: Reading, text: str) -> bool:
    """What was asked is not said again."""
    return not reading.topics and QUESTIONS_ASKED.get(reading.intent) is None and reminds(text)


def asks_and_proposes_nothing(sentence: str) -> bool:
    """Whether a sentence begins as a question does, or says that one was asked before."""
    if reminds(sentence):
        return True
    folded = fold(sentence)
    begins = _has_its_mark(sentence) and bool(ASKS.match(folded) or WHAT_IS.match(folded))
    return begins and not proposes(sentence)


def proposes_to_add(said: str) -> bool:
    """ "Can I add that date underneath?": to this piece; no day is asked for, nor an old one told of."""
    return said.rstrip().endswith("?") and cue("adds").search(simple(said)) is not None


def proposes(sentence: str) -> bool:
    """ "Could it be 12 cm?", "maybe black?"."""
    return wishes(sentence) or PROPOSES.search(fold(sentence)) is not None


def read_as_asked(turn: Turn, reading: Reading, words: str) -> Reading:
    """The same reading, where a thing that is only asked about is no fact: "what is blackwork?"."""
    if Topic.PRICE in reading.topics and (sigh := NO_PRICE.search(fold(words))):
        reading = _read_again(turn, reading, f"{words[: sigh.start()]} {words[sigh.end() :]}")
    if Topic.AVAILABILITY in reading.topics and proposes_to_add(words):
        reading = replace(
            reading, intent=Intent.POLICY_QUESTION, topics=reading.topics - {Topic.AVAILABILITY}
        )
    if Topic.PAYMENT in reading.topics and HOW_MUCH.match(fold(words)):
        reading = replace(reading, topics=reading.topics - {Topic.PAYMENT})
    priced = reading.intent is Intent.PRICE_QUESTION and not OF_A_PIECE.isdisjoint(reading.slots)
    asked = [
        one
        for one in questions_in(words)
        if (WHAT_IS.match(fold(one)) and not priced) or WHETHER.search(fold(one))
    ]
    if not asked or reading.intent not in MAY_ASK:
        return reading
    spans = [(words.find(one), words.find(one) + len(one)) for one in asked]
    found = tuple(
        fact
        for fact in reading.found
        if fact.key not in OF_A_THING or not any(a <= fact.start < b for a, b in spans)
    )
    of_no_price = reading.intent is Intent.PRICE_QUESTION and Topic.PRICE not in reading.topics
    if len(found) == len(reading.found) and not of_no_price:
        return reading
    topics = reading.topics - {Topic.AVAILABILITY}
    topics -= {Topic.PRICE} if any(WHAT_IS.match(fold(one)) for one in asked) else set()
    return replace(reading, intent=Intent.POLICY_QUESTION, found=found, topics=topics)


def _read_again(turn: Turn, reading: Reading, words: str) -> Reading:
    if not any(map(str.isalnum, words)):
        return replace(reading, intent=Intent.OTHER, topics=reading.topics - {Topic.PRICE})
    again = understand(words, turn.context)
    return replace(reading, intent=again.intent, topics=again.topics)


def see_to_questions(turn: Turn, message: Inbound, reading: Reading, before: Before) -> None:
    """Answer, or put to the artist, what was asked and has found no answer so far."""
    if message.kind is not Kind.TEXT or turn.material is not None or turn.lead is None:
        return
    if turn.lead.status not in OPEN or turn.hands_over or turn.says or turn.repeats or turn.waits:
        return
    asked = [one for one in questions_in(message.text) if not _weighs(turn, one)]
    if reading.flags & HEALTH or asks_to_send(message.text, politely=True) or is_prefilled(message.text):
        return
    if not asked:
        asks_beside = turn.is_consulting and reading.intent is not Intent.CORRECTION
        if asks_beside and not _is_seen_to(turn, before):
            in_vain = _told(turn) == before.told and not reading.found
            _see_to_the_rest(turn, message.text, in_vain=in_vain)
        return
    compares = any(BETTER.search(fold(one)) for one in asked)
    if compares and turn.ambiguous is not None:
        keep_fact(turn, turn.ambiguous.key, None, turn.ambiguous_words, Source.CHECK)
        turn.ambiguous = None
        _put_too(turn, message.text)
        return
    if any(WHETHER.search(fold(one)) for one in asked) and FlagReason.QUESTION not in turn.passed_on:
        _put_too(turn, message.text)
        return
    if _is_seen_to(turn, before):
        return
    if _told(turn) > before.told and not compares:
        _see_to_the_rest(turn, message.text)
        return
    if only_reminds(reading, message.text):
        _remind(turn, message.text)
        return
    answer_or_pass_on(turn, replace(reading, intent=Intent.POLICY_QUESTION), message.text)


def _remind(turn: Turn, text: str) -> None:
    """Their question stands in the brief already, or goes there now: they hear who answers it."""
    if ASKS_KEY not in turn.enquiry_answers:
        keep_question(turn, text)
    turn.pass_on(FlagReason.QUESTION, "answer.asked_again")


def _is_seen_to(turn: Turn, before: Before) -> bool:
    seen_to = any(one.startswith(SEEN_TO) for one in turn.remarks[before.remarks :])
    return seen_to or "summary:send" in turn.tapped


def _see_to_the_rest(turn: Turn, text: str, *, in_vain: bool = False) -> None:
    """ "10 cm. Do you do fine line?": what is asked beside an answer, in a clause that tells nothing itself. `in_vain`:
    nothing was read, so that a wish is a question as well: "can I get two tattoos in one day?"."""
    if "idea" in turn.changed or is_prefilled(text):
        return
    taken = {*turn.gained, *turn.changed, *turn.echoed}
    for clause in _asking_clauses(text):
        folded = fold(clause)
        read = understand(clause, turn.context.asking(None))
        if (proposes(clause) and not in_vain) or (IS_THAT_OK.search(folded) and not read.topics):
            continue
        if turn.echoed and any(question.is_mentioned(clause) for question in turn.studio.questions):
            continue
        told = taken.intersection(read.slots)
        if _weighs(turn, clause, read):
            continue
        if REMINDS.search(folded) and not read.topics:
            _remind(turn, text)
            return
        if not told and (
            read.topics or len(clause.split()) >= LONG or ASKS.match(folded) or ADDRESSES.match(folded)
        ):
            answer_or_pass_on(turn, replace(read, intent=Intent.POLICY_QUESTION), clause)
            return


def _weighs(turn: Turn, asked: str, reading: Reading | None = None) -> bool:
    """ "Ankle. Or behind the ear?": which of them is meant is asked back."""
    if turn.ambiguous is None or BETTER.search(fold(asked)) or WHETHER.search(fold(asked)):
        return False
    read = reading or understand(asked, turn.context)
    return not read.topics and any(one.key == turn.ambiguous.key for one in read.found)


def _asking_clauses(text: str) -> list[str]:
    """The last clause of each sentence that asks, and the whole of it where that is a clause."""
    asking = [one for one in _sentences(text) if one.endswith("?") or OR_NOT.is_in(one) or reminds(one)]
    last = [one.rpartition(",")[2].strip() for one in asking]
    return [one for one in last if len(one.split()) >= FEWEST]


def _put_too(turn: Turn, text: str) -> None:
    reading = replace(understand(text, turn.context.asking(None)), intent=Intent.POLICY_QUESTION)
    answer_or_pass_on(turn, reading, text)
    if FlagReason.QUESTION not in turn.passed_on:
        turn.pass_on(FlagReason.QUESTION, "passed_on_too")
        keep_question(turn, text)
