"""The questions in order: what each offers, when it is skipped, which comes next. The flow is data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tattoobot.domain.lead import Answer


class Accepts(StrEnum):
    """What becomes of words in which no value was found."""

    ANYTHING = "anything"  # kept as the answer: an idea, a town nobody has on a list
    VALUE = "value"  # asked once more, differently; then kept for the artist to read


@dataclass(frozen=True, slots=True)
class Offer:
    """One choice that can be tapped, and typed just as well. Its title is a phrase of the wording."""

    id: str
    value: Any = None
    """The canonical value; None together with `unsure` records that the client does not know."""
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    key: str
    offers: tuple[Offer, ...] = ()
    """Up to three become buttons, more become a menu (ten at most)."""
    accepts: Accepts = Accepts.VALUE
    optional: bool = False
    """May be skipped; a question that is not optional may still be answered with "I don't know"."""
    must: bool = False
    """Not even "I don't know" will do."""
    unless: Mapping[str, Sequence[Any]] | None = None
    """Skipped when one of these answers has one of these values."""


def _offers(*values: Any, key: str = "class") -> tuple[Offer, ...]:
    return tuple(Offer(value, {key: value}) for value in values)


def _place(part: str) -> Offer:
    return Offer(part, {"part": part, "side": None, "aspect": None})


QUESTIONS: tuple[Question, ...] = (
    Question("idea", accepts=Accepts.ANYTHING),
    Question(
        "placement",
        (
            *(
                _place(part)
                for part in (
                    "forearm",
                    "upper_arm",
                    "shoulder",
                    "wrist",
                    "ribs",
                    "back_full",
                    "thigh",
                    "calf",
                    "ankle",
                )
            ),
            Offer("unsure", unsure=True),
        ),
    ),
    Question(
        "size",
        (
            *_offers("tiny", "small", "palm", "hand", "half_sleeve", "full_sleeve", "back_piece"),
            Offer("unsure", unsure=True),
        ),
    ),
    Question(
        "style",
        (
            *(
                Offer(style, style)
                for style in (
                    "fine_line",
                    "blackwork",
                    "realism",
                    "traditional",
                    "neo_traditional",
                    "japanese",
                    "lettering",
                    "minimalist",
                    "illustrative",
                )
            ),
            Offer("unsure", unsure=True),
        ),
    ),
    Question("colour", tuple(Offer(value, value) for value in ("black_and_grey", "colour", "either"))),
    Question("cover_up", tuple(Offer(value, value) for value in ("new", "cover_up", "rework"))),
    Question("reference_images", (Offer("later", "later"), Offer("none", "none"))),
    Question("budget", (Offer("unsure", unsure=True),)),
    Question("location", accepts=Accepts.ANYTHING),
    Question("timing", (Offer("flexible", {"flexible": True}),)),
    Question("adult", (Offer("yes", True), Offer("no", False)), must=True),
    Question("instagram", (Offer("skip", unsure=True),), optional=True),
)
"""The default flow. A studio's own file may replace it."""

SUMMARY = "summary"
"""The pseudo-question after the last one: "is this right?"."""
CHANGE = "change"
"""The pseudo-question "which of these would you like to change?"."""

FACTS_KEPT = frozenset(
    {
        "placement",
        "size",
        "style",
        "colour",
        "cover_up",
        "reference_images",
        "budget",
        "location",
        "timing",
        "adult",
        "instagram",
    }
)
"""What is kept when it turns up in any message, asked for or not."""


def question(key: str | None, flow: Sequence[Question] = QUESTIONS) -> Question | None:
    return next((candidate for candidate in flow if candidate.key == key), None)


def next_question(answers: Mapping[str, Answer], flow: Sequence[Question] = QUESTIONS) -> Question | None:
    """The first question that is still unknown, or None when the brief is complete."""
    for candidate in flow:
        if candidate.key not in answers and not _skipped(candidate, answers):
            return candidate
    return None


def _skipped(candidate: Question, answers: Mapping[str, Answer]) -> bool:
    conditions = (candidate.unless or {}).items()
    return any(key in answers and answers[key].value in values for key, values in conditions)
