"""What is answered once the brief is with the artist, while money is awaited, and after the end."""

from dataclasses import replace

import pytest

from tattoobot.domain.conversation import reply
from tattoobot.domain.deposit import Payable
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Status
from tattoobot.domain.messages import Kind
from tests.builders import NOW, STUDIO, a_brief, a_client, a_lead, a_message, a_picture
from tests.domain.talks import Talk, answers, said, turn


@pytest.mark.parametrize(
    ("status", "key"),
    [
        (Status.PENDING_APPROVAL, "still_with_artist"),
        (Status.AWAITING_DEPOSIT, "deposit_waits"),
        (Status.DEPOSIT_PAID, "deposit_is_in"),
        (Status.BOOKING_PENDING, "deposit_is_in"),
    ],
)
def test_open_lead_always_answers(status: Status, key: str) -> None:
    decision = turn(a_lead(status, answers=a_brief()), a_message("any news?"))

    assert said(decision)
    assert not decision.opens


@pytest.mark.parametrize(
    "kind", [kind for kind in Kind if kind not in {Kind.REACTION, Kind.SYSTEM, Kind.EDIT, Kind.REVOKE}]
)
@pytest.mark.parametrize("status", [*Status, None])
def test_every_kind_of_message_in_every_status_ends_in_an_answer_or_with_the_artist(
    kind: Kind, status: Status | None
) -> None:
    lead = None if status is None else a_lead(status, answers=a_brief("size"), current_question="size")

    decision = turn(lead, a_message("", kind))

    assert decision.says or decision.needs_artist or (kind is Kind.OTHER and lead is None)


@pytest.mark.parametrize("kind", [Kind.REACTION, Kind.SYSTEM])
@pytest.mark.parametrize("status", list(Status))
def test_reaction_is_left_unanswered_in_every_status(status: Status, kind: Kind) -> None:
    decision = turn(a_lead(status, answers=a_brief()), a_message("👍", kind))

    assert said(decision) == []
    assert decision.happened == ()


def test_thanks_while_the_artist_decides_needs_no_answer() -> None:
    decision = turn(a_lead(Status.PENDING_APPROVAL, answers=a_brief()), a_message("thank you!"))

    assert said(decision) == []


def test_thanks_takes_nothing_back_of_what_was_said_before_it() -> None:
    lead = a_lead(Status.PENDING_APPROVAL, answers=a_brief())

    decision = turn(lead, a_message("oh, and make it 12 cm"), a_message("thanks"))

    assert said(decision) == ["changed", "added.too"]


@pytest.mark.parametrize(
    ("deposit", "key", "needs"),
    [
        (Payable.OPEN, "deposit_waits", ()),
        (Payable.ON_ITS_WAY, "deposit_on_its_way", ()),
        (Payable.RAN_OUT, "deposit_ran_out", ("deposit_link_wanted",)),
    ],
)
def test_client_hears_how_their_deposit_stands(deposit: Payable, key: str, needs: tuple[str, ...]) -> None:
    lead = a_lead(Status.AWAITING_DEPOSIT, answers=a_brief())

    decision = reply(a_client(), lead, [a_message("ok just saw this")], NOW, STUDIO, deposit=deposit)

    assert said(decision)[-1] == key
    assert decision.needs_artist == needs


@pytest.mark.parametrize("words", ["is 60000 a typo?", "sorry, £60000?", "60.000 € wirklich?"])
def test_a_question_about_the_amount_that_was_asked_for_is_no_budget(words: str) -> None:
    lead = a_lead(Status.AWAITING_DEPOSIT, answers=a_brief())

    decision = reply(a_client(), lead, [a_message(words)], NOW, STUDIO)

    assert decision.lead is not None
    assert decision.lead.answers == lead.answers
    assert "question" in decision.passed_on


@pytest.mark.parametrize("status", [Status.AWAITING_DEPOSIT, Status.BOOKING_PENDING, Status.BOOKED])
@pytest.mark.parametrize("text", ["how much will it be in the end?", "is there parking nearby?"])
def test_question_about_an_agreed_piece_is_for_the_artist(status: Status, text: str) -> None:
    decision = turn(a_lead(status, answers=a_brief()), a_message(text))

    assert said(decision) == ["passed_on"]
    assert decision.passed_on == ("question",)


@pytest.mark.parametrize("status", [Status.REJECTED, Status.CANCELLED, Status.LAPSED, Status.COMPLETED])
def test_message_after_the_end_begins_a_new_enquiry(status: Status) -> None:
    decision = turn(a_lead(status, answers=a_brief()), a_message("hi, I would like a rose on my ankle"))

    assert decision.opens
    assert "hello_again" in said(decision)
    assert "size" not in answers(decision)


@pytest.mark.parametrize("status", [Status.REJECTED, Status.COMPLETED, Status.BOOKED])
def test_thanks_after_the_end_is_let_be(status: Status) -> None:
    decision = turn(a_lead(status, answers=a_brief()), a_message("thank you!"))

    assert said(decision) == []
    assert not decision.opens


def test_booked_client_who_wants_another_piece_gets_a_new_enquiry() -> None:
    decision = turn(
        a_lead(Status.BOOKED), a_message("hey, I'd like another tattoo, a small rose on my ankle")
    )

    assert decision.opens


def test_booked_client_who_greets_is_asked_what_it_is_about() -> None:
    decision = turn(a_lead(Status.BOOKED), a_message("hi"))

    assert said(decision) == ["again"]
    assert not decision.opens


BOOKED_WORDS = {
    "en": ("I'm running 10 mins late", "I need to cancel", "can I move it to another day?"),
    "de": ("ich komme 10 Minuten später", "ich muss absagen", "kann ich den Termin verschieben?"),
    "fr": ("j'ai 10 minutes de retard", "je dois annuler", "on peut changer la date ?"),
    "es": ("llego 10 minutos tarde", "tengo que cancelar", "¿puedo cambiar la fecha?"),
    "pt": ("vou atrasar 10 minutos", "preciso cancelar", "dá pra mudar a data?"),
}


@pytest.mark.parametrize("language", BOOKED_WORDS)
def test_late_cancelled_and_another_date_are_each_answered_in_words_of_their_own(language: str) -> None:
    talk = Talk(a_lead(Status.BOOKED, answers=a_brief()))
    talk.client = replace(talk.client, language=language)

    heard = [said(talk.hears(words)) for words in BOOKED_WORDS[language]]

    assert heard == [["told.late"], ["told.cancel"], ["told.move"]]


def test_where_no_date_is_fixed_none_is_said_to_stand() -> None:
    talk = Talk(a_lead(Status.AWAITING_DEPOSIT, answers=a_brief()))

    assert said(talk.hears("can I move it to another day?")) == ["passed_on"]


@pytest.mark.parametrize(
    "status", [Status.AWAITING_DEPOSIT, Status.DEPOSIT_PAID, Status.BOOKED, Status.COMPLETED]
)
def test_a_second_question_is_not_met_with_silence(status: Status) -> None:
    talk = Talk(a_lead(status, answers=a_brief()))

    assert said(talk.hears("what's the address?")) == ["passed_on"]
    assert said(talk.hears("is there parking?")) == ["passed_on_too"]


@pytest.mark.parametrize("status", [Status.DEPOSIT_PAID, Status.BOOKED])
def test_who_has_paid_is_not_told_how_to_pay_and_finds_the_receipt(status: Status) -> None:
    talk = Talk(a_lead(status, answers=a_brief()))

    decision = talk.hears("can I get a receipt?")

    assert said(decision) == ["answer.payment.paid"]
    assert FlagReason.QUESTION in decision.passed_on


def test_a_voice_note_about_a_date_is_kept_and_asked_for_in_words() -> None:
    talk = Talk(a_lead(Status.BOOKED, answers=a_brief()))
    talk.hears(a_picture())

    decision = talk.hears(a_message("", Kind.AUDIO))

    assert said(decision) == ["voice_note"]
    assert FlagReason.MESSAGE_AFTER_BOOKING in decision.passed_on


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("thanks, I love it!", []),
        ("what's the address?", ["passed_on"]),
        ("hi", ["again"]),
    ],
)
def test_after_the_date_a_client_is_not_asked_for_the_next_piece_unless_they_want_one(
    words: str, keys: list[str]
) -> None:
    assert said(turn(a_lead(Status.COMPLETED, answers=a_brief()), a_message(words))) == keys


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("placement", "vous faites les mains vraiment? on ma dit que ca tient pas"),
        ("placement", "Macht ihr auch Hände?"),
        ("placement", "fazem também pescoço?"),
        ("style", "Can the initials be in his handwriting?"),
        ("style", "trabajan también en realismo?"),
        ("size", "wie viel kostet 20 cm?"),
        ("timing", "habt ihr am Samstag offen?"),
        ("placement", "my sister wants a small one on her ankle"),
        ("size", "und für meine Schwester 5 cm am Knöchel"),
        ("size", "y para mi hermana 5 cm en el tobillo"),
        ("size", "e para minha irmã 5 cm no tornozelo"),
        ("size", "et pour ma sœur 5 cm sur la cheville"),
    ],
)
def test_a_question_or_the_piece_of_somebody_else_changes_no_brief_that_was_sent(key: str, text: str) -> None:
    lead = a_lead(Status.PENDING_APPROVAL, answers=a_brief())

    decision = turn(lead, a_message(text))

    assert answers(decision)[key] == lead.answers[key].value
    assert "changed" not in said(decision)
    assert FlagReason.QUESTION in decision.passed_on
    assert said(decision)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("placement", "actually left forearm, outside"),
        ("timing", "can we do the 8th instead?"),
        ("size", "actually can it be 20 cm instead?"),
        ("size", "doch lieber 20 cm"),
        ("size", "mejor 20 cm"),
        ("size", "na verdade 20 cm"),
        ("size", "finalement 20 cm"),
        ("size", "oh, and make it 12 cm"),
        ("size", "oh and could it be 12 cm?"),
        ("size", "can you make it 12 cm?"),
        ("size", "könnte es auch 12 cm sein?"),
        ("size", "¿puede ser de 12 cm?"),
        ("size", "pode ser de 12 cm?"),
        ("size", "ça pourrait être 12 cm ?"),
    ],
)
def test_a_wish_changes_the_brief_that_was_sent(key: str, text: str) -> None:
    lead = a_lead(Status.PENDING_APPROVAL, answers=a_brief())

    decision = turn(lead, a_message(text))

    assert answers(decision)[key] != lead.answers[key].value
    assert {"changed", "changed.wish"} & {*said(decision)}


@pytest.mark.parametrize(
    "text",
    [
        "how long til they answer?",
        "Wie lange dauert das mit der Antwort?",
        "du coup faut attendre combien de temps?",
        "¿cuánto tiempo tarda la respuesta?",
        "quanto tempo demora a resposta?",
    ],
)
def test_who_has_sent_their_idea_hears_that_it_has_arrived_and_not_that_it_will_be_sent(text: str) -> None:
    decision = turn(a_lead(Status.PENDING_APPROVAL, answers=a_brief()), a_message(text))

    assert "answer.reply.sent" in said(decision)
    assert "answer.reply" not in said(decision)
