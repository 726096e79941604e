"""The thing to be tattooed, cut out of what the client says."""

import re
from collections.abc import Sequence
from functools import cache

from tattoobot.domain.understanding.idea import DRAWN, QUOTATION
from tattoobot.domain.understanding.no_thing import AS_A_TATTOO, DIED, HOW_IT_GOES, WISH
from tattoobot.domain.understanding.reading import Found
from tattoobot.domain.understanding.text import CLAUSES, SENTENCE_ENDS, WORD, addresses_in, fold
from tattoobot.domain.understanding.vocabulary.forms import choices
from tattoobot.domain.understanding.vocabulary.lists import alternatives, listed

BEFORE_A_SUBJECT = 4
"""So many words may stand between the article and the subject: "a very small old rose"."""

ARTICLES = listed("articles_of_things")
OWNERS = listed("possessives") | listed("owners")
LEAD_IN = ARTICLES | OWNERS
JOINING = listed("joining")
LAUGHS = listed("laughs")
EMPTY = listed("fillers") | listed("possessives") | listed("names_no_subject") | LAUGHS
"""Words that name no subject."""

OF_THEMSELVES = listed("of_themselves")
LEADS_TO_A_PLACE = listed("lead_to_a_place")
SMALL = 3
"""Letters of the words that lead to a place: "on", "my", "auf", "sur"."""
DANGLING = LAUGHS | LEADS_TO_A_PLACE
"""Longer ones that lead to a place, and laughter."""
ADDED = re.compile(r"(?<=\w)\s*[+&]\s*(?=[^\W\d]{2}|[aà]\s)")
AND = {"de": "und", "en": "and", "es": "y", "fr": "et", "pt": "e"}
LAUGHTER = re.compile(rf"\s+(?:{alternatives('laughs')})(?=\))", re.IGNORECASE)
LAUGHTER_FIRST = re.compile(rf"^(?:{alternatives('laughs')})(?!\w)[\s,.!]*", re.IGNORECASE)
BRACKETS = re.compile(r"(?<=\w)\s*\([^()\n]{1,60}\)")
STANDS_ON = re.compile(
    rf"\b(?:{alternatives('indefinite_articles')})\s(?!(?:{alternatives('tattoos')})\b)(?:[^\W\d_]+\s){{1,2}}?"
    rf"{choices('where_a_thing_stands')}\s$",
    re.IGNORECASE,
)
""" "A kookaburra on", before "a branch"."""
LONG_SINCE = re.compile(r"\s" + choices("since_years"))
"""How long somebody was there, said beside a loss."""


def names_subject(words: str) -> bool:
    """ "Forearm ffs" shows nothing; "ffs just a rose" does."""
    return not EMPTY.issuperset(WORD.findall(words.casefold()))


def thing_in(text: str, idea: Found, found: Sequence[Found]) -> str:
    """ "a small fox" of "hi! a small fox, 8 cm, on my calf, in March?", in the client's words.

    Without the wish before it, greetings, questions, and what tells another fact. What else is said of it stays: "a fox
    jumping over the moon, with little stars around".
    """
    if DRAWN.fullmatch(fold(text), idea.start, idea.end):
        return text[idea.start : idea.end].strip()
    others = [one for one in found if one.key != "idea" and not _may_be_of_it(one, idea)]
    asides = (said.span() for said in HOW_IT_GOES.finditer(fold(text)))
    for first, after in (*addresses_in(text), *asides):
        text = text[:first] + " " * (after - first) + text[after:]
    if (quoted := _around(QUOTATION, text, idea)) is not None:
        return text[begins(text, quoted.start()) : quoted.end()]
    for said in QUOTATION.finditer(text, idea.start):
        if said.start() <= idea.end + 2 and not _joined_on(text[said.end() :]):
            return text[begins(text, idea.start) : said.end()]
    if "(" in text and (aside := _around(BRACKETS, text, idea)) is not None:
        named = text[: aside.start()].rstrip()
        told = text[begins(text, len(named) - len(named.split()[-1])) : aside.end() - 1].split()
        return " ".join(word for word in told if word.casefold() not in DANGLING) + ")"
    kept: list[str] = []
    went_on = True
    for clause in CLAUSES.finditer(text):
        inside = [one for one in others if one.start < clause.end() and clause.start() < one.end]
        words = clause[0].strip()
        if clause.start() <= idea.start < clause.end():
            kept.append(_of_clause(text, idea, inside, _told_until(text, idea, clause.end())))
        elif kept and (QUOTATION.match(words) or (not inside and _goes_on(words, went_on))):
            kept.append(words.rstrip(",.;:!… "))
        if kept and (SENTENCE_ENDS.search(words) or DIED.search(fold(words))):
            went_on = False
    named = without_filler(", ".join(kept))
    return LAUGHTER.sub("", named) if ")" in named else named


def _may_be_of_it(fact: Found, idea: Found) -> bool:
    """ "A photo of my dog" is the thing; "a fern, pictures later" is a fern."""
    return fact.key == "reference_images" and not (fact.value == "later" and fact.start >= idea.end)


def in_prose(told: str, language: str) -> str:
    """ "A koi fish and a moon" of "a koi fish + a moon"."""
    return ADDED.sub(f" {AND[language]} ", told) if language in AND else told


def without_filler(told: str) -> str:
    """ "a compass" of "a compass thing like", "un lobo" of "un lobo o algo así"."""
    becomes = next((one.start() for one in AS_A_TATTOO.finditer(fold(told)) if one.end() == len(told)), None)
    kept = LAUGHTER_FIRST.sub("", told[:becomes].rstrip(" ,")) or told
    for pattern in (_filler("idea_tails", behind=True), _filler("idea_heads", behind=False)):
        while (shorter := pattern.sub("", kept).strip(" ,")) != kept and names_subject(shorter):
            kept = shorter
    return kept


@cache
def _filler(name: str, *, behind: bool) -> re.Pattern[str]:
    words = alternatives(name)
    return re.compile(rf"(?<=\w)[\s,]+(?:{words})$" if behind else rf"^(?:{words})\s*", re.IGNORECASE)


def _joined_on(rest: str) -> bool:
    return not JOINING.isdisjoint(word.casefold() for word in rest.split()[:1])


def _goes_on(words: str, same_sentence: bool) -> bool:
    if "?" in words or not names_subject(words):
        return False
    told = _first_two(words)
    if OF_THEMSELVES.intersection(told):
        return False
    return same_sentence or told[0] in JOINING


def about_the_thing(told: str) -> str:
    """ "his signature" of "his signature. not the card. I said so": what is said of something else is left out."""
    first, *rest = clauses_of(told)
    return first + "".join(clause for clause in rest if not OF_THEMSELVES.intersection(_first_two(clause)))


def clauses_of(text: str) -> list[str]:
    """Each with what ends it; at least one."""
    return CLAUSES.findall(text) or [text]


def _first_two(words: str) -> list[str]:
    return [word.casefold() for word in words.split()[:2]]


def begins(text: str, start: int) -> int:
    """Where the article of a subject stands; the subject itself where it has none."""
    before = text[:start].split()
    if text[:start] and not text[:start][-1].isspace():
        return start
    at = start
    for word in reversed(before[-BEFORE_A_SUBJECT:]):
        at = text.rindex(word, 0, at)
        if word.casefold() in LEAD_IN:
            return on.start() if (on := STANDS_ON.search(text, 0, at)) else at
        if not word.isalpha() or word.casefold() in JOINING:
            return start
    return start


def _of_clause(text: str, idea: Found, others: Sequence[Found], end: int) -> str:
    """From the article on, up to where nothing follows but other facts."""
    first = begins(text, idea.start)
    places = (one.start for one in others if one.key == "placement")
    first = idea.start if any(first <= at < idea.start for at in places) else first
    after = sorted(one.start for one in others if idea.end <= one.start < end)
    ends = (at for at in after if not names_subject(without_facts(text, others)[at:end]))
    cut_at = next(ends, end)
    words = without_filler(text[first:cut_at].rstrip(",.;:!?… \n")).split()
    least = len(text[first : idea.end].split())
    leads, dangling = (OWNERS | LEADS_TO_A_PLACE, DANGLING) if cut_at < end else (OWNERS, LAUGHS)
    while len(words) > least and (len(words[-1]) <= SMALL or words[-1].casefold() in leads):
        words.pop()
    while len(words) > 1 and words[-1].casefold() in dangling:
        words.pop()
    return " ".join(words)


def _around(form: re.Pattern[str], text: str, idea: Found) -> re.Match[str] | None:
    return next(
        (one for one in form.finditer(text) if one.start() < idea.start and idea.start < one.end()), None
    )


def _told_until(text: str, idea: Found, end: int) -> int:
    """Where a death, or another wish, is told behind the thing: "my cat Olive | died"."""
    folded = fold(text)
    told = (form.search(folded, idea.end, end) for form in (DIED, WISH, LONG_SINCE))
    return min([end, *(one.start() for one in told if one)])


def without_facts(text: str, facts: Sequence[Found]) -> str:
    """The text with a blank for each character of these facts."""
    left = list(text)
    for fact in facts:
        left[fact.start : fact.end] = " " * (fact.end - fact.start)
    return "".join(left)
