"""Somebody who says that they booked, and of whom nothing is known: each word is the artist's, and none an idea."""

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
