"""What a client tells of their health is a line of its own on the artist's page, whatever else becomes of it."""

from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.handover import HEALTH as OF_HEALTH
from tattoobot.domain.lead import HEALTH, Answer, Source
from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Reading, Topic
from tattoobot.domain.understanding.text import SENTENCES

MEDICINE = "health.medicine"
"""The remark to a client who asks whether to go on taking it."""

LONGEST = 500
"""Characters of what is told in one message: the chat has it all."""


def note_health(turn: Turn, text: str) -> None:
    """The sentences that tell of it; all of the message where none does so alone."""
    turn.about_health = True
    sentences = [one.strip() for one in SENTENCES.findall(text)] if len(text) > LONGEST / 10 else []
    told = [one for one in sentences if understand(one, turn.context.asking(None)).flags & OF_HEALTH]
    turn.of_health.append((" ".join(told) or text.strip())[:LONGEST])


def keep_health(turn: Turn) -> None:
    if turn.lead is None or not any(turn.of_health):
        return
    before = turn.lead.answers.get(HEALTH)
    told = dict.fromkeys([*(before.text.split("\n") if before else []), *turn.of_health])
    turn.lead = turn.lead.with_answer(HEALTH, Answer("\n".join(told), None, Source.PRIVATE))


def about_health(turn: Turn, reading: Reading) -> str:
    """What the client hears of it, where it is passed on."""
    told = "health.again" if "health" in turn.pace.known(turn.now) else "health"
    told = MEDICINE if Topic.MEDICINE in reading.topics else told
    return told if turn.is_consulting else "passed_on"
