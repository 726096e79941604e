"""Somebody who says that they booked, and of whom nothing is known: each word is the artist's, and none an idea."""

from dataclasses import replace

import pytest

from tattoobot.domain.flags import FlagReason
from tests.builders import a_tap
from tests.domain.talks import Talk, answers, said

BOOKED = {
    "en": ("hi, I booked with you last week", "its for tuesday, can i move it?"),
    "de": ("Hallo, ich habe letzte Woche bei euch gebucht", "ist am Dienstag, kann ich den verschieben?"),
    "fr": ("Bonjour, j'ai réservé chez vous la semaine dernière", "c'est pour mardi, je peux décaler ?"),
    "es": ("hola, reservé con vosotros la semana pasada", "es para el martes, ¿puedo cambiarla?"),
    "pt": ("oi, marquei com vocês semana passada", "é na terça, dá pra remarcar?"),
}


@pytest.mark.parametrize("language", BOOKED)
def test_the_wish_to_move_it_is_passed_on(language: str) -> None:
    talk = Talk()
    first, second = BOOKED[language]

    assert FlagReason.MESSAGE_AFTER_BOOKING in talk.hears(first).passed_on
    decision = talk.hears(second)

    assert FlagReason.RESCHEDULE_REQUEST in decision.passed_on
    assert said(decision) == ["told.move"]
    assert not answers(decision)


def test_what_tells_nothing_is_asked_about_and_the_booking_stays_theirs() -> None:
    talk = Talk()
    talk.hears(BOOKED["en"][0])

    assert said(talk.hears("hello?")) == ["again"]
    assert said(talk.hears(a_tap("again:booking", "My booking"))) == ["handover.here"]


def test_an_idea_begins_an_enquiry_all_the_same() -> None:
    talk = Talk()
    talk.hears(BOOKED["en"][0])

    assert answers(talk.hears("and I'd like another one, a rose on my wrist"))["idea"] is not None


MOVES = {
    "en": (
        "hi, I have an appointment on thursday, booked on instagram. can we move it to the week after?",
        "its not a new one, its the eagle on my chest",
    ),
    "de": (
        "hi, ich hab am Donnerstag einen Termin, können wir den verschieben?",
        "ich brauch kein neues Tattoo, es geht um den Adler auf der Brust",
    ),
    "fr": (
        "salut j'ai rdv jeudi, je peux décaler à la semaine d'après ?",
        "pas un nouveau tatouage, c'est l'aigle",
    ),
    "es": ("hola, tengo cita el jueves, ¿puedo cambiarla?", "no quiero otro tatuaje, es el águila del pecho"),
    "pt": ("oi, marquei para quinta, dá pra remarcar?", "não é outra tatuagem, é a águia no peito"),
}


@pytest.mark.parametrize("language", MOVES)
def test_the_piece_that_was_agreed_on_is_no_new_one(language: str) -> None:
    talk = Talk()
    talk.client = replace(talk.client, language=language)
    first, second = MOVES[language]

    talk.hears(first)
    decision = talk.hears(second)

    assert not answers(decision)
    assert said(decision) == ["passed_on_too"]
    assert FlagReason.MESSAGE_AFTER_BOOKING in decision.passed_on


@pytest.mark.parametrize(
    "text", ["can we move it to the week after?", "hey booked in with robin on insta, thursday 3pm"]
)
def test_what_nobody_here_knows_of_is_asked_nothing_about(text: str) -> None:
    talk = Talk()
    decision = talk.hears(text)

    assert FlagReason.MESSAGE_AFTER_BOOKING in decision.passed_on
    assert "ask.idea" not in said(decision)


def test_who_would_like_an_appointment_has_none() -> None:
    talk = Talk()

    assert "ask.idea" in said(talk.hears("hi can i have an appointment?"))
