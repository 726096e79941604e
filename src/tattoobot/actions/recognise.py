"""Who wrote: the client behind the handles that a message shows. Known, new, or two who turn out to be one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tattoobot.actions.merge_clients import merge_clients
from tattoobot.db import clients
from tattoobot.db.clients import Handle, Owner, plain
from tattoobot.db.engine import Connection
from tattoobot.domain.messages import Inbound

RECYCLED_AFTER = timedelta(days=90)
"""A number that comes back with another user id after so long a silence has probably gone to somebody else."""


@dataclass(slots=True)
class Sender:
    """All that one person sent in this batch."""

    messages: list[Inbound] = field(default_factory=list)
    handles: dict[Handle, datetime] = field(default_factory=dict)
    """With the time at which WhatsApp last showed each."""
    outdated: set[Handle] = field(default_factory=set)
    """Handles that the client had given up by the time we read the message."""
    client_id: int = 0

    def current(self, kind: str) -> str | None:
        """Their newest handle of this kind."""
        held = [handle for handle in self.handles if handle.kind == kind and handle not in self.outdated]
        return max(held, key=self.handles.__getitem__).value if held else None

    def take_in(self, other: "Sender") -> None:
        self.messages.extend(other.messages)
        self.outdated |= other.outdated
        for handle, at in other.handles.items():
            self.handles[handle] = max(at, self.handles.get(handle, at))


def handles_of(message: Inbound) -> list[Handle]:
    """The business-scoped user id first: it is the one that is always there.

    Numbers in contact cards tell nothing about the sender, whatever the card says of its origin: whoever sends it
    wrote it, and we ask nobody for their number.
    """
    named = (
        ("user_id", message.user_id),
        ("phone", message.phone),
        ("parent_user_id", message.parent_user_id),
    )
    return [Handle(kind, value) for kind, value in named if value]


def by_sender(messages: Iterable[Inbound]) -> list[Sender]:
    """Group messages by person: two that share a handle are from one."""
    by_handle: dict[Handle, Sender] = {}
    for message in messages:
        handles = handles_of(message)
        sender = Sender([message], dict.fromkeys(handles, message.at))
        for other in {
            id(by_handle[handle]): by_handle[handle] for handle in map(plain, handles) if handle in by_handle
        }.values():
            other.take_in(sender)
            sender = other
        for handle in map(plain, sender.handles):
            by_handle[handle] = sender
    return list({id(sender): sender for sender in by_handle.values()}.values())


async def recognise(
    db: Connection, senders: Sequence[Sender], now: datetime, *, they_wrote: bool = True
) -> list[Sender]:
    """Find each sender's client by any of their handles, make those who are new, merge those who are one.

    Returns the senders, one per client; the clients are locked. Everything that tells who somebody is comes
    through the sorter of WhatsApp's inbox, one transaction at a time: nobody else merges meanwhile.
    """
    owners = await clients.owners(db, [handle for sender in senders for handle in sender.handles])
    former = await _former_owners(db, senders, owners, now)
    people = _People(owners, former)
    for sender in senders:
        people.place(sender)
    strangers = [sender for sender in senders if not sender.client_id]
    if strangers:
        new = await clients.create(db, len(strangers), now, they_wrote=they_wrote)
        for sender, client_id in zip(strangers, new, strict=True):
            sender.client_id = client_id
    found = _one_per_client(senders, people)
    if former:
        await clients.lock(db, [client_id for client_id, _ in former.values()])
    for gone, kept in sorted(people.merged.items()):
        await merge_clients(db, people.root(kept), gone, now)
    await _note_handles(db, found, people, {sender.client_id for sender in strangers}, now)
    return found


async def _former_owners(
    db: Connection, senders: Sequence[Sender], owners: dict[Handle, Owner], now: datetime
) -> dict[Handle, tuple[int, datetime]]:
    """Only for handles that nobody has now: mostly those of new clients."""
    unknown = [handle for sender in senders for handle in sender.handles if handle not in owners]
    return await clients.former_owners(db, unknown) if unknown else {}


class _People:
    """Which clients are behind the senders of a batch, and which of these clients are one."""

    def __init__(self, owners: dict[Handle, Owner], former: dict[Handle, tuple[int, datetime]]) -> None:
        self._owners = owners
        self._former = former
        self.merged: dict[int, int] = {}
        """The newer client → the older one that stays."""
        self.passed_on: list[Handle] = []

    def place(self, sender: Sender) -> None:
        known = {self.root(client_id) for client_id in self._clients_of(sender)}
        if not known:
            return
        sender.client_id = min(known)
        self.merged.update(dict.fromkeys(known - {sender.client_id}, sender.client_id))

    def root(self, client_id: int) -> int:
        while client_id in self.merged:
            client_id = self.merged[client_id]
        return client_id

    def is_known(self, handle: Handle) -> bool:
        return handle in self._owners and handle not in self.passed_on

    def _clients_of(self, sender: Sender) -> Iterable[int]:
        user_id = sender.current("user_id")
        for handle, at in sender.handles.items():
            owner = self._owners.get(handle)
            if owner is not None and handle.kind == "phone" and _has_gone_on(owner, user_id, at):
                self.passed_on.append(handle)
            elif owner is not None:
                yield owner.client_id
            elif handle in self._former and at <= self._former[handle][1]:
                sender.outdated.add(handle)
                yield self._former[handle][0]


def _has_gone_on(owner: Owner, user_id: str | None, at: datetime) -> bool:
    """Whether a number now belongs to another person: another user id, after a long silence of the one we know."""
    return (
        user_id is not None
        and owner.user_id not in {None, user_id}
        and owner.last_message_at is not None
        and at - owner.last_message_at > RECYCLED_AFTER
    )


def _one_per_client(senders: Sequence[Sender], people: _People) -> list[Sender]:
    found: dict[int, Sender] = {}
    for sender in senders:
        sender.client_id = people.root(sender.client_id)
        if sender.client_id in found:
            found[sender.client_id].take_in(sender)
        else:
            found[sender.client_id] = sender
    return list(found.values())


async def _note_handles(
    db: Connection, senders: Sequence[Sender], people: _People, new: set[int], now: datetime
) -> None:
    """New handles are added, and those that they replace become history."""
    changed = [
        sender
        for sender in senders
        if sender.client_id in people.merged.values()
        or any(not people.is_known(handle) for handle in sender.handles if handle not in sender.outdated)
    ]
    if not changed:
        return
    held = [
        (sender.client_id, handle)
        for sender in changed
        for handle in sender.handles
        if handle not in sender.outdated
    ]
    if people.passed_on:
        await clients.let_go_of_handles(db, people.passed_on, now)
    replaced = [(client_id, handle) for client_id, handle in held if client_id not in new]
    if replaced:
        await clients.close_other_handles(db, replaced, now)
    await clients.add_handles(db, held, now)
