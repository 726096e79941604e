"""What should be tattooed, in the client's own words: a best effort, kept verbatim."""

import re
from collections.abc import Iterable, Iterator

from tattoobot.domain.understanding.inks import ink_runs
from tattoobot.domain.understanding.no_thing import no_things
from tattoobot.domain.understanding.reading import Context, Found, Intent, Notice
from tattoobot.domain.understanding.text import addresses_in
from tattoobot.domain.understanding.vocabulary import Hit, vocabulary
from tattoobot.domain.understanding.vocabulary.forms import whole
from tattoobot.domain.understanding.vocabulary.lists import folded, listed
from tattoobot.domain.understanding.vocabulary.message import Message

SHORTEST = 3
A_QUOTATION = 2
"""Words, from which on what stands in quotation marks is no single name."""
QUOTATION = re.compile(
    r"[\"“„«][^\"“”„«»\n]{1,80}[\"”“»]|(?<!\w)['‘‚](?=\w)(?:[^'‘’\n]|(?<=\w)['’](?=\w)){1,80}['’‘](?!\w)"
)
MAY_BE_A_SUBJECT = frozenset(
    {
        *("colour_bare", "idiom", "robot", "flag", "place", "place_word"),
        *("clue", "cover_hint", "picture_hint", "motif"),
    }
)
"""A rose is a colour in French, a lion is not Lyon, and a robot can be a tattoo."""
GIVE_WAY = frozenset(
    (
        *("notice_not", "about", "style_word"),
        *(("asks_about", "price"), ("notice", Notice.GRIEF)),
    )
)
"""What explains no token of what people have tattooed."""
ARTICLES = listed("articles")
INDEFINITE = listed("indefinite_articles")
TATTOOS = listed("tattoos")
OF_THEMSELVES = listed("of_themselves")
A_FEW_WORDS = 6
NEAR = 4
"""How many words may stand between "on" and a part of the body."""
POSSESSIVES = listed("possessives")
DRAWN = whole("drawn_by_another")
""" "A drawing my son did when he was four": all of it is the thing."""
HANDWRITING = folded("handwriting")
OF_WHOM = folded("of_whom")
""" "His handwriting", "l'écriture de mon père", "a letra dele"."""
WISHES = folded("wishes")
"""Before what is wanted."""
JOINING = listed("joining")
COURTESIES = frozenset({Intent.THANKS, Intent.GREETING, Intent.YES, Intent.NO})
"""May stand before an answer."""
TELL_NO_THING = COURTESIES | frozenset(
    {
        *(Intent.SKIP, Intent.DONT_KNOW),
        *(Intent.RESCHEDULE, Intent.CANCEL, Intent.RUNNING_LATE, Intent.COMPLAINT, Intent.HUMAN_REQUEST),
        *(Intent.AFTERCARE_QUESTION, Intent.OPT_IN),
    }
)
ASK = frozenset({Intent.POLICY_QUESTION, Intent.PRICE_QUESTION, Intent.AVAILABILITY_QUESTION})
"""Who asks may tell what they wish for as well."""


def read_idea(message: Message, context: Context) -> list[Found]:
    """The likeliest run of words that nothing else explains: neither a fact, nor a phrase, nor an everyday word.

    What people have tattooed (`vocabulary/motifs/`) is a subject whatever else the word may mean.
    """
    if context.asked not in (None, "idea"):
        return []
    if drawn := DRAWN.search(message.text.folded):
        return [Found("idea", message.text.raw[slice(*drawn.span())], *drawn.span())]
    subjects = _subjects(message)
    for first, after in ink_runs(message, context):
        subjects -= set(range(first, after))
    if not subjects.intersection(message.covered("motif")) and (quoted := _quoted(message, context)):
        return [quoted]
    if not subjects:
        return list(_handwriting(message))
    first, after = _likeliest(message, _runs(message, subjects))
    tokens = message.text.tokens
    words = message.text.raw[tokens[first].start : tokens[after - 1].end]
    return [message.found("idea", words, first, after)]


def _likeliest(message: Message, runs: list[tuple[int, int]]) -> tuple[int, int]:
    if len(runs) == 1:
        return runs[0]
    motifs = message.covered("motif")
    return max(
        runs,
        key=lambda run: (
            not motifs.isdisjoint(range(*run)),
            _is_wished(message, run[0]),
            _has_article(message, run[0]),
            -run[0],
        ),
    )


def _quoted(message: Message, context: Context) -> Found | None:
    """ "She always wrote "take care" on her cards": of lettering, the words are what is tattooed."""
    if context.asked != "idea" and not (message.of("style", "lettering") or message.of("placement")):
        return None
    tokens = message.text.tokens
    for said in QUOTATION.finditer(message.text.raw):
        inside = [at for at, one in enumerate(tokens) if said.start() < one.start and one.end <= said.end()]
        if len(inside) >= A_QUOTATION:
            return message.found("idea", said[0], inside[0], inside[-1] + 1)
    return None


def _handwriting(message: Message) -> Iterator[Found]:
    """ "His handwriting", "la letra de mi padre": whose it is, is all that is told of it, and enough."""
    for hit in message.of("style", "lettering"):
        whose = POSSESSIVES | OF_WHOM
        before = not whose.isdisjoint(message.words[max(hit.first - 1, 0) : hit.first])
        behind = not whose.isdisjoint(message.words[hit.after : hit.after + 1])
        named = not HANDWRITING.isdisjoint(message.words[hit.first : hit.after])
        if named and (before or behind):
            yield message.found("idea", "", hit.first - before, hit.after)
            return


def names_a_piece(message: Message) -> bool:
    """ "a tattoo with a snake", "ein Wolf": a few words, and a thing among them that people have tattooed."""
    if DRAWN.search(message.text.folded):
        return True
    if len(message.words) > A_FEW_WORDS or not OF_THEMSELVES.isdisjoint(message.words):
        return False
    speaks_of_one = not TATTOOS.isdisjoint(message.words)
    return any(speaks_of_one or _has_indefinite_article(message, at) for at in message.covered("motif"))


def names_with_article(message: Message) -> bool:
    """ "A lion": what people have tattooed, and not spoken of before."""
    return any(_has_indefinite_article(message, at) for at in message.covered("motif"))


def tells_a_thing(message: Message, idea: Found, intent: Intent) -> bool:
    """Whether words that nobody knows as a thing may be one, given what the message is for by itself.

    Who thanks, puts off or asks for a person speaks of much that is to be tattooed on nobody.
    """
    tokens = message.text.tokens
    named = [at for at, token in enumerate(tokens) if idea.start <= token.start < idea.end]
    motifs = set() if intent is Intent.HUMAN_REQUEST else message.covered("motif")  # "I'm talking to a robot"
    known = not motifs.isdisjoint(named) or QUOTATION.search(message.text.raw)
    if intent not in TELL_NO_THING | ASK or known or message.of("style", "lettering"):
        return True
    if intent in COURTESIES:
        return bool(named) and _has_indefinite_article(message, named[0])
    return intent in ASK | {Intent.HUMAN_REQUEST} and bool(named) and _is_wished(message, named[0])


def _has_indefinite_article(message: Message, at: int) -> bool:
    return not INDEFINITE.isdisjoint(message.words[max(at - 2, 0) : at])


def _subjects(message: Message) -> set[int]:
    motifs = message.covered("motif")
    explained = _explained(message, motifs)
    phrases = [hit for hit in message.of("motif") if hit.after - hit.first > 2 and hit.first not in explained]
    explained.difference_update(*(range(hit.first, hit.after) for hit in phrases))
    own = vocabulary().of(message.language)
    unknown = {
        at
        for at, word in enumerate(message.words)
        if at not in explained
        and len(word) >= SHORTEST
        and word not in own.ordinary
        and word not in own.everyday
        and word not in own.courtesy
        and word.isalpha()
    }
    subjects = unknown | (motifs - explained)
    if not subjects:
        return subjects
    return subjects - no_things(message, motifs, unknown) - _of_addresses(message)


def _explained(message: Message, motifs: set[int]) -> set[int]:
    """The tokens that tell something else."""
    explained: set[int] = set()
    for kind, hits in message.kinds:
        if kind not in MAY_BE_A_SUBJECT:
            for hit in hits:
                explained.update(_explained_by(message, hit, motifs))
    return explained


def _explained_by(message: Message, hit: Hit, motifs: set[int]) -> Iterable[int]:
    first, after, kind, value, _ = hit
    tokens = range(first, after)
    if value == "mandala" or (kind == "instagram" and value == "others_before"):
        return ()
    if kind == "placement":
        return () if is_drawn(message, hit) else tokens
    if motifs.isdisjoint(tokens):
        return tokens
    if kind == "style" and value == "lettering":
        return ()
    if kind == "phrase" and value == "greeting":
        return [at for at in tokens if at not in motifs or not _has_indefinite_article(message, at)]
    gives_way = kind in GIVE_WAY or (kind, value) in GIVE_WAY
    return [at for at in tokens if at not in motifs] if gives_way else tokens


def _of_addresses(message: Message) -> set[int]:
    """ "Like https://…": where a picture is to be found shows nothing by itself."""
    spans = addresses_in(message.text.raw)
    return {
        at
        for at, token in enumerate(message.text.tokens)
        if any(first <= token.start < after for first, after in spans)
    }


def is_drawn(message: Message, part: Hit) -> bool:
    """ "Un crâne", "une tête de mort": a part that people have tattooed, where no word says that it goes on there."""
    around = [hit for hit in message.of("motif") if part.within(hit)]
    if any(hit[:2] != part[:2] for hit in around):
        return True
    light = vocabulary().light
    on_it = any(
        0 <= part.first - place.after < NEAR
        and all(word in light for word in message.words[place.after : part.first])
        for place in message.of("locative")
    )
    own = part.first > 0 and message.words[part.first - 1] in POSSESSIVES
    return bool(around) and not on_it and not own


def _runs(message: Message, subjects: set[int]) -> list[tuple[int, int]]:
    """Subjects that stand together, across "with a" and the like."""
    runs: list[tuple[int, int]] = []
    for at in sorted(subjects):
        if runs and _joined(message, runs[-1][1], at):
            runs[-1] = runs[-1][0], at + 1
        else:
            runs.append((at, at + 1))
    return runs


def _joined(message: Message, end: int, at: int) -> bool:
    between = message.words[end:at]
    tokens = message.text.tokens
    if message.text.raw[tokens[end - 1].end : tokens[end].start].strip() in {"+", "&"}:  # "Koi fish + a moon"
        return all(word in ARTICLES for word in between)
    if len(between) > 3 or message.broken(end - 1, at):
        return False
    return not between or (between[0] in JOINING and all(word in ARTICLES | JOINING for word in between[1:]))


def _is_wished(message: Message, first: int) -> bool:
    """ "Es una tontería, pero quiero una ola": the second of the two."""
    start, _ = message.clause(first)
    return not WISHES.isdisjoint(message.words[start:first])


def _has_article(message: Message, first: int) -> bool:
    return any(word in ARTICLES for word in message.words[max(first - 3, 0) : first])
