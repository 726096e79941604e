"""What a studio hands in when a bank disputes a payment, as one text: by the admin API and by an artist's link."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.responses import PlainTextResponse, Response

from tattoobot.db import deposits, ledger, overview, terms
from tattoobot.db.deposits import Deposit
from tattoobot.db.engine import Connection
from tattoobot.db.overview import LeadOverview, Message, TimelineEntry
from tattoobot.db.terms import Accepted
from tattoobot.domain.ledger import Entry
from tattoobot.domain.money import text_of
from tattoobot.web import rendering


@dataclass(frozen=True, slots=True)
class Paid:
    """One deposit, with what was agreed about it and what happened to it."""

    deposit: Deposit
    accepted: list[Accepted]
    entries: list[Entry]


async def answer(db: Connection, studio: str, lead_id: int) -> Response:
    """The accepted terms, the ledger, the timeline and the conversation. Raises `LeadNotFound`."""
    found = await overview.one(db, lead_id)
    paid = [
        Paid(one, await terms.accepted(db, one.id), await ledger.of_deposit(db, one.id))
        for one in await deposits.of_lead(db, lead_id)
    ]
    timeline = await overview.timeline_of(db, lead_id)
    messages = await overview.messages_of(db, lead_id)
    text = "\n".join(_lines(studio, found, paid, timeline, messages))
    headers = {**rendering.HEADERS, "Content-Disposition": f'attachment; filename="evidence-{lead_id}.txt"'}
    return PlainTextResponse(f"{text}\n", headers=headers)


def _lines(
    studio: str,
    found: LeadOverview,
    paid: list[Paid],
    timeline: list[TimelineEntry],
    messages: list[Message],
) -> Iterator[str]:
    yield f"{studio}: enquiry #{found.lead.id} of {found.client.called}"
    for one in paid:
        deposit = one.deposit
        yield f"\nDEPOSIT {deposit.id}: {deposit.asked}, {deposit.status}"
        yield f"Stripe's payment: {deposit.payment_intent or 'none'}"
        for entry in one.entries:
            amount = text_of(entry.amount, deposit.currency)
            yield f"  {entry.kind} {amount} {deposit.currency} {entry.reference}".rstrip()
        for terms_ in one.accepted:
            yield f"Terms accepted {_at(terms_.at)}, version {terms_.version}:"
            yield f"  {terms_.wording}"
            if terms_.provider_id:
                yield f"  with the link in WhatsApp's message {terms_.provider_id}"
    yield "\nWHAT HAPPENED"
    for line in timeline:
        yield f"{_at(line.at)} {line.actor}: {line.happened}"
    yield "\nTHE CONVERSATION"
    for message in messages:
        yield f"{_at(message.at)} {message.said_by} ({message.status}): {message.text}"


def _at(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
