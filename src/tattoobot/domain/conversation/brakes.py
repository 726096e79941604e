"""Brakes: whatever the client, or a machine in their place, writes, the bot's part comes to an end.

A text that comes again, or that nobody can have typed, gets one more try; then nothing until something else comes.
No message is said twice running. On one day a client gets so many messages and no more. Each time the artist hears.
"""

from collections.abc import Sequence
from dataclasses import replace

from tattoobot.domain.conversation.decision import Quiet
from tattoobot.domain.conversation.hearing import SILENT
from tattoobot.domain.conversation.keeping import is_picture
from tattoobot.domain.conversation.own_data import ARCHIVE
from tattoobot.domain.conversation.saying import (
    OF_PICTURES,
    leave_out_what_was_said,
    pictures_together,
)
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.handover import Reason
from tattoobot.domain.lead import Lead
from tattoobot.domain.messages import Inbound, Kind
from tattoobot.domain.pace import (
    BRIEF_WORDS,
    REMEMBERED,
    SENTENCES,
    at_once,
    mark,
    marks_of,
    says_the_same,
    spoken_in,
    told_of,
)
from tattoobot.domain.says import Phrase, Say
from tattoobot.domain.understanding.set_texts import is_automatic

ENOUGH_IDLE = 2
"""After one more try nothing is said."""
NEVER_HELD = 10
"""What has to be said (STOP is confirmed, a brief is sent, a person answers) may go so far beyond a day's measure."""


def notice(turn: Turn, messages: Sequence[Inbound]) -> None:
    """See whether these words were there before, before they are read."""
    words = spoken_in(messages)
    turn.heard = mark(words) if words else ""
    again = turn.heard in turn.pace.heard and len(words.split()) > BRIEF_WORDS
    turn.repeats = again or any(is_automatic(message.text) for message in messages)
    typed = "".join(message.text for message in messages if message.kind is Kind.TEXT)
    turn.puzzled = bool(typed.strip()) and not typed.strip("?!¿¡. …\n")


def before_answering(turn: Turn, messages: Sequence[Inbound], before: Lead | None) -> None:
    _let_machines_be(turn, messages, before)
    leave_out_what_was_said(turn)


def hold(turn: Turn, messages: Sequence[Inbound], before: Lead | None) -> None:
    """Take back what must not be said, and remember the rest for the next turn."""
    _wait_for_the_album(turn, messages, before)
    _say_nothing_twice(turn)
    _keep_to_the_day(turn, before)
    _remember(turn)


# ---------------------------------------------------------------- machines


def _let_machines_be(turn: Turn, messages: Sequence[Inbound], before: Lead | None) -> None:
    heard = [message for message in messages if message.kind not in SILENT]
    if not heard:
        return
    idle = turn.pace.idle + 1 if _maybe_nobody(turn, heard) and not _moved(turn, before) else 0
    if idle != turn.pace.idle:
        turn.pace = replace(turn.pace, idle=min(idle, ENOUGH_IDLE + 1))
    if idle < ENOUGH_IDLE or not turn.expects_answer or turn.opted_out or turn.with_artist:
        return
    if turn.puzzled and turn.is_consulting:
        turn.hands_over = Reason.STUCK
        return
    turn.says, turn.remarks, turn.expects_answer, turn.quiet = [], [], False, Quiet.AUTOMATIC
    if idle == ENOUGH_IDLE:
        _tell(turn, FlagReason.AUTOMATIC_REPLY if turn.heard else FlagReason.NO_WORDS)


def _maybe_nobody(turn: Turn, messages: Sequence[Inbound]) -> bool:
    if any(message.kind is Kind.CHOICE or is_picture(message) for message in messages):
        return False
    if not turn.heard or turn.repeats or turn.heard in turn.pace.heard:
        return True
    return at_once(messages, turn.pace)


def _moved(turn: Turn, before: Lead | None) -> bool:
    """Whether anything is known now that was not, or the client decided something."""
    answers = before.answers if before else {}
    return turn.opens or turn.tapped != set() or turn.enquiry_answers != answers or turn.turned is not None


def _tell(turn: Turn, reason: FlagReason) -> None:
    """The artist hears of it, without a word to the client."""
    turn.needs_artist.append(reason)
    turn.passed_on.append(reason)


# ---------------------------------------------------------------- nothing twice running


def _say_nothing_twice(turn: Turn) -> None:
    if turn.turned is not None or turn.hands_over is not None or turn.opted_out or turn.erases:
        return
    last, kept = turn.pace.said, []
    for say in turn.says:
        # The link of before was good for one use.
        if say.link == ARCHIVE or not says_the_same(say, last):
            kept.append(say)
            last = marks_of(say) if len(turn.says) > 1 else last
    left_out = turn.said_before or len(kept) < len(turn.says)
    turn.says = kept
    if left_out and not kept and turn.quiet is None:
        turn.quiet = Quiet.SAID_ALREADY
        if not turn.passed_on:
            _tell(turn, FlagReason.WROTE_AGAIN)


# ---------------------------------------------------------------- pictures in a row


def _wait_for_the_album(turn: Turn, messages: Sequence[Inbound], before: Lead | None) -> None:
    """More of the pictures that the client was thanked for: they are counted when there is something to say."""
    pictures = all(is_picture(message) and not message.text.strip() for message in messages)
    follows = pictures and turn.pace.continues_album(turn.now) and not turn.opens
    if follows and turn.says and turn.hands_over is None and not turn.happened:
        _take_back(turn, before)
        turn.quiet = Quiet.ALBUM
    together = pictures_together(turn)
    thanked = any(phrase.key in OF_PICTURES for say in turn.says for phrase in say.phrases)
    if turn.pictures or thanked:
        goes_on = turn.pace.continues_album(turn.now)
        turn.pace = replace(
            turn.pace,
            album=together,
            thanked=together if thanked else turn.pace.thanked if goes_on else 0,
            pictures_at=turn.now if turn.pictures else turn.pace.pictures_at,
        )


# ---------------------------------------------------------------- a day's measure


def _keep_to_the_day(turn: Turn, before: Lead | None) -> None:
    if not turn.says:
        return
    said, most = turn.pace.answers_on(turn.today.isoformat()), turn.studio.messages_a_day
    has_to_be = turn.turned is not None or turn.hands_over is not None or bool(turn.happened) or turn.erases
    if said + len(turn.says) < most + NEVER_HELD * has_to_be:
        return
    if has_to_be and said < most + NEVER_HELD:
        return
    _take_back(turn, before)
    turn.quiet = Quiet.ENOUGH
    if said < most and not has_to_be:
        turn.says = [Say((Phrase("enough_today"),))]
        _tell(turn, FlagReason.TOO_MANY_MESSAGES)


def _take_back(turn: Turn, before: Lead | None) -> None:
    """Take back a question that is not said after all: it has not been asked."""
    turn.says = []
    if turn.lead is not None and before is not None and not turn.opens:
        turn.lead = replace(turn.lead, asked=before.asked, current_question=before.current_question)


def _remember(turn: Turn) -> None:
    pace, heard = turn.pace, turn.pace.heard
    if turn.heard:
        heard = (turn.heard, *(one for one in heard if one != turn.heard))[:REMEMBERED]
    if not turn.says:
        turn.pace = replace(pace, heard=heard)
        return
    said, day = [marks_of(say) for say in turn.says], turn.today.isoformat()
    turn.pace = replace(
        pace,
        heard=heard,
        said=said[-1],
        lately=(*_told_now(turn, said), *pace.lately)[:SENTENCES],
        said_at=turn.now,
        day=day,
        answers=pace.answers_on(day) + len(said),
    )


def _told_now(turn: Turn, said: Sequence[Sequence[str]]) -> list[str]:
    sentences = [sentence for marks in said for sentence in marks]
    passed_on = "passed_on" in sentences or "passed_on_too" in sentences
    return sentences + [told_of(reason) for reason in turn.passed_on if passed_on]
