"""When a delivery that failed is tried again, and when it is given up."""

from datetime import timedelta

from tattoobot.domain.delivery import Failure, Reaction

GIVE_UP_AFTER = timedelta(hours=24)
"""Older than WhatsApp's service window: what could not be said by then is not said any more."""
LONGEST_WAIT = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(hours=1)
"""Whatever a provider asks for, it is asked again by then."""
CONTACT_BASE = 4
"""WhatsApp's advice for error 131056: wait 4^n seconds."""

AGAIN = frozenset({Reaction.RETRY, Reaction.SLOW_CONTACT, Reaction.SLOW_NUMBER, Reaction.STOP_ACCOUNT})


SOON = timedelta(seconds=30)
GIVE_UP_SENDING_ANEW = timedelta(minutes=5)
"""Doubling from half a minute, that is five tries."""


def sent_anew(failure: Failure, age: timedelta) -> timedelta | None:
    """When a message is sent anew that WhatsApp had accepted and reports as failed; None: never.

    `age` is the message's: each wait is as long as all before it.
    """
    longest = GIVE_UP_AFTER if failure.reaction is Reaction.STOP_ACCOUNT else GIVE_UP_SENDING_ANEW
    if failure.reaction not in AGAIN or age > longest:
        return None
    return max(SOON, age)


def asked_for(seconds: float) -> timedelta:
    """Bound the wait that a provider asks for: any number can come, and no number too."""
    longest = LONGEST_PAUSE.total_seconds()
    return timedelta(seconds=seconds) if 0 <= seconds <= longest else LONGEST_PAUSE


def next_try(failure: Failure, attempts: int, age: timedelta, jitter: float) -> timedelta | None:
    """How long to wait before the next try; None: never again. `jitter` is random in 0…1."""
    if failure.reaction is Reaction.STOP_ACCOUNT:
        # It waits for a person to mend the account, however long that takes.
        return timedelta(minutes=1)
    if failure.reaction not in AGAIN or age > GIVE_UP_AFTER:
        return None
    if failure.retry_after is not None:
        return asked_for(failure.retry_after) * (1 + 0.1 * jitter)
    base = CONTACT_BASE if failure.reaction is Reaction.SLOW_CONTACT else 2
    # Cut the exponent too: 2 to a very large power is a very large number.
    wait = timedelta(seconds=0.5 * base ** min(attempts, 12))
    return min(wait, LONGEST_WAIT) * (0.5 + 0.5 * jitter)
