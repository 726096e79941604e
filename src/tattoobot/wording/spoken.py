"""Canonical values said back as people say them: sizes, money, days, places.

What comes out stands in the middle of a sentence ("left wrist"); `capital` begins a line with it.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, get_currency_symbol

from tattoobot.domain import outside
from tattoobot.domain.facts import IN_OWN_WORDS
from tattoobot.domain.lead import Answer, Source
from tattoobot.domain.understanding.placement import finer_place
from tattoobot.domain.understanding.times import WEEKDAYS
from tattoobot.wording.agreeing import size_of
from tattoobot.wording.days import REMEMBERED, dated, day, pattern_of
from tattoobot.wording.own_words import (
    is_about_a_day,
    is_over_a_scar,
    own_inks,
    own_money,
    pictures_are_to_come,
)

Say = Callable[..., str]
"""say(key, **facts) in one language."""

WEEKEND = frozenset({"sat", "sun"})
MOST_REFUSED = 2
"""So few days that are not possible are named instead of those that are."""

SAID_OTHERWISE = {
    Source.UNSURE: "value.unsure",
    Source.PRIVATE: "value.private",
    Source.TO_ASK: "value.to_ask",
}
"""What is said of answers without a value, by their source, instead of the client's words."""

NAME_OF_TOWN = 2
"""Words. In more of them the town is only mentioned."""

INCH = 2.54
ROUNDED = 0.05
"""Sizes are kept to a tenth of a centimetre: 12 inches are 30.5 cm."""

CLASS_CM: dict[str, tuple[float, float]] = {
    "tiny": (0, 4),
    "small": (4, 8),
    "palm": (8, 12),
    "hand": (12, 20),
}
"""What the sizes in the menu mean, from and to."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How values are said: in which language, for which country, in which unit."""

    say: Say
    locale: str
    unit: str = "cm"
    country: str = ""
    """The studio's own: a town in it needs no country beside it."""
    currency: str | None = None
    """The studio's own: an amount without one is meant in it, and said back so that a mistake is seen."""


def answer(key: str, given: Answer, voice: Voice) -> str:
    """An answer as one short phrase; the client's own words where nothing better is known."""
    if key == "location" and isinstance(given.value, dict):
        return _location({**given.value, "city": _as_typed(given)}, voice)
    if own := own_inks(key, given) or own_money(key, given, voice.currency) or _own_size(key, given, voice):
        return own
    if is_about_a_day(key, given):
        return voice.say("value.around", day=value(key, given.value, voice))
    if is_over_a_scar(key, given):
        return voice.say("value.cover_up.scar")
    if pictures_are_to_come(key, given):
        return voice.say("value.reference_images.to_come")
    if given.value is not None and not _only_words_tell(key, given):
        finer = _finer_place(key, given)
        said = value(key, given.value, voice)
        return f"{said} ({outside.plain(finer)})" if finer else said
    return voice.say(SAID_OTHERWISE[given.source]) if given.source in SAID_OTHERWISE else given.text


def _finer_place(key: str, given: Answer) -> str | None:
    """ "Chest (collarbone)": the client's word beside ours, where ours is wider."""
    typed = key == "placement" and given.source is Source.WORDS
    return finer_place(given.text) if typed else None


def _own_size(key: str, given: Answer, voice: Voice) -> str | None:
    """ "Half my forearm (≈ 12 cm)": what no button says, with the estimate that is to be checked."""
    typed = key == "size" and given.source in {Source.WORDS, Source.CHECK} and given.text.strip()
    if not typed or not isinstance(given.value, dict):
        return None
    if given.source is Source.WORDS and given.value.get("class") != "other":
        return None
    words, longest = outside.plain(outside.one_line(given.text)), given.value.get("longest_cm")
    if longest is None and given.value.get("class") == "other":
        return words
    return f"{words} (≈ {_length((longest,), voice, roughly=True) if longest else _size(given.value, voice)})"


def value(key: str, canonical: Any, voice: Voice) -> str:
    speaker = SPEAKERS.get(key)
    if speaker is not None:
        return speaker(canonical, voice)
    if isinstance(canonical, bool):
        return voice.say(f"value.{key}.{str(canonical).lower()}")
    return voice.say(f"value.{key}.{canonical}", missing=str(canonical))


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _only_words_tell(key: str, given: Answer) -> bool:
    """Of a time: "Saturdays, not the 14th" is more than its value."""
    return key == "timing" and given.source is Source.CHECK and given.text != ""


def in_own_words(key: str, given: Answer) -> bool:
    """Whether an answer is said exactly as the client typed it."""
    return (
        key in IN_OWN_WORDS
        or _only_words_tell(key, given)
        or (given.value is None and given.source not in SAID_OTHERWISE)
    )


# --- money ----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=REMEMBERED)
def money(amount: Decimal | float, currency: str | None, locale: str) -> str:
    """An amount as the locale writes it; whole amounts without the pennies, as people say them."""
    exact = Decimal(str(amount))
    if currency is None:
        return str(format_decimal(exact, locale=locale))
    if exact != exact.to_integral_value():
        said = str(format_currency(exact, currency, locale=locale))
    else:
        pattern = Locale.parse(locale).currency_formats["standard"].pattern.replace("0.00", "0")
        said = str(format_currency(exact, currency, pattern, locale=locale, currency_digits=False))
    # "£GB" and "GBP" are for tables: of pounds there is but one that clients pay with.
    return said.replace(str(get_currency_symbol(currency, locale)), "£") if currency == "GBP" else said


def currency_signs(currency: str) -> tuple[str, ...]:
    """How people write a currency beside a number, longest first: `R$`, `$`, `BRL`, `brl`."""
    symbol = str(get_currency_symbol(currency, locale="en"))
    signs = {currency, currency.lower(), symbol, symbol[-1] if symbol[-1] in "$£€¥" else symbol}
    return tuple(sorted(signs, key=lambda sign: (-len(sign), sign)))


def _budget(budget: dict[str, Any], voice: Voice) -> str:
    low, high, currency = budget["min"], budget["max"], budget["currency"] or voice.currency
    if low is None and high is None:
        return voice.say("value.unsure")
    if low is None:
        return voice.say("value.up_to", amount=money(high, currency, voice.locale))
    if high is None:
        return voice.say("value.at_least", amount=money(low, currency, voice.locale))
    if low == high:
        return money(low, currency, voice.locale)
    return money_range(low, high, currency, voice.locale)


def money_range(low: Decimal | float, high: Decimal | float, currency: str | None, locale: str) -> str:
    """ "£250–300", "250–300 €": the currency once, on the side where the locale has it."""
    first, whole = (money(amount, None, locale) for amount in (low, high))
    last = money(high, currency, locale)
    if whole not in last:
        return f"{money(low, currency, locale)}–{last}"
    return last.replace(whole, f"{first}–{whole}")


# --- size -----------------------------------------------------------------------------------------------------------


def class_size(name: str, voice: Voice) -> str:
    """What a size of the menu means in numbers: "4–8 cm"; empty for those without."""
    if name not in CLASS_CM:
        return ""
    ends = [end if voice.unit == "cm" else _half(end / INCH) for end in CLASS_CM[name] if end]
    return voice.say(f"value.{voice.unit}", n="–".join(_number(end, voice) for end in ends))


def _size(size: dict[str, Any], voice: Voice) -> str:
    name, longest = size.get("class"), size.get("longest_cm")
    if "width_cm" in size:
        return _length((size["width_cm"], size["height_cm"]), voice)
    if name is not None and (name != "other" or longest is None):
        said = voice.say(f"value.size.{name}")
        return f"{said} ({_length((longest,), voice, roughly=True)})" if longest else said
    return _length((longest,), voice)


def _length(sides: tuple[Any, ...], voice: Voice, *, roughly: bool = False) -> str:
    """In the unit that the client used, which shows in the number: 30.5 cm are 12 inches, 12 cm are 12 cm."""
    unit = voice.unit
    if not roughly and unit == "cm":
        unit = "in" if _all_inches(sides) and not all(_is_round(side) for side in sides) else "cm"
    elif not roughly:
        unit = "in" if _all_inches(sides) or not all(_is_round(side) for side in sides) else "cm"
    numbers = [float(side) if unit == "cm" else _half(side / INCH) for side in sides]
    key = "value.in.one" if unit == "in" and numbers == [1.0] else f"value.{unit}"
    return voice.say(key, n=" × ".join(_number(number, voice) for number in numbers))


def _all_inches(sides: tuple[Any, ...]) -> bool:
    return all(side > 2 and abs(side - _half(side / INCH) * INCH) <= ROUNDED for side in sides)


def _is_round(side: float) -> bool:
    """A number of centimetres that people say: whole ones, and halves of small things."""
    return side == int(side) or (side * 2 == int(side * 2) and side < 20)


def _half(number: float) -> float:
    return max(round(number * 2) / 2, 0.5)


def _number(size: float, voice: Voice) -> str:
    return number(size, voice.locale)


@lru_cache(maxsize=REMEMBERED)
def number(exact: float, locale: str) -> str:
    return str(format_decimal(exact, locale=locale))


# --- place ----------------------------------------------------------------------------------------------------------


def _placement(place: dict[str, Any], voice: Voice) -> str:
    """Each language has its own place for the side and the aspect: "left inner forearm", "Unterarm links innen"."""
    part, side, aspect = place["part"], place.get("side"), place.get("aspect")
    beside = _agreeing(f"value.side.{side}", part, voice) if side in {"left", "right"} else ""
    around = f"value.aspect.{aspect}" if aspect else "value.place"
    # Which side may be known before the part is.
    said = voice.say(around, part=voice.say(f"value.placement.{part}", missing=""), side=beside)
    # Where no side is named, its place in the phrase is left empty.
    said = " ".join(said.split())
    return voice.say("value.side.both", part=said) if side == "both" else said


def at_place(place: dict[str, Any], voice: Voice) -> str:
    """ "on your left wrist", "en la muñeca izquierda", "am linken Handgelenk": with the word for "on" that agrees."""
    part, said = place["part"], _placement(place, voice)
    for form in ("elided", "plural", "feminine"):
        if part in voice.say(f"grammar.at.{form}", missing="").split():
            return voice.say(f"at.{form}", place=said, missing="") or voice.say("at", place=said)
    said = (
        re.sub(r"^(ober|unter|ganz|halb)(er|es)\b", r"\1en", said) if voice.locale.startswith("de") else said
    )
    return voice.say("at", place=said)


def idea(subject: str, facts: Mapping[str, Answer], voice: Voice) -> str:
    """ "A small rose on your left wrist, about 10 cm, fine line"."""
    place = facts.get("placement")
    finer = _finer_place("placement", place) if place else None
    named = place and place.value and place.value["part"] != "other" and not finer
    where = at_place(place.value, voice) if place and named else ""
    if place and place.value and finer and place.value["part"] == "ear":
        where = voice.say("at.behind_ear")
    said = {key: answer(key, given, voice) for key, given in facts.items() if key != "placement" or not where}
    rest = [size_of(subject, one) if key == "size" else one for key, one in said.items()]
    return ", ".join([" ".join(filter(None, (outside.plain(outside.one_line(subject)), where))), *rest])


def _agreeing(key: str, part: str, voice: Voice) -> str:
    """The form of an adjective that goes with a part of the body, in languages where that matters."""
    for form in ("plural", "feminine"):
        if part in voice.say(f"grammar.{form}", missing="").split():
            return voice.say(f"{key}.{form}", missing=voice.say(key))
    return voice.say(key)


def _as_typed(given: Answer) -> str | None:
    """The town as the client calls it: "Köln", "Londres"."""
    city, typed = given.value.get("city"), given.text.strip()
    names_it = (
        city and typed and city.casefold() not in typed.casefold() and len(typed.split()) <= NAME_OF_TOWN
    )
    return capital(typed) if names_it and typed.replace(" ", "").isalpha() else city


def _location(location: dict[str, Any], voice: Voice) -> str:
    city, country = location.get("city"), location.get("country")
    city = _town(city, voice.locale) if city else None
    if city and (not country or country == voice.country):
        return city
    name = Locale.parse(voice.locale).territories.get(country or "", country or "")
    return f"{city}, {name}" if city else str(name)


@lru_cache(maxsize=REMEMBERED)
def _town(city: str, locale: str) -> str:
    """What a language calls a town that clocks are named after: Londres, Lissabon."""
    end, zones = f"/{city.replace(' ', '_')}", Locale.parse(locale).time_zones
    named = (names.get("city") for zone, names in zones.items() if zone.endswith(end))
    return next(filter(None, named), city)


# --- time -----------------------------------------------------------------------------------------------------------


def _timing(timing: dict[str, Any], voice: Voice) -> str:
    if timing.get("flexible"):
        return voice.say("value.flexible")
    said = [_span(timing, voice), _weekdays(timing.get("weekdays", ()), voice)]
    if timing.get("part_of_day"):
        said.append(voice.say(f"value.part_of_day.{timing['part_of_day']}"))
    return ", ".join(part for part in said if part) or voice.say("value.flexible")


def _weekdays(named: Any, voice: Voice) -> str:
    days = {name for name in named if name in WEEKDAYS}
    if days == set(WEEKDAYS):
        return ""
    if days == WEEKEND:
        return voice.say("value.weekends")
    if days == set(WEEKDAYS) - WEEKEND:
        return voice.say("value.weekdays")
    refused = [name for name in WEEKDAYS if name not in days]
    if len(refused) <= MOST_REFUSED:
        but = [voice.say(f"value.weekday.{name}") for name in refused]
        return voice.say("value.days_but", days=format_list(but, locale=voice.locale))
    return ", ".join(voice.say(f"value.weekday.{name}") for name in WEEKDAYS if name in days)


def _span(timing: dict[str, Any], voice: Voice) -> str:
    first, last = (date.fromisoformat(timing[end]) if timing.get(end) else None for end in ("from", "to"))
    if first and last:
        return _between(first, last, voice)
    if first:
        return voice.say("value.from", day=_day_of_month(first, voice))
    return voice.say("value.until", day=_day_of_month(last, voice)) if last else ""


def _between(first: date, last: date, voice: Voice) -> str:
    if first == last:
        return day(first, voice.locale)
    length = monthrange(first.year, first.month)[1]
    if first.day == 1 and last == first.replace(day=length):
        return dated(pattern_of("yMMMM", voice.locale), first.year, first.month, 1, voice.locale)
    return voice.say(
        "value.between", first_day=_day_of_month(first, voice), last_day=_day_of_month(last, voice)
    )


def _day_of_month(when: date, voice: Voice) -> str:
    """ "10 May": the weekday would tell nothing about when a time begins or ends."""
    pattern = pattern_of("MMMMd", voice.locale) or pattern_of("MMMd", voice.locale)
    return dated(pattern, when.year, when.month, when.day, voice.locale)


SPEAKERS: dict[str, Callable[[Any, Voice], str]] = {
    "idea": lambda idea, voice: str(idea),
    "size": _size,
    "placement": _placement,
    "budget": _budget,
    "location": _location,
    "timing": _timing,
    "instagram": lambda handle, voice: f"@{handle}",
}
