"""Who wants to see their data gets a link; who wants it deleted is asked once. Wherever the talk is."""

import pytest

from tattoobot.domain.conversation import reply
from tattoobot.domain.conversation.own_data import ARCHIVE, wants_erasure, wants_own_data
from tattoobot.domain.lead import Status
from tests.builders import NOW, STUDIO, a_client, a_lead, a_message, a_tap


@pytest.mark.parametrize(
    "text",
    [
        "delete my data",
        "Please delete all of my data",
        "can you erase everything you have about me?",
        "I want you to remove all my personal information",
        "I use my right to be forgotten",
        "Bitte lösche meine Daten",
        "ich möchte dass meine persönlichen Daten gelöscht werden",
        "Löscht bitte alle meine Daten!",
        "borra mis datos por favor",
        "quiero que eliminen todos mis datos personales",
        "supprime mes données",
        "je voudrais que vous effaciez toutes mes informations",
        "apaga meus dados",
        "quero que excluam todos os meus dados",
    ],
)
def test_wish_to_be_forgotten_is_understood_in_five_languages(text: str) -> None:
    assert wants_erasure(text)


@pytest.mark.parametrize(
    "text",
    [
        "please don't delete my data",
        "lösch meine Daten nicht",
        "no borres mis datos",
        "can you remove my old tattoo?",
        "delete the second picture",
        "I have all the info now",
        "stop",
    ],
)
def test_other_words_ask_for_no_deletion(text: str) -> None:
    assert not wants_erasure(text)


@pytest.mark.parametrize("status", list(Status))
def test_one_question_with_two_buttons_wherever_the_enquiry_is(status: Status) -> None:
    decision = reply(a_client(), a_lead(status), [a_message("delete my data")], NOW, STUDIO)

    [say] = decision.says
    assert (say.phrases[0].key, [tap.id for tap in say.taps]) == ("erase_ask", ["erase:yes", "erase:no"])
    paid = status in {Status.DEPOSIT_PAID, Status.BOOKING_PENDING, Status.BOOKED, Status.COMPLETED}
    assert [phrase.key for phrase in say.phrases[1:]] == (["erase_money"] if paid else [])
    assert not decision.erases


def test_yes_says_farewell_and_erases_and_no_leaves_everything() -> None:
    lead = a_lead(current_question="adult")
    asked = reply(a_client(), lead, [a_message("delete my data")], NOW, STUDIO)
    client = a_client(pace=asked.pace)

    for message in (a_tap("erase:yes"), a_message("yes")):
        yes = reply(client, asked.lead, [message], NOW, STUDIO)
        assert (yes.erases, [one.phrases[0].key for one in yes.says]) == (True, ["erased"])
    for message in (a_tap("erase:no"), a_message("no")):
        no = reply(client, asked.lead, [message], NOW, STUDIO)
        assert (no.erases, [one.phrases[0].key for one in no.says]) == (False, ["erase_left"])
        assert no.lead is not None
        assert "adult" not in no.lead.answers


def test_client_who_has_said_stop_can_still_have_their_data_deleted() -> None:
    decision = reply(a_client(opted_out=True), a_lead(), [a_message("delete my data")], NOW, STUDIO)

    assert [say.phrases[0].key for say in decision.says] == ["erase_ask"]
    assert decision.opted_out is None


def test_stop_is_stop_even_beside_it() -> None:
    decision = reply(a_client(), a_lead(), [a_message("STOP")], NOW, STUDIO)

    assert (decision.opted_out, decision.erases) == (True, False)


@pytest.mark.parametrize(
    "text",
    [
        "What do you know about me?",
        "what data do you have on me",
        "what information have you stored about me?",
        "I'd like to know what you have saved about me",
        "please send me my data",
        "can you send me all my personal data",
        "show me my data",
        "can I get a copy of my data?",
        "could i see my data please",
        "this is a data access request",
        "Was wisst ihr über mich?",
        "was habt ihr zu mir gespeichert?",
        "was habt ihr alles über mich gespeichert?",
        "Welche Daten habt ihr von mir?",
        "welche Daten haben Sie über mich gespeichert",
        "schick mir bitte meine Daten",
        "Schickt mir alle meine Daten",
        "ich möchte eine Kopie meiner Daten",
        "Auskunft nach DSGVO bitte",
        "¿Qué sabéis de mí?",
        "qué datos tienen sobre mí",
        "qué datos guardáis de mí?",
        "envíame mis datos",
        "mándame todos mis datos por favor",
        "quiero una copia de mis datos",
        "Que savez-vous de moi ?",
        "qu'est-ce que vous savez sur moi",
        "Quelles données avez-vous sur moi ?",
        "envoyez-moi mes données",
        "je voudrais une copie de mes données",
        "O que vocês sabem sobre mim?",
        "que dados vocês têm sobre mim?",
        "me envia meus dados",
        "manda os meus dados",
        "quero uma cópia dos meus dados",
    ],
)
def test_wish_to_see_what_is_kept_is_understood_in_five_languages(text: str) -> None:
    assert wants_own_data(text)
    assert not wants_erasure(text)


@pytest.mark.parametrize(
    "text",
    [
        "what do you know about fine line?",
        "I'll send you my details later",
        "shall I send my details to the artist?",
        "what do you have for me?",
        "can you send me the info about aftercare",
        "do you know me?",
        "what do you need to know about me?",
        "what do you think about my idea",
        "was habt ihr frei?",
        "was wisst ihr über Cover-ups?",
        "¿qué sabes de acuarela?",
        "que faut-il savoir sur moi ?",
        "o que você sabe fazer?",
        "delete my data",
    ],
)
def test_other_words_ask_for_no_copy(text: str) -> None:
    assert not wants_own_data(text)


@pytest.mark.parametrize("status", list(Status))
def test_who_asks_for_their_data_gets_a_link_wherever_the_enquiry_is(status: Status) -> None:
    lead = a_lead(status)

    decision = reply(a_client(opted_out=True), lead, [a_message("what do you know about me?")], NOW, STUDIO)

    [say] = decision.says
    assert (say.phrases[0].key, say.link) == ("own_data", ARCHIVE)
    assert (decision.lead, decision.opted_out, decision.needs_artist) == (lead, None, ())


def test_who_asks_again_gets_another_link() -> None:
    asked = reply(a_client(), a_lead(), [a_message("send me my data")], NOW, STUDIO)

    again = reply(a_client(pace=asked.pace), asked.lead, [a_message("send me my data")], NOW, STUDIO)

    assert [say.link for say in again.says] == [ARCHIVE]
