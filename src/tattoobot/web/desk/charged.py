"""What messages cost: which WhatsApp charges, what of the month's allowance is left, whom the studio may write to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from tattoobot.domain import allowance
from tattoobot.domain.allowance import Charged
from tattoobot.domain.studio import Studio
from tattoobot.telemetry import meter
from tattoobot.telemetry.meter import Count
from tattoobot.wording import Wording, spoken

Rows = list[tuple[str, str]]
"""Kind, with who pays for it, and how many."""


@dataclass(frozen=True, slots=True)
class Messages:
    """Of this month: what of the allowance is left, what it has cost; and of all time."""

    allowance: str
    cost: str
    people: str
    month: Rows
    ever: Rows


def messages(
    wording: Wording, studio: Studio, counted: Mapping[Count, float], limit: str, now: datetime
) -> Messages | None:
    """None where WhatsApp has not said anything yet."""
    ever = _charged(counted, meter.PRICED.name)
    month = _charged(counted, meter.PRICED_IN.name, f"{now:%Y-%m}")
    people = allowance.people_a_day(limit)
    if not ever and not limit:
        return None
    spent = allowance.cost(month, studio.message_prices)
    free = spoken.number(allowance.FREE_ANSWERS, wording.locale)
    left = spoken.number(allowance.left(month), wording.locale)
    return Messages(
        allowance=wording.say("desk.price.allowance", left=left, n=free),
        cost=wording.say("desk.price.cost", amount=wording.money(spent, studio.currency))
        if spent is not None
        else wording.say("desk.price.hint"),
        people=wording.say("desk.price.people", n=spoken.number(people, wording.locale)) if people else "",
        month=_rows(wording, allowance.settled(month)),
        ever=_rows(wording, _without_month(ever)),
    )


def _charged(counted: Mapping[Count, float], name: str, *first: str) -> list[Charged]:
    """Those whose first labels are these."""
    found = sorted(
        (count.labels, int(n))
        for count, n in counted.items()
        if count.name == name and n and count.labels[: len(first)] == first
    )
    return [Charged(labels[-2], labels[-1], n) for labels, n in found]


def _rows(wording: Wording, found: list[Charged]) -> Rows:
    """Equal words are one row."""
    counted: dict[str, int] = {}
    for one in found:
        word = wording.say(f"desk.price.{one.category}", missing=one.category)
        said = " · ".join(filter(None, (word, _who_pays(wording, one))))
        counted[said] = counted.get(said, 0) + one.count
    return [(said, spoken.number(n, wording.locale)) for said, n in counted.items()]


def _without_month(ever: list[Charged]) -> list[Charged]:
    """Who paid for an answer hung on its month, which is not known here."""
    return [replace(one, type="") if allowance.is_answer(one) else one for one in ever]


def _who_pays(wording: Wording, one: Charged) -> str:
    if one.type == allowance.WITHIN:
        return wording.say("desk.price.within", n=spoken.number(allowance.FREE_ANSWERS, wording.locale))
    if not one.type:
        return ""
    return wording.say("desk.price.charged" if one.is_charged else "desk.price.free")
