"""Whether the studio does hands, realism, cover-ups or colour is a question: it is answered, and is no fact."""

from dataclasses import replace

import pytest

from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import ASKS
from tests.builders import STUDIO, a_brief, a_lead
from tests.domain.talks import Talk

ASKED: dict[str, dict[str, tuple[str, ...]]] = {
    "answer.unknown": {
        "en": (
            "Do you tattoo hands?",
            "do you guys do necks",
            "are you happy to do faces?",
            "do you do trash polka?",
        ),
        "de": ("Tätowiert ihr Hände?", "stecht ihr auch am Hals?", "macht ihr Hände oder Finger?"),
        "fr": ("Vous tatouez les mains ?", "tu fais le cou aussi ?", "vous faites les doigts ?"),
        "es": ("¿Tatuáis manos?", "haces cuello?", "tatúan en la cara?"),
        "pt": ("Vocês tatuam mão?", "vc faz pescoço?", "tatuam no rosto também?"),
    },
    "answer.offered.cover_up": {
        "en": ("do you do cover-ups?", "Hi, do you guys do coverups?"),
        "de": ("macht ihr Cover-ups?", "machst du auch Cover-Ups?"),
        "fr": ("vous faites des recouvrements ?", "tu fais les cover-ups ?"),
        "es": ("¿hacéis cover ups?", "haces coberturas?"),
        "pt": ("vocês fazem cobertura?", "fazem cover-up?"),
    },
    "answer.offered.colour": {
        "en": ("do you do colour?", "do you work in black and grey?"),
        "de": ("macht ihr auch Farbe?", "arbeitet ihr farbig?"),
        "fr": ("vous faites de la couleur ?", "tu travailles en couleur ?"),
        "es": ("¿hacéis color?", "trabajáis a color?"),
        "pt": ("fazem em cores?", "vocês fazem colorido?"),
    },
    "answer.offered.yes": {
        "en": ("do you do realism?", "do you do realism or fine line?", "do you do ribs?"),
        "de": ("macht ihr Realistic?", "stecht ihr Lettering?", "macht ihr Rippen?"),
        "fr": ("vous faites du réalisme ?", "tu fais du lettrage ?"),
        "es": ("¿haces realismo?", "hacéis blackwork?"),
        "pt": ("fazem realismo?", "vc faz lettering?"),
    },
}
ROWS = [
    (language, text, key)
    for key, by_language in ASKED.items()
    for language, texts in by_language.items()
    for text in texts
]


def spoken_to(language: str, talk: Talk) -> Talk:
    talk.client = replace(talk.client, language=language)
    return talk


@pytest.mark.parametrize(("language", "text", "key"), ROWS)
def test_what_is_done_here_is_answered_and_no_fact(language: str, text: str, key: str) -> None:
    talk = spoken_to(language, Talk())

    decision = talk.hears(text)

    assert [one for one in talk.keys if one.startswith(("answer.", "noted", "named"))] == [key]
    assert talk.lead is not None
    assert talk.lead.answers.keys() <= {ASKS}
    assert (FlagReason.QUESTION in decision.passed_on) is (key == "answer.unknown")


@pytest.mark.parametrize("language", ASKED["answer.unknown"])
def test_the_place_that_is_known_stays(language: str) -> None:
    lead = a_lead(answers=a_brief("style", "colour"), current_question="style", asked={"style": 1})
    talk = spoken_to(language, Talk(lead))
    before = lead.answers["placement"]

    talk.hears(ASKED["answer.unknown"][language][0])

    assert talk.lead is not None
    assert talk.lead.answers["placement"] == before


def test_a_studio_that_names_its_styles_says_which_it_does() -> None:
    talk = Talk(studio=replace(STUDIO, styles=frozenset({"realism"})))

    talk.hears("do you do realism?")
    assert "answer.offered.yes" in talk.keys

    talk.hears("do you do tribal?")
    assert "answer.offered.not_style" in talk.keys


def test_the_studios_own_words_come_first() -> None:
    own = {"en": {"answer.offered": "Hands and necks, yes; faces, no."}}
    talk = Talk(studio=replace(STUDIO, wording=own))

    talk.hears("do you tattoo hands?")

    assert "answer.offered" in talk.keys


@pytest.mark.parametrize("text", ["can you do my hand?", "do a rose on my hand", "I want realism"])
def test_a_wish_is_no_question(text: str) -> None:
    talk = Talk()

    talk.hears(text)

    assert talk.lead is not None
    assert talk.lead.answers.keys() & {"placement", "style"}
