"""Words that are to be tattooed, between quotation marks of any kind."""

import pytest

from tattoobot.domain.conversation import reply
from tests.builders import NOW, STUDIO, a_brief, a_client, a_lead, a_message
from tests.domain.talks import answers


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "The words are 'Ever yours, A.' in his own handwriting", "'Ever yours, A.'"),
        ("en", "three words, ‘Don’t look back’, in fine script", "‘Don’t look back’"),
        ("fr", "les mots 'À toi toujours' de la main de mon père", "'À toi toujours'"),
        ("es", "la frase 'Siempre tuyo, A.' con su letra", "'Siempre tuyo, A.'"),
        ("pt", "as palavras ‘Sempre teu’ na letra dele", "‘Sempre teu’"),
    ],
)
def test_words_between_single_marks_are_kept_whole(language: str, text: str, words: str) -> None:
    lead = a_lead(current_question="idea", asked={"idea": 1})

    decision = reply(a_client(language=language), lead, [a_message(text)], NOW, STUDIO)

    assert words in str(answers(decision)["idea"])


def test_words_told_whole_take_the_place_of_a_part_of_them() -> None:
    lead = a_lead(answers=a_brief(idea="yours, A", style="lettering"), current_question="summary")

    decision = reply(
        a_client(), lead, [a_message("The words are 'Ever yours, A.' and not just 'yours'")], NOW, STUDIO
    )

    assert answers(decision)["idea"] == "“Ever yours, A.”"


def test_hand_that_wrote_the_words_is_no_place() -> None:
    lead = a_lead(answers=a_brief(idea="yours, A", style="lettering"), current_question="summary")
    text = 'The idea is not correct. It is the words "Ever yours, A." in Arthur\'s hand.'

    decision = reply(a_client(), lead, [a_message(text)], NOW, STUDIO)

    assert '"Ever yours, A."' in str(answers(decision)["idea"])
    assert answers(decision)["placement"] == {"part": "forearm", "side": "left", "aspect": "inner"}
