import pytest

from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Context
from tests.domain.understanding.understood import TUESDAY, reading


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("hi, can I get a small tattoo?", "en"),
        ("hola, quiero un tatuaje", "es"),
        ("oi, quanto custa?", "pt"),
        ("Hallo, was kostet das?", "de"),
        ("bonjour, combien ça coûte ?", "fr"),
        ("antebrazo", "es"),
        ("Unterarm", "de"),
        ("avant-bras", "fr"),
        ("panturrilha", "pt"),
        ("forearm", "en"),
        ("una rosa en la muñeca", "es"),
        ("uma rosa no pulso", "pt"),
        ("eine Rose am Handgelenk", "de"),
        ("une rose sur le poignet", "fr"),
        ("não sei ainda", "pt"),
        ("no sé todavía", "es"),
        ("weiß ich noch nicht", "de"),
        ("je ne sais pas encore", "fr"),
        ("", "en"),
        ("12 cm", "en"),
    ],
)
def test_language_of_a_first_message(raw: str, expected: str) -> None:
    assert reading(raw).language == expected


@pytest.mark.parametrize(
    ("raw", "known", "expected"),
    [
        ("ok", "de", "de"),
        ("12 cm", "fr", "fr"),
        ("fine line", "es", "es"),
        ("sorry, can we speak English please?", "de", "en"),
        ("perdona, mejor en español, no hablo inglés", "en", "es"),
        ("blackwork", "pt", "pt"),
        ("no", "es", "es"),
    ],
)
def test_the_language_is_kept_until_another_is_clear(raw: str, known: str, expected: str) -> None:
    assert reading(raw, language=known).language == expected


@pytest.mark.parametrize(
    "raw",
    [
        "ciao, vorrei una rosa sul braccio",
        "buongiorno, quanto costa un tatuaggio piccolo?",
        "piccola, sulla spalla",
        "bianco e nero, grazie",
    ],
)
@pytest.mark.parametrize("usual", ["en", "de", "fr"])
def test_a_language_without_words_here_is_answered_in_the_studios(raw: str, usual: str) -> None:
    context = Context(now=TUESDAY, usual=usual)

    assert understand(raw, context).language == usual


@pytest.mark.parametrize(
    ("raw", "language"),
    [
        ("ciao, eine Rose am Arm bitte", "de"),
        ("ciao quiero una rosa", "es"),
        ("quanto costa uma rosa no braço?", "pt"),
        ("quando posso fazer?", "pt"),
    ],
)
def test_a_word_that_others_have_too_tells_no_italian(raw: str, language: str) -> None:
    assert reading(raw).language == language
