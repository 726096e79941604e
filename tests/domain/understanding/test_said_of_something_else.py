"""An ink that is put right, a finger that measures, an age, and an illness: nothing else is made of them."""

from dataclasses import replace

import pytest

from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Context
from tests.builders import NOW, a_brief, a_lead
from tests.domain.talks import Talk


def slots(words: str, language: str, asked: str | None) -> dict[str, object]:
    reading = understand(words, Context(NOW, asked=asked, language=language))
    found = {fact.key: fact.value for fact in reading.found}
    inks = next((words[fact.start : fact.end] for fact in reading.found if fact.key == "colour"), None)
    return {**found, "inks": inks, "flags": reading.flags}


@pytest.mark.parametrize(
    ("language", "asked", "words", "inks"),
    [
        (
            "pt",
            "summary",
            "a cor é amarelo TORRADO e verde-seco, não só verde",
            "amarelo TORRADO e verde-seco",
        ),
        ("pt", "summary", "NÃO é só verde!! é amarelo torrado e verde-seco", "amarelo torrado e verde-seco"),
        ("pt", "colour", "cor mostarda, não só amarelo", "mostarda"),
        ("pt", None, "tira o preto e cinza, é A CORES. amarelo torrado e azul", "amarelo torrado e azul"),
        ("de", "summary", "nicht nur grün, farbe taubenblau und senfgelb", "taubenblau und senfgelb"),
        ("de", "colour", "eher fein, vielleicht bisschen taubenblau", "taubenblau"),
        ("es", "summary", "el azul es lavanda, clarito. por lo demás sí", "lavanda"),
        ("es", "timing", "A color los ojos, lo demás gris", "A color los ojos, lo demás gris"),
        ("en", "style", "Black but with a bit of his collar colour, sort of dusty teal", "dusty teal"),
        ("en", None, "fine line, sage green. bare skin", "sage green"),
        ("en", "style", "black and that oxblood red. old school", "black and that oxblood red"),
        ("fr", "colour", "pas seulement vert, bleu lavande", "bleu lavande"),
        ("fr", None, "un serpent sur la cuisse, genre 15 cm, bordeaux", "bordeaux"),
    ],
)
def test_an_ink_that_is_put_right_is_never_turned_round(
    language: str, asked: str | None, words: str, inks: str
) -> None:
    told = slots(words, language, asked)

    assert (told["colour"], told["inks"]) == ("colour", inks)
    assert "location" not in told


def test_whatever_under_the_summary_is_no_choice_of_colours() -> None:
    assert "colour" not in slots("innenseite unterarm. egal, passt, raus damit", "de", "summary")
    assert slots("farbe egal", "de", "summary")["colour"] == "either"


@pytest.mark.parametrize("words", ["SOLO LINEA. tengo 19", "una lunita, solo línea negra"])
def test_only_lines_is_a_style(words: str) -> None:
    assert slots(words, "es", "style")["style"] == "minimalist"


@pytest.mark.parametrize(
    ("language", "asked", "words"),
    [
        ("pt", "size", "ja falei, uns 3 dedos kkk. preto"),
        ("de", "size", "öhm so wie ein daumen. eher fein"),
        ("en", "size", "3 fingers wide"),
        ("es", "size", "como tres dedos"),
        ("fr", "size", "trois doigts"),
    ],
)
def test_a_finger_that_measures_is_no_place(language: str, asked: str, words: str) -> None:
    told = slots(words, language, asked)

    assert "size" in told
    assert "placement" not in told


@pytest.mark.parametrize(
    "words", ["nein nein am schlüsselbein! so groß wie ein daumen", "schlüsselbein nicht finger"]
)
def test_a_place_said_plainly_is_taken(words: str) -> None:
    assert slots(words, "de", "summary")["placement"] == {"part": "chest", "side": None, "aspect": None}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "i had breast cancer and i'm on tamoxifen"),
        ("de", "ich nehme tamoxifen wegen brustkrebs"),
        ("es", "tomo tamoxifeno por cáncer de mama"),
        ("fr", "je prends du tamoxifène, cancer du sein"),
        ("pt", "descobri um cancro da mama, tomo tamoxifeno"),
    ],
)
def test_an_illness_is_one_and_no_place(language: str, words: str) -> None:
    told = slots(words, language, None)

    assert "medical" in told["flags"]  # type: ignore[operator]
    assert "placement" not in told


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("pt", "não, não a minha mãe! a frase dela, uns 10 cm"),
        ("pt", "na verdade não é no peito não, é no antebraço!"),
        ("es", "pues grande, y en serio cuanto, que no me vengais con rollos"),
        ("en", "no, not my mum! her words, about 10 cm"),
        ("de", "nein, nicht meine mama! der spruch, 10 cm"),
        ("fr", "non, pas ma mère ! sa phrase, 10 cm"),
    ],
)
def test_a_no_to_something_else_tells_nothing_of_the_skin(language: str, words: str) -> None:
    brief = {key: answer for key, answer in a_brief().items() if key in {"idea", "placement"}}
    talk = Talk(a_lead(answers=brief, current_question="idea", asked={}))
    talk.client = replace(talk.client, language=language)
    talk.hears("ok")
    assert talk.keys[-1] == "together.size.cover_up"
    talk.hears(words)

    assert talk.lead is not None
    assert "cover_up" not in talk.lead.answers


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", "quiero que ponga Luna debajo también, pequeñito"),
        ("en", "and her name below, tiny"),
        ("de", "und ihr Name darunter, ganz klein"),
        ("fr", "et son prénom en dessous, tout petit"),
        ("pt", "e o nome dela embaixo, pequenino"),
    ],
)
def test_the_size_of_what_stands_below_is_not_that_of_the_piece(language: str, words: str) -> None:
    talk = Talk(a_lead(answers=a_brief("timing"), current_question="timing", asked={"timing": 1}))
    talk.client = replace(talk.client, language=language)
    assert talk.lead is not None
    before = talk.lead.answers["size"]
    talk.hears(words)

    assert talk.lead.answers["size"] == before


@pytest.mark.parametrize(
    ("language", "words", "town"),
    [
        ("fr", "non j'habite à Cancale, Saint Malo c'est dans le dessin", "Cancale"),
        ("fr", "la ville c'est Cancale !!", "Cancale"),
        ("en", "i live in Leeds, the ship sails to Calais", "Leeds"),
        ("de", "ich wohne in Regensburg, Rom ist nur im Bild", "Regensburg"),
        ("es", "vivo en Murcia, lo de París es el dibujo", "Murcia"),
        ("pt", "moro em Curitiba, Lisboa é só o desenho", "Curitiba"),
    ],
)
@pytest.mark.parametrize("asked", ["location", "summary"])
def test_where_somebody_lives_wins(language: str, words: str, town: str, asked: str) -> None:
    where = slots(words, language, asked)["location"]

    assert isinstance(where, dict)
    assert where["city"] == town


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "after Christmas"),
        ("de", "nach Weihnachten"),
        ("es", "después de Navidad"),
        ("fr", "après noël"),
        ("pt", "depois do Natal"),
    ],
)
def test_after_a_feast_is_a_time_and_no_town(language: str, words: str) -> None:
    told = slots(words, language, "timing")

    assert told["timing"] == {"from": "2026-12-26", "to": None}
    assert "location" not in told


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "week after Christmas"),
        ("en", "the week after christmas"),
        ("de", "in der Woche nach Weihnachten"),
        ("es", "la semana después de Navidad"),
        ("fr", "la semaine après noël"),
        ("fr", "la semaine suivant Noël"),
        ("pt", "na semana a seguir ao Natal"),
        ("pt", "na semana depois do Natal"),
    ],
)
def test_the_week_after_a_feast_is_that_week_and_not_the_feast(language: str, words: str) -> None:
    told = slots(words, language, "timing")

    assert told["timing"] == {"from": "2026-12-28", "to": "2027-01-03"}
    assert "location" not in told


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("pt", "fininha a preto, nada na pele"),
        ("de", "fein in schwarz, nix drauf"),
        ("en", "thin lines in black, about 5 cm"),
        ("fr", "trait fin en noir, 5 cm"),
        ("es", "muy fino en negro, 5 cm"),
    ],
)
def test_what_it_is_done_in_at_the_end_of_a_clause_is_its_colour(language: str, words: str) -> None:
    assert slots(words, language, "cover_up").get("colour") == "black_and_grey"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", "oye este finde hay hueco o no"),
        ("en", "so saturday yes or no"),
        ("de", "geht das jetzt ja oder nein"),
    ],
)
def test_yes_or_no_is_neither(language: str, words: str) -> None:
    assert "cover_up" not in slots(words, language, "cover_up")


@pytest.mark.parametrize("asked", ["size", "style", None])
def test_a_town_that_is_a_word_too_is_heard_where_somebody_is_from_it(asked: str | None) -> None:
    told = slots("bare skin. mornings, thurs or fri. from bath. im 37", "en", asked)

    assert told["location"] == {"city": "Bath", "country": "GB"}
    assert told["adult"] is True
    assert "size" not in told
    assert "location" not in slots("a rose. from scratch. bare skin", "en", asked)
