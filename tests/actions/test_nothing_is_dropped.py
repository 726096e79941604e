"""Whatever a client sends, wherever their enquiry stands: a reply, a quiet that is meant, a person, or an opt-out."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tattoobot.adapters.whatsapp.payloads import read_message, updates
from tattoobot.domain.conversation import Decision, Ending, reply
from tattoobot.domain.deposit import Payable
from tattoobot.domain.handover import Handover, Reason
from tattoobot.domain.lead import Actor, Lead, Status
from tattoobot.domain.messages import Inbound, Kind
from tattoobot.domain.says import Phrase, Say
from tests.actions.conftest import Bench
from tests.adapters.samples import names, sample
from tests.builders import NOW, STUDIO, a_brief, a_client, a_lead, a_message, a_picture, a_tap

MESSAGES = [name for name in names("whatsapp") if updates(sample(f"whatsapp/{name}"))[0].kind == "message"]
"""Every type of message that WhatsApp documents, as it documents it."""

LET_BE = {Kind.REACTION, Kind.SYSTEM, Kind.EDIT, Kind.REVOKE, Kind.OTHER}
"""Nobody expects an answer to these."""

STATUSES: list[Status | None] = [None, *Status]


def from_whatsapp(name: str, number: int = 1) -> Inbound:
    """One of the samples, from the client with this number."""
    raw = updates(sample(f"whatsapp/{name}"))[0].raw
    own = raw.replace(b"15550100001", b"15550100%03d" % number).replace(b"wamid.", b"wamid.%d." % number)
    return read_message(own.replace(b"GB.10000000000000000001", b"GB.15550100%03d" % number))


def a_lead_in(status: Status | None, asked: str | None = "size") -> Lead | None:
    return (
        None if status is None else a_lead(status, answers=a_brief("size", "adult"), current_question=asked)
    )


def decided(
    messages: list[Inbound], lead: Lead | None, *, opted_out: bool = False, handover: Handover | None = None
) -> Decision:
    """It fails where nothing was said without a reason."""
    client = a_client(opted_out=opted_out)
    decision = reply(client, lead, messages, NOW, STUDIO, handover, Payable.RAN_OUT)
    if decision.ending is Ending.QUIET:
        assert decision.quiet is not None
    return decision


def ending(messages: list[Inbound], lead: Lead | None, *, handover: Handover | None = None) -> Ending:
    return decided(messages, lead, handover=handover).ending


def a_handover(resumes_at: datetime) -> Handover:
    return Handover(1, 1, 1, Reason.HUMAN_REQUEST, Actor.CLIENT, NOW - timedelta(hours=1), resumes_at)


WAITING = a_handover(NOW + timedelta(hours=1))
ARTIST_WRITES = replace(WAITING, answered_at=NOW - timedelta(minutes=5))
HANDOVERS = [None, WAITING, ARTIST_WRITES, a_handover(NOW - timedelta(minutes=1))]


def test_the_samples_hold_every_kind_of_message() -> None:
    assert {from_whatsapp(name).kind for name in MESSAGES} == set(Kind)


@pytest.mark.parametrize("name", MESSAGES)
@pytest.mark.parametrize("status", STATUSES)
def test_every_type_of_message_in_every_status_ends_in_one_of_four(name: str, status: Status | None) -> None:
    message = from_whatsapp(name)

    for handover in HANDOVERS:
        ended = ending([message], a_lead_in(status), handover=handover)
        if message.kind in LET_BE or handover is ARTIST_WRITES:
            assert ended is Ending.QUIET
        elif handover is WAITING:
            assert ended in {Ending.REPLY, Ending.QUIET}
        else:
            assert ended in {Ending.REPLY, Ending.HANDOVER}


@pytest.mark.parametrize("name", MESSAGES)
@pytest.mark.parametrize("status", STATUSES)
def test_whatever_one_who_opted_out_sends_start_is_named_and_nothing_else_said(
    name: str, status: Status | None
) -> None:
    message, lead = from_whatsapp(name), a_lead_in(status)

    for handover in HANDOVERS:
        decision = decided([message], lead, opted_out=True, handover=handover)
        if message.kind in LET_BE or handover in (WAITING, ARTIST_WRITES):
            assert decision.ending is Ending.QUIET
        elif name == "text":  # A wish for a piece: whoever goes on has not stopped.
            assert decision.opted_out is False
        else:
            assert decision.says == (Say((Phrase("still_opted_out"),)),)
            assert decision.passed_on == ("wrote_after_opt_out",)
            assert (decision.opted_out, decision.happened) == (None, ())
            kept = replace(decision.lead, answers=lead.answers) if decision.lead and lead else decision.lead
            assert kept == lead, "what they tell is kept, and nothing else of it changes"


PIECES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            *("STOP", "START", "thanks!", "ok", "hi", "12", "yes", "no", "idk", "can I talk to a person?"),
            *(
                "I'm 16",
                "how much?",
                "a fox on my wrist, 10 cm",
                "I'm pregnant",
                "cancel my booking",
                "👍",
                " ",
            ),
            *(
                "quiero un lobo",
                "muss leider absagen",
                "je suis en retard",
                "quero falar com uma pessoa",
                "4000 0000 0000 0002",
            ),
        ]
    ),
)


@given(
    pieces=st.lists(st.tuples(st.sampled_from(Kind), PIECES), min_size=1, max_size=4),
    status=st.sampled_from(STATUSES),
    asked=st.sampled_from([None, "idea", "size", "budget", "adult", "summary", "change", "unknown"]),
    opted_out=st.booleans(),
    handover=st.sampled_from(HANDOVERS),
)
@example([(Kind.TEXT, "thanks!"), (Kind.REACTION, "👍")], Status.BOOKED, None, False, None)
def test_any_burst_ends_in_one_of_four(
    pieces: list[tuple[Kind, str]],
    status: Status | None,
    asked: str | None,
    opted_out: bool,
    handover: Handover | None,
) -> None:
    messages = [a_message(text, kind, choice=text if kind is Kind.CHOICE else None) for kind, text in pieces]

    decided(messages, a_lead_in(status, asked), opted_out=opted_out, handover=handover)


@pytest.mark.parametrize("message", [a_tap("summary:send"), a_picture(), a_message("anything new?")])
@pytest.mark.parametrize("status", STATUSES)
def test_what_clients_send_most_is_answered_everywhere(message: Inbound, status: Status | None) -> None:
    assert ending([message], a_lead_in(status)) is Ending.REPLY


@pytest.mark.parametrize("name", MESSAGES)
async def test_every_type_of_message_is_kept_dealt_with_and_answered_or_shown(
    bench: Bench, name: str
) -> None:
    just_now = NOW + timedelta(seconds=1)
    messages = {n: replace(from_whatsapp(name, n), at=just_now) for n, _ in enumerate(Status, start=1)}
    for n, status in enumerate(Status, start=1):
        await bench.a_lead(status, f"15550100{n:03}")

    await bench.receive(*messages.values())

    kept = await bench.rows(
        "SELECT client_id, provider_id, taken_at IS NOT NULL AS taken FROM messages WHERE direction = 'in'"
    )
    assert {row["provider_id"] for row in kept if row["taken"]} == {m.provider_id for m in messages.values()}
    answered = await bench.rows(
        "SELECT DISTINCT client_id FROM messages WHERE direction = 'out' AND client_id IS NOT NULL"
    )
    aside = messages[1].kind in LET_BE or messages[1].group_id is not None
    assert {row["client_id"] for row in answered} == (set() if aside else {row["client_id"] for row in kept})
