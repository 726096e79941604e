"""A parent writes for a child: whose age it is gets asked, in every language, and never of the parent by mistake."""

import pytest

from tattoobot.domain.conversation import reply
from tests.builders import NOW, STUDIO, a_brief, a_client, a_lead, a_message
from tests.domain.understanding.understood import reading


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "for my 15 year old son, a dragon on his arm, I sign"),
        ("en", "it's a small star for my 16yo daughter"),
        ("es", "es para mi hijo de 15, un dragón en su brazo, yo firmo"),
        ("es", "un tatuaje para mi niña de 14, una mariposa"),
        ("es", "quiero regalarle un tatuaje a mi hijo de 16 años"),
        ("es", "es para mi nieto, tiene 15"),
        ("es", "es para mi hijo, un dragón en su brazo, yo firmo"),
        ("de", "es ist für meinen Sohn, 15, ein Drache auf dem Arm"),
        ("de", "für meine 15-jährige Tochter, eine Rose am Handgelenk"),
        ("de", "meine Tochter ist 16 und möchte eine Rose"),
        ("de", "für meinen Sohn von 15 einen Drachen auf den Arm, ich unterschreibe"),
        ("fr", "pour ma fille de 16, une rose au poignet"),
        ("fr", "c'est pour mon fils, un dragon sur le bras, je signe pour lui"),
        ("pt", "é para o meu filho de 15, um dragão no braço, eu assino"),
        ("pt", "para minha filha de 15, assino eu"),
    ],
)
def test_it_is_asked_whether_the_one_who_gets_the_tattoo_is_of_age(language: str, words: str) -> None:
    lead = a_lead(answers=a_brief("idea", "placement", "adult", "timing"), current_question="idea")

    decision = reply(a_client(language=language), lead, [a_message(words)], NOW, STUDIO)

    assert [phrase.key for say in decision.says for phrase in say.phrases][-1] == "again.adult"
    assert decision.lead is not None
    assert "adult" not in decision.lead.answers


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "a portrait of my son of 15 on my arm"),
        ("en", "a dragon for my son, 15 cm"),
        ("es", "el nombre de mi hijo de 15 años"),
        ("es", "es para mi hijo, un dragón de 15 cm"),
        ("de", "ein Porträt von meinem Sohn, 15 cm"),
        ("fr", "c'est en hommage à mon fils de 15 ans"),
        ("pt", "retrato do meu filho de 15 anos"),
        ("en", "a rose for my daughter, she's 4 and drew it"),
        ("es", "es para mi hijo de 22"),
    ],
)
def test_a_tattoo_about_a_child_raises_no_doubt(language: str, words: str) -> None:
    lead = a_lead(answers=a_brief("idea", "placement", "adult", "timing"), current_question="idea")

    decision = reply(a_client(language=language), lead, [a_message(words)], NOW, STUDIO)

    assert "again.adult" not in [phrase.key for say in decision.says for phrase in say.phrases]


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "My lad's 17 and desperate for one but this is for me, I'm 44"),
        ("en", "my daughter's 16 and wants one too but this one's for me, I'm 41"),
        ("de", "Mein Sohn (15) will auch eins, das ist aber für mich, ich bin 41"),
        ("fr", "ma fille de 16 ans en veut un aussi mais c'est pour moi, j'ai 41 ans"),
        ("es", "mi hijo de 15 quiere uno pero es para mí, tengo 44"),
        ("pt", "meu filho de 16 quer uma também mas é pra mim, tenho 44"),
    ],
)
def test_who_says_that_it_is_for_themself_is_asked_nothing(language: str, raw: str) -> None:
    (told,) = (fact for fact in reading(raw, None, language).found if fact.key == "adult")

    assert told.value is True
    assert told.readings == ()


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "it's for my son, he's 16, I'm 44"),
        ("de", "das ist für meinen Sohn, 15, ich bin 44"),
        ("fr", "c'est pour ma fille de 16 ans, moi j'ai 41 ans"),
        ("es", "es para mi hijo de 15, yo tengo 44"),
        ("pt", "é pro meu filho de 16, eu tenho 44"),
        ("en", "this is for me, I'm 16"),
        ("fr", "c'est pour moi, j'ai 16 ans"),
    ],
)
def test_a_childs_tattoo_and_a_childs_own_are_not_of_age(language: str, raw: str) -> None:
    (told,) = (fact for fact in reading(raw, None, language).found if fact.key == "adult")

    assert told.value is False
