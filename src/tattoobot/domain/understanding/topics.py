"""What a client asks about. A message may ask several things, and answer one beside.

A topic is asked where its words stand inside a question (`about` in `vocabulary/topics/`), or where the words are a
question by themselves ("how much", `asks_about`). A question is what stands before a question mark, from the clause on
that opens it: of "a small rose on my wrist, is 100 enough?" only the second half asks. Where no mark stands, it is a
clause that begins like a question.
"""

from collections.abc import Iterator

from tattoobot.domain.understanding.reading import Intent, Topic
from tattoobot.domain.understanding.vocabulary import Hit
from tattoobot.domain.understanding.vocabulary.lists import folded, listed
from tattoobot.domain.understanding.vocabulary.message import Message

INTENTS = {
    Topic.PRICE: Intent.PRICE_QUESTION,
    Topic.DISCOUNT: Intent.PRICE_QUESTION,
    Topic.AVAILABILITY: Intent.AVAILABILITY_QUESTION,
    Topic.AFTERCARE: Intent.AFTERCARE_QUESTION,
    **dict.fromkeys(
        (
            *(Topic.DEPOSIT, Topic.PAYMENT, Topic.INSTALMENTS, Topic.VOUCHERS, Topic.WALK_INS, Topic.HOURS),
            *(Topic.ADDRESS, Topic.PARKING, Topic.DURATION, Topic.PAIN, Topic.INK, Topic.ALLERGIES),
            *(Topic.HEALTH, Topic.HYGIENE, Topic.AGE, Topic.GUESTS, Topic.ARTIST, Topic.PIERCINGS),
            *(Topic.LASTING, Topic.BRING, Topic.PROCESS, Topic.PRIVACY),
            *(Topic.ALCOHOL, Topic.LATE, Topic.CURRENCY, Topic.WOMAN, Topic.CHILDREN, Topic.ANIMALS),
        ),
        Intent.POLICY_QUESTION,
    ),
}
"""What a message is for that asks this. "Do you do cover-ups?" and a wish for another drawing are no question."""
IN_ORDER = (
    *(Intent.PRICE_QUESTION, Intent.AVAILABILITY_QUESTION),
    *(Intent.AFTERCARE_QUESTION, Intent.POLICY_QUESTION),
)
LISTS = frozenset(("about", "asks_about"))
NOTHING = frozenset[Topic]()
GIVE_WAY = frozenset((Topic.PRICE, Topic.PAIN))
"""A "combien" of "combien de temps", a "mal" of "vieillit-il mal": no topics of their own inside another."""
LEADING = listed("leading")
CARDS, WRITTEN = folded("cards"), folded("written")
BEGINNING = 3
"""Within how many words of a clause its question word stands, where a question mark follows."""


def asks_for(topics: frozenset[Topic]) -> Intent | None:
    """The intent of a message that asks all this: the first of price, free dates, aftercare, anything else."""
    if not topics:
        return None
    intents = {INTENTS[topic] for topic in topics if topic in INTENTS}
    return next((intent for intent in IN_ORDER if intent in intents), None)


def read_topics(message: Message) -> frozenset[Topic]:
    if LISTS.isdisjoint(message.hits):
        return NOTHING
    return frozenset(Topic(hit.value) for hit in _asked(message))


def marked_topics(message: Message) -> frozenset[Topic]:
    """Those that are asked in a sentence with a question mark."""
    ends, end = [""] * len(message.words), ""
    for at in reversed(range(len(message.words))):
        gap = message.gaps[at + 1]
        end = gap if gap in (".", "?") else end
        ends[at] = end
    return frozenset(Topic(hit.value) for hit in _asked(message) if ends[hit.first] == "?")


def _asked(message: Message) -> list[Hit]:
    if message.asked_about is None:
        message.asked_about = _look(message)
    return message.asked_about


def _look(message: Message) -> list[Hit]:
    """What is asked about; "combien" asks for no price in "combien de temps"."""
    hits = [hit for hit in message.of("asks_about") if not _of_paper(message, hit)]
    if about := message.of("about"):
        asking = asked_tokens(message)
        hits = hits + [hit for hit in about if asking[hit.first] and not _of_paper(message, hit)]
    if len(hits) < 2:
        return hits
    return [hit for hit in hits if not any(_within(hit, other) for other in hits)]


def _of_paper(message: Message, hit: Hit) -> bool:
    """ "A card in her handwriting" pays for nothing."""
    if hit.value != Topic.PAYMENT or message.words[hit.after - 1] not in CARDS:
        return False
    return bool(message.of("style", "lettering")) or not WRITTEN.isdisjoint(message.words)


def _within(hit: Hit, other: Hit) -> bool:
    return hit.value in GIVE_WAY and hit.within(other) and hit[:2] != other[:2]


def asked_tokens(message: Message) -> list[bool]:
    """Which tokens are part of a question."""
    asking = [False] * len(message.words)
    opens = {hit.first for hit in message.of("question")}
    for clauses, marked in _sentences(message):
        if marked:
            opened = [start for start, end in clauses if _opens(message, start, end, opens, BEGINNING)]
            first = opened[-1] if opened else clauses[-1][0]
            asking[first : clauses[-1][1]] = [True] * (clauses[-1][1] - first)
        for start, end in clauses:
            if _opens(message, start, end, opens):
                asking[start:end] = [True] * (end - start)
    return asking


def _sentences(message: Message) -> Iterator[tuple[list[tuple[int, int]], bool]]:
    """Each sentence as its clauses (first token, the token after), and whether a question mark ends it."""
    clauses: list[tuple[int, int]] = []
    start = 0
    for at in range(len(message.words)):
        gap = message.gaps[at + 1]
        if gap or at + 1 == len(message.words):
            clauses.append((start, at + 1))
            start = at + 1
            if gap != "," or start == len(message.words):
                yield clauses, gap == "?"
                clauses = []


def _opens(message: Message, start: int, end: int, opens: set[int], within: int = 1) -> bool:
    while start < end and (message.words[start] in LEADING or _greets(message, start)):
        start += 1
    return any(at in opens for at in range(start, min(start + within, end)))


def _greets(message: Message, at: int) -> bool:
    return any(hit.first <= at < hit.after for hit in message.of("phrase", "greeting"))
