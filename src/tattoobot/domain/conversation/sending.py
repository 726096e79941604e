"""Every way to have the brief sent: a verb for it and the thing ("ship it", "mándalo ya", "raus damit"), or a word for
good enough and no more ("passt so", "c'est bon"); and what holds it back. Read in all five languages, whoever writes.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from tattoobot.domain.understanding.text import WORD, fold
from tattoobot.domain.understanding.vocabulary.forms import Form, choices
from tattoobot.domain.understanding.vocabulary.lists import alternatives, folded

CLAUSES = re.compile(r"[^,.!?;:…\n()]+[,.!?;:…\n()]*")
BUTS = Form(rf"\s(?=(?:{alternatives('limits_a_yes')})\s)", accents=True)
"""Before what limits a yes, where no comma stands."""

SENDER = folded("who_sends")
ADDRESSED = folded("who_is_to_send")
"""Between who speaks and the verb they make it an order: "I want you to send it", "quiero que lo mandes"."""

LIGHT = folded("before_send")
"""What a refusal, and who speaks, reach across: "no quiero que lo mandes", "I can send"; not "no, mándalo"."""

REFUSES = folded("negations") | folded("refuses_to_send")
REFUSES_BEHIND = folded("refuses_behind")
"""Behind the verb: "schick es noch nicht ab", "n'envoie rien"."""
NEAR = 4

POLITE = re.compile(rf"(?:{choices('and_please')} )*{choices('can_you')}\b")
"""How a question begins that is a request: "can you send it now please?"; not "did you send it?"."""


NO_ALONE = folded("no_alone")
NO = NO_ALONE | folded("no_that_may_refuse")
AFTER_NO = folded("after_a_no")
"""Behind a "no" that answers and refuses nothing: "no that's all"."""


class Clause(NamedTuple):
    words: tuple[str, ...]
    asks: bool
    raw: str

    @property
    def text(self) -> str:
        return " ".join(self.words)


@cache
def _any(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(name)})\b")


TALKS_LATER = Form(rf"{choices('talks_later')}\b[\s\S]*")
"""What keeps nothing waiting: the rest is to be settled with the artist once the brief is there."""


GO_NOW = re.compile(rf"(?:{choices('before_go_now')} )*{choices('go_now')}(?: {choices('after_go_now')})*")
"""Behind a change only these say that it may go; "perfect" may be about the change."""


@lru_cache(16)
def asks_to_send(text: str, *, politely: bool = False) -> bool:
    """A verb for it: "yes please send it", "pode mandar"; not "don't send it yet", "I'll send a picture later".

    `politely`: "can you send it?" counts too, where there is but one thing to send.
    """
    clauses = [*_clauses(TALKS_LATER.blanked_in(text))]
    return not _waits(clauses) and any(_sends(one) for one in clauses if politely or not one.asks)


def holds_back(text: str) -> bool:
    """ "Mándalo luego", "n'envoie rien": speaks of sending it, but for later or not at all."""
    clauses = [*_clauses(text)]
    speaks = any(not one.asks and _any("send").search(one.text) for one in clauses)
    return speaks and not any(_sends(one) for one in clauses)


def agrees(text: str) -> bool:
    """Good as it is, and nothing but that, thanks and questions: "passt so, danke", "c bon, elle répond quand ?"."""
    clauses = [*_clauses(text)]
    told = [clause for clause in clauses if not clause.asks]
    return bool(told) and all(_is_beside(one) for one in told) and any(_is_good(one) for one in told)


def is_no_more(text: str) -> bool:
    """Whether it is said in words that tell nothing else: what seems to be a fact in them is none ("hand it over")."""
    clauses = [*_clauses(text)]
    if not all(_is_beside(one) and (_sends(one) or not one.asks) for one in clauses):
        return False
    return not _waits(clauses) and any(_sends(one) or _is_good(one) for one in clauses)


def only_asks(text: str) -> bool:
    """ "Is that good?": no yes, whatever its words; "yes but will it hurt?" is one."""
    clauses = [*_clauses(text)]
    agrees_first = clauses and len(clauses[0].words) > 1 and clauses[0].words[0] in folded("yes")
    return bool(clauses) and not agrees_first and all(one.asks and not _sends(one) for one in clauses)


def agrees_first(text: str) -> bool:
    """ "Sí, está bien. Era …": whether its first words are a yes, or good as it is, and no more."""
    first = next(_clauses(text), None)
    if first is None or first.asks or not _is_beside(first) or _waits([*_clauses(text)]):
        return False
    return _is_good(first) or not folded("yes").isdisjoint(first.words)


def clauses_beside(text: str) -> list[Clause]:
    """What is said beside a yes: without the clauses that agree, thank, or ask to send it."""
    parts = (part for part in BUTS.split(text) if part)
    clauses = (one for part in parts for one in _clauses(part))
    return [one for one in clauses if not _is_beside(one) and (one.asks or not _sends(one))]


def sending_blanked(text: str) -> str:
    """The same, of the same length, with blanks for the clauses that ask to send it."""
    for one in _clauses(text):
        if not one.asks and _sends(one) and (at := text.rfind(one.raw)) >= 0:
            text = text[:at] + " " * len(one.raw) + text[at + len(one.raw) :]
    return text


def without_sending(text: str) -> str:
    """What is left of it without the clauses that ask to send it."""
    return " ".join(one.raw.strip() for one in _clauses(text) if one.asks or not _sends(one))


def ends_with_go(text: str) -> bool:
    """ "It's Saturday, not the 29th. Dale": behind a change, as good as "send it"."""
    last = [*_clauses(text)][-1:]
    return bool(last) and not last[0].asks and GO_NOW.fullmatch(last[0].text) is not None


def questions_beside(text: str) -> list[str]:
    """The questions in it, without one that asks to send it."""
    return [one.raw for one in _clauses(text) if one.asks and not _sends(one)]


def _clauses(text: str) -> Iterator[Clause]:
    for found in CLAUSES.finditer(fold(text)):
        words = WORD.findall(found[0])
        if words and words[0] in NO and (len(words) == 1 or words[0] in NO_ALONE or words[1] in AFTER_NO):
            words = words[1:]  # to "shall I change anything?"
        if words:
            yield Clause(tuple(words), "?" in found[0], text[found.start() : found.end()])


def _waits(clauses: list[Clause]) -> bool:
    return any(_any("send_waits").search(clause.text) for clause in clauses)


def _sends(clause: Clause) -> bool:
    said = clause.text
    verb = _any("send").search(said)
    if verb is None or _any("send_else").search(said) or _any("send_later").search(said):
        return False
    if clause.asks and not POLITE.match(said) and not _begins_with(verb):
        return False
    before, after = said[: verb.start()].split(), said[verb.end() :].split()
    if not REFUSES_BEHIND.isdisjoint(after[:NEAR]) and not _any("send_as_is").search(said[verb.end() :]):
        return False
    for at, word in enumerate(before):
        between = before[at + 1 :]
        if word in REFUSES and LIGHT.issuperset(between):
            return False
        if word in SENDER and LIGHT.issuperset(between) and ADDRESSED.isdisjoint(between):
            return False
    return True


def _begins_with(verb: re.Match[str]) -> bool:
    """ "Send it when will they reply?": the question comes behind."""
    return folded("beside_go").issuperset(verb.string[: verb.start()].split()) and verb.end() < len(
        verb.string
    )


def _is_good(clause: Clause) -> bool:
    return _any("go").search(clause.text) is not None


def _is_beside(clause: Clause) -> bool:
    return not words_left(clause)


def words_left(clause: Clause) -> int:
    """How many are left of it without the words for good, for sending, and courtesies."""
    left = _any("go").sub(" ", _any("send_as_is").sub(" ", _any("send").sub(" ", clause.text)))
    return sum(word not in _courtesies() for word in left.split())


@cache
def _courtesies() -> frozenset[str]:
    return folded("beside_go") | folded("yes")
