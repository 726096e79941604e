"""What a client lets be known beside what they want: a loss, a fear, that a picture comes later.

A notice is neither an answer nor a question, and no complaint: it says how to speak to somebody, or what is still
to come. The words stand in `vocabulary/notices/`: `[notice]` what is one, `[notice_not]` the same words in other
company ("dead keen", "a sick design", "no rush"). Where the two overlap, nothing is noticed. A fear and an illness
are the client's own.
"""

from tattoobot.domain.understanding.reading import Notice
from tattoobot.domain.understanding.vocabulary.message import Message

NOTHING: frozenset[Notice] = frozenset()


def read_notices(message: Message) -> frozenset[Notice]:
    said = {hit.value for hit in message.of("notice")}
    if not said:
        return NOTHING
    return frozenset(notice for notice in Notice if notice in said and is_noticed(message, notice))


def is_noticed(message: Message, notice: Notice) -> bool:
    said = message.of("notice", notice)
    if not said:
        return False
    innocent = message.of("notice_not", notice)
    return any(
        not any(map(hit.overlaps, innocent)) and not message.quoted(hit.first, hit.after) for hit in said
    )
