"""The artist writes to the bot's own number: words for a client go to that client, and nothing is met with silence.

What decides is never done by words alone: they bring the link whose page says what will happen.
"""

from datetime import datetime, timedelta
from typing import Any

from tattoobot.actions.answer_client import ClientOptedOut, answer_client
from tattoobot.actions.house import House, to_artist
from tattoobot.actions.send_desk_link import send_desk_link
from tattoobot.db import clients, desk_turn, leads, transcript, waiting
from tattoobot.db.artists import Artist
from tattoobot.db.engine import Connection
from tattoobot.db.transcript import Written
from tattoobot.domain import artist_commands, outside, service_window
from tattoobot.domain.artist_commands import DECIDES, Heard, Verb
from tattoobot.domain.lead import Action, Lead, usual_actions
from tattoobot.domain.messages import Inbound, Kind, Text
from tattoobot.errors import LeadNotFound

AN_HOUR = timedelta(hours=1)
TOLD_AN_HOUR = 6
"""How things work is said so often: the artist's phone may answer by itself, and would never stop."""
SHOWN = 10
"""So many who wait stand in a list."""
WORDS = 60


async def hear_artist(
    db: Connection, house: House, artist: Artist, message: Inbound, now: datetime, *, told: bool
) -> None:
    """`told`: how things work is not worth saying. What had waited goes out to them already, or they wrote long ago."""
    if message.kind is not Kind.TEXT or message.forwarded:
        if not told and message.kind not in {Kind.REACTION, Kind.REVOKE}:
            await _explain(db, house, artist, "artist.heard.no_words", now)
        return
    about = await waiting.enquiry_of(db, message.reply_to, artist.id) if message.reply_to else None
    heard = artist_commands.read(message.text, about)
    if message.reply_to and heard.lead_id is None and heard.verb is Verb.NONE:
        heard = Heard(Verb.WHICH)
    if heard.lead_id is not None:
        await _of_one(db, house, artist, heard, now)
    elif heard.verb is Verb.LIST:
        await _list(db, house, artist, now)
    elif heard.verb is Verb.DESK:
        if await waiting.said_about_nobody(db, artist.id, now - AN_HOUR) < TOLD_AN_HOUR:
            await send_desk_link(db, house, artist, now)
    elif heard.verb is Verb.WHICH:
        await _explain(db, house, artist, "artist.heard.which", now)
    elif heard.verb is Verb.HELP or not told:
        await _explain(db, house, artist, "artist.how_to_decide", now)


async def _of_one(db: Connection, house: House, artist: Artist, heard: Heard, now: datetime) -> None:
    assert heard.lead_id is not None
    lead = await _theirs(db, house, artist, heard.lead_id)
    if lead is None:
        await _explain(db, house, artist, "artist.heard.unknown", now, id=heard.lead_id)
    elif heard.verb is Verb.ANSWER:
        await _answer(db, house, lead, heard.words, now)
    else:
        await _show(db, house, lead, heard.verb, now)


async def _theirs(db: Connection, house: House, artist: Artist, lead_id: int) -> Lead | None:
    """The enquiry, where it is one of this artist's."""
    try:
        lead = await leads.locked(db, lead_id)
    except LeadNotFound:
        return None
    return lead if house.artist_of(lead).id == artist.id else None


async def _answer(db: Connection, house: House, lead: Lead, words: str, now: datetime) -> None:
    wording = house.wording(None, house.artist_of(lead))
    client = await clients.by_id(db, lead.client_id)
    try:
        await answer_client(db, house, lead.id, words, now, may_wait=True)
    except ClientOptedOut:
        text = wording.say("artist.heard.silent", id=lead.id, name=client.called)
        await to_artist(db, house, lead, text, (), now)
        return
    later = service_window.is_closed(client.last_message_at, now)
    key = "artist.heard.later" if later else "artist.heard.sent"
    text = wording.say(key, id=lead.id, name=client.called)
    await to_artist(db, house, lead, text, (Action.HAND_BACK,), now)


async def _show(db: Connection, house: House, lead: Lead, verb: Verb, now: datetime) -> None:
    """What can be done with it, by links."""
    wording = house.wording(None, house.artist_of(lead))
    client = await clients.by_id(db, lead.client_id)
    starts_at = await leads.booked_for(db, lead.id)
    possible = usual_actions(lead.status, to_come=starts_at is not None and starts_at > now)
    wanted = Action(verb) if verb in DECIDES else None
    actions = (wanted, Action.ANSWER) if wanted in possible and wanted is not None else possible
    lines = [
        wording.say(
            "artist.heard.one",
            id=lead.id,
            name=client.called,
            idea=outside.one_line(wording.idea(lead.answers), WORDS),
            state=wording.say(f"status.{lead.status}"),
        )
    ]
    if wanted is not None and wanted not in possible:
        lines.append(wording.say("artist.heard.not_now"))
    elif wanted is not None:
        lines.append(wording.say("artist.heard.confirm"))
    await to_artist(db, house, lead, "\n".join(lines), actions, now)


async def _list(db: Connection, house: House, artist: Artist, now: datetime) -> None:
    wording = house.wording(None, artist)
    count = await desk_turn.count(db, [artist.id])
    if not count:
        await _explain(db, house, artist, "artist.heard.nobody", now)
        return
    lines = []
    for one in (await desk_turn.who_waits(db, [artist.id]))[:SHOWN]:
        idea = outside.one_line(wording.idea(one.lead.answers), WORDS)
        lines.append(wording.say("artist.heard.waits", id=one.lead.id, name=one.client.called, idea=idea))
    if count > SHOWN:
        lines.append(wording.say("artist.more_wait.rest", count=count - SHOWN))
    said = outside.without_links("\n".join([wording.say("artist.heard.list", count=count), *lines]))
    await _say(db, artist, said, now)


async def _explain(
    db: Connection, house: House, artist: Artist, key: str, now: datetime, **facts: Any
) -> None:
    await _say(db, artist, house.wording(None, artist).say(key, **facts), now)


async def _say(db: Connection, artist: Artist, text: str, now: datetime) -> None:
    if await waiting.said_about_nobody(db, artist.id, now - AN_HOUR) < TOLD_AN_HOUR:
        await transcript.write(db, [Written(Text(text), artist_id=artist.id)], now)
