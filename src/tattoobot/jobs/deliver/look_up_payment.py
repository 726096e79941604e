"""Ask Stripe what became of a payment."""

from tattoobot.actions.follow_payment import follow_payment
from tattoobot.actions.record_payment import record_payment
from tattoobot.adapters.stripe.reading import aftermath_of, payment_of_page
from tattoobot.db import deposits
from tattoobot.db.engine import Connection
from tattoobot.db.outbox import Delivery
from tattoobot.domain.effects import LookUpPayment
from tattoobot.jobs.tools import Answer, Tools


async def look_up_payment(tools: Tools, delivery: Delivery[LookUpPayment]) -> Answer:
    """Ask what became of a payment. One that our books do not know may still have come through a page of ours."""
    intent = delivery.effect.payment_intent
    async with tools.database.reading() as db:
        known = await deposits.by_payment(db, intent) is not None
    page = None if known else await tools.stripe.checkout_of(intent)
    if not known and page is None:
        return Answer()
    paid = payment_of_page(page) if page and page.payment_status == "paid" else None
    after = aftermath_of(await tools.stripe.retrieve_payment(intent))

    async def act(db: Connection) -> None:
        if paid is not None:
            await record_payment(db, tools.house, paid, tools.now(), livemode=tools.livemode)
        await follow_payment(db, tools.house, intent, after, tools.now())

    return Answer(act=act)
