"""Two things of which one is to be: what the client says of them settles it, and nothing else does."""

import pytest

from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk, answers, said


def open_between(idea: str) -> Talk:
    talk = Talk(a_lead(answers=a_brief("idea", "size"), current_question="idea", asked={"idea": 1}))
    talk.hears(idea)
    assert talk.lead is not None
    assert answers(talk.decisions[-1])["idea"] == idea
    return talk


@pytest.mark.parametrize(
    ("idea", "words", "chosen"),
    [
        ("a snake or maybe a swallow", "lets go snake", "a snake"),
        ("a snake or maybe a swallow", "no. snake.", "a snake"),
        ("a snake or maybe a swallow", "not the snake", "a swallow"),
        (
            "ein eisvogel oder ein wiedehopf",
            "nein nur wiedehopf! eisvogel weg. das ist alles",
            "ein wiedehopf",
        ),
        ("ein eisvogel oder ein wiedehopf", "der eisvogel bitte", "ein eisvogel"),
        ("un loup ou un lion", "un LION", "un lion"),
        ("un loup ou un lion", "pas le lion", "un loup"),
        ("un lobo o un león", "mejor el león", "un león"),
        ("un lobo o un león", "el lobo no", "un león"),
        ("um lobo ou um leão", "vai ser o leão", "um leão"),
        ("um lobo ou talvez um leão", "lobo", "um lobo"),
    ],
)
def test_what_is_named_or_left_is_the_idea(idea: str, words: str, chosen: str) -> None:
    decision = open_between(idea).hears(words)

    assert answers(decision)["idea"] == chosen
    assert said(decision)[0] in {"changed", "changed.2", "changed.3"}


@pytest.mark.parametrize(
    ("idea", "words"),
    [
        ("a snake or maybe a swallow", "snake or swallow, no idea yet"),
        ("a snake or maybe a swallow", "how much would the snake be?"),
        ("ein eisvogel oder ein wiedehopf", "etwa 10 cm"),
        ("un loup ou un lion", "le loup ou le lion, je sais pas"),
        ("un lobo o un león", "unos 10 cm"),
        ("um lobo ou um leão", "quanto custa o leão?"),
    ],
)
def test_what_leaves_it_open_changes_nothing(idea: str, words: str) -> None:
    assert answers(open_between(idea).hears(words))["idea"] == idea


@pytest.mark.parametrize(
    ("idea", "words"),
    [
        ("a fern with two or three leaves", "small leaves please"),
        ("ein Farn mit zwei oder drei Blättern", "kleine Blätter bitte"),
        ("une fougère avec deux ou trois feuilles", "des petites feuilles"),
        ("un helecho con dos o tres hojas", "hojas pequeñas"),
        ("uma samambaia com duas ou três folhas", "folhas pequenas"),
    ],
)
def test_what_is_only_a_part_of_the_thing_is_no_choice(idea: str, words: str) -> None:
    assert str(answers(open_between(idea).hears(words))["idea"]).startswith(idea)


@pytest.mark.parametrize(
    "words",
    [
        "g pas la ref des styles jsuis pas tatoueur. t un robot ou quoi",
        "je connais pas les styles, t'es un robot ?",
    ],
)
def test_who_knows_no_style_names_no_other_idea_and_hears_that_a_program_writes(words: str) -> None:
    talk = Talk(a_lead(answers=a_brief("style"), current_question="style", asked={"style": 1}))

    decision = talk.hears(words)

    assert answers(decision)["idea"] == "a fox"
    assert said(decision)[0] == "answer.robot"
