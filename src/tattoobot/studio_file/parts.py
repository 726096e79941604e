"""The parts of the studio's file. What a part does not know is a mistake."""

import re
from datetime import date, time, timedelta
from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from tattoobot.domain import phone
from tattoobot.domain.handover import HandoverRules
from tattoobot.domain.keep_rules import KeepRules
from tattoobot.domain.sheet import USUAL, Column
from tattoobot.domain.understanding.times import WEEKDAYS, Weekday

ENDS_BEFORE_STRIPE_DOES = 23.5
"""Hours. Stripe closes a payment page after 24 at the latest, and clocks differ."""
CLOCK_TIME = re.compile(r"([01]?[0-9]|2[0-3]):[0-5][0-9]", re.ASCII)


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ArtistPart(Part):
    key: str = Field(default="artist", pattern=r"^[a-z][a-z0-9_]{0,39}$")
    name: str = Field(min_length=1, max_length=60)
    whatsapp_number: str | None = None
    booking_url: str | None = Field(default=None, pattern=r"^https?://\S+$", max_length=2000)

    @field_validator("whatsapp_number")
    @classmethod
    def _international(cls, value: str | None) -> str | None:
        return phone.international(value) if value else None


class ByLengthPart(Part):
    short: Decimal | None = Field(default=None, gt=0)
    half_day: Decimal | None = Field(default=None, gt=0)
    day: Decimal | None = Field(default=None, gt=0)


class DepositPart(Part):
    amount: Decimal = Field(default=Decimal("60.00"), gt=0)
    link_hours: float = Field(default=23, ge=0.6, le=ENDS_BEFORE_STRIPE_DOES)
    by_length: ByLengthPart = ByLengthPart()
    notice_hours: float = Field(default=48, ge=0, le=24 * 60)
    terms: str | None = Field(default=None, min_length=1, max_length=1000)


class AnswersPart(Part):
    """One line for each topic that clients ask about."""

    policy: str | None = None
    """Said with what is asked about deposits, and about moving a date."""
    price: str | None = None
    discount: str | None = None
    deposit: str | None = None
    payment: str | None = None
    instalments: str | None = None
    vouchers: str | None = None
    availability: str | None = None
    walk_ins: str | None = None
    hours: str | None = None
    address: str | None = None
    parking: str | None = None
    moving: str | None = None
    duration: str | None = None
    pain: str | None = None
    ink: str | None = None
    allergies: str | None = None
    health: str | None = None
    hygiene: str | None = None
    age: str | None = None
    guests: str | None = None
    artist: str | None = None
    piercings: str | None = None
    removal: str | None = None
    touch_ups: str | None = None
    lasting: str | None = None
    design: str | None = None
    offered: str | None = None
    bring: str | None = None
    process: str | None = None
    privacy: str | None = None
    aftercare: str | None = None
    healing: str | None = None
    alcohol: str | None = None
    late: str | None = None
    currency: str | None = None
    preview: str | None = None
    numbing: str | None = None
    dearer: str | None = None
    woman: str | None = None
    children: str | None = None
    animals: str | None = None
    robot: str | None = None
    why: str | None = None
    show_estimate: bool = False

    def phrases(self) -> dict[str, str]:
        return {f"answer.{key}": said for key, said in self if isinstance(said, str) and said}


class HandoverPart(Part):
    answers_by: str | None = Field(default=None, min_length=1, max_length=60)
    answers_on: tuple[Weekday, ...] = Field(default=WEEKDAYS, min_length=1)
    days_off: tuple[date | tuple[date, date], ...] = ()
    resume_after_hours: float = Field(default=24, gt=0, le=720)
    notify_every_minutes: float = Field(default=30, ge=0, le=1440)
    calls_an_hour: int = Field(default=12, ge=1, le=1000)
    briefs_alone: int = Field(default=1, ge=1, le=1000)

    def rules(self) -> HandoverRules:
        """`answers_by` may be a time, "18:00", which is said in every language; else words in the studio's own."""
        said = self.answers_by or ""
        at = time.fromisoformat(f"{said:0>5}") if CLOCK_TIME.fullmatch(said) else None
        return HandoverRules(
            answers_by="" if at else said,
            answers_at=at,
            answers_on=frozenset(WEEKDAYS.index(day) for day in self.answers_on),
            days_off=tuple(off if isinstance(off, tuple) else (off, off) for off in self.days_off),
            resume_after=timedelta(hours=self.resume_after_hours),
            notify_every=timedelta(minutes=self.notify_every_minutes),
            calls_an_hour=self.calls_an_hour,
            briefs_alone=self.briefs_alone,
        )


class AppointmentsPart(Part):
    map_url: str = Field(default="", pattern=r"^(https?://\S+)?$", max_length=500)


class SheetPart(Part):
    columns: tuple[Column, ...] = Field(default=USUAL, min_length=1)

    @field_validator("columns")
    @classmethod
    def _once_each(cls, value: tuple[Column, ...]) -> tuple[Column, ...]:
        if twice := {name for name in value if value.count(name) > 1}:
            raise ValueError(f"{min(twice)} is there twice")
        return tuple(column for column in value if column is not Column.NUMBER)


class KeepPart(Part):
    unfinished_days: int = Field(default=90, ge=30, le=3650)
    declined_days: int = Field(default=180, ge=30, le=3650)
    pictures_days: int = Field(default=30, ge=7, le=3650)
    booked_days: int = Field(default=2192, ge=365, le=36500)

    def rules(self) -> KeepRules:
        return KeepRules(*(timedelta(days=days) for _, days in self))
