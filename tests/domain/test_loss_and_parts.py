"""The day of a death is no date, for whom it is no idea; and what is told of a part of the piece is the part's own."""

import pytest

from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk, answers


@pytest.mark.parametrize(
    "text",
    [
        "ich bin noch ganz neu.. hätte gern was für meine oma. sie ist im september gestorben",
        "i'm new to this. i'd love something for my nan, she passed in may",
        "je suis nouvelle dans tout ça. je voudrais quelque chose pour ma mamie. elle est décédée en septembre",
        "soy nueva en esto. quiero algo para mi abuela. murió en septiembre",
        "sou nova nisso. queria algo pra minha vó. ela morreu em setembro",
        "something in memory of my brother, we lost him in june",
    ],
)
@pytest.mark.parametrize("greeting", [(), ("hallo",)])
def test_for_whom_it_is_and_when_they_died_tells_no_date_no_skin_and_no_idea(
    text: str, greeting: tuple[str, ...]
) -> None:
    talk = Talk()
    for words in (*greeting, text):
        talk.hears(words)

    assert answers(talk.decisions[-1]) == {}
    assert "kind.grief" in talk.keys
    assert "ask.idea" in talk.keys or "again.idea" in talk.keys


@pytest.mark.parametrize(
    ("text", "idea"),
    [
        ("ein porträt von meiner oma, sie ist im mai gestorben", "ein porträt von meiner oma"),
        ("i want a portrait of my nan who died in may", "a portrait of my nan"),
        ("un portrait de ma mamie, elle est morte en mai", "un portrait de ma mamie"),
        ("un retrato de mi abuela, murió en mayo", "un retrato de mi abuela"),
        ("um retrato da minha avó, ela morreu em maio", "um retrato da minha avó"),
    ],
)
def test_portrait_of_one_who_died_is_the_idea(text: str, idea: str) -> None:
    talk = Talk()

    assert answers(talk.hears(text)) == {"idea": idea}


def test_no_date_was_meant_says_who_has_told_of_a_loss_and_nothing_is_moved() -> None:
    talk = Talk()
    talk.hears("hallo")
    talk.hears("hätte gern was für meine oma. sie ist im september gestorben")
    decision = talk.hears("nein, im september ist sie gestorben, das ist kein termin")

    assert answers(decision) == {}
    assert not decision.needs_artist


def beside_a_robin() -> Talk:
    answers = a_brief(
        "style", "colour", "cover_up", "timing", "adult", idea="a robin", size={"longest_cm": 6}
    )
    return Talk(a_lead(answers=answers, current_question="style", asked={"style": 1}))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (
            "und bitte das datum 14.9. dazu ganz klein, ihr todestag",
            "das datum 14.9. dazu ganz klein, ihr todestag",
        ),
        ("und bitte ihren namen dazu, ganz klein", "ihren namen dazu, ganz klein"),
        (
            "can you add the date 14.9 underneath, really tiny",
            "the date 14.9 underneath, really tiny",
        ),
        ("and her name below, tiny", "her name below, tiny"),
        ("et la date 14.9 dessous, toute petite", "la date 14.9 dessous, toute petite"),
        ("ajoute son prénom en dessous, tout petit", "son prénom en dessous, tout petit"),
        ("y la fecha 14.9 debajo, muy pequeña", "la fecha 14.9 debajo, muy pequeña"),
        ("coloca o nome dela embaixo, pequeno", "o nome dela embaixo, pequeno"),
    ],
)
def test_part_beside_the_piece_is_added_and_its_size_is_its_own(text: str, part: str) -> None:
    told = answers(beside_a_robin().hears(text))

    assert told["idea"] == f"a robin, {part}"
    assert told["size"] == {"longest_cm": 6}
    assert {"cover_up", "timing"}.isdisjoint(told)


@pytest.mark.parametrize(
    "text",
    [
        "nein nicht alles winzig, nur das datum",
        "no not the whole thing tiny, only the date",
        "non pas tout minuscule, seulement la date",
        "no todo diminuto, solo la fecha",
        "não tudo minúsculo, só a data",
    ],
)
def test_only_the_part_is_tiny(text: str) -> None:
    talk = beside_a_robin()
    talk.hears("and the date 14.9 underneath")
    told = answers(talk.hears(text))

    assert told["idea"] == "a robin, the date 14.9 underneath"
    assert told["size"] == {"longest_cm": 6}


@pytest.mark.parametrize(
    "text",
    [
        "my name is Joe, budget under 200",
        "name: Joe, around 10cm",
        "nom : Dupont, en dessous de 200",
        "i have a tattoo with a name below",
        "da ist ein name darunter",
        "unter der woche ist das datum egal",
        "what would a name below cost?",
    ],
)
def test_what_only_sounds_like_a_part_adds_nothing(text: str) -> None:
    assert answers(beside_a_robin().hears(text))["idea"] == "a robin"


def test_words_heard_in_vain_are_asked_for_in_other_words() -> None:
    talk = Talk()
    talk.hears("hi")
    talk.hears("something for my mum")

    assert talk.keys == ["again.idea"]
