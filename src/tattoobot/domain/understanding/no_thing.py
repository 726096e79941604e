"""Words in which a client tells, asks or hesitates, and names nothing that could be tattooed."""

import re
from collections.abc import Iterator

from tattoobot.domain.understanding.notices import is_noticed
from tattoobot.domain.understanding.reading import Notice
from tattoobot.domain.understanding.text import SENTENCE_ENDS, fold
from tattoobot.domain.understanding.vocabulary.forms import BEGINS, begun, choices, whole
from tattoobot.domain.understanding.vocabulary.lists import folded, spoken
from tattoobot.domain.understanding.vocabulary.message import Message

WISH = begun("another_wish")
"""Where a wish begins behind what was told: "and I'd like", "und ich möchte"; without accents."""
DIED = whole("died")
THE_ONE_LOST = whole("one_lost_seen")
"""What says that the one who died is to be seen."""
HEART = re.compile(BEGINS + choices("near_the_heart") + "$")
"""Where it goes, not what it shows."""
AS_A_TATTOO = whole("as_a_tattoo")
"""What it is to become, and not what it shows."""
HOW_IT_GOES = whole("how_it_goes")
""" "And I don't know how this works": said of all this, and nothing of what is to be tattooed."""
SAID_BESIDE = whole("as_a_tattoo", "how_it_goes", "is_called", "covered_with")
""" "Se llama Rocío" is no llama; "cover my old shamrock with" stands before the thistle that is to be seen."""
NOT_OF_THAT = whole("not_of_that")
"""Where a client says what they were not speaking of: a protest, and nothing of what is to be tattooed."""
ON_THE_WAY = whole("on_the_way")
""" "Just the trains from Paisley are awful"."""
ASKED_BEFORE = whole("reminds_of_a_question")
POINTED_AT = whole("shown_in_picture", "sent_before", "said_before")
"""Where a picture is spoken of: what it shows is not named."""
ONESELF = folded("oneself")


def no_things(message: Message, motifs: set[int], unknown: set[int]) -> set[int]:
    """The tokens that name no thing, among what people have tattooed and what the vocabulary does not know."""
    told = {*_of_a_loss(message, motifs), *_protested(message), *_within(message, SAID_BESIDE)}
    told |= {at for at in motifs if HEART.search(message.text.folded[: message.text.tokens[at].end])}
    if unknown:
        told |= {*_told_of_oneself(message), *_of_a_fear(message), *_within(message, POINTED_AT)} - motifs
    return told


def protests(text: str) -> bool:
    """ "Je ne parlais pas de la douleur mais de l'hygiène"."""
    return NOT_OF_THAT.search(fold(text)) is not None


def _protested(message: Message) -> Iterator[int]:
    """The whole sentence, unless a wish follows in it."""
    folded = message.text.folded
    for said in (one for form in (NOT_OF_THAT, ASKED_BEFORE, ON_THE_WAY) for one in form.finditer(folded)):
        ends = SENTENCE_ENDS.search(folded, said.end())
        wish = WISH.search(folded, said.end(), ends.start() if ends else len(folded))
        until = min((one.start() for one in (ends, wish) if one), default=len(folded))
        yield from _between(message, said.start(), until)


def _within(message: Message, form: re.Pattern[str]) -> Iterator[int]:
    for said in form.finditer(message.text.folded):
        yield from _between(message, *said.span())


def _between(message: Message, start: int, end: int) -> Iterator[int]:
    return (at for at, token in enumerate(message.text.tokens) if start <= token.start < end)


def _of_a_loss(message: Message, motifs: set[int]) -> Iterator[int]:
    """ "My father died three months ago": who died is the thing only where they are to be seen."""
    if not is_noticed(message, Notice.GRIEF):
        return
    seen = THE_ONE_LOST.search(message.text.folded) is not None
    tokens = message.text.tokens
    for hit in message.of("notice", Notice.GRIEF):
        start, after = message.clause(hit.first)
        begins, ends = tokens[start].start, tokens[after - 1].end
        if not DIED.search(message.text.folded, begins, ends):
            continue
        wish = WISH.search(message.text.folded, begins, ends)
        until = wish.start() if wish else ends
        kin = [one.first for one in message.of("clue", "kin") if start <= one.first < after]
        for at in range(start, after):
            of_them = at in motifs and (seen or (kin and at < kin[0]))  # "a peony for my late grandmother"
            if tokens[at].start < until and not of_them:
                yield at


def _of_a_fear(message: Message) -> Iterator[int]:
    """ "It's my first one and I'm a bit scared": how they feel is nothing to be seen."""
    if is_noticed(message, Notice.FEAR):
        for hit in message.of("notice", Notice.FEAR):
            yield from range(*message.clause(hit.first))


def _told_of_oneself(message: Message) -> Iterator[int]:
    """ "Ich trau mich", "je stresse": what stands behind "I" is what they do."""
    told_by = ONESELF | spoken("myself", message.language)
    return (
        at for at in range(1, len(message.words)) if message.words[at - 1] in told_by and not message.gaps[at]
    )
