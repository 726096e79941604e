"""Modesty is no complaint, and a talk with the artist later on is no wish for a person now; a loss is heard."""

import pytest

from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Context, Notice
from tests.builders import NOW, a_brief, a_lead, a_message
from tests.domain.talks import Talk, said, turn


@pytest.mark.parametrize(
    "text",
    [
        "J'ai 67 ans, j'espère que ce n'est pas ridicule.",
        "I hope that's not ridiculous, I'm 67",
        "is it ridiculous to get one at 67?",
        "ist das lächerlich in meinem Alter?",
        "es ridículo a mi edad?",
        "é ridículo na minha idade?",
    ],
)
def test_doubt_of_oneself_is_no_complaint(text: str) -> None:
    assert turn(a_lead(), a_message(text)).hands_over is None


@pytest.mark.parametrize(
    "text", ["this is ridiculous", "c'est ridicule, personne ne répond", "es un desastre"]
)
def test_anger_is_a_complaint(text: str) -> None:
    assert turn(a_lead(), a_message(text)).hands_over == "complaint"


@pytest.mark.parametrize(
    "text",
    [
        "mandalo y ya lo hablo con ella",
        "send it and I'll talk it over with her",
        "manda, depois falo com a tatuadora",
        "schick ab, den Rest bespreche ich mit ihr",
        "envoie, j'en parlerai avec elle",
    ],
)
def test_sending_it_and_talking_to_the_artist_later_sends_it(text: str) -> None:
    decision = turn(a_lead(answers=a_brief(), current_question="summary"), a_message(text))

    assert decision.hands_over is None
    assert any(key.startswith("sent_to_artist") for key in said(decision))


def test_talking_to_the_artist_first_sends_nothing() -> None:
    lead = a_lead(answers=a_brief(), current_question="summary")

    assert "sent_to_artist" not in said(turn(lead, a_message("send it later, I'll talk to her first")))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("la signature de mon père, disparu cet été", "fr"),
        ("desculpa to chorando aqui escrevendo", "pt"),
        ("me cuesta hablarlo", "es"),
        ("it's hard to talk about him", "en"),
    ],
)
def test_loss_is_heard(text: str, language: str) -> None:
    assert Notice.GRIEF in understand(text, Context(NOW, language=language)).notices


def test_nothing_lively_follows_a_loss() -> None:
    talk = Talk()
    talk.hears("quiero un tatuaje por mi abuela que falleció")
    talk.hears("es mi primer tatuaje")

    assert "kind.first" not in [phrase.key for say in talk.says for phrase in say.phrases]
