"""Which language a message is in: by its little words, its letters, and the words of tattooing it uses."""

import re
from collections.abc import Iterable, Sequence

from tattoobot.domain.understanding.text import Prepared
from tattoobot.domain.understanding.vocabulary import Hit, vocabulary

DEFAULT = "en"
CLEAR = 2.0
"""By how much another language must lead before the client is taken to have changed language."""
LETTERS = {"es": "ñ¿¡", "pt": "ãõ", "de": "ßäöü", "fr": "èêùœ"}
_UNUSUAL = re.compile("[" + "".join(LETTERS.values()) + "]", re.IGNORECASE)
TELLING = ("placement", "style", "colour", "cover_up", "phrase")
"""Kinds of hits that are evidence, where only one language has them."""


def detect(text: Prepared, words: Sequence[str], hits: Iterable[Hit], current: str | None) -> str:
    scores = _scores(text, words, hits)
    known = current or DEFAULT
    best = max(scores, key=lambda language: (scores[language], language == known), default=known)
    if best == known or not scores[best]:
        return known
    lead = scores[best] - scores.get(known, 0.0)
    return best if lead >= (CLEAR if current else 0.5) else known


def _scores(text: Prepared, words: Sequence[str], hits: Iterable[Hit]) -> dict[str, float]:
    scores: dict[str, float] = {}
    common = vocabulary().common
    for word in words:
        spoken_in = common.get(word, ())
        for language in spoken_in:
            scores[language] = scores.get(language, 0.0) + 1 / len(spoken_in)
    spans: dict[tuple[int, int], set[str]] = {}
    for hit in hits:
        if hit.kind in TELLING:
            spans.setdefault((hit.first, hit.after), set()).add(hit.language)
    for (first, after), languages in spans.items():
        if len(languages) == 1:
            (language,) = languages
            scores[language] = scores.get(language, 0.0) + (1.0 if after - first > 1 else 0.7)
    for letter in _UNUSUAL.findall(text.raw):
        for language, letters in LETTERS.items():
            if letter.lower() in letters:
                scores[language] = scores.get(language, 0.0) + 0.5
    return scores
