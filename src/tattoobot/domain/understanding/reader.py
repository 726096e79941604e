"""Reads one message: every extractor, every time."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

from tattoobot.domain import payment_cards
from tattoobot.domain.facts import OF_THE_CLIENT, OF_THE_PIECE
from tattoobot.domain.understanding.adult import read_adult
from tattoobot.domain.understanding.budget import read_budget
from tattoobot.domain.understanding.colour import read_colour
from tattoobot.domain.understanding.cover_up import read_cover_up
from tattoobot.domain.understanding.filled_in import fields_of
from tattoobot.domain.understanding.flags import read_flags
from tattoobot.domain.understanding.idea import (
    ASK,
    TELL_NO_THING,
    names_a_piece,
    names_with_article,
    read_idea,
    tells_a_thing,
)
from tattoobot.domain.understanding.inks import is_spoken_ink
from tattoobot.domain.understanding.instagram import read_instagram
from tattoobot.domain.understanding.intent import WITHOUT_FACTS, is_not_for_us, read_intent
from tattoobot.domain.understanding.location import read_location
from tattoobot.domain.understanding.no_thing import HOW_IT_GOES
from tattoobot.domain.understanding.notices import read_notices
from tattoobot.domain.understanding.numbers import Scan, scan
from tattoobot.domain.understanding.placement import read_placement
from tattoobot.domain.understanding.reading import About, Context, Found, Intent, Reading, Topic
from tattoobot.domain.understanding.references import read_references
from tattoobot.domain.understanding.signs import read_signs
from tattoobot.domain.understanding.size import read_size
from tattoobot.domain.understanding.style import read_style
from tattoobot.domain.understanding.text import prepare
from tattoobot.domain.understanding.thing import in_prose, thing_in
from tattoobot.domain.understanding.timing import read_timing
from tattoobot.domain.understanding.topics import read_topics
from tattoobot.domain.understanding.vocabulary.forms import choices
from tattoobot.domain.understanding.vocabulary.lists import folded, said_shortly
from tattoobot.domain.understanding.vocabulary.message import Message, notice

OF_NUMBERS = (read_size, read_budget, read_timing, read_adult)
OF_WORDS = (
    read_placement,
    read_style,
    read_colour,
    read_cover_up,
    read_references,
    read_location,
    read_instagram,
    read_idea,
    read_signs,
)

BY_NUMBERS = {"size": read_size, "budget": read_budget, "timing": read_timing, "adult": read_adult}
BY_WORDS = {
    "placement": (read_placement,),
    "style": (read_style,),
    "colour": (read_colour, read_location),
    "cover_up": (read_cover_up,),
    "location": (read_location,),
    "reference_images": (read_references,),
    "instagram": (read_instagram,),
}
"""Whatever becomes of a fact begins with these: some inks are towns, too."""


Made = TypeVar("Made")
SHORT = 8
"""At most so many letters has what may stand for a plain yes or no: "Y", "yup", "S!!"."""
SCANNED_OTHERWISE = frozenset({"timing", "adult"})
"""Questions that decide what a number is before any fact is read; of the others it only matters that there is one."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A message and all that was found in it, before it is decided what it is for."""

    message: Message
    found: list[Found]
    flags: frozenset[str]
    context: Context


def understand(raw: str, context: Context) -> Reading:
    """Everything one message says, given the question that is open and the language so far."""
    if len(raw) <= SHORT and (meant := _in_full(raw, context)):
        reading = understand(meant, context)
        found = tuple(replace(fact, start=0, end=len(raw)) for fact in reading.found)
        return replace(reading, found=found)
    about = "reading", raw, context.asked, context.language, context.usual
    return _once(context, about, lambda: _read(raw, context))


def _in_full(raw: str, context: Context) -> str | None:
    return said_shortly(context.language or context.usual).get(raw.strip(" .!").casefold())


def _once(context: Context, about: About, make: Callable[[], Made]) -> Made:
    """What was made of it in this turn; made now where nothing was, and kept where there is a memory."""
    if context.memory is None:
        return make()
    kept = context.memory.made
    made: Made | None = kept.get(about)
    if made is None:
        made = kept[about] = make()
    return made


def _read(raw: str, context: Context) -> Reading:
    seen = look(raw, context)
    message, found, flags, context = seen.message, seen.found, seen.flags, seen.context
    topics, notices = read_topics(message), read_notices(message)
    intent = read_intent(message, found, flags, topics, context)
    # Who complains of a question tells what was asked: "I said RIBS!"
    if (intent in WITHOUT_FACTS and not (intent is Intent.COMPLAINT and context.asked)) or (
        intent is Intent.OTHER and is_not_for_us(message)
    ):
        found = [fact for fact in found if fact.key in OF_THE_CLIENT]
    elif intent is Intent.HUMAN_REQUEST:  # "call me whenever you can"
        found = [fact for fact in found if fact.value != {"flexible": True}]
    elif (
        (intent is Intent.OTHER and not flags and names_a_piece(message))
        or (intent is Intent.ANSWER and context.asked is None and _tells_a_thing_too(message, found, flags))
        or (intent is Intent.POLICY_QUESTION and _only_wonders(message, found))
    ):
        intent = Intent.ENQUIRY
    elif intent is Intent.POLICY_QUESTION and context.asked == "idea" and not topics and _proposes(message):
        intent = Intent.ANSWER
    if any(fact.key == "idea" for fact in found) or context.asked == "idea":
        intent, found = _with_or_without_idea(replace(seen, found=found), intent, topics)
        found = [_behind_its_size(raw, fact, found) if fact.key == "idea" else fact for fact in found]
        found = [
            _whole_thing(raw, fact, found, message.language) if fact.key == "idea" else fact
            for fact in found
            if fact.key != "idea" or _is_an_idea(fact, found, intent, context)
        ]
    plain = (
        intent is Intent.ANSWER and not (flags or topics or notices) and _says_nothing_else(message, found)
    )
    return Reading(
        message.language,
        intent,
        tuple(found),
        flags,
        topics,
        notices,
        names_a_thing=bool(message.of("motif")),
        is_plain=plain,
    )


def _tells_a_thing_too(message: Message, found: list[Found], flags: frozenset[str]) -> bool:
    """ "A lion, I'm 25", "a fern, pictures later"."""
    return any(fact.key == "idea" for fact in found) and not flags and names_with_article(message)


def _only_wonders(message: Message, found: list[Found]) -> bool:
    """ "Una rosa, y no sé cómo va esto": what is wanted is told, whatever else they do not know."""
    ideas = (fact for fact in found if fact.key == "idea" and HOW_IT_GOES.search(message.text.folded))
    return any(tells_a_thing(message, idea, Intent.POLICY_QUESTION) for idea in ideas)


def _proposes(message: Message) -> bool:
    """ "Perhaps a thistle?", where it was asked what it shows."""
    return names_a_piece(message) and not message.of("question", "opens")


def _says_nothing_else(message: Message, found: list[Found]) -> bool:
    if not found or "?" in message.text.folded or any(map(_is_uncertain, found)):
        return False
    spans = [(fact.start, fact.end) for fact in found]
    small = folded("lead_to_an_answer")
    return all(
        token.text in small or any(start <= token.start < end for start, end in spans)
        for token in message.text.tokens
    )


def _is_uncertain(fact: Found) -> bool:
    return fact.key == "idea" or fact.value is None or len(fact.readings) > 1


def _with_or_without_idea(seen: Seen, intent: Intent, topics: frozenset[Topic]) -> tuple[Intent, list[Found]]:
    """What the message is for, and its facts: where the idea is asked for, not all that is said tells one."""
    message, found, flags, context = seen.message, seen.found, seen.flags, seen.context
    alone = intent
    # A thing that is known is one, whatever it is said for; but for robots, which people do not want to talk to.
    if context.asked is not None and (message.of("robot") or not message.of("motif")):
        alone = read_intent(message, found, flags, topics, context.asking(None))
    kept = [fact for fact in found if fact.key != "idea" or tells_a_thing(message, fact, alone)]
    says_else = intent in {Intent.ANSWER, Intent.OTHER} and alone in ASK | TELL_NO_THING
    none = all(fact.key != "idea" for fact in kept)
    return (alone if says_else and none else intent), kept


class Noted(NamedTuple):
    """What the lists and rules see in a message, whatever was learnt."""

    message: Message
    scanned: Scan


def note(raw: str, context: Context) -> Noted:
    asked = context.asked if context.asked in SCANNED_OTHERWISE else "else" if context.asked else None
    about = "note", raw, asked, context.language, context.usual
    return _once(context, about, lambda: _note(raw, context))


def _note(raw: str, context: Context) -> Noted:
    message = note_words(raw, context)
    return Noted(message, scan(message.text, message.language, context))


def note_words(raw: str, context: Context) -> Message:
    """What the lists of words see in a message: half of what noting all of it costs."""
    about = "words", raw, None, context.language, context.usual
    return _once(context, about, lambda: notice(prepare(payment_cards.blanked(raw)), context))


def read_alone(key: str, raw: str, context: Context) -> list[Found]:
    """What these words tell of one fact, whatever else they are: reads for nothing else, and costs little."""
    if key in BY_NUMBERS:
        message, scanned = note(raw, context)
        return BY_NUMBERS[key](message, scanned, context)
    message = note_words(raw, context)
    return [fact for read in BY_WORDS[key] for fact in read(message, context)]


def look(raw: str, context: Context, noted: Noted | None = None) -> Seen:
    """All facts in a message; what was noted of it may be given, where it is read more than once."""
    message, scanned = noted or note(raw, context)
    found = [fact for read in OF_NUMBERS for fact in read(message, scanned, context)]
    if context.asked == "adult":
        found = _without_birthdays(found)
    found = _one_of_age_and_amount(found)
    found += [fact for read in OF_WORDS for fact in read(message, context)]
    found = _where_they_live(_without_places_in_others(found), message, context)
    names = [(fact.start, fact.end) for fact in found if fact.key == "instagram"]
    names += [(handle.start, handle.end) for handle in scanned.claimed("handle")]
    for start, end in names:  # "@negro.tinta.mty" names no ink and no town
        found = [one for one in found if one.key == "instagram" or not start <= one.start < end]
    keys = {fact.key for fact in found}
    if "location" in keys:
        found = _without_inks_for_towns(found, message, context)
    if "placement" in keys:
        found = _without_fingers_in_sizes(found, message)
    found = _as_filled_in(found, message, context)
    flags = read_flags(message)
    if scanned.claimed("card") or payment_cards.REMOVED in raw:
        flags |= {"card_number"}
    if "adult" in keys and any(
        fact.key == "adult" and fact.value is False and not fact.readings for fact in found
    ):
        flags |= {"minor"}
    return Seen(message, found, flags, context)


def _as_filled_in(found: list[Found], message: Message, context: Context) -> list[Found]:
    """What stands in the lines of a form is what each line asks for; what stands in its labels is nothing."""
    for key, (starts, ends), (start, end), text in fields_of(message.text):
        asked = replace(context.asking(key), language=context.language or message.language)
        read = [fact for fact in read_alone(key, text, asked) if fact.key == key]
        found = [
            fact
            for fact in found
            if not (read and fact.key == key) and not (starts <= fact.start and fact.end <= ends)
        ]
        found += [replace(fact, start=start, end=end) for fact in read[:1]]
    return found


def _without_places_in_others(found: list[Found]) -> list[Found]:
    """ "Palma da mão" is a palm, "depois do Natal" a time, and neither a town."""
    return [
        fact
        for fact in found
        if fact.key != "location"
        or not any(
            (other.key == "size" and other.overlaps(fact))
            or (other.key == "timing" and other.start < fact.start and fact.end <= other.end)
            for other in found
        )
    ]


A_TOWN = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?:[ -][A-ZÀ-Þ][\w’'-]+)*")
LIVES_IN = re.compile(rf"\b(?:{choices('i_live')}|{choices('the_town_is')})\s(?:{choices('in_town')}\s)?")
FROM = re.compile(
    rf"(?:^|[.,!?;]\s*)(?:{choices('and')}\s)?{choices('i_am_from')}\s([\w'-]{{3,}})\s*(?=[.,!?;]|$)"
)
"""A clause that only says where somebody is from."""


def _where_they_live(found: list[Found], message: Message, context: Context) -> list[Found]:
    """ "J'habite à Cancale, Saint-Malo is in the drawing": where they say that they live, however small it is."""
    towns = [fact for fact in found if fact.key == "location"]
    raw, folded = message.text.raw, message.text.folded
    lives: tuple[int, tuple[int, int]] | None = None
    for lead in LIVES_IN.finditer(folded) if raw[1:] != raw[1:].lower() else ():
        if town := A_TOWN.match(raw, lead.end()):
            lives = lead.start(), town.span()
            break
    only = FROM.search(folded) if not (lives or towns) else None
    said = lives or ((only.start(), only.span(1)) if only else None)
    if said is None:
        return found
    begins, (start, end) = said
    if any(fact.start < end and begins < fact.end for fact in towns):
        return found
    asked = context.asking("location")
    named = read_location(note_words(raw[start:end], asked), asked)
    known = isinstance(named[0].value, dict) and named[0].value["country"] if named else None
    if not named or not (lives or known):
        return found
    kept = [fact for fact in found if fact.key != "location"]
    return [*kept, replace(named[0], start=start, end=end)]


def _without_inks_for_towns(found: list[Found], message: Message, context: Context) -> list[Found]:
    """ "A snake, 15 cm, bordeaux" is an ink."""
    town = next((fact for fact in found if fact.key == "location"), None)
    if town is None or context.asked == "location":
        return found
    folded = message.text.folded
    if not is_spoken_ink(folded[town.start : town.end], message.language):
        return found
    kept = [fact for fact in found if fact is not town]
    if any(fact.key == "colour" for fact in kept):
        return kept
    return [*kept, Found("colour", "colour", town.start, town.end)]


def _without_fingers_in_sizes(found: list[Found], message: Message) -> list[Found]:
    """ "Uns 3 dedos", "so wie ein Daumen": measured by, and not put on, a finger."""
    size = next((fact for fact in found if fact.key == "size"), None)
    if size is None:
        return found
    return [
        fact
        for fact in found
        if fact.key != "placement" or (fact.value or {}).get("part") != "finger" or not size.overlaps(fact)
    ]


LEAST_BUDGET = 50
"""Nobody offers less for a tattoo."""


def _one_of_age_and_amount(found: list[Found]) -> list[Found]:
    """ "I'm 41", asked for the size, is an age; "tengo 80 no más" is money."""
    ages = [fact for fact in found if fact.key == "adult"]
    amounts = [fact for fact in found if fact.key in {"size", "budget"} and any(map(fact.overlaps, ages))]
    budgets = [fact.value or {} for fact in amounts if fact.key == "budget"]
    money = any((value.get("max") or value.get("min") or 0) >= LEAST_BUDGET for value in budgets)
    wrong = ages if money else amounts
    return [fact for fact in found if fact not in wrong] if amounts else found


def _without_birthdays(found: list[Found]) -> list[Found]:
    """ "In June", asked for the age, is no wish for an appointment in June."""
    ages = [fact for fact in found if fact.key == "adult"]
    return [fact for fact in found if fact.key != "timing" or not any(map(fact.overlaps, ages))]


def _is_an_idea(idea: Found, found: list[Found], intent: Intent, context: Context) -> bool:
    """Unexplained words are a subject only where somebody speaks of a piece, and where nothing else is made of them."""
    others = [fact for fact in found if fact.key != "idea" and not _is_the_thing_too(fact)]
    about_a_piece = (
        context.asked == "idea"
        or intent is Intent.ENQUIRY
        or any(fact.key in OF_THE_PIECE for fact in others)
    )
    return about_a_piece and not any(idea.overlaps(fact) for fact in others if not _goes_with(fact, idea))


def _goes_with(fact: Found, idea: Found) -> bool:
    """ "Une petite rose" goes on behind its size; "a sleeve of skulls, left arm" stands inside of its place."""
    size = fact.key == "size" and idea.start <= fact.start and fact.end < idea.end
    return size or (fact.key == "placement" and fact.start < idea.start and idea.end < fact.end)


def _is_the_thing_too(fact: Found) -> bool:
    """ "My grandma's handwriting" is lettering, and the idea; so is a mandala."""
    return fact.key == "reference_images" or (fact.key == "style" and fact.value in {"lettering", "mandala"})


def _behind_its_size(raw: str, idea: Found, found: list[Found]) -> Found:
    """ "Kleiner Schmetterling": the thing begins behind what says how big it is."""
    before = (fact for fact in found if fact.key == "size" and fact.start <= idea.start < fact.end)
    end = max((fact.end for fact in before), default=0)
    start = len(raw) - len(raw[end:].lstrip()) if end else idea.start
    return replace(idea, start=start) if idea.start != start < idea.end else idea


def _whole_thing(raw: str, idea: Found, found: list[Found], language: str) -> Found:
    return replace(idea, value=in_prose(thing_in(raw, idea, found), language))
