"""The bot answers again: the artist says so, or nobody has written for long enough."""

from dataclasses import replace
from datetime import datetime

from tattoobot.actions.house import House, to_client
from tattoobot.actions.pass_on import pass_on
from tattoobot.db import calls, clients, handovers, leads, transcript
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Entry, Flag
from tattoobot.domain import service_window
from tattoobot.domain.client import Client
from tattoobot.domain.conversation import left_open, open_question
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.handover import Handover
from tattoobot.domain.lead import Actor, Lead
from tattoobot.domain.says import Phrase, Say
from tattoobot.errors import NotPossible

LOOKED_AT = 20
"""So many of their newest messages may hold a question that was left open."""


async def hand_back(db: Connection, house: House, lead_id: int, now: datetime) -> Lead:
    """The artist is done: the bot asks what was open, where it may write. Raises `NotPossible` when nothing is open."""
    lead = await leads.locked(db, lead_id)
    handover = (await handovers.open_among(db, [lead.client_id])).get(lead.client_id)
    if handover is None:
        raise NotPossible("The bot answers this client already.")
    client = await clients.by_id(db, lead.client_id)
    await finish(db, house, handover, Actor.ARTIST, now)
    await leads.resolve_flag(db, lead.id, FlagReason.HANDOVER_UNANSWERED, now)
    return await _go_on(db, house, client, lead, now)


async def resume_overdue(db: Connection, house: House, now: datetime, *, limit: int = 50) -> int:
    """End the handovers that nobody handed back in time. Returns how many."""
    overdue = await handovers.due(db, now, limit)
    for handover in overdue:
        await finish(db, house, handover, Actor.CLOCK, now)
        client = await clients.by_id(db, handover.client_id)
        lead = await leads.by_id(db, handover.lead_id)
        quiet = house.studio.reminders.quiet.hold(now, house.studio.zone)
        await _go_on(db, house, client, lead, now, may_write=not quiet)
    return len(overdue)


async def go_on_after_decision(db: Connection, house: House, lead: Lead, now: datetime) -> None:
    """The artist has decided, and what follows is the bot's again. Who waits for a person waits on."""
    handover = (await handovers.open_among(db, [lead.client_id])).get(lead.client_id)
    if handover is not None and handover.is_artists:
        await finish(db, house, handover, Actor.ARTIST, now)


async def end_with_a_no(db: Connection, lead: Lead, now: datetime) -> None:
    """The no is the artist's last word: it answers what was written before, and what follows is the bot's again."""
    handover = (await handovers.open_among(db, [lead.client_id])).get(lead.client_id)
    if handover is not None and handover.is_artists and handover.lead_id == lead.id:
        await handovers.end(db, handover.id, Actor.ARTIST, now)
        await leads.enter(db, [Entry(lead.id, Actor.ARTIST, "handed_back")], now)


async def finish(db: Connection, house: House, handover: Handover, by: Actor, now: datetime) -> None:
    """End a handover. If it ran out before the artist wrote a word, the lead stays flagged for them."""
    await handovers.end(db, handover.id, by, now)
    await leads.enter(db, [Entry(handover.lead_id, by, "handed_back")], now)
    if by is Actor.CLOCK and handover.asked_by is Actor.CLIENT and handover.answered_at is None:
        await leads.raise_flags(
            db, [Flag(handover.lead_id, FlagReason.HANDOVER_UNANSWERED, {"reason": handover.reason})], now
        )
    if handover.is_artists:
        await _keep_question(db, house, handover, by, now)


async def _keep_question(db: Connection, house: House, handover: Handover, by: Actor, now: datetime) -> None:
    """What they last asked the artist has no answer yet, and the bot answers nothing that it was not asked."""
    said = await handovers.said_since_answered(db, handover, LOOKED_AT)
    client = await clients.by_id(db, handover.client_id)
    asked, quotable = left_open(said, house.studio, now, client.language)
    if not asked or client.opted_out:
        return
    lead = await leads.by_id(db, handover.lead_id)
    await leads.raise_flags(db, [Flag(lead.id, FlagReason.QUESTION)], now)
    if by is Actor.ARTIST:
        who = (house.artist_of(lead).id, client.id, lead.id)
        await calls.note(db, who, FlagReason.QUESTION, now, quotable, told=True)
    else:
        words = "\n".join(text for number, text in said if number in quotable)
        await pass_on(db, house, client, lead, [FlagReason.QUESTION], words, now, said=quotable)


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
