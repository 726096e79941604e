"""What the clause of a time speaks of: which clues come together there says more than each of them alone."""

from tattoobot.domain.understanding.roles.around import Around

TOGETHER = (
    *("past", "wish", "free", "event", "kin", "blocked", "appointment", "other", "self", "paid", "asks"),
    *("visited", "tells", "worn", "prepares", "sends"),
)


def spoken_of(around: Around, first: int) -> str:
    """ "My sister came in spring" is past and of kin, "my sister is free on Friday" of kin and no past."""
    there = {hit.value for hit in around.clues[around.clause(first)]}
    return f"its clause: {', '.join(clue for clue in TOGETHER if clue in there)}"
