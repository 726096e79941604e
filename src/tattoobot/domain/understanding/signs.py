"""A sign that is the whole answer: a flag for the country, a black heart for the colour, an ear for the place."""

from string import ascii_uppercase

from tattoobot.domain.understanding.reading import Context, Found, Value
from tattoobot.domain.understanding.vocabulary.message import Message

FIRST_OF_A_FLAG = 0x1F1E6
"""The sign for A; a flag is written with the two letters of its country."""
SKIN = "\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
"""What only changes how a sign looks."""
COLOURS = {
    **dict.fromkeys(("🖤", "⚫", "🩶", "⬛"), "black_and_grey"),
    **dict.fromkeys(("🌈", "🎨", "🔴", "🔵", "🟢"), "colour"),
}
PLACES = {"👂": "ear", "🦻": "ear", "🦶": "foot", "✋": "hand", "🤚": "hand", "🖐": "hand"}
ASKED_FOR = ("location", "placement", "colour")
FARTHEST = 12
"""Nothing but a sign is no longer, with blanks around it."""
LONGEST = 4
"""So many signs at most: one, what changes its look, and the two of a flag."""


def read_signs(message: Message, context: Context) -> list[Found]:
    """What they answer to the question that is open, where nothing but a sign was sent."""
    if context.asked not in ASKED_FOR or len(message.text.raw) > FARTHEST:
        return []
    raw = message.text.raw
    sign = raw.strip()
    if len(sign) > LONGEST or not sign or sign.isascii() or any(map(str.isalnum, sign)):
        return []
    value = _meant(sign.strip(SKIN), context.asked)
    start = raw.index(sign)
    return [Found(context.asked, value, start, start + len(sign))] if value else []


def _meant(sign: str, asked: str | None) -> Value:
    if asked == "location":
        letters = [ord(each) - FIRST_OF_A_FLAG for each in sign]
        if len(letters) != len("US") or not all(0 <= letter < len(ascii_uppercase) for letter in letters):
            return None
        return {"city": None, "country": "".join(ascii_uppercase[letter] for letter in letters)}
    if asked == "placement" and sign in PLACES:
        return {"part": PLACES[sign], "side": None, "aspect": None}
    return COLOURS.get(sign) if asked == "colour" else None
