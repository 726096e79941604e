"""Every sentence the bot says, by key and language; a studio's own phrases come first."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from babel.lists import format_list

from tattoobot.domain import messages, outside
from tattoobot.domain.advert import Advert
from tattoobot.domain.consultation import Question, in_order
from tattoobot.domain.estimate import Estimate
from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.lead import ADDS, ASKS, BESIDE_THE_PIECE, HEALTH, Answer, Source
from tattoobot.domain.messages import Buttons, Choice, LinkButton, Menu, Text
from tattoobot.domain.money import Money
from tattoobot.domain.says import Phrase, Say, Tap
from tattoobot.domain.studio import UNNAMED, Studio
from tattoobot.domain.under_age import UnderAge, nth
from tattoobot.wording import days, spoken
from tattoobot.wording.locales import locale_of
from tattoobot.wording.register import addressed, names_nobody
from tattoobot.wording.sentences import joined, once
from tattoobot.wording.spoken import Voice, capital

FALLBACK = "en"
FOLDER = Path(__file__).parent

ROOM = (300, 120, 60, 30)
"""How much of an answer in a client's own words is said back: less and less, until the message has room for all."""

ONE_LINE = 80
"""How much is quoted of what a client wrote about their age."""

SPEAK_FOR_THEMSELVES = frozenset(
    {"placement", "size", "style", "colour", "cover_up", "budget", "location", "timing", "instagram"}
)
"""Facts that the artist knows by what they say."""

GOES_WITHOUT_SAYING = {"adult": (True,), "reference_images": ("has", "later", "none")}
"""What a brief needs no word for: its page shows the pictures that have come by then."""

STANDS_IN = {"again": "ask", "which": "which"}
"""Said where a question has no phrase of its own: `again.pets` is `ask.pets`, `which.pets` is `which`."""


@cache
def phrases(locale: str, *, formal: bool = False) -> Mapping[str, str]:
    """All phrases as one country writes them: those of its language, and what it writes otherwise."""
    language, _, country = locale.partition("_")
    found = {**_file(language), **(_file(locale) if country else {})}
    found = {key: addressed(phrase, formally=formal) for key, phrase in found.items()}
    if country in {"CH", "LI"} and language == "de":
        return {key: phrase.replace("ß", "ss") for key, phrase in found.items()}
    return found


def values_of(key: str) -> tuple[str, ...]:
    """The values of one of our facts: those that the wording can say."""
    start = f"value.{key}."
    names = (name.removeprefix(start) for name in phrases(FALLBACK) if name.startswith(start))
    return tuple(name for name in names if "." not in name)


def _file(name: str) -> dict[str, str]:
    file = FOLDER / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


@lru_cache(100)
def _ours(languages: tuple[str, ...], country: str, *, formal: bool) -> tuple[Mapping[str, str], ...]:
    """Our own phrases, by language: asked for anew for every message."""
    return tuple(phrases(locale_of(language, country), formal=formal) for language in languages)


class Wording:
    """Says things for one studio and one artist, to one client, in one language."""

    def __init__(
        self, studio: Studio, language: str | None, artist: str, first: str = "", *, formal: bool = False
    ) -> None:
        self.language = language if language in LANGUAGES else studio.language
        self.locale = locale_of(self.language, studio.country)
        self._studio = studio
        self._formal = formal
        self._books = self._in_order()
        self._around: dict[str, Any] = {"studio": studio.name, "first": first, "age": studio.minimum_age}
        unnamed = self.say("the_artist") if names_nobody(self.language) else studio.name
        called = unnamed if artist == UNNAMED else artist
        self._around |= {"artist": called, "Artist": capital(called), "nth": nth(studio.minimum_age)}

    @property
    def _voice(self) -> Voice:
        """Made when it is asked for: if each kept the other, only the garbage collector would ever free them."""
        studio = self._studio
        return Voice(self.say, self.locale, studio.unit, studio.country, studio.currency)

    def say(self, key: str, *, missing: str | None = None, **facts: Any) -> str:
        """One phrase with its facts filled in. `missing` is said when no language has the key."""
        phrase = self._find(key)
        if phrase is None:
            if missing is None:
                raise KeyError(f"There is no phrase {key!r}")
            return missing
        if "[" in phrase:
            phrase = addressed(phrase, formally=self._formal)
        return phrase.format_map({**self._around, **facts}) if "{" in phrase or "}" in phrase else phrase

    def has(self, key: str) -> bool:
        return self._find(key) is not None

    def _find(self, key: str) -> str | None:
        for book in self._books:
            phrase = book.get(key)
            if phrase is not None:
                return phrase
        family, _, rest = key.partition(".")
        if rest and family in STANDS_IN:
            return self._find(f"ask.{rest}" if family == "again" else family)
        return None

    def _in_order(self) -> tuple[Mapping[str, str], ...]:
        """Where phrases are looked up: the studio's own first, its language where the client's has none."""
        languages = dict.fromkeys((self.language, self._studio.language, FALLBACK))
        ours = _ours(tuple(languages), self._studio.country, formal=self._formal)
        own = self._studio.wording
        if not own:
            return ours
        books = (
            book
            for language, ours_of_it in zip(languages, ours, strict=True)
            for book in (own.get(language), ours_of_it)
        )
        return tuple(book for book in books if book)

    def message(self, say: Say) -> Text | Buttons | Menu | LinkButton:
        """One WhatsApp message: text alone, or with buttons, a menu or a link, within WhatsApp's limits."""
        if say.link:
            label = _cut(self.say(say.link_label), messages.LINK_LABEL_LIMIT)
            return LinkButton(self._body(say, messages.BODY_LIMIT), label, say.link)
        if not say.taps:
            return Text(self._body(say, messages.TEXT_LIMIT))
        titles = [self._title(tap) for tap in say.taps]
        if len(titles) <= messages.BUTTON_LIMIT and _fit(titles, messages.BUTTON_TITLE_LIMIT):
            choices = tuple(Choice(tap.id, title) for tap, title in zip(say.taps, titles, strict=True))
            return Buttons(self._body(say, messages.BODY_LIMIT), choices)
        rows = tuple(
            self._row(tap, title)
            for tap, title in zip(say.taps[: messages.MENU_ROW_LIMIT], titles, strict=False)
        )
        return Menu(self._body(say, messages.TEXT_LIMIT), self.say("summary_button"), rows)

    def brief(self, answers: Mapping[str, Answer], *, room: int = ROOM[0]) -> str:
        """The answers, a line each, in the order of the studio's questions."""
        lines = [
            self.say("summary.line", label=self.label(key), value=_cut(self.spoken(key, answers[key]), room))
            for key in self.lines_of(answers)
        ]
        return "\n".join(lines)

    def lines_of(self, answers: Mapping[str, Answer]) -> list[str]:
        """The keys in the order of the studio's questions, without optional ones that were skipped."""
        flow = self._studio.questions
        skipped = {q.key for q in flow if q.key in answers and _skipped(q, answers[q.key])}
        return [key for key in in_order(answers, flow) if key not in skipped]

    def idea(self, answers: Mapping[str, Answer]) -> str:
        return self.spoken("idea", answers["idea"]) if "idea" in answers else "?"

    def for_artist(self, answers: Mapping[str, Answer], *also: str, room: int = ROOM[0]) -> str:
        """The idea, the facts, what they ask, and what it comes to: a line each, to be taken in at a glance."""
        return "\n".join(filter(None, (self.in_short(answers, *also, room=room), self.estimate(answers))))

    def in_short(self, answers: Mapping[str, Answer], *also: str, room: int = ROOM[0]) -> str:
        """The idea on one line and the facts on the next, with a label only where they do not speak for themselves.
        `also` is said behind the facts.
        """
        told = (key for key in self.lines_of(answers) if key not in {"idea", "instagram", *BESIDE_THE_PIECE})
        keys = [key for key in told if answers[key].value not in GOES_WITHOUT_SAYING.get(key, ())]
        idea = f"“{_cut(self.idea(answers), room)}”" if "idea" in answers else ""
        facts = " · ".join([*(self._fact(key, answers[key], room) for key in keys), *also])
        beside = (self._fact(key, answers[key], room) for key in (ADDS, ASKS) if key in answers)
        health = self.say("artist.health") if HEALTH in answers else ""
        return "\n".join(filter(None, (health, idea, capital(facts), *beside)))

    def _fact(self, key: str, given: Answer, room: int) -> str:
        if key in SPEAK_FOR_THEMSELVES and given.value is not None:
            return _cut(outside.plain(outside.one_line(spoken.answer(key, given, self._voice))), room)
        return f"{self.label(key)}: {_cut(self.spoken(key, given), room)}"

    def advert(self, advert: Advert | None) -> str:
        """What the client came from; empty where it has no words."""
        return self.say("artist.advert", words=advert.called) if advert and advert.called else ""

    def under_age(self, known: UnderAge | None, now: datetime) -> str:
        """What a client once said of their age, with what they said later: the first line of every brief of theirs."""
        if known is None or not known.holds(now.astimezone(self._studio.zone).date()):
            return ""
        day = days.long_day(known.said_on, self.locale)
        if known.years is None:
            line = self.say("artist.under_age.no_years", day=day)
        else:
            line = self.say("artist.under_age", day=day, years=known.years)
        words = outside.without_links(outside.plain(outside.one_line(known.corrected, ONE_LINE)))
        return self.say("artist.under_age.since", line=line, words=words) if words else line

    def estimate(self, answers: Mapping[str, Answer]) -> str:
        """ "est. 2–3 h of work · £220–320 in all", and what the budget calls for; empty where nothing can be said."""
        found = self._studio.estimate_of(answers)
        said = [self.say("artist.estimate.work", time=self._duration(found))] if found.hours else []
        if found.price:
            said.append(self.say("artist.estimate.price", amount=self._amounts(found.price)))
        if self._studio.deposit.by_length and found.length:
            deposit = self.money(self._studio.deposit_for(answers), self._studio.currency)
            said.append(self.say("artist.estimate.deposit", amount=deposit))
        flags = [self.say(f"artist.estimate.{flag}") for flag in found.flags]
        return " · ".join([self.say("artist.estimate", parts=" · ".join(said)), *flags] if said else flags)

    def _duration(self, found: Estimate) -> str:
        ends = [spoken.number(end, self.locale) for end in dict.fromkeys(found.days or found.hours or ())]
        unit = "hours" if found.days is None else "days.one" if ends == ["1"] else "days"
        return self.say(f"value.{unit}", n="–".join(ends))

    def _amounts(self, ends: tuple[Decimal, Decimal | None]) -> str:
        low, high = ends
        if high is None or low == high:
            return self.money(low, self._studio.currency)
        return spoken.money_range(low, high, self._studio.currency, self.locale)

    def label(self, key: str) -> str:
        return self.say(f"label.{key}", missing=capital(key.replace("_", " ")))

    def spoken(self, key: str, given: Answer) -> str:
        """An answer as it stands on a line of its own."""
        said = outside.plain(outside.one_line(spoken.answer(key, given, self._voice)))
        return said if spoken.in_own_words(key, given) else capital(said)

    def among_others(self, key: str, given: Answer) -> str:
        """An answer on one line with others: with its label where it does not say by itself what it is about."""
        if key in SPEAK_FOR_THEMSELVES and given.value is not None:
            return self.spoken(key, given)
        return f"{self.label(key)}: {outside.plain(outside.one_line(spoken.answer(key, given, self._voice)))}"

    def money(self, amount: Any, currency: str) -> str:
        return spoken.money(amount, currency, self.locale)

    def moment(self, when: datetime) -> str:
        """A day and a time on the studio's clock."""
        local = when.astimezone(self._studio.zone)
        return f"{days.long_day(local, self.locale)}, {days.clock(local, self.locale)}"

    def when(self, at: datetime, now: datetime) -> str:
        """ "today 14:00", "yesterday 09:30", "Tue 10 Mar"."""
        local, today = at.astimezone(self._studio.zone), now.astimezone(self._studio.zone).date()
        clock = days.clock(local, self.locale)
        if local.date() == today:
            return self.say("page.today", time=clock)
        if local.date() == today - timedelta(days=1):
            return self.say("page.yesterday", time=clock)
        return days.day(local, self.locale)

    def clock(self, when: datetime) -> str:
        """A time of day on the studio's clock."""
        return days.clock(when.astimezone(self._studio.zone), self.locale)

    def short_day(self, when: datetime) -> str:
        """ "Tue 10 Mar", on the studio's calendar."""
        return days.day(when.astimezone(self._studio.zone), self.locale)

    def day(self, when: datetime) -> str:
        """A day on the studio's calendar, with its year."""
        return days.long_day(when.astimezone(self._studio.zone), self.locale, year=True)

    def booked_when(self, starts_at: datetime | None, now: datetime) -> str:
        """The part of "you're booked" that says when, with the year where that is another; nothing without a time."""
        if starts_at is None:
            return ""
        local = starts_at.astimezone(self._studio.zone)
        year = local.year != now.astimezone(self._studio.zone).year
        return self.say(
            "booked.when",
            day=days.long_day(local, self.locale, year=year),
            time=days.clock(local, self.locale),
        )

    def _body(self, say: Say, limit: int) -> str:
        """The sentences together. Long answers are shortened before a sentence is."""
        bodies = (joined(once([self._phrase(phrase, room) for phrase in say.phrases])) for room in ROOM)
        body = ""
        for body in bodies:
            if len(body) <= limit:
                return body
        return _cut(body, limit)

    def _lists(self, facts: Mapping[str, Any]) -> dict[str, str]:
        """Questions, as they are named one after the other."""
        lists = {}
        if "things" in facts:
            named = [self.say(f"thing.{key}") for key in facts["things"]]
            lists["things"] = str(format_list(named, "or", self.locale))
        if "labels" in facts:
            lists["labels"] = ", ".join(self.label(key) for key in facts["labels"])
        return lists

    def _phrase(self, phrase: Phrase, room: int) -> str:
        facts, key = dict(phrase.facts), phrase.key
        if "count" in facts:
            number = {1: "one", 2: "two"}.get(facts["count"], "other")
            key = f"{key}.{number if self.has(f'{key}.{number}') else 'other'}"
        for name, amounts in facts.pop("money", {}).items():
            facts[name] = self._amounts(amounts)
        facts |= self._lists(facts)
        if "of_age" in facts:
            facts["when"] = self._of_age(facts.pop("of_age"))
        if "question" in facts:
            facts["question"] = self.label(facts["question"])
        answers = facts.pop("answers", None)
        if answers is not None:
            facts |= self._said(answers, self._find(key) or "", room)
        if "subject" in facts:
            said_back = spoken.idea(facts.pop("subject"), answers or {}, self._voice)
            facts["idea"] = capital(addressed(said_back, formally=self._formal))
        if isinstance(facts.get("time"), time):
            facts["time"] = days.clock(facts["time"], self.locale)
        if isinstance(facts.get("day"), date):
            facts["day"] = days.long_day(facts["day"], self.locale)
        if isinstance(facts.get("until"), datetime):
            facts["until"] = self.moment(facts["until"])
        if isinstance(facts.get("amount"), Money):
            facts["amount"] = self.money(facts["amount"].amount, facts["amount"].currency)
        return self.say(key, **facts)

    def _said(self, answers: Mapping[str, Answer], words: str, room: int) -> dict[str, str]:
        """The answers in the forms that stand in these words."""
        facts = {}
        if "{lines" in words:
            facts["lines"] = self.brief(answers, room=room)
        if "{values" in words or "{Values" in words:
            voice = self._voice
            said = (spoken.answer(key, given, voice) for key, given in answers.items())
            facts["values"] = ", ".join(_cut(value, room) for value in said)
            facts["Values"] = capital(facts["values"])
        return facts

    def _of_age(self, birthday: date | None) -> str:
        """The birthday from which on they are welcome, with its day where that is known."""
        if birthday is None:
            return self.say("of_age")
        return self.say("of_age.on", day=days.birthday(birthday, self.locale))

    def _title(self, tap: Tap) -> str:
        if "value" in tap.facts:
            key, canonical = tap.facts["value"]
            return capital(spoken.value(key, canonical, self._voice))
        if tap.phrase.startswith("offer.") and not self.has(tap.phrase):
            return capital(self.say("value." + tap.phrase.removeprefix("offer.")))
        return self.say(tap.phrase)

    def _row(self, tap: Tap, title: str) -> Choice:
        return Choice(
            tap.id,
            _cut(title, messages.ROW_TITLE_LIMIT),
            _cut(" ".join(self._description(tap, title).split()), messages.ROW_DESCRIPTION_LIMIT),
        )

    def _description(self, tap: Tap, title: str) -> str:
        """What stands below the title of a row; the whole title where it has no room itself."""
        if "answer" in tap.facts:
            return self.spoken(*tap.facts["answer"])
        value = tap.phrase.removeprefix("offer.")
        name = value.removeprefix("size.")
        described = self.say(
            f"value.{value}.description", missing="", size=spoken.class_size(name, self._voice)
        )
        return described or ("" if len(title) <= messages.ROW_TITLE_LIMIT else title)


def _skipped(question: Question, given: Answer) -> bool:
    return question.optional and given.value is None and given.source in {Source.UNSURE, Source.TO_ASK}


def _fit(texts: list[str], limit: int) -> bool:
    return all(len(text) <= limit for text in texts)


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
