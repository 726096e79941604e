"""That a studio tattoos, or takes, says nothing of an age; what is asked after does."""

import pytest

from tattoobot.domain.understanding.reading import Topic
from tests.domain.understanding.understood import reading


@pytest.mark.parametrize(
    "words", ["vous tatouez sur des cicatrices ?", "vous tatouez les mains ?", "vous prenez la carte ?"]
)
def test_who_asks_what_is_tattooed_asks_after_no_age(words: str) -> None:
    assert Topic.AGE not in reading(words, None, "fr").topics


@pytest.mark.parametrize(
    "words", ["à partir de quel âge vous tatouez ?", "vous tatouez les mineurs ?", "vous prenez les 16 ans ?"]
)
def test_an_age_that_is_asked_after_is_seen(words: str) -> None:
    assert Topic.AGE in reading(words, None, "fr").topics
