"""Words that only point at a picture, or say that something was said, are no idea; what they point at may be one."""

from dataclasses import replace

import pytest

from tattoobot.domain.lead import Answer, Source
from tests.builders import a_brief, a_lead, a_picture
from tests.domain.talks import Talk
from tests.domain.test_pictured import AS_PICTURED

POINTING = [
    ("en", "it's in the picture"),
    ("en", "see photo"),
    ("en", "the one in the picture i sent"),
    ("de", "ist auf dem Foto"),
    ("de", "siehe Bild"),
    ("fr", "c'est sur la photo"),
    ("fr", "voir photo"),
    ("es", "está en la foto"),
    ("es", "la de la foto jaja"),
    ("pt", "ta na foto"),
    ("pt", "kkk está na imagem que mandei"),
]
SENT = [
    ("en", "i already sent it"),
    ("de", "hab ich schon geschickt"),
    ("fr", "je l'ai déjà envoyé"),
    ("es", "ya la mandé"),
    ("pt", "ja mandei"),
]


def asked_for_the_idea(language: str) -> Talk:
    talk = Talk(a_lead(current_question="idea", asked={"idea": 1}))
    talk.client = replace(talk.client, language=language)
    return talk


def idea_of(talk: Talk) -> Answer | None:
    assert talk.lead is not None
    return talk.lead.answers.get("idea")


@pytest.mark.parametrize(("language", "text"), POINTING)
def test_with_a_picture_that_is_here_it_is_as_in_the_picture(language: str, text: str) -> None:
    talk = asked_for_the_idea(language)
    talk.hears(a_picture())
    talk.hears(text)

    assert idea_of(talk) == Answer(text, AS_PICTURED[language], Source.WORDS)


@pytest.mark.parametrize(("language", "text"), POINTING)
def test_it_may_answer_what_style_it_is_too(language: str, text: str) -> None:
    answers = a_brief("style", "reference_images")
    talk = Talk(a_lead(answers=answers, current_question="style", asked={"style": 1}))
    talk.client = replace(talk.client, language=language)
    talk.hears(a_picture())
    talk.hears(text)

    assert talk.lead is not None
    assert talk.lead.answers["style"].text == text
    assert talk.keys[0] == "as_in_picture"


@pytest.mark.parametrize(("language", "text"), [*POINTING, *SENT])
def test_without_one_the_picture_is_missed_and_nothing_is_kept(language: str, text: str) -> None:
    talk = asked_for_the_idea(language)
    talk.hears(text)

    assert idea_of(talk) is None
    assert talk.keys == ["no_picture_yet"]


@pytest.mark.parametrize(("language", "text"), SENT)
def test_that_it_was_sent_is_true_where_it_is_here(language: str, text: str) -> None:
    talk = asked_for_the_idea(language)
    talk.hears(a_picture())
    talk.hears(text)

    assert idea_of(talk) is None
    assert talk.keys == ["answer.arrived.here"]


@pytest.mark.parametrize(
    ("language", "pointing", "text", "idea"),
    [
        (
            "en",
            "it's in the picture",
            "the idea is the one in the picture. a clock with roses",
            "a clock with roses",
        ),
        ("pt", "ta na foto", "a ideia é a da foto. um relógio com rosas", "um relógio com rosas"),
        ("es", "está en la foto", "la idea es la de la foto. un reloj con rosas", "un reloj con rosas"),
    ],
)
def test_what_is_told_behind_the_pointing_is_the_idea(
    language: str, pointing: str, text: str, idea: str
) -> None:
    talk = asked_for_the_idea(language)
    talk.hears(a_picture())
    talk.hears(pointing)
    talk.hears(text)

    known = idea_of(talk)
    assert known is not None
    assert known.value == idea


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "as i wrote above"),
        ("en", "i asked if you're open on saturdays"),
        ("de", "hab ich doch schon geschrieben"),
        ("de", "ich hab gefragt ob ihr samstags offen habt"),
        ("fr", "j'ai demandé si vous êtes ouverts le samedi"),
        ("es", "pregunté si abrís los sábados"),
        ("pt", "perguntei se abrem ao sábado"),
        ("pt", "não perguntei quanto demora a fazer, perguntei se abrem ao sábado"),
    ],
)
def test_a_protest_is_no_idea(language: str, text: str) -> None:
    talk = asked_for_the_idea(language)
    talk.hears(text)

    assert idea_of(talk) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "it's a cover up on my wrist, it says Dave lol"),
        ("de", "ist ein Cover-up am Handgelenk, da steht Kevin drauf"),
        ("fr", "c'est un recouvrement sur le poignet, il y a écrit Kevin"),
        ("es", "es una cobertura, en la costilla, dice Martín jaja"),
        ("pt", "é uma cobertura no pulso, está escrito Carlos"),
    ],
)
def test_what_the_old_tattoo_says_is_not_what_is_wanted(language: str, text: str) -> None:
    talk = asked_for_the_idea(language)
    talk.hears(text)

    assert idea_of(talk) is None
    assert talk.keys[-1] == "ask.idea"


@pytest.mark.parametrize(
    ("language", "before", "text", "idea"),
    [
        ("es", "Martín", "ojo q la idea son FLORES no martín jajaja", "FLORES"),
        ("pt", "um fechamento", "muda a ideia: é só UM LEAO", "UM LEAO"),
        ("fr", "un prénom", "l'idée ce sont des fleurs", "des fleurs"),
        ("de", "ein Name", "die Idee sind Blumen, kein Name", "Blumen"),
        ("en", "a name", "the idea is flowers, not a name", "flowers"),
    ],
)
def test_the_words_that_put_it_right_are_no_part_of_it(
    language: str, before: str, text: str, idea: str
) -> None:
    answers = a_brief("style", "size") | {"idea": Answer(before, before, Source.WORDS)}
    talk = Talk(a_lead(answers=answers, current_question="style", asked={"style": 1}))
    talk.client = replace(talk.client, language=language)
    talk.hears(text)

    known = idea_of(talk)
    assert known is not None
    assert known.value == idea
