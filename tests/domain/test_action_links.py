"""In any message to the artist one button is all that can be tapped, and its link is ours."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tattoobot.domain import outside
from tattoobot.domain.action_links import PLACEHOLDER, label_of, one_button, to_desk, with_links
from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.lead import Action, Answer, Source, Status
from tattoobot.domain.messages import BODY_LIMIT, LINK_LABEL_LIMIT, LinkButton, Template, Text
from tattoobot.wording import Wording
from tests.builders import STUDIO, a_brief, a_client, a_lead

ACTIONS = (Action.APPROVE, Action.REJECT)
LINKS = {action: f"https://book.example.com/a/{action[0] * 43}" for action in ACTIONS}
ANY_LINK = re.compile(r"://|(?<=[^\s.])\.[^\W\d_]{2}")

FOREIGN = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(
            [
                "\n",
                "\u2028",
                "\u0085",
                "\u202e",
                "```",
                "*",
                "Approve ",
                "https://evil.example/a/x",
                "[link]",
                "www.",
            ]
        ),
    ),
    max_size=12,
).map("".join)


@given(FOREIGN, FOREIGN, FOREIGN, st.sampled_from(ACTIONS))
def test_whatever_it_quotes_the_button_is_all_that_can_be_tapped(
    name: str, idea: str, words: str, action: Action
) -> None:
    wording, client, lead = (
        Wording(STUDIO, "en", "Robin"),
        a_client(name=name),
        a_lead(Status.PENDING_APPROVAL),
    )
    answers = {**a_brief("idea"), "location": Answer(idea, None, Source.WORDS)}
    said = "\n\n".join(
        [
            wording.say("artist.new", id=lead.id, name=client.called, lines=wording.for_artist(answers)),
            outside.quoted(words),
        ]
    )

    sent = with_links(one_button(said, wording.say(label_of(action))), {action: LINKS[action]})

    assert isinstance(sent, LinkButton)
    assert not ANY_LINK.search(sent.body)
    assert sent.url == LINKS[action]
    assert len(sent.body) <= BODY_LIMIT


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("action", Action)
def test_a_button_has_room_for_its_word_in_every_language(language: str, action: Action) -> None:
    said = Wording(replace(STUDIO, language=language), None, "Robin").say(label_of(action))

    assert 1 <= len(said) <= LINK_LABEL_LIMIT


def test_a_message_of_before_with_a_line_for_each_action_still_gets_its_links() -> None:
    kept = Text("Approve [link] [link]\nApprove [link]\nReject [link]")

    sent = with_links(kept, LINKS)

    assert sent == Text("Approve [link] [link]\n" + "\n".join(f"{a.title()} {LINKS[a]}" for a in ACTIONS))


def test_a_templates_links_are_the_parameters_of_its_actions() -> None:
    kept = Template("t", "en", {"idea": PLACEHOLDER, "approve": PLACEHOLDER, "reject": PLACEHOLDER})

    assert with_links(kept, LINKS) == Template(
        "t", "en", {"idea": PLACEHOLDER, "approve": LINKS[Action.APPROVE], "reject": LINKS[Action.REJECT]}
    )


def test_a_template_carries_the_link_to_the_desk_where_its_own_button_stands() -> None:
    told = Template("artist_waiting", "en", {"count": "3", "page": PLACEHOLDER}, button="page")
    asked = Template("artist_desk", "en", {"desk": PLACEHOLDER})

    sent = [to_desk(message, "https://book.example.com/desk/in/x") for message in (told, asked)]

    assert [one.parameters for one in sent if isinstance(one, Template)] == [
        {"count": "3", "page": "https://book.example.com/desk/in/x"},
        {"desk": "https://book.example.com/desk/in/x"},
    ]
