"""The catalogue of WhatsApp templates: all that may be said outside the service window, once Meta has approved it.

Reads `templates.toml`, says what Meta would refuse about it, and fills a template in.
https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/overview
"""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tattoobot.domain import outside
from tattoobot.domain.action_links import LINK_ROOM, PLACEHOLDER
from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.messages import Template
from tattoobot.domain.studio import UNNAMED
from tattoobot.wording import FALLBACK, FOLDER, phrases

FILE = FOLDER / "templates.toml"

CODES = {language: spoken.template for language, spoken in LANGUAGES.items()}
"""What Meta calls our languages."""

NAME_LIMIT = 512
BODY_LIMIT = 1024
LABEL_LIMIT = 25
TEMPLATE_LIMIT = 250
"""How many an account may have before Meta has verified the business; each language counts."""
WORDS_PER_PARAMETER = 3
"""With fewer words of its own, a template has too many variables for its length (error 2388293)."""
LIVES = {"utility": range(30, 43_200 + 1), "marketing": range(43_200, 2_592_000 + 1)}
"""How long WhatsApp may be told to keep trying, in seconds, by category."""

_VARIABLE = re.compile(r"\{\{([a-z][a-z0-9_]*)\}\}")
_NAME = re.compile(r"[a-z0-9_]+", re.ASCII)
_NEIGHBOURS = re.compile(r"\}\}\s*\{\{")
_WORD = re.compile(r"[^\W\d_]{2,}")


class NotFillable(Exception):
    """This template cannot be sent: unknown, not approved, or a fact is missing. The message says which."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One template as we hand it in, in all its languages."""

    name: str
    category: str
    bodies: Mapping[str, str]
    """Language → text, with parameters in {{braces}}."""
    samples: Mapping[str, str] = field(default_factory=dict)
    """Parameter → an example for the reviewers."""
    ttl_seconds: int | None = None
    button: str = ""
    """The parameter whose link stands behind its button."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Language → what stands on the button."""
    replies: tuple[Mapping[str, str], ...] = ()
    """Buttons to answer with: language → title, and what comes back as `id`."""

    @property
    def said(self) -> Mapping[str, str]:
        """The parameters that stand in the text."""
        return {name: sample for name, sample in self.samples.items() if name != self.button}

    def definition(self, language: str, base_url: str) -> dict[str, Any]:
        """What Meta wants to know to approve it in one language. Our links begin with `base_url`."""
        body: dict[str, Any] = {"type": "BODY", "text": self.bodies[language]}
        if self.said:
            named = [{"param_name": name, "example": sample} for name, sample in self.said.items()]
            body["example"] = {"body_text_named_params": named}
        lives = {} if self.ttl_seconds is None else {"message_send_ttl_seconds": self.ttl_seconds}
        return {
            "name": self.name,
            "language": CODES[language],
            "category": self.category.upper(),
            "parameter_format": "NAMED",
            **lives,
            "components": [body, *self._button(language, base_url), *self._replies(language)],
        }

    def _replies(self, language: str) -> list[dict[str, Any]]:
        buttons = [{"type": "QUICK_REPLY", "text": reply[language]} for reply in self.replies]
        return [{"type": "BUTTONS", "buttons": buttons}] if buttons else []

    def _button(self, language: str, base_url: str) -> list[dict[str, Any]]:
        if not self.button:
            return []
        # The path of the example is the one that our links have.
        path, _, end = urlsplit(self.samples[self.button]).path.rpartition("/")
        address = f"{base_url}{path}/"
        example = address + end
        url = {
            "type": "URL",
            "text": self.labels[language],
            "url": address + "{{1}}",
            "example": [example],
        }
        return [{"type": "BUTTONS", "buttons": [url]}]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All our templates, by name."""

    drafts: Mapping[str, Draft]

    def lint(self) -> list[str]:
        """What Meta would refuse, a sentence each, with the template and the language; empty when all is well."""
        found = [sentence for draft in self.drafts.values() for sentence in _problems(draft)]
        found += _twins(self.drafts.values())
        count = sum(len(draft.bodies) for draft in self.drafts.values())
        if count > TEMPLATE_LIMIT:
            found.append(
                f"There are {count} templates, counting each language; Meta allows {TEMPLATE_LIMIT}."
            )
        return found

    def fill(
        self,
        name: str,
        language: str,
        facts: Mapping[str, str],
        *,
        fallback: str = FALLBACK,
        approved: Collection[tuple[str, str]] | None = None,
    ) -> Template:
        """The template with its parameters, in the client's language, else in the fallback.

        `facts` may hold more than the template says. `approved` names what Meta lets us send, as name and code; without
        it everything counts as approved. Raises `NotFillable`.
        """
        draft = self.drafts.get(name)
        if draft is None:
            raise NotFillable(f"There is no template {name}.")
        chosen = _sendable(draft, (language, fallback, FALLBACK), approved)
        called = phrases(chosen)["the_artist"] if facts.get("artist") == UNNAMED else facts.get("artist", "")
        return Template(
            name,
            CODES[chosen],
            _fitted(draft, draft.bodies[chosen], {**facts, "artist": called}),
            draft.button,
            tuple(reply["id"] + facts.get("reply", "") for reply in draft.replies),
        )


@cache
def load(file: Path = FILE) -> Catalogue:
    """Read the catalogue. Raises `ValueError` where the file is none."""
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    return Catalogue({name: _draft(name, table) for name, table in tables.items()})


def _draft(name: str, table: Mapping[str, Any]) -> Draft:
    unknown = table.keys() - {"category", "body", "parameters", "ttl_seconds", "button", "labels", "replies"}
    if unknown or "category" not in table or not table.get("body"):
        raise ValueError(f"{name}: a template has category, body, and may have parameters and ttl_seconds.")
    return Draft(
        name,
        table["category"],
        table["body"],
        table.get("parameters", {}),
        table.get("ttl_seconds"),
        table.get("button", ""),
        table.get("labels", {}),
        tuple(table.get("replies", ())),
    )


# ---------------------------------------------------------------- filling in


def _sendable(draft: Draft, languages: tuple[str, ...], approved: Collection[tuple[str, str]] | None) -> str:
    """The first of these languages in which it may be sent."""
    for language in languages:
        known = language in draft.bodies and language in CODES
        if known and (approved is None or (draft.name, CODES[language]) in approved):
            return language
    raise NotFillable(f"{draft.name} is not approved in {' or '.join(dict.fromkeys(languages))}.")


def _fitted(draft: Draft, body: str, facts: Mapping[str, str]) -> dict[str, str]:
    """Each parameter on one line, and the longest shortened until the whole fits. A link is never cut."""
    values = {name: outside.one_line(facts.get(name, "")) for name in draft.samples}
    if missing := [name for name, value in values.items() if not value]:
        raise NotFillable(f"{draft.name}: nothing is known for {', '.join(missing)}.")
    in_text = [value for name, value in values.items() if name != draft.button]
    room = BODY_LIMIT - LINK_ROOM * in_text.count(PLACEHOLDER)
    excess = len(filled(body, values)) - room
    while excess > 0:
        name = max(values, key=lambda each: 0 if _is_link(values[each]) else len(values[each]))
        shorter = max(len(values[name]) - excess, 20)
        if _is_link(values[name]) or shorter >= len(values[name]):
            raise NotFillable(f"{draft.name}: filled in, it has more than {BODY_LIMIT} characters.")
        values[name] = values[name][: shorter - 1].rstrip() + "…"
        excess = len(filled(body, values)) - room
    return values


def filled(body: str, values: Mapping[str, str]) -> str:
    """How it looks to who gets it."""
    return _VARIABLE.sub(lambda match: values[match[1]], body)


def _is_link(value: str) -> bool:
    return value.startswith(("https://", "http://"))


# ---------------------------------------------------------------- what Meta would refuse


def _problems(draft: Draft) -> Iterator[str]:
    if not _NAME.fullmatch(draft.name) or len(draft.name) > NAME_LIMIT:
        yield f"{draft.name}: a name has lower-case letters, digits and _, {NAME_LIMIT} at most."
    if draft.category not in LIVES:
        yield f"{draft.name}: its category {draft.category!r} is neither utility nor marketing."
    elif draft.ttl_seconds is not None and draft.ttl_seconds not in LIVES[draft.category]:
        least, most = LIVES[draft.category][0], LIVES[draft.category][-1]
        yield f"{draft.name}: ttl_seconds of {draft.category} is between {least} and {most}."
    for name, sample in draft.samples.items():
        if sample != " ".join(sample.split()) or not sample:
            yield f"{draft.name}: the example of {name} is not a line of text."
    for language in (each for each in LANGUAGES if each not in draft.bodies):
        yield f"{draft.name}: there is no text in {language}."
    yield from _problems_of_button(draft)
    for language, body in draft.bodies.items():
        for problem in _problems_of_body(draft, body):
            yield f"{draft.name} in {language}: {problem}"
        if language not in CODES:
            yield f"{draft.name} in {language}: the bot does not speak this language."


def _problems_of_button(draft: Draft) -> Iterator[str]:
    if draft.button and (draft.button not in draft.samples or draft.labels.keys() != draft.bodies.keys()):
        yield f"{draft.name}: its button has an example under parameters, and a label in every language."
    titles = [title for reply in draft.replies for key, title in reply.items() if key != "id"]
    if any(reply.keys() - {"id"} != draft.bodies.keys() for reply in draft.replies):
        yield f"{draft.name}: each of its replies has an id, and a title in every language."
    for label in (*draft.labels.values(), *titles):
        if not 1 <= len(label) <= LABEL_LIMIT:
            yield f"{draft.name}: {label!r} is longer than the {LABEL_LIMIT} characters of a button."


def _problems_of_body(draft: Draft, body: str) -> Iterator[str]:
    used = _VARIABLE.findall(body)
    around = _VARIABLE.split(body)
    yield from _wrong_parameters(set(used), draft.said.keys())
    if "{" in _VARIABLE.sub("", body) or "}" in _VARIABLE.sub("", body):
        yield "a brace is left over; parameters are lower-case names in two braces, {{like_this}}."
    if used and not (_WORD.search(around[0]) and _WORD.search(around[-1])):
        yield "it begins or ends with a parameter."
    if _NEIGHBOURS.search(body):
        yield "two parameters have nothing between them."
    if len(_WORD.findall(_VARIABLE.sub(" ", body))) < WORDS_PER_PARAMETER * len(used):
        yield "there are too many parameters for so few words."
    if "\t" in body or "    " in body or "\n\n\n" in body or body != body.strip():
        yield "there are too many spaces or empty lines in it."
    longest = len(filled(body, {**dict.fromkeys(used, ""), **draft.samples}))
    if not 1 <= max(len(body), longest) <= BODY_LIMIT:
        yield f"its text has {max(len(body), longest)} characters; there is room for {BODY_LIMIT}."


def _wrong_parameters(used: set[str], known: Collection[str]) -> Iterator[str]:
    for name in sorted(used - set(known)):
        yield f"{{{{{name}}}}} has no example under parameters."
    for name in sorted(set(known) - used):
        yield f"{{{{{name}}}}} is missing."


def _twins(drafts: Collection[Draft]) -> Iterator[str]:
    seen: dict[tuple[str, str], str] = {}
    for draft in drafts:
        for language, body in draft.bodies.items():
            first = seen.setdefault((language, body), draft.name)
            if first != draft.name:
                yield f"{draft.name} in {language}: {first} has the same text."
