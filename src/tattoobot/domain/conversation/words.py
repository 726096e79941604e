"""What a client's words hold beside the facts that were read in them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tattoobot.domain.consultation import NEGATIONS
from tattoobot.domain.handover import HEALTH
from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Context, Found, Intent, Reading

SENTENCE_ENDS = re.compile(r"[.!?…]+\s+|\n+")

OF_ONESELF = ("i'm", "i’m", "im ", "i am", "my age", "tengo", "tenho", "eu ", "ich", "j'ai", "j’ai", "jai ")
"""How people begin who tell their own age."""

FILLERS = frozenset(
    {
        *("and", "the", "for", "with", "about", "maybe", "please", "something", "want", "would", "like"),
        *("yes", "yeah", "not"),
        *("para", "con", "una", "uno", "unos", "por", "favor", "algo", "quiero", "como", "los", "las"),
        *("com", "uma", "uns", "umas", "quero", "mais"),
        *("und", "der", "die", "das", "ein", "eine", "für", "mit", "bitte", "etwas", "auf", "dem", "den"),
        *("pour", "avec", "une", "des", "les", "sur", "plaît", "environ", "voudrais", "dans"),
    }
)
"""Words that say nothing of what a tattoo shows."""


def without_open_age(reading: Reading) -> Reading:
    """ "Born in 2008" may be of age or not: nothing is known by it, and the question is asked."""
    found = tuple(fact for fact in reading.found if fact.key != "adult" or not fact.readings)
    return reading if len(found) == len(reading.found) else replace(reading, found=found)


def without_ages_of_others(reading: Reading, text: str) -> Reading:
    """ "Ten years or so" answers a question of the studio's own; it is the client's age if they say "I'm".

    Whether they are of age is asked anyway.
    """
    ages = [fact for fact in reading.found if fact.key == "adult"]
    if not ages or any(text[age.start : age.end].casefold().startswith(OF_ONESELF) for age in ages):
        return reading
    found = tuple(fact for fact in reading.found if fact.key != "adult")
    return replace(reading, found=found, flags=reading.flags - {"minor"})


def sentence_with(fact: Found, text: str) -> str:
    begins = [0, *(end.end() for end in SENTENCE_ENDS.finditer(text))]
    first = max(begin for begin in begins if begin <= fact.start)
    last = next((begin for begin in begins if begin >= fact.end), len(text))
    return text[first:last].strip()


SEVERAL = re.compile(
    r"\b(?:want|like|love|get|need|book|quiero|gustaría|querría|quero|queria|möchte|hätte|will|voudrais|veux|aimerais)"
    r"\s(?:\w+\s){0,2}(?:two|three|[2-9]|dos|tres|duas|dois|três|zwei|drei|deux|trois)"
    r"\s(?:\w+\s){0,2}(?:tattoos|tatt?oos|tats|pieces|tatuajes|tatuagens|tatoos|tatouages)\b",
    re.IGNORECASE,
)

OWN = frozenset(["my", "mi", "mis", "meu", "minha", "mein", "meine", "meinen", "meiner", "mon", "ma", "mes"])


def asks_for_several(text: str) -> bool:
    """ "I want two tattoos"; not "a fox, I have two tattoos already"."""
    return SEVERAL.search(text) is not None


PAID_AND_NO_MORE = frozenset(
    {
        *("paid", "all paid", "done paid", "paid it", "its paid", "it's paid", "it is paid"),
        *("pagado", "pagada", "pagué", "está pagado", "pago hecho"),
        *("pago", "paguei", "tá pago", "está pago", "pago feito", "pagamento feito"),
        *("bezahlt", "überwiesen", "ist bezahlt", "schon bezahlt"),
        *("payé", "réglé", "c'est payé", "c'est réglé", "c’est payé", "c’est réglé"),
    }
)


def says_paid(text: str) -> bool:
    """The whole message: in the middle of one, the word may say anything."""
    return " ".join(re.findall(r"[\w'’]+", text.casefold())) in PAID_AND_NO_MORE


def speaks_of_another_piece(text: str, idea: str, context: Context) -> bool:
    """ "Hi! I'd love a swallow on my ankle", where the idea was a fox."""
    reading = understand(text, replace(context, asked=None))
    if reading.intent is not Intent.ENQUIRY or not any(fact.key == "idea" for fact in reading.found):
        return False
    return _content(text).isdisjoint(_content(idea))


def _content(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > 2 and word not in FILLERS}


SEND = re.compile(
    r"\b(?:send|submit|env[ií]a\w*|m[aá]nda\w*|mandar|enviar|schick\w*|abschicken|senden|envoie\w*|envoyer|envoyez)\b",
    re.IGNORECASE,
)
"""What clients say to have their brief sent."""


def asks_to_send(text: str) -> bool:
    """ "Yes please send it", "pode mandar"; not "don't send it yet", "I'll send a picture later", "can you send…?"."""
    words = set(re.findall(r"\w+", text.casefold()))
    unsure = "?" in text or words & {
        *NEGATIONS,
        "later",
        "wait",
        "before",
        "ll",
        "will",
        "después",
        "depois",
        "später",
    }
    return SEND.search(text) is not None and not unsure


def speaks_of_own(text: str) -> bool:
    return not OWN.isdisjoint(re.findall(r"\w+", text.casefold()))


def idea_in(fact: Found, text: str, reading: Reading, context: Context) -> str | None:
    """The sentence that tells the idea; where that tells of health as well, what the idea shows and no more."""
    sentence = sentence_with(fact, text)
    if not reading.flags & HEALTH:
        return sentence
    harmless = (said for said in (sentence, str(fact.value)) if not understand(said, context).flags & HEALTH)
    return next(harmless, None)


def says_more_than(found: Sequence[Found], text: str) -> bool:
    """Whether words are left beside the facts that were read: "left wrist" alone is no idea for a tattoo."""
    left = list(text)
    for fact in found:
        left[fact.start : fact.end] = " " * (fact.end - fact.start)
    words = (word.strip(".,;:!?…").casefold() for word in "".join(left).split())
    return any(len(word) > 2 and word.isalpha() and word not in FILLERS for word in words)
