"""The bot answers again: the artist says so, or nobody has written for long enough."""

from dataclasses import replace
from datetime import datetime

from tattoobot.actions.house import House, to_client
from tattoobot.db import clients, handovers, leads, transcript
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Entry, Flag
from tattoobot.domain import service_window
from tattoobot.domain.client import Client
from tattoobot.domain.conversation import open_question
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.handover import Handover
from tattoobot.domain.lead import Actor, Lead
from tattoobot.domain.says import Phrase, Say
from tattoobot.errors import NotPossible


async def hand_back(db: Connection, house: House, lead_id: int, now: datetime) -> Lead:
    """The artist is done: the bot asks what was open, where it may write. Raises `NotPossible` when nothing is open."""
    lead = await leads.locked(db, lead_id)
    handover = (await handovers.open_among(db, [lead.client_id])).get(lead.client_id)
    if handover is None:
        raise NotPossible("The bot answers this client already.")
    client = await clients.by_id(db, lead.client_id)
    await finish(db, handover, Actor.ARTIST, now)
    await leads.resolve_flag(db, lead.id, FlagReason.HANDOVER_UNANSWERED, now)
    return await _go_on(db, house, client, lead, now)


async def resume_overdue(db: Connection, house: House, now: datetime, *, limit: int = 50) -> int:
    """End the handovers that nobody handed back in time. Returns how many."""
    overdue = await handovers.due(db, now, limit)
    for handover in overdue:
        await finish(db, handover, Actor.CLOCK, now)
        client = await clients.by_id(db, handover.client_id)
        lead = await leads.by_id(db, handover.lead_id)
        quiet = house.studio.reminders.quiet.hold(now, house.studio.zone)
        await _go_on(db, house, client, lead, now, may_write=not quiet)
    return len(overdue)


async def finish(db: Connection, handover: Handover, by: Actor, now: datetime) -> None:
    """End a handover. If it ran out before the artist wrote a word, the lead stays flagged for them."""
    await handovers.end(db, handover.id, by, now)
    await leads.enter(db, [Entry(handover.lead_id, by, "handed_back")], now)
    if by is Actor.CLOCK and handover.asked_by is Actor.CLIENT and handover.answered_at is None:
        await leads.raise_flags(
            db, [Flag(handover.lead_id, FlagReason.HANDOVER_UNANSWERED, {"reason": handover.reason})], now
        )


async def _go_on(
    db: Connection, house: House, client: Client, lead: Lead, now: datetime, *, may_write: bool = True
) -> Lead:
    """Ask the open question again. Where nothing may be written now, the client's next message brings it."""
    until = service_window.last_moment(client.last_message_at)
    asked = open_question(lead, house.studio)
    if asked is None or client.opted_out:
        return lead
    if not may_write or until is None or now > until:
        # However often it was asked before a person answered: their next message is no failed answer to it.
        fresh = replace(lead, asked={})
        await leads.save(db, [fresh], [], now)
        return fresh
    asking, question = asked
    if asking != lead:
        await leads.save(db, [asking], [], now)
    say = Say((Phrase("handover.over"), *question.phrases), question.taps)
    await transcript.write(db, [to_client(house, client, asking, say)], now)
    return asking
