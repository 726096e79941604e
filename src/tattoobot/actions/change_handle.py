"""A client goes by another number or user id from now on."""

from datetime import datetime

from tattoobot.actions.merge_clients import merge_clients
from tattoobot.db import clients, leads, transcript
from tattoobot.db.clients import Handle
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Entry
from tattoobot.db.transcript import Aside
from tattoobot.domain.lead import Actor
from tattoobot.domain.messages import HandleChanged, Inbound


async def change_handle(
    db: Connection, change: HandleChanged, now: datetime, message: Inbound | None = None
) -> None:
    """The old handles become history, the new ones are added: with both, it is the same client.

    Told late, when the client has already written under the new ones, two clients become one. Told again, nothing
    happens. `message` is WhatsApp's own line about it, where there is one.
    """
    before = _handles(change.phone, change.user_id)
    after = _handles(change.new_phone, change.new_user_id)
    owners = await clients.owners(db, [*before, *after])
    # The user id first: a number can have gone to somebody else already.
    old = next((owners[handle].client_id for handle in before if handle in owners), None)
    known = {owners[handle].client_id for handle in after if handle in owners} | ({old} if old else set())
    if message is not None and not await _keep_line(db, message, old, now):
        return
    if not known or not after:
        return
    await clients.lock(db, known)
    outdated = await _outdated(db, change, old, message) if old else []
    client_id = min(known)
    for other in sorted(known - {client_id}):
        await merge_clients(db, client_id, other, now)
    await clients.let_go_of_handles(db, [handle for handle in outdated if handle not in after], now)
    await _go_by(db, client_id, after, now)
    await _note(db, client_id, after, now)


def _handles(phone: str | None, user_id: str | None) -> list[Handle]:
    named = (("user_id", user_id), ("phone", phone))
    return [Handle(kind, value) for kind, value in named if value]


async def _outdated(db: Connection, change: HandleChanged, old: int, message: Inbound | None) -> list[Handle]:
    """Handles that this client no longer goes by.

    WhatsApp gives a new user id with a new number, and only then. So the number that we know is theirs no longer,
    even where the new one is withheld: what is sent there would reach a stranger. Unless it is named beside the
    new user id; WhatsApp's own line names the number before.
    """
    known = (await clients.by_id(db, old)).phone
    named = {change.phone} if message is None else set()
    phones = {known, change.phone} - named
    return [*_handles(None, change.user_id), *(Handle("phone", phone) for phone in phones if phone)]


async def _keep_line(db: Connection, message: Inbound, client_id: int | None, now: datetime) -> bool:
    """False where this very message has been dealt with, however long ago."""
    return not message.provider_id or bool(
        await transcript.keep_aside(db, [Aside(message, client_id=client_id)], now)
    )


async def _go_by(db: Connection, client_id: int, handles: list[Handle], now: datetime) -> None:
    held = [(client_id, handle) for handle in handles]
    await clients.close_other_handles(db, held, now)
    await clients.add_handles(db, held, now)
    shown = {handle.kind: handle.value for handle in handles}
    await clients.shown_as(db, client_id, phone=shown.get("phone"), user_id=shown.get("user_id"))


async def _note(db: Connection, client_id: int, handles: list[Handle], now: datetime) -> None:
    lead = (await leads.latest(db, [client_id])).get(client_id)
    if lead is not None:
        detail = {"kinds": [handle.kind for handle in handles]}
        await leads.enter(db, [Entry(lead.id, Actor.CLIENT, "handle_changed", detail=detail)], now)
