"""Whether an age below the minimum is plainly the client's own: only that ends an enquiry, all else is asked back."""

import re

from tattoobot.domain.understanding.grammar.line import Classes
from tattoobot.domain.understanding.grammar.rule import TAKEN, among, holds, rule, sign, signs
from tattoobot.domain.understanding.text import Prepared

OWN_SUBJECTS = frozenset(
    {
        *("i", "im", "am", "ima", "ive", "me", "we"),
        *("ich", "bin", "werde", "werd", "wir", "sind"),
        *("yo", "soy", "tengo", "cumplo", "tendre", "somos", "tenemos"),
        *("eu", "sou", "tenho", "faco", "completo", "temos", "tou", "to"),
        *("je", "j", "jai", "ai", "aurai", "moi", "suis", "nous", "avons"),
    }
)
"""Who speaks of themself begins so, as the words are folded."""

_BETWEEN = signs(
    "glue in follows me i_am with adult turning turned i_was_born born under over not_yet - same"
)
"""What may stand between "I" and the number: nothing that is about something else."""

_BEYOND_AGE = rule(
    "[^number yes no i_am me turning turned glue follows in years years_old my ordinal adult under over not_yet"
    " minor_word i_was_born born open lacking minor from or_over , . ; - same]"
)
"""A whole answer to "are you of age?" holds none of these: other people, other matters, a date with no age in it."""

_PAIR = re.compile(r"\d ?[x×*] ?\d")

_COUNTED = rule("years [^, . ; same]")
_OPENING = rule("[yes no i_am me glue follows , . under]*")

_BESIDE = frozenset(
    {
        *("sorry", "mate", "unfortunately", "afraid", "lol", "haha", "thanks", "tho", "though", "yet"),
        *("meant", "mean", "typo", "oops", "should", "say", "said", "wrong", "button"),
        *("leider", "danke", "nee", "noch", "meinte", "meine", "naturlich", "vertippt"),
        *("lo", "siento", "gracias", "todavia", "aun", "jaja", "queria", "decir", "quise"),
        *("desculpa", "infelizmente", "ainda", "obrigado", "obrigada", "kkk", "quis", "dizer"),
        *("desole", "malheureusement", "merci", "voulais", "dire", "pardon"),
    }
)
"""What may be said beside an age, and says nothing else: regrets, and that it was a slip."""


_COMING = re.compile(
    r"\b(?:i ?'?ll be|will be|turns?|turning|(?:gonna|going to) be|werde?|wird|cumplo|cumple|tendre|tendra|aurai|aura"
    r"|faco|faz|terei|tera|completo|completa) (?:\w+\.? ){0,5}?(\d\d)\b"
    r"(?! ?(?:cm|mm|in\b|inch|x ?\d|h\b|uhr|anos que|anos atras|min|€|eur|\$))"
)
"""How a birthday that is still to come is told."""


_NEARLY = re.compile(
    r"(?:(?<=^)|(?<=[.,!?] ))(?:im |i'm )?1[0-7] (?:but|pero|mas|aber|mais|y|and|e|und|et)\b"
    r"[^.!?\d]{0,20}\b(\d\d)\b(?= (?:in|en|em|dans)\b)"
    r"|\bmis (\d\d)\b[^.!?]{0,15}\bcumplo\b"
    r"|\b(?:surprise|treat|gift|regal\w+|schenk\w*|offrir|presente\w*)\b[^.!?]{0,60}"
    r"\b(?:his|her|their|su|sus|seinen|seinem|ihren|ihrem|ses|seus?|os|zum) (\d\d)(?=\D)"
)
""" "17 but 18 in 3 weeks", "a gift for his 18th"."""
_THIRD = re.compile(r"turns|wird|cumple|tendra|aura|faz|tera|completa|will be")
_WAITS = re.compile(
    r"\b(?:after (?:that|then)|todavia no|aun no|ainda nao|depois disso"
    r"|cuando (?:el )?cumpla|quand (?:il|elle) aura|wenn (?:er|sie) 18)\b"
)


_DIGIT = re.compile(r"\d")


def comes_of_age(text: Prepared, minimum: int) -> re.Match[str] | None:
    """ "I'll be 18 that day": whoever it is, today somebody is not of age, and it is asked who.

    Not "he turns 18 in June, so after that": he waits for it.
    """
    if not _DIGIT.search(text.folded):
        return None
    for pattern in (_COMING, _NEARLY):
        for found in pattern.finditer(text.folded):
            if int(next(filter(None, found.groups()))) != minimum:
                continue
            if not (_THIRD.match(found[0]) and _WAITS.search(text.folded)):
                return found
    return None


_YES_OF_ONESELF = re.compile(
    r"^\W*(?:ich (?:ja|schon)|yo si|eu sim|moi oui|i am|me yes)\b(?=\W*(?:,|$|aber|pero|mas|mais|but))"
)


def says_yes_of_themself(text: Prepared) -> re.Match[str] | None:
    return _YES_OF_ONESELF.search(text.folded)


def says_own(classes: Classes, first: int, last: int) -> bool:
    """ "I'm 17"; not "my son is 17", "a 17 year old", "I have a 17 year old daughter"."""
    kinds, words = classes.kinds, classes.line.words
    number = next((at for at in range(first, last) if kinds[at] == sign("number")), first)
    if holds(kinds[first:last], "years_old") and among(classes.kind(last), "other parent"):
        return False
    if among(classes.kind(first), "i_was_born"):
        return True
    for at in range(number - 1, max(-1, number - 10), -1):
        if words[at] in OWN_SUBJECTS:
            return not holds(kinds[at:last], "other")
        if kinds[at] not in _BETWEEN and words[at] != "'":
            return False
    return False


def is_whole_answer(classes: Classes, *, with_dates: bool = False) -> bool:
    """Whether the message speaks of nothing but an age: "no", "nearly 18", "17, 18 in October", "no sorry, not yet"."""
    words = classes.line.words
    if _PAIR.search(classes.line.text.folded):
        return False
    glue, word = sign("glue"), sign("word")
    kinds = "".join(
        glue if kind == word and words[at] in _BESIDE else kind for at, kind in enumerate(classes.kinds)
    )
    if with_dates or holds(kinds, "number"):
        kinds = kinds.replace(TAKEN, glue)
    return _BEYOND_AGE.search(kinds) is None


def opens_the_answer(classes: Classes, at: int, last: int) -> bool:
    """ "17 but my mum will sign": the number comes first, before anybody else is spoken of. Not "15 x 10"."""
    measures = _PAIR.search(classes.line.text.folded) or _COUNTED.match(classes.kinds, last)
    return not measures and _OPENING.fullmatch(classes.kinds[:at]) is not None


def says_over_and_yes(text: Prepared) -> re.Match[str] | None:
    """ "..., over 18 yeah": a clause of its own, which an affirmation ends."""
    return OVER_AND_YES.search(text.folded)


OVER_AND_YES = re.compile(
    r"(?:^|[.,;!?\n] ?|(?<!\w)(?:and|und|et|y|e)\s)(?:(?:i'?m|im|i am|bin|soy|sou)\s)?"
    r"(?P<over>(?:over|uber|mas de|mayor de|maior de|mais de|plus de)\s(?P<years>\d\d))"
    r"(?:\s(?:ans|anos|jahre))?"
    r",?\s(?:yes|yeah|yea|yep|ya|ja|jo|oui|ouais|si|sim|btw|too|claro|definitely) ?(?=$|[.,;!?\n])"
)
