"""What the client shows and somebody else wrote: forwarded words, the names of cards, places and forms.

It is material for the artist. It fills what is empty, to be checked; it is no statement, no wish and no answer to yes
or no of the client's.
"""

from collections.abc import Sequence
from dataclasses import replace

from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.handover import HEALTH
from tattoobot.domain.lead import Source
from tattoobot.domain.messages import Inbound, Kind
from tattoobot.domain.understanding.reading import Intent, Reading

LABELS = frozenset({Kind.CONTACTS, Kind.LOCATION, Kind.FLOW})
"""Their words are names that others have given."""


def is_of_others(message: Inbound) -> bool:
    return message.forwarded or message.kind in LABELS


def take_for_material(turn: Turn, message: Inbound, reading: Reading) -> Reading:
    """Of what was read, what it may say for the client. A place sent when that was asked is their own answer."""
    answers = message.kind is Kind.LOCATION and not message.forwarded and turn.asked == "location"
    turn.material = None if answers else Source.PRIVATE if reading.flags & HEALTH else Source.CHECK
    of_place = message.kind is Kind.LOCATION
    found = [
        fact for fact in reading.found if fact.key != "adult" and (fact.key == "location" or not of_place)
    ]
    return replace(
        reading, language=turn.language, intent=Intent.OTHER, found=tuple(found), flags=frozenset()
    )


def keep_advert(turn: Turn, messages: Sequence[Inbound]) -> None:
    """Keep the advert that brought the client while the brief is asked for. A later advert is another occasion."""
    if turn.is_consulting and turn.enquiry.advert is None and not turn.client.opted_out:
        came_by = next((message.advert for message in messages if message.advert is not None), None)
        if came_by is not None:
            turn.lead = replace(turn.enquiry, advert=came_by)
