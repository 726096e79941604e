"""Words in which somebody only says that they have said it: "jtai dit", "sag ich doch", "I told you"."""

import re

from tattoobot.domain.understanding.vocabulary.forms import Form, choices
from tattoobot.domain.understanding.vocabulary.lists import alternatives

LAUGHS = choices("laughs_aloud")

SAYING_SO = Form(rf"(?<![\w']){choices('as_told')}(?![\w'])[\s,:!]*")
AT_THE_END = Form(rf"[\s,]+{LAUGHS}\W*$")
CHANGE_OF_MIND = re.compile(rf"\b(?:{alternatives('change_of_mind')})\b", re.IGNORECASE)
""" "Mudei de ideia" may change anything, and tells no idea."""


def without_saying(text: str) -> str:
    """ "le we, sauf le 12" of "jtai dit le we, sauf le 12"; as it is where nothing else is said."""
    left = SAYING_SO.blanked_in(text)
    left = " ".join(AT_THE_END.blanked_in(left).split()).strip(" ,:") if left != text else text
    left = re.sub(r"\s+(?=[.,;!])", "", left)
    return left if any(map(str.isalnum, left)) else text
