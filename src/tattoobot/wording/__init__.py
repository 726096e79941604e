"""Every sentence the bot says, by key and language; a studio's own phrases come first."""

import tomllib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from tattoobot.domain import messages
from tattoobot.domain.consultation import Question
from tattoobot.domain.lead import Answer
from tattoobot.domain.messages import Buttons, Choice, LinkButton, Menu, Outgoing, Text
from tattoobot.domain.says import Phrase, Say, Tap
from tattoobot.domain.studio import Studio
from tattoobot.wording import spoken

FALLBACK = "en"
LOCALES = {"en": "en_GB", "es": "es", "pt": "pt_BR", "de": "de", "fr": "fr"}
IDEA_IN_SUMMARY = 300


@cache
def phrases(language: str) -> Mapping[str, str]:
    """All phrases of one language, flat: key → phrase. Empty for a language that we do not have."""
    file = Path(__file__).with_name(f"{language}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


class Wording:
    """Says things for one studio and one artist, to one client, in one language."""

    def __init__(self, studio: Studio, language: str | None, artist: str, first: str = "") -> None:
        self.language = language if language in LOCALES else studio.language
        self.locale = LOCALES.get(self.language, "en_GB")
        self._studio = studio
        self._around = {
            "studio": studio.name,
            "artist": artist,
            "Artist": artist[:1].upper() + artist[1:],
            "first": first,
        }

    def say(self, key: str, *, missing: str | None = None, **facts: Any) -> str:
        """One phrase with its facts filled in. `missing` is said when no language has the key."""
        phrase = self._find(key)
        if phrase is None:
            if missing is None:
                raise KeyError(f"There is no phrase {key!r}")
            return missing
        return phrase.format_map({**self._around, **facts})

    def has(self, key: str) -> bool:
        return self._find(key) is not None

    def _find(self, key: str) -> str | None:
        for language in (self.language, FALLBACK):
            own = self._studio.wording.get(language, {}).get(key)
            phrase = own if own is not None else phrases(language).get(key)
            if phrase is not None:
                return phrase
        return None

    def message(self, say: Say) -> Outgoing:
        """One WhatsApp message: text alone, or with buttons, a menu or a link, within WhatsApp's limits."""
        body = self._joined([self._phrase(phrase) for phrase in say.phrases])
        if say.link:
            return LinkButton(_cut(body, messages.BODY_LIMIT), self.say(say.link_label), say.link)
        if not say.taps:
            return Text(_cut(body, messages.TEXT_LIMIT))
        if len(say.taps) <= messages.BUTTON_LIMIT:
            choices = tuple(
                Choice(tap.id, _cut(self._title(tap), messages.BUTTON_TITLE_LIMIT)) for tap in say.taps
            )
            return Buttons(_cut(body, messages.BODY_LIMIT), choices)
        rows = tuple(self._row(tap) for tap in say.taps[: messages.MENU_ROW_LIMIT])
        return Menu(_cut(body, messages.TEXT_LIMIT), self.say("summary_button"), rows)

    def brief(self, answers: Mapping[str, Answer], *, idea: int = IDEA_IN_SUMMARY) -> str:
        """The answers, a line each, in the order of the studio's questions."""
        ordered = [
            q.key for q in self._studio.questions if q.key in answers and not _skipped(q, answers[q.key])
        ]
        lines = [
            self.say("summary.line", label=self.label(key), value=_cut(self.spoken(key, answers[key]), idea))
            for key in ordered
        ]
        return "\n".join(lines)

    def label(self, key: str) -> str:
        return self.say(f"label.{key}", missing=key.replace("_", " ").capitalize())

    def spoken(self, key: str, given: Answer) -> str:
        return spoken.answer(key, given, self.say, self.locale)

    def money(self, amount: Any, currency: str) -> str:
        return spoken.money(amount, currency, self.locale)

    def moment(self, when: datetime) -> str:
        """A day and a time on the studio's clock."""
        local = when.astimezone(self._studio.zone)
        return f"{spoken.day(local, self.locale)}, {spoken.clock(local, self.locale)}"

    def booked_when(self, starts_at: datetime | None) -> str:
        """The part of "you're booked" that says when; nothing where no time was given."""
        if starts_at is None:
            return ""
        local = starts_at.astimezone(self._studio.zone)
        return self.say(
            "booked.when", day=spoken.long_day(local, self.locale), time=spoken.clock(local, self.locale)
        )

    def _phrase(self, phrase: Phrase) -> str:
        facts = dict(phrase.facts)
        answers = facts.pop("answers", None)
        if answers is not None:
            facts["lines"] = self.brief(answers)
            facts["values"] = ", ".join(
                _lower_first(self.spoken(key, given)) for key, given in answers.items()
            )
        if "count" in facts:
            return self.say(f"{phrase.key}.{'one' if facts['count'] == 1 else 'other'}", **facts)
        return self.say(phrase.key, **facts)

    def _title(self, tap: Tap) -> str:
        if "value" in tap.facts:
            key, canonical = tap.facts["value"]
            return spoken.value(key, canonical, self.say, self.locale)
        if tap.phrase.startswith("offer.") and not self.has(tap.phrase):
            return self.say("value." + tap.phrase.removeprefix("offer."))
        return self.say(tap.phrase)

    def _row(self, tap: Tap) -> Choice:
        described = f"value.{tap.phrase.removeprefix('offer.')}.description"
        description = self.say(described) if self.has(described) else ""
        if "answer" in tap.facts:
            description = self.spoken(*tap.facts["answer"])
        return Choice(
            tap.id,
            _cut(self._title(tap), messages.ROW_TITLE_LIMIT),
            _cut(" ".join(description.split()), messages.ROW_DESCRIPTION_LIMIT),
        )

    @staticmethod
    def _joined(sentences: list[str]) -> str:
        body = ""
        for sentence in sentences:
            between = "\n\n" if "\n" in sentence or "\n" in body else " "
            body = f"{body}{between}{sentence}" if body else sentence
        return body


def _skipped(question: Question, given: Answer) -> bool:
    return question.optional and given.value is None and given.source == "unsure"


def _lower_first(text: str) -> str:
    """In the middle of a sentence, "Fine line" is "fine line"; "A4" stays."""
    return text[0].lower() + text[1:] if text[1:2].islower() else text


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
