"""What is told of the piece in or beside a question is kept: a style asked after, an amount offered, a colour."""

from dataclasses import replace

import pytest

from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Status
from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk, answers, said


def _told(words: str) -> dict[str, object]:
    return answers(Talk().hears(words))


@pytest.mark.parametrize(
    ("words", "key", "value"),
    [
        ("do you do realism? want my dog's face on my calf", "style", "realism"),
        ("do you do cover ups? I've a name on my left hip, I'd love peonies over it", "cover_up", "cover_up"),
        ("macht ihr Realistic? ich möchte einen Wolf am Oberarm", "style", "realism"),
        ("vous faites du réalisme ? j'aimerais un loup sur le bras", "style", "realism"),
        ("hacen blanco y negro? quiero una brújula en el hombro", "colour", "black_and_grey"),
        ("vocês fazem cobertura? queria uma rosa no pulso", "cover_up", "cover_up"),
    ],
)
def test_what_is_asked_after_for_the_piece_that_is_told_is_meant(words: str, key: str, value: str) -> None:
    assert _told(words)[key] == value


@pytest.mark.parametrize("words", ["do you do realism?", "macht ihr Cover-ups?", "vous faites du réalisme ?"])
def test_what_is_only_asked_after_is_not(words: str) -> None:
    assert not {"style", "cover_up"} & _told(words).keys()


@pytest.mark.parametrize(
    ("words", "most"),
    [
        ("a butterfly on my stomach, 5 cm. £150-200?", 200),
        ("einen Fuchs am Unterarm, 15 cm. Kommt man da mit 500 hin?", 500),
        ("un zorro en el brazo, 15 cm. ¿me alcanza con 200€?", 200),
        ("uma rosa na mão, 10 cm. dá pra fazer por 300?", 300),
    ],
)
def test_an_amount_that_is_offered_in_a_question_is_a_budget(words: str, most: int) -> None:
    budget = _told(words)["budget"]
    assert isinstance(budget, dict)
    assert budget["max"] == most


@pytest.mark.parametrize("words", ["a rose on my hand. £80??", "a rose on my hand. is it £80 an hour?"])
def test_a_price_that_is_asked_about_is_none(words: str) -> None:
    assert "budget" not in _told(words)


@pytest.mark.parametrize(
    "words",
    [
        "what's the charge for a rose on my hand?",
        "cuál es la tarifa para una rosa en la mano?",
        "qual é o valor de uma rosa na mão?",
    ],
)
def test_a_price_for_a_thing_asks_not_what_a_word_means(words: str) -> None:
    decision = Talk().hears(words)

    assert {"idea", "placement"} <= answers(decision).keys()
    assert "answer.unknown" not in said(decision)


@pytest.mark.parametrize(
    "words",
    [
        *("with a touch of red", "black, with a bit of blue in it", "con un toque de rojo"),
        *("mit einem Hauch Rot drin", "avec une pointe de bleu", "com um toque de vermelho"),
    ],
)
def test_a_touch_of_an_ink_answers_which_colour(words: str) -> None:
    talk = Talk(a_lead(answers=a_brief("colour"), current_question="colour", asked={"colour": 1}))
    told = answers(talk.hears(words))

    assert told["colour"] == "colour"
    assert told["idea"] == "a fox"


def test_a_thing_in_a_colour_answers_and_is_added() -> None:
    talk = Talk(a_lead(answers=a_brief("colour"), current_question="colour", asked={"colour": 1}))
    told = answers(talk.hears("with a red rose too"))

    assert told["colour"] == "colour"
    assert told["idea"] == "a fox with a red rose"


@pytest.mark.parametrize(
    "words",
    [
        "as your auto reply says: chrysanthemum, right hip, 10 inches",
        "eure automatische Antwort sagt, ich soll hier schreiben: ein Fuchs an der Hüfte rechts, 10 cm",
        "votre réponse automatique dit d'écrire ici : un renard sur la hanche droite, 10 cm",
        "vuestra respuesta automática dice que escriba aquí: un zorro en la cadera derecha, 10 cm",
        "a vossa resposta automática diz para escrever aqui: uma raposa no quadril direito, 10 cm",
    ],
)
def test_who_speaks_of_an_automatic_answer_is_no_machine(words: str) -> None:
    assert {"placement", "size", "idea"} <= _told(words).keys()


@pytest.mark.parametrize(
    "words",
    [
        "simply: a small fox. and make it black",
        "einfach: kleiner Fuchs",
        "só uma raposa pequena",
        "un petit renard",
    ],
)
def test_how_a_thing_is_told_anew_makes_no_measured_size_vague(words: str) -> None:
    talk = Talk(a_lead(answers=a_brief(), current_question="summary", asked={"summary": 1}))

    assert answers(talk.hears(words))["size"] == {"longest_cm": 10.0}


def test_small_things_beside_it_make_no_piece_small() -> None:
    talk = Talk(
        a_lead(answers=a_brief(size={"class": "hand"}), current_question="summary", asked={"summary": 1})
    )

    assert answers(talk.hears("yes send. and the sea under it, little waves"))["size"] == {"class": "hand"}


@pytest.mark.parametrize("words", ["make it small please", "doch lieber klein", "mejor pequeño"])
def test_a_size_alone_may_be_made_vague(words: str) -> None:
    talk = Talk(a_lead(answers=a_brief(), current_question="summary", asked={"summary": 1}))

    assert answers(talk.hears(words))["size"] == {"class": "small"}


@pytest.mark.parametrize(
    "words",
    [
        *("hi um is this where i book?", "is this the tattoo studio?", "am I right here for a tattoo?"),
        *("hallo ist das hier wo man Termine macht?", "bin ich hier richtig für ein Tattoo?"),
        *("bonjour c est bien ici pour prendre rdv ?", "est-ce que c'est ici qu'on prend rendez-vous ?"),
        *("hola es aqui donde se piden citas?", "oi é aqui que marca tatuagem?"),
    ],
)
def test_who_asks_whether_it_is_here_hears_yes(words: str) -> None:
    assert said(Talk().hears(words)) == ["hello", "answer.right_place", "ask.idea"]


def test_what_was_forgotten_to_be_said_calls_nothing_off() -> None:
    talk = Talk(a_lead(status=Status.PENDING_APPROVAL, answers=a_brief()))
    talk.client = replace(talk.client, language="fr")
    decision = talk.hears("au fait j'ai oublié, j'ai une cicatrice à cet endroit, c'est grave ?")

    assert FlagReason.CANCEL_REQUEST not in decision.passed_on
