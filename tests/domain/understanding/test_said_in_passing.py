"""Words of a fact, said in passing of something else; and the same words, meant."""

import pytest

from tests.domain.understanding.understood import value


@pytest.mark.parametrize(
    "raw",
    [
        "matching tattoos with my sister, both on the ankle",
        "a moon on the ankle for both of us",
        "ein Mond am Knöchel für uns beide",
        "une lune sur la cheville pour toutes les deux",
        "dos lunitas en el tobillo, cuánto nos sale a las dos?",
        "uma lua no tornozelo pra nós duas",
    ],
)
def test_two_people_are_not_two_sides(raw: str) -> None:
    assert (value("placement", raw) or {})["side"] is None


@pytest.mark.parametrize(
    "raw",
    ["a moon on both ankles", "ein Mond an beiden Knöcheln", "une lune sur les deux chevilles"],
)
def test_two_ankles_are_two_sides(raw: str) -> None:
    assert (value("placement", raw) or {})["side"] == "both"


@pytest.mark.parametrize(
    "raw",
    [
        "I already told you in my first message",
        "the pics are on a phone that is with the repair shop",
        "somewhere I can hide for work",
        "my mother in law is over until the 20th",
        "nothing decided yet",
        "das stand doch in meiner ersten Nachricht",
        "mein Handy ist in der Reparatur",
        "je l'ai dit dans mon premier message",
        "mon téléphone est en réparation",
        "no tengo nada decidido",
        "lo dije en mi primer mensaje",
        "não tenho nada decidido ainda",
        "já disse na minha primeira mensagem",
        "preciso remarcar",
        "queria remarcar a sessão",
    ],
)
def test_no_skin_is_spoken_of(raw: str) -> None:
    assert value("cover_up", raw, asked="idea") is None
    assert value("cover_up", raw) is None


@pytest.mark.parametrize("raw", ["thanks a mil", "I'm miles away", "it can be miles bigger"])
@pytest.mark.parametrize("asked", [None, "cover_up"])
def test_a_mil_and_miles_are_no_amount_in_english(raw: str, asked: str | None) -> None:
    assert value("budget", raw, asked=asked) is None


@pytest.mark.parametrize(
    "raw",
    [
        "red on the lips and the rest black",
        "rot auf den Lippen, sonst schwarz",
        "du rouge sur les lèvres et le reste noir",
        "un toquecito de rojo en los labios y lo demás negro",
        "um pouco de vermelho nos lábios e o resto preto",
    ],
)
def test_a_part_of_the_motif_that_takes_a_colour_is_no_place(raw: str) -> None:
    assert value("placement", raw, asked="colour") is None


@pytest.mark.parametrize(
    "raw",
    ["realistic, black and grey, Norse gods", "un loup, réaliste, noir et gris"],
)
def test_a_comma_parts_the_style_from_its_colour(raw: str) -> None:
    assert value("style", raw) == "realism"
    assert value("colour", raw) == "black_and_grey"


@pytest.mark.parametrize(
    "raw",
    [
        "realismo a preto e cinza, um cão",
        "black and grey realism, a dog",
        "realismo en negro y gris, un perro",
    ],
)
def test_style_and_colour_in_one_phrase(raw: str) -> None:
    assert value("style", raw) == "black_and_grey_realism"


@pytest.mark.parametrize(
    "raw",
    [
        "same as the pics I sent earlier",
        "wie auf den Bildern die ich vorhin geschickt hab",
        "comme sur la photo que je vous ai envoyée",
        "como en la foto que te mandé antes",
        "é aquela que te mandei a foto ali em cima",
    ],
)
@pytest.mark.parametrize("asked", ["idea", "reference_images"])
def test_pictures_that_were_sent_are_there(raw: str, asked: str) -> None:
    assert value("reference_images", raw, asked=asked) == "has"


def test_who_is_mobile_lives_in_no_town_of_that_name() -> None:
    assert value("location", "je suis mobile, je viens en train", asked="location") is None
    assert value("location", "Mobile", asked="location", language="en") is not None
