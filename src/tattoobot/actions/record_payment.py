"""What Stripe reports about a payment page: believed only where it matches what we stored."""

from datetime import datetime
from typing import Any

import structlog

from tattoobot.actions.close_page import CAN_BE_CLOSED, close_others, close_pages
from tattoobot.actions.house import House, to_artist, to_client
from tattoobot.actions.refund_deposit import give_back
from tattoobot.actions.request_deposit import open_fresh_page
from tattoobot.actions.tell_about_money import MONEY_IS_HERE, amount_of, needs_look, tell_about_money
from tattoobot.db import attempts, clients, deposits, leads, refunds, transcript
from tattoobot.db.attempts import Attempt, State
from tattoobot.db.deposits import Deposit
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Entry, Flag
from tattoobot.domain.deposit import AFTER_PAYMENT, CAME_FROM, LIVE, DepositStatus
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Action, Actor, Happened, Lead, Status
from tattoobot.domain.ledger import Entry as LedgerEntry
from tattoobot.domain.ledger import Kind
from tattoobot.domain.money import BadAmount, Money, from_minor
from tattoobot.domain.payment import NotYetKnown, Outcome, Payment
from tattoobot.domain.says import Phrase, Say, say

UNDECIDED = frozenset({Status.QUALIFYING, Status.PENDING_APPROVAL, Status.LAPSED})
"""The artist may still say yes: then the money stays."""

MONEY = frozenset({Outcome.PAID, Outcome.PROCESSING})
"""What comes of these is money, or shall be."""

log = structlog.get_logger(__name__)


async def record_payment(
    db: Connection, house: House, payment: Payment, now: datetime, *, livemode: bool
) -> None:
    """Raises `NotYetKnown` when the deposit exists and its page has not been recorded yet."""
    deposit = await deposits.by_session(db, payment.session_id)
    if deposit is None:
        await _stranger(db, house, payment, now)
        return
    lead = await leads.locked(db, deposit.lead_id)
    deposit = await deposits.by_session(db, payment.session_id)
    assert deposit is not None
    page = await attempts.by_session(db, payment.session_id) or await attempts.named(db, deposit.id)
    if page is None:
        # Asked for by a program of before, which entered no pages.
        await attempts.stands(db, deposit.id, State.OPEN)
        page = await attempts.named(db, deposit.id)
        assert page is not None
    if mismatch := _mismatch(deposit, payment, livemode):
        if payment.outcome not in MONEY:
            return
        await _doubtful(db, house, lead, deposit, mismatch, payment, now)
    elif payment.outcome is Outcome.PAID:
        await _paid(db, house, lead, deposit, page, payment, now)
    elif payment.outcome is Outcome.PROCESSING:
        await _processing(db, house, lead, deposit, page, now)
    else:
        await _over(db, house, lead, deposit, page, payment, now)


async def _stranger(db: Connection, house: House, payment: Payment, now: datetime) -> None:
    """A page we did not store. One that names a deposit of ours is worth a look."""
    named = await deposits.by_id(db, payment.deposit_id) if payment.deposit_id is not None else None
    if named is None:
        log.warning("payment_page_of_others", session_id=payment.session_id, outcome=payment.outcome)
        return
    if named.session_id is None and named.status == "requested":
        raise NotYetKnown
    if payment.outcome not in MONEY:
        return
    lead = await leads.locked(db, named.lead_id)
    await _doubtful(db, house, lead, named, {}, payment, now)


async def _doubtful(
    db: Connection,
    house: House,
    lead: Lead,
    deposit: Deposit,
    mismatch: dict[str, object],
    payment: Payment,
    now: datetime,
) -> None:
    """Nothing moves by it: a person looks, and until then nobody tells the client that money is missing."""
    paid = _paid_amount(payment)
    news = "money.unclear" if paid is None or paid == amount_of(deposit) else "money.mismatch"
    amounts = {"amount": amount_of(deposit)} | ({"paid": paid} if paid and news == "money.mismatch" else {})
    flag, detail = FlagReason.PAYMENT_MISMATCH, {**mismatch, "session_id": payment.session_id}
    await needs_look(db, house, lead, flag, detail, news, now, offer=(), **amounts)


def _paid_amount(payment: Payment) -> Money | None:
    try:
        return from_minor(payment.amount, payment.currency)
    except BadAmount:
        return None


def _mismatch(deposit: Deposit, payment: Payment, livemode: bool) -> dict[str, object]:
    """Everything that is not as it was stored; empty when all is well."""
    wrong: dict[str, object] = {}
    if payment.livemode is not livemode:
        wrong["livemode"] = payment.livemode
    if payment.outcome in MONEY:
        if payment.amount != Money(deposit.amount, deposit.currency).minor_units():
            wrong["amount"] = payment.amount
        if payment.currency != deposit.currency:
            wrong["currency"] = payment.currency
    return wrong


async def _paid(
    db: Connection,
    house: House,
    lead: Lead,
    deposit: Deposit,
    page: Attempt,
    payment: Payment,
    now: datetime,
) -> None:
    is_named = page.idempotency_key == deposit.idempotency_key
    if deposit.status in AFTER_PAYMENT:
        if is_named:
            return
        deposit = await deposits.split(db, page.id, now)
    elif not is_named:
        deposit = await deposits.name(db, deposit, page.id)
    await close_others(db, deposit, page, now)
    came = LedgerEntry(Kind.PAID, deposit.amount, payment.payment_intent or "")
    paid = await deposits.enter(db, deposit, [came], Actor.STRIPE, now, payment_intent=payment.payment_intent)
    awaited = lead.status is Status.AWAITING_DEPOSIT
    if not awaited and await _is_second(db, lead, paid):
        await _return_second(db, house, lead, paid, now)
        return
    if not awaited:
        detail = {"deposit_id": deposit.id, "status": lead.status}
        await leads.enter(db, [Entry(lead.id, Actor.STRIPE, "paid_unexpectedly", detail=detail)], now)
        await _tell_of_money_held(db, house, lead, paid, detail, now)
        return
    # An older page was paid while a newer one was out: that one must not be paid too.
    await close_pages(db, lead.id, now, but=paid.id)
    taken = await take_as_deposit(db, house, lead, paid, now, receipt=payment.receipt_url)
    await _tell_of_the_rest(db, house, taken, paid, now)


async def _tell_of_the_rest(db: Connection, house: House, lead: Lead, paid: Deposit, now: datetime) -> None:
    """Older money came back while another deposit was awaited: a refund that failed, a dispute that was won."""
    for other, left in await refunds.left_of_lead(db, lead.id):
        if other.id != paid.id:
            flag, detail = FlagReason.PAID_UNEXPECTEDLY, {"deposit_id": other.id, "status": lead.status}
            offer = (Action.REFUND,)
            await needs_look(db, house, lead, flag, detail, "money.besides", now, offer=offer, amount=left)


async def _is_second(db: Connection, lead: Lead, paid: Deposit) -> bool:
    """Two pages were paid, at the same moment perhaps: one of them is the deposit already."""
    held = [deposit for deposit, _ in await refunds.left_of_lead(db, lead.id)]
    return paid.payment_intent is not None and any(deposit.id != paid.id for deposit in held)


async def _return_second(db: Connection, house: House, lead: Lead, paid: Deposit, now: datetime) -> None:
    """It goes back by itself: nobody has to find out, and nobody has to ask for it. Both are told."""
    await give_back(db, lead, paid, paid.left.amount, now, by=Actor.BOT, duplicate=True)
    client = await clients.by_id(db, lead.client_id)
    told = say("paid_twice", amount=paid.left)
    await transcript.write(db, [to_client(house, client, lead, told)], now)
    await tell_about_money(db, house, lead, "money.paid_twice", now, amount=paid.left)


async def _tell_of_money_held(
    db: Connection, house: House, lead: Lead, paid: Deposit, detail: dict[str, Any], now: datetime
) -> None:
    """It came when nothing was due: the client hears that it is here, the artist what they can do about it."""
    undecided = lead.status in UNDECIDED
    told = say("paid_while_undecided" if undecided else "paid_for_nothing", amount=amount_of(paid))
    client = await clients.by_id(db, lead.client_id)
    await transcript.write(db, [to_client(house, client, lead, told)], now)
    # While a yes is possible, that keeps it.
    keeps = undecided and lead.status is not Status.LAPSED
    news = "money.undecided" if keeps else "money.unexpected"
    offer = (Action.REFUND,) if keeps else MONEY_IS_HERE
    flag = FlagReason.PAID_UNEXPECTEDLY
    await needs_look(db, house, lead, flag, detail, news, now, offer=offer, amount=amount_of(paid))


async def take_as_deposit(
    db: Connection,
    house: House,
    lead: Lead,
    paid: Deposit,
    now: datetime,
    *,
    told_first: Phrase | None = None,
    receipt: str | None = None,
) -> Lead:
    """The money is in and wanted: the lead moves on, the client is thanked, the artist told.

    `receipt` is Stripe's; without it the client's own link to the payment says that it is paid.
    """
    moved = lead.moved(Happened.DEPOSIT_PAID)
    held = LedgerEntry(Kind.HELD, paid.left.amount)
    await deposits.enter(db, paid, [held], Actor.BOT, now)
    detail = {"deposit_id": paid.id}
    entry = Entry(lead.id, Actor.STRIPE, Happened.DEPOSIT_PAID, lead.status, moved.status, detail)
    await leads.save(db, [moved], [entry], now)
    await leads.resolve_flags(db, lead.id, now)
    await _announce(db, house, moved, paid, told_first, receipt or house.pay_link(paid), now)
    return moved


async def _announce(
    db: Connection,
    house: House,
    lead: Lead,
    paid: Deposit,
    told_first: Phrase | None,
    receipt: str | None,
    now: datetime,
) -> None:
    client = await clients.by_id(db, lead.client_id)
    wording = house.wording(client, house.artist_of(lead))
    amount = wording.money(paid.left.amount, paid.currency)
    phrases = (*([told_first] if told_first else []), Phrase("deposit_paid", {"amount": amount}))
    thanks = Say(phrases, link=receipt, link_label="receipt")
    written = to_client(house, client, lead, thanks, template="deposit_paid", facts={"amount": amount})
    await transcript.write(db, [written], now)
    own = house.wording(None, house.artist_of(lead))
    text = own.say(
        "artist.paid", id=lead.id, name=client.called, amount=own.money(paid.left.amount, paid.currency)
    )
    await to_artist(
        db,
        house,
        lead,
        text,
        (Action.SEND_BOOKING_LINK, Action.MARK_BOOKED, Action.ANSWER),
        now,
        template="artist_paid",
        facts={"client": client.called, "amount": own.money(paid.left.amount, paid.currency)},
    )


async def _processing(
    db: Connection, house: House, lead: Lead, deposit: Deposit, page: Attempt, now: datetime
) -> None:
    """Completed, though its money takes days; perhaps a moment before we closed the page."""
    if deposit.status not in CAME_FROM[DepositStatus.PROCESSING]:
        await attempts.settle(db, page.id, State.COMPLETE)
        return
    others = await deposits.of_lead(db, lead.id)
    if any(other.status in LIVE - CAN_BE_CLOSED and other.id != deposit.id for other in others):
        detail = {"deposit_id": deposit.id}
        amount = amount_of(deposit)
        await needs_look(
            db, house, lead, FlagReason.PAID_TWICE, detail, "money.unexpected", now, amount=amount
        )
        return
    await close_pages(db, lead.id, now, but=deposit.id)
    if page.idempotency_key != deposit.idempotency_key:
        deposit = await deposits.name(db, deposit, page.id)
    await close_others(db, deposit, page, now)
    await deposits.update(db, deposit.id, DepositStatus.PROCESSING)
    detail = {"deposit_id": deposit.id}
    await leads.enter(db, [Entry(lead.id, Actor.STRIPE, "deposit_processing", detail=detail)], now)
    if lead.status is Status.AWAITING_DEPOSIT:
        client = await clients.by_id(db, lead.client_id)
        await transcript.write(db, [to_client(house, client, lead, say("deposit_on_its_way"))], now)


async def _over(
    db: Connection,
    house: House,
    lead: Lead,
    deposit: Deposit,
    page: Attempt,
    payment: Payment,
    now: datetime,
) -> None:
    """Expired or failed: only what was still live can end so, and only with the page that it names."""
    if page.idempotency_key != deposit.idempotency_key:
        if page.state is not State.REPLACED:
            await attempts.settle(db, page.id, State.EXPIRED)
        return
    if deposit.status not in LIVE:
        return
    paid_otherwise = [
        one
        for one in await attempts.of_deposit(db, deposit.id)
        if one.state is State.COMPLETE and one.id != page.id
    ]
    if paid_otherwise:
        await attempts.settle(db, page.id, State.EXPIRED)
        await deposits.name(db, deposit, paid_otherwise[0].id)
        return
    over = await deposits.update(db, deposit.id, DepositStatus.EXPIRED)
    entry = Entry(lead.id, Actor.STRIPE, f"deposit_{payment.outcome}", detail={"deposit_id": deposit.id})
    await leads.enter(db, [entry], now)
    if lead.status is not Status.AWAITING_DEPOSIT:
        return
    await leads.raise_flags(db, [Flag(lead.id, FlagReason(f"deposit_{payment.outcome}"))], now)
    if payment.outcome is Outcome.FAILED:
        await _offer_another_page(db, house, lead, over, now)


async def _offer_another_page(
    db: Connection, house: House, lead: Lead, failed: Deposit, now: datetime
) -> None:
    """The client believes that they have paid: they hear that it did not come through, and get a new link."""
    client = await clients.by_id(db, lead.client_id)
    wording = house.wording(client, house.artist_of(lead))
    sorry = say("payment_failed", amount=wording.money(failed.amount, failed.currency))
    await transcript.write(db, [to_client(house, client, lead, sorry)], now)
    await open_fresh_page(db, house, lead, failed, now)
