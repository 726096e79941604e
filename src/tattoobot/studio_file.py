"""Reads the studio's own file (TOML) into a `Studio`. A mistake stops the start and names its place."""

import tomllib
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from tattoobot import studio_reminders
from tattoobot.domain.studio import UNNAMED, ArtistProfile, DepositRule, Studio
from tattoobot.settings import WrongSettings
from tattoobot.studio_reminders import LapsePart, QuietPart, ReminderPart
from tattoobot.wording.check import mistakes

ENDS_BEFORE_STRIPE_DOES = 23.5
"""Hours. Stripe closes a payment page after 24 at the latest, and clocks differ."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Artist(_Part):
    key: str = Field(default="artist", pattern=r"^[a-z][a-z0-9_]{0,39}$")
    name: str = Field(min_length=1, max_length=60)
    whatsapp_number: str | None = None
    booking_url: str | None = Field(default=None, pattern=r"^https?://\S+$", max_length=2000)

    @field_validator("whatsapp_number")
    @classmethod
    def _digits(cls, value: str | None) -> str | None:
        digits = "".join(character for character in value or "" if character.isdigit())
        if value and not 7 <= len(digits) <= 15:
            raise ValueError("write the number with its country code, such as +15550100999")
        return digits or None


class _Deposit(_Part):
    amount: Decimal = Field(default=Decimal("60.00"), gt=0)
    link_hours: float = Field(default=23, ge=0.6, le=ENDS_BEFORE_STRIPE_DOES)


class _Answers(_Part):
    price: str | None = None
    policy: str | None = None
    availability: str | None = None
    aftercare: str | None = None


class _File(_Part):
    name: str = Field(default="Ink & Paper", min_length=1, max_length=60)
    currency: str = Field(default="GBP", pattern=r"^[A-Z]{3}$")
    country: str = Field(default="GB", pattern=r"^[A-Z]{2}$")
    language: Annotated[str, Field(pattern=r"^(en|es|pt|de|fr)$")] = "en"
    unit: Annotated[str, Field(pattern=r"^(cm|in)$")] = "cm"
    time_zone: str = "Europe/London"
    minimum_age: int = Field(default=18, ge=16, le=25)
    deposit: _Deposit = _Deposit()
    answers: _Answers = _Answers()
    artists: tuple[_Artist, ...] = (_Artist(name=UNNAMED),)
    reminders: tuple[ReminderPart, ...] = ()
    reminders_a_week: int = Field(default=6, ge=0, le=50)
    quiet_hours: QuietPart = QuietPart()
    lapse: LapsePart = LapsePart()
    wording: dict[str, dict[str, Any]] = {}

    @field_validator("time_zone")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("use a name such as Europe/London")
        return value

    @field_validator("wording")
    @classmethod
    def _flat(cls, value: dict[str, dict[str, Any]]) -> dict[str, dict[str, str]]:
        """`ask.idea = "…"` is TOML for a table in a table; it is one key all the same."""
        return {language: dict(_flattened(own)) for language, own in value.items()}

    @field_validator("reminders")
    @classmethod
    def _once_each(cls, value: tuple[ReminderPart, ...]) -> tuple[ReminderPart, ...]:
        kinds = [part.kind for part in value]
        if twice := {kind for kind in kinds if kinds.count(kind) > 1}:
            raise ValueError(f"{min(twice)} is there twice")
        return value


def load(path: Path | None, *, artist_number: str | None = None) -> Studio:
    """The studio as its file describes it; without a file, a studio to try things out with.

    `artist_number` is where notifications go for an artist without a number of their own. Raises `WrongSettings`.
    """
    file = _read(path)
    artists = tuple(
        ArtistProfile(one.key, one.name, one.whatsapp_number or artist_number, one.booking_url)
        for one in file.artists
    )
    studio = Studio(
        name=file.name,
        artists=artists,
        currency=file.currency,
        country=file.country,
        language=file.language,
        unit=file.unit,
        zone=ZoneInfo(file.time_zone),
        deposit=DepositRule(file.deposit.amount, timedelta(hours=file.deposit.link_hours)),
        minimum_age=file.minimum_age,
        wording=_wording(file),
        reminders=studio_reminders.reminders(
            file.reminders, file.quiet_hours, file.lapse, file.reminders_a_week
        ),
    )
    if found := mistakes(studio):
        raise WrongSettings("\n".join(f"STUDIO_FILE: {path}: {_as_written(file, one)}" for one in found))
    return studio


def _wording(file: _File) -> dict[str, dict[str, str]]:
    """The studio's phrases; its answers and its reminders are phrases in its own language."""
    answers = {f"answer.{key}": said for key, said in file.answers if said}
    reminders = studio_reminders.phrases(file.reminders)
    own = file.wording.get(file.language, {})
    return {**file.wording, file.language: {**answers, **reminders, **own}}


def _as_written(file: _File, mistake: str) -> str:
    """The file's answers are phrases too: a mistake in one is named where the studio wrote it."""
    for key, said in file.answers:
        prefix = f"wording.{file.language}.answer.{key}"
        if said and f"answer.{key}" not in file.wording.get(file.language, {}):
            mistake = mistake.replace(f"{prefix}:", f"answers.{key}:", 1)
    return mistake


def _flattened(table: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flattened(value, f"{above}{name}.")
        elif isinstance(value, str):
            yield above + name, value
        else:
            raise ValueError(f"{above}{name} is not a text in quotes")


def _read(path: Path | None) -> _File:
    if path is None:
        return _File()
    try:
        return _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise WrongSettings(f"STUDIO_FILE: {path}: {error.strerror or 'it cannot be read'}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongSettings(f"STUDIO_FILE: {path}: {error}.") from error
    except ValidationError as error:
        lines = [f"STUDIO_FILE: {path}: {_place(one)}: {one['msg']}." for one in error.errors()]
        raise WrongSettings("\n".join(lines)) from None


def _place(error: Any) -> str:
    return ".".join(str(part) for part in error["loc"]) or "the file"
