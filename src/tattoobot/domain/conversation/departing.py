"""The day on which somebody leaves, or arrives, and before which nothing is possible: a bound, and no day on which they
come. Read in all five languages, whoever writes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Found
from tattoobot.domain.understanding.vocabulary.forms import Form, choices, form

CLAUSES = Form(rf"[,;:!?…\n]+|(?<!\d)\.|\s(?={choices('and', 'but')}\s{choices('i_or_mine')}\b)")

LEAVES = Form(rf"\b{choices('leaves')}\b(?! {choices('leaves_during')}\b)")
NOTHING_BEFORE = form("nothing_before")
""" "I fly on the 22nd, nothing before that": from then on, and not until then."""
THE_DAY = Form(
    rf"\b(?P<day>(?:{choices('on_the_day')}\s)+\d{{1,2}}(?:{choices('behind_its_number')}|\.)?)"
    rf"(?:\s(?:{choices('of_a_month')})?[a-z]{{3,9}}\b)?|\b\d{{1,2}}[./]\d{{1,2}}\.?"
)
TELL_ME = form("answer_me")
"""When they wait for an answer, and not for the tattoo."""


@lru_cache(4)
def clause_ends(text: str) -> tuple[tuple[int, int], ...]:
    """What stands between clauses: asked for several times for every fact."""
    return tuple(between.span() for between in CLAUSES.finditer(text))


def with_departure(turn: Turn, text: str, found: list[Found]) -> Iterator[Found]:
    """ "El día 15 vuelo": that day is no wish; without another one it ends the time that there is."""
    yield from (fact for fact in found if fact.key != "timing")
    times = [fact for fact in found if fact.key == "timing"]
    if NOTHING_BEFORE.is_in(text):
        yield from map(_from_then, times)
        return
    leaves, reply = _departure(turn, text), TELL_ME.search(text)
    if leaves is None and reply is None:
        yield from _without_weekday_of_departure(turn, text, times)
        return
    if leaves is None and not times:
        return
    day, start, end = leaves or (None, 0, 0)
    if day is not None and reply is None and not all(_is_that_day(fact, day) for fact in times):
        yield from times
        return
    rest = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    rest = TELL_ME.blanked_in(rest)
    read = understand(rest, turn.context.asking("timing")).found
    others = [fact for fact in read if fact.key == "timing" and fact.value]
    yield from others
    if not others and day is not None:
        yield Found("timing", {"from": None, "to": (day - timedelta(days=1)).isoformat()}, start, end)


def _from_then(fact: Found) -> Found:
    value = fact.value if isinstance(fact.value, dict) else {}
    if value.get("from") and value.get("from") == value.get("to"):
        return replace(fact, value={**value, "to": None})
    if value.get("from") or not value.get("to"):
        return fact
    first = date.fromisoformat(value["to"]) + timedelta(days=1)
    return replace(fact, value={**value, "from": first.isoformat(), "to": None})


def _without_weekday_of_departure(turn: Turn, text: str, times: list[Found]) -> Iterator[Found]:
    """ "Je repars le dimanche soir": that is no evening on which they come."""
    if not times:
        return
    rest, start = text, 0
    for end in [*(end for _, end in clause_ends(text)), len(text)]:
        if LEAVES.is_in(text[start:end]):
            rest = f"{rest[:start]}{' ' * (end - start)}{rest[end:]}"
        start = end
    if rest == text:
        yield from times
        return
    read = understand(rest, turn.context.asking("timing")).found
    yield from (fact for fact in read if fact.key == "timing" and fact.value)


def _is_that_day(fact: Found, day: date) -> bool:
    value = fact.value if isinstance(fact.value, dict) else {}
    return value.get("from") in {None, day.isoformat()}


def _departure(turn: Turn, text: str) -> tuple[date, int, int] | None:
    if not any(map(str.isdigit, text)):
        return None
    start = 0
    for end in [*(end for _, end in clause_ends(text)), len(text)]:
        clause = text[start:end]
        left = LEAVES.search(clause)
        if left is not None and any(map(str.isdigit, clause)):
            without = f"{clause[: left.start()]} {clause[left.end() :]}"
            named = THE_DAY.search(without)
            told = (named[0], named["day"] or "") if named else (without,)
            read = [one for words in told for one in understand(words, turn.context.asking("timing")).found]
            for fact in read:
                value = fact.value if fact.key == "timing" and isinstance(fact.value, dict) else {}
                if value.get("to") and value.get("from") in {None, value["to"]}:
                    return date.fromisoformat(value["to"]), start, end
        start = end
    return None
