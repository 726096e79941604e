"""Money that went otherwise than agreed reaches the artist by the channel they read."""

from datetime import datetime
from typing import Any

from tattoobot.actions.house import House, to_artist
from tattoobot.db import clients, leads
from tattoobot.db.deposits import Deposit
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Flag
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Action, Lead, Status, usual_actions
from tattoobot.domain.money import Money

MONEY_IS_HERE = (Action.REFUND, Action.FORFEIT)


async def tell_about_money(
    db: Connection,
    house: House,
    lead: Lead,
    news: str,
    now: datetime,
    *,
    offer: tuple[Action, ...] = (),
    **amounts: Money,
) -> None:
    """One message to the artist: `news` is a key of the wording, `amounts` are what it names.

    `offer` is what can be done about the money at once.
    """
    client = await clients.by_id(db, lead.client_id)
    own = house.wording(None, house.artist_of(lead))
    name = client.called
    said = own.say(news, **{key: own.money(one.amount, one.currency) for key, one in amounts.items()})
    text = own.say("artist.money", id=lead.id, name=name, news=said)
    facts = {"client": name, "reason": said}
    # While they decide, the money is part of what they decide about.
    deciding = (
        usual_actions(lead.status, to_come=False)
        if lead.status is Status.PENDING_APPROVAL
        else (*offer, Action.ANSWER)
    )
    actions = tuple(dict.fromkeys((*deciding, *offer)))
    await to_artist(db, house, lead, text, actions, now, template="artist_called", facts=facts)


async def needs_look(
    db: Connection,
    house: House,
    lead: Lead,
    flag: FlagReason,
    detail: dict[str, Any],
    news: str,
    now: datetime,
    *,
    offer: tuple[Action, ...] = (),
    **amounts: Money,
) -> None:
    """Flag it, and tell the artist once of each time that it happens: `detail` says which time it is."""
    if await leads.raise_anew(db, Flag(lead.id, flag, detail), now):
        await tell_about_money(db, house, lead, news, now, offer=offer, **amounts)


def amount_of(deposit: Deposit) -> Money:
    return Money(deposit.amount, deposit.currency)
