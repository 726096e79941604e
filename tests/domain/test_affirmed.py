"""What is known is changed only by what is said of this piece."""

from dataclasses import replace

import pytest

from tattoobot.domain.conversation import Decision
from tattoobot.domain.lead import Answer, Source
from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk, answers, said

ORDER = ("budget", "location", "timing", "adult", "instagram")


def _hears(language: str, words: str, asked: str = "summary", **known: object) -> Decision:
    without = ORDER[ORDER.index(asked) :] if asked in ORDER else ()
    brief = a_brief(*without) | {key: Answer(str(one), one, Source.WORDS) for key, one in known.items()}
    talk = Talk(a_lead(answers=brief, current_question=asked, asked={asked: 1}))
    talk.client = replace(talk.client, language=language)
    return talk.hears(words)


@pytest.mark.parametrize(
    ("language", "words", "key"),
    [
        *(("es", "un dedo son como 8 cm", "placement"), ("en", "a finger is about 8 cm", "placement")),
        *(("fr", "un doigt ça fait 8 cm", "placement"), ("pt", "um dedo são uns 8 cm", "placement")),
        *(("en", "not on the wrist", "placement"), ("de", "nicht am Handgelenk", "placement")),
        *(("en", "does the wrist hurt more?", "placement"), ("pt", "no pulso dói mais?", "placement")),
        *(("de", "tut das Handgelenk mehr weh?", "placement"), ("es", "¿duele más la muñeca?", "placement")),
        *(("en", "is realism more expensive?", "style"), ("de", "ist Realismus teurer?", "style")),
        ("es", "qué flores quedan bien encima de letras?", "style"),
        ("en", "which flowers look good over lettering?", "style"),
        *(("en", "no lettering", "style"), ("es", "letras no, por favor", "style")),
        *(
            ("en", "my brother has one on his neck", "placement"),
            ("es", "mi hermano tiene uno en el cuello", "placement"),
        ),
        *(
            ("fr", "mon frère a un tatouage sur le cou", "placement"),
            ("pt", "meu irmão tem um no pulso", "placement"),
        ),
    ],
)
def test_a_no_a_measure_a_question_and_the_piece_of_somebody_else_change_nothing(
    language: str, words: str, key: str
) -> None:
    assert answers(_hears(language, words))[key] == a_brief()[key].value


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "is possible my wife she make also small one same day"),
        ("en", "my sister wants a tiny one on her ankle too"),
        ("de", "kann meine Frau auch ein kleines machen lassen?"),
        ("es", "mi novia quiere uno pequeño también"),
        ("fr", "ma copine veut aussi un petit sur la cheville"),
        ("pt", "minha esposa também quer um pequeno no pulso"),
    ],
)
def test_the_piece_of_somebody_else_is_put_to_the_artist(language: str, words: str) -> None:
    decision = _hears(language, words)

    assert answers(decision) == {key: one.value for key, one in a_brief().items()}
    assert "another_piece" in said(decision)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        *(
            ("en", "what about the wrist?"),
            ("en", "could it go on the wrist?"),
            ("en", "on the wrist instead"),
        ),
        *(("de", "geht auch das Handgelenk?"), ("es", "mejor en la muñeca"), ("fr", "plutôt le poignet")),
        *(("pt", "no pulso é melhor"), ("en", "my brother has one there and i want mine on the wrist")),
    ],
)
def test_what_is_said_of_this_piece_still_counts(language: str, words: str) -> None:
    value = answers(_hears(language, words))["placement"]

    assert isinstance(value, dict)
    assert value["part"] == "wrist"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        *(("es", "quita letras. el estilo que diga el artista"), ("en", "take out the lettering")),
        *(("de", "kein Lettering bitte"), ("fr", "enlève le lettrage"), ("pt", "tira o lettering")),
    ],
)
def test_a_style_that_is_taken_out_is_asked_for_again_or_left_to_the_artist(
    language: str, words: str
) -> None:
    decision = _hears(language, words, style="lettering")

    assert answers(decision).get("style") is None


@pytest.mark.parametrize(
    ("language", "words", "ends"),
    [
        *(("es", "el dia 15 vuelo", "2026-03-14"), ("en", "i fly home on the 15th", "2026-03-14")),
        *(("de", "am 15. fliege ich heim", "2026-03-14"), ("fr", "je prends l'avion le 15", "2026-03-14")),
        *(("pt", "viajo dia 15", "2026-03-14"), ("es", "me voy de viaje el 15 asi que antes", "2026-03-14")),
    ],
)
def test_the_day_of_a_flight_ends_the_time_that_there_is(language: str, words: str, ends: str) -> None:
    assert answers(_hears(language, words, "timing"))["timing"] == {"from": None, "to": ends}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", "me dices hoy si puede ser el sabado? el dia 15 vuelo"),
        ("en", "can you tell me today if saturday works? i fly on the 15th"),
        ("pt", "me diz hoje se pode ser sábado? viajo dia 15"),
    ],
)
def test_the_day_that_is_wished_stands_beside_the_flight(language: str, words: str) -> None:
    value = answers(_hears(language, words, "timing"))["timing"]

    assert isinstance(value, dict)
    assert value["from"] == value["to"] == "2026-03-14"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        *(("es", "330 minimo? uff"), ("en", "330 minimum? ouch"), ("de", "330 mindestens? puh")),
        *(("fr", "330 minimum? ouf"), ("pt", "330 no mínimo? caro"), ("en", "£330?? that's a lot")),
    ],
)
@pytest.mark.parametrize("asked", ["budget", "location"])
def test_a_price_that_is_too_high_is_no_budget(language: str, words: str, asked: str) -> None:
    assert not isinstance(answers(_hears(language, words, asked)).get("budget"), dict) or asked == "location"


@pytest.mark.parametrize("words", ["my budget is 330, ok?", "330", "330?", "about 330 max"])
def test_an_amount_is_one(words: str) -> None:
    assert isinstance(answers(_hears("en", words, "budget"))["budget"], dict)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "my friend says ribs"),
        ("de", "meine Freundin meint eher Rippen"),
        ("fr", "ma soeur dit plutôt les côtes"),
        ("es", "mi amiga dice costillas"),
        ("pt", "a minha amiga diz costela"),
        ("en", "ribs?? no"),
        ("en", "ribs? nah"),
        ("de", "Rippen?? nein"),
        ("fr", "les côtes ?? non"),
        ("es", "costillas?? no"),
        ("pt", "costela?? não"),
    ],
)
def test_what_another_thinks_and_what_is_wondered_at_move_no_place(language: str, words: str) -> None:
    brief = a_brief("size", "cover_up")
    talk = Talk(a_lead(answers=brief, current_question="size", asked={"size": 1, "cover_up": 1}))
    talk.client = replace(talk.client, language=language)

    decision = talk.hears(words)

    assert answers(decision)["placement"] == brief["placement"].value
    assert "cover_up" not in answers(decision)
    assert not any(key.startswith(("again.", "changed")) for key in said(decision))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "my friend says ribs would be better, let's do that"),
        ("de", "meine Freundin sagt Rippen, stimmt, Rippen bitte"),
        ("es", "mi amiga dice costillas y tiene razón"),
        ("en", "ribs please"),
        ("en", "ribs? yes"),
    ],
)
def test_what_they_agree_with_is_their_wish(language: str, words: str) -> None:
    assert answers(_hears(language, words, asked="budget"))["placement"]["part"] == "ribs"  # type: ignore[index]
