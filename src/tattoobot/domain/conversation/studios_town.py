"""The town in which the studio is, said back in surprise: no new home town."""

from dataclasses import replace

from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.understanding.reading import Found, Reading
from tattoobot.domain.understanding.text import CLAUSE_ENDS
from tattoobot.domain.understanding.vocabulary.forms import Form, choices

ADDRESS = "answer.address"
THERE_IT_IS = Form(rf"^\W*(?:{choices('there_it_is')}\W+)+$")


def without_studios_town(turn: Turn, text: str, reading: Reading) -> Reading:
    """ "Ah, Leeds!" of somebody who has said where they live, and has just read where the studio is."""
    if turn.asked == "location" or not turn.knows("location"):
        return reading
    found = tuple(fact for fact in reading.found if not _is_studios(turn, fact, text))
    return reading if len(found) == len(reading.found) else replace(reading, found=found)


def _is_studios(turn: Turn, fact: Found, text: str) -> bool:
    if fact.key != "location" or not isinstance(fact.value, dict) or not fact.value.get("city"):
        return False
    town = str(fact.value["city"]).casefold()
    addresses = (own.get(ADDRESS, "").casefold() for own in turn.studio.wording.values())
    said_of_it = " ".join(CLAUSE_ENDS.split(text[: fact.start])[-2:])
    return any(town in address for address in addresses) and THERE_IT_IS.is_in(f"{said_of_it} ")
