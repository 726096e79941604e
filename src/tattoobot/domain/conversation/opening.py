"""How a message begins: the idea is said back as a person would, facts in words that change from turn to turn.

Nothing is random: the same conversation gets the same words.
"""

from collections.abc import Mapping

from tattoobot.domain.conversation.kindness import is_gentle
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.lead import Answer
from tattoobot.domain.pace import mark
from tattoobot.domain.says import Phrase

NAMED = ("named", "named.2", "named.3")
NOTED = ("noted", "noted.2", "noted.3", "noted.4")


def named(turn: Turn, answers: Mapping[str, Answer]) -> Phrase | None:
    """The idea with its facts, once it is told."""
    subject = turn.subject
    if subject is None:
        return None
    facts = {key: answer for key, answer in answers.items() if key not in subject.covers}
    key = "named.plain" if is_gentle(turn) else NAMED[int(mark(subject.words), 16) % len(NAMED)]
    return Phrase(key, {"subject": subject.words, "answers": facts})


def noted(turn: Turn, answers: Mapping[str, Answer]) -> Phrase:
    """Facts said back, in other words than last time."""
    lately = (said.partition("#")[0] for said in turn.pace.lately)
    last = next((NOTED.index(key) for key in lately if key in NOTED), -1)
    return Phrase(NOTED[(last + 1) % len(NOTED)], {"answers": answers})


def changed(turn: Turn, answers: Mapping[str, Answer]) -> Phrase:
    """What was put right, in other words than in the message before."""
    last = {said.partition("#")[0] for said in turn.pace.said}
    if "timing" in answers:
        return Phrase("changed.wish.2" if "changed.wish" in last else "changed.wish", {"answers": answers})
    again = "changed" in last
    return Phrase("changed.2" if again else "changed", {"answers": answers})
