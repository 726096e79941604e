"""Pictures that are denied behind their name, and things that only sound like pictures."""

import pytest

from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Context
from tests.builders import NOW


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "bilder hab ich nicht, so 150 euro vllicht"),
        ("de", "und bilder hab ich keine geschickt"),
        ("en", "pics i dont have"),
        ("es", "fotos no tengo"),
        ("fr", "photos j'en ai pas"),
        ("pt", "fotos não tenho"),
    ],
)
@pytest.mark.parametrize("asked", [None, "reference_images", "budget"])
def test_pictures_that_are_denied_behind_their_name_are_none(
    language: str, words: str, asked: str | None
) -> None:
    reading = understand(words, Context(NOW, asked=asked, language=language))

    assert reading.slots.get("reference_images") == "none"


def test_a_paw_print_is_no_picture() -> None:
    reading = understand("Like his paw print and name", Context(NOW, asked="idea", language="en"))

    assert "reference_images" not in reading.slots
