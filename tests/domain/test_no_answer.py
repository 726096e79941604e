"""That there is nothing more to say, and that somebody thinks otherwise now, answers nothing that was asked."""

from dataclasses import replace

import pytest

from tattoobot.domain.lead import Source
from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk

NOTHING_MORE = [
    *(
        ("en", text)
        for text in ("nothing else", "that's all", "that's it thanks", "nope that's everything", "none")
    ),
    *(
        ("de", text)
        for text in ("sonst nichts", "das war's", "das wars erstmal", "mehr nicht", "das war alles danke")
    ),
    *(
        ("fr", text)
        for text in ("rien d'autre", "c'est tout", "cest tout merci", "rien de plus", "voilà, c'est tout")
    ),
    *(("es", text) for text in ("nada mas", "nada más, gracias", "eso es todo", "no, solo eso", "nada")),
    *(("pt", text) for text in ("mais nada", "só isso", "é só isso mesmo", "nada mais", "e isso obrigada")),
]
OTHERWISE = [
    *(("en", text) for text in ("changed my mind", "sorry, I've changed my mind")),
    *(("de", text) for text in ("hab's mir anders überlegt", "ich hab mich umentschieden")),
    *(("fr", text) for text in ("j'ai changé d'avis", "désolée, j'ai changé d’idée")),
    *(("es", text) for text in ("he cambiado de idea", "perdón, cambié de opinión")),
    *(("pt", text) for text in ("mudei de ideia", "desculpa, eu mudei de idéia")),
]
TOWNS = [
    ("en", "Leeds, that's all", "Leeds"),
    ("de", "in Köln, das war's", "Cologne"),
    ("fr", "j'habite à Lille, c'est tout", "Lille"),
    ("es", "Valencia, nada más", "Valencia"),
    ("pt", "moro no Porto, só isso", "Porto"),
]


def asked_for(key: str, language: str) -> Talk:
    talk = Talk(a_lead(answers=a_brief(key), current_question=key, asked={key: 1}))
    talk.client = replace(talk.client, language=language)
    return talk


@pytest.mark.parametrize(("language", "text"), NOTHING_MORE)
@pytest.mark.parametrize("key", ["location", "timing", "style"])
def test_nothing_more_is_no_town_and_leaves_the_question_open_for_the_artist(
    key: str, language: str, text: str
) -> None:
    talk = asked_for(key, language)

    talk.hears(text)

    assert talk.lead is not None
    assert (talk.lead.answers[key].value, talk.lead.answers[key].source) == (None, Source.UNSURE)
    assert talk.keys == ["find_out", "summary"]


@pytest.mark.parametrize(("language", "text", "city"), TOWNS)
def test_a_town_beside_it_is_a_town(language: str, text: str, city: str) -> None:
    talk = asked_for("location", language)

    talk.hears(text)

    assert talk.lead is not None
    assert talk.lead.answers["location"].value["city"] == city


@pytest.mark.parametrize(("language", "text"), OTHERWISE)
@pytest.mark.parametrize("key", ["reference_images", "location", "style", "budget"])
def test_who_has_changed_their_mind_is_asked_of_what(key: str, language: str, text: str) -> None:
    talk = asked_for(key, language)

    talk.hears(text)

    assert talk.lead is not None
    assert key not in talk.lead.answers
    assert talk.keys == ["what_to_change"]


def test_once_that_is_told_the_question_of_before_comes_back() -> None:
    talk = asked_for("location", "en")
    talk.hears("changed my mind")
    talk.hears("the size")
    talk.hears("15 cm")

    assert talk.keys == ["noted", "ask.location"]
    assert talk.lead is not None
    assert talk.lead.answers["size"].value == {"longest_cm": 15.0}
