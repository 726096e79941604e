"""What went wrong when something was delivered, and what to do about it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Reaction(StrEnum):
    """What to do about a delivery that failed."""

    RETRY = "retry"
    """Temporary: try again, later each time."""
    SLOW_CONTACT = "slow_contact"
    """Too much to this one contact: wait 4^n seconds for them alone."""
    SLOW_NUMBER = "slow_number"
    """Too much from the studio's number or app: everything waits a little."""
    WINDOW_CLOSED = "window_closed"
    """More than 24 hours since the client wrote: send a template instead, once."""
    UNDELIVERABLE = "undeliverable"
    """This contact cannot be reached on WhatsApp: do not try again; the artist is shown why."""
    OPTED_OUT_MARKETING = "opted_out_marketing"
    """The client stopped marketing: keep that, never send it again."""
    DROP = "drop"
    """WhatsApp keeps it back for its own reasons; trying again makes it worse."""
    TEMPLATE_UNAVAILABLE = "template_unavailable"
    """Not approved, paused, or its filled text is not allowed: use the spare one, tell the artist."""
    MEDIA_UNREADABLE = "media_unreadable"
    """The client's file could not be fetched: ask for it again, smaller."""
    STOP_OUTREACH = "stop_outreach"
    """The number may not start conversations now: hold templates, go on answering, alert."""
    STOP_ACCOUNT = "stop_account"
    """Nothing will go out until a person mends the account: hold everything, alert."""
    REFUSED = "refused"
    """A mistake of ours or of the set-up: keep it aside with its payload, do not retry."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why something was not delivered: for the code, the reaction; for the artist, the cause in plain words."""

    reaction: Reaction
    cause: str
    code: int | str | None = None
    """The provider's own: a number at WhatsApp, a word at Stripe."""
    title: str = ""
    details: str = ""
    retry_after: float | None = None
    """Seconds, where the provider says so or where a usual wait is known."""


@dataclass(frozen=True, slots=True)
class AccountNews:
    """Something that the provider tells about the studio's account."""

    field: str
    says: str
    restrictions: tuple[tuple[Failure, datetime | None], ...] = ()
    """What may not be sent, and until when, where that is said."""
    cut_off: bool | None = None
    """Whether it was taken from us, or given back; None: it is about something else."""
