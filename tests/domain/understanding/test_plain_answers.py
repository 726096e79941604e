"""Whether a message says anything beside its facts."""

import pytest

from tattoobot.domain.understanding.reader import understand
from tests.builders import NOW, STUDIO
from tests.domain.understanding.understood import reading


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


@pytest.mark.parametrize(
    ("raw", "asked", "intent"),
    [
        ("I'd like a train standing in the snow on my arm", None, "enquiry"),
        ("quiero un tren parado en la estación en el brazo", None, "enquiry"),
        ("ich möchte einen Zug der im Bahnhof steht auf den Arm", None, "enquiry"),
        ("c'est pour mon voisin, il veut un lion sur le bras", None, "enquiry"),
        ("it was meant for my mum but now I want the rose on my wrist", None, "enquiry"),
        ("that was for the arm, black please", "colour", "answer"),
        ("quiero una flor con algo amarillo en el brazo", None, "enquiry"),
        ("die Farbe können wir streichen, nur schwarz", "colour", "answer"),
        ("faut laisser tomber la couleur, noir", "colour", "answer"),
        ("mejor voy a tener que dejarlo para mayo", "timing", "answer"),
        ("still no word from my sister, but May works", "timing", "answer"),
        ("Unterarm, lieber außen", "placement", "answer"),
        ("I'd rather show it, so forearm", "placement", "answer"),
        ("prefiro fine line", "style", "answer"),
        ("I deleted my old one, it's @nanda.riachuelo now", "instagram", "answer"),
        ("unos 12 minutos de la mano, 12 cm", "size", "answer"),
        ("you know, about 10 cm", "size", "answer"),
        ("stop texting me", None, "opt_out"),
        ("nehmt mich von der Liste", None, "opt_out"),
        ("sácame de la lista", None, "opt_out"),
        ("me tira da lista", None, "opt_out"),
        ("retirez-moi de la liste", None, "opt_out"),
        ("wrong number stop", None, "opt_out"),
        ("I have to cancel Friday", None, "cancel"),
    ],
)
def test_what_sounds_like_them_is_something_else(raw: str, asked: str | None, intent: str) -> None:
    assert reading(raw, asked).intent == intent
