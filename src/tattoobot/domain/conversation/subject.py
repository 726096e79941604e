"""What the tattoo shows, as it can be said back: "a small rose"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from tattoobot.domain.conversation.words import names_subject
from tattoobot.domain.lead import Answer
from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Context, Found, Reading
from tattoobot.domain.understanding.vocabulary.lists import listed

BEFORE_A_SUBJECT = 4
"""So many words may stand between the article and the subject: "a very small old rose"."""
LONGEST = 60
"""Characters. What is longer is a story, and is not said back."""

A_FEW_WORDS = 45
"""Characters. An idea that is no longer needs no shortening."""

CLAUSE_ENDS = re.compile(r"[,.;:!?…\n]")
CLAUSES = re.compile(r"[^,.;:!?…\n]+[,.;:!?…\n]*")
ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""Where the words of a fact stand does not depend on today."""

LEADING = listed("leading")
SMALL = 3
"""Letters of the words that lead to a place: "on", "my", "auf", "sur"."""

ARTICLES = frozenset(
    {
        *("a", "an", "some", "the", "one", "two", "three"),
        *("un", "una", "unos", "unas", "el", "la", "los", "las", "dos", "tres"),
        *("um", "uma", "uns", "umas", "o", "os", "as", "dois", "duas"),
        *("ein", "eine", "einen", "einer", "die", "das", "den", "zwei", "drei"),
        *("une", "des", "le", "les", "deux", "trois"),
    }
)
TURNED_ROUND = {
    "my": "your",
    "our": "your",
    "mein": "[dein|Ihr]",
    "meine": "[deine|Ihre]",
    "meinen": "[dein|Ihr]",
    "mi": "[tu|su]",
    "mis": "[tus|sus]",
    "mon": "[ton|votre]",
    "ma": "[ta|votre]",
    "mes": "[tes|vos]",
    "meu": "seu",
    "minha": "sua",
    "meus": "seus",
    "minhas": "suas",
}
"""What is the client's is theirs when it is said back: to a friend, and to whoever writes formally."""

WANTED = {"einen": "ein", "den": "der", "meinen": "[dein|Ihr]"}
"""What a German wants stands in another case than what is said back."""

OWNERS = frozenset({*TURNED_ROUND, "meinem", "meiner", "linken", "rechten"})

NO_SUBJECTS = frozenset({"had", "has", "have", "brauch", "brauche", "need", "dit", "joking"})
"""Words that tell of a thing and are none: what begins with one is no sentence when it is said back."""

VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Subject:
    """What the tattoo shows, as the client says it: "a small rose". `covers` are facts whose words stand in it."""

    words: str
    covers: frozenset[str]


def subject_of(fact: Found, text: str, reading: Reading) -> Subject | None:
    """The subject with its article; None where it cannot be said back without twisting the client's words."""
    begins = _begins(text, fact.start)
    words = text[begins : fact.end].split()
    own = listed("possessives") | {"i", "me", "myself", "ich", "mir", "mich", "yo", "eu", "je", "j"}
    rest = {word.strip(".,'’\"").casefold() for word in words[1:]}
    if not words or rest & own or "\n" in text[begins : fact.end] or len(text[begins : fact.end]) > LONGEST:
        return None
    first = words[0].casefold()
    if first in NO_SUBJECTS or not names_subject(text[fact.start : fact.end]):
        return None
    if first in WANTED:
        bent = "er" if first != "den" else "e"
        words = [
            WANTED[first],
            *(word[:-2] + bent if word.islower() and word.endswith("en") else word for word in words[1:]),
        ]
    elif first in TURNED_ROUND:
        words[0] = TURNED_ROUND[first]
    elif first in ARTICLES:
        words[0] = first
    elif reading.language == "en" and _takes_article(words):
        words.insert(0, "an" if words[0][0].casefold() in VOWELS else "a")
    inside = {one.key for one in reading.found if one.start >= begins and one.end <= fact.end}
    return Subject(" ".join(words), frozenset(inside - {"idea"}))


def with_short_idea(answers: Mapping[str, Answer], context: Context) -> dict[str, Answer]:
    """The same where the idea is told in a few words; else with what it shows alone, as the client says it: "my dog's
    paw print" of "I'd love my dog's paw print on my left ankle, about 10 cm"."""
    given = answers.get("idea")
    if given is None or not isinstance(given.value, str) or len(given.value) <= A_FEW_WORDS:
        return {**answers}
    told = given.value
    found = understand(told, context).found
    fact = next((fact for fact in found if fact.key == "idea"), None)
    shown = _shown(told, fact, found) if fact else ""
    return {**answers, "idea": replace(given, value=shown[:1].upper() + shown[1:] or told)}


def without_other_facts(answers: Mapping[str, Answer], language: str | None) -> dict[str, Answer]:
    """The same where the idea stands in few words; else without the clauses that tell only what has a line of its own,
    and without greetings and questions: "a small fox" of "hi! a small fox, 8 cm, on my calf, I'm 30, in March?"."""
    given = answers.get("idea")
    if given is None or not isinstance(given.value, str) or len(given.value) <= A_FEW_WORDS:
        return {**answers}
    told = given.value
    found = understand(told, Context(ANY_DAY, asked="idea", language=language)).found
    idea = next((fact for fact in found if fact.key == "idea"), None)
    if idea is None:
        return {**answers}
    others = [one for one in found if one.key not in {"idea", "reference_images"}]
    kept = []
    for clause in CLAUSES.finditer(told):
        says = clause[0].strip()
        tells_it = clause.start() <= idea.start < clause.end()
        tells_other = any(clause.start() <= one.start < clause.end() for one in others)
        adds = not tells_other and not says.endswith("?") and names_subject(says)
        if tells_it or adds:
            kept.append(says.rstrip(",;:?!… "))
    words = ", ".join(kept).split()
    while len(words) > 1 and words[0].strip(",").casefold() in LEADING:
        words.pop(0)
    shown = " ".join(words)
    return {**answers, "idea": replace(given, value=shown[:1].upper() + shown[1:])}


def _shown(told: str, fact: Found, found: Sequence[Found]) -> str:
    """From the article on, up to where another fact begins, or the clause ends."""
    ends = [one.start for one in found if one.start >= fact.end and one.key != "reference_images"]
    stop = CLAUSE_ENDS.search(told, fact.end)
    end = min([*ends, stop.start() if stop else len(told)])
    begins = _begins(told, fact.start)
    least = len(told[begins : fact.end].split())
    words = told[begins:end].split()
    while len(words) > least and (len(words[-1]) <= SMALL or words[-1].casefold() in OWNERS):
        words.pop()
    return " ".join(words)


def _begins(text: str, start: int) -> int:
    """Where the article of a subject stands; the subject itself where it has none."""
    before = text[:start].split()
    if text[:start] and not text[:start][-1].isspace():
        return start
    at = start
    for word in reversed(before[-BEFORE_A_SUBJECT:]):
        at = text.rindex(word, 0, at)
        if word.casefold() in ARTICLES or word.casefold() in TURNED_ROUND:
            return at
        if not word.isalpha() or word.casefold() in listed("joining"):
            return start
    return start


def _takes_article(words: Sequence[str]) -> bool:
    """ "fern", "koi fish"; not "roses", "Medusa" or "carpe diem tattoo of mine"."""
    last = words[-1]
    return len(words) <= 2 and all(word.islower() for word in words) and not last.endswith(("s", "ing"))
