"""Answer clients: everything that each has sent since their last turn, decided at once, committed together."""

import asyncio
import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from tattoobot.actions import hand_over
from tattoobot.actions.hand_back import finish
from tattoobot.actions.house import House, to_client
from tattoobot.actions.look_up_page import look_up_page
from tattoobot.actions.pass_on import pass_on
from tattoobot.actions.request_deposit import link_sent, owed_for
from tattoobot.actions.send_brief import send_brief
from tattoobot.db import (
    clients,
    data_links,
    deposits,
    handovers,
    leads,
    outbox,
    photos,
    reminders,
    said,
    transcript,
)
from tattoobot.db import turns as db_turns
from tattoobot.db.deposits import Deposit
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Entry, Flag
from tattoobot.db.photos import NewPhoto
from tattoobot.db.transcript import Unread, Written
from tattoobot.domain import conversation
from tattoobot.domain.client import Client
from tattoobot.domain.conversation import Decision, Quiet
from tattoobot.domain.conversation.own_data import ARCHIVE
from tattoobot.domain.deposit import TOO_SHORT, Owed, Payable, stands
from tattoobot.domain.effects import EraseClient, FetchPhoto
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.handover import Handover
from tattoobot.domain.lead import Actor, Happened, Lead, Status
from tattoobot.domain.messages import Kind, Original
from tattoobot.domain.says import Say


@dataclass(slots=True)
class _Turn:
    """One client's turn between the decision and the commit."""

    client: Client
    unread: list[Unread]
    decision: Decision
    lead: Lead | None
    before: Lead | None
    handover: Handover | None = None
    """Open when the turn began."""
    owed: Owed | None = None
    promised: Handover | None = None
    """The handover in which an answer was promised last; the clock may have ended it."""
    entries: list[Entry] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)
    archive: str | None = None
    """The token of a link to all that is kept about them, where they asked for it."""
    has_more: bool = False
    """They have sent more than one turn answers."""

    @property
    def words(self) -> str:
        """For the notice to the artist, which leaves out what is about their health."""
        if self.decision.about_health:
            return ""
        return "\n".join(item.message.text for item in self.unread if item.message.text)

    @property
    def said(self) -> list[int]:
        """The messages that hold those words."""
        return [] if self.decision.about_health else [item.id for item in self.unread if item.message.text]


SEND_SUMMARY = "summary:send"
"""The choice below a summary that sends it."""
MOST_AT_ONCE = 50
"""So many messages of one client are answered in a turn; what is beyond them is the next turn."""
ARCHIVE_LINK_LIVES = timedelta(hours=1)
LONG = 10_000
"""So many characters take so long to read that they are read in a thread: whoever else waits is not kept waiting."""

SAID_AFTERWARDS = frozenset(Status) - {Status.QUALIFYING, Status.AWAITING_DEPOSIT, Status.LAPSED}
"""Where one who comes back with START gets the last news that was kept from them. Elsewhere the answer itself tells how
things stand: the open question, the link that can be paid."""


async def take_turns(
    db: Connection, house: House, now: datetime, *, limit: int = 50, only: int | None = None
) -> list[list[str]]:
    """Take the turns that are due (of one client: `only`), and that nobody else is taking.

    Returns, for each, WhatsApp's ids of the messages that it answered.
    """
    due = await clients.due(db, now, limit) if only is None else await clients.due_one(db, only, now)
    if not due:
        return []
    ids = [client.id for client in due]
    unread = defaultdict(list)
    for message in await transcript.unread(db, ids, MOST_AT_ONCE + 1):
        unread[message.client_id].append(message)
    known = await leads.latest(db, ids)
    held, unkept = await handovers.open_and_unkept_among(db, ids, now)
    answered = [item.message.reply_to for items in unread.values() for item in items if item.message.reply_to]
    quoted = await leads.of_messages(db, answered, ids)
    changed, deleted = _about(Kind.EDIT, unread), _about(Kind.REVOKE, unread)
    originals = await said.originals(db, [by for _, by in changed], [by for _, by in deleted], ids)
    owed = await _deposits(db, house, [*known.values(), *quoted.values()], now)
    summaries = await _summaries(db, known, unread)
    fixed = [lead.id for lead in known.values() if lead.status is Status.BOOKED]
    asked_to_come = await reminders.asked_to_come(db, fixed) if fixed else frozenset()
    around = _Around(house, now, known, held, unkept, owed, quoted, originals, summaries, asked_to_come)
    turns = [await _decided(around, client, unread[client.id]) for client in due]
    await _open_leads(db, house, turns, now)
    for turn in turns:
        _carry_out(house, turn)
    await _commit(db, turns, now)
    await _hand_over(db, house, turns, now)
    await _tell_artists(db, house, turns, now)
    return [[item.message.provider_id for item in turn.unread] for turn in turns]


def _about(kind: Kind, unread: Mapping[int, Sequence[Unread]]) -> list[tuple[int, str]]:
    """By client, the messages that are changed or deleted by those of this kind."""
    messages = [(client_id, item.message) for client_id, items in unread.items() for item in items]
    return [(client_id, m.reply_to) for client_id, m in messages if m.kind is kind and m.reply_to]


async def _summaries(
    db: Connection, known: Mapping[int, Lead], unread: Mapping[int, Sequence[Unread]]
) -> dict[int, str]:
    """Of those who react to something: by lead, the message that offers to send the summary."""
    reacted = [
        known[client_id].id
        for client_id, items in unread.items()
        if client_id in known and any(item.message.kind is Kind.REACTION for item in items)
    ]
    return await said.newest_with(db, reacted, SEND_SUMMARY)


async def _deposits(db: Connection, house: House, known: Iterable[Lead], now: datetime) -> dict[int, Owed]:
    awaited = [lead.id for lead in known if lead.status in {Status.AWAITING_DEPOSIT, Status.LAPSED}]
    others = [lead.id for lead in known if lead.id not in awaited and lead.status is not Status.QUALIFYING]
    if not awaited and not others:
        return {}
    found = await deposits.that_matter_among(db, awaited, others)
    in_doubt = await leads.flagged(db, awaited, FlagReason.PAYMENT_MISMATCH) if awaited else frozenset()
    for lead_id, deposit in found.items():
        if deposit.session_id is not None and lead_id in awaited:
            # Whatever they write now: they may have paid, and the event may never come.
            await look_up_page(db, deposit.id, lead_id, now)
    return {
        lead_id: await _owed(db, house, deposit, now, in_doubt=lead_id in in_doubt)
        for lead_id, deposit in found.items()
    }


async def _owed(db: Connection, house: House, deposit: Deposit, now: datetime, *, in_doubt: bool) -> Owed:
    how = stands(deposit.status, deposit.expires_at, now, in_doubt=in_doubt)
    if how is Payable.OPEN and deposit.url is not None and deposit.expires_at - now > TOO_SHORT:
        return await owed_for(db, house, deposit)
    return Owed(deposit.id, how, deposit.left, deposit.expires_at)


@dataclass(frozen=True, slots=True)
class _Around:
    """What is known around the turns that are due."""

    house: House
    now: datetime
    leads: Mapping[int, Lead]
    handovers: Mapping[int, Handover]
    unkept: Mapping[int, Handover]
    """Those that the clock has ended while the client still waited."""
    owed: Mapping[int, Owed]
    quoted: Mapping[str, Lead]
    """What the messages were about that clients tapped or answered."""
    originals: Mapping[str, Original]
    summaries: Mapping[int, str]
    asked_to_come: frozenset[int]
    """Leads whose client has yet to say whether they come on their date."""


async def _decided(around: _Around, client: Client, unread: list[Unread]) -> _Turn:
    """The decision about one client's messages, taken so that others in this process go on meanwhile."""
    heard = unread[:MOST_AT_ONCE]
    if sum(len(item.message.text) for item in heard) > LONG:
        turn = await asyncio.to_thread(_decide, around, client, heard)
    else:
        await asyncio.sleep(0)
        turn = _decide(around, client, heard)
    turn.has_more = len(unread) > len(heard)
    return turn


def _decide(around: _Around, client: Client, unread: list[Unread]) -> _Turn:
    messages = [item.message for item in unread]
    lead, handover = around.leads.get(client.id), around.handovers.get(client.id)
    owed = around.owed.get(lead.id) if lead else None
    theirs = {by: about for by, about in around.quoted.items() if about.client_id == client.id}
    summary_id = around.summaries.get(lead.id) if lead else None
    of_lead = (client.id, lead.id if lead else None)
    before = {by: one for by, one in around.originals.items() if (one.client_id, one.lead_id) == of_lead}
    decision = conversation.reply(
        client,
        lead,
        messages,
        around.now,
        around.house.studio,
        handover,
        owed.stands if owed else Payable.OPEN,
        theirs,
        summary_id,
        before,
        owed,
        around.unkept.get(client.id),
        asked_to_come=lead is not None and lead.id in around.asked_to_come,
    )
    known = None if decision.opens else lead
    promised = handover or around.unkept.get(client.id)
    return _Turn(client, unread, decision, decision.lead, known, handover, owed, promised=promised)


async def _open_leads(db: Connection, house: House, turns: Sequence[_Turn], now: datetime) -> None:
    opening = [turn for turn in turns if turn.decision.opens and turn.lead is not None]
    if not opening:
        return
    await _put_aside(db, [turn.decision.put_aside for turn in opening if turn.decision.put_aside], now)
    artist = house.first_artist.id
    ids = await leads.open_new(db, [(turn.client.id, artist) for turn in opening], now)
    for turn in opening:
        assert turn.lead is not None
        turn.lead = replace(turn.lead, id=ids[turn.client.id], artist_id=artist)
        turn.entries.append(Entry(turn.lead.id, Actor.CLIENT, "enquired", None, turn.lead.status))


async def _put_aside(db: Connection, asides: Sequence[Lead], now: datetime) -> None:
    """Before the new ones open: a client has at most one that is open."""
    moved = [lead.moved(Happened.WENT_QUIET) for lead in asides]
    entries = [
        Entry(lead.id, Actor.CLIENT, Happened.WENT_QUIET, lead.status, after.status)
        for lead, after in zip(asides, moved, strict=True)
    ]
    await leads.save(db, moved, entries, now)


def _carry_out(house: House, turn: _Turn) -> None:
    """Turn the decision into rows: where the lead moves, what is said, what the timeline shows."""
    decision = turn.decision
    opted_out = turn.client.opted_out if decision.opted_out is None else decision.opted_out
    under_age = decision.under_age or turn.client.under_age
    if under_age is not None and decision.under_age is not None and turn.lead is not None:
        under_age = replace(under_age, lead_id=under_age.lead_id or turn.lead.id)
    turn.client = replace(
        turn.client, language=decision.language, opted_out=opted_out, under_age=under_age, pace=decision.pace
    )
    if turn.lead is not None:
        for note in decision.notes:
            turn.entries.append(Entry(turn.lead.id, Actor.CLIENT, note.happened, detail=note.detail))
        for happened in decision.happened:
            moved = turn.lead.moved(happened)
            turn.entries.append(Entry(turn.lead.id, Actor.CLIENT, happened, turn.lead.status, moved.status))
            turn.lead = moved
        if decision.opted_out is not None:
            turn.entries.append(Entry(turn.lead.id, Actor.CLIENT, "opted_out" if opted_out else "opted_in"))
    for say in decision.says:
        turn.written.append(_written(house, turn, say))
    if (
        turn.owed is not None
        and turn.lead is not None
        and any(say.link not in {None, ARCHIVE} for say in decision.says)
    ):
        turn.entries.append(link_sent(turn.lead.id, turn.owed.id))


def _written(house: House, turn: _Turn, say: Say) -> Written:
    """The answer to a client's own message, which one who has just opted out gets too."""
    if say.link == ARCHIVE:
        turn.archive = secrets.token_urlsafe(32)
        say = replace(say, link=f"{house.public_base_url}/mine/{turn.archive}")
    lead = turn.lead or Lead(0, turn.client.id, house.first_artist.id, Status.QUALIFYING)
    return to_client(house, turn.client, lead, say, even_if_opted_out=True)


async def _commit(db: Connection, turns: Sequence[_Turn], now: datetime) -> None:
    changed = [turn.lead for turn in turns if turn.lead is not None and turn.lead != turn.before]
    await leads.save(db, changed, [entry for turn in turns for entry in turn.entries], now)
    for turn in turns:
        if turn.lead is not None and turn.decision.takes_back:
            await leads.resolve_flags(db, turn.lead.id, now, among=turn.decision.takes_back)
    await leads.raise_flags(db, [flag for turn in turns for flag in _flags(turn)], now)
    for turn in turns:
        await _note_opting(db, turn, now)
    new_photos = [photo for turn in turns for photo in _photos(turn)]
    if new_photos:
        fetches = [(FetchPhoto(n), f"photo:{n}") for n in await photos.add(db, new_photos, now)]
        await outbox.put(db, fetches, now, priority=1)
    # Not sooner: the message that opens the window may be STOP, which only its words tell.
    await transcript.release(db, now, clients=[turn.client.id for turn in turns if not turn.client.opted_out])
    await transcript.write(db, [message for turn in turns for message in turn.written], now)
    asking = [(turn.client.id, turn.archive) for turn in turns if turn.archive is not None]
    await data_links.issue(db, asking, now + ARCHIVE_LINK_LIVES, now)
    leaving = [turn.client.id for turn in turns if turn.decision.erases]
    # In the line of what is said to them: after the farewell.
    await outbox.put(db, [(EraseClient(one), f"client:{one}") for one in leaving], now)
    for turn in turns:
        if turn.decision.opted_out is False and turn.lead is not None and turn.lead.status in SAID_AFTERWARDS:
            await said.after_all(db, turn.client.id, turn.lead.id, now)
    await said.forget(db, _about(Kind.REVOKE, {turn.client.id: turn.unread for turn in turns}))
    over = [(turn.client, now if turn.has_more else None) for turn in turns]
    dealt_with = [(item.id, turn.lead.id if turn.lead else None) for turn in turns for item in turn.unread]
    await db_turns.over(db, over, dealt_with, now)


def _flags(turn: _Turn) -> list[Flag]:
    return [Flag(turn.lead.id, reason) for reason in turn.decision.needs_artist] if turn.lead else []


async def _note_opting(db: Connection, turn: _Turn, now: datetime) -> None:
    if turn.decision.opted_out is True:
        await clients.opt_out(db, turn.client.id, now, turn.unread[-1].message.text)
        await outbox.hold_back(db, turn.client.id)
    elif turn.decision.opted_out is False:
        await clients.opt_in(db, turn.client.id, now, turn.unread[-1].message.text)


def _photos(turn: _Turn) -> list[NewPhoto]:
    return [
        NewPhoto(
            turn.client.id,
            turn.lead.id if turn.lead else None,
            item.id,
            item.message.media.id,
            item.message.media.mime_type,
            item.message.text,
        )
        for item in turn.unread
        if item.message.media is not None and item.message.kind is not Kind.EDIT
    ]


async def _hand_over(db: Connection, house: House, turns: Sequence[_Turn], now: datetime) -> None:
    """End the handovers that are over, begin those that are called for, and say what is written meanwhile."""
    for turn in turns:
        client, lead, decision = turn.client, turn.lead, turn.decision
        if turn.promised is not None and decision.tells_late:
            await handovers.told_late(db, turn.promised.id, now)
        if turn.handover is not None and decision.resumes:
            await finish(db, house, turn.handover, Actor.CLOCK, now)
        if lead is None:
            continue
        if decision.hands_over is not None:
            await hand_over.begin(
                db,
                house,
                client,
                lead,
                decision.hands_over,
                Actor.CLIENT,
                now,
                words=turn.words,
                said=turn.said,
            )
        elif (
            turn.handover is not None
            and not decision.resumes
            and (decision.quiet is Quiet.WITH_ARTIST or decision.meanwhile or decision.tells_late)
        ):
            await hand_over.tell_more(db, house, client, lead, turn.handover, turn.words, turn.said, now)


async def _tell_artists(db: Connection, house: House, turns: Sequence[_Turn], now: datetime) -> None:
    for turn in turns:
        client, lead, decision = turn.client, turn.lead, turn.decision
        if lead is None:
            continue
        if Happened.BRIEF_COMPLETED in decision.happened:
            await send_brief(db, house, client, lead, now)
        if decision.hands_over is None:
            await pass_on(db, house, client, lead, decision.passed_on, turn.words, now, said=turn.said)
