"""Questions whose wording leaves no doubt what is asked, in all five languages.

What is asked for sure is cut out of the message before the rest is read: "the night before" of a question about beer
is no date, a gift card no size, and none of it is answered with what the studio says about something else.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from tattoobot.domain.handover import HEALTH as OF_HEALTH
from tattoobot.domain.understanding import vocabulary
from tattoobot.domain.understanding.beginnings import Beginnings
from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Context, Found, Intent, Reading, Topic
from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.vocabulary.forms import Form, choices, form, whole, without_case

FILE = Path(vocabulary.__file__).with_name("sure_questions.toml")
TOLD = tomllib.loads(FILE.read_text(encoding="utf-8"))
LONGER = {Topic.GUESTS: "people", Topic.CHILDREN: "children", Topic.ANIMALS: "animals"}
"""Who may come too, by the name of their list."""


NOT_ASKED = whole("i_did_not_ask")


def without_what_was_not_asked(text: str) -> str:
    """ "Are you open?" of "I didn't ask how long it takes. Are you open?"; all of it where nothing is left."""
    folded = fold(text)
    if NOT_ASKED.search(folded) is None:
        return text
    rest = NOT_ASKED.sub(lambda said: " " * len(said[0]), folded)
    if not any(len(word) > A_FEW for word in re.findall(r"[^\W\d_]+", rest)):
        return text
    left = "".join(" " if letter == " " else said for said, letter in zip(text, rest, strict=True))
    return " ".join(left.split()).strip(" ,.;")


DEPTH = 2
"""A list may name another."""


def _sure() -> dict[Topic, list[str]]:
    along = TOLD["along"]["patterns"]
    lines = {
        Topic(name): patterns + (along.replace("<who>", f"<{LONGER[Topic(name)]}>") if name in LONGER else "")
        for name, patterns in TOLD["topics"].items()
    }
    return {topic: _written_out(patterns, TOLD["words"]) for topic, patterns in lines.items()}


def _written_out(patterns: str, words: Mapping[str, str]) -> list[str]:
    for _ in range(DEPTH):
        for name, stands_for in words.items():
            patterns = patterns.replace(f"<{name}>", stands_for)
    return [one for one in patterns.replace("~", r"[^.?!\n]").splitlines() if one]


WORDS_OF = {language: frozenset(words.split()) for language, words in TOLD["languages"].items()}


def language_of(text: str, usual: str) -> str:
    """Of a few words that only ask: the language with most of them; the usual one where that is not certain."""
    said = {*re.findall(r"[\w'’-]+", text.casefold().replace("’", "'"))}
    counts = {language: len(said & words) for language, words in WORDS_OF.items()}
    most = max(counts.values())
    best = [language for language, count in counts.items() if count == most]
    return best[0] if most and len(best) == 1 else usual


PATTERNS = _sure()
"""In the order in which they are looked for, in the text without its capitals: that is three times as fast as to
ignore them."""


@cache
def words_of(topic: Topic) -> re.Pattern[str]:
    """Made when they are first looked for: a command, or a process that only serves pages, starts without."""
    return re.compile("|".join(f"(?:{one})" for one in PATTERNS[topic]))


@cache
def beginnings() -> Beginnings[Topic]:
    return Beginnings(PATTERNS)


NAMED_STYLE = re.compile(TOLD["words"]["named_style"])

CASH = form("cash")
OF_MONEY_TO_SECURE = form("the_deposit")
"""Why that is asked for is another question."""


CLAUSE_ENDS = Form(rf"[.,!?;:\n]|\s{choices('and', 'but')}\s", accents=True)
AMOUNT_BEFORE = re.compile(r"(?:[£$€] ?)?\d[\d.,]*[^\W\d]*(?:\W{1,3}[^\W\d]+)?\W{0,3}$")
A_FEW = 3
"""So many words around what is asked only lead to it: "do you use vegan inks"."""

OFFERED_FOR_IT = frozenset({"style", "colour", "cover_up"})
""" "Do you do realism? I want my dog's face": asked after for the piece that is told beside it."""

TELLS_NOTHING = frozenset({Intent.OTHER, Intent.ANSWER, Intent.GREETING, Intent.THANKS})


def with_sure_questions(reading: Reading, text: str, context: Context) -> Reading:
    """The same reading, where what is asked for sure is nothing else."""
    asked, places, rest = _set_apart(text)
    if not asked:
        return reading
    left = understand(rest, context) if any(map(str.isalnum, rest)) else None
    found = left.found if left is not None else ()
    told = {fact.key for fact in found}
    of_age = Topic.OLDER in asked
    meant: frozenset[str] = frozenset({"adult"}) if of_age else frozenset()
    if Topic.OFFERED in asked and not told.isdisjoint({"idea", "placement"}):
        meant |= OFFERED_FOR_IT
    beside = (
        fact
        for fact in reading.found
        if fact.key not in told and (fact.key in meant or not _stands_in(fact, places))
    )
    facts = (*found, *beside)
    intent = left.intent if left is not None else Intent.POLICY_QUESTION
    if intent in TELLS_NOTHING and not facts:
        intent = Intent.POLICY_QUESTION
    kept = OF_HEALTH | {"minor"} if of_age else OF_HEALTH
    flags = (left.flags if left is not None else frozenset()) | (reading.flags & kept)
    flags |= {"medical"} if Topic.MEDICINE in asked else set()
    topics = (left.topics if left is not None else frozenset()) | asked
    return replace(reading, intent=intent, found=facts, flags=flags, topics=topics, sure=asked)


def styles_asked_about(text: str) -> list[str]:
    """What is named where somebody asks what a style is."""
    asked = words_of(Topic.STYLES).finditer(without_case(text))
    return [named[0] for one in asked for named in NAMED_STYLE.finditer(one[0])]


def _stands_in(fact: Found, places: Sequence[tuple[int, int]]) -> bool:
    return any(fact.start < after and first < fact.end for first, after in places)


def _set_apart(text: str) -> tuple[frozenset[Topic], list[tuple[int, int]], str]:
    """What is asked for sure, where, and the message without it, each of its letters where it was."""
    may_be = beginnings().in_text(without_case(text))
    if not may_be:
        return frozenset(), [], text
    asked: set[Topic] = set()
    places: list[tuple[int, int]] = []
    rest = text
    for topic in PATTERNS:
        # Once something is cut out, what is left may begin otherwise.
        if topic not in may_be and not places:
            continue
        if topic is Topic.WHY and OF_MONEY_TO_SECURE.is_in(text):
            continue
        for found in list(words_of(topic).finditer(without_case(rest))):
            asked.add(topic)
            first, after = found.span()
            if topic is Topic.WHOLE_PRICE and (amount := AMOUNT_BEFORE.search(rest, 0, first)):
                first = amount.start()  # "1950 pounds, is that for everything?" names no budget.
            places.append((first, after))
            rest = _without(rest, first, after)
    return frozenset(asked), places, rest


def _without(text: str, first: int, after: int) -> str:
    """Without these words, and without the few around them that only lead to them."""
    begins = max((end.end() for end in CLAUSE_ENDS.finditer(text, 0, first)), default=0)
    ends = next((end.start() for end in CLAUSE_ENDS.finditer(text, after)), len(text))
    around = text[begins:first] + " " + text[after:ends]
    if len(around.split()) > A_FEW or any(map(str.isdigit, around)):
        begins, ends = first, after
    return text[:begins] + " " * (ends - begins) + text[ends:]
