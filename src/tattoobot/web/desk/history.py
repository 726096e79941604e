"""Everything that happened to an enquiry, in people's words, with its reason; the newest last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from tattoobot.actions.house import House
from tattoobot.db.fates import Fate
from tattoobot.db.overview import TimelineEntry
from tattoobot.domain import outside
from tattoobot.domain.handover import BY_THE_ARTIST
from tattoobot.domain.lead import Actor
from tattoobot.wording import Wording

BY = {
    Actor.CLIENT: "desk.by.client",
    Actor.BOT: "desk.by.bot",
    Actor.ARTIST: "desk.by.artist",
    Actor.CLOCK: "desk.by.clock",
    Actor.STRIPE: "Stripe",
    Actor.WHATSAPP: "WhatsApp",
}

SEEN_TO = "dead_letter_"
REASON = 200


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened: what, by whom, when."""

    what: str
    by: str
    when: str
    exactly: str


def history(
    house: House,
    wording: Wording,
    name: str,
    entries: Sequence[TimelineEntry],
    fates: Sequence[Fate],
    now: datetime,
) -> list[Step]:
    happened = [(entry.at, _said(wording, entry), _by(wording, entry.actor)) for entry in entries]
    happened += [(fate.at, _of_message(wording, name, fate), "") for fate in fates]
    return [
        Step(what, by, wording.when(at, now), wording.moment(at))
        for at, what, by in sorted(happened, key=lambda step: step[0])
    ]


def _by(wording: Wording, actor: str) -> str:
    by = BY.get(Actor(actor), "") if actor in list(Actor) else ""
    return wording.say(by, missing=by)


def _said(wording: Wording, entry: TimelineEntry) -> str:
    """What has no words here is said by where it led."""
    otherwise = wording.say(f"status.{entry.to_status}", missing=entry.happened.replace("_", " "))
    key = f"desk.step.{_key(entry)}"
    return wording.say(key, missing=otherwise, **_facts(wording, entry.detail))


def _key(entry: TimelineEntry) -> str:
    detail = entry.detail
    if entry.happened == "handed_over" and detail.get("reason") in BY_THE_ARTIST:
        return "taken_over"
    if entry.happened == "reminded" and detail.get("to") == "artist":
        return "reminded_artist"
    if entry.happened == "deposit_paid" and entry.to_status is None:
        return "deposit_paid_again"
    if entry.happened.startswith(SEEN_TO):
        return "failure_seen_to"
    return entry.happened


def _facts(wording: Wording, detail: dict[str, Any]) -> dict[str, str]:
    """All that a sentence may name; what is not known is left out of it."""
    reason, starts_at = str(detail.get("reason") or ""), detail.get("starts_at")
    told = outside.one_line(reason, REASON)
    return {
        "amount": _amount(wording, detail),
        "reason": f": “{told}”" if told else "",
        "why": wording.say(f"handover.reason.{reason}", missing=told),
        "because": wording.say(f"desk.step.because.{reason}", missing=told),
        "fact": wording.label(str(detail.get("key", ""))),
        "act": wording.say(f"action.{detail.get('action')}", missing=str(detail.get("action", ""))),
        "when": f": {wording.moment(datetime.fromisoformat(starts_at))}" if starts_at else "",
    }


def _amount(wording: Wording, detail: dict[str, Any]) -> str:
    try:
        return wording.money(Decimal(str(detail["amount"])), str(detail["currency"]))
    except (KeyError, InvalidOperation):
        return ""


def _of_message(wording: Wording, name: str, fate: Fate) -> str:
    cause = f": {outside.one_line(fate.cause, REASON)}" if fate.cause else ""
    words = outside.one_line(fate.text, 60)
    said = wording.say(f"desk.step.message.{fate.what}", cause=cause, name=name)
    return f"“{words}” · {said}" if words else said
