"""What a client's words hold beside the facts that were read in them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tattoobot.domain.handover import HEALTH
from tattoobot.domain.under_age import is_age_to_come
from tattoobot.domain.understanding.age_rules import YOUNGEST_CLIENT
from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Context, Found, Intent, Reading, Topic
from tattoobot.domain.understanding.text import WORD
from tattoobot.domain.understanding.thing import EMPTY, begins, without_facts
from tattoobot.domain.understanding.vocabulary.forms import Form, choices, form
from tattoobot.domain.understanding.vocabulary.lists import alternatives, listed

SENTENCE_ENDS = re.compile(r"[.!?…]+\s+|\n+")

OF_ONESELF = re.compile(rf"(?:{alternatives('of_oneself')})\b")
"""How people begin who tell their own age."""

FILLERS = listed("fillers")


def without_open_age(reading: Reading) -> Reading:
    """ "Born in 2008" may be of age or not: nothing is known by it, and the question is asked."""
    found = tuple(fact for fact in reading.found if fact.key != "adult" or not fact.readings)
    return reading if len(found) == len(reading.found) else replace(reading, found=found)


def without_age_to_come(reading: Reading, text: str, least: int, today: date, *, doubted: bool) -> Reading:
    """ "By then I'm 18": what they are today is not told by it."""
    age = next((fact for fact in reading.found if fact.key == "adult" and fact.value is True), None)
    dated = wishes_for_a_later_day(reading, today)
    if age is None or not is_age_to_come(text, age.years, least, doubted=doubted, dated=dated):
        return reading
    return replace(reading, found=tuple(fact for fact in reading.found if fact.key != "adult"))


def wishes_for_a_later_day(reading: Reading, today: date) -> bool:
    """ "From the 10th of January"."""
    time = reading.slots.get("timing")
    return isinstance(time, dict) and str(time.get("from") or "") > today.isoformat()


def without_ages_of_others(reading: Reading, text: str) -> Reading:
    """ "Ten years or so" answers a question of the studio's own; it is the client's age if they say "I'm".

    Whether they are of age is asked anyway.
    """
    ages = [fact for fact in reading.found if fact.key == "adult"]
    if not ages or any(OF_ONESELF.match(text[age.start : age.end].casefold()) for age in ages):
        return reading
    found = tuple(fact for fact in reading.found if fact.key != "adult")
    return replace(reading, found=found, flags=reading.flags - {"minor"})


def names_an_age(reading: Reading) -> bool:
    """Whether it names the age of somebody who may want the tattoo; not a small child's, whose drawing it is."""
    ages = [fact.years for fact in reading.found if fact.key == "adult" and fact.years]
    return any(age.years >= YOUNGEST_CLIENT for age in ages)


MAN_OR_WOMAN = form("man_or_woman")

COMPANY = Form(rf"{choices('brings')} {choices('my')} \w+")
CONSENT = form("consents")


def asks_for_consent(text: str) -> bool:
    """ "Can my mum come and sign?" tells of an age, too."""
    return CONSENT.is_in(text)


def with_age_for_consent(reading: Reading, *, asks_price: bool) -> Reading:
    """ "Is 17 ok if my dad signs" is answered by the studio's age; nobody asks to come along."""
    if Topic.AGE not in reading.topics and reading.slots.get("adult") is not False:
        return reading
    topics = frozenset({Topic.AGE, Topic.PRICE} if asks_price else {Topic.AGE})
    intent = Intent.POLICY_QUESTION if reading.intent is Intent.PRICE_QUESTION else reading.intent
    return replace(reading, intent=intent, topics=topics, sure=frozenset({Topic.AGE}))


def without_company(reading: Reading, text: str) -> Reading:
    """ "May I bring my mum?" is asked at every age; it tells of one where she is to sign."""
    age = next((fact for fact in reading.found if fact.key == "adult" and fact.years is None), None)
    if age is None or not COMPANY.fullmatch(text[age.start : age.end]) or CONSENT.is_in(text):
        return reading
    found = tuple(fact for fact in reading.found if fact is not age)
    return replace(reading, found=found, flags=reading.flags - {"minor"})


def sentence_with(fact: Found, text: str) -> str:
    begins = [0, *(end.end() for end in SENTENCE_ENDS.finditer(text))]
    first = max(begin for begin in begins if begin <= fact.start)
    last = next((begin for begin in begins if begin >= fact.end), len(text))
    return text[first:last].strip()


def asks_beside(said: str, text: str) -> bool:
    """Whether this sentence of the text asks nothing, and another one does: "make it 7 cm. Do you use a cream?"."""
    asked = [one for one in re.findall(r"[^.!?…\n]*\?", text) if any(map(str.isalpha, one))]
    return not said.endswith("?") and bool(asked)


SEVERAL = form("several_tattoos")

OWN = listed("possessives")


def asks_for_several(text: str) -> bool:
    """ "I want two tattoos"; not "a fox, I have two tattoos already"."""
    return SEVERAL.is_in(text)


def speaks_of_another_piece(text: str, idea: str, context: Context) -> bool:
    """ "Hi! I'd love a swallow on my ankle", where the idea was a fox."""
    reading = understand(text, context.asking(None))
    if reading.intent is not Intent.ENQUIRY or not any(fact.key == "idea" for fact in reading.found):
        return False
    return content_of(text).isdisjoint(content_of(idea))


def content_of(text: str) -> set[str]:
    """The words that say something."""
    return {word for word in WORD.findall(text.casefold()) if len(word) > 2 and word not in FILLERS}


RELATIVE = choices("relative")
MY = choices("my")
LOSS = form("just_died")
SOMEBODY_DEAR = (
    rf"(?:{MY} (?:{choices('late')} )?{choices('relative', 'loved_one')}|{choices('the_one')})\W*$"
)
A_PERSON = Form(
    rf"^\W*(?:{choices('something')}\W+)?(?:{choices('for_whom', 'about_whom')} )?{SOMEBODY_DEAR}"
)
"""Nobody but the one it is for."""
FOR_WHOM = Form(
    rf"^\W*(?:[\w']+\W+){{0,6}}?{choices('something_wanted')}\W+{choices('for_whom', 'in_memory_of')} {SOMEBODY_DEAR}"
)
""" "I'd like something for my nan"."""


OF_A_RELATIVE = Form(rf"\b{MY} {RELATIVE}\b")


def names_a_relative(text: str) -> bool:
    """ "My friend wants a rose", and whoever says it may want none."""
    return OF_A_RELATIVE.is_in(text)


def tells_a_loss(text: str) -> bool:
    return LOSS.is_in(text)


def names_only_a_person(text: str, *, gently: bool) -> bool:
    """ "I'd like something for my nan", and nothing of what it is to show; after a loss "my nan" alone is no more."""
    return any(form.match(text) for form in ((A_PERSON, FOR_WHOM) if gently else (FOR_WHOM,)))


OF_ANOTHER = Form(
    rf"\b{choices('for_whom')} {MY} {RELATIVE}\b"
    rf"|\b{MY} {RELATIVE} (?:{choices('also')} )?{choices('anothers_wish')}\b"
)


def speaks_of_another(text: str) -> bool:
    """ "For my sister 5 cm": the measures of somebody else's piece."""
    return OF_ANOTHER.is_in(text)


WISH = form("asks_for_a_change")


PREFERS = Form(rf"^\W*(?:{choices('opens')}\W+)?{choices('rather')}\b")


def wishes(text: str) -> bool:
    """ "Could it be 12 cm?", "rather in May, is that ok?" asks for a change, politely."""
    return WISH.is_in(text) or PREFERS.match(text) is not None


NO_FIRST = Form(rf"^\W*{choices('no_first')}\b(?=\W*\w)")


def says_no_first(text: str) -> str | None:
    """What stands behind a no, at its place."""
    no = NO_FIRST.match(text)
    return None if no is None else " " * no.end() + text[no.end() :]


PATIENT = Form(
    rf"\W*(?:{choices('before_patience')}\W+)*{choices('patience')}(?:\W+{choices('after_patience')})*\W*"
)


def is_patient(text: str) -> bool:
    """ "I can wait", "no rush": kind, and no answer to anything but when."""
    return PATIENT.fullmatch(text) is not None


GOODBYE = form("goodbye")
GOODBYE_WORDS = 7
"""In a longer message it is only the end of something."""


def says_goodbye(text: str) -> bool:
    return "?" not in text and len(text.split()) <= GOODBYE_WORDS and GOODBYE.is_in(text)


SOMEBODY = Form(
    rf"\W*(?:{choices('calls_out')}\W*)*{choices('anybody_there')}?\W*|.*\b{choices('leave_alone')}\b.*"
)


def looks_for_somebody(text: str) -> bool:
    """ "Hallo???", "anyone there?": nothing but a call for whoever reads; and who wants nobody troubled."""
    return any(map(str.isalpha, text)) and SOMEBODY.fullmatch(text.strip()) is not None


UNTIL_ANSWER = form("answer_comes")
HEALING = form("heals")
AHEAD = form("ahead")
"""What "how long" is about, where it is not about the hours under the needle."""

INSULT = form("insult")


def insults(text: str) -> bool:
    """ "You useless bot"; not "just give me the damn price"."""
    return INSULT.is_in(text)


def speaks_of_own(text: str) -> bool:
    return not OWN.isdisjoint(WORD.findall(text.casefold()))


def idea_in(fact: Found, text: str, reading: Reading, context: Context) -> str | None:
    """The thing, as the client says it; the bare thing where what is said of it tells of health; None where both do."""
    said = (str(fact.value), text[begins(text, fact.start) : fact.end])
    if not reading.flags & HEALTH:
        return said[0]
    return next((words for words in said if not understand(words, context).flags & HEALTH), None)


def says_more_than(found: Sequence[Found], text: str) -> bool:
    """Whether words are left beside the facts that were read: "left wrist" alone is no idea for a tattoo."""
    words = (word.strip(".,;:!?…").casefold() for word in without_facts(text, found).split())
    return any(len(word) > 2 and word.isalpha() and word not in EMPTY for word in words)


LEADS_TO_TOWN = r"(?:\w+['’]?\w*\s){0,2}\w+"
""" "I'm in", "wohne in"."""


def without_town(said: str, text: str, reading: Reading) -> str:
    """ "Saturday mornings" of "Leeds, Saturday mornings": the town before or behind a comma is another answer."""
    for fact in reading.found:
        town = re.escape(text[fact.start : fact.end])
        if fact.key == "location" and town:
            said = re.sub(
                rf"^\W*{town}\s*[,.;:]\s*(?=\w)|(?<=\w)\s*[,.;]\s*(?:{LEADS_TO_TOWN}\s)?{town}\W*$", "", said
            )
    return said


ASKS_FOR_DATES = Form(rf"\?|^\W*(?:{choices('but_first')}\s)?{choices('is_free')}\b")


def tells_a_wish_of_time(reading: Reading, text: str) -> bool:
    """ "Pode ser em março, aos sábados": days that are told, and none asked for."""
    times = [fact for fact in reading.found if fact.key == "timing"]
    return bool(times) and not any(ASKS_FOR_DATES.search(sentence_with(fact, text)) for fact in times)
