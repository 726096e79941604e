"""Nobody meets silence: goodbyes, thanks, further questions of who waits for a person, and a day that suits too."""

from dataclasses import replace
from typing import Any

import pytest

from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import ASKS, Status
from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk, answers, said

SATURDAYS = {"from": None, "to": None, "weekdays": ["sat"]}


def handed_over(language: str = "en") -> Talk:
    talk = Talk(a_lead(answers=a_brief("size"), current_question="size", asked={"size": 1}))
    talk.client = replace(talk.client, language=language)
    talk.hears("can I talk to a human please")
    assert talk.handover is not None
    return talk


def sent(status: Status = Status.PENDING_APPROVAL, **changes: Any) -> Talk:
    return Talk(a_lead(status, answers=a_brief(**changes)))


@pytest.mark.parametrize("words", ["ok thanks", "danke dir", "vale gracias", "ok merci", "ok obrigado"])
def test_thanks_of_who_waits_for_a_person_is_answered_once(words: str) -> None:
    talk = handed_over()

    assert said(talk.hears(words)) == ["welcome"]
    assert said(talk.hears("thanks again!")) == []


GOODBYES = ("bye", "see you", "tschüss", "schönen Abend noch", "adiós", "hasta luego", "au revoir", "tchau")


@pytest.mark.parametrize("words", GOODBYES)
def test_a_goodbye_gets_one_back_while_a_person_is_waited_for(words: str) -> None:
    talk = handed_over()

    assert said(talk.hears(words)) == ["goodbye"]
    assert said(talk.hears("bye")) == []


@pytest.mark.parametrize(
    "status", [Status.PENDING_APPROVAL, Status.AWAITING_DEPOSIT, Status.DEPOSIT_PAID, Status.BOOKED]
)
@pytest.mark.parametrize("words", GOODBYES)
def test_a_goodbye_gets_one_back_and_troubles_no_artist(status: Status, words: str) -> None:
    talk = sent(status)

    decision = talk.hears(words)

    assert said(decision) == ["goodbye"]
    assert decision.passed_on == ()
    assert said(talk.hears("bye!")) == []


@pytest.mark.parametrize("words", ["ok bye, i'll be back", "tschüss", "hasta luego", "au revoir", "tchau"])
def test_who_takes_leave_is_asked_nothing_more_and_goes_on_with_the_next_message(words: str) -> None:
    talk = Talk(a_lead(answers=a_brief("size"), current_question="size", asked={"size": 1}))

    assert said(talk.hears(words)) == ["goodbye"]
    assert answers(talk.hears("12 cm"))["size"] == {"longest_cm": 12}


def test_each_further_question_of_who_waits_is_heard_in_other_words() -> None:
    talk = handed_over()

    asked = ("is there parking?", "do you do piercings?", "any wifi there?", "do you sell prints?")
    told = [said(talk.hears(words)) for words in asked]

    assert told == [["added"], ["answer.unknown.2"], ["answer.unknown.3"], ["answer.unknown.4"]]
    assert talk.lead is not None
    assert "piercings" in talk.lead.answers[ASKS].text


ALSO = (
    *("Sunday works as well", "actually Sunday works too", "sundays too", "sonntag geht übrigens auch"),
    *("auch sonntags", "finalement dimanche ça marche aussi", "el domingo también me va bien"),
    *("domingo também dá", "tb posso domingo"),
)


@pytest.mark.parametrize("status", [Status.PENDING_APPROVAL, Status.AWAITING_DEPOSIT, Status.DEPOSIT_PAID])
@pytest.mark.parametrize("words", ALSO)
def test_a_day_that_suits_too_stands_beside_the_others_and_the_artist_hears_of_it(
    status: Status, words: str
) -> None:
    decision = sent(status, timing=SATURDAYS).hears(words)

    assert answers(decision)["timing"] == {**SATURDAYS, "weekdays": ["sat", "sun"]}
    assert answers(decision)["location"] == {"city": "Leeds", "country": "GB"}
    assert said(decision) == ["changed.wish", "added.too"]
    assert FlagReason.ADDED_TO_BRIEF in decision.needs_artist
    # Who is about to fix the date sees it there, without a message of its own.
    assert decision.passed_on == (() if status is Status.DEPOSIT_PAID else (FlagReason.ADDED_TO_BRIEF,))


def test_a_day_that_suits_too_takes_back_no_date_and_no_freedom() -> None:
    date = {"from": "2026-04-11", "to": "2026-04-11"}

    assert answers(sent(timing=date).hears("Sunday works as well"))["timing"] == date
    assert answers(sent().hears("Sunday works as well"))["timing"] == {"flexible": True}


def test_a_day_instead_of_the_others_takes_their_place() -> None:
    decision = sent(timing=SATURDAYS).hears("no, on Sunday please")

    assert answers(decision)["timing"] == {"from": "2026-03-15", "to": "2026-03-15"}


@pytest.mark.parametrize("status", [Status.PENDING_APPROVAL, Status.DEPOSIT_PAID])
def test_a_thumb_that_is_typed_troubles_no_artist(status: Status) -> None:
    decision = sent(status).hears("\N{THUMBS UP SIGN}")

    assert (said(decision), decision.passed_on) == ([], ())


IN_JANUARY = {"from": "2027-01-01", "to": "2027-01-31"}


@pytest.mark.parametrize(
    "words",
    [
        "actually february not january",
        "february instead of january please",
        "doch Februar, nicht Januar",
        "finalement fevrier pas janvier",
        "non fevrier stp, pas janvier",
        "mejor febrero, no enero",
        "fevereiro em vez de janeiro",
    ],
)
def test_another_month_is_heard_once_the_brief_is_sent(words: str) -> None:
    talk = sent(timing=IN_JANUARY)

    decision = talk.hears(words)

    assert answers(decision)["timing"] == {"from": "2027-02-01", "to": "2027-02-28"}
    assert FlagReason.ADDED_TO_BRIEF in decision.passed_on


@pytest.mark.parametrize(
    ("words", "longest"),
    [
        ("oh and make it 7cm not 5. do u use numbing cream?", 7.0),
        ("I think again, I want 25 cm. When does Robin answer, today?", 25.0),
        ("es sollen 15 cm werden. Tut das weh?", 15.0),
        ("finalement 10 cm. vous avez un parking ?", 10.0),
        ("mejor 9 cm. ¿puedo beber una cerveza antes?", 9.0),
        ("quero 20cm e não 15. posso beber uma cervejinha antes?", 20.0),
    ],
)
def test_what_is_changed_beside_a_question_is_changed(words: str, longest: float) -> None:
    decision = sent().hears(words)

    assert answers(decision)["size"] == {"longest_cm": longest}
    assert any(one.startswith(("answer.", "passed_on")) for one in said(decision))
