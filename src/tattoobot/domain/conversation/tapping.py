"""A choice that is pointed at in words, and a thumb on the summary: as good as a tap."""

from dataclasses import replace

from tattoobot.domain.consultation import SUMMARY
from tattoobot.domain.conversation.material import is_of_others
from tattoobot.domain.conversation.pointing import pointer_in
from tattoobot.domain.conversation.saying import taps_on_screen
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.messages import Inbound, Kind
from tattoobot.domain.says import Tap

APPROVAL = frozenset("\N{THUMBS UP SIGN}\N{HEAVY BLACK HEART}")
SHADES = (
    "\N{VARIATION SELECTOR-16}\N{EMOJI MODIFIER FITZPATRICK TYPE-1-2}\N{EMOJI MODIFIER FITZPATRICK TYPE-3}"
    "\N{EMOJI MODIFIER FITZPATRICK TYPE-4}\N{EMOJI MODIFIER FITZPATRICK TYPE-5}\N{EMOJI MODIFIER FITZPATRICK TYPE-6}"
)

FEWEST_TO_POINT_AT = 2


def as_tap(turn: Turn, message: Inbound) -> Inbound:
    """Who points at a choice in words has tapped it; their words stay. Before facts are read: "a segunda" is Monday,
    too.

    Not where a person has spoken since, nor once the question has its answer in the same burst.
    """
    if message.kind is not Kind.TEXT or is_of_others(message) or turn.asked is None or turn.opted_out:
        return message
    if turn.with_artist or turn.resumes or turn.tapped or turn.knows(turn.asked):
        return message
    about = turn.quoted.get(message.reply_to or "")
    if about is not None and about.id != turn.enquiry.id:
        return message
    tap = _pointed_at(turn, message.text)
    if tap is None:
        return message
    turn.pointed.add(turn.asked)
    return replace(message, kind=Kind.CHOICE, choice=tap.id)


def _pointed_at(turn: Turn, text: str) -> Tap | None:
    pointer = pointer_in(text)
    if pointer is None:
        return None
    taps = taps_on_screen(turn)
    if len(taps) < FEWEST_TO_POINT_AT:
        return None
    for question in turn.questions_asked:
        if not pointer.plain and (question.takes_number or question.chosen(text)):
            return None
    place = pointer.among(len(taps))
    return taps[place] if place is not None else None


def sends_summary(turn: Turn, reaction: Inbound) -> bool:
    """A thumb or a heart on the summary that is open says yes to it; nothing else does, and nowhere else."""
    on_it = turn.asked == SUMMARY and turn.summary_id is not None and reaction.reply_to == turn.summary_id
    emoji = reaction.text.strip().strip(SHADES)
    return on_it and emoji in APPROVAL and not turn.with_artist and not turn.opted_out
