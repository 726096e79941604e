"""Sentences that artists often say to a client, ready to be put into a form and changed there."""

from collections.abc import Mapping

from tattoobot.domain.lead import Action
from tattoobot.domain.messages import TEXT_LIMIT
from tattoobot.domain.studio import Studio
from tattoobot.wording import Wording

READY_MADE = {
    Action.ANSWER: ("photo", "bigger", "budget", "call"),
    Action.REJECT: ("style", "full", "placement", "minimum"),
}
"""By the act, in the order of its buttons."""

FIELDS = {Action.ANSWER: "text", Action.REJECT: "reason"}
"""Where they stand in its form."""

NAMES_MINIMUM = "minimum"
UNNAMED = "desk.ready.reject.minimum.open"
"""What is said instead where the studio has told us no minimum."""


def buttons(wording: Wording) -> dict[str, list[tuple[str, str]]]:
    """By the act: the name of each, and the word on its button."""
    return {
        action.value: [(name, wording.say(f"desk.ready.{action}.{name}.word")) for name in names]
        for action, names in READY_MADE.items()
    }


def sentences(studio: Studio, wording: Wording, action: Action) -> dict[str, str]:
    """Whole, in the client's words."""
    return {name: _sentence(studio, wording, action, name) for name in READY_MADE.get(action, ())}


def _sentence(studio: Studio, wording: Wording, action: Action, name: str) -> str:
    if name != NAMES_MINIMUM:
        return wording.say(f"desk.ready.{action}.{name}")
    if studio.prices.minimum is None:
        return wording.say(UNNAMED)
    least = wording.money(studio.prices.minimum, studio.currency)
    return wording.say(f"desk.ready.{action}.{name}", minimum=least)


def put_in(given: Mapping[str, str], said: Mapping[str, str], action: Action, name: str) -> dict[str, str]:
    """What the form holds once the button of this one was pressed."""
    field = FIELDS[action]
    return {**given, field: joined(given.get(field, ""), said[name], frozenset(said.values()))}


def joined(typed: str, sentence: str, others: frozenset[str]) -> str:
    """A ready-made sentence takes the place of another one, and stands below what somebody has typed themselves."""
    if not typed or typed in others:
        return sentence
    return typed if sentence in typed else f"{typed}\n{sentence}"[:TEXT_LIMIT]
