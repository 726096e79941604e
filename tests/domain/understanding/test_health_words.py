"""Medicine that somebody takes is told to the artist, in each language; a heart that is drawn is none."""

import pytest

from tests.domain.understanding.understood import reading


@pytest.mark.parametrize(
    ("language", "words"),
    [
        *(("en", "I take pills for my heart"), ("en", "is it dangerous with blood pressure tablets?")),
        *(("de", "ich nehme Tabletten fürs Herz"), ("de", "nehme Medikamente gegen Bluthochdruck")),
        *(("fr", "je prends un cachet pour le coeur"), ("fr", "des comprimés pour la tension")),
        *(("es", "tomo una pastilla para el corazón"), ("pt", "tomo comprimido para o coração")),
    ],
)
def test_medicine_is_about_health(language: str, words: str) -> None:
    assert "medical" in reading(words, None, language).flags


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "a heart on my wrist"), ("de", "ein Herz für meine Oma"), ("fr", "un coeur sur le poignet")],
)
def test_a_heart_that_is_drawn_is_not(language: str, words: str) -> None:
    assert "medical" not in reading(words, None, language).flags


@pytest.mark.parametrize(
    ("language", "words"),
    [
        *(("en", "i get excema is that bad"), ("en", "has a lil birthmark there"), ("en", "got soriasis")),
        *(("de", "hab exzem, schlimm?"), ("de", "da ist ein Feuermal")),
        *(("fr", "je fais de l'exzéma c'est grave ?"), ("fr", "j'ai une tache de naissance là")),
        *(("es", "tengo exema"), ("es", "tiene una marquita de nacimiento ahí")),
        *(("pt", "tenho ezcema"), ("pt", "tem uma manchinha de nascença ali")),
    ],
)
def test_health_is_seldom_spelled_right_and_marks_of_birth_belong_to_it(language: str, words: str) -> None:
    assert "medical" in reading(words, "size", language).flags


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Budget maybe 200 pound. And I had heart attack two years ago"),
        ("en", "anchor on the forearm, I take tablets for thin blood"),
        ("en", "Small rose, 5 cm. I had a stroke last year"),
        ("en", "got two stents in me, is that fine? swallow please"),
        ("de", "Kleine Rose, 5 cm. Ich hatte vor zwei Jahren einen Herzinfarkt"),
        ("de", "ich nehme was zum Blut verdünnen, Anker bitte"),
        ("fr", "une ancre, j'ai eu un avc l'an dernier"),
        ("fr", "je prends un truc pour fluidifier le sang"),
        ("es", "un ancla, me dio un ictus el año pasado"),
        ("es", "una rosa, tomo pastillas para la sangre"),
        ("pt", "uma rosa. Tive um enfarte há dois anos"),
        ("pt", "tomo um comprimido para afinar o sangue"),
    ],
)
def test_what_the_heart_and_the_blood_have_been_through_is_heard_beside_all_else(
    language: str, words: str
) -> None:
    assert "medical" in reading(words, None, language).flags


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "the price nearly gave me a heart attack haha"),
        ("en", "a rose for my dad who died of a heart attack"),
        ("en", "brush strokes around an anatomical heart"),
        ("de", "bei dem Preis krieg ich fast einen Herzinfarkt"),
        ("de", "für Papa, er ist an einem Herzinfarkt gestorben"),
        ("fr", "j'ai failli faire une crise cardiaque en voyant le prix"),
        ("es", "casi me da un infarto con ese precio"),
        ("pt", "para o meu pai que morreu de enfarte"),
    ],
)
def test_neither_a_fright_nor_what_somebody_else_died_of_is_their_own_health(
    language: str, words: str
) -> None:
    assert "medical" not in reading(words, None, language).flags
