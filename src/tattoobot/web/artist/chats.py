"""The chat with a client, as its artist reads it above the box in which they answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tattoobot.actions.house import House
from tattoobot.db.overview import Message
from tattoobot.domain import outside
from tattoobot.domain.messages import Template
from tattoobot.wording import Wording

TEMPLATE = Template.__name__


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message of the chat."""

    id: int
    by: str
    """`client`, `bot` or `artist`."""
    who: str
    words: str
    when: str
    note: str
    """When the client saw it, or why not yet."""


def chat(
    house: House, wording: Wording, name: str, messages: Sequence[Message], now: datetime
) -> list[Bubble]:
    """Newest first: the page shows them from below."""
    who = {"client": name, "bot": wording.say("page.chat.bot"), "artist": wording.say("page.chat.artist")}
    return [
        Bubble(
            id=message.id,
            by=message.said_by,
            who=who[message.said_by],
            words=_words(wording, message),
            when=wording.when(message.at, now),
            note=_note(wording, message, now),
        )
        for message in reversed(messages)
        if message.status != "replaced"
    ]


def _words(wording: Wording, message: Message) -> str:
    if message.kind == TEMPLATE:
        return wording.say("page.chat.template")
    return outside.lines(message.text) or wording.say("page.chat.no_words")


def _note(wording: Wording, message: Message, now: datetime) -> str:
    """Of a message of ours: when the client saw it, or why they may not for long."""
    match message.status:
        case "waiting":
            return wording.say("page.chat.waiting")
        case "failed":
            return wording.say("page.chat.failed")
        case "held_back":
            return wording.say("page.chat.held_back")
    return wording.say("page.chat.seen", when=wording.when(message.read_at, now)) if message.read_at else ""
