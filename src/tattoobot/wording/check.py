"""Checks a studio's own phrases: a mistake is a sentence that names the phrase, and stops the start."""

from collections.abc import Iterator
from difflib import get_close_matches
from string import Formatter

from tattoobot.domain.consultation import QUESTIONS, Question
from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.lead import Status
from tattoobot.domain.messages import (
    BUTTON_LIMIT,
    BUTTON_TITLE_LIMIT,
    LINK_LABEL_LIMIT,
    ROW_DESCRIPTION_LIMIT,
    ROW_TITLE_LIMIT,
)
from tattoobot.domain.reminder_rules import Rule, To
from tattoobot.domain.studio import Studio
from tattoobot.domain.understanding.reading import Topic
from tattoobot.wording import FALLBACK, STANDS_IN, phrases

EVERYWHERE = frozenset({"studio", "artist", "Artist", "first", "age", "nth"})
"""What may be filled in anywhere."""

NEEDED = {
    "summary": {"lines"},
    "answer.sent": {"lines"},
    "answer.sent.again": {"lines"},
    "summary.line": {"label", "value"},
    "noted": {"values"},
    "named": {"idea"},
    "changed": {"values"},
    "artist.new": {"id", "lines"},
}
"""What some phrases are there for."""

LIMITS = {
    "summary_button": (BUTTON_TITLE_LIMIT, "a button"),
    "pay_deposit": (LINK_LABEL_LIMIT, "a button"),
    "choose_date": (LINK_LABEL_LIMIT, "a button"),
}


def mistakes(studio: Studio) -> list[str]:
    """What is wrong with the studio's phrases; empty when all is well."""
    found = [
        f"wording.{language}.{key}: {mistake}"
        for language, own in studio.wording.items()
        for key, phrase in own.items()
        for mistake in _mistakes(studio, language, key, phrase)
    ]
    return found + [f"{key}: it has no words; add them under [wording]." for key in _unsaid(studio)]


def placeholders(phrase: str) -> set[str]:
    """The names in braces. Raises `ValueError` for braces that are none."""
    names = set()
    try:
        fields = list(Formatter().parse(phrase))
    except ValueError:
        raise ValueError("a brace is open or closed alone.") from None
    for _, name, form, conversion in fields:
        if name is None:
            continue
        if form or conversion or not name.isidentifier():
            raise ValueError(f"{{{name}}} is not a name that can be filled in.")
        names.add(name)
    return names


def limit_of(key: str, questions: tuple[Question, ...] = QUESTIONS) -> tuple[int, str] | None:
    """How many characters a phrase may have, and where it stands; None for those with room enough."""
    if key in LIMITS:
        return LIMITS[key]
    family, _, rest = key.partition(".")
    if key.endswith(".description"):
        return ROW_DESCRIPTION_LIMIT, "the line below a row"
    if family == "label":
        return ROW_TITLE_LIMIT, "a row of a menu"
    asked = rest.partition(".")[0]
    offered = next((question for question in questions if question.key == asked), None)
    if family == "offer":
        return _title_limit(offered)
    if family == "value" and offered and rest.removeprefix(f"{asked}.") in {o.id for o in offered.offers}:
        return _title_limit(offered)
    return None


def _title_limit(question: Question | None) -> tuple[int, str]:
    if question is not None and len(question.offers) > BUTTON_LIMIT:
        return ROW_TITLE_LIMIT, "a row of a menu"
    return BUTTON_TITLE_LIMIT, "a button"


def _mistakes(studio: Studio, language: str, key: str, phrase: str) -> Iterator[str]:
    if language not in LANGUAGES:
        yield f"the languages are {', '.join(LANGUAGES)}."
        return
    if not _is_known(studio, key):
        near = get_close_matches(key, phrases(FALLBACK), 1)
        yield "there is no such phrase" + (f"; is {near[0]} meant?" if near else ".")
        return
    try:
        given = placeholders(phrase)
    except ValueError as error:
        yield f"{error} Write {{{{ and }}}} for braces that are to be seen."
        return
    yield from _wrong_names(studio, key, given)
    if not phrase.strip():
        yield "it is empty."
    if (limit := limit_of(key, studio.questions)) and not given - EVERYWHERE:
        yield from _too_long(studio, phrase, *limit)


def _wrong_names(studio: Studio, key: str, given: set[str]) -> Iterator[str]:
    usual = _usual(studio, key)
    known = ", ".join(f"{{{name}}}" for name in (*sorted(usual), *sorted(EVERYWHERE - usual)))
    for name in sorted(given - usual - EVERYWHERE):
        yield f"{{{name}}} is not known here; there are {known}."
    for name in sorted(NEEDED.get(key, set()) - given):
        yield f"{{{name}}} is missing."


def _too_long(studio: Studio, phrase: str, limit: int, where: str) -> Iterator[str]:
    said = phrase.format(
        studio=studio.name,
        artist=studio.artist.name,
        Artist=studio.artist.name,
        first="",
        age=studio.minimum_age,
    )
    if len(said) > limit:
        yield f"it has {len(said)} characters; {where} holds {limit}."


def _usual(studio: Studio, key: str) -> set[str]:
    """What is filled in besides what is known everywhere."""
    shipped = phrases(FALLBACK)
    if key in shipped:
        return placeholders(shipped[key]) - EVERYWHERE
    rule = _reminders(studio).get(key)
    if rule is None:
        return set()
    of_date = {"when"} if rule.status is Status.BOOKED else set()
    if rule.to is To.ARTIST:
        return {"id", "name", "since", *of_date}
    return {"amount", "until"} if rule.status is Status.AWAITING_DEPOSIT else of_date


def _is_known(studio: Studio, key: str) -> bool:
    answers = {"answer.policy", *(f"answer.{topic}" for topic in Topic)}
    return key in {*phrases(FALLBACK), *answers, *_reminders(studio)} or _of_own_question(studio, key)


def _reminders(studio: Studio) -> dict[str, Rule]:
    """The phrases of all reminders, those that the studio has made up too."""
    return {
        phrase: rule for rule in studio.reminders.rules for phrase in (rule.phrase, f"{rule.phrase}.by_chat")
    }


def _of_own_question(studio: Studio, key: str) -> bool:
    family, _, rest = key.partition(".")
    asked = rest.partition(".")[0]
    if asked not in {question.key for question in studio.questions}:
        return False
    return family in {"offer", "value"} or (family in {"ask", "label", *STANDS_IN} and rest == asked)


def _unsaid(studio: Studio) -> Iterator[str]:
    """Questions and choices of the studio's own that it has given no words."""
    own = studio.wording.get(studio.language, {}).keys() | studio.wording.get(FALLBACK, {}).keys()
    known = phrases(FALLBACK).keys() | own
    for question in studio.questions:
        if f"ask.{question.key}" not in known:
            yield f"ask.{question.key}"
        for offer in question.offers:
            choice = f"{question.key}.{offer.id}"
            if f"offer.{choice}" not in known and f"value.{choice}" not in known:
                yield f"offer.{choice}"
