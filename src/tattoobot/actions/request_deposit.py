"""Ask for a deposit: which amount, one payable page per lead, the same link again or a fresh one."""

from datetime import datetime, timedelta

from tattoobot.actions.close_page import CAN_BE_CLOSED, close_page, line_of
from tattoobot.actions.house import House, to_client
from tattoobot.actions.look_up_page import look_up_page
from tattoobot.actions.retry_dead_letter import settle_dead_page
from tattoobot.db import attempts, clients, deposits, leads, outbox, transcript
from tattoobot.db.deposits import Deposit
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Entry
from tattoobot.db.terms import version_of
from tattoobot.domain.deposit import TOO_SHORT, DepositStatus, Owed, Payable
from tattoobot.domain.effects import OpenCheckout
from tattoobot.domain.lead import Action, Actor, Lead, require
from tattoobot.domain.money import CHARGEABLE, BadAmount, Money, check_charge
from tattoobot.domain.says import Say
from tattoobot.errors import BookingError, NotPossible

SAME_REQUEST = timedelta(seconds=30)
"""Asked again within this, it is the same wish: a double click, a repeated call."""

SHORTEST_PAGE = timedelta(minutes=31)
"""Stripe opens none that would be over in less than half an hour."""


class BadDeposit(BookingError):
    """That deposit cannot be charged."""

    http_status = 422
    code = "bad_deposit"


def deposit_amount(house: House, lead: Lead, asked: Money | None) -> Money:
    """What to ask for: the artist's amount, else what the studio's rule makes of the brief. Raises `BadDeposit`."""
    try:
        amount = asked or Money(house.studio.deposit_for(lead.answers), house.studio.currency)
        check_charge(amount)
    except BadAmount as error:
        raise BadDeposit(str(error)) from error
    if amount.currency not in CHARGEABLE:
        raise BadDeposit(f"Stripe charges nothing in {amount.currency}.")
    return amount


async def open_deposit(db: Connection, house: House, lead: Lead, amount: Money, now: datetime) -> Deposit:
    """Request a deposit and its payment page. The lead must be locked and have no live deposit."""
    expires_at = now + house.studio.deposit.link_lives
    rule = _rule(house, lead, amount)
    terms_version = version_of(await terms_of(db, house, lead.id))
    deposit = await deposits.request(
        db, lead.id, amount.amount, amount.currency, expires_at, now, rule=rule, terms_version=terms_version
    )
    await _ask_for_page(db, deposit, now)
    return deposit


async def _ask_for_page(db: Connection, deposit: Deposit, now: datetime) -> None:
    page = await attempts.named(db, deposit.id)
    assert page is not None
    await outbox.put(db, [(OpenCheckout(deposit.id, page.id), line_of(deposit.lead_id))], now)


def _rule(house: House, lead: Lead, amount: Money) -> str:
    """What made this amount; a studio's file may say another thing tomorrow."""
    studio = house.studio
    if amount != Money(studio.deposit_for(lead.answers), studio.currency):
        return "artist"
    length = studio.estimate_of(lead.answers).length
    return f"by_length.{length}" if length in studio.deposit.by_length else "amount"


async def open_fresh_page(
    db: Connection, house: House, lead: Lead, before: Deposit, now: datetime
) -> Deposit:
    """For a client whose page has run out, or whose payment did not come, while their enquiry is open.

    The lead must be locked.
    """
    return await _open_another(db, house, lead, before, Money(before.amount, before.currency), now)


async def send_deposit(
    db: Connection, house: House, lead_id: int, now: datetime, *, asked: Money | None = None
) -> Lead:
    """Send the open link again, or a fresh one where it has expired or another amount is `asked`.

    Several calls at once are one. Raises `NotPossible` while the money is on its way, and `BadDeposit`.
    """
    lead = await leads.locked(db, lead_id)
    require(lead.status, Action.SEND_DEPOSIT)
    deposit = await deposits.newest(db, lead.id)
    if deposit is None:
        await open_deposit(db, house, lead, deposit_amount(house, lead, asked), now)
        return lead
    same = Money(deposit.amount, deposit.currency)
    amount = same if asked is None else deposit_amount(house, lead, asked)
    if amount != same:
        await _change(db, house, lead, deposit, amount, now)
    elif deposit.status is DepositStatus.OPEN and deposit.expires_at - now > TOO_SHORT:
        if not await deposits.link_sent_since(db, deposit, now - SAME_REQUEST):
            await send_link(db, house, lead, deposit, now)
    elif deposit.status is DepositStatus.REQUESTED:
        await _open_after_all(db, house, lead, deposit, now)
    elif deposit.status is not DepositStatus.PROCESSING:
        await _open_another(db, house, lead, deposit, amount, now)
    return lead


async def _change(
    db: Connection, house: House, lead: Lead, deposit: Deposit, amount: Money, now: datetime
) -> None:
    if deposit.status is DepositStatus.PROCESSING:
        raise NotPossible("The payment is on its way already.")
    detail = {"deposit_id": deposit.id, "amount": amount.text, "currency": amount.currency}
    await leads.enter(db, [Entry(lead.id, Actor.ARTIST, "deposit_changed", detail=detail)], now)
    await _open_another(db, house, lead, deposit, amount, now)


async def _open_another(
    db: Connection, house: House, lead: Lead, before: Deposit, amount: Money, now: datetime
) -> Deposit:
    """Stripe is asked about the page of before first: found paid, it counts, and no other is opened.

    For the same amount it is another page of the same deposit, else another deposit.
    """
    if before.status in CAN_BE_CLOSED:
        await close_page(db, before, now, replaced=True)
    elif before.session_id is not None:
        await look_up_page(db, before.id, lead.id, now)
    return await _open_again(db, house, lead, before, amount, now)


async def _open_again(
    db: Connection, house: House, lead: Lead, before: Deposit, amount: Money, now: datetime
) -> Deposit:
    newest, now_is = await deposits.newest(db, lead.id), await deposits.by_id(db, before.id)
    same = now_is is not None and now_is.asked == amount and newest is not None and newest.id == before.id
    if now_is is None or not same or now_is.status is not DepositStatus.EXPIRED:
        return await open_deposit(db, house, lead, amount, now)
    again = await deposits.reopen(db, now_is, now + house.studio.deposit.link_lives, now)
    await _ask_for_page(db, again, now)
    return again


async def _open_after_all(db: Connection, house: House, lead: Lead, deposit: Deposit, now: datetime) -> None:
    """A page that could not be opened is opened now; one that is being opened is waited for.

    Stripe may have opened it without our hearing of it. So it is asked for with the key of before, which gives the
    same page; with another key only once a page of before would be over, or almost: its address was never told.
    """
    in_time = deposit.expires_at - now > SHORTEST_PAGE
    if await settle_dead_page(db, deposit.id, now, retry=in_time) and not in_time:
        await _open_again(db, house, lead, deposit, deposit.asked, now)


async def terms_of(db: Connection, house: House, lead_id: int) -> str:
    """The studio's terms as this client reads them."""
    lead = await leads.by_id(db, lead_id)
    client = await clients.by_id(db, lead.client_id)
    return house.wording(client, house.artist_of(lead)).say("terms")


async def send_link(db: Connection, house: House, lead: Lead, deposit: Deposit, now: datetime) -> None:
    """Put the payment link into the client's chat."""
    client = await clients.by_id(db, lead.client_id)
    wording = house.wording(client, house.artist_of(lead))
    owed = await owed_for(db, house, deposit)
    say = Say((owed.link,), link=owed.url, link_label="pay_deposit")
    assert owed.url is not None
    facts = {
        "amount": wording.money(deposit.amount, deposit.currency),
        "link": owed.url,
        "until": wording.moment(deposit.expires_at),
    }
    written = to_client(house, client, lead, say, template=None if owed.note else "deposit_link", facts=facts)
    await transcript.write(db, [written], now)
    if not client.opted_out:
        await leads.enter(db, [link_sent(lead.id, deposit.id)], now)


async def owed_for(db: Connection, house: House, deposit: Deposit) -> Owed:
    """A deposit whose page is open, with what is said of it in the chat."""
    told = await deposits.link_sent_since_the_yes(db, deposit.lead_id)
    note = None if told else await deposits.note_with_the_yes(db, deposit.lead_id)
    amount = Money(deposit.amount, deposit.currency)
    return Owed(deposit.id, Payable.OPEN, amount, deposit.expires_at, house.pay_link(deposit), note)


def link_sent(lead_id: int, deposit_id: int) -> Entry:
    return Entry(lead_id, Actor.BOT, "deposit_link_sent", detail={"deposit_id": deposit_id})
