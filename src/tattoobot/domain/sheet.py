"""The studio's sheet: which columns it can have, and what of a lead may stand in them."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from tattoobot.domain.lead import Answer, Source, Status


class Column(StrEnum):
    """A studio chooses among these; the number is always there: rows are found by it."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    IDEA = "idea"
    PLACE = "place"
    SIZE = "size"
    STYLE = "style"
    COLOUR = "colour"
    COVER_UP = "cover_up"
    BUDGET = "budget"
    CITY = "city"
    WHEN = "when"
    INSTAGRAM = "instagram"
    PHONE = "phone"
    ARTIST = "artist"
    STATUS = "status"
    DEPOSIT = "deposit"
    NEXT_STEP = "next_step"


USUAL = (
    Column.DATE,
    Column.NAME,
    Column.IDEA,
    Column.PLACE,
    Column.SIZE,
    Column.STATUS,
    Column.DEPOSIT,
    Column.NEXT_STEP,
)
"""What a studio looks for first. A phone number only stands there when it is asked for."""

QUESTION_OF = {
    Column.IDEA: "idea",
    Column.PLACE: "placement",
    Column.SIZE: "size",
    Column.STYLE: "style",
    Column.COLOUR: "colour",
    Column.COVER_UP: "cover_up",
    Column.BUDGET: "budget",
    Column.CITY: "location",
    Column.WHEN: "timing",
    Column.INSTAGRAM: "instagram",
}
"""Columns that hold an answer. A studio's own questions have none: nobody knows what is confided in them."""

READ_AS = (Source.WORDS, Source.TAP, Source.PHOTO, Source.ARTIST)

LONGEST = 500
"""Characters of one cell: a row stays a row."""


@dataclass(frozen=True, slots=True)
class SheetLead:
    """A lead as far as its row in the sheet is concerned."""

    id: int
    status: Status
    answers: dict[str, Answer]
    created_at: datetime
    updated_at: datetime
    name: str
    phone: str | None
    artist_id: int
    needs_artist: bool
    """Why is told on the desk: a reason may be about health."""
    deposit_status: str | None = None
    deposit_amount: Decimal | None = None
    deposit_currency: str | None = None


@dataclass(frozen=True, slots=True)
class SheetEvent:
    """A line of the timeline, without its details: those may hold a client's words."""

    id: int
    at: datetime
    lead_id: int
    actor: str
    happened: str
    to_status: str | None


def to_show(lead: SheetLead, column: Column) -> Answer | None:
    """The answer for this column. Only what was read as a value: words that were not may say anything."""
    given = lead.answers.get(QUESTION_OF.get(column, ""))
    return given if given is not None and given.value is not None and given.source in READ_AS else None
