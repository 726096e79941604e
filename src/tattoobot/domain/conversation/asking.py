"""Which questions one message asks, in which words; and what becomes of those that were passed over."""

from collections.abc import Iterator, Sequence

from tattoobot.domain.consultation import CLOSING, Question, asked_with
from tattoobot.domain.conversation.client_questions import says_itself
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.conversation.which_place import asks_of_what
from tattoobot.domain.facts import IDEA
from tattoobot.domain.lead import Answer, Lead, Source
from tattoobot.domain.says import Phrase, Tap
from tattoobot.domain.studio import Studio

TOGETHER = frozenset(
    {
        ("placement", "size"),
        ("placement", "cover_up"),
        ("size", "cover_up"),
        ("style", "colour"),
        ("location", "timing"),
    }
)
"""Pairs for which there is one sentence; others are asked by two."""

THINGS = frozenset({"reference_images", "budget", "instagram"})
"""What can be named in the one sentence that asks for all that is optional."""

INVITES_PICTURES = "together.placement.size"
PICTURES_ARE_HERE = "together.placement.size.shown"
"""Instead of it, for whoever has just sent some."""

OFTEN = 2
"""A question that is only useful is asked no more often."""


def questions_with(first: Question, lead: Lead, studio: Studio) -> list[Question]:
    """What goes into one message with it; nothing that was asked often enough by itself."""
    group = asked_with(first, lead.answers, studio.questions)
    return [first, *(question for question in group[1:] if lead.asked.get(question.key, 0) <= OFTEN)]


def asking(lead: Lead, questions: Sequence[Question]) -> Lead:
    """The first of them is the open one."""
    first, *others = [question.key for question in questions]
    return lead.asking(first, *reversed(others))


def words_for(questions: Sequence[Question], studio: Studio) -> tuple[Phrase, ...]:
    """One sentence for all of them, or each in its own: in the studio's words where it has any."""
    keys = tuple(question.key for question in questions)
    own = {key for key in keys if says_itself(studio, f"ask.{key}")}
    if keys in TOGETHER and not own:
        return (Phrase("together." + ".".join(keys)),)
    things = [key for key in keys if key in THINGS - own] if questions[0].optional else []
    if len(things) < 2:
        return tuple(Phrase(f"ask.{key}") for key in keys)
    others = tuple(Phrase(f"ask.{key}") for key in keys if key not in things)
    return (Phrase("together.optional", {"things": tuple(things)}), *others)


def ways_to_ask(
    turn: Turn, group: Sequence[Question], *, differently: bool
) -> tuple[Phrase | tuple[Phrase, ...], ...]:
    """The best first: in words of its own for each time, the shortest where nothing but "?" came back."""
    key = group[0].key
    if key == "placement" and turn.half_a_place:
        return asks_of_what(turn)
    usual = words_for(group, turn.studio)
    if usual == (Phrase(INVITES_PICTURES),) and turn.pictures:
        usual = (Phrase(PICTURES_ARE_HERE),)
    again, short = Phrase(f"again.{key}"), Phrase("short", {"question": key})
    same_words = not turn.studio.says_again(group[0]) and {f"ask.{key}", again.key} & {*turn.pace.said}
    if (turn.puzzled and turn.enquiry.asked.get(key)) or same_words:
        return short, again, usual
    if differently and again.key not in turn.pace.said:
        return again, short, usual
    return (usual, again, short) if key == IDEA else (usual, short, again)


def taps_for(questions: Sequence[Question]) -> tuple[Tap, ...]:
    if len(questions) > 1 and questions[0].optional:
        return tuple(_ways_to_close(questions))
    return next((taps for question in questions if (taps := taps_of(question))), ())


def taps_of(question: Question) -> tuple[Tap, ...]:
    key = question.key
    return tuple([Tap(f"{key}:{offer.id}", f"offer.{key}.{offer.id}") for offer in question.offers])


def _ways_to_close(questions: Sequence[Question]) -> Iterator[Tap]:
    if any(question.key == "reference_images" for question in questions):
        yield Tap("reference_images:later", f"offer.{CLOSING}.later")
    yield Tap(f"{CLOSING}:done", f"offer.{CLOSING}.done")


def leave_open(turn: Turn) -> None:
    """Who answers one of two and passes over the other, or has no word for what is optional, is not asked again."""
    if turn.keeps_open:
        return
    asked = turn.enquiry.asked
    for question in turn.studio.questions:
        times = asked.get(question.key, 0)
        if not times or turn.knows(question.key):
            continue
        if question.optional:
            turn.lead = turn.enquiry.with_answer(question.key, Answer("", None, Source.UNSURE))
        elif question.useful and (times >= OFTEN or _has_answered_beside(turn, question)):
            turn.lead = turn.enquiry.with_answer(question.key, Answer("", None, Source.TO_ASK))


def _has_answered_beside(turn: Turn, question: Question) -> bool:
    """Whether these messages tell what was asked in the same breath. A tap can tell only one thing."""
    if question.key not in {turn.open_at_first, *turn.asked_too}:
        return False
    others = {turn.open_at_first, *turn.asked_too} - {question.key, *turn.chosen}
    return not others.isdisjoint(turn.gained)
