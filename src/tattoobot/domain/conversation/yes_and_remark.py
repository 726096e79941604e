"""A yes with a remark under the summary: it is sent, the remark is kept for the artist, and nothing is changed by it.

"Sí, está bien. Era lo único que guardé de ella": only what is plainly said to be changed is a change. Read in all five
languages, whoever writes.
"""

from tattoobot.domain.consultation import SUMMARY
from tattoobot.domain.conversation.affirmed import is_denied
from tattoobot.domain.conversation.at_summary import ANOTHER_PIECE, CHANGES_A_THING, DISCOUNT, UNLESS
from tattoobot.domain.conversation.retelling import tells_idea_anew
from tattoobot.domain.conversation.sending import (
    Clause,
    agrees_first,
    asks_to_send,
    clauses_beside,
    words_left,
)
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.conversation.words import looks_for_somebody
from tattoobot.domain.handover import HEALTH
from tattoobot.domain.lead import ADDS, Answer, Source, Status
from tattoobot.domain.messages import Inbound, Kind
from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Intent, Reading
from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.vocabulary.forms import Form, choices, whole

ONLY_TOLD = whole("only_told")
"""What was, or what somebody is only to know."""
NOT_TOO = whole("not_too")
""" "Not too dark": nothing that could be noted otherwise, so the artist gets the words."""
YES = Form(rf"\W*{choices('yes_first')}(?=\s+\w)")
FEWEST = 3
"""Words, without those for good and thanks: "that's the dream" remarks nothing."""
LONGEST = 600
MAY_REMARK = frozenset({Intent.OTHER, Intent.ANSWER, Intent.ENQUIRY, Intent.CORRECTION})
NO_FACTS = frozenset({"idea", "reference_images", "adult"})
"""A picture is told about, and an age is known: neither changes what was shown."""


def hear_yes_and_remark(turn: Turn, text: str, reading: Reading) -> bool:
    """Whether it was one: the brief is then on its way, with the remark."""
    if turn.asked != SUMMARY or turn.material is not None or "haggling" in reading.flags:
        return False
    beside = _remark(turn, text, reading)
    if not beside:
        return False
    keep_beside(turn, beside, reading)
    turn.tapped.add("summary:send")
    return True


def _remark(turn: Turn, text: str, reading: Reading) -> str:
    led = YES.match(text)
    if led is not None and ONLY_TOLD.search(fold(text[led.end() :])):
        text = f"{led[0]},{text[led.end() :]}"
    sends = asks_to_send(text)
    if not (sends or agrees_first(text)) or DISCOUNT.search(text) or ANOTHER_PIECE.search(text):
        return ""
    beside = clauses_beside(text)
    if any(one.asks for one in beside) or sum(map(words_left, beside)) < FEWEST:
        return ""
    left = " ".join(one.raw.strip() for one in beside if not ONLY_TOLD.search(one.text))
    if left and (
        (not sends and UNLESS.search(NOT_TOO.sub(" ", fold(left)))) or _changes(turn, left, reading)
    ):
        return ""
    return _between(text, beside)


def _changes(turn: Turn, words: str, reading: Reading) -> bool:
    if CHANGES_A_THING.search(words) or tells_idea_anew(turn, words, reading):
        return True
    read = understand(words, turn.context.asking(None))
    return any(fact.key not in NO_FACTS and not is_denied(fact, words, read) for fact in read.found)


def _between(text: str, beside: list[Clause]) -> str:
    """From the first of them to the last, as it was written."""
    start, end = text.find(beside[0].raw), text.rfind(beside[-1].raw) + len(beside[-1].raw)
    return text[start:end].strip(" ,;:\n")


def keep_beside(turn: Turn, words: str, reading: Reading) -> None:
    """Keep words for the artist that are of nothing that is asked for."""
    before = turn.enquiry.answers.get(ADDS)
    told = "\n".join(filter(None, (before.text if before else "", words[:LONGEST])))
    source = Source.PRIVATE if reading.flags & HEALTH else Source.WORDS
    turn.lead = turn.enquiry.with_answer(ADDS, Answer(told, None, source))


def keep_remark_for_artist(turn: Turn, message: Inbound, reading: Reading) -> None:
    """ "It's a surprise, please don't ring her": told once the artist has the brief, and read as nothing else."""
    if turn.enquiry.status is not Status.PENDING_APPROVAL or message.kind is not Kind.TEXT:
        return
    text = message.text
    heard = turn.gained or turn.changed or turn.pictures or turn.remarks or turn.tapped or turn.material
    if heard or reading.found or reading.sure or "?" in text or reading.intent not in MAY_REMARK:
        return
    if looks_for_somebody(text) or sum(map(words_left, clauses_beside(text))) < FEWEST:
        return
    keep_beside(turn, text.strip(), reading)
    turn.gained.append(ADDS)
