"""The questions in order: what each offers, when it is skipped, which comes next. The flow is data."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from itertools import islice
from typing import Any

from tattoobot.domain.facts import ANSWERED_BY_NUMBER, FACTS
from tattoobot.domain.lead import Answer
from tattoobot.domain.understanding.vocabulary.lists import listed, names_of

OURS = frozenset(fact.key for fact in FACTS)

FEW_WORDS = 4
"""Around a choice that is typed: "the small one please". In a longer sentence a title may mean something else."""


class Accepts(StrEnum):
    """What becomes of words in which no value was found."""

    ANYTHING = "anything"  # kept as the answer: an idea, a town nobody has on a list
    VALUE = "value"  # asked once more, differently; then kept for the artist to read


@dataclass(frozen=True, slots=True)
class Offer:
    """One choice that can be tapped, and typed just as well. Its title is a phrase of the wording."""

    id: str
    value: Any = None
    """The canonical value; None together with `unsure` records that the client does not know."""
    unsure: bool = False
    titles: tuple[str, ...] = ()
    """What stands on the button in each language, where the studio has made the choice up: typed, it counts as well."""


@dataclass(frozen=True, slots=True)
class Question:
    key: str
    offers: tuple[Offer, ...] = ()
    """Up to three become buttons, more become a menu (ten at most)."""
    accepts: Accepts = Accepts.VALUE
    optional: bool = False
    """May be skipped; a question that is not optional may still be answered with "I don't know"."""
    must: bool = False
    """Not even "I don't know" will do."""
    unless: Mapping[str, Sequence[Any]] | None = None
    """Skipped when one of these answers has one of these values."""
    names: tuple[str, ...] = ()
    """What clients call it who want to change it."""
    together: str = ""
    """Open questions that follow each other and have the same name here are asked two at a time."""
    useful: bool = False
    """Good to know and no more: what is passed over or not understood is left to client and artist."""

    @property
    def own(self) -> bool:
        """Made up by the studio: nothing reads its answers, they are kept as they are."""
        return self.key not in OURS

    @property
    def takes_number(self) -> bool:
        """Whether a bare "2" may be an answer in itself, and not the second choice."""
        titles = [title for offer in self.offers for title in offer.titles]
        return self.key in ANSWERED_BY_NUMBER or any(any(map(str.isdigit, title)) for title in titles)

    def is_named(self, words: str) -> bool:
        """Whether a few words name this question: "the size please"; not "the size is 12 cm"."""
        said = _plain(words)
        if any(character.isdigit() for character in said) or len(said.split()) > FEW_WORDS:
            return False
        return self.is_mentioned(words)

    def is_mentioned(self, words: str) -> bool:
        said, (names, longer) = _plain(words), _plain_names(self.key, self.names)
        return not names.isdisjoint(said.split()) or any(name in f" {said} " for name in longer)

    def chosen(self, words: str) -> Offer | None:
        """The one choice that is typed, with a few words around it; None where that is not certain."""
        said = f" {_plain(words)} "
        named = [o for o in self.offers if any(f" {_plain(title)} " in said for title in (o.id, *o.titles))]
        exact = [o for o in named if said.strip() in {_plain(title) for title in (o.id, *o.titles)}]
        if len(exact) == 1:
            return exact[0]
        spare = len(said.split()) - min((len(title.split()) for o in named for title in o.titles), default=0)
        return (
            named[0]
            if len(named) == 1 and spare <= FEW_WORDS and listed("negations").isdisjoint(said.split())
            else None
        )


def _offers(*values: Any, key: str = "class") -> tuple[Offer, ...]:
    return tuple(Offer(value, {key: value}) for value in values)


def _place(part: str) -> Offer:
    return Offer(part, {"part": part, "side": None, "aspect": None})


QUESTIONS: tuple[Question, ...] = (
    Question("idea", accepts=Accepts.ANYTHING),
    Question(
        "placement",
        (
            *(
                _place(part)
                for part in (
                    "forearm",
                    "upper_arm",
                    "shoulder",
                    "wrist",
                    "ribs",
                    "back_full",
                    "thigh",
                    "calf",
                    "ankle",
                )
            ),
            Offer("unsure", unsure=True),
        ),
        together="body",
    ),
    Question(
        "size",
        (
            *_offers("tiny", "small", "palm", "hand", "half_sleeve", "full_sleeve", "back_piece"),
            Offer("unsure", unsure=True),
        ),
        together="body",
    ),
    Question(
        "style",
        (
            *(
                Offer(style, style)
                for style in (
                    "fine_line",
                    "blackwork",
                    "realism",
                    "traditional",
                    "neo_traditional",
                    "japanese",
                    "lettering",
                    "minimalist",
                    "illustrative",
                )
            ),
            Offer("unsure", unsure=True),
        ),
        together="look",
        useful=True,
    ),
    Question(
        "colour",
        tuple(Offer(value, value) for value in ("black_and_grey", "colour", "either")),
        together="look",
        useful=True,
    ),
    Question(
        "cover_up", tuple(Offer(value, value) for value in ("new", "cover_up", "rework")), together="body"
    ),
    Question("reference_images", (Offer("later", "later"), Offer("none", "none")), optional=True),
    Question("budget", (Offer("unsure", unsure=True),), optional=True),
    Question("location", accepts=Accepts.ANYTHING, together="plan", useful=True),
    Question("timing", (Offer("flexible", {"flexible": True}),), together="plan"),
    Question("adult", (Offer("yes", True), Offer("no", False)), must=True),
    Question("instagram", (Offer("skip", unsure=True),), optional=True),
)
"""The default flow. A studio's own file may replace it."""

SUMMARY = "summary"
"""The pseudo-question after the last one: "is this right?"."""
CHANGE = "change"
"""The pseudo-question "which of these would you like to change?"."""
CLOSING = "closing"
"""What a tap begins with that ends the optional questions."""


def question(key: str | None, flow: Sequence[Question] = QUESTIONS) -> Question | None:
    for candidate in flow if key is not None else ():
        if candidate.key == key:
            return candidate
    return None


def next_question(answers: Mapping[str, Answer], flow: Sequence[Question] = QUESTIONS) -> Question | None:
    """The first question that is still unknown, or None when the brief is complete. Optional ones come last."""
    return next(_open(answers, flow), None)


def asked_with(first: Question, answers: Mapping[str, Answer], flow: Sequence[Question]) -> list[Question]:
    """The questions that one message asks: this one, and what belongs to it. All that is optional is one message."""
    if first.optional:
        return [first, *(one for one in _open(answers, flow) if one.optional and one is not first)]
    if not first.together:
        return [first]
    others = (one for one in _open(answers, flow) if one.together == first.together and one is not first)
    return [first, *islice((one for one in others if not one.optional), 1)]


def _open(answers: Mapping[str, Answer], flow: Sequence[Question]) -> Iterator[Question]:
    unknown = [candidate for candidate in flow if candidate.key not in answers]
    for optional in (False, True):
        for candidate in unknown:
            if candidate.optional is optional and not _skipped(candidate, answers):
                yield candidate


def in_order(keys: Iterable[str], flow: Sequence[Question] = QUESTIONS) -> list[str]:
    """The keys as the questions come; at the end, those of facts that the studio does not ask for."""
    given = list(keys)
    if len(given) < 2:
        return given
    places = {candidate.key: n for n, candidate in enumerate(flow)}
    return sorted(given, key=lambda key: places.get(key, len(places)))


def _skipped(candidate: Question, answers: Mapping[str, Answer]) -> bool:
    conditions = candidate.unless or {}
    return any(
        key in answers and _is_one_of(answers[key].value, values) for key, values in conditions.items()
    )


def _is_one_of(value: Any, values: Sequence[Any]) -> bool:
    """A place is named by its part, a size by its class."""
    if isinstance(value, dict):
        return any(value.get(name) in values for name in ("part", "class") if name in value)
    return value in values


@cache
def _plain_names(key: str, own: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Names of one word, and longer ones: a dozen questions have ninety, looked for in many messages."""
    plain = [_plain(name) for name in (*own, *names_of(key))]
    longer = tuple(f" {name} " for name in plain if " " in name)
    return frozenset(name for name in plain if " " not in name), longer


@lru_cache(1000)
def _plain(words: str) -> str:
    """Asked for by a dozen questions of the same message."""
    return " ".join(re.sub(r"[^\w\s]", " ", words.casefold()).split())
