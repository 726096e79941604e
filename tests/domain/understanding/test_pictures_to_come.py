"""Pictures that are to come are no part of the thing, and a thing told beside them is one."""

import pytest

from tests.domain.understanding.understood import reading, value


@pytest.mark.parametrize(
    ("language", "raw", "idea"),
    [
        *(
            ("en", "a fern, pictures later", "a fern"),
            ("en", "a fine line fern, pics tomorrow", "a fine line fern"),
        ),
        *(
            ("en", "a fern, 250 to 300, photos to follow", "a fern"),
            ("de", "ein Farn, Bilder später", "ein Farn"),
        ),
        *(
            ("fr", "une fougère, photos plus tard", "une fougère"),
            ("es", "un helecho, fotos luego", "un helecho"),
        ),
        ("pt", "uma samambaia, fotos depois", "uma samambaia"),
    ],
)
def test_the_thing_is_told_without_them(language: str, raw: str, idea: str) -> None:
    read = reading(raw, None, language)

    assert read.intent == "enquiry"
    assert (read.slots["idea"], read.slots["reference_images"]) == (idea, "later")


def test_what_is_on_the_picture_is_the_thing() -> None:
    assert value("idea", "a photo of my dog on my arm, later", None, "en") == "my dog"


@pytest.mark.parametrize(
    ("language", "raw"), [("en", "no tattoo there yet"), ("fr", "pas encore de tatouage là")]
)
def test_skin_without_a_tattoo_yet_is_new_and_no_thing(language: str, raw: str) -> None:
    assert value("cover_up", raw, None, language) == "new"
    assert value("idea", raw, None, language) is None
