"""Sort what arrived from WhatsApp: who wrote, what they wrote, and when they are to be answered."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from tattoobot.actions.hear_artist import hear_artist
from tattoobot.actions.house import House
from tattoobot.actions.recognise import Sender, by_sender, handles_of, recognise
from tattoobot.db import artists, clients, handovers, outbox, reminders, transcript
from tattoobot.db.clients import Arrived
from tattoobot.db.engine import Connection
from tattoobot.db.transcript import Aside
from tattoobot.domain import phone
from tattoobot.domain.effects import MarkRead
from tattoobot.domain.messages import Inbound, Kind

PATIENCE = timedelta(seconds=12)
"""However long a burst goes on, its first message is answered after this."""
STILL_THERE = timedelta(minutes=15)
"""A message that comes later than this is no longer answered with how things work."""


async def keep_messages(db: Connection, house: House, messages: Sequence[Inbound], now: datetime) -> None:
    """Keep messages in the transcript of their clients, who are made when they are new."""
    from_clients = [message for message in messages if _expects_answer(house, message)]
    if len(from_clients) < len(messages):
        others = [message for message in messages if not _expects_answer(house, message)]
        await _keep_aside(db, house, others, now)
    if not from_clients:
        return
    senders = await recognise(db, by_sender(from_clients), now)
    news = await transcript.keep(db, _as_said(senders, from_clients))
    arrived = [_arrived(house, sender, now) for sender in senders if sender.client_id in news]
    attentive = await clients.arrived(db, arrived, now, PATIENCE)
    await reminders.take_back(db, news)
    # Where the answer comes at once, it says all that a sign of attention would.
    if house.reply_quiet:
        # Where a person answers, nothing is being typed.
        attentive -= (await handovers.open_among(db, attentive)).keys()
        await _show_attention(db, [sender for sender in senders if sender.client_id in attentive], now)


def _as_said(senders: Sequence[Sender], arrived: Sequence[Inbound]) -> list[tuple[int, Inbound]]:
    """All messages with their client, oldest first. Of what came within one second the order of arrival is the only
    thing that tells which was said first; WhatsApp's ids tell nothing."""
    client_of = {id(message): sender.client_id for sender in senders for message in sender.messages}
    as_said = [
        (client_of[id(message)], message) for message in sorted(arrived, key=lambda message: message.at)
    ]
    by_client: dict[int, list[Inbound]] = {}
    for client_id, message in as_said:
        by_client.setdefault(client_id, []).append(message)
    for sender in senders:
        sender.messages = by_client[sender.client_id]
    return as_said


def _expects_answer(house: House, message: Inbound) -> bool:
    """What a client says to us alone. Groups, WhatsApp itself and the artist get no answer from the bot."""
    return (
        message.group_id is None
        and message.kind is not Kind.SYSTEM
        and bool(message.phone or message.user_id)
        and _artist_who_wrote(house, message) is None
    )


def _artist_who_wrote(house: House, message: Inbound) -> int | None:
    if message.phone is None:
        return None
    return next(
        (
            id_
            for id_, artist in house.artists.items()
            if artist.whatsapp_number and phone.same(artist.whatsapp_number, message.phone)
        ),
        None,
    )


async def _keep_aside(db: Connection, house: House, messages: Sequence[Inbound], now: datetime) -> None:
    """Kept where it belongs, and dealt with. Nobody becomes a client by it, and no service window opens."""
    owners = await clients.owners(db, {handle for message in messages for handle in handles_of(message)})
    asides = []
    for message in messages:
        artist_id = _artist_who_wrote(house, message)
        known = [owners[handle].client_id for handle in handles_of(message) if handle in owners]
        client_id = known[0] if known and artist_id is None else None
        asides.append(Aside(message, client_id=client_id, artist_id=artist_id))
    new = await transcript.keep_aside(db, asides, now)
    theirs = [aside for aside in asides if aside.artist_id and not aside.message.group_id]
    if not theirs:
        return
    said = [(aside.artist_id, aside.message.at) for aside in theirs if aside.artist_id]
    await artists.heard(db, said)
    told = await transcript.release(db, now, artists=[artist_id for artist_id, _ in said])
    for aside in theirs:
        message, artist = aside.message, house.artists[aside.artist_id or 0]
        late = now - message.at >= STILL_THERE
        if message.provider_id in new:
            await hear_artist(db, house, artist, message, now, told=late or artist.id in told)


async def _show_attention(db: Connection, senders: Sequence[Sender], now: datetime) -> None:
    """Blue ticks and "typing…" at once. The newest message stands for all before it."""
    newest = [(sender.messages[-1], sender.client_id) for sender in senders]
    effects = [(MarkRead(message.provider_id), f"read:{client_id}") for message, client_id in newest]
    await outbox.put(db, effects, now, priority=1)


def _arrived(house: House, sender: Sender, now: datetime) -> Arrived:
    newest = sender.messages[-1]
    tapped = any(message.kind is Kind.CHOICE for message in sender.messages)
    return Arrived(
        client_id=sender.client_id,
        name=newest.name,
        phone=sender.current("phone"),
        user_id=sender.current("user_id"),
        last_message_at=newest.at,
        answer_at=now if tapped else now + house.reply_quiet,
    )
