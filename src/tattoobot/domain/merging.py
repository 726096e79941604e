"""Two clients turn out to be one, and each has an open lead: which of the two goes on."""

from dataclasses import replace

from tattoobot.domain.lead import Lead, Status

STEPS = (
    Status.QUALIFYING,
    Status.PENDING_APPROVAL,
    Status.AWAITING_DEPOSIT,
    Status.DEPOSIT_PAID,
    Status.BOOKING_PENDING,
)


def stays(one: Lead, other: Lead) -> tuple[Lead, Lead]:
    """The lead that goes on, and the one that ends: the further on, then the fuller, then the older goes on."""
    first, second = sorted(
        (one, other), key=lambda lead: (-STEPS.index(lead.status), -len(lead.answers), lead.id)
    )
    return first, second


def completed(lead: Lead, other: Lead) -> Lead:
    """While it is still asked, what was said about the other one counts too: nobody answers twice.

    A brief that the artist has seen stays as they saw it.
    """
    if lead.status is not Status.QUALIFYING:
        return lead
    return replace(
        lead,
        answers={**other.answers, **lead.answers},
        asked={**other.asked, **lead.asked},
        advert=lead.advert or other.advert,
    )
