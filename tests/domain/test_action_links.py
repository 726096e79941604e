"""In any message to the artist the lines with a link are exactly its actions, with links of ours, and last."""

import re

from hypothesis import given
from hypothesis import strategies as st

from tattoobot.domain import outside
from tattoobot.domain.action_links import PLACEHOLDER, notice, with_links
from tattoobot.domain.lead import Action, Answer, Source, Status
from tattoobot.domain.messages import TEXT_LIMIT, Template, Text
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


@given(FOREIGN, FOREIGN, FOREIGN, st.lists(st.sampled_from(ACTIONS), unique=True))
def test_lines_with_a_link_are_the_actions(name: str, idea: str, words: str, actions: list[Action]) -> None:
    wording, client, lead = (
        Wording(STUDIO, "en", "Robin"),
        a_client(name=name),
        a_lead(Status.PENDING_APPROVAL),
    )
    answers = {**a_brief("idea"), "location": Answer(idea, None, Source.WORDS)}
    said = "\n\n".join(
        [
            wording.say("artist.new", id=lead.id, name=client.called, lines=wording.for_artist(answers)),
            wording.say("artist.handover.words", words=outside.quoted(words)),
        ]
    )
    lines = [wording.say("artist.action", word=wording.say(f"action.{a}"), link=PLACEHOLDER) for a in actions]

    sent = with_links(notice(said, lines), {action: LINKS[action] for action in actions})

    assert isinstance(sent, Text)
    ours = [f"{wording.say(f'action.{action}')} {LINKS[action]}" for action in actions]
    told = sent.body.split("\n")
    assert [line for line in told if ANY_LINK.search(line)] == ours
    assert told[len(told) - len(ours) :] == ours
    assert "\n".join(sent.body.splitlines()) == sent.body.removesuffix("\n")
    assert len(sent.body) <= TEXT_LIMIT


def test_however_long_what_happened_is_the_actions_have_room() -> None:
    lines = [f"{action} {PLACEHOLDER}" for action in ACTIONS]

    sent = with_links(notice("a long story " * 1000, lines), LINKS)

    assert isinstance(sent, Text)
    assert sent.body.splitlines()[1:] == [f"{action} {link}" for action, link in LINKS.items()]
    assert len(sent.body) <= TEXT_LIMIT


def test_a_templates_links_are_the_parameters_of_its_actions() -> None:
    kept = Template("t", "en", {"idea": PLACEHOLDER, "approve": PLACEHOLDER, "reject": PLACEHOLDER})

    assert with_links(kept, LINKS) == Template(
        "t", "en", {"idea": PLACEHOLDER, "approve": LINKS[Action.APPROVE], "reject": LINKS[Action.REJECT]}
    )
