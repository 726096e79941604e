"""Open a payment page at Stripe, close it, ask how it stands: Stripe's answer counts, whatever was asked."""

from tattoobot.actions.record_checkout import record_checkout
from tattoobot.actions.record_look_up import record_look_up
from tattoobot.actions.request_deposit import terms_of
from tattoobot.adapters.failures import DeliveryFailed
from tattoobot.adapters.stripe.client import CheckoutOrder
from tattoobot.adapters.stripe.payloads import CheckoutState
from tattoobot.adapters.stripe.reading import payment_of_page
from tattoobot.db import attempts, deposits, leads
from tattoobot.db.attempts import State
from tattoobot.db.outbox import Delivery
from tattoobot.domain.delivery import Reaction
from tattoobot.domain.deposit import DepositStatus
from tattoobot.domain.effects import ExpireCheckout, LookUpCheckout, OpenCheckout
from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.money import Money
from tattoobot.jobs.tools import Answer, Tools
from tattoobot.wording import Wording

OVER = frozenset({State.ASKED, State.EXPIRED, State.REPLACED})


async def open_checkout(tools: Tools, delivery: Delivery[OpenCheckout]) -> Answer:
    async with tools.database.reading() as db:
        deposit = await deposits.by_id(db, delivery.effect.deposit_id)
        named = await attempts.named(db, delivery.effect.deposit_id)
        page_id = delivery.effect.attempt_id
        attempt = named if page_id is None else await attempts.by_id(db, page_id)
        language = await leads.language_of(db, deposit.lead_id) if deposit else None
        said = await terms_of(db, tools.house, deposit.lead_id) if deposit else ""
    if deposit is None or attempt is None or named is None:
        return Answer()
    wanted = deposit.status is DepositStatus.REQUESTED and attempt.id == named.id
    # One that nobody waits for any more may be open at Stripe, its answer lost: its key finds it, to be closed.
    unseen = attempt.session_id is None and delivery.attempts > 1
    if not (wanted or (unseen and attempt.state in OVER)):
        return Answer()
    order = CheckoutOrder(
        deposit_id=deposit.id,
        lead_id=deposit.lead_id,
        amount=Money(attempt.amount, deposit.currency).minor_units(),
        currency=deposit.currency,
        product_name=Wording(tools.house.studio, language, "").say("pay.product"),
        success_url=f"{tools.house.public_base_url}/deposit/thanks",
        cancel_url=f"{tools.house.public_base_url}/deposit/later",
        expires_at=attempt.expires_at,
        terms=said,
        locale=LANGUAGES[language].checkout if language in LANGUAGES else "auto",
    )
    try:
        page = await tools.stripe.open_checkout(order, attempt.idempotency_key)
    except DeliveryFailed as refused:
        if not wanted and refused.kind is Reaction.REFUSED:
            return Answer()  # there is no such page, nor shall there be
        raise
    return Answer(
        act=lambda db: record_checkout(
            db, tools.house, deposit.id, page.session_id, page.url or "", tools.now(), attempt_id=attempt.id
        )
    )


async def expire_checkout(tools: Tools, delivery: Delivery[ExpireCheckout]) -> Answer:
    """Close a page at Stripe. It may have been paid a moment before."""
    session_id = await _session_of(tools, delivery.effect)
    if session_id is None:
        return Answer()
    return _recorded(tools, delivery.effect.deposit_id, await tools.stripe.expire_checkout(session_id))


async def look_up_checkout(tools: Tools, delivery: Delivery[LookUpCheckout]) -> Answer:
    session_id = await _session_of(tools, delivery.effect)
    if session_id is None:
        return Answer()
    return _recorded(tools, delivery.effect.deposit_id, await tools.stripe.retrieve_checkout(session_id))


async def _session_of(tools: Tools, effect: ExpireCheckout | LookUpCheckout) -> str | None:
    async with tools.database.reading() as db:
        if effect.attempt_id is not None:
            attempt = await attempts.by_id(db, effect.attempt_id)
            return attempt.session_id if attempt else None
        deposit = await deposits.by_id(db, effect.deposit_id)
    return deposit.session_id if deposit else None


def _recorded(tools: Tools, deposit_id: int, page: CheckoutState) -> Answer:
    paid = payment_of_page(page)
    return Answer(
        act=lambda db: record_look_up(db, tools.house, deposit_id, paid, tools.now(), livemode=tools.livemode)
    )
