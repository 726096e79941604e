"""What a client asks about is told apart, in every language, several things at once."""

from datetime import UTC, datetime

import pytest

from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Context, Intent, Topic

NOW = datetime(2026, 3, 10, 10, tzinfo=UTC)


def topics_of(text: str, language: str) -> set[Topic]:
    return set(understand(text, Context(NOW, language=language)).topics)


@pytest.mark.parametrize(
    ("language", "text", "topic"),
    [
        ("en", "Does it hurt much on the ribs?", Topic.PAIN),
        ("en", "where are you based", Topic.ADDRESS),
        ("en", "Is there parking nearby?", Topic.PARKING),
        ("en", "Do you take walk-ins?", Topic.WALK_INS),
        ("en", "can I pay in instalments?", Topic.INSTALMENTS),
        ("en", "A rose on my wrist please. Can I bring my sister?", Topic.GUESTS),
        ("de", "Wie lange dauert so ein Termin?", Topic.DURATION),
        ("de", "Sind eure Farben vegan?", Topic.INK),
        ("de", "Habt ihr im Mai noch was frei?", Topic.AVAILABILITY),
        ("es", "hacen piercings?", Topic.PIERCINGS),
        ("es", "cuánto cuesta una rosa en la muñeca?", Topic.PRICE),
        ("pt", "vocês aceitam cartão?", Topic.PAYMENT),
        ("pt", "quanto fica um leão no braço?", Topic.PRICE),
        ("fr", "Vous avez une adresse ?", Topic.ADDRESS),
        ("fr", "C'est combien pour un petit cœur ?", Topic.PRICE),
    ],
)
def test_a_question_has_its_topic(language: str, text: str, topic: Topic) -> None:
    assert topic in topics_of(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [("fr", "combien de temps ça prend ?"), ("es", "cuánto tiempo demora?"), ("pt", "quanto tempo leva?")],
)
def test_who_asks_how_long_asks_no_price(language: str, text: str) -> None:
    assert topics_of(text, language) == {Topic.DURATION}


def test_a_message_may_ask_two_things_and_answer_one() -> None:
    reading = understand("10 cm. How much is that, and does it hurt?", Context(NOW, "size", "en"))

    assert {Topic.PRICE, Topic.PAIN} <= reading.topics
    assert reading.slots["size"] == {"longest_cm": 10}
    assert reading.intent is Intent.PRICE_QUESTION


@pytest.mark.parametrize(
    "text",
    [
        "I already paid the deposit.",
        "My last one hurt a lot",
        "I live near your studio, address 5 High Street",
    ],
)
def test_what_is_merely_mentioned_is_not_asked(text: str) -> None:
    assert topics_of(text, "en") == set()


@pytest.mark.parametrize(
    ("language", "text", "topic"),
    [
        *(("en", "does it age badly?", Topic.LASTING), ("de", "altert das schlecht?", Topic.LASTING)),
        *(("es", "¿envejece mal?", Topic.LASTING), ("pt", "envelhece mal?", Topic.LASTING)),
        *(("fr", "Cela vieillit-il mal ?", Topic.LASTING),),
        *(("fr", "Est-ce que ça va vieillir en même temps que ma peau ?", Topic.LASTING),),
        *(("pt", "vai demorar?", Topic.DURATION), ("es", "¿va a tardar mucho?", Topic.DURATION)),
        *(("en", "is it gonna take ages", Topic.DURATION),),
        *(("en", "when can i come", Topic.AVAILABILITY), ("fr", "je peux venir quand", Topic.AVAILABILITY)),
    ],
)
def test_it_is_asked_and_nothing_beside_it(language: str, text: str, topic: Topic) -> None:
    assert topics_of(text, language) == {topic}
