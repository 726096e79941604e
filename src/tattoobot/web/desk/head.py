"""What stands above everything on an enquiry's page, for as long as it holds: the date, the deposit, that the bot is
quiet.
"""

from datetime import datetime
from typing import Any

from tattoobot.domain.deposit import DepositStatus
from tattoobot.domain.lead import Status
from tattoobot.web.artist.cards import Card
from tattoobot.web.artist.enquiry import Enquiry
from tattoobot.web.desk import lists
from tattoobot.wording import Wording


def of(wording: Wording, found: Enquiry, card: Card, now: datetime) -> dict[str, Any]:
    return {
        "date": _date(wording, found),
        "deposit": _deposit(wording, found, now),
        "quiet": _quiet(wording, found, card, now),
    }


def _date(wording: Wording, found: Enquiry) -> str:
    if found.found.lead.status is not Status.BOOKED:
        return ""
    if found.starts_at is None:
        return wording.say("desk.date.none")
    return wording.say("desk.date", when=wording.moment(found.starts_at))


def _deposit(wording: Wording, found: Enquiry, now: datetime) -> tuple[str, str] | None:
    """A shape and a sentence on the newest; of one that went back in part, also what is still here."""
    deposit = found.found.deposit
    if deposit is None:
        return None
    amount = wording.money(deposit.amount, deposit.currency)
    shape, said = lists.how_it_stands(
        wording, deposit.status, deposit.expires_at, amount, now, found.found.lead.status
    )
    if deposit.status is DepositStatus.PARTIALLY_REFUNDED:
        left, back = deposit.left, wording.money(deposit.amount - deposit.left.amount, deposit.currency)
        said = wording.say(
            "desk.deposit.part", back=back, amount=amount, left=wording.money(left.amount, left.currency)
        )
    return shape, wording.say("desk.deposit", state=said)


def _quiet(wording: Wording, found: Enquiry, card: Card, now: datetime) -> str:
    since = found.found.handed_over_since
    return wording.say("desk.quiet", when=wording.when(since, now), name=card.first) if since else ""
