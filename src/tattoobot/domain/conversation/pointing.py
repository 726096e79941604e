"""Words that point at a choice on the screen: "2", "the second one", "B", "la segunda", "das letzte".

Read in all five languages, whoever writes, and only where a message is nothing else.
"""

import re
import unicodedata
from dataclasses import dataclass

from tattoobot.domain.understanding.text import WORD
from tattoobot.domain.understanding.vocabulary.forms import by_line, choices

LAST = -1
LETTERS = "abcdefgh"
"""Of ten rows at most; "I" is a word."""

ORDINALS, CARDINALS = by_line("ordinals"), by_line("cardinals")
FORMS: dict[tuple[str, ...], re.Pattern[str]] = {
    names: re.compile("|".join(f"({forms})" for forms in names)) for names in (ORDINALS, CARDINALS)
}
"""Each number is a group: which of them it was says how many."""
IS_FINAL = re.compile(choices("the_last"))

ARTICLE, NEUTER = choices("pointing_article"), choices("neuter_article")
CHOICE, ENDING, TAKES = choices("a_choice"), choices("ordinal_ending"), choices("takes_it")
COURTESY = re.compile(rf"\b{choices('beside_a_choice')}\b")
NUMBER, ANY_NUMBER = choices("number_of"), choices("number_of", "number_short")

PLAIN = tuple(
    re.compile(rf"(?:{TAKES} )?{form}")
    for form in (
        rf"(?:{ARTICLE} )?(?P<ordinal>[a-z]+|\d+{ENDING}) {CHOICE}",
        rf"(?:{ARTICLE} )?{CHOICE} (?:{ANY_NUMBER} )?(?P<place>\d+|[a-z]|[a-z]{{2,}})",
        rf"{NEUTER} (?P<ordinal>[a-z]{{2,}})",
    )
)
"""Can be nothing but a choice."""

LOOSE = tuple(
    re.compile(form)
    for form in (
        rf"(?:{TAKES} )?(?:{ARTICLE} )?(?P<ordinal>[a-z]{{2,}}|\d+{ENDING})",
        rf"(?:{ARTICLE} )?(?:{ANY_NUMBER} ?)?(?P<digits>\d+)",
        rf"(?:{NUMBER} )?(?P<place>[a-z]+)",
    )
)
"""May be an amount, a day or a size as well, where that is asked for."""

OTHER_MEANING = re.compile(r"[?¿%€£$¥]")


@dataclass(frozen=True, slots=True)
class Pointer:
    place: int
    """From 1; `LAST` is the last, however many there are."""
    plain: bool
    """Can be nothing else: no day, no size, no amount."""

    def among(self, count: int) -> int | None:
        """The index in a list of so many; None where there is nothing at that place."""
        if self.place == LAST:
            return count - 1 if count else None
        return self.place - 1 if 0 < self.place <= count else None


def pointer_in(text: str) -> Pointer | None:
    """What the message points at, if it does nothing else. With a question mark it is a question."""
    if OTHER_MEANING.search(text):
        return None
    words = COURTESY.sub(" ", _simple(text))
    words = " ".join(words.split())
    for forms, plain in ((PLAIN, True), (LOOSE, False)):
        for form in forms:
            found = form.fullmatch(words)
            place = _place(found.groupdict()) if found else None
            if place is not None:
                return Pointer(place, plain)
    return None


def _simple(text: str) -> str:
    """Without capitals, accents and signs: "Nº 2" and the 2 on a key are a 2 like any other."""
    bare = text.casefold()
    if not text.isascii():
        letters = unicodedata.normalize("NFKD", text).casefold()
        bare = "".join(one for one in letters if unicodedata.category(one) not in {"Mn", "Me"})
    return " ".join(WORD.findall(bare))


def _place(said: dict[str, str | None]) -> int | None:
    ordinal, digits, place = said.get("ordinal"), said.get("digits"), said.get("place")
    if ordinal is not None:
        return int(re.sub(r"\D", "", ordinal)) if ordinal[0].isdigit() else _named(ordinal, ORDINALS)
    if digits is not None:
        return int(digits)
    if place is None:
        return None
    if place.isdigit():
        return int(place)
    return LETTERS.index(place) + 1 if len(place) == 1 and place in LETTERS else _named(place, CARDINALS)


def _named(word: str, names: tuple[str, ...]) -> int | None:
    if names is ORDINALS and IS_FINAL.fullmatch(word):
        return LAST
    found = FORMS[names].fullmatch(word)
    return found.lastindex if found else None
