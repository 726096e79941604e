"""The words that are to be tattooed, put right: "write X, not Y", "X instead of Y", "what is to be written is X"; and
what was taken for a part of the idea and is none: "the trains aren't part of the tattoo".

Read in all five languages, whoever writes.
"""

import re
from typing import NamedTuple

from tattoobot.domain.conversation.put_right import content_of_idea, same_as_one_of
from tattoobot.domain.conversation.said_of import simple
from tattoobot.domain.conversation.words_shown import MOST, OF_WORDS
from tattoobot.domain.understanding.idea import QUOTATION
from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.vocabulary.forms import BEGINS, ENDS, choices
from tattoobot.domain.understanding.vocabulary.lists import alternatives, listed

QUOTES = "\"'“”„«»‘’‚"
NAME = rf"(?:{choices('words_of_a_name')}\s)?"
NEW = rf"{NAME}(?P<new>[{QUOTES}]?\w[^.,;:!?\n]*?)"
OLD = r"(?P<old>(?:[^.,;!?\n]|(?<=\d)\.)+)"
NOT = rf"(?:{alternatives('no_or_not', 'plain_not')}|{choices('not_a')})"
IS = rf"(?:{alternatives('idea_is', 'it_is')})"
TO_WRITE = rf"{BEGINS}{choices('to_write')}\s"
WHAT = choices("to_be_written")
ENDS_THERE = rf"(?=\s*(?:[.,;:!?\n]|$)|\s{choices('behind_the_words')}{ENDS})"
WRITE_NOT = re.compile(rf"{TO_WRITE}{NEW}(?:\s{choices('behind_the_words')})?[\s,;]+{NOT}\s{OLD}")
INSTEAD = re.compile(
    rf"(?:^|[.,;:!?\n]\s*)(?:{choices('to_write')}\s)?{NEW},?\s(?:{alternatives('instead_of')})\s{OLD}"
)
IS_WRITTEN = re.compile(
    rf"{BEGINS}{WHAT}(?:\s?[,:]|\s{IS})*\s(?!{choices('behind_the_words')}){NEW}{ENDS_THERE}"
)
IT_IS_WRITTEN = re.compile(rf"(?:^|[.,;:!?\n]\s*){NEW},?\s{IS}\s{WHAT}{ENDS}")
NOT_THAT = re.compile(rf"{BEGINS}{NOT}\s{OLD}\s{choices('that_is_written')}\W+(?:{IS}\s)?{NEW}{ENDS_THERE}")
WAYS = (WRITE_NOT, INSTEAD, NOT_THAT, IT_IS_WRITTEN, IS_WRITTEN)
CUES = re.compile(
    rf"{BEGINS}(?:{choices('to_write', 'to_be_written', 'that_is_written')}|(?:{alternatives('instead_of')}))"
)
"""Looked at first: it costs little."""
ARTICLES = listed("indefinite_articles") | listed("articles")


NOT_PART = re.compile(rf"(?P<what>[^.,;:!?\n]+?)\s{choices('not_part_of_it')}")
PIECES = re.compile(r"[,.;\n]\s*")


class Written(NamedTuple):
    idea: str
    start: int
    end: int
    """Where it is said: no date there is one for the appointment."""


def words_put_right(text: str, known: str, told: str) -> Written | None:
    """The idea with other words than before; as it is where they stand in it already."""
    plain = simple(text)
    if out := NOT_PART.search(plain):
        words = content_of_idea(text[slice(*out.span("what"))])
        first, *others = PIECES.split(known)
        kept = [
            one for one in others if not any(same_as_one_of(word, words) for word in content_of_idea(one))
        ]
        return Written(", ".join((first, *kept)), *out.span()) if len(kept) < len(others) else None
    if CUES.search(plain) is None:
        return None
    shown = [*QUOTATION.finditer(known)]
    for way in WAYS:
        said = way.search(plain)
        if said is None:
            continue
        new = text[slice(*said.span("new"))].strip(f"{QUOTES} ")
        old = (
            text[slice(*said.span("old"))].strip(f"{QUOTES} ")
            if way in {WRITE_NOT, INSTEAD, NOT_THAT}
            else ""
        )
        wrong = next((one for one in shown if _same(old, one[0])), None)
        if not (wrong or shown or OF_WORDS.search(fold(f"{known} {told}"))) or not _may_be_written(new):
            continue
        if old and wrong is None and way is INSTEAD:
            continue  # Two things, maybe.
        if wrong is None and not old and shown:
            wrong = shown[-1]
        return Written(_with_words(known, new, wrong), said.start(), said.end())
    return None


def _with_words(known: str, new: str, wrong: re.Match[str] | None) -> str:
    rest = known if wrong is None else (known[: wrong.start()] + known[wrong.end() :])
    rest = re.sub(r"(?:\s*,)+\s*(?=,|$)", "", rest).strip(" ,")
    if fold(new) in fold(rest):
        return rest
    return f"{rest}, “{new}”" if rest else f"“{new}”"


def _same(old: str, shown: str) -> bool:
    """Whether what is not to be written is what stands there: "14 mai" of “le 14 mai”."""
    one, other = fold(old).strip(), fold(shown.strip(f"{QUOTES} "))
    return bool(one) and (one in other or other in one)


def _may_be_written(new: str) -> bool:
    """Not "a rose", and not a whole speech."""
    words = new.split()
    return 0 < len(words) <= MOST and words[0].casefold() not in ARTICLES
