"""Sort what arrived from WhatsApp: who wrote, what they wrote, and when they are to be answered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tattoobot.actions.house import House
from tattoobot.db import clients, outbox, transcript
from tattoobot.db.clients import Arrived, Handle
from tattoobot.db.engine import Connection
from tattoobot.domain.effects import MarkRead
from tattoobot.domain.messages import Inbound, Kind

PATIENCE = timedelta(seconds=12)
"""However long a burst goes on, its first message is answered after this."""


@dataclass(slots=True)
class _Sender:
    """All that one person sent in this batch."""

    handles: dict[Handle, None] = field(default_factory=dict)
    messages: list[Inbound] = field(default_factory=list)
    client_id: int = 0


async def keep_messages(db: Connection, house: House, messages: Sequence[Inbound], now: datetime) -> None:
    """Keep messages in the transcript of their clients, who are made when they are new."""
    messages = [message for message in messages if not _from_artist(house, message)]
    senders = _by_sender(messages)
    if not senders:
        return
    await _recognise(db, senders, now)
    await clients.lock(db, [sender.client_id for sender in senders])
    received = [(sender.client_id, message) for sender in senders for message in sender.messages]
    news = await transcript.keep(db, sorted(received, key=lambda pair: (pair[1].at, pair[1].provider_id)))
    arrived = [_arrived(house, sender, now) for sender in senders if sender.client_id in news]
    attentive = await clients.arrived(db, arrived, now, PATIENCE)
    # Where the answer comes at once, it says all that a sign of attention would.
    if house.reply_quiet:
        await _show_attention(db, [sender for sender in senders if sender.client_id in attentive], now)


async def _show_attention(db: Connection, senders: Sequence[_Sender], now: datetime) -> None:
    """Blue ticks and "typing…" at once. The newest message stands for all before it."""
    newest = [(max(sender.messages, key=lambda m: m.at), sender.client_id) for sender in senders]
    effects = [(MarkRead(message.provider_id), f"read:{client_id}") for message, client_id in newest]
    await outbox.put(db, effects, now, priority=1)


def _from_artist(house: House, message: Inbound) -> bool:
    return message.phone is not None and message.phone in {
        artist.whatsapp_number for artist in house.artists.values()
    }


def _by_sender(messages: Iterable[Inbound]) -> list[_Sender]:
    """Group messages by person: two that share a handle are from one."""
    by_handle: dict[Handle, _Sender] = {}
    for message in messages:
        handles = _handles(message)
        known = [by_handle[handle] for handle in handles if handle in by_handle]
        sender = known[0] if known else _Sender()
        for other in known[1:]:
            if other is not sender:
                sender.messages.extend(other.messages)
                sender.handles.update(other.handles)
        sender.messages.append(message)
        sender.handles.update(dict.fromkeys(handles))
        for handle in sender.handles:
            by_handle[handle] = sender
    return list({id(sender): sender for sender in by_handle.values()}.values())


def _handles(message: Inbound) -> list[Handle]:
    """The business-scoped user id first: it is the one that is always there."""
    named = (
        ("user_id", message.user_id),
        ("phone", message.phone),
        ("parent_user_id", message.parent_user_id),
    )
    return [Handle(kind, value) for kind, value in named if value]


async def _recognise(db: Connection, senders: Sequence[_Sender], now: datetime) -> None:
    """Find each sender's client by any of their handles; the rest are new clients."""
    owners = await clients.owners(db, [handle for sender in senders for handle in sender.handles])
    for sender in senders:
        known = [owners[handle] for handle in sender.handles if handle in owners]
        sender.client_id = known[0] if known else 0
    strangers = [sender for sender in senders if not sender.client_id]
    for sender, client_id in zip(strangers, await clients.create(db, len(strangers), now), strict=True):
        sender.client_id = client_id
    additions = [
        (sender.client_id, handle) for sender in senders for handle in sender.handles if handle not in owners
    ]
    if additions:
        await clients.add_handles(db, additions, now)


def _arrived(house: House, sender: _Sender, now: datetime) -> Arrived:
    newest = max(sender.messages, key=lambda message: message.at)
    tapped = any(message.kind is Kind.CHOICE for message in sender.messages)
    return Arrived(
        client_id=sender.client_id,
        name=newest.name,
        phone=newest.phone,
        user_id=newest.user_id,
        last_message_at=newest.at,
        answer_at=now if tapped else now + house.reply_quiet,
    )
