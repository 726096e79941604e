"""What a client says beside the idea: courtesies, an illness, a second piece."""

from itertools import pairwise

import pytest

from tattoobot.domain.conversation import reply
from tattoobot.domain.lead import Answer, Source
from tattoobot.domain.messages import Buttons, Menu, Text
from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Context
from tattoobot.wording import Wording
from tests.builders import NOW, STUDIO, a_client, a_lead, a_message
from tests.domain.talks import Talk, said, turn


def test_only_the_thing_is_the_idea_and_the_words_are_kept_whole() -> None:
    decision = turn(
        None, a_message("Hello there! I'd love a small fox on my wrist. My budget is about £100.")
    )

    assert decision.lead is not None
    assert decision.lead.answers["idea"].value == "a small fox"
    assert decision.lead.answers["idea"].text.startswith("Hello there!")


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("hi, I want two tattoos: a rose on my wrist and a snake on my ankle", True),
        ("quiero dos tatuajes, una rosa y una serpiente", True),
        ("ich möchte zwei kleine Tattoos, einen Fuchs und eine Rose", True),
        ("je voudrais deux petits tatouages, un loup et une rose", True),
        ("a fox please, I have two tattoos already", False),
        ("I want a piece with three roses", False),
    ],
)
def test_two_pieces_in_one_message_are_taken_one_at_a_time(text: str, several: bool) -> None:
    decision = turn(None, a_message(text))

    assert ("several_pieces" in said(decision)) is several
    assert ("several_pieces" in decision.needs_artist) is several


def test_idea_told_in_one_breath_with_an_illness_is_said_back_without_it() -> None:
    decision = turn(None, a_message("I'd like a fox on my wrist, about 10cm, and I'm diabetic"))

    assert decision.lead is not None
    assert decision.lead.answers["idea"] == Answer(
        "I'd like a fox on my wrist, about 10cm, and I'm diabetic", "a fox", Source.PRIVATE
    )
    assert "medical" in decision.needs_artist
    assert decision.about_health


def test_an_illness_in_another_sentence_is_no_part_of_the_idea() -> None:
    decision = turn(None, a_message("I want a rose tattoo. I have epilepsy by the way."))

    assert decision.lead is not None
    assert decision.lead.answers["idea"].value == "a rose tattoo"
    assert decision.lead.answers["idea"].source == "private"


def test_idea_that_is_an_illness_is_kept_for_the_artist_alone() -> None:
    lead = a_lead(current_question="idea", asked={"idea": 1})

    decision = turn(lead, a_message("something about my lupus please, lupus awareness"))

    assert decision.lead is not None
    kept = decision.lead.answers.get("idea")
    assert kept is None or (kept.value is None and kept.source == "private")


@pytest.mark.parametrize(
    ("language", "words", "said"),
    [
        ("en", "hiya can i get a small rose on my ankle asap", "A small rose on your ankle"),
        ("en", "I'd love my dog on my left calf", "Your dog on your left calf"),
        ("es", "Hola, quiero una rosa en la muñeca izquierda", "Una rosa en la muñeca izquierda"),
        ("es", "quiero una serpiente en las costillas", "Una serpiente en las costillas"),
        ("de", "Hallo, ich möchte einen Fuchs am linken Oberarm", "Ein Fuchs am Oberarm links"),
        ("de", "Ich möchte eine Schlange an der Wade", "Eine Schlange an der Wade"),
        ("fr", "Bonjour, je voudrais une pivoine sur l'épaule droite", "Une pivoine sur l'épaule droite"),
        ("fr", "je voudrais une pivoine sur la cuisse", "Une pivoine sur la cuisse"),
        ("pt", "oi! quero uma andorinha na costela", "Uma andorinha na costela"),
    ],
)
def test_the_idea_is_said_back_with_its_place(language: str, words: str, said: str) -> None:
    decision = reply(a_client(language=language), None, [a_message(words)], NOW, STUDIO)

    message = Wording(STUDIO, language, "Robin").message(decision.says[0])

    assert isinstance(message, Text | Buttons | Menu)
    assert f" {said}" in message.body


def test_no_two_turns_in_a_row_open_alike() -> None:
    talk = Talk()

    openings = [
        key
        for words in ("a fox on my ankle", "10 cm", "no wait, 12 cm", "300 pounds", "in April", "from Leeds")
        for phrase in talk.hears(words).says
        for key in [phrase.phrases[0].key]
    ]

    assert len(openings) >= 5
    assert all(one != following for one, following in pairwise(openings))


@pytest.mark.parametrize(
    ("told", "thing"),
    [
        ("I'd love my dog's paw print on my left ankle, fine line, about 10 cm", "my dog's paw print"),
        ("I'd love a mountain line on my left thigh, fine line, black and grey", "a mountain line"),
        ("hi! a small fox, fine line, 8 cm, on my calf, I'm 30, any Friday in March?", "a small fox"),
        ("i want a robin on my wrist. small one. with a branch. thanks!", "a robin, with a branch"),
        ("could you cover up an old name on my wrist with a rose?", "a rose"),
        ("I want my mum's name, Anna, on my ribs in script", "my mum's name, Anna"),
        (
            "I'd love a fox jumping over the moon, with little stars around it, about 10cm. How much is that?",
            "a fox jumping over the moon, with little stars around it",
        ),
        (
            "Hallo, ich hätte gern einen Koi, mit Wellen im Hintergrund, linker Unterarm, Budget 600. Wann geht das?",
            "einen Koi, mit Wellen im Hintergrund",
        ),
        (
            "eine Rose auf der linken Schulter mit Dornen, 5 cm",
            "eine Rose auf der linken Schulter mit Dornen",
        ),
        (
            "bonjour je voudrais une rose avec le prénom Lina dessous, sur le poignet gauche, 5 cm",
            "une rose avec le prénom Lina dessous",
        ),
        (
            "Hola! quiero un león realista con una corona de flores, en el hombro derecho, unos 15 cm, vivo en Madrid",
            "un león realista con una corona de flores",
        ),
        (
            "oi quero um beija-flor com flores, colorido, no ombro, uns 12cm, tenho 25 anos",
            "um beija-flor com flores",
        ),
    ],
)
def test_the_thing_is_kept_without_what_is_another_fact_and_the_words_beside_it(
    told: str, thing: str
) -> None:
    [idea] = [fact for fact in understand(told, Context(NOW)).found if fact.key == "idea"]
    talk = Talk()
    talk.hears(told)
    assert talk.lead is not None
    kept = talk.lead.answers["idea"]

    assert idea.value == kept.value == thing
    assert kept.text == told


@pytest.mark.parametrize(
    ("told", "said_back"),
    [
        ("Ich hätte gern einen kleinen Wolf am Oberarm", "Ein kleiner Wolf am Oberarm"),
        ("Könnten Sie mir meine Katze auf den Oberarm stechen?", "Ihre Katze am Oberarm"),
        ("kannst du mir meine Katze auf den Oberarm stechen?", "Deine Katze am Oberarm"),
        ("ich hätte gern was mit nem kolibri", "Ein Kolibri"),
        ("hätt gern ne kleine rose am handgelenk", "Eine kleine Rose am Handgelenk"),
        ("hätt gern so n drachen auf dem rücken", "Ein Drachen am Rücken"),
        ("ein tattoo mit einer schlange", "Eine Schlange"),
    ],
)
def test_in_german_the_idea_said_back_has_the_case_and_the_address_that_belong_to_it(
    told: str, said_back: str
) -> None:
    talk = Talk()

    [say] = talk.hears(told).says
    wording = Wording(STUDIO, "de", "Robin", formal=talk.client.pace.formal)

    assert f"{said_back}. " in wording.message(say).body


@pytest.mark.parametrize(
    "words",
    ["queria fazer uma tattoo", "quisiera hacerme un tatuaje", "ich möchte mir ein tattoo stechen lassen"],
)
def test_that_they_want_a_tattoo_is_no_idea_for_one(words: str) -> None:
    decision = Talk().hears(words)

    assert decision.lead is not None
    assert "idea" not in decision.lead.answers
