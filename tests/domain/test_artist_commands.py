"""What the artist means by words to the bot's own number. Where that is not certain, nobody is written to."""

import pytest

from tattoobot.domain.artist_commands import WORDS, Heard, Verb, read
from tattoobot.domain.languages import LANGUAGES


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("#7 Hi Maya,\nFriday works", Heard(Verb.ANSWER, 7, "Hi Maya,\nFriday works")),
        ("# 7: yes, Friday works", Heard(Verb.ANSWER, 7, "yes, Friday works")),
        ("reply 7 see you at 2", Heard(Verb.ANSWER, 7, "see you at 2")),
        ("antworte #7 bis Freitag!", Heard(Verb.ANSWER, 7, "bis Freitag!")),
        ("Approve 7", Heard(Verb.APPROVE, 7)),
        ("yes #7.", Heard(Verb.APPROVE, 7)),
        ("#7 ok", Heard(Verb.APPROVE, 7)),
        ("sí 7", Heard(Verb.APPROVE, 7)),
        ("oui 7 !", Heard(Verb.APPROVE, 7)),
        ("annehmen 7 mit 80 Euro", Heard(Verb.APPROVE, 7)),
        ("recusar 7", Heard(Verb.REJECT, 7)),
        ("7", Heard(Verb.SHOW, 7)),
        ("#7", Heard(Verb.SHOW, 7)),
        ("HELP", Heard(Verb.HELP)),
        ("?", Heard(Verb.HELP)),
        ("Liste", Heard(Verb.LIST)),
        ("Desk", Heard(Verb.DESK)),
        ("empfang!", Heard(Verb.DESK)),
        ("recepción", Heard(Verb.DESK)),
    ],
)
def test_what_is_certain_is_understood(text: str, heard: Heard) -> None:
    assert read(text) == heard


@pytest.mark.parametrize(
    "text", ["#7 #8 hello", "approve 7 and 8", "approve 7, 8", "#7 8", "yes", "reply", "no!"]
)
def test_what_names_several_or_nobody_is_asked_back(text: str) -> None:
    assert read(text) == Heard(Verb.WHICH)


@pytest.mark.parametrize(
    "text",
    ["7 pm works for me", "hi", "the fox is lovely", "we are 7", "approve", "#", "I approve of 7", "７ ok"],
)
def test_whatever_else_is_said_reaches_nobody(text: str) -> None:
    assert read(text).lead_id is None


def test_a_reply_to_a_message_about_a_client_is_for_that_client() -> None:
    assert read("Friday at 2?", about=7) == Heard(Verb.ANSWER, 7, "Friday at 2?")
    assert read("#7 Friday at 2?", about=7) == Heard(Verb.ANSWER, 7, "Friday at 2?")
    assert read("yes", about=7) == Heard(Verb.APPROVE, 7)
    assert read("list", about=7) == Heard(Verb.LIST)
    assert read("#8 Friday at 2?", about=7) == Heard(Verb.WHICH)


@pytest.mark.parametrize("verb", WORDS)
def test_every_command_has_words_in_every_language(verb: Verb) -> None:
    assert set(WORDS[verb]) == set(LANGUAGES)
    assert all(WORDS[verb].values())


def test_no_word_means_two_things() -> None:
    for verb, others in ((verb, set(WORDS) - {verb}) for verb in WORDS):
        mine = set().union(*WORDS[verb].values())
        assert not mine & set().union(*(word for other in others for word in WORDS[other].values()))
