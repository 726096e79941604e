import pytest

from tests.domain.understanding.understood import value

COLOUR, GREY, EITHER = "colour", "black_and_grey", "either"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("black and grey please", GREY),
        ("b&w", GREY),
        ("black n gray", GREY),
        ("just black ink", GREY),
        ("no colour", GREY),
        ("i don't want any color", GREY),
        ("without colour", GREY),
        ("in full colour", COLOUR),
        ("quite colourful", COLOUR),
        ("black with a touch of red", COLOUR),
        ("colour realism", COLOUR),
        ("a splash of blue ink", COLOUR),
        ("colour or black, don't mind", EITHER),
        ("no preference on colour", EITHER),
        ("a color", COLOUR),
        ("en blanco y negro", GREY),
        ("sin color", GREY),
        ("solo negro", GREY),
        ("con un toque de rojo", COLOUR),
        ("me da igual color o negro", EITHER),
        ("preto e cinza", GREY),
        ("colorida", COLOUR),
        ("só preto", GREY),
        ("tanto faz, colorido ou preto", EITHER),
        ("schwarz-grau", GREY),
        ("in Farbe", COLOUR),
        ("bunt", COLOUR),
        ("nur schwarz", GREY),
        ("ohne Farbe", GREY),
        ("ob Farbe oder schwarz ist egal", EITHER),
        ("noir et gris", GREY),
        ("en couleur", COLOUR),
        ("pas de couleur", GREY),
        ("tout en noir", GREY),
        ("couleur ou noir, peu importe", EITHER),
        ("a rose on my wrist, 5 cm, black", GREY),
    ],
)
def test_colours_as_clients_write_them(raw: str, expected: str) -> None:
    assert value("colour", raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("black", GREY),
        ("both", EITHER),
        ("up to you", EITHER),
        ("whatever looks best", EITHER),
        ("red and yellow", COLOUR),
        ("me da igual", EITHER),
        ("los dos", EITHER),
        ("negro", GREY),
        ("tanto faz", EITHER),
        ("egal", EITHER),
        ("schwarz", GREY),
        ("noir", GREY),
        ("peu importe", EITHER),
        ("comme vous voulez", EITHER),
        ("colour pls", COLOUR),
        ("not colour", GREY),
    ],
)
def test_a_bare_answer_counts_when_colour_is_asked(raw: str, expected: str) -> None:
    assert value("colour", raw, asked="colour") == expected


@pytest.mark.parametrize(
    "raw",
    [
        "a black cat on my ankle",
        "red roses on my thigh",
        "what colours do you have?",
        "watercolour fish",
        "blackwork snake",
        "una rosa roja",
        "un gato negro",
        "eine schwarze Katze",
        "un chat noir",
        "borboleta azul",
        "both",
    ],
)
def test_the_colour_of_the_subject_is_none(raw: str) -> None:
    assert value("colour", raw) is None


@pytest.mark.parametrize("asked", ["colour", "style"])
@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "black. wait can it have a lil color like a sunset"),
        ("en", "black and grey. actually can we add some colour"),
        ("de", "schwarz. oder geht auch ein bisschen farbe wie beim sonnenuntergang"),
        ("fr", "noir et gris. attends on peut mettre un peu de couleur"),
        ("es", "negro. espera, puede llevar un poco de color"),
        ("pt", "preto. mas pode ter um pouco de cor"),
    ],
)
def test_a_little_colour_that_is_added_to_black_is_heard(language: str, raw: str, asked: str) -> None:
    assert value("colour", raw, asked, language) == "colour"


@pytest.mark.parametrize(
    "raw",
    [
        "don't mind, whatever you like best",
        "mir egal, wie ihr meint",
        "peu importe, comme vous voulez",
        "me da igual, como ustedes vean",
        "tanto faz, o que acharem melhor",
    ],
)
def test_who_does_not_mind_another_thing_says_nothing_of_the_colour(raw: str) -> None:
    assert value("colour", raw, asked="style") is None
    assert value("colour", raw, asked="colour") == "either"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "black linework", "black_and_grey"),
        ("en", "fine line black", "black_and_grey"),
        ("de", "fineline schwarz", "black_and_grey"),
        ("de", "schwarzes Fineline", "black_and_grey"),
        ("es", "linea fina negro", "black_and_grey"),
        ("pt", "traço fino preto", "black_and_grey"),
        ("fr", "fineline noir", "black_and_grey"),
        ("es", "realismo a color", "colour"),
        ("de", "fineline, nicht schwarz", None),
        ("es", "un gato negro realista", None),
    ],
)
@pytest.mark.parametrize("asked", ["style", None])
def test_a_colour_beside_a_style_and_nothing_else_is_told(
    language: str, text: str, expected: str | None, asked: str | None
) -> None:
    assert value("colour", text, asked=asked, language=language) == expected


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "no color, the green on my other one went brown"),
        ("de", "ohne Farbe, mein blaues ist verlaufen"),
        ("fr", "sans couleur, le bleu de l'ancien a bavé"),
        ("es", "nada de color, el azul que tengo se borró"),
        ("pt", "não quero cor, o verde que tenho sumiu"),
    ],
)
def test_what_became_of_another_s_inks_is_not_wanted(language: str, raw: str) -> None:
    assert value("colour", raw, asked="colour", language=language) == GREY


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "she can't stand color"),
        ("de", "Farbe mag sie nicht"),
        ("fr", "il n'aime pas les couleurs"),
        ("es", "mi mujer odia los colores"),
        ("pt", "ele detesta cor"),
    ],
)
def test_whoever_hates_colour_wants_none(language: str, raw: str) -> None:
    assert value("colour", raw, asked="colour", language=language) == GREY
