"""A card that is no bank card, "dear" that is no price, a country that is asked about beside a fact, and the evening on
which somebody leaves."""

from dataclasses import replace

import pytest

from tests.builders import NOW, STUDIO, a_brief, a_lead
from tests.domain.talks import Talk, answers, said


def asked(key: str) -> Talk:
    studio = replace(STUDIO, map_url="https://maps.example.com/studio")
    return Talk(a_lead(answers=a_brief(key), current_question=key, asked={key: 1}), studio)


@pytest.mark.parametrize(
    "words",
    [
        "can i bring the birthday card to the appointment?",
        "darf ich die karte zum termin mitbringen?",
        "je peux apporter la carte de mon père ?",
        "¿puedo llevar la carta de mi padre?",
        "posso levar a carta do meu pai?",
    ],
)
def test_a_card_that_is_brought_along_is_no_payment_and_no_size(words: str) -> None:
    decision = asked("size").hears(words)

    assert said(decision)[0] == "answer.photo"
    assert "size" not in answers(decision)


@pytest.mark.parametrize("words", ["thank you dear", "yes dear, that is right", "are you still there dear?"])
def test_dear_is_no_price(words: str) -> None:
    assert "answer.price" not in said(asked("size").hears(words))


def test_what_is_dear_asks_for_the_price() -> None:
    assert said(asked("size").hears("is it dear?"))[0] == "answer.price"


@pytest.mark.parametrize(
    "words",
    [
        "are you guys based in england? i live in Berlin",
        "seid ihr eigentlich in england? ich wohne in Berlin",
        "ah 80£ donc vous êtes en angleterre ? moi je suis à Berlin",
        "¿estáis en inglaterra? yo vivo en Berlín",
        "vocês ficam na inglaterra? moro em Berlim",
    ],
)
def test_where_we_are_is_answered_beside_where_they_live(words: str) -> None:
    decision = asked("location").hears(words)

    assert said(decision)[0] == "booked.map"
    assert answers(decision)["location"] == {"city": "Berlin", "country": "DE"}
    assert answers(decision)["idea"] == "a fox"


@pytest.mark.parametrize(
    "words",
    [
        "saturday all day, i leave on sunday evening",
        "samstag geht, sonntagabend fliegen wir",
        "samedi toute la journée, je repars le dimanche soir",
        "el sábado todo el día, me voy el domingo por la noche",
        "sábado o dia todo, vou embora no domingo à noite",
    ],
)
def test_the_evening_on_which_they_leave_is_no_wish(words: str) -> None:
    value = answers(asked("timing").hears(words))["timing"]

    assert isinstance(value, dict)
    assert value.get("part_of_day") is None
    assert "sun" not in value.get("weekdays", ())


@pytest.mark.parametrize(
    "words",
    [
        "i fly in on 22 february, nothing before that",
        "flieg am 22.2. nach leeds, davor geht nix",
        "je suis là le 22 février, rien avant",
        "llego el 22 de febrero, antes no puedo",
        "chego dia 22 de fevereiro, antes não dá",
    ],
)
def test_before_the_day_on_which_they_come_nothing_is_possible(words: str) -> None:
    value = answers(asked("timing").hears(words))["timing"]

    assert value == {"from": f"{NOW.year + 1}-02-22", "to": None}
