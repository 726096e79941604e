"""What asks, what only tells, and what puts right what was said before."""

import pytest

from tests.domain.understanding.understood import reading


def intent(raw: str, asked: str | None = None) -> str:
    return reading(raw, asked).intent


@pytest.mark.parametrize(
    "raw",
    [
        "Rose on my left forearm, 8 cm, fine line. I live in Leeds. How much, any Saturday is fine",
        "looking for an estimate... crab on the shoulder, colour, about as big as a hand",
        "Kindly share price. Trident on forearm, right hand, 5 inch. I am 24",
        "Rose am Unterarm, 8 cm, nur schwarz. Was kostet das? Ich wohne in Kiel und kann samstags",
        "Rose sur l'avant-bras, 8 cm, noir. Ça part sur combien ? J'habite à Lyon",
        "Quiero cotizar una mandala en el muslo, 15 cm, en negro. Soy de Querétaro",
        "Queria um orçamento: mandala no joelho, 12 cm, só preto. Moro em Santos",
    ],
)
def test_a_price_asked_in_so_many_words_is_asked_however_much_is_told(raw: str) -> None:
    assert intent(raw) == "price_question"


@pytest.mark.parametrize(
    "raw",
    [
        "Preislich bin ich offen. Rose am Unterarm, 8 cm",
        "Ich könnte nächsten Dienstag. Rose am Unterarm, 8 cm",
        "queria marcar uma tatuagem no pulso, 5 cm, uma rosa",
        "Rose on my forearm, 8 cm. My budget is 300 and I could come on Tuesday",
        "Rose sur l'avant-bras, 8 cm. Mon budget est de 300 €",
        "Una rosa en el antebrazo, 8 cm. Mi presupuesto es de 300 €",
    ],
)
def test_a_budget_and_a_time_that_suits_are_told(raw: str) -> None:
    assert intent(raw) == "enquiry"


@pytest.mark.parametrize(
    ("raw", "asked"),
    [
        ("foot, not the ankle like I said", "size"),
        ("scrap what I said about Saturday, Sunday instead", "timing"),
        ("ignore everything I wrote, 8 cm", "style"),
        ("Knöchel, nicht Handgelenk wie ich gesagt habe", "size"),
        ("vergesst was ich geschrieben hab, lieber 8 cm", "style"),
        ("cheville, pas le poignet comme j'ai dit", "size"),
        ("j'ai dit une bêtise, c'est la cheville gauche", "size"),
        ("tobillo, no la muñeca que te dije", "size"),
        ("dije una tontería, es el tobillo izquierdo", "size"),
        ("tornozelo, não o pulso que eu disse", "size"),
        ("falei besteira, é o tornozelo esquerdo", "size"),
    ],
)
def test_what_was_said_before_is_put_right(raw: str, asked: str) -> None:
    assert intent(raw, asked) == "correction"


@pytest.mark.parametrize(
    ("raw", "asked"),
    [
        ("a rose like I said", "idea"),
        ("not on the hand", "placement"),
        ("eine Rose, wie gesagt", "idea"),
        ("la cheville, comme je l'ai dit", "placement"),
        ("en el tobillo, como te dije", "placement"),
        ("no tornozelo, como eu disse", "placement"),
    ],
)
def test_saying_it_again_puts_nothing_right(raw: str, asked: str) -> None:
    assert intent(raw, asked) == "answer"


@pytest.mark.parametrize("raw", ["jemand da?", "Mahlzeit, jemand da?", "noch jemand wach?", "anyone there?"])
def test_who_looks_whether_anybody_is_there_greets(raw: str) -> None:
    assert intent(raw) == "greeting"


@pytest.mark.parametrize(
    "raw",
    [
        "Yes!! See you Thursday at 1",
        "Ja, bis Donnerstag um 14 Uhr",
        "Oui, à jeudi",
        "Sí, nos vemos el jueves",
        "Sim, até quinta",
    ],
)
def test_a_yes_may_say_until_when(raw: str) -> None:
    assert intent(raw) == "yes"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Hello, do you do home visits?", "policy_question"),
        ("are you guys hiring?", "policy_question"),
        ("Sie nimmt Tabletten, ist das ein Ausschlussgrund?", "policy_question"),
        ("Brauche ich ein Attest?", "policy_question"),
        ("Faut-il être à jeun ?", "policy_question"),
        ("Vous venez à domicile ?", "policy_question"),
        ("Es mejor en verano o en invierno?", "policy_question"),
        ("Precisa de atestado?", "policy_question"),
        ("Pouvez-vous nous recevoir un samedi ?", "availability_question"),
        ("tem como fazer ainda esse mês?", "availability_question"),
        ("könnte ich am Dienstag kommen", "availability_question"),
        ("Hi, when could be? a small sun on my wrist", "availability_question"),
    ],
)
def test_what_the_studio_is_asked_is_heard(raw: str, expected: str) -> None:
    assert intent(raw) == expected
