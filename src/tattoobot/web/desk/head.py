"""What stands above everything on an enquiry's page, for as long as it holds: the date, and that the bot is quiet."""

from datetime import datetime

from tattoobot.domain.lead import Status
from tattoobot.web.artist.cards import Card
from tattoobot.web.artist.enquiry import Enquiry
from tattoobot.wording import Wording


def of(wording: Wording, found: Enquiry, card: Card, now: datetime) -> dict[str, str]:
    return {"date": _date(wording, found), "quiet": _quiet(wording, found, card, now)}


def _date(wording: Wording, found: Enquiry) -> str:
    if found.found.lead.status is not Status.BOOKED:
        return ""
    if found.starts_at is None:
        return wording.say("desk.date.none")
    return wording.say("desk.date", when=wording.moment(found.starts_at))


def _quiet(wording: Wording, found: Enquiry, card: Card, now: datetime) -> str:
    since = found.found.handed_over_since
    return wording.say("desk.quiet", when=wording.when(since, now), name=card.first) if since else ""
