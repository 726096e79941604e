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
