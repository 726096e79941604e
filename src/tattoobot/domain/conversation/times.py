"""When a client can come, told in several messages: later parts are added to the earlier ones.

What no value holds (a day that is not possible, "after the holidays", a morning here and an evening there) is kept
in the client's own words, which then stand for it.
"""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from tattoobot.domain.conversation.saying_so import SAYING_SO, without_saying
from tattoobot.domain.lead import Answer, Source
from tattoobot.domain.understanding.reader import note, read_alone, understand
from tattoobot.domain.understanding.reading import Context, Found
from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.times import WEEKDAYS, find_pieces
from tattoobot.domain.understanding.vocabulary.forms import Form, choices, form
from tattoobot.domain.understanding.vocabulary.lists import alternatives, folded

REFUSES_A_DAY = form("refuses_a_day")
HOLIDAYS = form("holidays")
PARTS = tuple(
    Form(rf"\b(?:{choices('joined_day')})?{choices(part)}\b")
    for part in ("mornings", "afternoons", "evenings")
)
SEVERAL = Form(rf",|;|\b{choices('or', 'and')}\b", accents=True)
OR_AND = Form(rf"\b{choices('or', 'and')}\b", accents=True)
OR_ELSE = Form(rf"\b(?:{choices('or')}|{alternatives('or_else')})\b", accents=True)
TOO = form("also")
"""Said of a day that suits beside the others."""
NAMES_A_TIME = form("weekday_names", "mornings", "afternoons", "evenings")
NAMES_A_TIME_OF_DAY = Form(rf"\d|{choices('mornings')}|{choices('afternoons')}|{choices('evenings')}")
FAR_DATE = "far_date"
"""The remark to a client whose day is next year, by the rules."""
FAR = timedelta(days=200)
NAMES_A_YEAR = Form(rf"\b20\d\d\b|\b{choices('next_year')}\b")
_BEFORE_DAY, _BEHIND_DAY = choices("before_its_number"), rf"(?:{choices('behind_its_number')}|\.)?"
DAYS_ONLY = Form(
    rf"\W*(?:{choices('from_a_day')}\s+)*(\d{{1,2}}){_BEHIND_DAY}"
    rf"\s*(?:-|{choices('to_a_day')})\s*(?:{_BEFORE_DAY}\s+)*(\d{{1,2}}){_BEHIND_DAY}\W*"
)
"""From a day to a day, with nothing said of the month."""
LONG = 7
"""So many words may say more than when."""
PAUSE = Form(rf"[,;.!?\n]+\s*|:\s+|\b{choices('laughs_aloud')}\s+(?:{choices('it_is_then')}\s+)?")
"""Behind which something else begins."""
CLAUSES = re.compile(r"[^,;.!?\n]+[,;.!?\n]*")
"""A time of day has a colon in it: no clause ends there."""
REASON = re.compile(rf"[\s,;]+(?:{'|'.join(folded('because'))})\b[^.!?\n]*$")
NAMED = ("from", "to", "weekdays", "part_of_day")


def only_words_tell(text: str, value: dict[str, Any] | None) -> bool:
    """Whether the words say more of a time than a value can hold."""
    if REFUSES_A_DAY.is_in(text) or HOLIDAYS.is_in(text):
        return True
    several = SEVERAL.is_in(text)
    if several and sum(part.is_in(text) for part in PARTS) > 1:
        return True
    days = len((value or {}).get("weekdays", ()))
    return several and days > 1 and "part_of_day" in (value or {})


def tells_several(text: str, value: dict[str, Any], context: Context) -> bool:
    """ "Saturdays, or any day after the 15th": wishes of different kinds, which no one value holds."""
    sides = OR_ELSE.split(text)
    if len(sides) < 2:
        return False
    asked = context.asking("timing")
    read = (fact.value for side in sides for fact in read_alone("timing", side, asked))
    told = [one for one in read if one and any(one.get(key) for key in NAMED[:3])]
    return len(told) > 1 and not all(_is_within(one, value) for one in told)


def _is_within(one: dict[str, Any], value: dict[str, Any]) -> bool:
    """Whether a value allows all of another: a Friday is one of "Fridays and Saturdays"."""
    first, last, days = one.get("from"), one.get("to"), value.get("weekdays")
    if first and first == last and days:
        return WEEKDAYS[date.fromisoformat(first).weekday()] in days
    begins, ends = value.get("from"), value.get("to")
    if days and not set(one.get("weekdays", WEEKDAYS)) <= set(days):
        return False
    return (not begins or (bool(first) and begins <= first)) and (not ends or (bool(last) and last <= ends))


def suits_too(text: str) -> bool:
    """ "Sunday works as well": whatever was asked, it is about when."""
    return "?" not in text and TOO.is_in(text) and NAMES_A_TIME.is_in(text)


def days_within(known: Any, text: str) -> dict[str, Any] | None:
    """The days that are named without a month, where they are days of the time that is known."""
    said = DAYS_ONLY.fullmatch(text)
    if said is None or not known or not known.get("from") or not known.get("to"):
        return None
    first, last = date.fromisoformat(known["from"]), date.fromisoformat(known["to"])
    days = [first + timedelta(days=ahead) for ahead in range(min((last - first).days, FAR.days) + 1)]
    begins = next((day for day in days if day.day == int(said[1])), None)
    ends = next((day for day in days if begins and day > begins and day.day == int(said[2])), None)
    return {"from": begins.isoformat(), "to": ends.isoformat()} if begins and ends else None


def only_of_times(text: str, context: Context) -> str:
    """ "Puedo el viernes" of "hola, una rosa en el antebrazo 10 cm puedo el viernes, ya lo dije": what is of something
    else, the reason for it, and that it was said before, are left out."""
    if len(text.split()) < LONG:
        return text
    noted = note(text, context)
    line = noted.scanned.line
    pieces = [line.starts[one.first] for one in find_pieces(noted.scanned.dates)]
    if not pieces:
        return text
    others = [fact for fact in understand(text, context).found if fact.key != "timing"]
    first = min(pieces)
    start = max([0, *(one.end() for one in PAUSE.finditer(text, 0, first))])
    start = max([start, *(fact.end for fact in others if fact.end <= first)])
    reason = REASON.search(fold(text), first)
    told = []
    for one in CLAUSES.finditer(text, start, reason.start() if reason else len(text)):
        has_time = any(one.start() <= at < one.end() for at in pieces) or _may_tell_when(one[0])
        if has_time or not _is_of_something_else(one, others):
            told.append(one[0])
    if not start and not reason and len(told) == len(CLAUSES.findall(text)):
        return text
    return "".join(told).strip(" ,;.")


def told_by(words: str, value: dict[str, Any], context: Context) -> dict[str, Any]:
    """What the words that are kept tell by themselves, where that is all that was read and more."""
    if "weekdays" in value and ("part_of_day" in value or not NAMES_A_TIME_OF_DAY.is_in(words)):
        return value  # There is no more to tell: the words are not read anew.
    alone = next(
        (fact.value for fact in read_alone("timing", words, context.asking("timing")) if fact.value), None
    )
    return (
        alone
        if isinstance(alone, dict) and all(alone.get(key) == told for key, told in value.items())
        else value
    )


def _may_tell_when(words: str) -> bool:
    return _is_in_no_value(words) or NAMES_A_TIME.is_in(words)


def _is_of_something_else(clause: re.Match[str], others: list[Found]) -> bool:
    """Whether a clause that names no time tells another fact, asks, or says that all was said before."""
    if any(fact.start < clause.end() and clause.start() < fact.end for fact in others):
        return True
    return clause[0].rstrip().endswith("?") or SAYING_SO.search(clause[0]) is not None


def put_together(
    before: Answer | None, value: dict[str, Any] | None, text: str, today: date, *, several: bool = False
) -> Answer:
    """What is known of when, once these words are added; `several`: they tell more than one value holds."""
    known = before.value if before is not None else None
    if _takes_another_day(known, value, text):
        return Answer(text.strip(), value, Source.WORDS)
    words = several or only_words_tell(text, value) or _are_only_words(before)
    merged = _merged(known, value, text, today) if value is not None else known
    beside = known is not None and value is not None and merged == known != value
    words = words or beside
    if not words:
        return Answer(text.strip(), merged, Source.WORDS)
    earlier = [before.text] if before is not None and before.text not in ("", text.strip()) else []
    if before is not None and value is not None and _tells_all_again(before, value):
        earlier = []
    return Answer(", ".join([*earlier, text.strip()]), merged, Source.CHECK)


def _takes_another_day(known: Any, value: Any, text: str) -> bool:
    """ "Not the 5th, the 19th", where it was the 5th."""
    refused = REFUSES_A_DAY.search(text)
    days = [one.get("from") for one in (known, value) if one and one.get("from") == one.get("to")]
    if refused is None or len(days) != 2 or None in days or days[0] == days[1]:
        return False
    return int(re.sub(r"\D", "", refused[0])) == date.fromisoformat(days[0]).day


def _tells_all_again(before: Answer, value: dict[str, Any]) -> bool:
    known = before.value or {}
    told = [key for key in NAMED if known.get(key) is not None]
    return (
        bool(told) and all(value.get(key) == known[key] for key in told) and not _is_in_no_value(before.text)
    )


def _is_in_no_value(words: str) -> bool:
    """ "After the holidays", "not the 14th"."""
    return REFUSES_A_DAY.is_in(words) or HOLIDAYS.is_in(words)


def _are_only_words(before: Answer | None) -> bool:
    return before is not None and before.source is Source.CHECK


def in_the_known_month(known: Any, value: dict[str, Any], text: str, context: Context) -> dict[str, Any]:
    """ "From the 12th to the 18th", where January was spoken of: days without a month are in January."""
    ends = [one for end in ("from", "to") if known and (one := known.get(end))]
    if not ends:
        return value
    begins = date.fromisoformat(ends[0])
    if ends[0][:7] == ends[-1][:7]:
        begins = begins.replace(day=1)
    then = datetime.combine(max(begins, context.now.date()), context.now.timetz())
    there = replace(context.asking("timing"), now=then)
    meant = next(
        (fact.value for fact in read_alone("timing", without_saying(text), there) if fact.value), None
    )
    if not isinstance(meant, dict) or meant == value:
        return value
    numbers = {int(one) for one in re.findall(r"\d+", text)}
    for end in ("from", "to"):
        told, there_too = value.get(end), meant.get(end)
        by_number = told and there_too and told[8:] == there_too[8:] and int(told[8:]) in numbers
        if told != there_too and not by_number:
            return value
    return {**value, "from": meant.get("from"), "to": meant.get("to")}


def is_far_ahead(value: dict[str, Any], text: str, today: date) -> bool:
    """Whether a day without a year is so far away that another one may be meant: the last one, most likely."""
    first = value.get("from")
    if first is None or first != value.get("to") or NAMES_A_YEAR.search(text):
        return False
    day = date.fromisoformat(first)
    return day.year > today.year and day - today > FAR


def _merged(known: Any, value: dict[str, Any], text: str, today: date) -> dict[str, Any]:
    """Later parts beside the earlier ones: "Saturday", then "in the morning"; a day of its own begins anew."""
    if known and known.get("flexible") and TOO.search(text):
        return dict(known)
    if not known or known.get("flexible") or value.get("flexible"):
        return value
    begins = value.get("from") is not None and value.get("from") == value.get("to")
    if begins:
        return _beside(known, value, text) if TOO.search(text) else value
    merged = {**known, **{key: value[key] for key in NAMED if value.get(key) is not None}}
    if value.get("from") is not None or value.get("to") is not None:
        merged |= _bounded(known, value)
    if not value.get("weekdays") and not _has_such_a_day(merged, today):
        merged.pop("weekdays")
    if value.get("weekdays"):
        if known.get("from") is not None and known.get("from") == known.get("to"):
            merged |= {"from": None, "to": None}
        if known.get("weekdays") and (TOO.is_in(text) or OR_AND.is_in(text)):
            both = {*known["weekdays"], *value["weekdays"]}
            merged["weekdays"] = [day for day in WEEKDAYS if day in both]
    return merged


def _bounded(known: Any, value: dict[str, Any]) -> dict[str, Any]:
    """ "Before June", where April was told, leaves April; "before the 15th" ends it then."""
    first, last = value.get("from"), value.get("to")
    begins, ends = known.get("from"), known.get("to")
    if not (begins and ends) or (first and last):
        return {"from": first, "to": last}
    if last and begins <= last:
        return {"from": begins, "to": min(ends, last)}
    if first and first <= ends:
        return {"from": max(begins, first), "to": ends}
    return {"from": first, "to": last}


def _has_such_a_day(value: dict[str, Any], today: date) -> bool:
    """Whether any of the weekdays lies within the days: "until Thursday" leaves no Friday."""
    if not (value.get("weekdays") and value.get("to")):
        return True
    first = date.fromisoformat(value["from"]) if value.get("from") else today
    last = date.fromisoformat(value["to"])
    ahead = range(min((last - first).days, len(WEEKDAYS) - 1) + 1)
    return any(WEEKDAYS[(first + timedelta(days=days)).weekday()] in value["weekdays"] for days in ahead)


def _beside(known: Any, value: dict[str, Any], text: str) -> dict[str, Any]:
    """A weekday that suits too stands beside those that are known; beside a date only the client's words tell it."""
    if not known.get("weekdays") or any(map(str.isdigit, text)):
        return dict(known)
    both = {*known["weekdays"], WEEKDAYS[date.fromisoformat(value["from"]).weekday()]}
    return {**known, "weekdays": [day for day in WEEKDAYS if day in both]}
