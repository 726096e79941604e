"""Words in which somebody only says that they have said it: "jtai dit", "sag ich doch", "I told you"."""

import re

from tattoobot.domain.understanding.vocabulary.lists import alternatives

LAUGHS = r"(?:lol|haha\w*|hihi|mdr|ptdr|jaja\w*|kk+|rs|xd)"

SAYING_SO = re.compile(
    r"(?<![\w’'])(?:(?:as |like )?i(?:['’]ve)?(?: have)?(?: already| just)? (?:said|told (?:you|u|ya))"
    r"(?: (?:already|before|that))?"
    r"|(?:wie |das )?(?:schon |oben )?gesagt|(?:das )?(?:sag\w*|sagt\w*) ich (?:doch|ja)"
    r"|(?:das )?hab\w*(?: ich)?"
    r"(?: doch| ja| schon| dir| euch)*(?: schon)? gesagt"
    r"|ich (?:sag\w*|hab\w*)(?: doch| ja| schon| dir| euch)+(?: gesagt)?"
    r"|(?:comme )?(?:j(?:e|['’])?\s?(?:vous |t['’]?\s?|te |l['’]?\s?)?ai|jtai|jai|jvous ai)(?: déjà| deja)? dit"
    r"|(?:como |ya )+(?:te |os |le |se lo |te lo )?(?:dije|he dicho)|(?:te|se) lo (?:dije|he dicho)"
    r"|(?:como |já |ja )+(?:te |lhe )?(?:disse|falei)|eu (?:já )?(?:te )?(?:disse|falei)"
    r"|(?:that[’']?s |this is |for )?the \w+ time (?:i[’']ve |i have |i )?(?:said|told you|say|tell you)(?: it| that)?"
    r"|(?:das )?(?:ich )?sage? (?:ich |das |es |dir )*(?:jetzt |nun |schon )*zum \w+\.? mal"
    r"|(?:(?:ça|ca) fait|c['’]est la) \w+ fois que je (?:le |te le |vous le )?(?:dis|répète)"
    r"|(?:ya )?(?:van|son|es la) \w+ ve(?:z|ces) (?:que|q) (?:te |se |os )?lo (?:digo|repito|he dicho)"
    r"|(?:já |ja )?(?:é a|são|foram) \w+ vez(?:es)? que (?:eu )?(?:te )?(?:falo|digo|repito)(?: isso)?"
    r")(?![\w’'])[\s,:!]*",
    re.IGNORECASE,
)
AT_THE_END = re.compile(rf"[\s,]+{LAUGHS}\W*$", re.IGNORECASE)
CHANGE_OF_MIND = re.compile(rf"\b(?:{alternatives('change_of_mind')})\b", re.IGNORECASE)
""" "Mudei de ideia" may change anything, and tells no idea."""


def without_saying(text: str) -> str:
    """ "le we, sauf le 12" of "jtai dit le we, sauf le 12"; as it is where nothing else is said."""
    left = SAYING_SO.sub(" ", text)
    left = " ".join(AT_THE_END.sub("", left).split()).strip(" ,:") if left != text else text
    left = re.sub(r"\s+(?=[.,;!])", "", left)
    return left if any(map(str.isalnum, left)) else text
