"""All who wait for an artist's yes, in one message with one button: never a reminder for each of them.

The button opens the first whom the message names, with the yes on the screen; its page leads on to the next.
"""

from datetime import datetime, timedelta

from tattoobot.actions.house import House, tell_browsers
from tattoobot.db import clients, desk_turn, leads, push, transcript, waiting
from tattoobot.db.artists import Artist
from tattoobot.db.engine import Connection
from tattoobot.db.transcript import Written
from tattoobot.db.waiting import DIGEST, Waiting
from tattoobot.domain import outside
from tattoobot.domain.action_links import PLACEHOLDER, Promised, label_of, one_button
from tattoobot.domain.lead import Action, Lead, Status, usual_actions
from tattoobot.domain.push import SAYS
from tattoobot.domain.understanding.thing import clauses_of

AT_MOST_EVERY = timedelta(hours=12)
"""They are named again so often where nobody is new among them."""
TOGETHER = timedelta(hours=4)
"""Who is new, and comes while several wait, is told of with them, so often at most."""
WORDS = 40
"""How much of an idea is said there."""
SHOWN = 12


async def tell_who_waits(
    db: Connection, house: House, artist: Artist, now: datetime, *, priority: int
) -> bool:
    """False where at most one waits, who is told of alone."""
    found = await waiting.undecided(db, artist.id)
    if len(found) < 2:
        return False
    told_lately = await waiting.digested(db, artist.id, now - AT_MOST_EVERY)
    if told_lately and await waiting.untold(db, artist.id):
        told_lately = await waiting.digested(db, artist.id, now - TOGETHER)
    if artist.whatsapp_number and not told_lately:
        await _tell(db, house, artist, found, now, priority)
    return True


async def tell_of_one_more(db: Connection, house: House, artist: Artist, lead: Lead, now: datetime) -> bool:
    """False where so few wait that a brief has a message of its own. Else it is told of with them, now or soon; and at
    once by browsers that show notices.
    """
    found = await waiting.undecided(db, artist.id)
    if len(found) <= house.studio.handover.briefs_alone:
        return False
    if artist.whatsapp_number and not await waiting.digested(db, artist.id, now - TOGETHER):
        await _tell(db, house, artist, found, now, priority=0, pushed=lead)
    elif artist.whatsapp_number and (await push.way(db, artist.id, now)).reached:
        await tell_browsers(db, artist, lead.id, _of_one(house, artist, lead), now)
    return True


def _of_one(house: House, artist: Artist, lead: Lead) -> str:
    return house.wording(None, artist).say(SAYS["artist_enquiry"], id=lead.id)


async def _tell(
    db: Connection,
    house: House,
    artist: Artist,
    found: list[Waiting],
    now: datetime,
    priority: int,
    pushed: Lead | None = None,
) -> None:
    """Browsers say the same in short; of one that has just come (`pushed`) they say that."""
    wording, way = house.wording(None, artist), await push.way(db, artist.id, now)
    new = await waiting.untold(db, artist.id)
    # In the order of the desk; those that the artist has heard of are not named again beside new ones.
    named = [one for one in found if one.lead_id in new] or found
    ideas = []
    for one in named[:SHOWN]:
        lead = await leads.by_id(db, one.lead_id)
        client = await clients.by_id(db, lead.client_id)
        idea = wording.idea(lead.answers) if "idea" in lead.answers else client.called
        thing = clauses_of(idea)[0].strip(",.;:!? ")
        ideas.append(outside.without_links(outside.one_line(thing, WORDS)))
    # All whom the desk counts: beside those who are to be decided about, who wants an answer or a date.
    count, waits = await desk_turn.count(db, [artist.id]), await desk_turn.who_waits(db, [artist.id])
    if count > len(ideas):
        ideas.append("…")
    first, listed = named[0], " · ".join(ideas)
    key = "artist.waiting" if len(named) == len(found) else "artist.waiting.new"
    since = wording.when(min(turn.since for turn in waits), now)
    text = wording.say(key, count=count, since=since, new=len(named), ideas=listed)
    facts = {"count": str(count), "ideas": listed, "page": PLACEHOLDER}
    written = Written(
        one_button(text, wording.say(label_of(Action.APPROVE))),
        lead_id=first.lead_id,
        artist_id=artist.id,
        priority=priority,
        held_back=way.reached and way.instead,
        instead=house.template(DIGEST, wording, **facts),
        links=Promised(
            usual_actions(Status.PENDING_APPROVAL, to_come=False),
            first.status,
            tuple((one.lead_id, Action.APPROVE, one.status) for one in found if one is not first),
        ),
    )
    await transcript.write(db, [written], now)
    if way.reached:
        all_of_them = wording.say("artist.push.waiting", count=count)
        said = _of_one(house, artist, pushed) if pushed else all_of_them
        of, notice_id = pushed.id if pushed else None, await push.last_written(db)
        await tell_browsers(db, artist, of, said, now, notice_id=notice_id)
