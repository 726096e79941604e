"""Keep what became of a payment after it was made: refunded, disputed, given back by the bank."""

from collections.abc import Sequence
from datetime import datetime

from tattoobot.actions.house import House, to_client
from tattoobot.actions.tell_about_money import MONEY_IS_HERE, amount_of, needs_look, tell_about_money
from tattoobot.db import clients, deposits, leads, ledger, refunds, transcript
from tattoobot.db.deposits import Deposit
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Entry
from tattoobot.domain.deposit import AFTER_PAYMENT, DepositStatus
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import TRANSITIONS, Actor, Happened, Lead
from tattoobot.domain.ledger import Aftermath, Kind, missing
from tattoobot.domain.ledger import Entry as LedgerEntry
from tattoobot.domain.money import Money
from tattoobot.domain.says import say


async def follow_payment(
    db: Connection, house: House, payment_intent: str, aftermath: Aftermath, now: datetime
) -> None:
    """Told twice, or in another order, it does nothing the second time."""
    deposit = await deposits.by_payment(db, payment_intent)
    if deposit is None:
        return
    lead = await leads.locked(db, deposit.lead_id)
    before = await deposits.by_payment(db, payment_intent)
    if before is None or before.status not in AFTER_PAYMENT:
        return
    news = missing(await ledger.of_deposit(db, before.id), aftermath)
    if not news:
        return
    after = await deposits.enter(db, before, news, Actor.STRIPE, now)
    await refunds.failed(db, [refund.reference for refund in aftermath.refunds if not refund.stands])
    refunded = Money(after.refunded, after.currency)
    detail = {"deposit_id": after.id, "refunded": refunded.text, "currency": after.currency}
    await leads.enter(db, [Entry(lead.id, Actor.STRIPE, f"deposit_{after.status}", detail=detail)], now)
    lead = await _without_deposit(db, lead, after, now)
    await _tell_of_refund(db, house, lead, before, after, news, now)
    lost = any(entry.kind is Kind.DISPUTE_LOST for entry in news)
    await _tell_of_dispute(db, house, lead, before, after, now, lost=lost)


async def _without_deposit(db: Connection, lead: Lead, after: Deposit, now: datetime) -> Lead:
    """All of it went back before a date was fixed: nothing is booked on it, and the artist decides again."""
    gone = after.status is DepositStatus.REFUNDED and Happened.DEPOSIT_RETURNED in TRANSITIONS[lead.status]
    if not gone or await deposits.held(db, lead.id) is not None:
        return lead
    moved = lead.moved(Happened.DEPOSIT_RETURNED)
    detail = {"deposit_id": after.id}
    entry = Entry(lead.id, Actor.STRIPE, Happened.DEPOSIT_RETURNED, lead.status, moved.status, detail)
    await leads.save(db, [moved], [entry], now)
    return moved


async def _tell_of_refund(
    db: Connection,
    house: House,
    lead: Lead,
    before: Deposit,
    after: Deposit,
    news: Sequence[LedgerEntry],
    now: datetime,
) -> None:
    moved = Money(abs(after.refunded - before.refunded), after.currency)
    client = await clients.by_id(db, lead.client_id)
    if after.refunded > before.refunded:
        # Another payment may be here for which nothing was due.
        if await deposits.held(db, lead.id) is None:
            await leads.resolve_flag(db, lead.id, FlagReason.PAID_UNEXPECTEDLY, now)
        await leads.resolve_flag(db, lead.id, FlagReason.REFUND_WANTED, now)
        await leads.resolve_flag(db, lead.id, FlagReason.REFUND_FAILED, now)
        await transcript.write(db, [to_client(house, client, lead, say("refunded", amount=moved))], now)
        whole = amount_of(after)
        told = "money.refunded.whole" if moved == whole else "money.refunded"
        await tell_about_money(db, house, lead, told, now, refunded=moved, amount=whole)
    elif after.refunded < before.refunded:
        failed = [entry.reference for entry in news if entry.kind is Kind.REFUND_FAILED]
        detail = {
            "deposit_id": after.id,
            "amount": moved.text,
            "currency": moved.currency,
            "refunds": failed,
        }
        await transcript.write(db, [to_client(house, client, lead, say("refund_failed", amount=moved))], now)
        flag, told = FlagReason.REFUND_FAILED, "money.refund_failed"
        await needs_look(db, house, lead, flag, detail, told, now, offer=MONEY_IS_HERE, refunded=moved)


async def _tell_of_dispute(
    db: Connection, house: House, lead: Lead, before: Deposit, after: Deposit, now: datetime, *, lost: bool
) -> None:
    """The bank tells its client; we tell the artist."""
    if lost:
        await leads.resolve_flag(db, lead.id, FlagReason.DEPOSIT_DISPUTED, now)
        await tell_about_money(db, house, lead, "money.dispute_lost", now, amount=amount_of(after))
        return
    was, now_is = (one.status is DepositStatus.DISPUTED for one in (before, after))
    if now_is and not was:
        detail = {"deposit_id": after.id}
        await needs_look(
            db,
            house,
            lead,
            FlagReason.DEPOSIT_DISPUTED,
            detail,
            "money.disputed",
            now,
            amount=amount_of(after),
        )
    elif was and not now_is:
        await leads.resolve_flag(db, lead.id, FlagReason.DEPOSIT_DISPUTED, now)
        await tell_about_money(db, house, lead, "money.dispute_over", now, amount=amount_of(after))
