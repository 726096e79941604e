"""One enquiry as a line of a list by time: who, what, and how it stands with the deposit, by colour and word."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tattoobot.actions.house import House
from tattoobot.db.desk_week import Entry
from tattoobot.domain.deposit import LIVE, DepositStatus
from tattoobot.domain.lead import Status
from tattoobot.web.artist import cards
from tattoobot.web.desk import times
from tattoobot.web.desk.times import Moment
from tattoobot.wording import Wording, spoken

IDEA = 90

SHAPES = {
    None: "over",
    DepositStatus.REQUESTED: "waiting",
    DepositStatus.OPEN: "waiting",
    DepositStatus.PROCESSING: "waiting",
    DepositStatus.PAID: "paid",
    DepositStatus.PARTIALLY_REFUNDED: "paid",
    DepositStatus.EXPIRED: "needs",
    DepositStatus.DISPUTED: "needs",
    DepositStatus.REFUNDED: "over",
    DepositStatus.FORFEITED: "over",
}
"""How the state of a deposit is marked. A page that has run out, and a bank that asks, are for the artist to see."""


@dataclass(frozen=True, slots=True)
class Line:
    """`kind`: `date`, `end` of a deposit's link, or `wait`."""

    kind: str
    id: int
    name: str
    doing: str
    """What the client is to do."""
    idea: str
    facts: str
    shape: str
    state: str
    at: Moment
    until: str = ""
    """When it ends, where that was said."""
    lasts: str = ""
    """How long, or about how long."""
    beside: tuple[tuple[int, str], ...] = ()
    """Whose dates lie over this one: the numbers of their leads, and how they are called."""


def line(
    wording: Wording,
    house: House,
    entry: Entry,
    at: Moment,
    *,
    kind: str,
    now: datetime,
    beside: tuple[tuple[int, str], ...] = (),
) -> Line:
    answers = entry.lead.answers
    shape, state = deposit(wording, entry, now)
    return Line(
        kind=kind,
        id=entry.lead.id,
        name=entry.client.called,
        idea=cards.idea(wording, answers, IDEA),
        doing=_doing(wording, entry.lead.status) if kind == "wait" else "",
        facts=cards.facts(wording, answers, ("placement", "size")),
        shape=shape,
        state=state,
        at=at,
        until=times.clock(wording, house, entry.until).said if entry.until else "",
        lasts=_lasts(wording, house, entry) if kind == "date" else "",
        beside=beside,
    )


def _lasts(wording: Wording, house: House, entry: Entry) -> str:
    """As long as was said; else about as long as such a piece takes, where the brief tells that."""
    if entry.until:
        hours = round((entry.until - entry.at) / timedelta(hours=1), 1)
        return wording.say("desk.week.lasts", hours=spoken.number(hours, wording.locale))
    about = house.studio.estimate_of(entry.lead.answers).hours
    if about is None:
        return ""
    low, high = (spoken.number(min(each, house.studio.prices.day_hours), wording.locale) for each in about)
    return wording.say("desk.week.about", hours=low if low == high else f"{low}–{high}")


def _doing(wording: Wording, status: Status) -> str:
    """Who waits for the client although it is the artist's to decide has answered them."""
    return wording.say("status.answered" if status is Status.PENDING_APPROVAL else f"status.{status}")


def deposit(wording: Wording, entry: Entry, now: datetime) -> tuple[str, str]:
    """A shape and a word; of a link that can be paid no more by now, that it ran out."""
    if entry.deposit is None and entry.lead.status is Status.QUALIFYING:
        return "waiting", wording.say("status.qualifying")
    if entry.amount is None or not entry.currency:
        return how_it_stands(wording, entry.deposit, entry.deposit_ends_at, "", now, entry.lead.status)
    amount = wording.money(entry.amount, entry.currency)
    if entry.deposit is DepositStatus.PARTIALLY_REFUNDED:
        back = wording.money(entry.refunded, entry.currency)
        return SHAPES[entry.deposit], wording.say("desk.deposit.part.short", back=back, amount=amount)
    return how_it_stands(wording, entry.deposit, entry.deposit_ends_at, amount, now, entry.lead.status)


def how_it_stands(
    wording: Wording,
    status: DepositStatus | None,
    ends_at: datetime | None,
    amount: str,
    now: datetime,
    lead_status: Status,
) -> tuple[str, str]:
    """Of a link that had time left, or whose yes was taken back (`lead_status`), that it was closed."""
    if status in LIVE and status is not DepositStatus.PROCESSING:
        assert ends_at is not None
        if ends_at <= now:
            status = DepositStatus.EXPIRED
    shape, key = SHAPES[status], f"desk.deposit.{status or 'none'}"
    taken_back = lead_status is Status.PENDING_APPROVAL or (ends_at is not None and ends_at > now)
    if status is DepositStatus.EXPIRED and taken_back:
        shape, key = "over", "desk.deposit.closed"
    word = wording.say(key)
    return shape, f"{word} · {amount}" if amount else word
