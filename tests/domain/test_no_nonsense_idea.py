"""What becomes the idea where nothing in it is known as a thing; and a correction of it loses nothing that was said."""

from dataclasses import replace

import pytest

from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk, answers


def _idea(talk: Talk) -> object:
    assert talk.lead is not None
    answer = talk.lead.answers.get("idea")
    return answer and (answer.value or answer.text)


def _at(key: str, idea: str) -> Talk:
    brief = a_brief(*(() if key == "summary" else (key,)))
    brief["idea"] = replace(brief["idea"], text=idea, value=idea)
    return Talk(a_lead(answers=brief, current_question=key, asked={key: 1}))


@pytest.mark.parametrize("asked", [False, True])
@pytest.mark.parametrize(
    "words",
    [
        *("no listen. i want a NEW tattoo on my arm", "dear sirs, i would like to be tattooed"),
        *("i want to surprise my husband with a tattoo", "ugh fine. my forearm", "so yeah anyway, forearm"),
        *("Sehr geehrte Damen und Herren, ich möchte mich tätowieren lassen", "Boah teuer. Unterarm innen"),
        *(
            "Hör mal, ich will ein neues Tattoo am Arm",
            "Meine Tochter wird 30, ich will ihr ein Tattoo schenken",
        ),
        *("Bonjour Madame, Monsieur, j'aimerais me faire tatouer", "Écoutez, je veux un tatouage au bras"),
        "Ma fille a 30 ans et je veux lui offrir un tatouage",
        *("Hola guapa, quiero un tatuaje en el brazo", "mi hija cumple 30 y le quiero regalar un tatuaje"),
        *("quiero sorprender a mi marido con un tatuaje", "80 libras qué caro. en la pantorrilla"),
        *("Bom dia senhora, queria uma tatuagem no braço", "quero presentear minha filha com uma tatuagem"),
        *("80 libra caro hein. é na panturrilha", "escuta, quero uma tattoo nova no braço"),
    ],
)
def test_who_is_addressed_what_is_cried_and_what_they_do_is_no_idea(words: str, asked: bool) -> None:
    talk = Talk()
    if asked:
        talk.hears("hello")
    talk.hears(words)

    assert _idea(talk) is None
    assert not any(key.startswith("named") for key in talk.keys)


@pytest.mark.parametrize(
    "words",
    ["então", "oi então", "naquele negócio", "alors", "pues", "ugh fine", "look mate i just want a tattoo"],
)
def test_words_that_only_fill_are_asked_about(words: str) -> None:
    talk = Talk(a_lead(current_question="idea", asked={"idea": 1}))
    talk.hears(words)

    assert _idea(talk) is None
    assert talk.keys[-1] in {"again.idea", "ask.idea"}


@pytest.mark.parametrize(
    ("words", "idea"),
    [
        *(
            ("a ramen bowl tattoo on my arm", "ramen bowl"),
            ("i want a tattoo of Ernesto on my arm", "Ernesto"),
        ),
        *(("quiero un tatuaje de Ernesto en el brazo", "Ernesto"), ("ein Grüffelo, 8 cm, Wade", "Grüffelo")),
        *(("Grüffelo, 8 cm, Wade", "Grüffelo"), ("un zouave sur le mollet", "zouave")),
        *(
            ("need a sleeve done skulls n roses n that, left arm", "skulls n roses"),
            ("told u skulls n roses", "skulls"),
        ),
    ],
)
def test_what_is_named_stays_however_little_it_is_known(words: str, idea: str) -> None:
    talk = Talk(a_lead(current_question="idea", asked={"idea": 1}))
    talk.hears(words)

    assert idea in str(_idea(talk))


@pytest.mark.parametrize(
    "words",
    [
        *(
            "heyyy sooo i kinda want a tattoo but i dont know what lol",
            "i want a tattoo but i dont know what yet",
        ),
        *("ich will ein tattoo, keine Ahnung was", "je veux un tatouage mais je sais pas quoi"),
        *("quiero un tatuaje pero no sé qué", "quero uma tattoo mas não sei o quê"),
    ],
)
def test_who_does_not_know_yet_what_wants_no_other_date(words: str) -> None:
    talk = Talk()
    decision = talk.hears(words)

    assert not decision.passed_on
    assert talk.keys == ["hello", "ask.idea"]


@pytest.mark.parametrize(
    ("known", "words", "idea"),
    [
        ("madame, monsieur", "Madame n'est pas le dessin ! Je voudrais une hirondelle", "une hirondelle"),
        ("le quiero regalar", "no no, es para mi hija… un colibrí", "un colibrí"),
        ("listen", "no not that. a heart", "a heart"),
        ("Schau", "nein, ich will einen Fuchs", "einen Fuchs"),
        ("madame, monsieur, une hirondelle", "Une hirondelle simplement", "Une hirondelle"),
        ("a book i can look at", "the idea. a heart. tiny. that's all", "a heart"),
        ("a book i can look at", "idea is just a heart!! not a book. do i bring id?", "a heart"),
    ],
)
def test_a_correction_takes_the_place_of_what_was_no_thing(known: str, words: str, idea: str) -> None:
    talk = _at("size", known)
    talk.hears(words)

    assert _idea(talk) == idea


@pytest.mark.parametrize(
    ("known", "words", "idea"),
    [
        ("uma lua sabe com umas ondinha embaixo", "so tira o 'sabe' kkk", "uma lua com umas ondinha embaixo"),
        ("a scared fox with a banner", "take out the 'scared'", "a fox with a banner"),
        ("un loup triste avec une rose", "enlève le 'triste'", "un loup avec une rose"),
        ("un lobo triste con una rosa", "quita 'triste'", "un lobo con una rosa"),
    ],
)
def test_a_word_taken_out_under_the_summary_leaves_the_thing_and_is_shown_before_it_is_sent(
    known: str, words: str, idea: str
) -> None:
    talk = _at("summary", known)
    talk.hears("ok", words)

    assert _idea(talk) == idea
    assert not talk.decisions[-1].happened
    assert {"changed", "summary"} & {*talk.keys}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        *(("no thats wrong", "that's not what i said!"), ("nein das stimmt nicht", "falsch!!")),
        *(("non c'est pas ça", "vous n'avez pas compris"), ("no, eso no es", "está mal")),
        ("não é isso", "tá errado"),
    ],
)
def test_who_says_twice_that_it_is_wrong_is_asked_anew_for_the_idea(first: str, second: str) -> None:
    talk = _at("size", "a fox")
    talk.hears(first)
    assert talk.keys == ["what_to_change"]

    decision = talk.hears(second)
    assert talk.keys == ["ask.idea"]
    assert "idea" not in answers(decision)

    talk.hears(first)
    assert "again.idea" in talk.keys
