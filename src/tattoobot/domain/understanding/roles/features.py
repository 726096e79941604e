"""The names of what is true of a mention: a weight belongs to each, and everybody can read them.

`kin before`            a word of the list `kin` stands before the mention, in its clause
`kin close before`      the same, at most three words away
`kin after`             behind the mention, in its clause
`kin a clause before`   in the clause before its own (`a clause behind`: in the one behind)
`before: on`            the word right before it (`behind: tattoo`: right behind)
`subject other`         somebody else was spoken of last (`own`: the client, `nobody`)
`only`, `first`, `middle`, `last`   which of the message's mentions it is
`talk of style`         the message says something of the style; `talk of wish` that somebody wants something
`refused`               behind a "not" or an "instead of"
"""

from collections.abc import Iterable
from typing import NamedTuple

from tattoobot.domain.understanding.reading import Value
from tattoobot.domain.understanding.roles.around import Around
from tattoobot.domain.understanding.vocabulary.message import Message

CLOSE = 3
"""How many words "close" may be away."""


class Mention(NamedTuple):
    first: int
    after: int
    value: Value
    marks: frozenset[str] = frozenset()
    """What the extractor knows of it, in words: features like any other."""


def features(message: Message, mention: Mention, place: str, around: Around, asked: str | None) -> set[str]:
    first, after, _, marks = mention
    clause = around.clause(first)
    start, end = around.span(clause)
    words, gaps = message.words, message.gaps
    named = {
        "any",
        place,
        f"subject {around.subject[first]}",
        f"before: {words[first - 1] if first > start and not gaps[first] else 'nothing'}",
        f"behind: {words[after] if after < end and not gaps[after] else 'nothing'}",
        f"asked for {asked or 'nothing'}",
        f"in sentence {min(around.sentence[first], 3) + 1}",
        *marks,
        *around.topics,
    }
    if message.of("clue"):
        named.update(_clues(mention, clause, around))
    if message.refused[first]:
        named.add("refused")
    if message.quoted(first, after):
        named.add("in quotation marks")
    if end - start <= after - first:
        named.add("a clause by itself")
    if clause == 0:
        named.add("in the first clause")
    if clause == len(around.starts) - 1:
        named.add("in the last clause")
    if is_asked(message, after):
        named.add("in a question")
    return named


def _clues(mention: Mention, clause: int, around: Around) -> Iterable[str]:
    first, after = mention.first, mention.after
    for hit in around.clues[clause]:
        if hit.after <= first:
            yield f"{hit.value} before"
            if first - hit.after <= CLOSE:
                yield f"{hit.value} close before"
        elif hit.first >= after:
            yield f"{hit.value} after"
    if clause:
        yield from (f"{hit.value} a clause before" for hit in around.clues[clause - 1])
    if clause + 1 < len(around.clues):
        yield from (f"{hit.value} a clause behind" for hit in around.clues[clause + 1])


def is_asked(message: Message, after: int) -> bool:
    """Whether the sentence that goes on there ends in a question mark."""
    gaps = message.gaps
    return "?" in gaps and next((gap for gap in gaps[after:] if gap in (".", "?")), "") == "?"
