"""What a message says once its sender has changed it: their words are what they say now."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from tattoobot.domain.consultation import SUMMARY
from tattoobot.domain.conversation.decision import Note
from tattoobot.domain.conversation.facts import OWN_WORDS
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.facts import NEVER_SAID_BACK
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Answer, Source
from tattoobot.domain.messages import Inbound, Kind, Original

TYPED = OWN_WORDS | {Source.CHECK, Source.UNSURE}


def as_they_read_now(messages: Sequence[Inbound]) -> list[Inbound]:
    """Replace messages that were changed before anybody answered them by their last change."""
    now = list(messages)
    said_at = {message.provider_id: at for at, message in enumerate(now)}
    for at, edit in enumerate(messages):
        if edit.kind is Kind.REVOKE and (gone := said_at.get(edit.reply_to or "", at)) < at:
            now[gone] = replace(now[gone], kind=Kind.REVOKE, text="", media=None, choice=None, reply_to=None)
        if edit.kind is not Kind.EDIT or edit.reply_to is None or not edit.text.strip():
            continue
        original = said_at.get(edit.reply_to)
        if original is not None and original < at:
            now[original] = replace(now[original], text=edit.text)
            now[at] = replace(edit, text="")
        said_at.setdefault(edit.reply_to, at)
    return now


def given_by(words: str, answers: Mapping[str, Answer]) -> list[str]:
    """The answers that were read in these words, or added to by them."""
    typed = {key: one.text for key, one in answers.items() if one.source in TYPED and one.text.strip()}
    return [key for key, text in typed.items() if _holds(words, text) or _holds_lines(text, words)]


@contextmanager
def reread(turn: Turn, words: str) -> Iterator[None]:
    """Within it, what is heard stands in place of `words`, and answers what they answered.

    An answer that is not in the new words stays. Whoever mends a slip of the pen expects no answer.
    """
    before, asked = turn.enquiry, turn.asked
    given = given_by(words, before.answers)
    others = {key: answer for key, answer in before.answers.items() if key not in given}
    gained, echoed, remarks = list(turn.gained), list(turn.echoed), list(turn.remarks)
    turn.lead, turn.rereads = replace(before, answers=others), _asked_then(turn, words, given)
    yield
    turn.rereads, turn.unclear = None, None
    now = turn.enquiry.answers
    merged = {key: _merged(words, answer, now.get(key)) for key, answer in before.answers.items()}
    new = {
        key: answer for key, answer in now.items() if key not in merged and answer.source is not Source.CHECK
    }
    turn.lead = replace(turn.enquiry, answers={**merged, **new})
    turn.gained, turn.echoed = [*gained, *new], [*echoed, *(key for key in new if new[key].value is not None)]
    for key in merged:
        if merged[key].value != before.answers[key].value:
            turn.changed.append(key)
            turn.notes.append(Note("answer_changed", {"key": key}))
    heard = {*turn.changed, *new} - (set() if asked == SUMMARY else NEVER_SAID_BACK - {"adult"})
    if heard or turn.remarks != remarks or turn.hands_over or turn.ambiguous:
        turn.expects_answer = True


def take_back(turn: Turn, revoke: Inbound) -> None:
    """An answer that only a deleted message gave is open again. Where the artist has the brief, of an answer that was
    understood the words go and the value stays; what was words alone is theirs to ask."""
    original = turn.originals.get(revoke.reply_to or "")
    if original is None or turn.lead is None:
        return
    asking, answers, asked = (
        turn.is_consulting and not turn.with_artist,
        dict(turn.lead.answers),
        turn.lead.asked,
    )
    for key in _only_in(original, answers):
        left = _without(answers[key], original.text)
        if left is not None:
            answers[key] = left
        elif asking:
            del answers[key]
            asked = {other: count for other, count in asked.items() if other != key}
            turn.notes.append(Note("answer_reopened", {"key": key}))
        elif answers[key].value is None or key in NEVER_SAID_BACK - {"adult"}:
            answers[key] = Answer("", None, Source.TO_ASK)
        else:
            answers[key] = replace(answers[key], text="")
    turn.lead = replace(turn.lead, answers=answers, asked=asked)
    if not asking:
        turn.needs_artist.append(FlagReason.MESSAGE_DELETED)


def _only_in(original: Original, answers: Mapping[str, Answer]) -> list[str]:
    given = given_by(original.text, answers)
    only = [key for key in given if not _holds(original.beside, answers[key].text)]
    pictures = answers.get("reference_images")
    if original.last_picture and pictures is not None and pictures.source is Source.PHOTO:
        only.append("reference_images")
    return only


def _without(answer: Answer, words: str) -> Answer | None:
    """What is left of an answer that was given in several messages."""
    gone = {line.strip() for line in words.splitlines()}
    left = "\n".join(line for line in answer.text.splitlines() if line.strip() not in gone)
    if not left.strip() or left == answer.text:
        return None
    value = answer.value
    if isinstance(value, str):
        value = "\n".join(line for line in value.splitlines() if line.strip() not in gone) or None
    return replace(answer, text=left, value=value)


def _asked_then(turn: Turn, words: str, given: Sequence[str]) -> str:
    """The question that these words answered; none, where they answered several."""
    whole = [key for key in given if turn.enquiry.answers[key].text.strip() == words.strip()]
    return next(iter(whole), given[0] if len(given) == 1 else "")


def _merged(words: str, before: Answer, now: Answer | None) -> Answer:
    if now is None or (now.source is Source.CHECK and before.value is not None):
        return before
    if before.text.strip() == words.strip() or not _holds_lines(before.text, words):
        return now
    text = before.text.replace(words.strip(), now.text, 1)
    value = before.value
    if isinstance(value, str) and isinstance(now.value, str):
        value = value.replace(words.strip(), now.value, 1)
    return replace(before, text=text, value=value)


def _holds(words: str, part: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(part.strip().casefold())}(?!\w)", words.casefold()) is not None


def _holds_lines(text: str, words: str) -> bool:
    return bool(words.strip()) and f"\n{words.strip()}\n" in f"\n{text}\n"
