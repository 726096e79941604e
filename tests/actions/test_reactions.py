"""A thumb or a heart on the summary sends it; any other reaction is quiet."""

from datetime import timedelta

import pytest

from tattoobot.domain.lead import Status
from tattoobot.domain.messages import Kind
from tests.actions.conftest import Bench
from tests.builders import NOW, a_message

MINUTE = timedelta(minutes=1)


async def with_summary(bench: Bench) -> int:
    """A lead whose summary the client has just been shown, as the message "wamid.ours2"."""
    lead = await bench.a_lead(Status.QUALIFYING)
    await bench.receive(a_message("hi"))
    await bench.receive(a_message("make it 15 cm", at=NOW + MINUTE), now=NOW + MINUTE)
    await bench.rows(
        "UPDATE messages m SET provider_id = 'wamid.ours' || n FROM"
        " (SELECT id, row_number() OVER (ORDER BY id) AS n FROM messages WHERE direction = 'out') AS o"
        " WHERE o.id = m.id RETURNING m.id"
    )
    return lead


async def reacts(bench: Bench, emoji: str, to: str) -> None:
    reaction = a_message(emoji, Kind.REACTION, reply_to=to, at=NOW + 2 * MINUTE)
    await bench.receive(reaction, now=NOW + 2 * MINUTE)


@pytest.mark.parametrize(
    "emoji",
    [
        "\N{THUMBS UP SIGN}",
        "\N{THUMBS UP SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-4}",
        "\u2764\ufe0f",
        "\u2764",
    ],
)
async def test_approval_of_the_summary_sends_it(bench: Bench, emoji: str) -> None:
    lead = await with_summary(bench)

    await reacts(bench, emoji, "wamid.ours2")

    assert await bench.status(lead) == "pending_approval"


@pytest.mark.parametrize(
    ("emoji", "to"),
    [
        ("\N{THUMBS DOWN SIGN}", "wamid.ours2"),
        ("", "wamid.ours2"),
        ("\N{THUMBS UP SIGN}", "wamid.ours1"),
        ("\N{THUMBS UP SIGN}", "wamid.theirs"),
    ],
)
async def test_any_other_reaction_is_quiet(bench: Bench, emoji: str, to: str) -> None:
    lead = await with_summary(bench)
    before = await bench.said()

    await reacts(bench, emoji, to)

    assert await bench.status(lead) == "qualifying"
    assert await bench.said() == before
