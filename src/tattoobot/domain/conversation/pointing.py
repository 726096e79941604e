"""Words that point at a choice on the screen: "2", "the second one", "B", "la segunda", "das letzte".

Read in all five languages, whoever writes, and only where a message is nothing else.
"""

import re
import unicodedata
from dataclasses import dataclass

LAST = -1
LETTERS = "abcdefgh"
"""Of ten rows at most; "I" is a word."""

ORDINALS = (
    r"first|primer[oa]?|primeir[oa]|erste[nrs]?|premiere?|premier",
    r"second|segund[oa]|zweite[nrs]?|deuxieme|seconde",
    r"third|tercer[oa]?|terceir[oa]|dritte[nrs]?|troisieme",
    r"fourth|cuart[oa]|quart[oa]|vierte[nrs]?|quatrieme",
    r"fifth|quint[oa]|fue?nfte[nrs]?|cinquieme",
    r"sixth|sext[oa]|sechste[nrs]?|sixieme",
    r"seventh|septim[oa]|setim[oa]|sieb(?:en)?te[nrs]?|septieme",
    r"eighth|octav[oa]|oitav[oa]|achte[nrs]?|huitieme",
    r"ninth|noven[oa]|non[oa]|neunte[nrs]?|neuvieme",
    r"tenth|decim[oa]|zehnte[nrs]?|dixieme",
)
CARDINALS = (
    r"one|uno|una|um|uma|eins|une?",
    r"two|dos|dois|duas|zwei|deux",
    r"three|tres|drei|trois",
    r"four|cuatro|quatro|vier|quatre",
    r"five|cinco|fue?nf|cinq",
    r"six|seis|sechs",
    r"seven|siete|sete|sieben|sept",
    r"eight|ocho|oito|acht|huit",
    r"nine|nueve|nove|neun|neuf",
    r"ten|diez|dez|zehn|dix",
)
FORMS: dict[tuple[str, ...], re.Pattern[str]] = {
    names: re.compile("|".join(f"({forms})" for forms in names)) for names in (ORDINALS, CARDINALS)
}
"""Each number is a group: which of them it was says how many."""
IS_FINAL = re.compile(r"last|ultim[oa]|letzte[nrs]?|dernier|derniere")

ARTICLE = r"(?:the|el|la|lo|l|o|a|das|die|der|den|le)"
NEUTER = r"(?:das|die|le|la)"
CHOICE = r"(?:one|option|choice|opcion|opcao|alternativa|moglichkeit|antwort|variante|choix|reponse|boton|botao|button)"
ENDING = r"(?:st|nd|rd|th|o|a|ro|ra|do|da|to|ta|e|er|re|ere|eme|nde?|te[nrs]?)"
TAKES = (
    r"(?:(?:i ll|ill|i d) (?:take|go for|go with|like)|(?:let s )?go with"
    r"|me quedo con|prefiero|elijo|fico com|vou com|vou de|prefiro|(?:ich )?nehme|ich mochte|je prends|je prefere)"
)
COURTESY = re.compile(
    r"\b(?:please|pls|plz|thanks|thank you|thx|ok|okay|por favor|porfa|gracias|vale|obrigad[oa]|pfv?|bitte|danke"
    r"|merci|stp|svp|s il (?:te|vous) plait)\b"
)

PLAIN = tuple(
    re.compile(rf"(?:{TAKES} )?{form}")
    for form in (
        rf"(?:{ARTICLE} )?(?P<ordinal>[a-z]+|\d+{ENDING}) {CHOICE}",
        rf"(?:{ARTICLE} )?{CHOICE} (?:(?:number|numero|nummer|nr|no|n) )?(?P<place>\d+|[a-z]|[a-z]{{2,}})",
        rf"{NEUTER} (?P<ordinal>[a-z]{{2,}})",
    )
)
"""Can be nothing but a choice."""

LOOSE = tuple(
    re.compile(form)
    for form in (
        rf"(?:{TAKES} )?(?:{ARTICLE} )?(?P<ordinal>[a-z]{{2,}}|\d+{ENDING})",
        rf"(?:{ARTICLE} )?(?:(?:number|numero|nummer|nr|n|no) ?)?(?P<digits>\d+)",
        r"(?:(?:number|numero|nummer) )?(?P<place>[a-z]+)",
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
    return " ".join(re.findall(r"\w+", bare))


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
