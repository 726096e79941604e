"""What a message says of each thing that it names: it is given up, wanted now, wanted too, wanted alone, or only named.

Read clause by clause, by words that stand in the lists of the vocabulary, in all five languages, whoever writes.
"""

import re
from enum import Enum, auto
from functools import cache, lru_cache
from typing import NamedTuple

from tattoobot.domain.understanding.beginnings import Beginnings
from tattoobot.domain.understanding.reader import note_words
from tattoobot.domain.understanding.reading import Context
from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.thing import ARTICLES, OWNERS
from tattoobot.domain.understanding.vocabulary.forms import choices
from tattoobot.domain.understanding.vocabulary.lists import alternatives, folded, listed


class How(Enum):
    NAMED = auto()
    KEPT = auto()
    """ "Not sure about the snake", "why not a wolf?": said of it, and nothing changes."""
    DENIED = auto()
    EXCHANGED = auto()
    """ "Change the fox": given up only for another thing."""
    WANTED = auto()
    POINTED_AT = auto()
    """ "It's a sunflower!": where a message begins."""
    ADDED = auto()
    ALONE = auto()


class Part(NamedTuple):
    """Words of the message (`start`:`end`) and how the cue before them, or behind them, has them."""

    how: How
    cue: int
    """Where the cue begins; `start` where there is none."""
    start: int
    end: int
    clause: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


KINDS = (
    *("keeps", "instead_of", "than", "given_up", "gives_up", "denies", "adds", "wanted_now", "exchanges"),
    *("too", "alone", "turns_to", "it_is", "exchanged_for"),
)
"""Lists of cues; of two that begin at the same word the one of the earlier list counts."""
HOW = {
    "instead_of": How.DENIED,
    "than": How.DENIED,
    "gives_up": How.DENIED,
    "denies": How.DENIED,
    "exchanges": How.EXCHANGED,
    "adds": How.ADDED,
    "wanted_now": How.WANTED,
    "too": How.ADDED,
    "alone": How.ALONE,
    "keeps": How.KEPT,
    "it_is": How.POINTED_AT,
    "exchanged_for": How.WANTED,
}
NEEDS = {"exchanged_for": "exchanges", "than": "wanted_now"}
"""Cues that are none where another is not in the text."""
OF_PORTUGUESE = "no"
""" "No pulso" is on the wrist."""
IN_A_WORD = re.compile(r"(?<=\w)['-](?=\w)")
CLAUSE_ENDS = re.compile(r"(?<!\d)[.,;:!?\n]+|[.,;:!?\n]+(?!\d)|\s-+\s")
ALSO = re.compile(rf"\W*{choices('and', 'with')}\s")
"""Where a message begins: "and a moon please"."""
AN_ARTICLE = rf"(?:{'|'.join(sorted({re.escape(fold(one)) for one in ARTICLES | OWNERS}))})\s"
A_NEW_ONE = rf"(?:{'|'.join(sorted(folded('indefinite_articles')))})\s"
PHRASES = {
    "instead_of": re.compile(rf"\s*(?:{AN_ARTICLE})?\w+\s(?={AN_ARTICLE})"),
    "denies": re.compile(rf"\s*{AN_ARTICLE}\w+\s(?={A_NEW_ONE})"),
    "gives_up": re.compile(rf"\s*{AN_ARTICLE}\w+\s(?={A_NEW_ONE})"),
}
""" "The fox" of "instead of the fox a wolf": no more is given up."""


def simple(text: str) -> str:
    """As the lists are written: of the same length, without accents, with a blank for apostrophes and hyphens."""
    return IN_A_WORD.sub(" ", fold(text))


@cache
def cue(*names: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(*names)})\b")


@cache
def _beginnings() -> Beginnings[str]:
    return Beginnings({kind: listed(kind) for kind in KINDS})


@cache
def _marks(without: frozenset[str]) -> re.Pattern[str]:
    """All cues but these. Only the kinds of one text in a pattern would be a pattern to compile every few texts."""
    cues = "|".join(f"(?P<{kind}>{alternatives(kind)})" for kind in KINDS if kind not in without)
    return re.compile(rf"(?P<end>{CLAUSE_ENDS.pattern})|\b(?:{cues})\b")


def _kinds_in(plain: str) -> frozenset[str]:
    """The kinds of cue that may be in the text; few texts have any."""
    kinds = _beginnings().in_text(plain)
    kinds -= {other for other, needed in NEEDS.items() if needed not in kinds}
    return frozenset(kinds) if kinds - {"turns_to"} else frozenset()


@cache
def _leads() -> re.Pattern[str]:
    return re.compile(rf"(?:\W*\b(?:{alternatives('lead_to_a_thing', 'wanted_now')})\b)*\W*")


def behind_leads(plain: str, start: int, end: int) -> int:
    """Where something is said, behind "oh no, i want"."""
    led = _leads().match(plain, start, end)
    return led.end() if led else start


@lru_cache(4)
def said_of(text: str, context: Context) -> tuple[Part, ...]:
    """Nothing where no cue stands in the text. Asked for twice in a turn: for the facts, and for the idea."""
    plain = simple(text)
    kinds = _kinds_in(plain)
    without = frozenset(other for other, needed in NEEDS.items() if needed not in kinds)
    found = [*_marks(without).finditer(plain)] if kinds or ALSO.match(plain) else []
    if all(mark.lastgroup in {"end", "exchanged_for", "turns_to"} for mark in found) and not ALSO.match(
        plain
    ):
        return ()
    saying = _Saying(text, plain, context)
    for mark in found:
        saying.hear(mark)
    saying.close(len(plain), "end")
    return tuple(saying.parts)


class _Saying:
    """Hears the cues of a message one by one."""

    def __init__(self, text: str, plain: str, context: Context) -> None:
        self.parts: list[Part] = []
        self._text, self._plain, self._context = text, plain, context
        self._how = How.ADDED if ALSO.match(plain) else How.NAMED
        self._cue, self._at = 0, 0
        self._kind = "end"
        self._said = False
        self._clause = 0
        self._of_clause: set[str] = set()
        """The kinds of cue that its clause has had."""

    def hear(self, mark: re.Match[str]) -> None:
        kind = str(mark.lastgroup)
        if kind != "end" and (self._how is How.KEPT or self._means_nothing(kind, mark)):
            return
        self.close(mark.start(), kind)
        if kind == "end":
            self._clause, self._of_clause = self._clause + 1, set()
        else:
            self._of_clause.add(kind)
            self._how = self._next(kind, mark.end())
        self._kind, self._cue, self._at = kind, mark.start(), mark.end()
        if kind == "end":
            self._cue = mark.end()

    def _means_nothing(self, kind: str, mark: re.Match[str]) -> bool:
        if kind == "than":
            return "wanted_now" not in self._of_clause or not self._says(mark.start())
        if kind == "it_is":
            no_es = self._how is How.DENIED and mark[0] in {"es", "e"}
            and_is_it = mark[0] == "e" and self._text[mark.start()] == "e"
            said = any(behind_leads(self._plain, one.start, one.end) < one.end for one in self.parts)
            return said or and_is_it or no_es or self._says(mark.start())
        if kind == "exchanged_for":
            if mark[0] == "a" and not any(map(str.isalnum, self._plain[self._at : mark.start()])):
                return True  # "Troca a rosa"
            if "exchanges" in self._of_clause:
                return self._how is not How.EXCHANGED
            return not self._exchanged_behind(mark.end())
        return mark[0] == OF_PORTUGUESE and self._is_portuguese(mark)

    def _is_portuguese(self, mark: re.Match[str]) -> bool:
        if not re.match(r"\s\w", self._plain[mark.end() : mark.end() + 2]):
            return False
        return "pt" in {self._context.language, note_words(self._plain, self._context).language}

    def _exchanged_behind(self, start: int) -> bool:
        """ "Den Fuchs in einen Wolf ändern": the verb stands at the end."""
        end = CLAUSE_ENDS.search(self._plain, start)
        return (
            cue("exchanges").search(self._plain, start, end.start() if end else len(self._plain)) is not None
        )

    def _says(self, end: int) -> bool:
        return behind_leads(self._plain, self._at, end) < end

    def close(self, end: int, kind: str) -> None:
        """Take what was said since the last cue, and give what was said before it what this cue has for it."""
        says = self._said = any(map(str.isalnum, self._plain[self._at : end]))
        if says:
            self._take(end)
        ends = kind in {"end", "wanted_now"}
        if not says and ends and self._how in {How.DENIED, How.ADDED, How.WANTED, How.ALONE}:
            behind = self._turn_last(self._how)
            if self._how is How.WANTED and not behind and kind == "end":
                return  # "Actually, a wolf"
        if kind == "given_up":
            self._turn_last(How.DENIED)
        elif kind == "exchanged_for" and "exchanges" not in self._of_clause:
            self._turn_last(How.EXCHANGED)
            self._of_clause.add("exchanges")
        if kind == "end":
            self._how = How.NAMED

    def _take(self, end: int) -> None:
        start = self._at
        form = PHRASES.get(self._kind)
        if form is not None and (phrase := form.match(self._plain, start, end)):
            self._add(How.DENIED, self._cue, start, phrase.end())
            self._add(How.WANTED, phrase.end(), phrase.end(), end)
        else:
            self._add(self._how, self._cue if self._how is not How.NAMED else start, start, end)

    def _add(self, how: How, cue_at: int, start: int, end: int) -> None:
        self.parts.append(Part(how, min(cue_at, start), start, end, self._clause))

    def _turn_last(self, how: How) -> bool:
        """Whether its clause named something before it that nothing was said of."""
        last = self.parts[-1] if self.parts else None
        if last is None or last.clause != self._clause or last.how not in {How.NAMED, How.WANTED}:
            return False
        if behind_leads(self._plain, last.start, last.end) >= last.end:
            return False
        self.parts[-1] = last._replace(how=how)
        return True

    def _next(self, kind: str, end: int) -> How:
        last = self.parts[-1] if self.parts else None
        if kind == "too" and last is not None and last.clause == self._clause:
            named = behind_leads(self._plain, last.start, last.end) < last.end
            if named and self._says_no_more(end):
                self._turn_last(How.ADDED)
            return How.NAMED if named else How.ADDED
        if kind == "alone" and self._kind == "gives_up" and not self._said:
            return self._how
        if kind == "turns_to" and self._how in {How.WANTED, How.ADDED}:
            return self._how
        if kind == "exchanges" and "exchanged_for" in self._of_clause:
            return How.NAMED
        return HOW.get(kind, How.NAMED)

    def _says_no_more(self, start: int) -> bool:
        """Not "is a wolf also fine?"."""
        ends = CLAUSE_ENDS.search(self._plain, start)
        rest = self._plain[start : ends.start() if ends else len(self._plain)]
        return not any(map(str.isalnum, cue("any_more").sub("", rest)))
