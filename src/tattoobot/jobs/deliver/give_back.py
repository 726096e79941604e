"""Have Stripe give money back."""

from datetime import timedelta

from tattoobot.actions.record_refund import record_refund, record_refused_refund
from tattoobot.adapters.failures import DeliveryFailed
from tattoobot.adapters.stripe.client import RefundOrder
from tattoobot.adapters.stripe.payloads import RefundState
from tattoobot.adapters.stripe.reading import GONE_BACK
from tattoobot.db import deposits, refunds
from tattoobot.db.outbox import Delivery
from tattoobot.domain.delivery import Reaction
from tattoobot.domain.effects import GiveBack
from tattoobot.domain.money import Money
from tattoobot.jobs.tools import Answer, Tools

KEYS_LIVE = timedelta(hours=23)
"""Stripe forgets a key after a day: with one that is older it would give the money back once more."""


async def give_back(tools: Tools, delivery: Delivery[GiveBack]) -> Answer:
    """Safe to do twice: within a day by the stored key, later by looking whether it was done."""
    refund_id = delivery.effect.refund_id
    async with tools.database.reading() as db:
        asked = await refunds.by_id(db, refund_id)
        deposit = await deposits.by_id(db, asked.deposit_id) if asked else None
    if asked is None or asked.state != "asked" or deposit is None or deposit.payment_intent is None:
        return Answer()
    order = RefundOrder(
        refund_key=asked.idempotency_key,
        lead_id=deposit.lead_id,
        deposit_id=deposit.id,
        payment_intent=deposit.payment_intent,
        amount=Money(asked.amount, deposit.currency).minor_units(),
        duplicate=asked.duplicate,
    )
    try:
        made = await _made_before(tools, order) if tools.now() - asked.created_at > KEYS_LIVE else None
        made = made or await tools.stripe.refund(order)
    except DeliveryFailed as refused:
        if refused.kind is not Reaction.REFUSED:
            raise
        cause = refused.failure.details or refused.failure.cause
        return Answer(act=lambda db: record_refused_refund(db, tools.house, refund_id, cause, tools.now()))
    if made.status not in GONE_BACK:
        cause = f"The refund is {made.status}."
        return Answer(act=lambda db: record_refused_refund(db, tools.house, refund_id, cause, tools.now()))
    return Answer(act=lambda db: record_refund(db, refund_id, made.refund_id, tools.now()))


async def _made_before(tools: Tools, order: RefundOrder) -> RefundState | None:
    known = await tools.stripe.retrieve_payment(order.payment_intent)
    return next((one for one in known.refunds if one.key == order.refund_key), None)
