"""Where a client hears that something is passed on, it is."""

from collections.abc import Sequence
from datetime import datetime

from tattoobot.actions.call_artist import may_call
from tattoobot.actions.house import House, to_artist
from tattoobot.db import leads, refunds
from tattoobot.db.engine import Connection
from tattoobot.domain import outside
from tattoobot.domain.action_links import to_offer
from tattoobot.domain.client import Client
from tattoobot.domain.flags import PUTS_DATE_IN_DOUBT, TOLD_AS, Concern
from tattoobot.domain.handover import Reason
from tattoobot.domain.lead import Lead, Status
from tattoobot.domain.verdict import verdict


async def pass_on(
    db: Connection,
    house: House,
    client: Client,
    lead: Lead,
    concerns: Sequence[Concern],
    words: str,
    now: datetime,
    *,
    said: Sequence[int],
) -> None:
    """`words` are the client's, and `said` the messages that hold them."""
    reasons = [reason for reason in concerns if await may_call(db, house, lead, reason, now, said)]
    if not reasons:
        return
    wording = house.wording(None, house.artist_of(lead))
    about = ", ".join(wording.say(TOLD_AS[reason]) for reason in reasons)
    lines = [wording.say("artist.passed_on", id=lead.id, name=client.called, reason=about)]
    if not PUTS_DATE_IN_DOUBT.isdisjoint(reasons):
        lines += await _verdict(db, house, client, lead, now)
    if Reason.MEDICAL in reasons:
        lines.append(wording.say("artist.health.page"))
    if quoted := outside.quoted(words):
        lines.append(quoted)
    money_held = bool(await refunds.left_of_lead(db, lead.id))
    actions = to_offer(reasons, lead.status, money_held=money_held)
    facts = {"client": client.called, "reason": about}
    await to_artist(db, house, lead, "\n".join(lines), actions, now, template="artist_called", facts=facts)


async def _verdict(db: Connection, house: House, client: Client, lead: Lead, now: datetime) -> list[str]:
    """What the studio's terms say, where a date is fixed. The artist decides."""
    starts_at = await leads.booked_for(db, lead.id) if lead.status is Status.BOOKED else None
    if starts_at is None:
        return []
    notice, wording = house.studio.deposit.notice, house.wording(None, house.artist_of(lead))
    said = verdict(starts_at, now, notice)
    when = wording.say("artist.date", when=wording.moment(starts_at))
    hours, name = int(notice.total_seconds() // 3600), client.first_name or client.called
    return [f"{when} {wording.say(said.value, name=name, hours=hours)}"]
