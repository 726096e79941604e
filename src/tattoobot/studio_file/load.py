"""Reads the studio's own file (TOML) into a `Studio`. A mistake stops the start and names its place."""

import re
import tomllib
from collections.abc import Iterator
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, TypeVar
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, Field, ValidationError, field_validator, model_validator

from tattoobot.domain import countries, languages, money
from tattoobot.domain.money import BadAmount, Money
from tattoobot.domain.studio import UNNAMED, ArtistProfile, DepositRule, Studio
from tattoobot.domain.understanding.reading import MINIMUM_AGE
from tattoobot.settings import WrongSettings, examples
from tattoobot.settings.mistakes import ended, in_words
from tattoobot.studio_file import questions as studio_flow
from tattoobot.studio_file import reminders as studio_reminders
from tattoobot.studio_file.parts import (
    AnswersPart,
    AppointmentsPart,
    ArtistPart,
    DepositPart,
    HandoverPart,
    KeepPart,
    Part,
    SheetPart,
)
from tattoobot.studio_file.questions import MessagePricesPart, PricesPart, QuestionPart, StylesPart
from tattoobot.studio_file.reminders import LapsePart, QuietPart, ReminderPart
from tattoobot.studio_file.toml_lines import line_of
from tattoobot.wording.check import mistakes

TRIED = frozenset({"str", "bool", "BudgetPart"})
"""How pydantic names the types of a value that may have one of several."""


BARE = re.compile(r"[=\[,]\s*([^\W\d]\w*)", re.UNICODE)
YES_OR_NO = {
    **dict.fromkeys(("yes", "on", "true", "ja", "sí", "oui", "sim"), "true"),
    **dict.fromkeys(("no", "off", "false", "nein", "non", "não"), "false"),
}

Parts = TypeVar("Parts", bound=tuple[BaseModel, ...])


class StudioFile(Part):
    name: str = Field(default="Ink & Paper", min_length=1, max_length=60)
    currency: str = Field(default="GBP", pattern=r"^[A-Z]{3}$")
    country: str = "GB"
    language: Annotated[str, AfterValidator(languages.known)] = "en"
    unit: Annotated[str, Field(pattern=r"^(cm|in)$")] = "cm"
    time_zone: str = "Europe/London"
    minimum_age: int = Field(default=MINIMUM_AGE, ge=16, le=25)
    messages_a_day: int = Field(default=40, ge=10, le=1000)
    deposit: DepositPart = DepositPart()
    answers: AnswersPart = AnswersPart()
    questions: tuple[QuestionPart, ...] = ()
    ask_together: tuple[tuple[str, ...], ...] | None = None
    styles: StylesPart = StylesPart()
    prices: PricesPart = PricesPart()
    message_prices: MessagePricesPart = MessagePricesPart()
    handover: HandoverPart = HandoverPart()
    artists: tuple[ArtistPart, ...] = (ArtistPart(name=UNNAMED),)
    reminders: tuple[ReminderPart, ...] = ()
    reminders_a_week: int = Field(default=6, ge=0, le=50)
    quiet_hours: QuietPart = QuietPart()
    lapse: LapsePart = LapsePart()
    sheet: SheetPart = SheetPart()
    keep: KeepPart = KeepPart()
    appointments: AppointmentsPart = AppointmentsPart()
    wording: dict[str, dict[str, Any]] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _in_its_own_money(cls, written: Any) -> Any:
        """A studio in Germany that names no currency does not mean pounds."""
        if (
            not isinstance(written, dict)
            or "currency" in written
            or not isinstance(written.get("country"), str)
        ):
            return written
        of_country = countries.currency(written["country"])
        return {**written, "currency": of_country} if of_country else written

    @field_validator("time_zone")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("use a name such as Europe/London")
        return value

    @field_validator("country")
    @classmethod
    def _country(cls, value: str) -> str:
        return countries.country(value)

    @field_validator("artists")
    @classmethod
    def _each_their_own(cls, value: tuple[ArtistPart, ...]) -> tuple[ArtistPart, ...]:
        return _different(value, [artist.key for artist in value])

    @field_validator("wording")
    @classmethod
    def _flat(cls, value: dict[str, dict[str, Any]]) -> dict[str, dict[str, str]]:
        """`ask.idea = "…"` is TOML for a table in a table; it is one key all the same."""
        return {language: dict(_flattened(own)) for language, own in value.items()}

    @field_validator("reminders")
    @classmethod
    def _once_each(cls, value: tuple[ReminderPart, ...]) -> tuple[ReminderPart, ...]:
        return _different(value, [part.kind for part in value])


def _different(value: Parts, names: list[str]) -> Parts:
    if twice := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"{min(twice)} is there twice")
    return value


def load(
    path: Path | None, *, artist_number: str | None = None, whole: bool = False, real: bool = False
) -> Studio:
    """The studio as its file describes it; without a file, a studio to try things out with.

    `artist_number` is where notifications go for an artist without a number of their own. `whole`: real clients
    write, so that each artist needs a number, and a file the studio's name. `real`: they get what the file says, and
    an example helps none of them. Raises `WrongSettings`.
    """
    text = _text(path)
    file = _read(path, text)
    found = [
        *studio_flow.mistakes(file.questions, file.ask_together),
        *_nothing_to_show(file),
        *_not_payable(file),
    ]
    studio = _studio(file, artist_number)
    found = found or [_as_written(file, mistake) for mistake in mistakes(studio)]
    found += _left_out(file, studio, path) if whole else []
    found += _examples(file) if real else []
    if found:
        raise WrongSettings(
            "\n".join(_named(path, text, *one.split(": ", 1)) if path else one for one in found)
        )
    return studio


def _studio(file: StudioFile, artist_number: str | None) -> Studio:
    return Studio(
        name=file.name,
        artists=tuple(
            ArtistProfile(one.key, one.name, one.whatsapp_number or artist_number, one.booking_url)
            for one in file.artists
        ),
        currency=file.currency,
        country=file.country,
        language=file.language,
        unit=file.unit,
        zone=ZoneInfo(file.time_zone),
        deposit=_deposit(file.deposit),
        questions=studio_flow.questions(
            file.questions, file.styles, file.currency, file.country, file.ask_together
        ),
        minimum_age=file.minimum_age,
        messages_a_day=file.messages_a_day,
        styles=studio_flow.offered_styles(file.styles),
        prices=file.prices.prices(shown=file.answers.show_estimate),
        message_prices=file.message_prices.model_dump(exclude_none=True),
        wording=_wording(file),
        handover=file.handover.rules(),
        sheet=file.sheet.columns,
        keep=file.keep.rules(),
        map_url=file.appointments.map_url,
        reminders=studio_reminders.reminders(
            file.reminders, file.quiet_hours, file.lapse, file.reminders_a_week
        ),
    )


def _deposit(part: DepositPart) -> DepositRule:
    by_length = {length: amount for length, amount in part.by_length if amount is not None}
    notice = timedelta(hours=part.notice_hours)
    return DepositRule(part.amount, timedelta(hours=part.link_hours), by_length, notice)


def _wording(file: StudioFile) -> dict[str, dict[str, str]]:
    """The studio's phrases; its answers, questions and reminders are phrases too. Those of [wording] come first."""
    terms = {"terms": file.deposit.terms} if file.deposit.terms else {}
    ours = {**terms, **file.answers.phrases(), **studio_reminders.phrases(file.reminders)}
    asked = studio_flow.phrases_by_language(file.questions, file.language)
    return {
        language: {
            **(ours if language == file.language else {}),
            **asked.get(language, {}),
            **file.wording.get(language, {}),
        }
        for language in dict.fromkeys((*file.wording, *asked, file.language))
    }


def _left_out(file: StudioFile, studio: Studio, path: Path | None) -> Iterator[str]:
    if path is None:
        if not studio.artist.whatsapp_number:
            yield (
                "ARTIST_WHATSAPP_NUMBER is not set: nobody would hear of an enquiry. Set it, or name each artist's"
                " number in a STUDIO_FILE; studio.example.toml is one to begin with."
            )
        return
    if "name" not in file.model_fields_set:
        yield "name: the studio's name is missing; every client reads it."
    for n, artist in enumerate(studio.artists):
        if not artist.whatsapp_number:
            yield (
                f"artists.{n}.whatsapp_number: nobody would hear of an enquiry for {artist.name}: write their number"
                " here, or set ARTIST_WHATSAPP_NUMBER."
            )


def _examples(file: StudioFile) -> Iterator[str]:
    for n, artist in enumerate(file.artists):
        if examples.is_number(artist.whatsapp_number or ""):
            yield f"artists.{n}.whatsapp_number: this is the example's, and nobody's: write {artist.name}'s own number."
        if examples.is_address(artist.booking_url or ""):
            yield (
                f"artists.{n}.booking_url: this is the example's: write where clients choose a date with {artist.name},"
                " or leave it out."
            )


def _not_payable(file: StudioFile) -> Iterator[str]:
    """By the rule that an approval is held to."""
    if file.currency not in money.CHARGEABLE:
        yield f"currency: Stripe charges nothing in {file.currency}."
        return
    amounts = {"deposit.amount": file.deposit.amount}
    amounts |= {f"deposit.by_length.{length}": amount for length, amount in file.deposit.by_length if amount}
    for place, amount in amounts.items():
        try:
            money.check_charge(Money(amount, file.currency))
        except BadAmount as error:
            yield f"{place}: {error}"


def _nothing_to_show(file: StudioFile) -> Iterator[str]:
    if file.answers.show_estimate and not file.prices.can_be_shown:
        yield "answers.show_estimate: there are no figures to show; fill in [prices]."


def _as_written(file: StudioFile, mistake: str) -> str:
    """A mistake in a phrase is named where the studio wrote the phrase, which is not always under [wording]."""
    place, _, said = mistake.partition(": ")
    own = {f"wording.{language}.{key}" for language, keys in file.wording.items() for key in keys}
    written = {
        f"wording.{file.language}.{key}": key.replace("answer", "answers", 1)
        for key in file.answers.phrases()
    }
    for language, key, _, at in studio_flow.words(file.questions, file.language):
        written.setdefault(f"wording.{language}.{key}", at)
        written.setdefault(key, at)
    return mistake if place in own else f"{written.get(place, place)}: {said}"


def _flattened(table: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flattened(value, f"{above}{name}.")
        elif isinstance(value, str):
            yield above + name, value
        else:
            raise ValueError(f"{above}{name} is not a text in quotes")


def _text(path: Path | None) -> str:
    try:
        return path.read_text(encoding="utf-8-sig") if path else ""
    except OSError as error:
        raise WrongSettings(f"STUDIO_FILE: {path}: {error.strerror or 'it cannot be read'}.") from error
    except UnicodeDecodeError as error:
        raise WrongSettings(f"STUDIO_FILE: {path} is not a text in UTF-8: save it as UTF-8.") from error


def _read(path: Path | None, text: str) -> StudioFile:
    try:
        return StudioFile.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise WrongSettings(f"STUDIO_FILE: {path}: {error}.{_bare(text, str(error))}") from error
    except ValidationError as error:
        lines = dict.fromkeys(_named(path, text, _place(one), ended(_said(one))) for one in error.errors())
        raise WrongSettings("\n".join(lines)) from None


def _bare(text: str, mistake: str) -> str:
    """A hint where a word stands without quotes, which TOML calls an invalid value."""
    line = re.search(r"Invalid value \(at (?:line (\d+)|end)", mistake)
    if line is None:
        return ""
    word = BARE.search(text.splitlines()[int(line[1]) - 1]) if line[1] else None
    if word is None:
        return ' Write a text in straight quotes ("…"), a number in digits with a point, and true or false.'
    if (meant := YES_OR_NO.get(word[1].lower())) is not None:
        return f" Write {meant} instead of {word[1]}."
    return f' Put it in quotes: "{word[1]}".'


def _named(path: Path | None, text: str, place: str, mistake: str) -> str:
    """One mistake on one line, with the line of the file."""
    line = line_of(text, place)
    return f"STUDIO_FILE: {path}{f', line {line}' if line else ''}: {place}: {mistake}"


def _place(error: Any) -> str:
    """Where pydantic found it. Which of several types it tried there is not in the file."""
    parts = [str(part) for part in error["loc"] if part not in TRIED and "[" not in str(part)]
    return ".".join(parts) or "the file"


def _said(error: Any) -> str:
    name = str(error["loc"][-1]) if error["loc"] else ""
    if error["type"] == "extra_forbidden":
        meant = NAMES_MEANT.get(name) or next(iter(get_close_matches(name, NAMES, 1)), None)
        return f"there is no such setting{f'; is {meant} meant?' if meant else ''}"
    return in_words(error)


NAMES_MEANT = {"price": "prices", "artist": "artists", "question": "questions", "reminder": "reminders"}
NAMES = tuple(
    {
        *StudioFile.model_fields,
        *ArtistPart.model_fields,
        *DepositPart.model_fields,
        *HandoverPart.model_fields,
        *KeepPart.model_fields,
    }
)
