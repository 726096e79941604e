"""What an artist wants to know of an enquiry before anything else, a word or two each."""

from datetime import datetime, timedelta

from tattoobot.actions.house import House
from tattoobot.domain import outside, service_window
from tattoobot.domain.client import Client
from tattoobot.domain.conversation.kindness import FIRST
from tattoobot.domain.lead import HEALTH, Lead, Source
from tattoobot.wording import Wording

WORDS = 40
"""How much is said of what could not be read: the page has it all."""


def chips(house: House, wording: Wording, lead: Lead, client: Client, now: datetime) -> list[str]:
    """What an artist wants to know before anything else."""
    said = [wording.say("desk.chip.health")] if HEALTH in lead.answers else []
    piece = lead.answers.get("cover_up")
    if piece is not None and piece.value in {"cover_up", "rework"}:
        said.append(wording.spoken("cover_up", piece))
    if FIRST in lead.asked:
        said.append(wording.say("desk.chip.first"))
    said += [
        wording.say("desk.chip.check", label=wording.label(key), words=outside.one_line(answer.text, WORDS))
        for key, answer in lead.answers.items()
        if answer.source is Source.CHECK
    ]
    if client.under_age is not None:
        said.append(wording.say("desk.chip.under_age"))
    if client.opted_out:
        said.append(wording.say("desk.chip.silent"))
    elif service_window.is_closed(client.last_message_at, now):
        said.append(wording.say("desk.chip.window_closed"))
    elif until := service_window.last_moment(client.last_message_at):
        said.append(_open(wording, until - now))
    return said


def _open(wording: Wording, left: timedelta) -> str:
    """For how long the chat is: of the last hour the minutes, which are more than none."""
    minutes = int(left.total_seconds() // 60)
    if minutes < 60:
        return wording.say("desk.chip.window.minutes", minutes=max(minutes, 1))
    return wording.say("desk.chip.window", hours=minutes // 60)
