"""Every message costs money: how few the bot needs, with clients who write as clients do."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tattoobot.domain.conversation import reply
from tattoobot.domain.lead import Lead
from tattoobot.domain.messages import Inbound
from tattoobot.domain.studio import Studio
from tests.builders import NOW, a_client, a_message, a_picture

STUDIOS = {
    "en": Studio(),
    "es": Studio(country="ES", currency="EUR", language="es"),
    "pt": Studio(country="BR", currency="BRL", language="pt"),
    "de": Studio(country="DE", currency="EUR", language="de"),
    "fr": Studio(country="FR", currency="EUR", language="fr"),
}

COMPLETE = {
    "en": "Hi! I'd love a fine line fox on my left inner forearm, about 10 cm, black and grey, clear skin, pictures"
    " later. Budget 250-300, I'm in Leeds, any Friday in March, I'm 27, insta @fox.example",
    "es": "¡Hola! Quiero un zorro de línea fina en el antebrazo izquierdo, unos 10 cm, negro y gris, piel limpia, luego"
    " mando fotos. Presupuesto 250-300 €, soy de Madrid, cualquier viernes de marzo, tengo 27 años, mi insta es"
    " @zorro.example",
    "pt": "Oi! Quero uma raposa fineline no antebraço esquerdo, uns 10 cm, preto e cinza, pele limpa, mando fotos"
    " depois. Orçamento 800 a 1000 reais, sou de Curitiba, qualquer sexta em março, tenho 27 anos, "
    "insta @raposa.example",
    "de": "Hallo! Ich hätte gern einen Fuchs, Fineline, auf dem linken Unterarm, ca. 10 cm, schwarz-grau, freie Haut,"
    " Bilder später. Budget 250-300 €, komme aus Hamburg, freitags im März, bin 27, Insta @fuchs.example",
    "fr": "Bonjour ! Je voudrais un renard fine line sur l'avant-bras gauche, environ 10 cm, noir et gris, peau vierge,"
    " photos plus tard. Budget 250-300 €, j'habite à Lyon, n'importe quel vendredi de mars, j'ai 27 ans, insta"
    " @renard.example",
}

TYPICAL: dict[str, Sequence[str | Sequence[str]]] = {
    "en": (
        ["hiii", "so i want like a snake", "round my left forearm, not too big"],
        "fine line, maybe 12cm. black n grey",
        "yeah clear skin, pics later",
        "how much would that be? got about 250",
        "leeds, fridays in january, im 27",
        "nope",
    ),
    "es": (
        "Hola! quiero una rosa en el antebrazo",
        "unos 10 cm, realismo a color",
        "es piel limpia, luego mando fotos",
        "cuánto cuesta? tengo unos 200 euros",
        "soy de Madrid, los sábados por la mañana, tengo 30 años",
        "no tengo",
    ),
    "pt": (
        "oi, queria fazer um leão na coxa, uns 20cm, realismo",
        "preto e cinza, pele limpa",
        "ref mando depois, orçamento até 800. quanto fica?",
        "sou de Curitiba, qualquer sábado, tenho 29 anos",
        "não uso",
    ),
    "de": (
        ["Moin", "ich hätte gern einen kleinen Wal am Knöchel", "Fineline"],
        "schwarz, noch nichts drunter",
        "Bilder schick ich später. Budget so 150",
        "Hamburg, am liebsten freitags ab 15 Uhr, bin 25",
        "kein Insta",
    ),
    "fr": (
        "Salut ! je voudrais un petit loup sur le mollet, 12 cm environ",
        "noir et gris, réalisme, peau vierge",
        "combien ça coûte ? j'ai 300 max, photos plus tard",
        "Lyon, plutôt le week-end, j'ai 22 ans",
        "non",
    ),
}


def until_summary(studio: Studio, bursts: Sequence[str | Sequence[str] | Inbound]) -> int:
    """How many messages the bot has sent once the summary is there; it fails where there is none."""
    client, lead, count = a_client(language=None), None, 0
    for burst in bursts:
        written = [burst] if isinstance(burst, str | Inbound) else burst
        messages = [one if isinstance(one, Inbound) else a_message(one) for one in written]
        decision = reply(client, lead, messages, NOW, studio)
        client, lead = replace(client, language=decision.language), decision.lead
        count += len(decision.says)
    assert lead is not None
    assert lead.current_question == "summary", what_is_missing(lead, studio)
    return count


def what_is_missing(lead: Lead, studio: Studio) -> str:
    unknown = [question.key for question in studio.questions if question.key not in lead.answers]
    return f"{lead.current_question} is asked; unknown: {unknown}"


@pytest.mark.parametrize("language", STUDIOS)
def test_complete_first_message_needs_one_message_to_the_summary(language: str) -> None:
    assert until_summary(STUDIOS[language], [COMPLETE[language]]) == 1


@pytest.mark.parametrize("language", STUDIOS)
def test_first_message_complete_but_for_what_few_people_tell_needs_two(language: str) -> None:
    told = COMPLETE[language].rpartition(", ")[0]

    assert until_summary(STUDIOS[language], [told, "@fox.example"]) == 2


@pytest.mark.parametrize("language", STUDIOS)
def test_typical_consultation_needs_six_messages_at_most(language: str) -> None:
    assert until_summary(STUDIOS[language], TYPICAL[language]) <= 6


def test_pictures_first_need_no_message_more() -> None:
    bursts: list[str | Sequence[str] | Inbound] = [
        a_picture("a fox like this, left inner forearm, 10 cm"),
        *("fine line, black and grey", "clear skin, 250 max", "Leeds, fridays, I'm 27", "no insta"),
    ]

    assert until_summary(STUDIOS["en"], bursts) <= 6


def test_one_who_answers_other_things_than_asked_hears_no_question_three_times_in_a_row() -> None:
    lead, asked = None, []
    for text in ("a fox on my wrist, 8 cm, realism in colour", "£400 max", "Leeds", "fridays", "I'm 32"):
        lead = reply(a_client(), lead, [a_message(text)], NOW, STUDIOS["en"]).lead
        assert lead is not None
        asked.append(lead.current_question)

    assert all(len({*three}) > 1 for three in zip(asked, asked[1:], asked[2:], strict=False))
