"""A person answers from now on: the bot keeps quiet for this client, and the artist gets what they need to know."""

from collections.abc import Sequence
from datetime import datetime

from tattoobot.actions.call_artist import HANDOVER, may_call
from tattoobot.actions.house import House, to_artist
from tattoobot.db import calls, clients, handovers, leads
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Entry
from tattoobot.domain import outside
from tattoobot.domain.client import Client
from tattoobot.domain.handover import SILENT_ABOUT, Handover, Reason, answer_by
from tattoobot.domain.lead import HEALTH, Action, Actor, Lead
from tattoobot.errors import NotPossible
from tattoobot.wording import Wording

IDEA = 80
"""How much is said of what they would like: the page has it all."""

BESIDE = (Action.ANSWER, Action.HAND_BACK)
"""What the artist does while a person answers."""


async def hand_over(db: Connection, house: House, lead_id: int, now: datetime, *, tell: bool = True) -> Lead:
    """The artist takes over. The client is told nothing: they will hear from the artist. `tell`: the artist's chat too.

    Raises `NotPossible` where a person answers already.
    """
    lead = await leads.locked(db, lead_id)
    client = await clients.by_id(db, lead.client_id)
    if not await begin(db, house, client, lead, Reason.ARTIST_TOOK_OVER, Actor.ARTIST, now, tell=tell):
        raise NotPossible("A person answers this client already.")
    return lead


async def begin(
    db: Connection,
    house: House,
    client: Client,
    lead: Lead,
    reason: Reason,
    asked_by: Actor,
    now: datetime,
    *,
    words: str = "",
    said: Sequence[int] = (),
    tell: bool = True,
) -> bool:
    """False where one is open already. `words` are the client's last, of the messages `said`; the client is locked."""
    rules = house.studio.handover
    promised = answer_by(rules, now, house.studio.zone) if asked_by is Actor.CLIENT else None
    # What is promised for after a day off is not taken back by the clock before.
    resumes_at = max(now + rules.resume_after, promised or now)
    quotes = () if reason in SILENT_ABOUT else said
    begun = await handovers.begin(db, client.id, lead.id, reason, asked_by, now, resumes_at, promised, quotes)
    if begun is None:
        return False
    await leads.enter(db, [Entry(lead.id, asked_by, "handed_over", detail={"reason": reason})], now)
    # The artist who took over themselves knows; of many clients at once they hear together.
    if not tell:
        return True
    if asked_by is not Actor.CLIENT or await may_call(db, house, lead, f"{HANDOVER}{reason}", now, quotes):
        await _send_packet(db, house, client, lead, begun, words, now)
    return True


async def tell_more(
    db: Connection,
    house: House,
    client: Client,
    lead: Lead,
    handover: Handover,
    words: str,
    said: Sequence[int],
    now: datetime,
) -> None:
    """The client wrote again. The artist hears it at once; where they heard of this client just now, a little later."""
    at_once = handover.worth_telling(now, house.studio.handover)
    quotes = () if handover.reason in SILENT_ABOUT else said
    who = (house.artist_of(lead).id, client.id, lead.id)
    await calls.note(db, who, f"{HANDOVER}{handover.reason}", now, quotes, told=at_once)
    if not at_once:
        return
    wording = house.wording(None, house.artist_of(lead))
    text = wording.say("artist.handover.again", id=lead.id, name=client.called)
    await _notify(db, house, client, lead, handover, [text, *_quoted(wording, handover, words)], now)


async def remind_unanswered(db: Connection, house: House, now: datetime, *, limit: int = 50) -> int:
    """Remind the artist, once, of whom they have not answered by the time that was promised. Returns how many.

    In the quiet hours it waits for their end.
    """
    if house.studio.reminders.quiet.hold(now, house.studio.zone):
        return 0
    waiting = await handovers.remind(db, now, limit)
    for late in waiting:
        handover = late.handover
        lead = await leads.by_id(db, handover.lead_id)
        if not await may_call(db, house, lead, f"{HANDOVER}{handover.reason}", now, late.said):
            continue
        client = await clients.by_id(db, handover.client_id)
        wording = house.wording(None, house.artist_of(lead))
        reason, since = wording.say(f"handover.reason.{handover.reason}"), wording.moment(handover.since)
        text = wording.say("artist.handover.late", id=lead.id, name=client.called, reason=reason, since=since)
        lines = [text, *_quoted(wording, handover, late.words)]
        await _notify(
            db, house, client, lead, handover, lines, now, BESIDE if late.is_open else (Action.ANSWER,)
        )
    return len(waiting)


async def _send_packet(
    db: Connection, house: House, client: Client, lead: Lead, handover: Handover, words: str, now: datetime
) -> None:
    wording = house.wording(None, house.artist_of(lead))
    reason = wording.say(f"handover.reason.{handover.reason}")
    key = "artist.handover" if handover.asked_by is Actor.CLIENT else "artist.handover.yours"
    lines = [wording.say(key, id=lead.id, name=client.called, reason=reason)]
    if handover.asked_by is Actor.CLIENT:
        lines += _idea(wording, lead, handover)
        lines += _quoted(wording, handover, words)
        if HEALTH in lead.answers and handover.reason not in SILENT_ABOUT:
            lines.append(wording.say("artist.health"))
    await _notify(db, house, client, lead, handover, lines, now)


async def _notify(
    db: Connection,
    house: House,
    client: Client,
    lead: Lead,
    handover: Handover,
    lines: list[str],
    now: datetime,
    actions: tuple[Action, ...] = BESIDE,
) -> None:
    wording = house.wording(None, house.artist_of(lead))
    await to_artist(
        db,
        house,
        lead,
        "\n".join(lines),
        actions,
        now,
        template="artist_called",
        facts={"client": client.called, "reason": wording.say(f"handover.reason.{handover.reason}")},
    )
    await handovers.notified(db, handover.id, now)


def _idea(wording: Wording, lead: Lead, handover: Handover) -> list[str]:
    if "idea" not in lead.answers or handover.reason in SILENT_ABOUT:
        return []
    return [wording.in_short({"idea": lead.answers["idea"]}, room=IDEA)]


def _quoted(wording: Wording, handover: Handover, words: str) -> list[str]:
    if handover.reason in SILENT_ABOUT:
        return [wording.say("artist.health.page")]
    said = outside.quoted(words)
    return [said] if said else []
