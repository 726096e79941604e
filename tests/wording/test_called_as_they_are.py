"""Towns, scars, pictures and sizes, called as the client's language calls them."""

import pytest

from tattoobot.domain.lead import Answer, Source
from tattoobot.domain.messages import Menu
from tattoobot.domain.says import Phrase, Say, Tap
from tattoobot.domain.studio import Studio
from tattoobot.wording import Wording

LONDON = Answer("London", {"city": "London", "country": "GB"}, Source.WORDS)
SCAR = Answer("over my scar", "cover_up", Source.WORDS)


@pytest.mark.parametrize(
    ("language", "town"),
    [("en", "London"), ("de", "London"), ("es", "Londres"), ("fr", "Londres"), ("pt", "Londres")],
)
def test_a_town_has_its_name_in_each_language(language: str, town: str) -> None:
    assert Wording(Studio(country="GB"), language, "Robin").spoken("location", LONDON) == town


@pytest.mark.parametrize(
    ("language", "scar"), [("en", "over a scar"), ("de", "über einer Narbe"), ("fr", "sur une cicatrice")]
)
def test_a_scar_is_no_cover_up(language: str, scar: str) -> None:
    assert Wording(Studio(), language, "Robin").spoken("cover_up", SCAR).casefold() == scar.casefold()


@pytest.mark.parametrize(
    ("count", "words"), [(1, "got your picture."), (2, "got both your pictures."), (3, "got all 3 pictures.")]
)
def test_two_pictures_are_both(count: int, words: str) -> None:
    message = Wording(Studio(), "en", "Robin").message(Say((Phrase("got_pictures", {"count": count}),)))

    assert message.body.endswith(words)


def test_no_size_is_missing_between_a_palm_and_a_hand() -> None:
    taps = (Tap("size:palm", "offer.size.palm"), Tap("size:hand", "offer.size.hand"))
    message = Wording(Studio(), "en", "Robin").message(Say((Phrase("ask.size"),), taps * 2))

    assert isinstance(message, Menu)
    assert [row.description for row in message.choices[:2]] == ["8–12 cm", "12–20 cm"]


@pytest.mark.parametrize(
    ("language", "words", "said"),
    [
        ("en", "in 3 weeks time maybe", "Around Tue 31 Mar"),
        ("en", "around the 31st", "Around Tue 31 Mar"),
        ("de", "in drei Wochen vielleicht", "Etwa Di., 31. März"),
        ("es", "en unas tres semanas", "Hacia el mar, 31 mar"),
        ("en", "the 31st", "Tue 31 Mar"),
    ],
)
def test_a_day_that_is_told_roughly_is_said_roughly(language: str, words: str, said: str) -> None:
    day = Answer(words, {"from": "2026-03-31", "to": "2026-03-31"}, Source.WORDS)

    assert Wording(Studio(), language, "Robin").spoken("timing", day) == said
