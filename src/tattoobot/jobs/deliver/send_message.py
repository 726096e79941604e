"""Send a message of the transcript through WhatsApp."""

import asyncio
from datetime import timedelta

from tattoobot.actions.choose_template import choose_template
from tattoobot.actions.issue_desk_link import LIVES, UNASKED, issue_desk_link
from tattoobot.actions.issue_links import issue_links
from tattoobot.adapters.failures import DeliveryFailed
from tattoobot.adapters.whatsapp.payloads import NotSendable
from tattoobot.db import photos, transcript
from tattoobot.db.outbox import Delivery
from tattoobot.domain import service_window
from tattoobot.domain.delivery import Failure, Reaction
from tattoobot.domain.effects import SendMessage
from tattoobot.domain.messages import Outgoing, Template
from tattoobot.jobs.tools import Answer, Tools

CONTACT_SECONDS = 6.0
CONTACT_WINDOW = timedelta(seconds=45 * CONTACT_SECONDS)
CONTACT_ALLOWANCE = 40
"""WhatsApp lends 45 messages to one contact, at one every six seconds; a few are left for what is under way."""

LOOKS_FOR_PICTURES = 20
LOOK_SECONDS = 0.25


async def send_message(tools: Tools, delivery: Delivery[SendMessage]) -> Answer:
    assert delivery.message is not None
    assert delivery.to is not None
    message = delivery.message
    if isinstance(message, Template):
        message = await _as_may_be_sent(tools, delivery, message)
    elif service_window.is_closed(delivery.they_wrote_at, tools.now()):
        raise DeliveryFailed(Failure(Reaction.WINDOW_CLOSED, "They last wrote more than 24 hours ago."))
    await _keep_pace(tools, delivery)
    message = await _with_links(tools, delivery, message)
    try:
        return Answer(provider_id=await tools.whatsapp.send(delivery.to, message, delivery.reference))
    except NotSendable as error:
        raise DeliveryFailed(Failure(Reaction.REFUSED, str(error))) from error


async def _as_may_be_sent(tools: Tools, delivery: Delivery[SendMessage], template: Template) -> Template:
    """In the language in which Meta lets us send it now; the transcript shows which."""
    async with tools.database.transaction() as db:
        chosen = await choose_template(db, tools.house, template, delivery.client_id, tools.now())
        if chosen is not None and chosen != template:
            await transcript.reword(db, delivery.effect.message_id, chosen)
    if chosen is None:
        cause = f"The template {template.name} may not be sent now: `tattoobot templates sync` shows why."
        raise DeliveryFailed(Failure(Reaction.TEMPLATE_UNAVAILABLE, cause))
    return chosen


async def _keep_pace(tools: Tools, delivery: Delivery[SendMessage]) -> None:
    """Wait a moment with a contact who has had almost as many messages as WhatsApp allows."""
    if delivery.client_id is None or not tools.contacts.is_busy(delivery.client_id):
        return
    async with tools.database.reading() as db:
        recent = await transcript.sent_since(db, delivery.client_id, tools.now() - CONTACT_WINDOW)
    if recent >= CONTACT_ALLOWANCE:
        cause = "This contact has had many messages in a short time."
        raise DeliveryFailed(Failure(Reaction.SLOW_CONTACT, cause, retry_after=CONTACT_SECONDS))


async def _with_links(tools: Tools, delivery: Delivery[SendMessage], message: Outgoing) -> Outgoing:
    """The transcript keeps a placeholder for each: a link in the artist's chat opens what it is for."""
    if delivery.links is None:
        return message
    if delivery.links.desk_of is not None:
        # One that tells of those who wait was not asked for, and may be opened when there is time.
        lives = UNASKED if delivery.links.status else LIVES
        async with tools.database.transaction() as db:
            return await issue_desk_link(
                db, tools.house, delivery.links.desk_of, message, tools.now(), lives=lives
            )
    if delivery.lead_id is None:
        return message
    if delivery.links.pictured:
        await _pictures_are_here(tools, delivery.lead_id)
    async with tools.database.transaction() as db:
        return await issue_links(db, tools.house, delivery.lead_id, delivery.links, message, tools.now())


async def _pictures_are_here(tools: Tools, lead_id: int) -> None:
    """Who sends a picture and the enquiry in one breath has the picture above it. It is not waited for long."""
    for _ in range(LOOKS_FOR_PICTURES):
        async with tools.database.reading() as db:
            if not await photos.are_on_their_way(db, lead_id):
                return
        await asyncio.sleep(LOOK_SECONDS)
