"""How enquiries went: how far they came, where people left, how long they waited for the artist's word."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tattoobot.domain.lead import Status

STEPS = ("enquired", "brief_completed", "approved", "deposit_paid", "booked")

UNDER_WAY = frozenset(
    {
        Status.QUALIFYING,
        Status.PENDING_APPROVAL,
        Status.AWAITING_DEPOSIT,
        Status.DEPOSIT_PAID,
        Status.BOOKING_PENDING,
        Status.WAITLISTED,
    }
)


@dataclass(frozen=True, slots=True)
class Course:
    """One enquiry, as far as figures want to know it."""

    status: Status
    question: str | None
    """What it was asked last."""
    began_at: datetime
    steps: frozenset[str]
    completed_at: datetime | None
    decided_at: datetime | None
    part: str | None
    styles: tuple[str, ...]

    @property
    def reached(self) -> int:
        """The furthest of `STEPS`: whoever came to a later one has passed those before, whatever was written down."""
        return max((n for n, step in enumerate(STEPS) if step in self.steps), default=0)


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    reached: int
    left: int
    """Came here and no further, and will not."""
    under_way: int
    """Are here now."""


def funnel(courses: Sequence[Course]) -> list[Step]:
    last = len(STEPS) - 1
    came = Counter((course.reached, course.status in UNDER_WAY) for course in courses)
    return [
        Step(
            name,
            reached=sum(count for (far, _), count in came.items() if far >= n),
            left=came[n, False] if n < last else 0,
            under_way=came[n, True] if n < last else 0,
        )
        for n, name in enumerate(STEPS)
    ]


def left_at(courses: Iterable[Course]) -> list[tuple[str, int]]:
    """The questions that were not answered any more, the most frequent first."""
    gone = Counter(
        course.question
        for course in courses
        if course.reached == 0 and course.status not in UNDER_WAY and course.question is not None
    )
    return gone.most_common()


@dataclass(frozen=True, slots=True)
class Waits:
    """How long briefs waited for the artist's decision: half of them up to `half`, nine of ten up to `most`."""

    count: int
    half: timedelta
    most: timedelta


def waits(courses: Iterable[Course]) -> Waits | None:
    took = sorted(
        course.decided_at - course.completed_at
        for course in courses
        if course.completed_at and course.decided_at and course.decided_at >= course.completed_at
    )
    if not took:
        return None
    return Waits(len(took), took[(len(took) - 1) // 2], took[(len(took) * 9 - 1) // 10])


def places(courses: Iterable[Course]) -> list[tuple[str, int]]:
    return Counter(course.part for course in courses if course.part).most_common()


def styles(courses: Iterable[Course]) -> list[tuple[str, int]]:
    return Counter(style for course in courses for style in course.styles).most_common()
