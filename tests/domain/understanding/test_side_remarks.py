"""What is said beside the wish is no fact of it: of the motif, of somebody else, of the studio, of a birthday."""

import pytest

from tattoobot.domain.understanding.reading import Intent, Topic
from tests.domain.understanding.understood import reading

WRIST = {"part": "wrist", "side": None, "aspect": None}


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "a small robin with a bit of red on the chest, on my wrist"),
        ("de", "ein Rotkehlchen mit etwas rot auf der Brust, auf mein Handgelenk"),
        ("fr", "un rouge-gorge avec un peu de rouge sur la poitrine, sur le poignet"),
        ("es", "un petirrojo con un poco de rojo en el pecho, en la muñeca"),
        ("pt", "um pássaro com um pouco de vermelho no peito, no pulso"),
    ],
)
def test_where_a_motif_has_its_colour_is_no_place_on_the_body(language: str, raw: str) -> None:
    assert reading(raw, None, language).slots["placement"] == WRIST


def test_a_robins_chest_alone_is_no_place() -> None:
    assert "placement" not in reading("they have a bit of red on the chest", "placement", "en").slots


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "a rose on my wrist, ribs is for my mate"),
        ("de", "eine Rose aufs Handgelenk, Rippen ist für meinen Kumpel"),
        ("fr", "une rose au poignet, les côtes c'est pour ma copine"),
        ("es", "una rosa en la muñeca, costillas es para mi amigo"),
        ("pt", "uma rosa no pulso, costela é pra minha amiga"),
    ],
)
def test_a_friends_place_is_theirs(language: str, raw: str) -> None:
    assert reading(raw, None, language).slots["placement"] == WRIST


def test_a_piece_for_somebody_may_go_on_ones_own_wrist() -> None:
    assert reading("a rose on my wrist for my mum").slots["placement"] == WRIST


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "inner arm near the elbow"),
        ("de", "innen am Arm nahe am Ellbogen"),
        ("fr", "l'intérieur du bras près du coude"),
        ("es", "interior del brazo cerca del codo"),
        ("pt", "parte interna do braço perto do cotovelo"),
    ],
)
def test_near_the_elbow_it_may_be_either_half_of_the_arm(language: str, raw: str) -> None:
    (place,) = [fact for fact in reading(raw, "placement", language).found if fact.key == "placement"]

    assert [one["part"] for one in place.readings] == ["upper_arm", "forearm", "full_arm"]
    assert {one["aspect"] for one in place.readings} == {"inner"}


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "black and red"),
        ("de", "schwarz und rot"),
        ("fr", "noir et rouge"),
        ("es", "negro y rojo"),
        ("pt", "preto e vermelho"),
        ("pt", "vermelho com preto"),
    ],
)
def test_black_and_another_colour_is_in_colour(language: str, raw: str) -> None:
    assert reading(raw, "colour", language).slots["colour"] == "colour"


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "are your colours vegan?"),
        ("de", "sind eure Farben vegan?"),
        ("fr", "vos couleurs sont véganes ?"),
        ("es", "¿sus colores son veganos?"),
        ("pt", "suas cores são veganas?"),
    ],
)
def test_the_studios_colours_are_no_wish(language: str, raw: str) -> None:
    assert "colour" not in reading(raw, "colour", language).slots


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "is the studio in Leeds?"),
        ("de", "seid ihr in Hamburg?"),
        ("fr", "le studio est à Paris ?"),
        ("es", "¿el estudio está en Madrid?"),
        ("pt", "o estúdio fica em Lisboa?"),
    ],
)
@pytest.mark.parametrize("asked", [None, "location"])
def test_where_the_studio_is_asked_for_says_nothing_of_the_clients_town(
    language: str, raw: str, asked: str | None
) -> None:
    read = reading(raw, asked, language)

    assert "location" not in read.slots
    assert Topic.ADDRESS in read.topics


def test_a_town_of_ones_own_beside_that_question_is_kept() -> None:
    assert reading("I'm in Leeds, where are you?").slots["location"] == {"city": "Leeds", "country": "GB"}


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "birthday 14 Feb"),
        ("en", "it's my birthday on 14 Feb"),
        ("de", "ich hab am 14. Februar Geburtstag"),
        ("fr", "mon anniv c'est le 14 février"),
        ("es", "mi cumple es el 14 de febrero"),
        ("pt", "meu aniversário é 14 de fevereiro"),
    ],
)
def test_a_birthday_is_no_date_for_an_appointment(language: str, raw: str) -> None:
    assert "timing" not in reading(raw, "timing", language).slots


@pytest.mark.parametrize("raw", ["à 2", "on viendra à 2", "on voudrait venir à 2"])
def test_two_people_are_no_time_of_day(raw: str) -> None:
    assert "timing" not in reading(raw, "timing", "fr").slots


def test_an_hour_of_the_day_is_one_all_the_same() -> None:
    assert reading("à 14h", "timing", "fr").slots["timing"]["part_of_day"] == "afternoon"


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "a thousand thanks"),
        ("de", "ich hab noch tausend Fragen"),
        ("fr", "j'ai mille questions"),
        ("es", "tengo mil preguntas"),
        ("pt", "tenho mil perguntas ainda"),
    ],
)
def test_a_thousand_questions_are_no_money(language: str, raw: str) -> None:
    assert "budget" not in reading(raw, "budget", language).slots


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "can you use the card she wrote me?"),
        ("de", "kann man die Schrift von einer Karte nehmen?"),
        ("fr", "vous pouvez reprendre l'écriture d'une carte ?"),
        ("es", "¿puedo mandar la tarjeta con su letra?"),
        ("pt", "dá pra usar a letra dela de um cartão?"),
    ],
)
def test_a_card_that_is_written_on_pays_for_nothing(language: str, raw: str) -> None:
    read = reading(raw, None, language)

    assert Topic.PAYMENT not in read.topics
    assert "cover_up" not in read.slots


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "can I pay by card?"),
        ("de", "kann ich mit Karte zahlen?"),
        ("fr", "je peux payer par carte ?"),
        ("es", "¿se puede pagar con tarjeta?"),
        ("pt", "posso pagar com cartão?"),
    ],
)
def test_a_card_that_pays_is_asked_about(language: str, raw: str) -> None:
    assert Topic.PAYMENT in reading(raw, None, language).topics


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "when does robin reply"),
        ("de", "wann antwortet Robin"),
        ("fr", "quand est-ce que Robin répond"),
        ("es", "cuándo responde Robin"),
        ("pt", "quando a Robin responde"),
    ],
)
@pytest.mark.parametrize("asked", [None, "idea"])
def test_when_somebody_answers_is_a_question_and_no_idea(language: str, raw: str, asked: str | None) -> None:
    read = reading(raw, asked, language)

    assert read.intent is Intent.POLICY_QUESTION
    assert "idea" not in read.slots


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "How are you today?"),
        ("de", "wie geht's dir heute?"),
        ("fr", "comment ça va aujourd'hui ?"),
        ("es", "¿cómo estás hoy?"),
        ("pt", "tudo bem hoje?"),
    ],
)
def test_a_greeting_of_today_is_no_wish_for_today(language: str, raw: str) -> None:
    read = reading(raw, None, language)

    assert read.intent is Intent.GREETING
    assert "timing" not in read.slots


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "leave it as it is"),
        ("en", "perfect as is"),
        ("de", "genau so übernehmen"),
        ("de", "so lassen"),
        ("fr", "laisse comme ça"),
        ("es", "déjalo así"),
        ("es", "así está bien"),
        ("pt", "pode deixar assim"),
        ("pt", "tá ótimo assim"),
    ],
)
def test_just_so_is_a_yes_to_the_summary(language: str, raw: str) -> None:
    assert reading(raw, "summary", language).intent is Intent.YES
