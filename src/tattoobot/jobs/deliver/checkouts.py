"""Open a payment page at Stripe, close it, ask how it stands: Stripe's answer counts, whatever was asked."""

from tattoobot.actions.record_checkout import record_checkout
from tattoobot.actions.record_look_up import record_look_up
from tattoobot.actions.request_deposit import terms_of
from tattoobot.adapters.failures import DeliveryFailed
from tattoobot.adapters.stripe.client import CheckoutOrder
from tattoobot.adapters.stripe.payloads import CheckoutState
from tattoobot.adapters.stripe.reading import payment_of_page
from tattoobot.db import deposits, leads
from tattoobot.db.deposits import Deposit
from tattoobot.db.outbox import Delivery
from tattoobot.domain.delivery import Reaction
from tattoobot.domain.deposit import DepositStatus
from tattoobot.domain.effects import ExpireCheckout, LookUpCheckout, OpenCheckout
from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.money import Money
from tattoobot.jobs.tools import Answer, Tools


async def open_checkout(tools: Tools, delivery: Delivery[OpenCheckout]) -> Answer:
    async with tools.database.reading() as db:
        deposit = await deposits.by_id(db, delivery.effect.deposit_id)
        language = await leads.language_of(db, deposit.lead_id) if deposit else None
        said = await terms_of(db, tools.house, deposit.lead_id) if deposit else ""
    if deposit is None or not _still_to_open(deposit, delivery.attempts):
        return Answer()
    order = CheckoutOrder(
        deposit_id=deposit.id,
        lead_id=deposit.lead_id,
        amount=Money(deposit.amount, deposit.currency).minor_units(),
        currency=deposit.currency,
        product_name=f"{tools.house.studio.name}: deposit",
        success_url=f"{tools.house.public_base_url}/deposit/thanks",
        cancel_url=f"{tools.house.public_base_url}/deposit/later",
        expires_at=deposit.expires_at,
        terms=said,
        locale=LANGUAGES[language].checkout if language in LANGUAGES else "auto",
    )
    try:
        page = await tools.stripe.open_checkout(order, deposit.idempotency_key)
    except DeliveryFailed as refused:
        if deposit.status is not DepositStatus.REQUESTED and refused.kind is Reaction.REFUSED:
            return Answer()  # there is no such page, nor shall there be
        raise
    return Answer(
        act=lambda db: record_checkout(
            db, tools.house, deposit.id, page.session_id, page.url or "", tools.now()
        )
    )


def _still_to_open(deposit: Deposit, attempts: int) -> bool:
    """One that nobody waits for any more may be open at Stripe, its answer lost: its key finds it, to be closed."""
    closed_unseen = deposit.status is DepositStatus.EXPIRED and deposit.session_id is None
    return deposit.status is DepositStatus.REQUESTED or (closed_unseen and attempts > 1)


async def expire_checkout(tools: Tools, delivery: Delivery[ExpireCheckout]) -> Answer:
    """Close a page at Stripe. It may have been paid a moment before."""
    session_id = await _session_of(tools, delivery.effect.deposit_id)
    if session_id is None:
        return Answer()
    return _recorded(tools, delivery.effect.deposit_id, await tools.stripe.expire_checkout(session_id))


async def look_up_checkout(tools: Tools, delivery: Delivery[LookUpCheckout]) -> Answer:
    session_id = await _session_of(tools, delivery.effect.deposit_id)
    if session_id is None:
        return Answer()
    return _recorded(tools, delivery.effect.deposit_id, await tools.stripe.retrieve_checkout(session_id))


async def _session_of(tools: Tools, deposit_id: int) -> str | None:
    async with tools.database.reading() as db:
        deposit = await deposits.by_id(db, deposit_id)
    return deposit.session_id if deposit else None


def _recorded(tools: Tools, deposit_id: int, page: CheckoutState) -> Answer:
    paid = payment_of_page(page)
    return Answer(
        act=lambda db: record_look_up(db, tools.house, deposit_id, paid, tools.now(), livemode=tools.livemode)
    )
