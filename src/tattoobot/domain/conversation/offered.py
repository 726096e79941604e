"""Whether the studio does such a thing, as far as its own questions tell: the rest is the artist's to say. And what a
style is, which is the same everywhere."""

from typing import Any

from tattoobot.domain.conversation.plain_questions import styles_asked_about
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.vocabulary.forms import Form, choices, form

YES = "answer.offered.yes"
EITHER = Form(rf"\b{choices('or', 'or_before_o', 'and')}\b|[,/]", accents=True)
INKS = form("in_inks")
COVERS = form("can_it_be_covered")
"""Of the old tattoo that is there: whether it can go."""
MOST = 4
"""So many things are asked about in one breath."""


def what_is_offered(turn: Turn, text: str) -> str | None:
    """The phrase that answers "do you do realism?"; None where nobody has told the bot."""
    # Asked for the skin, "tribal" alone is an old one to be covered; nobody was.
    if asks_to_cover(text) or _names_covering(turn, text):
        return "answer.offered.cover_up" if _offers(turn, "cover_up", "cover_up") else None
    styles = [style for part in EITHER.split(text)[:MOST] if (style := _read(turn, part, "style"))]
    if styles:
        return _of_styles(turn, styles)
    if INKS.is_in(text):
        both = all(_offers(turn, "colour", one) for one in ("colour", "black_and_grey"))
        return "answer.offered.colour" if both else None
    places = [place for part in EITHER.split(text)[:MOST] if (place := _read(turn, part, "placement"))]
    question = turn.question("placement")
    offered = [(offer.value or {}).get("part") for offer in question.offers] if question else []
    return YES if places and all(place.get("part") in offered for place in places) else None


def asks_to_cover(text: str) -> bool:
    """ "Can it be covered?"; not "do you do cover-ups?"."""
    return COVERS.is_in(text)


def _names_covering(turn: Turn, text: str) -> bool:
    return understand(text, turn.context.asking(None)).slots.get("cover_up") == "cover_up"


def what_styles_are(turn: Turn, text: str) -> list[str]:
    """The phrases that tell what the styles are that are asked about: "what is the difference between A and B?"."""
    named = [_read(turn, words, "style") for words in styles_asked_about(text)[:MOST]]
    return [f"answer.style.{style}" for style in dict.fromkeys(named) if style not in (None, "other")]


def _of_styles(turn: Turn, styles: list[str]) -> str | None:
    if not any(turn.studio.offers_style(style) for style in styles):
        return "answer.offered.not_style"
    if not turn.studio.styles:
        return YES if all(_offers(turn, "style", style) for style in styles) else None
    return YES if all(turn.studio.offers_style(style) for style in styles) else None


def _read(turn: Turn, text: str, key: str) -> Any:
    return understand(text, turn.context.asking(key)).slots.get(key)


def _offers(turn: Turn, key: str, value: object) -> bool:
    question = turn.question(key)
    return question is not None and any(offer.value == value for offer in question.offers)
