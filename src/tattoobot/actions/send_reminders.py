"""Remind clients and artists of what is open, and let leads lapse that nobody answers any more."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from tattoobot.actions.house import House, to_artist, to_client
from tattoobot.db import clients, deposits, leads, outbox, reminders, transcript
from tattoobot.db.deposits import Deposit
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Entry
from tattoobot.db.reminders import Due
from tattoobot.domain import consultation
from tattoobot.domain.client import Client
from tattoobot.domain.consultation import SUMMARY
from tattoobot.domain.effects import ExpireCheckout
from tattoobot.domain.lead import Happened, Lead, Status, allowed_actions
from tattoobot.domain.messages import Template
from tattoobot.domain.reminder_rules import To
from tattoobot.domain.reminders import Facts, Obstacle, Outlook, Planned
from tattoobot.domain.says import Phrase, Say, Tap


async def send_reminders(
    db: Connection,
    house: House,
    now: datetime,
    *,
    limit: int = 100,
    only: int | None = None,
    templates: frozenset[str] = frozenset(),
) -> int:
    """Look at the leads whose time has come (at one: `only`). Returns how many were looked at.

    `templates` names those that WhatsApp has approved: only they may be sent outside the service window.
    """
    found = (
        await reminders.claim(db, now, limit) if only is None else await reminders.claim_one(db, only, now)
    )
    if not found:
        return 0
    looks: list[tuple[int, datetime | None]] = []
    due: list[Due] = []
    for known in await reminders.facts(db, found, house.studio, now):
        outlook = Outlook(known, now, house.studio.reminders, templates)
        lapse = outlook.lapses_at()
        if lapse is not None and lapse <= now:
            await _let_go(db, known, now)
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
    for one in new:
        if one.item.obstacle is None:
            await _send(db, house, one, now)


def _entry(one: Due) -> Entry:
    detail = {"kind": one.item.rule.kind, "to": one.item.rule.to.value}
    if one.item.obstacle:
        reason = one.item.obstacle.value
        return Entry(one.facts.lead_id, "clock", "not_reminded", detail={**detail, "reason": reason})
    return Entry(one.facts.lead_id, "clock", "reminded", detail=detail)


async def _send(db: Connection, house: House, one: Due, now: datetime) -> None:
    lead = await leads.by_id(db, one.facts.lead_id)
    client = await clients.by_id(db, lead.client_id)
    rule = one.item.rule
    if rule.to is To.ARTIST:
        text = artist_text(house, lead, client, one.facts, one.item)
        await to_artist(db, house, lead, text, allowed_actions(lead.status), now, priority=reminders.PRIORITY)
        return
    say = await client_say(db, house, lead, client, one.item)
    written = to_client(house, client, lead, say)
    if one.item.by_template and rule.template:
        written = replace(written, message=_as_template(house, lead, client, rule.template, say))
    await transcript.write(db, [replace(written, priority=reminders.PRIORITY)], now)


async def _let_go(db: Connection, known: Facts, now: datetime) -> None:
    """The client went quiet. A payment page that Stripe has not closed is closed."""
    lead = await leads.by_id(db, known.lead_id)
    moved = lead.moved(Happened.WENT_QUIET)
    entry = Entry(lead.id, "clock", Happened.WENT_QUIET, lead.status, moved.status)
    await leads.save(db, [moved], [entry], now)
    if known.page and known.page.status == "open":
        await deposits.update(db, known.page.deposit_id, "expired")
        await outbox.put(db, [(ExpireCheckout(known.page.deposit_id), f"deposit:{lead.id}")], now)


# ---------------------------------------------------------------------------- words


async def words(db: Connection, house: House, known: Facts, item: Planned) -> str:
    """What would be said if it were sent now, without the artist's links."""
    lead = await leads.by_id(db, known.lead_id)
    client = await clients.by_id(db, lead.client_id)
    if item.rule.to is To.ARTIST:
        return artist_text(house, lead, client, known, item)
    say = await client_say(db, house, lead, client, item)
    return transcript.words(to_client(house, client, lead, say).message)


async def client_say(db: Connection, house: House, lead: Lead, client: Client, item: Planned) -> Say:
    """What a client is told: the reminder's own words, and with them what they can do about it."""
    if lead.status is Status.QUALIFYING:
        return _with_open_question(house, lead, item)
    if lead.status is Status.AWAITING_DEPOSIT:
        deposit = await deposits.newest(db, lead.id)
        return _about_deposit(house, lead, client, item, deposit)
    if lead.status is Status.BOOKING_PENDING:
        return _about_date(item, await reminders.booking_link(db, lead.id))
    return Say((Phrase(item.rule.phrase),))


def artist_text(house: House, lead: Lead, client: Client, known: Facts, item: Planned) -> str:
    wording = house.wording(None, house.artist_of(lead))
    return wording.say(
        item.rule.phrase,
        id=lead.id,
        name=client.name or client.phone or "?",
        since=wording.moment(known.status_since),
    )


def _with_open_question(house: House, lead: Lead, item: Planned) -> Say:
    """The question is asked again in the same message: one tap, and the talk goes on."""
    reminder = Phrase(item.rule.phrase)
    if lead.current_question == SUMMARY:
        send, change = (
            Tap("summary:send", "offer.summary.send"),
            Tap("summary:change", "offer.summary.change"),
        )
        return Say((reminder, Phrase("summary", {"answers": lead.answers})), (send, change))
    question = consultation.question(lead.current_question, house.studio.questions)
    if question is None:
        return Say((reminder,))
    offers = (f"{question.key}:{offer.id}" for offer in question.offers)
    taps = tuple(Tap(offer, f"offer.{offer.replace(':', '.')}") for offer in offers)
    return Say((reminder, Phrase(f"ask.{question.key}")), taps)


def _about_deposit(house: House, lead: Lead, client: Client, item: Planned, deposit: Deposit | None) -> Say:
    if deposit is None:
        return Say((Phrase(item.rule.phrase),))
    wording = house.wording(client, house.artist_of(lead))
    facts = {
        "amount": wording.money(deposit.amount, deposit.currency),
        "until": wording.moment(deposit.expires_at),
    }
    phrase = Phrase(item.rule.phrase, facts)
    if deposit.status == "open" and deposit.url and item.rule.asks_for_money:
        return Say((phrase,), link=deposit.url, link_label="pay_deposit")
    return Say((phrase,))


def _about_date(item: Planned, link: str | None) -> Say:
    if link:
        return Say((Phrase(item.rule.phrase),), link=link, link_label="choose_date")
    return Say((Phrase(f"{item.rule.phrase}.by_chat"),))


def _as_template(house: House, lead: Lead, client: Client, name: str, say: Say) -> Template:
    """The same outside the service window, with the same facts; a link is the template's own button."""
    wording = house.wording(client, house.artist_of(lead))
    facts = {key: value for key, value in say.phrases[0].facts.items() if isinstance(value, str)}
    return Template(name, wording.language, facts)
