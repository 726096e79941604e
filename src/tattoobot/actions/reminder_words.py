"""What reminders say: their own words, and with them what can be done about it."""

from dataclasses import dataclass, field

from tattoobot.actions.house import House
from tattoobot.db import deposits, leads, reminders
from tattoobot.db.engine import Connection
from tattoobot.domain.client import Client
from tattoobot.domain.consultation import SUMMARY
from tattoobot.domain.conversation import open_question, summary_of
from tattoobot.domain.conversation.appointment import ASKS, CONFIRMS, MOVES, answer_of
from tattoobot.domain.lead import Lead, Status
from tattoobot.domain.reminder_rules import CONFIRM, Rule
from tattoobot.domain.reminders import Facts
from tattoobot.domain.says import Phrase, Say, Tap


@dataclass(frozen=True, slots=True)
class Words:
    say: Say
    facts: dict[str, str] = field(default_factory=dict)
    """For the template that says the same outside the service window."""


async def for_client(db: Connection, house: House, lead: Lead, client: Client, rule: Rule) -> Words:
    if lead.status is Status.QUALIFYING:
        return Words(_with_open_question(house, lead, rule))
    if lead.status is Status.AWAITING_DEPOSIT:
        return await _about_deposit(db, house, lead, client, rule)
    if lead.status is Status.BOOKING_PENDING:
        return _about_date(rule, await reminders.booking_link(db, lead.id))
    if lead.status is Status.BOOKED:
        return await _about_appointment(db, house, lead, client, rule)
    return Words(Say((Phrase(rule.phrase),)))


async def for_artist(
    db: Connection, house: House, lead: Lead, client: Client, known: Facts, rule: Rule
) -> str:
    """Names the deposit, where the sentence speaks of one and there is one."""
    wording = house.wording(None, house.artist_of(lead))
    with_amount = f"{rule.phrase}.amount"
    deposit = await deposits.newest(db, lead.id) if wording.has(with_amount) else None
    key = with_amount if deposit else rule.phrase
    amount = wording.money(deposit.amount, deposit.currency) if deposit else ""
    since = wording.moment(known.status_since)
    when = wording.moment(known.starts_at) if known.starts_at else ""
    return wording.say(key, id=lead.id, name=client.called, since=since, when=when, amount=amount)


async def facts_for_artist(db: Connection, house: House, lead: Lead, client: Client) -> dict[str, str]:
    """What the artist's templates may say of a lead."""
    wording = house.wording(None, house.artist_of(lead))
    deposit = await deposits.newest(db, lead.id)
    return {
        "client": client.called,
        "idea": wording.idea(lead.answers),
        "reason": wording.say("artist.remind.unanswered.short"),
        "amount": wording.money(deposit.amount, deposit.currency) if deposit else "?",
    }


def _with_open_question(house: House, lead: Lead, rule: Rule) -> Say:
    """The question is asked again in the same message: one tap, and the talk goes on."""
    reminder = Phrase(rule.phrase)
    if lead.current_question == SUMMARY:
        summary = summary_of(lead)
        return Say((reminder, *summary.phrases), summary.taps)
    asked = open_question(lead, house.studio)
    if asked is None or lead.current_question is None:
        return Say((reminder,))
    _, question = asked
    return Say((reminder, *question.phrases), question.taps)


async def _about_deposit(db: Connection, house: House, lead: Lead, client: Client, rule: Rule) -> Words:
    deposit = await deposits.newest(db, lead.id)
    if deposit is None:
        return Words(Say((Phrase(rule.phrase),)))
    wording = house.wording(client, house.artist_of(lead))
    facts = {
        "amount": wording.money(deposit.amount, deposit.currency),
        "until": wording.moment(deposit.expires_at),
    }
    phrase = Phrase(rule.phrase, facts)
    link = house.pay_link(deposit)
    if deposit.status == "open" and link and rule.asks_for_money:
        say = Say((phrase,), link=link, link_label="pay_deposit")
        return Words(say, {**facts, "link": link})
    return Words(Say((phrase,)), facts)


async def _about_appointment(db: Connection, house: House, lead: Lead, client: Client, rule: Rule) -> Words:
    starts_at = await leads.booked_for(db, lead.id)
    if starts_at is None:
        return Words(Say((Phrase(rule.phrase, {"when": "?"}),)))
    when = house.wording(client, house.artist_of(lead)).moment(starts_at)
    of = answer_of(starts_at)
    answers = (CONFIRMS, MOVES, ASKS) if rule.kind == CONFIRM else ()
    taps = tuple(Tap(tap.id + of, tap.phrase) for tap in answers)
    return Words(Say((Phrase(rule.phrase, {"when": when}),), taps), {"when": when, "reply": of})


def _about_date(rule: Rule, link: str | None) -> Words:
    if link:
        return Words(Say((Phrase(rule.phrase),), link=link, link_label="choose_date"), {"link": link})
    return Words(Say((Phrase(f"{rule.phrase}.by_chat"),)))
