"""Who writes after a no speaks of that, until they name another piece: the artist reads it, under the old enquiry."""

from datetime import timedelta

import pytest

from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Status
from tests.builders import NOW, a_brief, a_lead, a_message, a_picture, a_tap
from tests.domain.talks import said, turn

DECLINED = a_lead(Status.REJECTED, answers=a_brief(), status_since=NOW - timedelta(hours=1))

SORRY = [
    *("ok, shame", "that's a pity", "oh no", "gutted, I really wanted that one"),
    *("schade", "oh nein", "Na schade, trotzdem danke"),
    *("dommage", "tant pis alors"),
    *("qué pena", "vaya, qué lástima"),
    *("que pena", "poxa, queria tanto"),
]
WANTS_AN_ANSWER = [
    *(
        "why?",
        "could you do it smaller?",
        "could I pay £90 instead?",
        "make it 5 cm then",
        "what if it's on my arm?",
    ),
    *("No I mean the fox one, please ask Robin if £90 is ok", "do you know someone who could do it?"),
    *("warum?", "geht es auch kleiner?", "Und wenn ich ihn auf den Oberarm mache?"),
    *("pourquoi ?", "et en plus petit ?", "tu connais quelqu'un qui pourrait le faire ?"),
    *("¿por qué?", "¿y más pequeño?", "¿y si lo hago en el brazo?"),
    *("por quê?", "e menor?", "dá pra fazer menor?"),
]
COURTESIES = ["ok", "thanks anyway", "danke trotzdem", "merci quand même", "vale, gracias", "ok, obrigada"]
ANOTHER = [
    *(
        "I'd love a swallow on my ankle instead",
        "ok then maybe a small rose on my wrist?",
        "can I book another tattoo?",
    ),
    *("Ich hätte gern eine kleine Rose am Handgelenk", "ok, ich hab noch eine andere Idee"),
    *("je voudrais une rose sur le poignet alors", "j'ai une autre idée"),
    *("quiero una rosa en la muñeca", "tengo otra idea"),
    *("quero uma rosa no pulso", "tenho outra ideia"),
]


@pytest.mark.parametrize("words", SORRY)
def test_who_is_sorry_hears_a_kind_word_and_the_artist_reads_theirs(words: str) -> None:
    decision = turn(DECLINED, a_message(words))

    assert said(decision) == ["closed.kind"]
    assert [tap.id for say in decision.says for tap in say.taps] == ["again:new"]
    assert decision.passed_on == (FlagReason.WROTE_AFTER_END,)
    assert decision.lead == DECLINED


@pytest.mark.parametrize("status", [Status.REJECTED, Status.CANCELLED, Status.WAITLISTED])
@pytest.mark.parametrize("words", WANTS_AN_ANSWER)
def test_a_question_or_another_offer_is_passed_on_with_the_enquiry_that_it_is_about(
    words: str, status: Status
) -> None:
    over = a_lead(status, answers=a_brief())

    decision = turn(over, a_message(words))

    assert said(decision) == ["passed_on"]
    assert decision.passed_on == (FlagReason.WROTE_AFTER_END,)
    assert decision.lead == over


@pytest.mark.parametrize("words", ANOTHER)
def test_what_is_plainly_another_piece_is_another_enquiry(words: str) -> None:
    assert turn(DECLINED, a_message(words)).opens


def test_the_button_for_something_new_begins_it() -> None:
    assert turn(DECLINED, a_tap("again:new", "A new tattoo")).opens


@pytest.mark.parametrize("words", COURTESIES)
def test_a_courtesy_is_let_be(words: str) -> None:
    decision = turn(DECLINED, a_message(words))

    assert (said(decision), decision.passed_on, decision.opens) == ([], (), False)


@pytest.mark.parametrize("words", ["hi", "hallo!", "bonjour", "hola", "oi"])
def test_a_greeting_is_met_with_a_greeting_until_a_month_has_passed(words: str) -> None:
    long_ago = a_lead(Status.REJECTED, answers=a_brief(), status_since=NOW - timedelta(days=40))

    assert said(turn(DECLINED, a_message(words))) == ["closed.again"]
    assert turn(long_ago, a_message(words)).opens


def test_a_picture_is_the_artists_to_look_at() -> None:
    decision = turn(DECLINED, a_picture("or more like this?"))

    assert (decision.opens, decision.passed_on) == (False, (FlagReason.WROTE_AFTER_END,))


def test_where_the_studio_is_needs_no_artist_to_judge() -> None:
    assert FlagReason.WROTE_AFTER_END not in turn(DECLINED, a_message("where are you?")).passed_on
