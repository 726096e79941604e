"""What is told beside something else is kept, and what is said of something else changes nothing that is known."""

from dataclasses import replace

import pytest

from tattoobot.domain.handover import Reason
from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk


def talk(language: str, asked: str, *open_too: str) -> Talk:
    told = Talk(a_lead(answers=a_brief(asked, *open_too), current_question=asked, asked={asked: 1}))
    told.client = replace(told.client, language=language)
    return told


def value(told: Talk, key: str) -> object:
    assert told.lead is not None
    answer = told.lead.answers.get(key)
    return answer and answer.value


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "No tattoo there, clean. I have a small one on my back only"),
        ("en", "bare skin, I've got another tattoo on my neck"),
        ("de", "Nein, freie Haut. Ich hab schon ein kleines auf dem Rücken"),
        ("fr", "Rien, peau nue. J'en ai un petit dans le dos"),
        ("es", "No, está limpia. Solo tengo uno pequeño en la espalda"),
        ("pt", "Não, está limpa. Só tenho uma pequena nas costas"),
    ],
)
def test_a_tattoo_that_they_have_elsewhere_moves_and_measures_nothing(language: str, text: str) -> None:
    told = talk(language, "cover_up", "location")
    before = value(told, "placement"), value(told, "size")

    told.hears(text)

    assert (value(told, "placement"), value(told, "size")) == before
    assert value(told, "cover_up") == "new"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "fine line. can my mum come and hold my hand?"),
        ("de", "Fineline. Darf meine Mutter meine Hand halten?"),
        ("fr", "trait fin. ma mère peut me tenir la main ?"),
        ("es", "línea fina. ¿puede venir mi madre a agarrarme la mano?"),
        ("pt", "linha fina. e posso levar minha mae pra segurar minha mao kk"),
    ],
)
def test_a_hand_that_somebody_holds_is_no_place(language: str, text: str) -> None:
    told = talk(language, "style", "location", "timing")
    before = value(told, "placement")

    told.hears(text)

    assert value(told, "placement") == before
    assert value(told, "style") == "fine_line"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "the colour is black"),
        ("de", "die Farbe soll schwarz sein"),
        ("fr", "la couleur c'est noir"),
        ("es", "el color es negro"),
        ("pt", "a cor é preto e a frase é devagar se vai ao longe"),
    ],
)
def test_what_the_colour_is_stands_behind_its_name(language: str, text: str) -> None:
    told = talk(language, "location", "timing", "colour")

    told.hears(text)

    assert value(told, "colour") == "black_and_grey"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "fine line, the colour I don't know"),
        ("de", "Fineline, Farbe weiß ich nicht"),
        ("fr", "trait fin, la couleur je sais pas"),
        ("es", "línea fina, el color no lo sé"),
        ("pt", "linha fina. cor nao sei"),
        ("pt", "linha fina e cor eu nao sei"),
    ],
)
def test_a_colour_that_they_do_not_know_is_left_open(language: str, text: str) -> None:
    told = talk(language, "style", "colour", "timing")

    told.hears(text)

    assert value(told, "style") == "fine_line"
    assert value(told, "colour") == "either"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Monday, any"),
        ("de", "Montag, egal welcher"),
        ("fr", "lundi, n'importe lequel"),
        ("es", "lunes, cualquiera"),
        ("pt", "segunda-feira, qualquer uma"),
        ("pt", "tanto faz. mas só fim de semana"),
    ],
)
def test_any_day_is_not_any_colour(language: str, text: str) -> None:
    told = talk(language, "timing", "adult")
    before = value(told, "colour")

    told.hears(text)

    assert value(told, "colour") == before
    assert value(told, "timing")


@pytest.mark.parametrize(
    ("language", "text", "first"),
    [
        ("en", "It's clean. Do I have to book early? I'd like the 14th of April", "2026-04-14"),
        ("en", "Nothing there. I come to you from April 3 to 9 but is it ok?", None),
        ("de", "Freie Haut. Muss man früh buchen? Mir wäre der 14. April lieb", "2026-04-14"),
        ("fr", "Peau nue. Il faut réserver tôt ? J'aimerais le 14 avril", "2026-04-14"),
        ("es", "Está limpia. ¿Hay que reservar pronto? Me gustaría el 14 de abril", "2026-04-14"),
        ("pt", "Está limpa. É preciso marcar cedo? Queria no dia 14 de abril", "2026-04-14"),
    ],
)
def test_a_day_told_beside_a_question_is_kept(language: str, text: str, first: str | None) -> None:
    told = talk(language, "cover_up", "timing", "location", "adult")

    told.hears(text)

    known = value(told, "timing")
    assert isinstance(known, dict)
    assert first is None or known["from"] == first


@pytest.mark.parametrize(
    ("language", "text", "city"),
    [
        ("en", "I told you there's nothing on it. I'm from Leeds", "Leeds"),
        ("de", "hab doch gesagt da ist nichts. Ich komme aus Kiel", "Kiel"),
        ("fr", "je l'ai dit il n'y a rien. Je suis de Lille", "Lille"),
        ("es", "ya dije que no hay nada. soy de Puebla", "Puebla"),
        ("pt", "ja disse q nao tenho nada. sou do porto", "Porto"),
    ],
)
def test_a_town_told_beside_a_protest_is_kept(language: str, text: str, city: str) -> None:
    told = talk(language, "cover_up", "location", "timing")

    told.hears(text)

    known = value(told, "location")
    assert isinstance(known, dict)
    assert known["city"] == city


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I can pay maybe 200-250. No instagram"),
        ("de", "Ich kann so 200 bis 250 Euro zahlen. Kein Instagram"),
        ("fr", "je peux payer 200-250 euros. Pas d'instagram"),
        ("es", "puedo pagar unos 200-250 euros. No tengo instagram"),
        ("pt", "posso pagar uns 200-250 euros. Não tenho instagram"),
    ],
)
def test_what_they_can_pay_is_no_town(language: str, text: str) -> None:
    told = talk(language, "location", "budget", "instagram")

    told.hears(text)

    assert told.lead is not None
    assert "location" not in told.lead.answers
    assert value(told, "budget")


LAUGHED = {
    "en": "nobody ever answers anything here haha",
    "de": "hier antwortet ja nie jemand haha",
    "fr": "personne répond jamais ici mdr",
    "es": "nadie contesta nada en este lugar jaja",
    "pt": "ninguem responde nada aqui kkk",
}


@pytest.mark.parametrize("language", LAUGHED)
def test_a_grumble_with_a_laugh_is_no_complaint(language: str) -> None:
    told = talk(language, "style", "location")

    decision = told.hears(LAUGHED[language])

    assert decision.hands_over is None
    assert decision.says


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "haha I want to complain, this is ridiculous"),
        ("de", "haha ich will mich beschweren, eine Frechheit"),
        ("es", "jaja quiero poner una queja, qué vergüenza"),
    ],
)
def test_a_complaint_is_one_with_a_laugh_too(language: str, text: str) -> None:
    assert talk(language, "style", "location").hears(text).hands_over is Reason.COMPLAINT


JOKED = {
    "en": "relax, I was only joking. should I keep answering or wait?",
    "de": "war nur Spaß. soll ich weitermachen oder warten?",
    "fr": "c'était pour rire. je continue ou j'attends ?",
    "es": "bueno tranqui, era joda. sigo o hay q esperar hasta el martes?",
    "pt": "calma, era brincadeira. continuo ou tenho que esperar?",
}


@pytest.mark.parametrize("language", JOKED)
def test_who_only_joked_goes_on_and_is_told_so(language: str) -> None:
    told = talk(language, "style", "location")
    told.hears({"en": "this is an outrage, I want to complain"}.get(language, "I want to complain"))
    assert told.decisions[-1].hands_over is Reason.COMPLAINT

    decision = told.hears(JOKED[language])

    assert decision.says
    assert "handover.over" in told.keys


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "should I keep answering or do I have to wait?"),
        ("de", "soll ich weiter antworten oder warten?"),
        ("fr", "je continue ou j'attends ?"),
        ("es", "pregunto si sigo contestando o espero"),
        ("pt", "continuo respondendo ou espero?"),
    ],
)
def test_who_asks_in_a_pause_whether_to_go_on_hears_that_they_may(language: str, text: str) -> None:
    told = talk(language, "style", "location")
    told.hears("I want to complain, this is an outrage")

    told.hears(text)

    assert "handover.here" in told.keys


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I didn't ask how long it takes. can I bring my sister?"),
        ("de", "ich hab nicht gefragt wie lange es dauert. darf meine Schwester mitkommen?"),
        ("fr", "je n'ai pas demandé combien de temps ça dure. ma sœur peut venir ?"),
        ("es", "no pregunté cuánto tarda. ¿puede venir mi hermana?"),
        ("pt", "não perguntei quanto demora. posso levar a minha irmã?"),
    ],
)
def test_what_they_say_they_did_not_ask_is_not_answered(language: str, text: str) -> None:
    told = talk(language, "style", "location")

    told.hears(text)

    assert "answer.duration" not in told.keys
    assert "answer.guests" in told.keys


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "black. I have nothing on my arm"),
        ("de", "schwarz. ich hab noch nichts am Arm"),
        ("fr", "noir. je n'ai rien sur le bras"),
        ("es", "negro. no tengo nada en el brazo"),
        ("pt", "preto. nao tenho nada no braço"),
    ],
)
def test_nothing_on_the_arm_is_clear_skin(language: str, text: str) -> None:
    told = talk(language, "colour", "cover_up", "location")

    told.hears(text)

    assert value(told, "colour") == "black_and_grey"
    assert value(told, "cover_up") == "new"


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en", ("fridays", "I leave on friday")),
        ("de", ("freitags", "ich fliege am Freitag")),
        ("es", ("los viernes", "me voy el viernes")),
    ],
)
def test_the_weekday_on_which_they_leave_is_no_wish(language: str, texts: tuple[str, str]) -> None:
    told = talk(language, "timing", "location")

    for words in texts:
        told.hears(words)

    known = value(told, "timing")
    assert isinstance(known, dict)
    if known.get("to"):
        assert "weekdays" not in known
