"""One message says a fact once, whoever has words for it: the studio's file, a kind word, the question."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tattoobot.domain.conversation import reply
from tattoobot.domain.estimate import Prices
from tattoobot.domain.says import Phrase, Say
from tattoobot.domain.studio import Studio
from tattoobot.wording import Wording
from tests.builders import NOW, a_brief, a_client, a_lead, a_message
from tests.domain.talks import said

LANGUAGES = ("en", "es", "pt", "de", "fr")
OWN = {
    "answer.price": "Our minimum is £80; most pieces come to between £200 and £350.",
    "answer.policy": "The deposit is £60 and comes off the price. You can move your date once.",
}


def heard(text: str, own: Mapping[str, str] = OWN, language: str = "en", map_url: str = "") -> list[str]:
    prices = Prices(minimum=Decimal(80), hourly=Decimal(110), shown=True)
    house = Studio(prices=prices, wording={"en": own}, map_url=map_url)
    lead = a_lead(answers=a_brief("colour"), current_question="colour", asked={"colour": 1})
    return said(reply(replace(a_client(), language=language), lead, [a_message(text)], NOW, house))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("keys", "without"),
    [(("kind.fear", "answer.pain"), "answer.pain"), (("answer.age", "ask.adult"), "ask.adult")],
)
def test_no_sentence_stands_twice_in_one_message(keys: tuple[str, ...], without: str, language: str) -> None:
    wording = Wording(Studio(), language, "Robin")
    last = wording.say(without).rpartition(". " if without == "answer.pain" else "? ")[2]

    body = wording.message(Say(tuple(Phrase(key) for key in keys))).body

    assert body.count(last) == 1
    assert wording.message(Say((Phrase("answer.pain"), Phrase("answer.pain")))).body == wording.say(
        "answer.pain"
    )


def test_a_minimum_that_the_studio_names_itself_is_not_named_once_more() -> None:
    assert heard("how much will it be?")[:2] == ["answer.price", "answer.price.estimate"]
    assert heard("how much will it be?", {"answer.price": "Robin tells you."})[1] == "answer.price.minimum"


def test_a_deposit_is_told_once_in_the_studios_words_where_it_has_some() -> None:
    no_amount = {"answer.policy": "It comes off the price."}

    assert heard("how much is the deposit?")[:1] == ["answer.policy"]
    assert "answer.deposit" not in heard("how much is the deposit?")
    assert heard("how much is the deposit?", no_amount)[:2] == ["answer.deposit.amount", "answer.policy"]
    assert heard("how much is the deposit?", {})[0] == "answer.deposit"


def test_who_writes_another_language_is_answered_in_it_where_there_are_words() -> None:
    answer = heard("Wie hoch wäre die Anzahlung?", language="de")

    assert answer[0] == "answer.deposit"
    assert "answer.policy" not in answer


def test_a_studio_with_a_map_and_no_address_names_the_map() -> None:
    assert heard("where are you?", map_url="https://maps.example.com/studio")[0] == "booked.map"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("c'est en angleterre le studio ??", "fr"),
        ("c'est où exactement?", "fr"),
        ("is the studio in London?", "en"),
        ("in welcher Stadt seid ihr?", "de"),
        ("¿el estudio está en Madrid?", "es"),
        ("em que cidade vocês ficam?", "pt"),
    ],
)
def test_where_the_studio_is_is_heard_in_every_language(text: str, language: str) -> None:
    assert heard(text, {"answer.address": "12 Example Street."}, language)[0] == "answer.address"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_demo_studio_says_where_it_is_in_every_language(language: str) -> None:
    file = tomllib.loads(Path("studio.demo.toml").read_text(encoding="utf-8"))

    told = file["answers"]["address"] if language == "en" else file["wording"][language]["answer.address"]

    assert "12 Example Street" in told
