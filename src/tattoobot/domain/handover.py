"""When a person answers instead of the bot: what brings it about, what is said about it, when it is over."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from tattoobot.domain.facts import OF_THE_PIECE
from tattoobot.domain.lead import Actor
from tattoobot.domain.messages import Inbound, Kind
from tattoobot.domain.says import Phrase
from tattoobot.domain.understanding.reading import Intent, Reading


class Reason(StrEnum):
    HUMAN_REQUEST = "human_request"  # the client asked for a person
    MEDICAL = "medical"  # a worry about health
    COMPLAINT = "complaint"
    LEGAL = "legal"
    STUCK = "stuck"  # the bot and the client do not understand each other
    DATA_REQUEST = "data_request"  # what is stored about them, or its erasure
    ARTIST_ANSWERED = "artist_answered"  # the artist wrote to the client
    ARTIST_TOOK_OVER = "artist_took_over"  # the artist asked the bot to be quiet


@dataclass(frozen=True, slots=True)
class HandoverRules:
    """What a studio decides about handovers."""

    answers_by: str = ""
    """When a person answers, in the studio's own language: "this evening"."""
    answers_at: time | None = None
    """The same as a time of day, which can be said in every language."""
    answers_on: frozenset[int] = frozenset(range(7))
    """The days of the week on which they do; Monday is 0."""
    days_off: tuple[tuple[date, date], ...] = ()
    """Besides, from and to these days nobody does."""
    resume_after: timedelta = timedelta(hours=24)
    """Nobody handed back, and the artist has not written for so long: the bot goes on."""
    notify_every: timedelta = timedelta(minutes=30)
    """Of what one client writes the artist gets word this often at most; what else is to be told waits so long."""
    calls_an_hour: int = 12
    """So many calls of all clients together reach an artist one by one; the rest come in one message. What stands
    behind no others, as what is about health, is counted by itself."""
    briefs_alone: int = 1
    """While more than so many wait for a decision, a new brief comes in one message with them."""

    def working_day(self, first: date) -> date:
        """This day, or the next on which a person answers; the first where that is never."""
        days = (first + timedelta(days=n) for n in range(LONGEST_AWAY))
        return next((day for day in days if self.works(day)), first)

    def works(self, day: date) -> bool:
        """Whether a person answers on it."""
        off = any(begin <= day <= end for begin, end in self.days_off)
        return day.weekday() in self.answers_on and not off


A_DAY = timedelta(days=1)
LONGEST_AWAY = 366

LATE = "handover.late"
"""Says to the client that the artist was reminded."""

USUAL_RULES = HandoverRules()

STILL_WAITED_FOR = timedelta(days=7)
"""So long after its time a promise that nobody kept is worth a reminder, and a word to the client."""


@dataclass(frozen=True, slots=True)
class Handover:
    """The artist answers this client; the bot keeps quiet."""

    id: int
    client_id: int
    lead_id: int
    reason: Reason
    asked_by: Actor
    """The client or the artist."""
    since: datetime
    resumes_at: datetime
    """From then on the bot answers again. What the artist writes puts it off."""
    notified_at: datetime | None = None
    answered_at: datetime | None = None
    """When the artist last wrote to the client."""
    answer_by: datetime | None = None
    """When the artist was to have written; None where nobody promised it."""
    reminded_at: datetime | None = None
    """When the artist was told that this time is over."""
    told_late_at: datetime | None = None
    """When the client heard that the artist was reminded."""

    def holds(self, now: datetime) -> bool:
        return now < self.resumes_at

    @property
    def is_artists(self) -> bool:
        """Whether the artist is writing with the client: nobody talks over them."""
        return self.answered_at is not None or self.reason in BY_THE_ARTIST

    def is_late(self, now: datetime) -> bool:
        """Whether the client was promised an answer by now, and has none. True of one that the clock has ended, too."""
        if self.answer_by is None or self.answered_at is not None:
            return False
        return self.answer_by <= now < self.answer_by + STILL_WAITED_FOR

    def worth_telling(self, now: datetime, rules: HandoverRules) -> bool:
        """Whether the artist gets word that the client wrote: at once where it answers their own last word, and not
        soon again after that.
        """
        told = self.notified_at or self.since
        if self.is_artists and told <= (self.answered_at or self.since):
            return True
        return now - told >= rules.notify_every


BY_THE_ARTIST = frozenset({Reason.ARTIST_ANSWERED, Reason.ARTIST_TOOK_OVER})

BY_INTENT = {Intent.HUMAN_REQUEST: Reason.HUMAN_REQUEST, Intent.COMPLAINT: Reason.COMPLAINT}

HEALTH = frozenset({"medical", "pregnant"})
WORRIES = frozenset({Intent.POLICY_QUESTION, Intent.AFTERCARE_QUESTION, Intent.AVAILABILITY_QUESTION})
"""Intents of a message that asks: beside a word about health, what it asks is about that."""

OF_A_BRIEF = 4
"""So many facts beside the idea are a brief: what is asked at its end need not be about health."""

SILENT_ABOUT = frozenset({Reason.MEDICAL})
"""The client's words are not repeated in the artist's notification: they may be about their health."""


def hard_stop(reading: Reading, asked: str | None, *, consulting: bool) -> Reason | None:
    """What in a message calls for a person at once. Everything softer is a flag for the artist, never a stop.

    Words of health or law beside facts for the brief are no stop: a scar to be covered, a plague doctor, "a fox on my
    wrist, and I'm diabetic". `consulting`: the brief is not complete yet, or there is none.
    """
    if reading.intent in BY_INTENT:
        return BY_INTENT[reading.intent]
    if "data_request" in reading.flags:
        return Reason.DATA_REQUEST
    if not reading.flags:
        return None
    about_piece = consulting and _is_about_piece(reading, asked)
    if "legal" in reading.flags and not about_piece:
        return Reason.LEGAL
    if reading.flags & HEALTH and not about_piece:
        return Reason.MEDICAL
    return None


def _is_about_piece(reading: Reading, asked: str | None) -> bool:
    found = {fact.key for fact in reading.found}
    if reading.flags & HEALTH and reading.intent in WORRIES and len(found - {"idea"}) < OF_A_BRIEF:
        return False
    return reading.intent is Intent.ENQUIRY or bool(found & OF_THE_PIECE) or asked in found


AT_ONCE = timedelta(seconds=3)
LONG = 40
"""So many characters nobody writes letter by letter to two people."""


def wrote_itself(echo: Inbound, they_wrote_at: datetime | None, *, said_to_others: bool) -> bool:
    """Whether the phone app said this on its own: a greeting, an away text. It tells nothing of a person being there.

    It comes as soon as the client has written, or goes to everybody in the same words.
    """
    if echo.kind is not Kind.TEXT:
        return False
    at_once = they_wrote_at is not None and timedelta(0) <= echo.at - they_wrote_at <= AT_ONCE
    return at_once or (said_to_others and len(echo.text) >= LONG)


def answer_by(rules: HandoverRules, now: datetime, zone: ZoneInfo) -> datetime:
    """When the artist is to have answered what a client asks now: on a day on which they answer. Where no time was
    named, it is half of the wait."""
    local = now.astimezone(zone)
    if rules.answers_at is None:
        due = now + rules.resume_after / 2
        day = due.astimezone(zone).date()
        later = rules.working_day(day) - day
        return due + later
    first = local.date() if local.time() < rules.answers_at else local.date() + A_DAY
    return datetime.combine(rules.working_day(first), rules.answers_at, zone).astimezone(UTC)


def when_answered(
    rules: HandoverRules, now: datetime, zone: ZoneInfo, *, in_studios_language: bool
) -> Phrase:
    """The promise in words, true on the studio's days off as well."""
    today = now.astimezone(zone).date()
    if rules.answers_at is not None:
        day = answer_by(rules, now, zone).astimezone(zone).date()
        if day > today + A_DAY:
            return Phrase("handover.answers.on", {"day": day, "time": rules.answers_at})
        key = "handover.answers.today" if day == today else "handover.answers.tomorrow"
        return Phrase(key, {"time": rules.answers_at})
    if rules.working_day(today) > today:
        return Phrase("handover.answers.day", {"day": rules.working_day(today)})
    if rules.answers_by and in_studios_language:
        return Phrase("handover.answers.by", {"by": rules.answers_by})
    return Phrase("handover.answers")
