"""What should be tattooed, in the client's own words: a best effort, kept verbatim."""

from tattoobot.domain.understanding.reading import Context, Found
from tattoobot.domain.understanding.vocabulary import vocabulary
from tattoobot.domain.understanding.vocabulary.message import Message

SHORTEST = 3
MAY_BE_A_SUBJECT = frozenset({"colour_bare", "place", "idiom"})
"""A rose is a colour in French, and a lion is not Lyon."""


def read_idea(message: Message, context: Context) -> list[Found]:
    """The first run of words that nothing else explains: neither a fact, nor a phrase, nor a little word."""
    if context.asked not in (None, "idea"):
        return []
    explained = {
        at
        for kind, hits in message.kinds
        for hit in hits
        for at in range(hit.first, hit.after)
        if kind not in MAY_BE_A_SUBJECT and hit.value != "mandala"
    }
    little = vocabulary().of(message.language).ordinary
    subjects = [
        at
        for at, word in enumerate(message.words)
        if at not in explained and word not in little and len(word) >= SHORTEST and word.isalpha()
    ]
    if not subjects:
        return []
    first = after = subjects[0]
    while after < len(message.words) and after in subjects and (after == first or not message.gaps[after]):
        after += 1
    words = message.text.raw[message.text.tokens[first].start : message.text.tokens[after - 1].end]
    return [message.found("idea", words, first, after)]
