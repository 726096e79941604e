"""Whether a message says anything beside its facts."""

import pytest

from tattoobot.domain.understanding.reader import understand
from tests.builders import NOW, STUDIO


def is_plain(words: str, asked: str) -> bool:
    return understand(words, STUDIO.context(NOW, asked=asked, language=None)).is_plain


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("placement", "forearm please, about 10cm"),
        ("placement", "am linken Unterarm, ca. 12 cm"),
        ("placement", "sur l'avant-bras gauche, environ 10 cm"),
        ("size", "en el antebrazo, unos 10 cm"),
        ("colour", "preto e cinza"),
        ("location", "Ich wohne in Köln"),
        ("budget", "my budget is £300"),
    ],
)
def test_facts_and_the_small_words_that_lead_to_them_are_plain(asked: str, words: str) -> None:
    assert is_plain(words, asked)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("colour", "not black"),
        ("colour", "black, and red for my friend"),
        ("placement", "forearm instead of the calf"),
        ("placement", "does the calf hurt?"),
        ("size", "10 cm, and I'm on blood thinners"),
        ("cover_up", "no, new skin"),
        ("location", "Ich wohne noch in Köln"),
        ("style", "minha irmã quer fine line"),
        ("idea", "a fox on my calf"),
        ("style", "thanks"),
    ],
)
def test_whatever_else_is_said_is_looked_at(asked: str, words: str) -> None:
    assert not is_plain(words, asked)
