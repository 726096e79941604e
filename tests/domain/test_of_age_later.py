"""A day to come makes nobody of age, the age of somebody else is not the client's, and a birthday is kept and said."""

from datetime import date

import pytest

from tattoobot.domain.lead import Happened, Status
from tattoobot.domain.under_age import UnderAge
from tests.builders import a_client, a_message
from tests.domain.talks import Talk, said
from tests.domain.test_under_age import TODAY, TURNED_AWAY, ended, turn


@pytest.mark.parametrize(
    ("words", "then"),
    [
        ("it's for my daughter, she is 16, a star on her ankle", "When she's 18 then?"),
        ("es ist für meine Tochter, sie ist 16, ein Stern am Knöchel", "Und wenn sie 18 ist?"),
        ("c'est pour ma fille, elle a 16 ans, une étoile sur la cheville", "Quand elle aura 18 ans alors ?"),
        ("es para mi hija, tiene 16 años, una estrella en el tobillo", "¿cuando tenga 18 entonces?"),
        ("é para minha filha, ela tem 16 anos, uma estrela no tornozelo", "quando ela fizer 18 então?"),
    ],
)
def test_a_day_to_come_makes_nobody_of_age_today(words: str, then: str) -> None:
    talk = Talk()
    talk.hears(words)

    decision = talk.hears(then)

    assert decision.lead is not None
    assert "adult" not in decision.lead.answers


@pytest.mark.parametrize(
    "words",
    [
        "no, my daughter is 16, I'm 40",
        "that's my daughter's age, I'm 40",
        "nein, meine Tochter ist 16, ich bin 40",
        "non, ma fille a 16 ans, moi j'en ai 40",
        "no, mi hija tiene 16, yo tengo 40",
        "não, a minha filha tem 16, eu tenho 40",
    ],
)
def test_the_age_of_somebody_else_is_put_right(words: str) -> None:
    decision = turn(a_message(words))

    assert decision.happened == (Happened.AGE_CORRECTED,)
    assert decision.lead is not None
    assert decision.lead.answers["adult"].value is True


@pytest.mark.parametrize(
    "words",
    [
        "it's for my son, he's 15; I'm 42",
        "es ist für meinen Sohn, er ist 15; ich bin 42",
        "c'est pour mon fils, il a 15 ans ; moi j'ai 42 ans",
        "es para mi hijo, tiene 15; yo tengo 42",
        "é para o meu filho, ele tem 15; eu tenho 42",
    ],
)
def test_a_parent_is_of_age_and_asked_who_gets_the_tattoo(words: str) -> None:
    decision = turn(a_message(words))

    assert decision.happened == (Happened.AGE_CORRECTED,)
    assert decision.lead is not None
    assert "adult" not in decision.lead.answers
    assert said(decision) == ["age_corrected", "again.adult"]


BIRTHDAY = date(TODAY.year + 1, 1, 3)


@pytest.mark.parametrize(
    ("first", "wish", "today"),
    [
        (
            "hi i'm 17 but i turn 18 on january 3",
            "i only want it from january 10, i'll be 18 then",
            "i'm still 17",
        ),
        (
            "ich bin 17, werd am 3. jan 18",
            "ich will ja erst ab 10. januar, da bin ich 18",
            "ich bin ja heute 17",
        ),
        (
            "j'ai 17 ans, j'aurai 18 ans le 3 janvier",
            "mais je le veux à partir du 10 janvier, là j'ai 18 ans",
            "j'ai encore 17 ans",
        ),
        (
            "tengo 17, cumplo 18 el 3 de enero",
            "lo quiero a partir del 10 de enero, ahí tengo 18",
            "todavía tengo 17",
        ),
        (
            "tenho 17, faço 18 no dia 3 de janeiro",
            "só quero a partir de 10 de janeiro, aí já tenho 18",
            "ainda tenho 17",
        ),
    ],
)
def test_who_is_of_age_before_the_day_they_wish_for_hears_their_birthday_and_is_not_of_age(
    first: str, wish: str, today: str
) -> None:
    talk = Talk()
    talk.hears(first)

    assert talk.client.under_age is not None
    assert talk.client.under_age.birthday == BIRTHDAY
    talk.hears(wish)
    assert talk.keys == ["too_young.then"]
    assert talk.says[-1].phrases[0].facts == {"of_age": BIRTHDAY}
    talk.hears(today)
    assert talk.lead is not None
    assert talk.lead.status is Status.REJECTED
    assert talk.lead.answers["adult"].value is False


@pytest.mark.parametrize(
    "words",
    [
        "my birthday is on january 3",
        "mein Geburtstag ist am 3. Januar",
        "mon anniversaire est le 3 janvier",
        "mi cumpleaños es el 3 de enero",
        "meu aniversário é no dia 3 de janeiro",
    ],
)
def test_a_birthday_told_after_the_no_is_kept_and_said(words: str) -> None:
    decision = turn(a_message(words), client=TURNED_AWAY)

    assert decision.under_age is not None
    assert decision.under_age.birthday == BIRTHDAY.replace(year=TODAY.year + 2)
    assert decision.says[0].phrases[0].facts == {"of_age": decision.under_age.birthday}


@pytest.mark.parametrize(
    "words",
    [
        "I turn 18 on january 3",
        "ich werde am 3. Januar 18",
        "j'aurai 18 ans le 3 janvier",
        "cumplo 18 el 3 de enero",
        "faço 18 no dia 3 de janeiro",
    ],
)
def test_the_day_of_being_of_age_is_known_where_no_age_was_told(words: str) -> None:
    decision = turn(a_message(words), client=a_client(under_age=UnderAge(TODAY, words="no", lead_id=1)))

    assert decision.under_age == UnderAge(TODAY, until=BIRTHDAY, words="no", lead_id=1)


@pytest.mark.parametrize(
    "words", ["i'm 17 today", "ich bin heute 17", "aujourd'hui j'ai 17 ans", "hoy tengo 17", "hoje tenho 17"]
)
def test_who_put_it_right_and_says_how_old_they_are_today_is_turned_away_again(words: str) -> None:
    talk = Talk(ended())
    talk.client = TURNED_AWAY
    talk.hears("sorry I meant 27")
    assert talk.lead is not None
    assert talk.lead.answers["adult"].value is True

    talk.hears(words)

    assert talk.lead.status is Status.REJECTED
    assert talk.lead.answers["adult"].value is False
    assert talk.client.under_age is not None
    assert talk.client.under_age.corrected == ""
