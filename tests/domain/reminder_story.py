"""A lead's story as the reminders make it: time passes, and what happens is told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tattoobot.domain.lead import Status
from tattoobot.domain.reminder_rules import Reminders, Rule, To
from tattoobot.domain.reminders import Facts, Outlook, Page

LONDON = ZoneInfo("Europe/London")
NEW_YORK = ZoneInfo("America/New_York")
TUESDAY = datetime(2026, 3, 10, tzinfo=UTC)
RULES = Reminders()
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def at(hours: float) -> datetime:
    """Hours since Tuesday began, in London."""
    return TUESDAY + timedelta(hours=hours)


def some_facts(status: Status, since: datetime, **changes: Any) -> Facts:
    given: dict[str, Any] = {
        "lead_id": 1,
        "client_id": 1,
        "client_name": "Maya Example",
        "artist_id": 1,
        "status": status,
        "status_since": since,
        "studio_zone": LONDON,
        "client_zone": LONDON,
        "last_message_at": since,
    }
    return Facts(**{**given, **changes})


def quiet_client(wrote: datetime, **changes: Any) -> Facts:
    return some_facts(Status.QUALIFYING, wrote, **changes)


def unpaid(asked: datetime, *, hours: float = 23, status: str = "open", **changes: Any) -> Facts:
    page = Page(7, status, asked, asked + timedelta(hours=hours))
    return some_facts(Status.AWAITING_DEPOSIT, asked, **{"page": page, **changes})


def story(
    facts: Facts, *, rules: Reminders = RULES, days: float = 30, templates: frozenset[str] = frozenset()
) -> list[str]:
    """Let time pass, looking when we are told to look. What happens, with its local time."""
    told: list[str] = []
    now = facts.status_since
    while now <= facts.status_since + timedelta(days=days):
        outlook = Outlook(facts, now, rules, templates)
        local = now.astimezone(facts.client_zone).strftime("%a %H:%M")
        lapses_at = outlook.lapses_at()
        if lapses_at is not None and lapses_at <= now:
            return [*told, f"{local} lapses"]
        for item in outlook.due():
            how = item.obstacle or ("template" if item.by_template else None)
            told.append(f"{local} {item.rule.kind}" + (f": {how}" if how else ""))
            facts = after(facts, item.rule, item.occurrence, now, sent=item.obstacle is None)
        look = Outlook(facts, now, rules, templates).next_look()
        if look is None:
            return told
        assert look > now
        now = look
    return told


def after(facts: Facts, rule: Rule, occurrence: str, now: datetime, *, sent: bool) -> Facts:
    facts = replace(facts, done=facts.done | {(rule.kind, occurrence)})
    if sent and rule.to is To.CLIENT:
        facts = replace(facts, reminded_at=now, this_week=facts.this_week + 1)
    return facts


# ---------------------------------------------------------------------------- the unfinished enquiry
