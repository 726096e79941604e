"""What must stand in no column of the database, whatever a client sends."""

import re
from typing import Any

import pytest

from tattoobot.adapters.whatsapp.card_data import take_out
from tattoobot.domain.lead import Status
from tattoobot.domain.payment_cards import REMOVED, is_card
from tests.actions.conftest import Bench
from tests.adapters.samples import whatsapp
from tests.everything_kept import everything_kept
from tests.jobs.test_inbox import arrive

CARD = "4242 4242 4242 4242"
LONG = re.compile(r"(?<![\d+])\d(?:[ \-]?\d){12,18}(?!\d)")
MEDIA = {"id": "4242424242424242", "mime_type": "image/jpeg", "sha256": "x"}


def a_message(number: int, kind: str, content: Any, name: str = "Maya Example") -> bytes:
    message = {
        "from": "15550100001",
        "id": f"wamid.{number}",
        "timestamp": str(1773136800 + number),
        "type": kind,
    }
    contact = {"wa_id": "15550100001", "profile": {"name": name}}
    return whatsapp("messages", messages=[{**message, kind: content}], contacts=[contact])


def edit_of(number: int, content: dict[str, Any]) -> dict[str, Any]:
    return {"original_message_id": f"wamid.{number}", "message": {"type": "text", "text": content}}


SAYING_A_CARD: list[tuple[str, Any]] = [
    ("text", {"body": f"hi, I'd like a small fox. my card is {CARD} exp 12/29 cvc 123"}),
    ("image", {**MEDIA, "caption": CARD}),
    ("document", {**MEDIA, "filename": f"{CARD}.pdf", "caption": "CVV 123"}),
    ("location", {"latitude": 1.5, "longitude": 2.5, "name": CARD, "address": CARD}),
    ("contacts", [{"name": {"formatted_name": CARD}, "phones": [{"phone": CARD}]}]),
    ("edit", edit_of(1, {"body": f"rather {CARD}"})),
    (
        "interactive",
        {"type": "nfm_reply", "nfm_reply": {"response_json": f'{{"card": "{CARD}"}}', "body": CARD}},
    ),
    ("something_new", {"words": {"deeper": [CARD, 4242424242424242]}}),
    ("text", {"body": f"can I talk to a person? {CARD}"}),
]


async def test_no_card_number_is_kept_anywhere(bench: Bench) -> None:
    await arrive(
        bench,
        *(a_message(n, kind, content, f"Maya {CARD}") for n, (kind, content) in enumerate(SAYING_A_CARD, 1)),
    )

    for column, values in (await everything_kept(bench.database)).items():
        for value in values:
            value = value.replace(MEDIA["id"], "")
            assert not any(is_card(re.sub(r"\D", "", found)) for found in LONG.findall(value)), (
                column,
                value,
            )
            assert not re.search(r"12/29|cvc 123|CVV 123", value), (column, value)


async def test_ids_that_have_the_checksum_of_a_card_stay(bench: Bench) -> None:
    await arrive(bench, a_message(1, "image", {**MEDIA, "caption": "a fox"}))

    assert await bench.value("SELECT media_id FROM photos") == MEDIA["id"]


@pytest.mark.parametrize(
    "key",
    [
        "from",
        "to",
        "customer",
        "display_phone_number",
        "sha256",
        "mime_type",
        "payload",
        "wa_id",
        "message_ids",
        "time",
        "timestamp",
        "url",
        "biz_opaque_callback_data",
    ],
)
def test_what_machines_have_written_is_no_card(key: str) -> None:
    body = {"entry": [{key: "4242424242424242", "body": "4242424242424242"}]}

    take_out(body)

    assert body == {"entry": [{key: "4242424242424242", "body": REMOVED}]}


async def test_the_client_is_asked_not_to_send_card_data_and_the_question_stays_open(bench: Bench) -> None:
    lead = await bench.a_lead(Status.QUALIFYING, asked="location")

    await arrive(bench, a_message(1, "text", {"body": f"my card: {CARD}"}))

    [answer] = await bench.said()
    assert "never send card details" in answer
    assert await bench.value("SELECT answers -> 'location' FROM leads WHERE id = $1", lead) is None
    assert await bench.value("SELECT current_question FROM leads WHERE id = $1", lead) == "location"


async def test_a_card_number_is_no_idea(bench: Bench) -> None:
    await arrive(bench, a_message(1, "text", {"body": "hi, I'd like a tattoo"}))
    await arrive(bench, a_message(2, "text", {"body": f"card {CARD}"}))

    assert await bench.value("SELECT answers -> 'idea' FROM leads") is None
