"""The idea put right in free words, wherever the consultation stands."""

from dataclasses import replace

import pytest

from tattoobot.domain.lead import Answer, Source
from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk

ORDER = (
    "placement",
    "size",
    "style",
    "colour",
    "cover_up",
    "reference_images",
    "budget",
    "location",
    "timing",
)

ANOTHER_THING = [
    ("en", "a fox", "a wolf instead of the fox", "a wolf"),
    ("en", "a fox", "instead of the fox, a wolf", "a wolf"),
    ("en", "a fox", "it's a wolf, not a fox", "a wolf"),
    ("en", "a fox", "no fox, a wolf", "a wolf"),
    ("en", "a fox", "no fox any more, a dagger please", "a dagger"),
    ("en", "a fox", "change fox to wolf", "wolf"),
    ("en", "a fox", "swap the fox for a raven please", "a raven"),
    ("en", "a fox", "the idea: a wolf", "a wolf"),
    ("en", "a fox", "actually a wolf", "a wolf"),
    ("en", "a fox", "can i have a dagger instead?", "a dagger"),
    ("en", "a fox with roses", "a wolf instead of the fox", "a wolf with roses"),
    ("de", "ein Fuchs", "ein Wolf statt dem Fuchs", "ein Wolf"),
    ("de", "ein Fuchs", "statt des Fuchses einen Wolf", "einen Wolf"),
    ("de", "ein Fuchs", "es ist ein Wolf, kein Fuchs", "ein Wolf"),
    ("de", "eine Rose", "keine Rose mehr, eine Lilie", "eine Lilie"),
    ("de", "ein Fuchs", "ändere Fuchs zu Wolf", "Wolf"),
    ("de", "ein Fuchs", "kannst du den Fuchs in einen Wolf ändern?", "einen Wolf"),
    ("de", "ein Fuchs", "doch lieber ein Wolf", "ein Wolf"),
    ("fr", "un renard", "finalement je pense plutôt au mollet pis un loup au lieu du renard?", "un loup"),
    ("fr", "un renard", "un LOUP, plus un renard", "un LOUP"),
    ("fr", "un renard", "c'est un loup!!", "un loup"),
    ("fr", "un renard", "change renard pour loup svp", "loup"),
    ("fr", "un renard", "c'est un loup pas un renard", "un loup"),
    ("fr", "un renard", "plus de renard, un loup", "un loup"),
    ("fr", "un renard", "l'idée, un loup", "un loup"),
    ("fr", "une rose", "finalement un lys au lieu d'une rose", "un lys"),
    ("es", "un zorro", "un lobo en vez del zorro", "un lobo"),
    ("es", "un zorro", "es un lobo, no un zorro", "un lobo"),
    ("es", "un zorro", "zorro no, un lobo", "un lobo"),
    ("es", "una rosa", "cambia la rosa por un lirio", "un lirio"),
    ("es", "letras", "quiero flores, no letras", "flores"),
    ("es", "un zorro", "mejor un lobo", "un lobo"),
    ("pt", "uma flor", "na verdade uma ancora em vez da flor", "uma ancora"),
    ("pt", "uma raposa", "é um lobo, não uma raposa", "um lobo"),
    ("pt", "uma raposa", "troca a raposa por um lobo", "um lobo"),
    ("pt", "uma raposa", "raposa não, um lobo", "um lobo"),
    ("pt", "uma raposa", "afinal um lobo", "um lobo"),
]

NO_MORE_THAN = [
    ("en", "a fox, since you ask", "just the fox, take the rest out", "the fox"),
    ("en", "well, a wolf, I imagined", "the idea is just a wolf, leave the rest out", "a wolf"),
    ("de", "ja also ein Wolf, dachte ich mir", "nur der Wolf, den Rest raus", "der Wolf"),
    ("fr", "ben un loup, je crois", "seulement le loup, enlève le reste", "le loup"),
    ("es", "un lobo realista en el antebrazo tipo", "pon solo lobo realista", "lobo realista"),
    (
        "pt",
        "pois, imaginava. queria uma andorinha em linha fina",
        "a ideia é só uma andorinha em linha fina, tira lá o resto",
        "uma andorinha em linha fina",
    ),
]

STAYS = [
    ("en", "a fox", "the calf instead of the thigh"),
    ("en", "a fox", "black, not colour"),
    ("en", "a fox", "a fox, no leaves"),
    ("en", "a fox", "it's a drawing my son made"),
    ("en", "a fox", "a moon would be nice too"),
    ("de", "ein Fuchs", "Wade statt Oberschenkel"),
    ("de", "ein Fuchs", "doch lieber 20 cm"),
    ("de", "ein Fuchs", "welche Blumen passen zu Lettering?"),
    ("en", "a fox", "roses: nothing beats a rose"),
    ("es", "un zorro", "mejor el antebrazo, no la muñeca"),
    ("fr", "un renard", "plutôt le mollet que la cuisse"),
    ("pt", "uma rosa", "no pulso esquerdo"),
    ("pt", "uma rosa", "quero no braço em vez da perna"),
]


def _idea(language: str, before: str, said: str, asked: str) -> object:
    without = ORDER[ORDER.index(asked) :] if asked in ORDER else ()
    answers = a_brief(*without) | {"idea": Answer(before, before, Source.WORDS)}
    talk = Talk(a_lead(answers=answers, current_question=asked, asked={asked: 1}))
    talk.client = replace(talk.client, language=language)
    talk.hears(said)
    assert talk.lead is not None
    return talk.lead.answers["idea"].value


@pytest.mark.parametrize("asked", ["placement", "size", "style", "timing", "summary"])
@pytest.mark.parametrize(("language", "before", "said", "idea"), [*ANOTHER_THING, *NO_MORE_THAN])
def test_the_idea_is_what_the_client_puts_in_its_place(
    language: str, before: str, said: str, idea: str, asked: str
) -> None:
    assert _idea(language, before, said, asked) == idea


@pytest.mark.parametrize("asked", ["size", "summary"])
@pytest.mark.parametrize(("language", "before", "said"), STAYS)
def test_another_place_or_colour_is_no_other_idea(language: str, before: str, said: str, asked: str) -> None:
    assert _idea(language, before, said, asked) == before


@pytest.mark.parametrize(
    ("said", "idea"),
    [
        ("je voudrais une rose sur le bras. finalement un lys au lieu d'une rose", "un lys"),
        ("a rose on my arm please. actually a lily instead of the rose", "a lily"),
        ("quiero una rosa en el brazo. no, mejor un lirio en vez de la rosa", "un lirio"),
    ],
)
def test_put_right_in_the_same_breath(said: str, idea: str) -> None:
    talk = Talk()
    talk.hears(said)

    assert talk.lead is not None
    assert talk.lead.answers["idea"].value == idea


def test_words_that_put_the_idea_right_answer_no_other_question() -> None:
    talk = Talk(a_lead(answers=a_brief("placement"), current_question="placement", asked={"placement": 2}))
    talk.hears(f"na verdade uma âncora em vez de {a_brief()['idea'].value}")

    assert talk.lead is not None
    assert "placement" not in talk.lead.answers


BESIDE_IT = "I am free most weekends and I can come to the studio whenever that suits you. "


@pytest.mark.parametrize(
    ("said", "idea"),
    [
        (f"{BESIDE_IT * 12}A wolf instead of the fox.", "A wolf"),
        (f"A wolf instead of the fox. {BESIDE_IT * 12}", "A wolf"),
        (f"{BESIDE_IT * 12}It's a wolf, not a fox", "a wolf"),
        (f"{BESIDE_IT * 12}Swap the fox for a raven. {BESIDE_IT * 12}", "a raven"),
    ],
)
def test_it_may_stand_anywhere_in_a_long_message(said: str, idea: str) -> None:
    assert _idea("en", "a fox", said, "size") == idea


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "hip?? i said forearm!"),
        ("de", "wieso hüfte? ich hab unterarm gesagt"),
        ("fr", "la hanche ? j'ai dit l'avant-bras !"),
        ("es", "cómo que cadera?? te dije antebrazo!"),
        ("pt", "quadril?? eu disse antebraço"),
    ],
)
def test_a_protest_that_names_what_is_right_puts_it_right(language: str, words: str) -> None:
    answers = a_brief("size", "cover_up")
    answers["placement"] = replace(
        answers["placement"], text="hip", value={"part": "hip", "side": None, "aspect": None}
    )
    talk = Talk(a_lead(answers=answers, current_question="size", asked={"size": 1}))
    talk.client = replace(talk.client, language=language)
    talk.hears(words)

    assert talk.lead is not None
    assert talk.lead.answers["placement"].value["part"] == "forearm"
    assert not talk.decisions[-1].passed_on


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "drop the black and grey, i want colour"),
        ("de", "lass das schwarz weiß weg, ich will farbe"),
        ("fr", "enlève le noir et gris, je veux de la couleur"),
        ("es", "quita el blanco y negro, lo quiero a color"),
        ("pt", "tira o preto e cinza, quero colorido"),
    ],
)
def test_realism_in_black_and_grey_that_is_to_be_in_colour_is_realism(language: str, words: str) -> None:
    answers = a_brief("size", "cover_up")
    answers["style"] = replace(answers["style"], value="black_and_grey_realism")
    talk = Talk(a_lead(answers=answers, current_question="size", asked={"size": 1}))
    talk.client = replace(talk.client, language=language)
    talk.hears(words)

    assert talk.lead is not None
    assert talk.lead.answers["colour"].value == "colour"
    assert talk.lead.answers["style"].value == "realism"
