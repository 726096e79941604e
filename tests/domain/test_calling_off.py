"""Calling off: asked about it is answered, and a wish that was none is taken back before the artist too."""

import pytest

from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Status
from tests.builders import a_brief, a_lead, a_message
from tests.domain.talks import Talk, said, turn

QUESTIONS = [
    "can I still cancel if I get scared?",
    "can i cancel if i chicken out",
    "could I back out later on?",
    "is it possible to cancel",
    "and until when can we cancel?",
    "kann ich auch noch absagen wenn ich mich nicht traue",
    "darf man auch stornieren?",
    "bis wann kann ich absagen?",
    "ist es möglich, noch abzusagen?",
    "je peux annuler si j'ai trop peur ?",
    "est-ce qu'on peut encore annuler",
    "jusqu'à quand puis-je annuler ?",
    "puedo cancelar si me da miedo?",
    "¿se puede anular todavía?",
    "¿hasta cuándo puedo cancelar?",
    "posso cancelar se eu ficar com medo?",
    "dá pra desmarcar depois?",
    "até quando posso cancelar?",
]
WISHES = [
    "I need to cancel",
    "can I cancel please, something came up",
    "could you cancel my appointment?",
    "kann ich bitte absagen, ich bin krank",
    "könnt ihr den Termin stornieren?",
    "je voudrais annuler mon rendez-vous",
    "quiero cancelar mi cita",
    "preciso cancelar",
]
TAKEN_BACK = [
    ("I need to cancel", "no I don't want to cancel, it was just a question"),
    ("I want to cancel", "sorry, I was just asking"),
    ("ich muss absagen", "nein ich will nicht absagen, war nur ne frage!!"),
    ("ich will absagen", "das war doch nur eine Frage"),
    ("je dois annuler", "non je ne veux pas annuler !"),
    ("je veux annuler", "c'était juste une question"),
    ("tengo que cancelar", "no quiero cancelar"),
    ("quiero cancelar", "solo era una pregunta"),
    ("preciso cancelar", "não quero cancelar"),
    ("quero cancelar", "era só uma pergunta"),
]


@pytest.mark.parametrize("words", QUESTIONS)
def test_whether_one_may_call_off_is_answered_and_calls_nothing_off(words: str) -> None:
    sent = turn(a_lead(Status.PENDING_APPROVAL, answers=a_brief()), a_message(words))
    booked = turn(a_lead(Status.BOOKED, answers=a_brief()), a_message(words))

    assert "answer.calling_off" in said(sent)
    assert FlagReason.CANCEL_REQUEST not in {*sent.needs_artist, *booked.needs_artist}
    assert booked.passed_on == (FlagReason.QUESTION,)


@pytest.mark.parametrize("words", WISHES)
def test_who_wishes_to_call_off_is_heard(words: str) -> None:
    decision = turn(a_lead(Status.PENDING_APPROVAL, answers=a_brief()), a_message(words))

    assert decision.passed_on == (FlagReason.CANCEL_REQUEST,)


@pytest.mark.parametrize("status", [Status.PENDING_APPROVAL, Status.AWAITING_DEPOSIT, Status.BOOKED])
@pytest.mark.parametrize(("wish", "back"), TAKEN_BACK)
def test_a_wish_that_is_taken_back_is_settled_and_the_artist_told(
    wish: str, back: str, status: Status
) -> None:
    talk = Talk(a_lead(status, answers=a_brief()))
    assert FlagReason.CANCEL_REQUEST in talk.hears(wish).passed_on

    decision = talk.hears(back)

    assert said(decision) == ["told.stays" if status is Status.BOOKED else "told.goes_on"]
    assert decision.passed_on == (FlagReason.KEPT_AFTER_ALL,)
    assert decision.takes_back == {FlagReason.CANCEL_REQUEST}


def test_taken_back_in_the_same_breath_it_was_never_wished() -> None:
    lead = a_lead(Status.BOOKED, answers=a_brief())

    decision = turn(lead, a_message("I need to cancel"), a_message("no wait, I don't want to cancel"))

    assert FlagReason.CANCEL_REQUEST not in decision.needs_artist


def test_only_asking_about_something_else_takes_nothing_back() -> None:
    decision = turn(
        a_lead(Status.BOOKED, answers=a_brief()), a_message("I was just asking about the parking")
    )

    assert not decision.takes_back
