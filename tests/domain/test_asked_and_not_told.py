"""A question tells nothing of the piece, and is not lost: it is answered, or the artist's. Asked again, it is heard."""

from dataclasses import replace

import pytest

from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import ASKS, Answer, Source, Status
from tests.builders import STUDIO, a_brief, a_lead, a_picture
from tests.domain.talks import Talk, answers, said


def _at(asked: str, language: str = "en", *, idea: str = "a fox") -> Talk:
    brief = a_brief()
    brief.pop(asked, None)
    brief["idea"] = Answer(idea, idea, Source.WORDS)
    talk = Talk(a_lead(answers=brief, current_question=asked, asked={asked: 1}))
    talk.client = replace(talk.client, language=language)
    return talk


@pytest.mark.parametrize(
    ("language", "asked", "words"),
    [
        ("de", "style", "Was bitte ist „Fineline“?"),
        ("de", "style", "Was Fineline ist, haben Sie mir leider nicht gesagt."),
        ("de", "size", "geht das mit ihrer Handschrift?"),
        ("de", "style", "und die Handschrift?"),
        ("en", "style", "what exactly is fine line"),
        ("en", "size", "is it possible to do it in her handwriting?"),
        ("fr", "size", "c'est possible avec son écriture ?"),
        ("es", "size", "se puede con su letra?"),
        ("pt", "size", "dá pra fazer com a letra dela?"),
        ("en", "cover_up", "his birthday is 3 march, can i add that date underneath?"),
    ],
)
def test_what_is_only_asked_about_is_no_fact_and_goes_to_the_artist(
    language: str, asked: str, words: str
) -> None:
    talk = _at(asked, language)
    before = {key: value for key, value in answers(talk.hears("hm")).items() if key not in {asked, ASKS}}
    decision = talk.hears(words)
    known = answers(decision)

    assert {key: known.get(key) for key in before} == before
    assert known.get(asked) is None
    assert FlagReason.QUESTION in decision.passed_on


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "did you see my question?"),
        ("en", "you still haven't answered my question"),
        ("de", "Sie haben mir das noch nicht beantwortet"),
        ("fr", "vous n'avez pas répondu"),
        ("es", "no me has contestado"),
        ("pt", "vc não respondeu"),
    ],
)
def test_who_reminds_of_a_question_hears_that_it_is_there(language: str, words: str) -> None:
    talk = _at("style", language)
    decision = talk.hears(words)

    assert talk.keys[0] == "answer.asked_again"
    assert answers(decision).get("style") is None


@pytest.mark.parametrize(
    ("language", "words", "town"),
    [
        ("de", "LEEDS?? ich wohn in berlin digga", "Berlin"),
        ("en", "Leeds?? no I live in Bristol", "Bristol"),
    ],
)
def test_a_town_that_is_asked_about_is_not_where_they_live(language: str, words: str, town: str) -> None:
    known = answers(_at("location", language).hears(words))["location"]

    assert isinstance(known, dict)
    assert known["city"] == town


def test_a_town_that_is_denied_is_open_again() -> None:
    brief = a_brief("style", "instagram")
    brief["location"] = Answer("Leeds", {"city": "Leeds", "country": "GB"}, Source.WORDS)
    decision = Talk(a_lead(answers=brief, current_question="style")).hears("I don't live in Leeds")

    assert answers(decision).get("style") is None
    assert not isinstance(answers(decision).get("location"), dict)


@pytest.mark.parametrize(
    ("idea", "words", "many"),
    [
        ("a raven", "can we do two ravens", "two ravens"),
        ("a raven", "two ravens facing each other please", "two ravens facing each other"),
        ("ein Rabe", "doch lieber zwei Raben", "zwei Raben"),
        ("un cuervo", "mejor dos cuervos", "dos cuervos"),
        ("uma rosa", "quero três rosas", "três rosas"),
        ("two ravens", "no wait three ravens", "three ravens"),
    ],
)
def test_more_of_the_same_thing_is_another_idea(idea: str, words: str, many: str) -> None:
    assert answers(_at("size", idea=idea).hears(words))["idea"] == many


def test_what_stands_under_a_picture_moves_no_place_that_is_known() -> None:
    known = answers(_at("size").hears(a_picture("a picture of my back")))["placement"]

    assert known == a_brief()["placement"].value


@pytest.mark.parametrize(
    ("language", "words", "answered"),
    [("en", "do you have time on the 10th?", True), ("fr", "le 10 décembre à 10h c'est possible?", False)],
)
def test_once_it_is_paid_dates_are_answered_by_the_studio_s_own_words_or_a_person(
    language: str, words: str, answered: bool
) -> None:
    studio = replace(STUDIO, wording={"en": {"answer.availability": "We work Tuesday to Saturday."}})
    talk = Talk(a_lead(Status.DEPOSIT_PAID, answers=a_brief()), studio)
    talk.client = replace(talk.client, language=language)
    decision = talk.hears(words)

    assert ("answer.availability" in said(decision)) is answered
    assert FlagReason.QUESTION in decision.passed_on


@pytest.mark.parametrize("asked", ["style", "placement", "size"])
@pytest.mark.parametrize(
    "text", ["nix drunter", "nothing under it", "rien dessous", "nada debajo", "nada embaixo"]
)
def test_nothing_below_is_clear_skin_whatever_was_asked(text: str, asked: str) -> None:
    talk = Talk(a_lead(answers=a_brief("cover_up", asked), current_question=asked, asked={asked: 1}))
    decision = talk.hears(text)

    assert decision.lead is not None
    assert decision.lead.answers["cover_up"].value == "new"


def test_wish_in_which_nothing_is_read_is_a_question() -> None:
    talk = Talk(a_lead(answers=a_brief("timing"), current_question="timing", asked={"timing": 1}))
    decision = talk.hears("can i get two tattoos in one day?")

    assert FlagReason.QUESTION in decision.needs_artist
