"""What shows nothing is no idea and is not said back as one; the thing itself is, whenever it is named."""

from dataclasses import replace

import pytest

from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk, said


def _asked_for_the_idea(words: str) -> Talk:
    talk = Talk(a_lead(current_question="idea", asked={"idea": 1}))
    talk.hears(words)
    return talk


def _idea(talk: Talk) -> object:
    assert talk.lead is not None
    answer = talk.lead.answers.get("idea")
    return answer and answer.value


@pytest.mark.parametrize(
    "words",
    [
        *("and how much is it roughly per hour?", "does it hurt more on the ribs lol", "2600?? u joking"),
        *("brauch termin diese woche.", "Brauch Termin am So für Tribal am Oberarm"),
        *("i need an appointment asap on my arm", "need somethin on my arm this week"),
        *("necesito cita esta semana en el brazo", "preciso marcar horário essa semana"),
        *("je voudrais un rdv samedi pour mon bras", "minha avó faleceu mês passado"),
        *("Mein Bruder ist vor 3 Wochen gestorben.", "my nan passed away last month. She always had robins"),
    ],
)
def test_a_question_a_wish_for_a_date_and_a_loss_are_no_idea(words: str) -> None:
    talk = _asked_for_the_idea(words)

    assert _idea(talk) is None
    assert talk.keys[-1] in {"ask.idea", "again.idea", "which.placement"}
    assert not any(key.startswith("named") for key in talk.keys)


@pytest.mark.parametrize(
    "words",
    [
        "wieviel kostet so ne fineline blume ca und muss man anzahlen?",
        *("how much for a lion on the forearm?", "do u do walk ins for small fern?", "ne mohnblume"),
        *("my brothers signature, he died 3 weeks ago", "jte l'ai dit, initiales M.L."),
    ],
)
def test_a_thing_that_is_named_is_an_idea_whatever_stands_beside_it(words: str) -> None:
    assert _idea(_asked_for_the_idea(words)) is not None


@pytest.mark.parametrize("words", ["jte l'ai dit, initiales M.L.", "She always had robins in the garden"])
def test_what_cannot_be_said_back_as_a_thing_is_not_said_back(words: str) -> None:
    talk = _asked_for_the_idea(words)

    assert not any(key.startswith("named") for key in said(talk.decisions[-1]))


@pytest.mark.parametrize(
    ("known", "words", "asked", "idea"),
    [
        ("something for my nan", "its a DRAGON", "size", "something for my nan, a DRAGON"),
        (
            "a sleeve",
            "i want a japanese dragon sleeve",
            "budget",
            "a sleeve, a japanese dragon",
        ),
        ("was kleines", "ne mohnblume", "size", "was kleines, ne mohnblume"),
        ("a sparrow", "just the robin and 'love nan'", "size", "a sparrow, just the robin and 'love nan'"),
        ("letters", "about the size of a rose", "size", "letters"),
        ("letters", "London, near the lion", "location", "letters"),
        ("un truc", "rosa", "colour", "un truc"),
    ],
)
def test_a_thing_named_later_is_added_to_an_idea_that_named_none(
    known: str, words: str, asked: str, idea: str
) -> None:
    brief = a_brief(asked)
    brief["idea"] = replace(brief["idea"], value=known, text=known)
    talk = Talk(a_lead(answers=brief, current_question=asked, asked={asked: 1}))
    talk.hears(words)

    assert _idea(talk) == idea


@pytest.mark.parametrize(
    "words",
    [
        *("quisiera llevar algo suyo", "algo suyo", "something of his", "something of hers", "algo dela"),
        *("was von ihm", "quelque chose à elle"),
    ],
)
def test_whose_it_was_is_no_idea(words: str) -> None:
    talk = _asked_for_the_idea(words)

    assert _idea(talk) is None
    assert not any(key.startswith("named") for key in talk.keys)
