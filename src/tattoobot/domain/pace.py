"""How a talk with a client goes: what the brakes must know of the turns before, in no words of theirs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2s

import msgspec

from tattoobot.domain.messages import Inbound, Kind
from tattoobot.domain.says import Phrase, Say
from tattoobot.domain.understanding.text import WORD

REMEMBERED = 4
"""How many texts back the same one is noticed: an automatic answerer may have two."""
LATELY = timedelta(hours=1)
SENTENCES = 12
"""Of so many of ours the client remembers that they were said."""
ALBUM = timedelta(minutes=10)
"""Pictures that follow so soon after others belong to them."""
SECONDS = timedelta(seconds=3)
TYPED_SLOWLY = 40
"""Nobody types so many characters within `SECONDS` of our message."""
BRIEF_WORDS = 3
"""So short a text is said twice in good faith: "not sure", "no thanks"."""


@dataclass(frozen=True, slots=True)
class Pace:
    said: tuple[str, ...] = ()
    """The sentences of our last message, each by its mark."""
    lately: tuple[str, ...] = ()
    """The sentences of our last few, and what the client heard was passed on."""
    said_at: datetime | None = None
    heard: tuple[str, ...] = ()
    """Marks of the client's last texts."""
    idle: int = 0
    """How many turns in a row a machine may have taken, or nobody with words: they told nothing new."""
    day: str = ""
    answers: int = 0
    """Our messages on that day of the studio's."""
    album: int = 0
    """Pictures that came together, and how many of them the client was thanked for."""
    thanked: int = 0
    pictures_at: datetime | None = None
    summary: str = ""
    """The mark of the summary that was shown last."""
    start_named_on: str = ""
    """The day on which one who has opted out was told about START."""
    formal: bool = False
    """Whether they are addressed as they write: "Sie", "vous", "usted"."""
    addressed: bool = False
    """Whether they have given a plain sign of it; until then they are addressed like a friend."""

    def known(self, now: datetime) -> frozenset[str]:
        """Sentences that need not be said again."""
        fresh = self.said_at is not None and now - self.said_at < LATELY
        return frozenset(self.lately if fresh else self.said)

    def answers_on(self, day: str) -> int:
        return self.answers if self.day == day else 0

    def continues_album(self, now: datetime) -> bool:
        return self.pictures_at is not None and now - self.pictures_at <= ALBUM


_encode = msgspec.json.Encoder(order="deterministic", enc_hook=repr).encode
"""Several times as fast as to write out what a dataclass is, and nobody reads it."""


def mark(value: object) -> str:
    """Tells whether something was the same, and not what it was."""
    return blake2s(_encode(value), digest_size=6).hexdigest()


def mark_of(phrase: Phrase) -> str:
    return f"{phrase.key}#{mark(phrase.facts)}" if phrase.facts else phrase.key


def marks_of(say: Say) -> tuple[str, ...]:
    return tuple(mark_of(phrase) for phrase in say.phrases)


def says_the_same(say: Say, marks: Sequence[str]) -> bool:
    """Whether these are the marks of what it says."""
    if len(say.phrases) != len(marks):
        return False
    named = zip(say.phrases, marks, strict=True)
    return all(one.startswith(phrase.key) for phrase, one in named) and marks_of(say) == tuple(marks)


def told_of(reason: str) -> str:
    """The mark of having said that the artist knows of it."""
    return f"told of {reason}"


def spoken_in(messages: Sequence[Inbound]) -> str:
    """What was typed, without capitals, signs and spaces to spare."""
    typed = (message.text for message in messages if message.kind is not Kind.CHOICE)
    return " ".join(WORD.findall(" ".join(typed).casefold()))


def at_once(messages: Sequence[Inbound], pace: Pace) -> bool:
    """Whether these words came sooner after our message than a person could have typed them."""
    if pace.said_at is None or not messages or len(spoken_in(messages)) < TYPED_SLOWLY:
        return False
    passed = messages[0].at - pace.said_at.replace(microsecond=0)
    return timedelta(0) <= passed <= SECONDS
