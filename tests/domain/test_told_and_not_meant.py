"""A question, a protest and "I said so" are no answers; a long clause is no town; a German article stays German."""

from dataclasses import replace

import pytest

from tattoobot.domain.conversation.saying_so import without_saying
from tattoobot.domain.flags import FlagReason
from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk


def asked_for(key: str, language: str, *open_too: str) -> Talk:
    talk = Talk(a_lead(answers=a_brief(key, *open_too), current_question=key, asked={key: 1}))
    talk.client = replace(talk.client, language=language)
    return talk


def idea(talk: Talk) -> object:
    assert talk.lead is not None
    answer = talk.lead.answers.get("idea")
    return answer and answer.value


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "is the skin still suitable?"),
        ("en", "would the ink hold on older skin?"),
        ("de", "Ist die Haut dafür noch geeignet?"),
        ("de", "geht das auf alter Haut noch?"),
        ("fr", "La peau convient-elle encore ?"),
        ("es", "¿la piel sirve todavía?"),
        ("pt", "a pele ainda serve?"),
        ("fr", "Je ne parlais pas de la douleur mais de l'hygiène, les aiguilles"),
        ("en", "I wasn't talking about pain, I asked about hygiene"),
        ("de", "Ich rede nicht von den Schmerzen, sondern von der Hygiene"),
        ("es", "No hablaba del dolor sino de la higiene"),
        ("pt", "Não falava da dor mas da higiene"),
    ],
)
def test_a_question_or_a_protest_is_no_idea_and_reaches_the_artist(language: str, text: str) -> None:
    talk = asked_for("idea", language)

    decision = talk.hears(text)

    assert idea(talk) is None
    assert FlagReason.QUESTION in decision.passed_on or any(key.startswith("answer.") for key in talk.keys)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "L'idée est fausse : c'est seulement une branche d'olivier"),
        ("de", "Die Idee ist falsch: es ist nur ein Olivenzweig"),
        ("en", "the idea is wrong: it's just an olive branch"),
        ("es", "la idea está mal: es solo una rama de olivo"),
        ("pt", "a ideia está errada: é só um ramo de oliveira"),
    ],
)
@pytest.mark.parametrize("asked", ["summary", "placement"])
def test_that_the_idea_is_wrong_says_what_it_is(language: str, text: str, asked: str) -> None:
    talk = asked_for(asked, language)

    talk.hears(text)

    assert str(idea(talk)).split()[-1].casefold() in text.casefold()
    assert len(str(idea(talk)).split()) <= 4


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "am liebsten wenn nicht so viele Leute da sind"),
        ("en", "ideally when there are not many people around"),
        ("fr", "de préférence quand il n'y a pas trop de monde"),
        ("es", "mejor cuando no haya tanta gente"),
        ("pt", "de preferência quando não houver muita gente"),
    ],
)
def test_a_wish_told_instead_of_a_town_is_no_town(language: str, text: str) -> None:
    talk = asked_for("location", language, "timing")

    talk.hears(text)

    assert talk.lead is not None
    assert "location" not in talk.lead.answers


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("jtai dit le we!! sauf le 12", "le we!! sauf le 12"),
        ("ganze wade sag ich doch lol", "ganze wade"),
        ("I already told you, the weekend", "the weekend"),
        ("wie gesagt am Wochenende", "am Wochenende"),
        ("hab ich doch gesagt, abends", "abends"),
        ("ya te dije, los sábados", "los sábados"),
        ("já te disse, aos sábados", "aos sábados"),
        ("je vous ai dit le samedi", "le samedi"),
        ("sag ich doch", "sag ich doch"),
    ],
)
def test_that_it_was_said_before_is_not_said_back(said: str, left: str) -> None:
    assert without_saying(said) == left


def test_a_german_article_is_given_to_no_french_word() -> None:
    talk = asked_for("idea", "fr")

    talk.hears("ne sais pas, une branche d'olivier")

    subjects = [phrase.facts.get("subject") for say in talk.says for phrase in say.phrases]
    assert not any(str(subject).startswith("ein") for subject in subjects)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "plutôt le poignet que la cheville"),
        ("en", "rather the wrist than the ankle"),
        ("de", "lieber das Handgelenk als der Knöchel"),
        ("es", "mejor la muñeca que el tobillo"),
        ("pt", "antes o pulso do que o tornozelo"),
    ],
)
def test_of_two_places_the_preferred_one_is_kept(language: str, text: str) -> None:
    talk = asked_for("placement", language, "size")

    talk.hears(text)

    assert talk.lead is not None
    assert talk.lead.answers["placement"].value["part"] == "wrist"
