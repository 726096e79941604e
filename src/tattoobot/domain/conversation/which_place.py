"""Which of the places on the screen is meant: "the upper one", "unten", "toute": no place by itself, and an answer."""

from typing import Any

from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.pace import mark_of
from tattoobot.domain.says import Phrase
from tattoobot.domain.understanding.placement import ASPECTLESS, UNSAID
from tattoobot.domain.understanding.reading import Found
from tattoobot.domain.understanding.vocabulary.forms import Form, choices

ASKED = "which.placement"
OF_WHAT = ("of_what_part", "of_what_part.2")
"""Asked of who has only said "left" or "inner", in one form after the other."""
SIDES = (None, "left", "right", "both")
ASPECTS = (None, "inner", "outer", "front", "back")

_SAYS = {
    which: Form(rf"\W*(?:{choices('place_leads')}\s*)*{choices(words)}(?:\s*{choices('place_trails')})*\W*")
    for which, words in {"upper": "upper_one", "lower": "lower_one", "whole": "whole_one"}.items()
}
_PARTS = {
    "upper": ("back_upper", "upper_arm", "thigh"),
    "lower": ("back_lower", "forearm", "calf"),
    "whole": ("back_full", "full_arm", "leg_full"),
}


def asks_which_place(fact: Found) -> Phrase:
    """The question, with what it offers as its mark: the words that answer it are read by that."""
    return _asked(tuple(place["part"] for place in fact.readings), fact.readings[0]["side"])


def place_meant(turn: Turn, words: str) -> dict[str, Any] | None:
    """The place among those that our last message offered."""
    if not any(one.startswith(ASKED) for one in turn.pace.said):
        return None
    which = next((name for name, says in _SAYS.items() if says.fullmatch(words)), None)
    offered = next((one for one in _offers() if mark_of(_asked(*one)) in turn.pace.said), None)
    if which is None or offered is None:
        return None
    part = next((part for part in _PARTS[which] if part in offered[0]), None)
    return None if part is None else {"part": part, "side": offered[1], "aspect": None}


def _offers() -> list[tuple[tuple[str, ...], str | None]]:
    return [(parts, side) for parts in UNSAID.values() for side in SIDES]


def _asked(parts: tuple[str, ...], side: str | None) -> Phrase:
    return Phrase(ASKED, {"parts": parts, "of_side": side})


def with_known_place(turn: Turn, place: dict[str, Any] | None) -> dict[str, Any] | None:
    """ "left, not right" is about the place that is known; without one it waits for the part."""
    if place is None or place["part"] is not None:
        return place
    known = turn.enquiry.answers.get("placement")
    told = {key: said for key, said in place.items() if said is not None}
    if known is None or known.value is None:
        turn.half_a_place = {**_half_told(turn), **told}
        return None
    return {**known.value, **told}


def with_half_told(turn: Turn, place: Any) -> Any:
    """ "Left", "inner" and then "forearm": all three are the place."""
    if not turn.lacks("placement") or not isinstance(place, dict):
        return place
    half = _half_told(turn)
    turn.half_a_place = {}
    may_have = {"side"} if place["part"] in ASPECTLESS else {"side", "aspect"}
    return {**place, **{key: half[key] for key in may_have & half.keys() if place[key] is None}}


def asks_of_what(turn: Turn) -> tuple[Phrase, ...]:
    """The question for the part of which a side is known, with what is known as its mark."""
    heard = any(one.startswith(OF_WHAT) for one in turn.pace.lately)
    forms = OF_WHAT[::-1] if heard else OF_WHAT
    return tuple(Phrase(key, turn.half_a_place) for key in forms)


def _half_told(turn: Turn) -> dict[str, Any]:
    """A side or an aspect of which the part is not known yet, in these messages or in those before."""
    if turn.half_a_place:
        return turn.half_a_place
    if not any(one.startswith(OF_WHAT) for one in turn.pace.lately):
        return {}
    halves = ({"side": side, "aspect": aspect} for side in SIDES for aspect in ASPECTS)
    told = [{key: said for key, said in half.items() if said is not None} for half in halves]
    marks = {mark_of(Phrase(key, half)): half for key in OF_WHAT for half in told if half}
    return next((marks[one] for one in turn.pace.lately if one in marks), {})


def of_known_place(turn: Turn, fact: Found) -> dict[str, Any] | None:
    """ "On the right arm" after "forearm": of all that an arm may be, it is the forearm still."""
    known = turn.enquiry.answers.get("placement") if fact.key == "placement" else None
    if known is None or known.value is None:
        return None
    whole = known.value["part"] in {"half_arm", "full_arm", "leg_full"}
    meant = next(
        (place for place in fact.readings if place["part"] == known.value["part"]),
        {**fact.readings[0], "part": None} if whole and fact.readings[0].get("side") else None,
    )
    return meant and {**known.value, **{key: said for key, said in meant.items() if said is not None}}
