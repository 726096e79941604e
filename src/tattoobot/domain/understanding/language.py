"""Which language a message is in: by the words its lists know, and by its letters."""

import re
from collections import Counter
from collections.abc import Sequence

from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.understanding.text import Prepared, fold
from tattoobot.domain.understanding.vocabulary import load, vocabulary
from tattoobot.domain.understanding.vocabulary.forms import written_in
from tattoobot.domain.understanding.vocabulary.lists import folded, languages_of

DEFAULT = "en"
CLEAR = 2.0
"""By how much another language must lead before the client is taken to have changed language."""
CLOSE = 0.5
"""How near to the best another language must come for its phrases to count too."""
SLIGHT = 0.4
"""What is enough for a first message: one word of the trade, or a letter that only one language has."""
LETTERS = {language: str(load(language)["words"].get("own_letters", "")) for language in LANGUAGES}
OWN = {
    language: re.compile("|".join(own)) for language in LANGUAGES if (own := written_in(language, "its_own"))
}
""" "Rose am Arm", where English knows each word; not "I am Sam"."""
_UNUSUAL = re.compile("[" + "".join(LETTERS.values()) + "]")


def detect(
    text: Prepared, words: Sequence[str], current: str | None, usual: str = DEFAULT
) -> tuple[str, ...]:
    """The language, and behind it others that are about as likely: "me da igual" is almost Portuguese."""
    scores = _scores(text, words)
    known = current or usual
    if is_italian(words):
        return known, *(other for other in ("es",) if other != known)
    most = max(scores.values(), default=0.0)
    best = next((language for language, score in scores.items() if score == most), known)
    lead = most - scores.get(known, 0.0)
    needed = CLEAR if current else CLEAR / 2 if vocabulary().uses(known).issuperset(words) else SLIGHT
    chosen = best if lead >= needed else known
    close = [language for language, score in scores.items() if language != chosen and score >= most - CLOSE]
    return chosen, *close


def is_italian(words: Sequence[str]) -> bool:
    """Whether it is a language of which no phrase is known, and that looks like Spanish. Who writes it is answered in
    the studio's: Spanish would be neither theirs nor the studio's. "Ciao" alone others say too.
    """
    italian = folded("only_italian")
    if italian.isdisjoint(words):
        return False
    said = italian.intersection(words)
    return len(said) > 1 or not folded("surely_italian").isdisjoint(said)


def greeting_in(raw: str) -> str | None:
    """Whose greeting this is, where it is nothing else."""
    known = vocabulary()
    words = [known.unstretched(word) for word in re.findall(r"[^\W\d_]+", fold(raw))]
    return languages_of("greets_in").get(" ".join(words))


def _scores(text: Prepared, words: Sequence[str]) -> dict[str, float]:
    scores: dict[str, float] = {}
    telling = vocabulary().telling
    for word in words:
        for language, share in telling.get(word, ()):
            scores[language] = scores.get(language, 0.0) + share
    for language, own in OWN.items():
        if own.search(text.raw):
            scores[language] = scores.get(language, 0.0) + CLEAR
    if not text.raw.isascii():
        _add_accents(text, scores)
    return scores


def _add_accents(text: Prepared, scores: dict[str, float]) -> None:
    for letter, times in Counter(_UNUSUAL.findall(text.raw.lower())).items():
        for language, letters in LETTERS.items():
            if letter in letters:
                scores[language] = scores.get(language, 0.0) + SLIGHT * times
    accented = vocabulary().accented
    for token in text.tokens:
        for language in accented.get(text.raw[token.start : token.end].lower(), ()):
            scores[language] = scores.get(language, 0.0) + SLIGHT
