"""Canonical values said back as people say them: sizes, money, days, places."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel import Locale
from babel.dates import format_date, format_time, get_day_names
from babel.numbers import format_currency, format_decimal

from tattoobot.domain.lead import Answer

Say = Callable[..., str]
"""say(key, **facts) in one language."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def answer(key: str, given: Answer, say: Say, locale: str) -> str:
    """An answer as one short phrase; the client's own words where nothing better is known."""
    if given.value is None:
        return say("value.unsure") if given.source == "unsure" else given.text
    return value(key, given.value, say, locale)


def value(key: str, canonical: Any, say: Say, locale: str) -> str:
    speaker = SPEAKERS.get(key)
    if speaker is not None:
        return speaker(canonical, say, locale)
    if isinstance(canonical, bool):
        return say(f"value.{key}.{str(canonical).lower()}")
    return say(f"value.{key}.{canonical}", missing=str(canonical))


def money(amount: Decimal | float, currency: str | None, locale: str) -> str:
    """An amount as the locale writes it; whole amounts without the pennies, as people say them."""
    exact = Decimal(str(amount))
    if currency is None:
        return str(format_decimal(exact, locale=locale))
    if exact != exact.to_integral_value():
        return str(format_currency(exact, currency, locale=locale))
    pattern = Locale.parse(locale).currency_formats["standard"].pattern.replace("0.00", "0")
    return str(format_currency(exact, currency, pattern, locale=locale, currency_digits=False))


def day(when: date, locale: str) -> str:
    return str(format_date(when, "EEE d MMM", locale=locale))


def long_day(when: date, locale: str) -> str:
    return str(format_date(when, "EEEE d MMMM", locale=locale))


def clock(when: datetime, locale: str) -> str:
    return str(format_time(when, "short", locale=locale))


def _size(size: dict[str, Any], say: Say, locale: str) -> str:
    def number(n: float) -> str:
        return str(format_decimal(n, locale=locale))

    if "width_cm" in size:
        return f"{number(size['width_cm'])} × {number(size['height_cm'])} cm"
    if "class" in size and size["class"] != "other":
        return say(f"value.size.{size['class']}")
    if "longest_cm" in size:
        return f"{number(size['longest_cm'])} cm"
    return say("value.size.other")


def _placement(place: dict[str, Any], say: Say, locale: str) -> str:
    part = say(f"value.placement.{place['part']}")
    beside = [
        say(f"value.{kind}.{place[kind]}") for kind in ("side", "aspect") if place.get(kind) is not None
    ]
    if not beside:
        return part
    whole = say("value.side", part=part[0].lower() + part[1:], side=" ".join(beside))
    return whole[0].upper() + whole[1:]


def _budget(budget: dict[str, Any], say: Say, locale: str) -> str:
    low, high, currency = budget["min"], budget["max"], budget["currency"]
    if low is None and high is None:
        return say("value.unsure")
    if low is None:
        return say("value.up_to", amount=money(high, currency, locale))
    if high is None:
        return say("value.at_least", amount=money(low, currency, locale))
    if low == high:
        return money(low, currency, locale)
    return f"{money(low, currency, locale)}–{money(high, currency, locale)}"


def _location(location: Any, say: Say, locale: str) -> str:
    return str(location.get("city") or location.get("country") or "")


def _timing(timing: dict[str, Any], say: Say, locale: str) -> str:
    if timing.get("flexible"):
        return say("value.flexible")
    said = [_span(timing, say, locale)]
    names = get_day_names("abbreviated", locale=locale)
    said.append(", ".join(str(names[WEEKDAYS.index(name)]) for name in timing.get("weekdays", ())))
    if timing.get("part_of_day"):
        said.append(say(f"value.part_of_day.{timing['part_of_day']}"))
    return ", ".join(part for part in said if part)


def _span(timing: dict[str, Any], say: Say, locale: str) -> str:
    first, last = (date.fromisoformat(timing[end]) if timing.get(end) else None for end in ("from", "to"))
    if first and last:
        if first == last:
            return day(first, locale)
        return say("value.between", first_day=day(first, locale), last_day=day(last, locale))
    if first:
        return say("value.from", day=day(first, locale))
    return say("value.until", day=day(last, locale)) if last else ""


SPEAKERS: dict[str, Callable[[Any, Say, str], str]] = {
    "idea": lambda idea, say, locale: str(idea),
    "size": _size,
    "placement": _placement,
    "budget": _budget,
    "location": _location,
    "timing": _timing,
    "instagram": lambda handle, say, locale: f"@{handle}",
}
