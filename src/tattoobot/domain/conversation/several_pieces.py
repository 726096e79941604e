"""Several pieces in one enquiry: the first is asked about, and of the others the client's words are kept."""

from dataclasses import replace

from tattoobot.domain.conversation.put_right import same_as_one_of
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.conversation.words import asks_for_several
from tattoobot.domain.facts import OF_THE_PIECE
from tattoobot.domain.understanding.reader import note_words, understand
from tattoobot.domain.understanding.reading import Context, Found, Reading
from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.thing import begins
from tattoobot.domain.understanding.vocabulary.forms import Form, choices

PIECES = Form(rf"(?:(?!\s(?:{choices('and', 'plus')}|\+|&)\s)(?:[^,.;!?\n]|[.,](?=\d)))+[,.;!?\n]*")
SEVERAL = "several_pieces"
"""The remark to a client who wants more than one, and the mark of an enquiry of several."""
Span = tuple[int, int]


def told_of_others(turn: Turn, text: str) -> list[Span]:
    """Where a message speaks of another piece than the first: "anchor 3 cm, behind the ear" of "a compass and an
    anchor". What names neither goes on with the piece before it."""
    known = turn.enquiry_answers.get("idea")
    told = known.text if known is not None else text
    if not asks_for_several(told) and not (known is not None and SEVERAL in turn.enquiry.asked):
        return []
    first, others = _things(told, turn.context)
    spans: list[Span] = []
    of_others = False
    for one in PIECES.finditer(text) if others else ():
        named = _named(text[slice(*one.span())], turn.context)
        if any(same_as_one_of(word, first) for word in named):
            of_others = False
        elif any(same_as_one_of(word, others) for word in named):
            of_others = True
        if of_others:
            spans.append(one.span())
    return spans


def _things(told: str, context: Context) -> tuple[list[str], list[str]]:
    """What the first piece shows, and what the others do."""
    things = [named for one in PIECES.finditer(told) if (named := _named(told[slice(*one.span())], context))]
    return (things[0], [word for named in things[1:] for word in named]) if things else ([], [])


def _named(words: str, context: Context) -> list[str]:
    message = note_words(words, context)
    return [fold(message.words[at]) for at in message.covered("motif")]


def without_the_others(turn: Turn, reading: Reading, text: str) -> Reading:
    """Only the facts of the first piece; a number alone is how big that is."""
    spans = told_of_others(turn, text)
    if not spans:
        return reading
    rest = text
    for start, end in spans:
        rest = rest[:start] + "," + " " * (end - start - 1) + rest[end:]
    last = max(end for _, end in spans)
    kept = [
        replace(one, value=text[begins(text, one.start) : last].strip(" ,.;!?\n"))
        if one.key == "idea"
        else one
        for one in reading.found
        if one.key not in OF_THE_PIECE or one.key == "idea"
    ]
    again: tuple[Found, ...] = ()
    if any(map(str.isalnum, rest)):
        again = understand(rest, turn.context.asking(None)).found
        if any(map(str.isdigit, rest)) and all(one.key != "size" for one in again):
            again += tuple(
                one for one in understand(rest, turn.context.asking("size")).found if one.key == "size"
            )
    told = [one for one in again if one.key in OF_THE_PIECE and one.key != "idea"]
    return replace(reading, found=(*kept, *told))
