"""What was read in a message: the shapes shared by all extractors."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from tattoobot.domain.understanding.weights import Weighed, Weights, committed

MINIMUM_AGE = 18
"""Years, where the studio says nothing else."""
Value = Any
"""A canonical value as the published contract writes it: JSON-shaped (dict, str, bool)."""


class Intent(StrEnum):
    """What a message is for, one answer."""

    OPT_OUT = "opt_out"
    OPT_IN = "opt_in"
    HUMAN_REQUEST = "human_request"
    COMPLAINT = "complaint"
    RUNNING_LATE = "running_late"
    CANCEL = "cancel"
    RESCHEDULE = "reschedule"
    ENQUIRY = "enquiry"
    ANSWER = "answer"
    CORRECTION = "correction"
    PRICE_QUESTION = "price_question"
    AFTERCARE_QUESTION = "aftercare_question"
    AVAILABILITY_QUESTION = "availability_question"
    POLICY_QUESTION = "policy_question"  # anything else about the studio
    YES = "yes"
    NO = "no"
    SKIP = "skip"
    DONT_KNOW = "dont_know"
    GREETING = "greeting"
    THANKS = "thanks"
    OTHER = "other"


class Topic(StrEnum):
    """What is asked about."""

    PRICE = "price"
    DISCOUNT = "discount"
    DEPOSIT = "deposit"
    PAYMENT = "payment"
    INSTALMENTS = "instalments"
    VOUCHERS = "vouchers"
    AVAILABILITY = "availability"
    WALK_INS = "walk_ins"
    HOURS = "hours"
    ADDRESS = "address"
    PARKING = "parking"
    MOVING = "moving"  # an appointment to another day
    DURATION = "duration"
    PAIN = "pain"
    INK = "ink"
    ALLERGIES = "allergies"
    HEALTH = "health"
    MEDICINE = "medicine"  # whether to go on taking it
    HYGIENE = "hygiene"
    AGE = "age"
    GUESTS = "guests"
    ARTIST = "artist"
    PIERCINGS = "piercings"
    REMOVAL = "removal"
    TOUCH_UPS = "touch_ups"
    LASTING = "lasting"  # how a tattoo looks after years
    DESIGN = "design"
    OFFERED = "offered"  # whether the studio does such a thing
    BRING = "bring"  # how to prepare
    PROCESS = "process"
    PRIVACY = "privacy"
    AFTERCARE = "aftercare"
    HEALING = "healing"  # how long it takes
    ALCOHOL = "alcohol"  # before the appointment
    LATE = "late"  # what happens then
    CURRENCY = "currency"  # whether another one is taken
    NUMBING = "numbing"  # a cream against the pain
    DEARER = "dearer"  # whether colour costs more
    PREVIEW = "preview"  # the drawing before the date
    WOMAN = "woman"  # whether one tattoos
    CHILDREN = "children"  # whether they may come along
    ANIMALS = "animals"
    ROBOT = "robot"  # whether a person writes
    HERE = "here"  # whether anybody is there
    RIGHT_PLACE = "right_place"  # whether it is here that one books
    WHY = "why"  # a question of ours is asked
    SENT = "sent"  # what stands in the brief
    ARRIVED = "arrived"  # whether what they sent is there
    REPLY = "reply"  # when a person answers
    SWIMMING = "swimming"  # how long to keep out of water and sun
    CHANGES = "changes"  # whether the piece can be changed later
    STYLES = "styles"  # what a style is
    OLDER = "older"  # whether somebody is too old
    PHOTO = "photo"  # whether one is enough, or what it shows has to be brought
    HOW_ARE_YOU = "how_are_you"
    BOOKED = "booked"  # whether their appointment is fixed
    SENDING = "sending"  # whether they may send a picture
    WHOLE_PRICE = "whole_price"  # whether a figure is for all of it, or for a sitting


class Notice(StrEnum):
    """What a client lets be known beside what they want."""

    ANNOUNCEMENT = "announcement"  # something will be sent or said later
    HESITATION = "hesitation"
    GRIEF = "grief"
    FEAR = "fear"
    ILLNESS = "illness"
    JOY = "joy"  # they look forward to it, or like the work
    GOOD_NEWS = "good_news"  # a birth, a wedding, an all-clear
    SCARS = "scars"
    FIRST_TATTOO = "first_tattoo"
    IN_A_HURRY = "in_a_hurry"


class Years(NamedTuple):
    """The age that somebody told, with their day of birth where they told that."""

    years: int
    born: date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One fact and the words that gave it (`start`:`end` in the text as the client typed it)."""

    key: str
    value: Value
    start: int
    end: int
    readings: tuple[Value, ...] = ()
    """More than one: the words can mean each of these, and the bot asks once which."""
    years: Years | None = None
    """Of `adult` only. With "of age": where it is plainly the client's own."""
    because: Weighed | None = field(default=None, compare=False, repr=False)
    """Where its role was weighed."""

    def overlaps(self, other: "Found") -> bool:
        """Whether a word gave both of them."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Context:
    """What is known around a message: the prior for bare numbers, units and yes/no, never a filter."""

    now: datetime
    """Aware, in the studio's zone: dates are resolved against it."""
    asked: str | None = None
    """The key of the question that is open."""
    language: str | None = None
    """The client's language so far; detected when None."""
    usual: str = "en"
    """The language that is likeliest where none was detected."""
    country: str = "GB"
    """ISO 3166 alpha-2: decides day-month order and holidays."""
    currency: str = "GBP"
    unit: str = "cm"
    """`cm` or `in`: what a bare number of a size means when nothing else says."""
    minimum_age: int = MINIMUM_AGE
    """How old a client must be."""
    weights: Weights = field(default_factory=committed, compare=False, repr=False)
    """What was learnt; other weights only where that is measured."""
    memory: "Memory | None" = field(default=None, compare=False, repr=False)
    """Where the same words are read several times in a turn: what was read."""

    def asking(self, asked: str | None) -> "Context":
        """The same, with another question open, or none."""
        if asked == self.asked:
            return self
        if self.memory is None:
            return replace(self, asked=asked)
        about, known = (asked, self.language, self.usual), self.memory.contexts
        context = known.get(about)
        if context is None:
            context = known[about] = replace(self, asked=asked)
        return context


About = tuple[str, str, str | None, str | None, str]
"""What is made, of which words, the open question, the language and the usual one: all that counts within a turn."""


@dataclass(slots=True)
class Memory:
    """What was read in one turn, so that no words are read twice for the same question."""

    made: dict[About, Any] = field(default_factory=dict)
    contexts: dict[tuple[str | None, str | None, str], Context] = field(default_factory=dict)

    def forget(self) -> None:
        """At the end of the turn. It and its contexts hold each other: only the garbage collector would free them."""
        self.made.clear()
        self.contexts.clear()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one message says."""

    language: str
    intent: Intent
    found: tuple[Found, ...] = ()
    flags: frozenset[str] = field(default_factory=frozenset)
    """What has to be heeded beside the intent: minor, medical, pregnant, card_number, payment_screenshot, legal, …"""
    topics: frozenset[Topic] = frozenset()
    notices: frozenset[Notice] = frozenset()
    names_a_thing: bool = False
    """Something that people have tattooed is named, whatever is said of it."""
    sure: frozenset[Topic] = frozenset()
    """Topics that are asked in so many words."""
    is_plain: bool = False
    """Whether nothing is said but these facts, and small words that lead to them: "about 10 cm please"."""

    @property
    def slots(self) -> dict[str, Value]:
        """Facts by key, without those of which only the possible readings are known."""
        return {fact.key: fact.value for fact in self.found if fact.value is not None}
