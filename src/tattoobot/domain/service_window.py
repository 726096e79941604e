"""WhatsApp's service window: free text is delivered for 24 hours after the client's last message, by its timestamp."""

from datetime import datetime, timedelta

LENGTH = timedelta(hours=24)

MARGIN = timedelta(minutes=5)
"""Clocks differ and WhatsApp's is the one that counts; a message takes its time too."""


def closes_at(they_wrote_at: datetime | None) -> datetime | None:
    """None where they never wrote, as far as we know."""
    return they_wrote_at + LENGTH if they_wrote_at else None


def last_moment(they_wrote_at: datetime | None) -> datetime | None:
    """Until when we write without a template. None where they never wrote, as far as we know."""
    return they_wrote_at + LENGTH - MARGIN if they_wrote_at else None


def is_closed(they_wrote_at: datetime | None, now: datetime) -> bool:
    """Whether free text would be refused. Where they never wrote as far as we know, WhatsApp may know better."""
    return they_wrote_at is not None and now > they_wrote_at + LENGTH - MARGIN
