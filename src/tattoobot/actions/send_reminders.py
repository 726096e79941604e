"""Remind clients and artists of what is open, and let leads lapse that nobody answers any more."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from tattoobot.actions import reminder_words
from tattoobot.actions.choose_template import reminding_templates
from tattoobot.actions.close_page import close_pages
from tattoobot.actions.complete_lead import complete_lead
from tattoobot.actions.house import House, to_artist, to_client
from tattoobot.actions.look_up_page import look_up_page
from tattoobot.actions.tell_who_waits import tell_who_waits
from tattoobot.db import clients, leads, reminders, transcript
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Entry
from tattoobot.db.reminders import Due
from tattoobot.db.transcript import Written
from tattoobot.domain.action_links import first_of_all
from tattoobot.domain.client import Client
from tattoobot.domain.lead import Action, Actor, Happened, Lead, Status, usual_actions
from tattoobot.domain.reminder_rules import Rule, To
from tattoobot.domain.reminders import Facts, Obstacle, Outlook, Planned

ASKED_AGAIN = timedelta(minutes=1)
"""When a lead is looked at again whose payment page Stripe is being asked about; sooner if the answer comes."""


async def send_reminders(
    db: Connection, house: House, now: datetime, *, limit: int = 100, only: int | None = None
) -> int:
    """Look at the leads whose time has come (at one: `only`). Returns how many were looked at."""
    found = (
        await reminders.claim(db, now, limit) if only is None else await reminders.claim_one(db, only, now)
    )
    if not found:
        return 0
    looks: list[tuple[int, datetime | None]] = []
    due: list[Due] = []
    templates = await reminding_templates(db, house, now)
    for known in await reminders.facts(db, found, house.studio, now):
        outlook = Outlook(known, now, house.studio.reminders, templates)
        if known.page is not None and outlook.speaks_of_unchecked_page():
            await look_up_page(db, known.page.deposit_id, known.lead_id, now)
            looks.append((known.lead_id, now + ASKED_AGAIN))
            continue
        lapse = outlook.lapses_at()
        if lapse is not None and lapse <= now:
            await _let_go(db, house, known, now)
            continue
        due += [Due(known, _unless_unreachable(house, known, item)) for item in outlook.due()]
        looks.append((known.lead_id, outlook.next_look()))
    await _deal_with(db, house, due, now)
    await reminders.look_again(db, looks)
    return len(found)


def _unless_unreachable(house: House, known: Facts, item: Planned) -> Planned:
    artist = house.artists.get(known.artist_id, house.first_artist)
    reachable = item.rule.to is To.CLIENT or item.obstacle or artist.whatsapp_number
    return item if reachable else replace(item, obstacle=Obstacle.NO_NUMBER)


async def _deal_with(db: Connection, house: House, due: Sequence[Due], now: datetime) -> None:
    """Note each, and send it where nothing is in the way. Note and message are committed together."""
    new = await reminders.record(db, due, now)
    await leads.enter(db, [_entry(one) for one in new], now)
    told: dict[int, bool] = {}
    for one in new:
        if one.item.obstacle is None and not await _told_together(db, house, one, told, now):
            await _send(db, house, one, now)


async def _told_together(
    db: Connection, house: House, one: Due, told: dict[int, bool], now: datetime
) -> bool:
    """Whether the artist hears of this one with all others who wait. `told`: by artist, what was found so far."""
    rule = one.item.rule
    if rule.to is not To.ARTIST or rule.status is not Status.PENDING_APPROVAL:
        return False
    artist = house.artists.get(one.facts.artist_id, house.first_artist)
    if artist.id not in told:
        told[artist.id] = await tell_who_waits(db, house, artist, now, priority=reminders.PRIORITY)
    return told[artist.id]


def _entry(one: Due) -> Entry:
    detail = {"kind": one.item.rule.kind, "to": one.item.rule.to.value}
    if one.item.obstacle:
        reason = one.item.obstacle.value
        return Entry(one.facts.lead_id, Actor.CLOCK, "not_reminded", detail={**detail, "reason": reason})
    return Entry(one.facts.lead_id, Actor.CLOCK, "reminded", detail=detail)


async def _send(db: Connection, house: House, one: Due, now: datetime) -> None:
    lead = await leads.by_id(db, one.facts.lead_id)
    client = await clients.by_id(db, lead.client_id)
    rule = one.item.rule
    if rule.to is To.ARTIST:
        await _tell_artist(db, house, lead, client, one, now)
        return
    written = await _written(db, house, lead, client, rule)
    if one.item.by_template and written.instead:
        written = replace(written, message=written.instead, instead=None)
    await transcript.write(db, [written], now)


async def _written(db: Connection, house: House, lead: Lead, client: Client, rule: Rule) -> Written:
    words = await reminder_words.for_client(db, house, lead, client, rule)
    template = house.catalogue.drafts.get(rule.template or "")
    name = template.name if template and template.category == "utility" else None
    written = to_client(house, client, lead, words.say, template=name, facts=words.facts)
    return replace(written, priority=reminders.PRIORITY)


async def _tell_artist(
    db: Connection, house: House, lead: Lead, client: Client, one: Due, now: datetime
) -> None:
    rule = one.item.rule
    possible = usual_actions(lead.status, to_come=one.facts.is_to_come(now))
    await to_artist(
        db,
        house,
        lead,
        await reminder_words.for_artist(db, house, lead, client, one.facts, rule),
        first_of_all(Action.ANSWER, possible) if lead.status is Status.BOOKED else possible,
        now,
        priority=reminders.PRIORITY,
        template=rule.template,
        facts=await reminder_words.facts_for_artist(db, house, lead, client),
    )


async def preview(db: Connection, house: House, known: Facts, item: Planned) -> str:
    """What would be said if it were sent now; an artist's message without its links."""
    lead = await leads.by_id(db, known.lead_id)
    client = await clients.by_id(db, lead.client_id)
    if item.rule.to is To.ARTIST:
        return await reminder_words.for_artist(db, house, lead, client, known, item.rule)
    return transcript.words((await _written(db, house, lead, client, item.rule)).message)


async def _let_go(db: Connection, house: House, known: Facts, now: datetime) -> None:
    """The client went quiet: a payment page that Stripe has not closed is closed. A date of long ago took place."""
    lead = await leads.by_id(db, known.lead_id)
    if lead.status is Status.BOOKED:
        await complete_lead(db, house, lead.id, now, by=Actor.CLOCK)
        return
    moved = lead.moved(Happened.WENT_QUIET)
    entry = Entry(lead.id, Actor.CLOCK, Happened.WENT_QUIET, lead.status, moved.status)
    await leads.save(db, [moved], [entry], now)
    await close_pages(db, lead.id, now)
