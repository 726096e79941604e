"""A yes with a remark under the summary is sent; the remark is the artist's to read, and nothing is changed by it."""

from dataclasses import replace

import pytest

from tattoobot.domain.consultation import SUMMARY
from tattoobot.domain.lead import ADDS, Answer, Happened, Lead, Source
from tattoobot.wording import Wording
from tests.builders import STUDIO, a_brief, a_lead
from tests.domain.talks import Talk


def says(text: str, language: str = "en", idea: str = "a fox") -> Talk:
    answers = a_brief() | {"idea": Answer(idea, idea, Source.WORDS)}
    talk = Talk(a_lead(answers=answers, current_question=SUMMARY, asked={SUMMARY: 1}))
    talk.client = replace(talk.client, language=language)
    talk.hears(text)
    return talk


def brief_of(talk: Talk) -> Lead:
    assert talk.lead is not None
    return talk.lead


def is_sent(talk: Talk) -> bool:
    return Happened.BRIEF_COMPLETED in talk.decisions[-1].happened


@pytest.mark.parametrize(
    ("language", "idea", "text", "kept"),
    [
        ("en", "my cat name Momo", "yes but cat picture is Momo, not write name Momo. please send", "Momo"),
        ("en", "a fox", "yes. he was my best friend, thank you", "best friend"),
        ("en", "a fox", "yes i will never forget him. he was the best", "never forget"),
        ("en", "a fox", "all good, just so you know the fox has one ear missing", "one ear"),
        ("de", "ein Fuchs", "Ja, passt so. Das war seine letzte Karte an mich. Danke!", "letzte Karte"),
        ("de", "ein Fuchs", "ja passt, aber nicht zu dunkel bitte", "nicht zu dunkel"),
        ("de", "meine Katze Momo", "ja passt, aber den Namen bitte nicht schreiben. abschicken", "den Namen"),
        ("fr", "un renard", "oui c'est bon. c'était sa dernière lettre. merci", "dernière lettre"),
        ("fr", "mon chat Momo", "oui mais le chat c'est Momo, ne pas écrire le nom. envoyez", "écrire"),
        ("es", "la firma de ella", "Sí, está bien. Era lo único que guardé de ella. Gracias.", "guardé"),
        ("es", "mi gato Momo", "sí pero el gato es Momo, no escribas el nombre. mándalo", "escribas"),
        ("es", "una rosa", "si todo bien pero que no quede muy oscuro, mandalo", "oscuro"),
        ("pt", "uma rosa", "Sim, está certo. Era a única coisa que guardei dela. Obrigado.", "guardei"),
        ("pt", "uma rosa", "isso mesmo, minha avó tinha um monte no jardim", "jardim"),
    ],
)
def test_a_yes_with_a_remark_is_sent_with_the_remark(language: str, idea: str, text: str, kept: str) -> None:
    talk = says(text, language, idea)
    told = brief_of(talk).answers

    assert is_sent(talk)
    assert "sent_to_artist.with_words" in talk.keys
    assert kept in told[ADDS].text
    assert {key: one.value for key, one in told.items() if key != ADDS} == {
        key: one.value for key, one in (a_brief() | {"idea": Answer(idea, idea, Source.WORDS)}).items()
    }


@pytest.mark.parametrize(
    ("language", "text", "key"),
    [
        ("en", "yes but 12 cm", "size"),
        ("en", "yes, but on my calf. send", "placement"),
        ("en", "yes, and add a moon please", "idea"),
        ("de", "ja, aber auf die Wade. abschicken", "placement"),
        ("fr", "oui mais un loup à la place du renard, envoyez", "idea"),
        ("es", "sí, pero 12 cm", "size"),
        ("pt", "sim, mas na panturrilha", "placement"),
    ],
)
def test_what_is_plainly_said_to_be_changed_is_changed(language: str, text: str, key: str) -> None:
    told = brief_of(says(text, language)).answers

    assert told[key].value != a_brief()[key].value
    assert ADDS not in told


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "yes but wait, i need to ask my wife"),
        ("en", "looks good but the phone number is wrong"),
        ("en", "yes i want to change the size"),
        ("de", "ja, aber warte, ich muss noch meine Frau fragen"),
        ("fr", "oui mais attends, je demande à ma femme"),
        ("es", "sí pero espera, le pregunto a mi mujer"),
        ("pt", "sim mas espera, vou falar com a minha mulher"),
    ],
)
def test_a_condition_is_no_remark(language: str, text: str) -> None:
    assert not is_sent(says(text, language))


def test_what_is_taken_out_before_it_is_sent_leaves_the_rest_alone() -> None:
    talk = says("ja passt, aber ohne die Blumen. abschicken", "de", "eine Katze mit Blumen")

    assert is_sent(talk)
    assert brief_of(talk).answers["idea"].value == "eine Katze"


def test_the_artist_reads_it_beside_the_facts_and_the_client_is_not_shown_it_as_one() -> None:
    answers = brief_of(says("yes. he was my best friend, thank you")).answers
    wording = Wording(STUDIO, "en", "Robin")

    assert "Adds: he was my best friend" in wording.in_short(answers)
