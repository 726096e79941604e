"""Words that are read once more: as an answer to what was asked long ago, and as what stands behind a no."""

import re
from dataclasses import replace

from tattoobot.domain.conversation.asking_for_artist import with_wish_for_the_artist
from tattoobot.domain.conversation.by_sentence import with_what_sentences_tell
from tattoobot.domain.conversation.client_questions import PASSED_ON
from tattoobot.domain.conversation.facts import LEFT_OPEN
from tattoobot.domain.conversation.getting_in_touch import without_time_to_get_in_touch
from tattoobot.domain.conversation.instead import read_instead
from tattoobot.domain.conversation.not_meant import only_denies
from tattoobot.domain.conversation.put_right import names_a_thing
from tattoobot.domain.conversation.said_of import simple
from tattoobot.domain.conversation.saying_so import LAUGHS, SAYING_SO
from tattoobot.domain.conversation.several_pieces import without_the_others
from tattoobot.domain.conversation.times import TOO, days_within, suits_too
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.conversation.unanswered import read_as_asked
from tattoobot.domain.conversation.which_place import place_meant
from tattoobot.domain.conversation.words import says_no_first, tells_a_loss
from tattoobot.domain.understanding.reader import note_words, read_alone, understand
from tattoobot.domain.understanding.reading import Found, Intent, Notice, Reading
from tattoobot.domain.understanding.text import WORD, fold
from tattoobot.domain.understanding.thing import EMPTY, without_facts
from tattoobot.domain.understanding.vocabulary.forms import Form, choices, whole
from tattoobot.domain.understanding.vocabulary.lists import alternatives, folded

ANSWERED_BESIDE = frozenset({"size", "budget", "style", "colour", "cover_up", "timing"})
"""Questions that a number, a yes, a no or a day may answer, where they are asked beside another."""

FEW_BESIDE = 3
"""So many words beside a place may say how big it is to be."""

ANSWERS = frozenset({Intent.ANSWER, Intent.OTHER})
A_FEW_WORDS = 4
A_FEW_MORE = 6
SAYS_WHERE = {"placement", "location"}
MAY_TELL_A_SIDE = ANSWERS | {Intent.CORRECTION, Intent.ENQUIRY, Intent.NO}
ALL_RIGHT = Form(rf"\W*{choices('right_agrees')}")
""" "Right, 10 cm" agrees."""
MAY_NAME_A_THING = frozenset({Intent.OTHER, Intent.POLICY_QUESTION, Intent.PRICE_QUESTION})
A_THING = re.compile(rf"(?:{alternatives('indefinite_articles')})\b", re.IGNORECASE)
ASKED_OF_IT = re.compile(r"[^,.;!?\n]*\?")
""" "Is there a dog in the studio?" asks after the thing itself."""
DRAWN = Form(rf"\s{choices('was_drawn')}$")
""" "Einen Wal gezeichnet": what was done with it stands behind it."""
SAYING_SO_OR_LAUGHING = Form(rf"{SAYING_SO.pattern}|\b{LAUGHS}\b")
MAY_BE_PROTESTED = frozenset({"placement", "size", "style", "colour", "cover_up", "timing"})
I_SAID = whole("i_said")
RATHER = re.compile(
    rf"\b(?:{alternatives('or')})\s(?:\w+\s)?(?:{alternatives('wanted_now')})\b"
    r"(?P<what>[^,.;!?\n]+)"
)
ANSWERED_BY_NUMBERS = frozenset({"size", "budget", "adult", "timing"})


def with_the_rest(turn: Turn, reading: Reading, words: str) -> Reading:
    """ "Left forearm, 12" answers both of what was asked: what is left of the words is read as the other's answer."""
    left = without_facts(words, reading.found)
    if folded("lead_to_an_answer").issuperset(WORD.findall(fold(left))):
        return reading
    keys = [key for key in turn.asked_too & ANSWERED_BESIDE if key not in reading.slots]
    keys += _size_beside_place(turn, reading, left) or _town_beside_time(turn, reading)
    if not keys or reading.intent in {Intent.DONT_KNOW, Intent.SKIP}:
        return reading  # the "no" of "não sei onde" is none
    if any(map(str.isalnum, left)):
        asked = [turn.context.asking(key) for key in keys]
        asked = [one for one in asked if read_alone(one.asked or "", left, one)]
        more = (fact for one in asked for fact in understand(left, one).found)
        told = (fact for fact in more if fact.key in keys and not only_denies(fact, left))
        reading = replace(reading, found=(*reading.found, *told))
    return reading


def _size_beside_place(turn: Turn, reading: Reading, left: str) -> list[str]:
    """ "Thigh, big", where only the place was asked for."""
    known = turn.enquiry_answers.get("size")
    told = known is not None and known.source not in LEFT_OPEN
    if told or "placement" not in reading.slots or "size" in {*reading.slots, *turn.asked_too}:
        return []
    rest = [word for word in WORD.findall(left.casefold()) if word not in EMPTY]
    return ["size"] if len(rest) <= FEW_BESIDE else []


def _town_beside_time(turn: Turn, reading: Reading) -> list[str]:
    """ "Whenever. Manchester", where what was said for the town before was none."""
    known = turn.enquiry_answers.get("location")
    no_town = known is not None and known.value is None
    return ["location"] if no_town and reading.slots.keys() == {"timing"} else []


def read_once_more(turn: Turn, reading: Reading, words: str) -> Reading:
    if tells_a_loss(words):
        reading = replace(reading, notices=reading.notices | {Notice.GRIEF})
    if place := place_meant(turn, words):
        return replace(reading, intent=Intent.ANSWER, found=(Found("placement", place, 0, len(words)),))
    reading = read_as_asked(turn, reading, words)
    reading = read_instead(turn, reading, words)
    reading = _with_what_was_said(turn, reading, words)
    reading = _with_side_of_known_place(turn, reading, words)
    reading = _with_answer_to_another(turn, reading, words)
    reading = _with_thing_asked_about(turn, reading, words)
    reading = _with_times_too(turn, _put_right(turn, reading, words), words)
    reading = _with_times_said_before(turn, reading, words)
    reading = _with_time_preferred(turn, reading, words)
    reading = _with_days_of_known_time(turn, reading, words)
    reading = with_what_sentences_tell(turn, reading, words)
    reading = without_time_to_get_in_touch(turn, reading, words)
    return with_wish_for_the_artist(turn, without_the_others(turn, reading, words), words)


def _with_what_was_said(turn: Turn, reading: Reading, words: str) -> Reading:
    """The forearm of "hip?? I said forearm!"."""
    asked, _, told = words.rpartition("?")
    if turn.lead is None or not asked or not I_SAID.search(fold(told)):
        return reading
    blank = "," + " " * len(asked)
    facts = understand(blank + told, turn.context.asking(None)).found
    right = [fact for fact in facts if fact.key in MAY_BE_PROTESTED and turn.knows(fact.key)]
    if not right:
        return reading
    keys = {fact.key for fact in right}
    others = (fact for fact in reading.found if fact.key not in keys | {"idea"})
    return replace(reading, intent=Intent.CORRECTION, found=(*others, *right))


def _with_times_said_before(turn: Turn, reading: Reading, words: str) -> Reading:
    """ "Saturday, I told you", "no, I meant March": that it was said takes nothing from it."""
    known = turn.enquiry_answers.get("timing")
    put_right = reading.intent is Intent.CORRECTION and not reading.found
    if not (turn.asked == "timing" or known) or not (put_right or SAYING_SO.is_in(words)):
        return reading
    told = SAYING_SO_OR_LAUGHING.blanked_in(words)
    facts = understand(told, turn.context.asking("timing")).found
    times = [fact for fact in facts if fact.key == "timing"]
    others = (fact for fact in reading.found if fact.key != "timing" or not times)
    return replace(reading, found=(*others, *times))


def _with_time_preferred(turn: Turn, reading: Reading, words: str) -> Reading:
    """The March of "I could come in February. Or rather March, in February I'm away"."""
    rather = RATHER.search(simple(words)) if "timing" in reading.slots else None
    if rather is None:
        return reading
    told = understand(words[slice(*rather.span("what"))], turn.context.asking("timing")).found
    times = [fact for fact in told if fact.key == "timing" and fact.value is not None]
    if not times:
        return reading
    at = rather.start("what")
    moved = (replace(fact, start=fact.start + at, end=fact.end + at) for fact in times)
    return replace(reading, found=(*(one for one in reading.found if one.key != "timing"), *moved))


def _with_side_of_known_place(turn: Turn, reading: Reading, words: str) -> Reading:
    """ "Left inner", once the forearm is known and something else was asked: no place by itself, and no miss."""
    known = turn.enquiry_answers.get("placement")
    if known is None or known.value is None or reading.slots.keys() - {"size"}:
        return reading
    if {turn.asked, *turn.asked_too} & SAYS_WHERE:
        return reading  # "Just outside Leeds"
    if reading.intent not in MAY_TELL_A_SIDE or len(words.split()) > A_FEW_MORE or ALL_RIGHT.match(words):
        return reading
    message = note_words(words, turn.context)
    if not (message.of("side") or message.of("aspect")):
        return reading
    told = understand(words, turn.context.asking("placement")).found
    sides = [fact for fact in told if fact.key == "placement" and fact.value and fact.value["part"] is None]
    found = (*reading.found, *sides)
    rest = [
        word for word in re.findall(r"\w{3,}", without_facts(words, found).casefold()) if word not in EMPTY
    ]
    return replace(reading, intent=Intent.ANSWER, found=found) if sides and len(rest) <= 1 else reading


def _with_answer_to_another(turn: Turn, reading: Reading, words: str) -> Reading:
    """ "Black", where the size was asked for, "any evening really", where it was the style."""
    asked = {question.key for question in turn.questions_asked}
    if not asked or "idea" in asked or reading.found or reading.intent not in ANSWERS or "?" in words:
        return reading
    if len(words.split()) > A_FEW_WORDS:
        return reading
    for key in ("colour", "timing"):
        of_days = key == "timing" and turn.asked == "location"  # "Flexible" is no town
        if (key in asked and not of_days) or _is_answered(turn, key):
            continue
        told = understand(words, turn.context.asking(key)).found
        facts = tuple(fact for fact in told if fact.key == key and (of_days or _says_something(fact)))
        if facts:
            return replace(reading, intent=Intent.ANSWER, found=facts)
    return reading


def _is_answered(turn: Turn, key: str) -> bool:
    answer = turn.enquiry_answers.get(key)
    return answer is not None and answer.source not in LEFT_OPEN


def _says_something(fact: Found) -> bool:
    """ "Whatever" may answer anything: it is left to what was asked."""
    return fact.value not in (None, "either", {"flexible": True})


def _with_thing_asked_about(turn: Turn, reading: Reading, words: str) -> Reading:
    """ "What's the damage for a bee?", "my daughter drew a whale, can you do that?": the thing is named beside."""
    asks_else = reading.intent is Intent.POLICY_QUESTION and (reading.topics or reading.sure)
    if turn.knows("idea") or reading.intent not in MAY_NAME_A_THING or asks_else or reading.flags:
        return reading
    if any(fact.key == "idea" for fact in reading.found):
        return reading
    told = understand(words, turn.context.asking("idea")).found
    idea = next((fact for fact in told if fact.key == "idea"), None)
    asks = reading.intent is Intent.POLICY_QUESTION and idea and ASKED_OF_IT.match(words, idea.end)
    if (
        idea is None
        or asks
        or not A_THING.match(str(idea.value))
        or not names_a_thing(str(idea.value), turn.context)
    ):
        return reading
    drawn = DRAWN.search(words[idea.start : idea.end])
    if drawn:
        end = idea.start + drawn.start()
        idea = replace(idea, value=words[idea.start : end], end=end)
    intent = Intent.PRICE_QUESTION if reading.intent is Intent.PRICE_QUESTION else Intent.ENQUIRY
    return replace(reading, intent=intent, found=(*reading.found, idea))


def _put_right(turn: Turn, reading: Reading, words: str) -> Reading:
    """ "No, it's bare skin after all", where something else was asked: the no is not the whole answer."""
    rest = says_no_first(words)
    if rest is None or reading.found or not turn.knows("cover_up") or turn.asked == "cover_up":
        return reading
    told = tuple(fact for fact in understand(rest, turn.context).found if fact.key == "cover_up")
    return replace(reading, intent=Intent.CORRECTION, found=told) if told else reading


def _with_times_too(turn: Turn, reading: Reading, words: str) -> Reading:
    """ "Sunday works as well", long after when was asked; and "auch" is no town."""
    if turn.lead is None or not suits_too(words):
        return reading
    facts = [fact for fact in reading.found if fact.key not in {"timing", "location"}]
    times = [
        fact
        for fact in understand(words, turn.context.asking("timing")).found
        if fact.key == "timing" and fact.value is not None
    ]
    if not times or reading.intent in PASSED_ON:
        return reading
    towns = [
        fact
        for fact in reading.found
        if fact.key == "location" and not TOO.search(words[fact.start : fact.end])
    ]
    intent = Intent.ANSWER if reading.intent is Intent.OTHER else reading.intent
    return replace(reading, intent=intent, found=(*facts, *towns, *times))


def _with_days_of_known_time(turn: Turn, reading: Reading, words: str) -> Reading:
    """ "28 to 31", once the week of these days is known and something else was asked."""
    known = turn.enquiry_answers.get("timing")
    of_else = any(fact.key != "timing" for fact in reading.found)
    if known is None or of_else or ANSWERED_BY_NUMBERS & {turn.asked or "", *turn.asked_too}:
        return reading
    value = days_within(known.value, words)
    if value is None:
        return reading
    return replace(reading, intent=Intent.ANSWER, found=(Found("timing", value, 0, len(words)),))
