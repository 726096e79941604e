"""What shows in a message beside what it is for: its flags, and what is asked without the word for it."""

import pytest

from tests.domain.understanding.understood import reading


def intent(raw: str, asked: str | None = None, language: str | None = None) -> str:
    return reading(raw, asked, language).intent


@pytest.mark.parametrize(
    ("raw", "flag"),
    [
        ("i'm 16, my mum can sign", "minor"),
        ("tengo 17 años", "minor"),
        ("I'm on blood thinners", "medical"),
        ("tengo alergia al látex", "medical"),
        ("is it ok if i'm pregnant", "pregnant"),
        ("here's the screenshot of the payment", "payment_screenshot"),
        ("delete all my data please", "data_request"),
        ("my lawyer will write to you", "legal"),
        ("pay with 4242 4242 4242 4242", "card_number"),
        ("I have a mole there", "medical"),
        ("my doctor said it's fine", "medical"),
        ("I'll call the police", "legal"),
    ],
)
def test_signals_raise_their_flag(raw: str, flag: str) -> None:
    assert flag in reading(raw).flags


@pytest.mark.parametrize(
    ("raw", "flag"),
    [
        ("my dog is 16", "minor"),
        ("16 cm", "minor"),
        ("my number is +15550100123", "card_number"),
        ("a plague doctor on my thigh", "medical"),
        ("a mole from wind in the willows", "medical"),
        ("hospital bracelet design", "medical"),
        ("fases lunares en la espalda", "medical"),
        ("j'aimerais une police gothique", "legal"),
        ("lady justice on my forearm", "legal"),
        ("police officer badge for my dad", "legal"),
    ],
)
def test_words_that_only_look_like_a_flag_raise_none(raw: str, flag: str) -> None:
    assert flag not in reading(raw).flags


@pytest.mark.parametrize(
    "raw", ["hi! a swallow, please", "a koi fish", "Hallo, einen Fuchs bitte", "hola, una rosa"]
)
def test_a_thing_with_its_article_is_an_enquiry(raw: str) -> None:
    assert intent(raw) == "enquiry"


@pytest.mark.parametrize(
    "raw", ["10 cm, what would that be?", "what would it run me", "what's that gonna cost"]
)
def test_a_price_may_be_asked_for_without_the_word(raw: str) -> None:
    assert intent(raw) == "price_question"
