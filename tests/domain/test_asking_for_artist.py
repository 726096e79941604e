"""Who asks for the artist by name is given to a person, as who asks for a person is."""

import pytest

from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk


def asked(key: str) -> Talk:
    return Talk(a_lead(answers=a_brief(key), current_question=key, asked={key: 1}))


@pytest.mark.parametrize("key", ["style", "size"])
@pytest.mark.parametrize(
    "words",
    [
        "can i just talk to robin",
        "i'd rather speak to Robin directly",
        "kann ich einfach mit Robin reden?",
        "ich will mit robin direkt sprechen",
        "je peux parler à Robin ?",
        "¿puedo hablar con Robin?",
        "posso falar com o Robin?",
    ],
)
def test_who_wants_to_talk_to_the_artist_gets_a_person(words: str, key: str) -> None:
    decision = asked(key).hears(words)

    assert decision.hands_over == "human_request"
    assert decision.lead is not None
    assert key not in decision.lead.answers


@pytest.mark.parametrize(
    "words",
    ["i talked to robin last week", "did you talk to robin?", "robin's style is what i like", "a robin"],
)
def test_who_only_names_the_artist_is_not_handed_over(words: str) -> None:
    assert asked("size").hears(words).hands_over is None
