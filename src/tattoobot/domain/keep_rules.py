"""How long a studio keeps what clients told it, by how their enquiry ended."""

from dataclasses import dataclass
from datetime import timedelta

from tattoobot.domain.deposit import AFTER_PAYMENT, DepositStatus
from tattoobot.domain.lead import Status

UNFINISHED = frozenset({Status.QUALIFYING, Status.AWAITING_DEPOSIT, Status.LAPSED, Status.CANCELLED})
"""Enquiries that came to nothing, when nothing more is heard of them."""
DECLINED = frozenset({Status.REJECTED, Status.WAITLISTED})
BOOKED = frozenset({Status.BOOKED, Status.COMPLETED})
"""These are in the books, as is everything for which money ever came."""
WITHOUT_PICTURES = frozenset({Status.LAPSED, Status.CANCELLED, Status.REJECTED})
"""Nobody will look at the pictures of these again."""

IN_THE_BOOKS = AFTER_PAYMENT | {DepositStatus.PROCESSING}
"""Deposits that are there to be accounted for, or may yet be."""


@dataclass(frozen=True, slots=True)
class KeepRules:
    """Counted from the last that was said, or that happened, in an enquiry.

    What waits for the artist's decision, or for a date, stays until somebody decides.
    """

    unfinished: timedelta = timedelta(days=90)
    """Also a client without any enquiry."""
    declined: timedelta = timedelta(days=180)
    pictures: timedelta = timedelta(days=30)
    """Of enquiries that came to nothing or were declined."""
    booked: timedelta = timedelta(days=2192)
    """Six years, as books are kept in many countries."""


USUAL_KEEPING = KeepRules()
