"""Where the client lives, is, or wants the tattoo: a city and its country."""

import re
from functools import cache
from typing import NamedTuple

from tattoobot.domain.understanding.reading import Context, Found, Value
from tattoobot.domain.understanding.roles.decide import decide
from tattoobot.domain.understanding.roles.features import Mention
from tattoobot.domain.understanding.text import DIGIT
from tattoobot.domain.understanding.vocabulary import Hit, gazetteer, vocabulary
from tattoobot.domain.understanding.vocabulary.message import Message

LIVES, HOME, FROM, NEAR, ALONE, NAMED = 5.0, 4.0, 3.0, 1.5, 1.0, 0.0
"""How surely a place is the client's: "I live in", "I'm in", "I'm from", "in", a phrase by itself, only mentioned."""
SAID = {
    LIVES: "where one lives",
    HOME: "home",
    FROM: "where one is from",
    NEAR: "where it is",
    ALONE: "all",
    NAMED: "a name only",
}
NAMING = frozenset(("place", "place_word", "from_here"))
"""Lists without which no place is named, unless it was asked for."""
UNLISTED = "in no list"
WORDS_BETWEEN = 2
"""Articles and the like between "I live in" and the place: "in the centre of Berlin" is too far."""
SHORT = 3
"""Names of so few letters count in capitals only."""
COUNTRIES_BY_LANGUAGE = {
    "en": ("US", "DE"),
    "de": ("DE", "AT", "CH"),
    "fr": ("FR", "CH"),
    "es": ("ES",),
    "pt": ("BR",),
}
"""Whose postcodes five digits are, first come."""
DIGITS = {"BR": 8, "AT": 4, "CH": 4}

_BRITISH = re.compile(r"\b([a-z]{1,2})(\d{1,2}[a-z]?)(?:\s?(\d[a-z]{2}))?\b")
_DIGITS = re.compile(r"(?<![\d.,/-])(\d{4,5}(?:-?\d{3})?)(?![\d.,/-]*\d)")


class Place(NamedTuple):
    first: int
    after: int
    city: str | None
    country: str | None
    score: float
    everyday: bool = False
    """Whether the name is an ordinary word too."""
    joined: bool = False
    """Whether the country was said behind it."""

    @property
    def value(self) -> Value:
        return {"city": self.city, "country": self.country}


def read_location(message: Message, context: Context) -> list[Found]:
    asked = context.asked == "location"
    if not asked and NAMING.isdisjoint(message.hits):
        return _postcode(message, context)
    hidden = _where_it_is_kept_back(message) if asked else len(message.words)
    places = [one for one in _known(message, asked) if one.first < hidden and not _the_studios(message, one)]
    unlisted = [one for one in _unknown(message, asked, places) if one[0] < hidden]
    mentions = [
        *(Mention(one.first, one.after, one.value, _marks(message, one)) for one in places),
        *(Mention(*one, _marks_of_unlisted(message, one[0])) for one in unlisted),
    ]
    if not mentions:
        return _postcode(message, context)
    mentions.sort(key=lambda mention: mention.first)
    wanted = decide("location", mentions, message, context)
    if not wanted:
        return []
    first, after, value, _ = wanted.mention
    return [message.found("location", value, first, after, because=wanted.because)]


def _where_it_is_kept_back(message: Message) -> int:
    """From which word on no town is told: "rather not say, my ex lives in Dublin"."""
    kept_back = min((hit.after for hit in message.of("phrase", "skip")), default=None)
    if kept_back is None:
        return len(message.words)
    return next(
        (hit.after for hit in message.of("clue", "kin") if hit.first >= kept_back), len(message.words)
    )


def _known(message: Message, asked: bool) -> list[Place]:
    places: list[Place] = []
    for hit in _longest(message):
        city, _, country = hit.value.partition("|")
        score = _score(message, hit)
        if hit.kind == "place_word" and score < FROM and not asked and not _capital(message, hit.first):
            continue
        if score == NAMED and not asked and _goes_on(message, hit.after):
            continue
        previous = places[-1] if places else None
        if previous and previous.city and not city and hit.first - previous.after <= 1:
            if not message.refused[hit.first]:
                places[-1] = previous._replace(country=country, after=hit.after, joined=True)
            continue
        places.append(Place(hit.first, hit.after, city or None, country, score, hit.kind == "place_word"))
    return places


def _the_studios(message: Message, place: Place) -> bool:
    """ "Is the studio in Leeds?" says nothing of where the client lives."""
    return place.score < FROM and any(
        asks.first < place.first < asks.after + WORDS_BETWEEN and not message.broken(asks.first, place.first)
        for asks in message.of("asks_about", "address")
    )


def _marks(message: Message, place: Place) -> frozenset[str]:
    """What is true of a place beside what stands around every mention."""
    marks = {f"said as {SAID[place.score]}", "a city" if place.city else "a country"}
    said = {
        "its country behind": place.joined,
        "an everyday word": place.everyday,
        "with a capital": message.text.raw[message.text.tokens[place.first].start].isupper(),
        "behind a correction": any(found.first < place.first for found in message.of("phrase", "correction")),
    }
    return frozenset(marks | {mark for mark, true in said.items() if true})


def _marks_of_unlisted(message: Message, first: int) -> frozenset[str]:
    return frozenset(
        {UNLISTED, f"{UNLISTED}, where one lives"}
        if first in message.ends("from_here", "lives")
        else {UNLISTED}
    )


def _goes_on(message: Message, after: int) -> bool:
    """ "London skyline": with a word right behind it a name only says what sort of thing that is."""
    if after >= len(message.words) or message.gaps[after]:
        return False
    return message.words[after] not in vocabulary().light


def _capital(message: Message, at: int) -> bool:
    """Whether a capital says something: not where a sentence begins, nor where all is in capitals."""
    raw = message.text.raw
    inside = at > 0 and message.gaps[at] not in (".", "?")
    return inside and raw[message.text.tokens[at].start].isupper() and not raw.isupper()


def _longest(message: Message) -> list[Hit]:
    kept: list[Hit] = []
    hits = [
        hit for kind in ("place", "place_word") for hit in message.of(kind) if not _too_short(message, hit)
    ]
    for hit in sorted(hits, key=lambda hit: (hit.first, -hit.after, hit.kind)):
        if not kept or hit.first >= kept[-1].after:
            kept.append(hit)
    return kept


def _too_short(message: Message, hit: Hit) -> bool:
    """ "LA" is a city, "la" an article; "auch" is German where "Auch" is a city."""
    written = message.text.raw[message.text.tokens[hit.first].start : message.text.tokens[hit.after - 1].end]
    word = message.words[hit.first]
    if len(written) > SHORT:
        return hit.after - hit.first == 1 and word in vocabulary().of(message.language).common
    if written.isupper() and not message.text.raw.isupper():
        return False
    return word in vocabulary().uses(message.language)


def _score(message: Message, hit: Hit) -> float:
    best = NAMED
    light = vocabulary().light
    for value, score in (("lives", LIVES), ("home", HOME), ("strong", FROM), ("before", NEAR)):
        ends = message.ends("from_here", value)
        for end in range(hit.first, max(hit.first - WORDS_BETWEEN, 0) - 1, -1):
            if end in ends and not message.broken(end - 1, hit.first, ".?"):
                best = max(best, score)
            if end == 0 or message.words[end - 1] not in light:
                break
    start, after = message.clause(hit.first)
    courtesy = vocabulary().courtesy
    rest = [
        word
        for word in message.words[start : hit.first] + message.words[hit.after : after]
        if word not in courtesy
    ]
    if not rest:
        best = max(best, ALONE)
    if any(found.first == hit.after for found in message.of("from_here", "after")):
        best = max(best, FROM)
    return best


def _postcode(message: Message, context: Context) -> list[Found]:
    if not DIGIT.search(message.text.folded):
        return []
    asked = context.asked == "location"
    areas = postcodes()
    for found in _BRITISH.finditer(message.text.folded):
        city = areas["GB"].get(found[1])
        if city and (asked or found[3]):
            return [Found("location", {"city": city, "country": "GB"}, *found.span())]
    for found in _DIGITS.finditer(message.text.folded):
        if not asked and not _said_as_postcode(message, found.start()):
            continue
        digits = found[1].replace("-", "")
        for country in COUNTRIES_BY_LANGUAGE.get(message.language, ()):
            if len(digits) == DIGITS.get(country, 5):
                city = areas[country].get(digits[:3]) or areas[country].get(digits[:2])
                if city:
                    return [Found("location", {"city": city, "country": country}, *found.span())]
    return []


def _said_as_postcode(message: Message, start: int) -> bool:
    return any(
        message.text.tokens[found.after - 1].end < start <= message.text.tokens[found.after - 1].end + 5
        for value in ("lives", "home", "strong", "postcode")
        for found in message.of("from_here", value)
    )


@cache
def postcodes() -> dict[str, dict[str, str]]:
    """By country: the beginning of a postcode, folded, and its city."""
    return {
        country: {start.lower(): city for city, starts in cities.items() for start in starts.split()}
        for country, cities in gazetteer()["postcodes"].items()
    }


def _unknown(message: Message, asked: bool, known: list[Place]) -> list[tuple[int, int, Value]]:
    """Places that no list knows: "I live in Ottery", or the whole answer to the question."""
    taken = {at for place in known for at in range(place.first, place.after)}
    runs = []
    for value in ("lives", "home", "strong"):
        for found in message.of("from_here", value):
            runs.append((found.after, _name(message, found.after, by_capital=not asked)))
    if asked and not known and message.words and not message.of("phrase"):
        after = _name(message, 0, by_capital=False)
        if after == len(message.words):
            runs.append((0, after))
    return [
        (first, after, _unlisted(message, first, after))
        for first, after in dict.fromkeys(runs)
        if after > first and not taken.intersection(range(first, after))
    ]


def _name(message: Message, first: int, by_capital: bool) -> int:
    """The token after a run of at most three words that can be a name."""
    known = vocabulary().known
    at = first
    while at < len(message.words) and at < first + 3 and not (at > first and message.gaps[at]):
        token = message.text.tokens[at]
        word = message.words[at]
        capital = message.text.raw[token.start].isupper()
        if (
            not word.isalpha()
            or len(word) < 3
            or (word in known and not capital)
            or (by_capital and not capital)
        ):
            break
        if word in vocabulary().light:
            break
        at += 1
    return at


def _unlisted(message: Message, first: int, after: int) -> Value:
    misspelled = vocabulary().place(message.words[first]) if after - first == 1 else None
    if misspelled:
        city, _, country = misspelled.value.partition("|")
        return {"city": city or None, "country": country}
    tokens = message.text.tokens
    written = message.text.raw[tokens[first].start : tokens[after - 1].end]
    return {"city": written if any(char.isupper() for char in written) else written.title(), "country": None}
