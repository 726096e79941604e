"""The idea put right, said outright or added to, in words, once it is known."""

import pytest

from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk

IN_WORDS = [
    ("idea is PEONY. red one. covering a swallow", "PEONY. red one. covering a swallow"),
    ("its a peony over the swallow", "a peony over the swallow"),
    ("no it's a dragon, but make it 12 cm", "a dragon"),
    ("can u put: small robin with her handwriting", "small robin with her handwriting"),
    ("idee is TRIBAL", "TRIBAL"),
    ("Idee ist seine Unterschrift", "seine Unterschrift"),
    ("Bitte bei Idee nur: Unterschrift meines Bruders", "Unterschrift meines Bruders"),
    ("es ist ein Drache", "ein Drache"),
    ("la idea es un colibrí, por favor", "un colibrí"),
    ("pon: el nombre de mi abuela", "el nombre de mi abuela"),
    ("a ideia é um beija-flor", "um beija-flor"),
    ("l'idée c'est une pivoine", "une pivoine"),
    ("l'idée : initiales M.L.", "initiales M.L."),
    ("a ideia é a assinatura do meu pai!! não o postal", "a assinatura do meu pai"),
    ("the idea is an olive branch, not a rose. I said so twice", "an olive branch"),
]


def _at(key: str) -> Talk:
    without = () if key == "summary" else (key,)
    return Talk(a_lead(answers=a_brief(*without), current_question=key, asked={key: 1}))


def _idea(talk: Talk) -> object:
    assert talk.lead is not None
    answer = talk.lead.answers.get("idea")
    return answer and answer.value


@pytest.mark.parametrize(("words", "idea"), IN_WORDS)
def test_under_the_summary_the_idea_is_what_the_client_says_it_is(words: str, idea: str) -> None:
    talk = _at("summary")
    talk.hears(words)

    assert _idea(talk) == idea
    assert talk.keys == ["changed", "summary"]


@pytest.mark.parametrize(
    "words", ["idea is a red peony", "Idee ist seine Unterschrift", "l'idée c'est une pivoine"]
)
def test_while_another_question_is_open_it_is_put_right_and_said_back(words: str) -> None:
    talk = _at("size")
    talk.hears(words)

    assert _idea(talk) not in {None, a_brief()["idea"].value}
    assert talk.keys[0] == "changed"


def test_what_is_missing_is_added() -> None:
    talk = _at("summary")
    talk.hears("Pepe fehlt noch, also der name")

    assert _idea(talk) == f"{a_brief()['idea'].value}, Pepe (der name)"
    assert talk.keys == ["changed", "summary"]


def test_put_right_and_sent_in_one_message() -> None:
    talk = _at("summary")
    talk.hears("Bitte bei Idee nur: Unterschrift meines Bruders. Dann abschicken")

    assert _idea(talk) == "Unterschrift meines Bruders"
    assert "sent_to_artist" in talk.keys


@pytest.mark.parametrize(
    "words",
    [
        *("is the idea ok?", "the idea is good", "the idea is wrong", "Idee ist falsch", "l'idée est belle"),
        *("it's a cover up", "it's a bit smaller than that", "it's a yes from me", "nothing is missing"),
    ],
)
def test_words_about_the_idea_are_none(words: str) -> None:
    talk = _at("summary")
    talk.hears(words)

    assert _idea(talk) in {None, a_brief()["idea"].value}


@pytest.mark.parametrize(
    ("words", "thing"),
    [
        *(
            ("no, a wolf", "a wolf"),
            ("haha no, a wolf on my left thigh", "a wolf"),
            ("nein, ein Wolf", "ein Wolf"),
        ),
        *(
            ("no, un lobo", "un lobo"),
            ("non, un loup", "un loup"),
            ("não, um lobo com chapéu", "um lobo com chapéu"),
        ),
    ],
)
def test_no_and_another_thing_below_the_summary_is_the_idea(words: str, thing: str) -> None:
    talk = _at("summary")
    talk.hears(words)

    assert _idea(talk) == thing


@pytest.mark.parametrize(
    "words", ["no, a bit smaller", "no, a friend of mine pays", "haha no not a scared fox, just a fox!!"]
)
def test_no_and_no_other_thing_leaves_the_idea(words: str) -> None:
    talk = _at("summary")
    talk.hears(words)

    assert _idea(talk) == a_brief()["idea"].value
