"""An old button that is pressed once the artist has the brief: what contradicts it is asked, and not changed."""

from typing import Any

from tattoobot.domain.conversation.facts import choice_of_reading
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.messages import Inbound
from tattoobot.domain.says import Phrase, Say, Tap

NOT_ASKED = frozenset({"adult", "reference_images", "instagram"})
"""An age is never a slip of the finger, and no picture that has come is taken back by a button."""


def contradicts_the_brief(turn: Turn, message: Inbound) -> bool:
    """Ask which of the two is meant, by a button for each."""
    key, _, offer_id = (message.choice or "").partition(":")
    question, known = turn.question(key), turn.enquiry_answers.get(key)
    if question is None or known is None or known.value is None or turn.is_consulting or key in NOT_ASKED:
        return False
    offer = next((one for one in question.offers if one.id == offer_id and not one.unsure), None)
    if offer is None:
        return False
    if says_no_less(known.value, offer.value):
        turn.says = [Say((Phrase("tapped_late.stays"),))]
        return True
    taps = tuple(
        Tap(choice_of_reading(key, value), "value", {"value": (key, value)})
        for value in (offer.value, known.value)
    )
    turn.says = [Say((Phrase("tapped_late", {"answers": {key: known}}),), taps)]
    return True


def says_no_less(known: Any, told: Any) -> bool:
    """Whether all of what is told is known: "forearm", where it is the left one."""
    if isinstance(known, dict) and isinstance(told, dict):
        return all(said is None or known.get(part) == said for part, said in told.items())
    return bool(known == told)
