"""The idea put right in free words: of what is said of the things that a message names, the idea that it makes.

What is wanted takes the place of what is given up ("troca a flor por uma âncora"), or of all, where a word says that it
is a change; what is only given up goes ("skip the banner"), what is wanted too is added, and what is wanted alone is
left ("just the wolf").
"""

import re
from enum import Enum, auto
from typing import NamedTuple

from tattoobot.domain.conversation.said_of import How, Part, behind_leads, cue, said_of, simple
from tattoobot.domain.conversation.words import speaks_of_another
from tattoobot.domain.facts import OF_THE_CLIENT
from tattoobot.domain.understanding.reader import note_words, understand
from tattoobot.domain.understanding.reading import Context
from tattoobot.domain.understanding.text import CLAUSES, SENTENCES, fold
from tattoobot.domain.understanding.thing import (
    ARTICLES,
    EMPTY,
    JOINING,
    OWNERS,
    begins,
    names_subject,
    without_facts,
    without_filler,
)
from tattoobot.domain.understanding.vocabulary.forms import Form, choices
from tattoobot.domain.understanding.vocabulary.lists import alternatives, listed, names_of

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
OF_OTHERS = Form(
    rf"\b{choices('my')} {choices('relative')}\s(?:\w+\s)?{choices('wears')}\b|\b{choices('is_called')}\b"
)
NO_MORE = Form(rf"{choices('minus_one')}\s?")
""" "Un loup, plus un renard"; not "photos plus tard"."""
WITH, AND = rf"{choices('with')}\s", rf"{choices('and')}\s"
BEHIND_WITH = Form(rf"\b{WITH}+$", accents=True)
JOINS = Form(rf"\s*[,+&\n]\s*(?:{AND}|{WITH})?|\s(?:{AND}|{WITH})", accents=True)
BESIDE = Form(rf"\s*(?:[+&]\s*|{AND})", accents=True)
WHERE = Form(rf"\s(?:{WITH}|{choices('where_it_stands')}\s)", accents=True)
""" "The fox" of "not the fox on my hand"."""
JUDGES = re.compile(rf"^\W*(?:{alternatives('judges')})\b", re.IGNORECASE)
""" "Something else", "good": no thing."""
NAMES_OF_QUESTIONS = names_of("style") | names_of("size") | names_of("placement")
A_FEW_WORDS, A_DENIED_THING, BARE, STEM, SHORTEST = 7, 5, 3, 4, 3
ENDINGS = ("en", "es", "s", "n", "e")


class Righted(NamedTuple):
    idea: str
    """Empty where it is given up, and no other is named."""
    gone: tuple[tuple[int, int], ...] = ()
    """Where in the text the old one is spoken of, or the cue stands: nothing is to be read there."""
    thing: tuple[int, int] = (0, 0)
    """Where the new one is."""
    adds: bool = False


class Thing(NamedTuple):
    words: str
    start: int
    end: int


class Kind(Enum):
    MOTIF = auto()
    """What people have tattooed; lettering is, where it is spoken of beside others."""
    FACT = auto()
    """ "The calf", "a wrist", "red"."""
    WORDS = auto()


def put_right(
    text: str, known: str, context: Context, *, below: bool = False, told_here: bool = False
) -> Righted | None:
    """`below`: "it's a rose" may be of an old tattoo. `told_here`: what is known stands in the same text."""
    context = context.asking(None)
    if not said_of(text, context):
        return None
    heard = _Heard(text, known, context)
    if not heard.may_name_a_thing():
        return None
    gone = [one for one in heard.parts if heard.is_given_up(one)]
    if gone and (thing := heard.instead_of(gone)):
        return heard.replaced(gone, thing)
    if told_here:
        return None
    return heard.without_the_rest() or heard.removed(gone) or heard.left_alone() or heard.new(below=below)


class _Heard:
    def __init__(self, text: str, known: str, context: Context) -> None:
        self.text, self.known, self.context = text, known, context
        self.parts = [one for one in said_of(text, context) if not _is_of_others(one, text)]
        self._plain = simple(text) if self.parts else ""

    def may_name_a_thing(self) -> bool:
        """Looked at first: it costs little."""
        said = self.text if self.parts else ""
        return (
            any(one.how is How.ADDED for one in self.parts)
            or names_some_of(said, self.known)
            or _names_the_idea(said)
            or _names_the_rest(said)
            or (bool(said) and names_a_thing(said, self.context))
        )

    def is_given_up(self, part: Part) -> bool:
        """ "Fox" of "no fox"; not of "no colour in the fox" or "not the fox on my hand"."""
        said = part.of(self.text)
        if part.how is How.ADDED:
            no_more = NO_MORE.fullmatch(self.text, part.cue, part.start + 3) is not None
            return no_more and _said_in(said, self.known)
        if part.how not in {How.DENIED, How.EXCHANGED}:
            return False
        if _names_the_idea(said):
            return True
        words = _denied_words(said)
        if part.how is How.DENIED and self._tells_a_fact(said[said.find(words) + len(words) :]):
            return False
        kind = kind_of(words, self.context)
        return kind is not Kind.FACT if _said_in(words, self.known) else kind is Kind.MOTIF

    def instead_of(self, gone: list[Part]) -> Thing | None:
        """The thing that is named beside what is given up; one that people have tattooed before any other."""
        hits = any(self._is_known(one) for one in gone)
        denied = " ".join(_denied_words(one.of(self.text)) for one in gone)
        of_gone = {one.clause for one in gone}
        near = {clause + step for clause in of_gone for step in (-1, 0, 1)}
        unheard = {How.DENIED, How.EXCHANGED, How.KEPT}
        others = [one for one in self.parts if one not in gone and one.how not in unheard]
        others.sort(key=lambda one: (one.how is How.NAMED, one.start < gone[0].start))
        things = [(one, thing) for one in others if (thing := self.thing_in(one))]
        for one, thing in things:
            led = one.how is not How.NAMED or one.clause in of_gone or self._begins(one, thing)
            other = not self._is_known_thing(thing) and not _said_in(thing.words, denied)
            if led and other and self._is(thing, Kind.MOTIF):
                return thing
        for one, thing in things if hits else ():
            led = self._begins(one, thing) and one.clause in near and self.text[one.end : one.end + 1] != "?"
            other = not _said_in(thing.words, self.known) and not JUDGES.match(thing.words)
            if led and other and self._is(thing, Kind.WORDS):
                return thing
        return None

    def replaced(self, gone: list[Part], thing: Thing) -> Righted:
        """The other things of the idea stay: "a wolf with roses" of "a fox with roses"."""
        part = next((one for one in gone if self._is_known(one)), gone[0])
        mine = content_of_idea(_denied_words(part.of(self.text)))
        old = next((one for one in WORD.finditer(self.known) if same_as_one_of(one[0], mine)), None)
        idea = thing.words
        if old is not None and "\n" not in self.known:
            before, after = self.known[: begins(self.known, old.start())], self.known[old.end() :]
            if names_a_thing(f"{before} {after}", self.context):
                idea = f"{before}{idea}{after}".strip()
        return Righted(idea, _spans(gone), (thing.start, thing.end))

    def without_the_rest(self) -> Righted | None:
        """ "Just the fox, take the rest out"; of "take the rest out" the part of the idea that names a thing."""
        rest = [one for one in self.parts if one.how is How.DENIED and _names_the_rest(one.of(self.text))]
        if not rest:
            return None
        left = next((said for one in self.parts if one not in rest and (said := self._narrowed(one))), None)
        pieces = (piece.strip() for piece in re.split(r"[,.;!?\n]+", self.known))
        left = left or next((piece for piece in pieces if names_a_thing(piece, self.context)), None)
        return Righted(left, _spans(rest)) if left and left != self.known else None

    def removed(self, gone: list[Part]) -> Righted | None:
        """What is left of the idea; nothing where the thing itself is given up."""
        denied = [one for one in gone if one.how is How.DENIED and self._is_known(one)]
        if not denied or _names_the_idea(denied[0].of(self.text)):
            return None
        words = [word for one in denied for word in content_of_idea(_denied_words(one.of(self.text)))]
        joins = ["", *(self.known[one.start() : one.end()] for one in JOINS.finditer(self.known))]
        pieces = [*zip(joins, JOINS.split(self.known), strict=True)]
        kept = [(join, left) for join, piece in pieces if (left := self._without(words, piece))]
        main_stays = bool(kept) and (not kept[0][0] or BESIDE.match(kept[0][0]) is not None)
        two_names = len(kept) < len(pieces) == 2 and joins[1].strip() == ","  # Of one thing, maybe.
        left = "".join(join + piece for join, piece in kept).removeprefix(kept[0][0]).strip() if kept else ""
        left = left if main_stays and not two_names and names_subject(left) else ""
        return Righted(left, _spans(denied))

    def _without(self, words: list[str], piece: str) -> str:
        """Nothing where the thing itself is given up; else without the one word: "a fox" of "a scared fox"."""
        left = [one for one in piece.split() if not same_as_one_of(one.strip("\"'.,!?“”„«»"), words)]
        thing, word = " ".join(left), words[0] if len(words) == 1 else self.known
        if len(left) == len(piece.split()):
            return piece
        return thing if names_a_thing(thing, self.context) and not names_a_thing(word, self.context) else ""

    def left_alone(self) -> Righted | None:
        alone = (self._narrowed(one) for one in self.parts if one.how is How.ALONE)
        return next((Righted(left) for left in alone if left), None)

    def new(self, *, below: bool) -> Righted | None:
        """Only where a thing is named that people have tattooed, and another than before."""
        for one in self.parts:
            pointed = one.how is How.POINTED_AT
            asks = _sentence(self.text, one).rstrip().endswith("?")
            if one.how in {How.NAMED, How.KEPT, How.DENIED, How.EXCHANGED} or (pointed and (below or asks)):
                continue
            thing = self.thing_in(one)
            if thing is None or not self._is_new(thing, one):
                continue
            if one.how is How.ADDED:
                return self._added(thing, one)
            if one.how is How.ALONE:
                idea = f"{self.known}, {self.text[one.cue : one.end].strip()}"
                return Righted(idea, (), (thing.start, thing.end), adds=True)
            if (not pointed or names_a_thing(self.known, self.context)) and self._stands_alone(thing, one):
                return Righted(thing.words, (), (thing.start, thing.end))
        return None

    def thing_in(self, part: Part) -> Thing | None:
        """ "Un loup" of "je pense plutôt au mollet pis un loup"; of what nobody has, what begins with an article."""
        start = behind_leads(self._plain or simple(self.text), part.start, part.end)
        words = self.text[start : part.end]
        message = note_words(words, self.context)
        motifs = message.covered("motif")
        if motifs:
            first = message.text.tokens[min(motifs)].start
            ideas = (one.start for one in understand(words, self.context).found if one.key == "idea")
            at = min(begins(words, one) for one in (first, *ideas) if one <= first)
        else:
            articles = (one.start() for one in re.finditer(r"\w+", words) if one[0].casefold() in ARTICLES)
            at = next(articles, 0)
            if not content_of_idea(words[at:]) or len(words[at:].split()) > A_FEW_WORDS:
                return None
        told = _tidy(words[at:])
        return Thing(told, start + at, start + at + len(words[at:].rstrip())) if told else None

    def _is(self, thing: Thing, kind: Kind) -> bool:
        """ "Des styles", "the colours": what is asked for, and no thing."""
        said = {word.removesuffix("s") for word in WORD.findall(thing.words.casefold())}
        if not NAMES_OF_QUESTIONS.isdisjoint(said):
            return False
        return kind_of(thing.words, self.context) is kind

    def _is_known(self, part: Part) -> bool:
        said = part.of(self.text)
        return _names_the_idea(said) or _said_in(_denied_words(said), self.known)

    def _is_known_thing(self, thing: Thing) -> bool:
        """ "The rose in red" is the rose."""
        facts = [one for one in understand(thing.words, self.context).found if one.key != "idea"]
        told = content_of_idea(without_facts(thing.words, facts))
        return _is_inside(" ".join(told), self.known) and _said_in(thing.words, self.known)

    def _begins(self, part: Part, thing: Thing) -> bool:
        return behind_leads(self._plain, part.start, part.end) >= thing.start

    def _is_new(self, thing: Thing, part: Part) -> bool:
        joined = part.how is How.ADDED and BEHIND_WITH.search(self.text[: thing.start]) is not None
        joined = joined and not _sentence(self.text, part).rstrip().endswith("?")  # "Mit meiner Mama kommen?"
        shows = listed("shown_by").intersection(WORD.findall(thing.words.casefold()))
        if shows or self._is_known_thing(thing) or not self._begins(part, thing):
            return False
        return self._is(thing, Kind.MOTIF) or (joined and self._is(thing, Kind.WORDS))

    def _stands_alone(self, thing: Thing, part: Part) -> bool:
        words = thing.words.split()
        has_article = words[0].casefold() in ARTICLES | OWNERS
        return len(words) <= A_FEW_WORDS and (has_article or len(part.of(self.text).split()) <= BARE)

    def _added(self, thing: Thing, part: Part) -> Righted | None:
        """Not of "a moon would be nice too"."""
        message = note_words(thing.words, self.context)
        trails = message.words[max(message.covered("motif"), default=len(message.words)) + 1 :]
        if part.cue == part.start and len(trails) > 1 and JOINING.isdisjoint(trails):
            return None
        joint = BEHIND_WITH.search(self.text[: thing.start])
        idea = f"{self.known} {joint[0] if joint else '+ '}{thing.words}"
        return Righted(idea, ((part.cue, thing.start),), (thing.start, thing.end), adds=True)

    def _narrowed(self, part: Part) -> str | None:
        """All of it stood in the idea before."""
        thing = self.thing_in(part) if part.how is not How.ALONE else None
        said = self.text[behind_leads(self._plain, part.start, part.end) : part.end]
        said = thing.words if thing else said
        fewer = 0 < len(content_of_idea(said)) < len(content_of_idea(self.known))
        return _tidy(said) or None if fewer and _is_inside(said, self.known) else None

    def _tells_a_fact(self, words: str) -> bool:
        said = any(map(str.isalnum, words))
        return said and any(fact.key != "idea" for fact in understand(words, self.context).found)


def named_first(text: str, context: Context) -> str | None:
    """ "A fern leaf" of "I want a fern leaf, inner forearm"; not of a question."""
    for one in CLAUSES.finditer(text):
        if "?" in one[0] or not names_a_thing(one[0], context):
            continue
        part = Part(How.NAMED, one.start(), one.start(), one.end(), 0)
        thing = _Heard(text, "", context).thing_in(part)
        few = len(text.split()) <= STEM
        if thing and (few or _has_new_article(thing.words)) and kind_of(thing.words, context) is Kind.MOTIF:
            return _up_to_other_facts(thing.words, context)
    return None


def _up_to_other_facts(words: str, context: Context) -> str:
    """ "Un girasol" of "un girasol en el tobillo"."""
    told = str(understand(words, context).slots.get("idea") or "")
    return told if words.startswith(told) and names_a_thing(told, context) else words


def names_a_thing(words: str, context: Context) -> bool:
    """Whether something that people have tattooed is named."""
    return bool(note_words(words, context).covered("motif"))


def kind_of(words: str, context: Context) -> Kind:
    reading = understand(words, context)
    keys = {fact.key for fact in reading.found}
    motif = names_a_thing(words, context)
    no_town = {"location"} if motif and _has_new_article(words) else set()  # "Un faro"
    if keys & (OF_THE_CLIENT | {"timing", "budget"}) - no_town:
        return Kind.FACT
    if motif or reading.slots.get("style") == "lettering":
        return Kind.MOTIF
    found = (*reading.found, *understand(words, context.asking("colour")).found)
    others = [fact for fact in found if fact.key != "idea"]
    return Kind.FACT if others and not content_of_idea(without_facts(words, others)) else Kind.WORDS


def _spans(parts: list[Part]) -> tuple[tuple[int, int], ...]:
    return tuple((one.cue, one.end) for one in parts)


def _is_of_others(part: Part, text: str) -> bool:
    """ "My mate got a wolf instead of a fox", "her dog is called Rose"."""
    said = _sentence(text, part)
    return speaks_of_another(said) or OF_OTHERS.is_in(said)


def _sentence(text: str, part: Part) -> str:
    return next((one[0] for one in SENTENCES.finditer(text) if one.start() <= part.start < one.end()), text)


def _denied_words(said: str) -> str:
    return " ".join(WHERE.split(f" {_tidy(said)} ", 1)[0].split()[:A_DENIED_THING])


def _names_the_idea(said: str) -> bool:
    return not names_of("idea").isdisjoint(WORD.findall(said.casefold()))


def _names_the_rest(said: str) -> bool:
    return cue("the_rest").search(simple(said)) is not None


def _has_new_article(words: str) -> bool:
    return words.split()[0].casefold() in listed("indefinite_articles")


def _tidy(words: str) -> str:
    words = words.strip(" ,.!?\n")
    while tail := re.search(rf"[\s,]+{cue('any_more', 'wanted_now').pattern}\W*$", simple(words)):
        words = words[: tail.start()]
    return without_filler(words.strip(" ,.!?"))


SMALL = EMPTY | ARTICLES | OWNERS | listed("articles")


def content_of_idea(words: str) -> list[str]:
    return [fold(one) for one in WORD.findall(words.casefold()) if one not in SMALL and len(one) > 2]


def same_as_one_of(word: str, others: list[str]) -> bool:
    """ "Fuchs" and "Fuchses", "rose" and "roses"."""
    one = fold(word)
    return any(_stem(one) == _stem(other) or _begin_alike(one, other) for other in others)


def _begin_alike(one: str, other: str) -> bool:
    length = min(len(one), len(other))
    return length >= STEM and one[: max(length - 1, STEM)] == other[: max(length - 1, STEM)]


def _stem(word: str) -> str:
    end = next((one for one in ENDINGS if word.endswith(one) and len(word) - len(one) >= SHORTEST), "")
    return word.removesuffix(end)


def _said_in(words: str, known: str) -> bool:
    """Whether the thing, which stands first or last, is named."""
    mine, there = content_of_idea(words), content_of_idea(known)
    return bool(mine) and (same_as_one_of(mine[0], there) or same_as_one_of(mine[-1], there))


def names_some_of(words: str, known: str) -> bool:
    there = content_of_idea(known)
    return any(same_as_one_of(one, there) for one in content_of_idea(words))


def _is_inside(words: str, known: str) -> bool:
    there = content_of_idea(known)
    return all(same_as_one_of(one, there) for one in content_of_idea(words))
