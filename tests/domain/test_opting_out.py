"""STOP and START, in every status and before anything else."""

import pytest

from tattoobot.domain.lead import Status
from tests.builders import a_brief, a_lead, a_message
from tests.domain.talks import Talk, answers, said, turn


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("word", ["STOP", "stop", "Unsubscribe", "UNSUBSCRIBE"])
def test_stop_works_in_every_status_before_anything_else(status: Status, word: str) -> None:
    decision = turn(a_lead(status, answers=a_brief("size"), current_question="size"), a_message(word))

    assert decision.opted_out is True
    assert said(decision) == ["opted_out"]
    assert decision.happened == ()


def test_stop_in_the_middle_of_a_burst_wins() -> None:
    decision = turn(None, a_message("hi"), a_message("a fox on my wrist please"), a_message("STOP"))

    assert decision.opted_out is True
    assert said(decision) == ["opted_out"]


def test_second_stop_is_not_confirmed_again() -> None:
    decision = turn(a_lead(), a_message("STOP"), opted_out=True)

    assert said(decision) == []


def test_one_who_writes_after_stop_hears_of_start_and_the_artist_sees_it() -> None:
    decision = turn(a_lead(), a_message("hello?"), opted_out=True)

    assert said(decision) == ["still_opted_out"]
    assert decision.needs_artist == decision.passed_on == ("wrote_after_opt_out",)


def test_start_resumes_where_it_was() -> None:
    lead = a_lead(answers=a_brief("size"), current_question="size", asked={"size": 1})

    decision = turn(lead, a_message("START"), opted_out=True)

    assert decision.opted_out is False
    assert said(decision) == ["welcome_back", "ask.size"]


@pytest.mark.parametrize(
    "text",
    [
        "quero um dragao nas costas. e nao me manda lista n, fala que nem gente",
        "I'd love a dragon on my back. don't send me any more buttons please, just talk",
        "I'd love a dragon on my back, stop sending me links",
        "quiero un dragón en la espalda. no me mandes la lista otra vez",
        "Ich hätte gern einen Drachen am Rücken. Schreib mir nicht auf Englisch",
        "je voudrais un dragon dans le dos, ne m'envoyez plus de boutons",
    ],
)
def test_who_does_not_want_a_list_or_buttons_has_not_stopped_the_messages(text: str) -> None:
    decision = turn(None, a_message(text))

    assert decision.opted_out is None
    assert said(decision)


@pytest.mark.parametrize(
    "text",
    [
        "não me manda mais mensagem",
        "stop sending me messages",
        "don't text me links, and stop texting me",
        "no me escribas más",
        "schick mir keine Nachrichten mehr",
        "ne m'envoyez plus de messages",
    ],
)
def test_who_wants_no_more_messages_has_stopped_them(text: str) -> None:
    assert turn(None, a_message(text)).opted_out is True


@pytest.mark.parametrize(
    "text",
    [
        "q? eu n mandei parar nada. quero um dragao nas costas",
        "I didn't say stop",
        "I never asked you to stop",
        "no quería parar",
        "wollte ich nicht",
        "ich hab nicht stopp gesagt",
        "je n'ai pas dit stop",
        "I'd like a dragon on my back",
        "quiero un dragón en la espalda",
    ],
)
def test_who_denies_a_stop_or_goes_on_with_a_wish_right_after_is_heard_again(text: str) -> None:
    talk = Talk()
    talk.hears("hi, I'd like a fox")
    talk.hears("STOP")

    decision = talk.hears(text)

    assert decision.opted_out is False
    assert talk.keys[0] == "welcome_back"
    assert "dragao" not in text or answers(decision)["placement"]


@pytest.mark.parametrize(
    "text",
    [
        "I said stop",
        "não pedi isso, para",
        "não falei pra parar?",
        "¿no te dije que pararas?",
        "hab ich nicht stopp gesagt",
        "no quiero más mensajes",
        "I don't want a tattoo anymore",
        "Nachrichten wollte ich nicht",
        "ok",
        "hello?",
    ],
)
def test_stop_holds_until_it_is_taken_back(text: str) -> None:
    talk = Talk()
    talk.hears("hi, I'd like a fox")
    talk.hears("STOP")

    assert talk.hears(text).opted_out is not False


def test_what_is_told_after_stop_is_known_once_they_are_back() -> None:
    talk = Talk()
    talk.hears("hi, I'd like a fox")
    talk.hears("STOP")
    talk.hears("on my left wrist")

    assert answers(talk.hears("START"))["placement"]
