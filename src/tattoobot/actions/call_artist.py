"""Call the artist: at once where it is the first for a while, together with others where it is not."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from tattoobot.actions.house import House, to_artist
from tattoobot.db import calls, clients, handovers, leads, refunds
from tattoobot.db.calls import Held
from tattoobot.db.engine import Connection
from tattoobot.domain import outside
from tattoobot.domain.action_links import to_offer
from tattoobot.domain.flags import NEVER_BEHIND_OTHERS, TOLD_AS, concern
from tattoobot.domain.handover import SILENT_ABOUT
from tattoobot.domain.lead import Action, Lead

TOGETHER = 6
"""The words of so many clients have room in one message of WhatsApp."""
WORDS = 100
"""How much of what each said is quoted there."""
HANDOVER = "handover:"
"""Begins the reason of a call that is a handover."""
FIRST = sorted([*NEVER_BEHIND_OTHERS, *(f"{HANDOVER}{reason}" for reason in SILENT_ABOUT)])
"""The reasons that wait for no others."""


async def may_call(
    db: Connection, house: House, lead: Lead, reason: str, now: datetime, said: Sequence[int]
) -> bool:
    """Tell whether the artist hears of this one alone. If not, `tell_waiting` tells of it later.

    `said` are the client's messages that are quoted then; none where they may be about health.
    """
    rules = house.studio.handover
    who = (house.artist_of(lead).id, lead.client_id, lead.id)
    return await calls.record(
        db, who, reason, now, said, every=rules.notify_every, an_hour=rules.calls_an_hour, first=FIRST
    )


async def tell_waiting(db: Connection, house: House, now: datetime) -> int:
    """One message for all that were held: who, what about, their words, and one button. Returns how many were sent."""
    held = await calls.tell_together(db, now, house.studio.handover.notify_every, TOGETHER, FIRST)
    artists = [list(theirs) for _, theirs in groupby(held, lambda call: call.artist_id)]
    for theirs in artists:
        await _tell(db, house, theirs, now)
    return len(artists)


async def _tell(db: Connection, house: House, held: Sequence[Held], now: datetime) -> None:
    texts, of = [], []
    first: tuple[Action, ...] = ()
    for lead_id, group in groupby(held, lambda call: call.lead_id):
        theirs = list(group)
        lead = await leads.by_id(db, lead_id)
        client = await clients.by_id(db, lead.client_id)
        wording = house.wording(None, house.artist_of(lead))
        about = ", ".join(dict.fromkeys(wording.say(_told_as(call.reason)) for call in theirs))
        line = wording.say("artist.passed_on", id=lead_id, name=client.called, reason=about)
        newest = next((call.words for call in reversed(theirs) if call.words), "")
        texts.append("\n".join(filter(None, (line, outside.quoted(outside.one_line(newest, WORDS))))))
        first = first or await _actions(db, lead, [call.reason for call in theirs])
        of.append(lead)
    counted = "artist.more_wait.one" if len(held) == 1 else "artist.more_wait.other"
    said = wording.say(counted, count=len(held))
    rest = [wording.say("artist.more_wait.rest", count=held[0].others)] if held[0].others else []
    text = "\n\n".join([said, *texts, *rest])
    facts = {"client": ", ".join(f"#{lead.id}" for lead in of), "reason": said}
    await to_artist(db, house, of[0], text, first, now, template="artist_called", facts=facts, others=of[1:])


async def _actions(db: Connection, lead: Lead, reasons: Sequence[str]) -> tuple[Action, ...]:
    """What these calls would have offered alone, behind the word that answers."""
    concerns = [concern(reason) for reason in reasons if not reason.startswith(HANDOVER)]
    money_held = bool(await refunds.left_of_lead(db, lead.id))
    offered = to_offer(concerns, lead.status, money_held=money_held) if concerns else ()
    handed_over = len(concerns) < len(reasons) and await handovers.open_among(db, [lead.client_id])
    return tuple(dict.fromkeys((Action.ANSWER, *((Action.HAND_BACK,) if handed_over else ()), *offered)))


def _told_as(reason: str) -> str:
    if reason.startswith(HANDOVER):
        return f"handover.reason.{reason.removeprefix(HANDOVER)}"
    return TOLD_AS[concern(reason)]
