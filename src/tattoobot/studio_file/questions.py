"""The parts of the studio's file about what is asked and what it comes to: questions, styles, prices."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, field_validator, model_validator

from tattoobot.domain import languages
from tattoobot.domain.consultation import CHANGE, CLOSING, QUESTIONS, SUMMARY, Accepts, Offer, Question
from tattoobot.domain.estimate import HOURS, MULTIPLIERS, Prices
from tattoobot.domain.facts import LISTED, OUR_CHOICES_ONLY
from tattoobot.domain.messages import MENU_ROW_LIMIT
from tattoobot.studio_file.parts import Part
from tattoobot.wording import values_of

Texts = str | dict[Annotated[str, AfterValidator(languages.known)], str]
"""In the studio's own language, or a table of languages."""

OURS = {question.key: question for question in QUESTIONS}

TAKEN = frozenset({SUMMARY, CHANGE, CLOSING, "reading", "again"})
"""What a tap of the bot's own begins with."""

SAME_STYLE = {"realism": "black_and_grey_realism"}
"""Who offers the first offers the second."""


class BudgetPart(Part):
    min: float | None = Field(default=None, ge=0)
    max: float | None = Field(default=None, ge=0)


class OfferPart(Part):
    value: bool | str | BudgetPart | None = None
    title: Texts | None = None
    unsure: bool = False

    @model_validator(mode="after")
    def _is_something(self) -> Self:
        if (self.value is None) != self.unsure:
            raise ValueError("a choice has either a value or unsure = true")
        return self

    @property
    def id(self) -> str:
        if isinstance(self.value, BudgetPart):
            return f"{self.value.min or 0:g}_{self.value.max or 0:g}"
        if isinstance(self.value, bool):
            return "yes" if self.value else "no"
        return "unsure" if self.value is None else "_".join(self.value.casefold().split())


class QuestionPart(Part):
    """One question, in the place where it is asked. Of one of ours, only what is named changes."""

    key: str = Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")
    ask: Texts | None = None
    ask_again: Texts | None = None
    label: Texts | None = None
    offers: tuple[OfferPart, ...] | None = Field(default=None, max_length=MENU_ROW_LIMIT)
    free_text: bool | None = None
    optional: bool | None = None
    must: bool | None = None
    unless: dict[str, list[str | bool]] | None = None

    @field_validator("key")
    @classmethod
    def _free(cls, value: str) -> str:
        if value in TAKEN:
            raise ValueError(f"{value} means something else here; choose another name")
        return value

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.optional and self.must:
            raise ValueError("a question is optional or a must, not both")
        if self.key not in OURS:
            self._own_is_complete()
        elif self.key in OUR_CHOICES_ONLY and self.offers is not None:
            raise ValueError(f"the choices of {self.key} cannot be changed")
        elif self.free_text is not None:
            raise ValueError("free_text is for questions of your own")
        elif self.key == "adult" and (self.optional or self.must is False or self.unless):
            raise ValueError("whether somebody is of age is always asked")
        return self

    def _own_is_complete(self) -> None:
        if self.ask is None:
            raise ValueError("a question of your own needs the words to ask it: ask")
        for offer in self.offers or ():
            if isinstance(offer.value, BudgetPart):
                raise ValueError("min and max are for the budget")
            if offer.title is None:
                raise ValueError(f"the choice {offer.id} needs a title")

    @model_validator(mode="after")
    def _choices_differ(self) -> Self:
        ids = [offer.id for offer in self.offers or ()]
        if twice := {one for one in ids if ids.count(one) > 1}:
            raise ValueError(f"the choice {min(twice)} is there twice")
        return self


class StylesPart(Part):
    offered: tuple[str, ...] = ()

    @field_validator("offered")
    @classmethod
    def _known(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for style in value:
            if style not in values_of("style"):
                raise ValueError(_unknown(style, values_of("style")))
        return value


Amount = Annotated[Decimal, Field(gt=0, max_digits=12)]
Hours = Annotated[float, Field(gt=0, le=500)]


class PricesPart(Part):
    minimum: Amount | None = None
    hourly: Amount | None = None
    day: Amount | None = None
    day_hours: float = Field(default=7, ge=1, le=16)
    hours: dict[str, tuple[Hours, Hours]] = Field(default_factory=dict)
    multipliers: dict[str, Annotated[float, Field(gt=0, le=10)]] = Field(default_factory=dict)

    @field_validator("hours")
    @classmethod
    def _sizes(cls, value: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
        for name, (low, high) in value.items():
            if name not in HOURS:
                raise ValueError(_unknown(name, frozenset(HOURS)))
            if low > high:
                raise ValueError(f"{name}: the first number is the smaller one")
        return value

    @field_validator("multipliers")
    @classmethod
    def _reasons(cls, value: dict[str, float]) -> dict[str, float]:
        known = frozenset().union(MULTIPLIERS, *(values_of(key) for key in ("style", "colour", "cover_up")))
        for name in value:
            if name not in known:
                raise ValueError(_unknown(name, known))
        return value

    def prices(self, *, shown: bool) -> Prices:
        return Prices(
            self.minimum,
            self.hourly,
            self.day,
            self.day_hours,
            {**HOURS, **self.hours},
            {**MULTIPLIERS, **self.multipliers},
            shown,
        )

    @property
    def can_be_shown(self) -> bool:
        return any(amount is not None for amount in (self.minimum, self.hourly, self.day))


Fee = Annotated[Decimal, Field(ge=0, max_digits=12)]


class MessagePricesPart(Part):
    """What one message costs by its kind, in the studio's currency: WhatsApp says which it charges, not how much."""

    service: Fee | None = None
    utility: Fee | None = None
    marketing: Fee | None = None
    authentication: Fee | None = None


def questions(
    parts: Sequence[QuestionPart],
    styles: StylesPart,
    currency: str,
    country: str,
    together: Sequence[Sequence[str]] | None = None,
) -> tuple[Question, ...]:
    """The flow: ours, or the studio's own order with what it says otherwise.

    `together` says which are asked in one message. Without it those of ours are, unless they have words of their own.
    """
    flow = [_question(part, currency, country) for part in parts] if parts else list(QUESTIONS)
    if together is not None:
        groups = {key: str(number) for number, keys in enumerate(together, 1) for key in keys}
        flow = [replace(one, together=groups.get(one.key, "")) for one in flow]
    own_menu = {part.key for part in parts if part.offers is not None}
    if styles.offered and "style" not in own_menu:
        flow = [_with_styles(one, styles.offered) if one.key == "style" else one for one in flow]
    return tuple(flow)


def offered_styles(styles: StylesPart) -> frozenset[str]:
    """What the artist works in; empty: everything."""
    return frozenset({*styles.offered, *(SAME_STYLE.get(style, style) for style in styles.offered)})


def _question(part: QuestionPart, currency: str, country: str) -> Question:
    base = OURS.get(part.key) or _own(part)
    changed: dict[str, Any] = {}
    if part.offers is not None:
        changed["offers"] = tuple(_offer(part.key, offer, currency, country) for offer in part.offers)
    if part.ask is not None:
        changed["together"] = ""
    for name in ("optional", "must", "unless"):
        if getattr(part, name) is not None:
            changed[name] = getattr(part, name)
    return replace(base, **changed)


def _own(part: QuestionPart) -> Question:
    anything = part.free_text if part.free_text is not None else not part.offers
    labels = part.label.values() if isinstance(part.label, dict) else [part.label]
    names = (part.key.replace("_", " "), *(label for label in labels if label))
    return Question(part.key, accepts=Accepts.ANYTHING if anything else Accepts.VALUE, names=names)


def _offer(key: str, part: OfferPart, currency: str, country: str) -> Offer:
    said = part.title.values() if isinstance(part.title, dict) else [part.title or ""]
    titles = tuple(title for title in said if title) if key not in OURS else ()
    return Offer(part.id, _canonical(key, part.value, currency, country), part.unsure, titles)


def _canonical(key: str, value: Any, currency: str, country: str) -> Any:
    """The value as it is kept for every other client too."""
    if value is None or key not in OURS:
        return value
    if isinstance(value, BudgetPart):
        return {"min": value.min, "max": value.max, "currency": currency}
    if key == "placement":
        return {"part": value, "side": None, "aspect": None}
    if key == "size":
        return {"class": value}
    return {"city": value, "country": country} if key == "location" else value


def _with_styles(question: Question, offered: tuple[str, ...]) -> Question:
    unsure = tuple(offer for offer in question.offers if offer.unsure)
    room = MENU_ROW_LIMIT - len(unsure)
    return replace(question, offers=(*(Offer(style, style) for style in offered[:room]), *unsure))


# ---------------------------------------------------------------- the studio's own words


def words(parts: Sequence[QuestionPart], language: str) -> Iterator[tuple[str, str, str, str]]:
    """What the questions say: language, key of the phrase, phrase, and where it stands in the file."""
    for n, part in enumerate(parts):
        place = f"questions.{n}"
        for family, name in (("ask", "ask"), ("again", "ask_again"), ("label", "label")):
            yield from _said(getattr(part, name), language, f"{family}.{part.key}", f"{place}.{name}")
        for number, offer in enumerate(part.offers or ()):
            at, choice = f"{place}.offers.{number}.title", f"{part.key}.{offer.id}"
            yield from _said(offer.title, language, f"offer.{choice}", at)
            if part.key not in OURS and not offer.unsure:
                yield from _said(offer.title, language, f"value.{choice}", at)


def _said(texts: Texts | None, language: str, key: str, place: str) -> Iterator[tuple[str, str, str, str]]:
    if isinstance(texts, str):
        yield language, key, texts, place
    for name, text in texts.items() if isinstance(texts, dict) else ():
        yield name, key, text, f"{place}.{name}"


# ---------------------------------------------------------------- what is wrong with it


def mistakes(parts: Sequence[QuestionPart], together: Sequence[Sequence[str]] | None = None) -> Iterator[str]:
    """What can only be seen with all questions side by side; each names its place in the file."""
    named = [key for group in together or () for key in group]
    for key in dict.fromkeys(named):
        if key not in {*OURS, *(part.key for part in parts)}:
            yield f"ask_together: there is no question {key}."
        elif named.count(key) > 1:
            yield f"ask_together: {key} is there twice."
    keys = [part.key for part in parts]
    for n, part in enumerate(parts):
        if part.key in keys[:n]:
            yield f"questions.{n}.key: {part.key} is asked already."
        yield from _wrong_offers(n, part)
        for key, values in (part.unless or {}).items():
            yield from (f"questions.{n}.unless.{key}: {one}" for one in _wrong_unless(parts, key, values))
    if parts and "adult" not in keys:
        yield "questions: adult is missing. Whether somebody is of age is always asked."


def _wrong_offers(n: int, part: QuestionPart) -> Iterator[str]:
    for number, offer in enumerate(part.offers or ()):
        place = f"questions.{n}.offers.{number}"
        if part.key in LISTED and offer.value is not None and offer.value not in values_of(part.key):
            yield f"{place}.value: {_unknown(offer.value, values_of(part.key))}."
        elif part.key == "budget" and not isinstance(offer.value, BudgetPart) and not offer.unsure:
            yield f"{place}.value: a budget is a table such as {{ min = 100, max = 200 }}."
        elif part.key != "budget" and isinstance(offer.value, BudgetPart):
            yield f"{place}.value: min and max are for the budget."
        elif part.key in {"budget", "location"} and offer.title is None and not offer.unsure:
            yield f"{place}: the choice needs a title."


def _wrong_unless(parts: Sequence[QuestionPart], key: str, values: Sequence[str | bool]) -> Iterator[str]:
    own = next((part for part in parts if part.key == key), None)
    if own is None and key not in OURS:
        yield f"there is no question {key}."
    elif key in LISTED:
        known = values_of(key)
        for value in values:
            if (str(value).lower() if isinstance(value, bool) else value) not in known:
                yield f"{_unknown(value, known)}."
    elif own is not None and key not in OURS and own.offers:
        choices = {offer.value: offer for offer in own.offers if isinstance(offer.value, str | bool)}
        for value in values:
            if value not in choices:
                yield f"{_unknown(value, frozenset(map(str, choices)))}."
    else:
        yield f"the answer to {key} is not one of a few; it cannot decide whether something is skipped."


def _unknown(value: object, known: Collection[str]) -> str:
    return f"{value} is not known here; there are {', '.join(sorted(known))}"


def phrases_by_language(parts: Sequence[QuestionPart], language: str) -> Mapping[str, Mapping[str, str]]:
    """The same words as the wording keeps them."""
    found: dict[str, dict[str, str]] = {}
    for spoken, key, text, _ in words(parts, language):
        found.setdefault(spoken, {})[key] = text
    return found
