"""The link to a date's file for the calendar, as it stands in the confirmation."""

import json
import re
from datetime import timedelta

from tattoobot.domain.lead import Status
from tests.builders import NOW
from tests.web.conftest import Desk


async def confirmation(desk: Desk) -> dict[str, str]:
    body = await desk.value(
        "SELECT body FROM messages WHERE direction = 'out' AND artist_id IS NULL ORDER BY id DESC LIMIT 1"
    )
    found: dict[str, str] = json.loads(body)
    return found


async def a_date(desk: Desk) -> tuple[int, str]:
    lead = await desk.a_lead(Status.BOOKING_PENDING)
    starts_at = (NOW + timedelta(days=10)).isoformat()
    assert (await desk.act(lead, "mark-booked", json={"starts_at": starts_at})).status_code == 200
    url = (await confirmation(desk))["url"]
    return lead, url.removeprefix("https://book.example.com")


async def test_confirmation_says_when_and_leads_to_a_file_for_the_calendar(desk: Desk) -> None:
    lead, link = await a_date(desk)

    told = await confirmation(desk)
    assert told["body"].startswith("You're booked with Robin")
    assert told["label"] == "Add to calendar"
    file = await desk.http.get(link)
    assert file.headers["content-type"] == "text/calendar; charset=utf-8"
    assert f"DTSTART:{(NOW + timedelta(days=10)).strftime('%Y%m%dT%H%M%SZ')}" in file.text
    assert "Maya" not in file.text
    assert re.fullmatch(rf"/cal/{lead}-[0-9a-f]{{32}}", link)


async def test_link_of_nobody_and_of_what_has_no_date_leads_nowhere(desk: Desk) -> None:
    lead, link = await a_date(desk)
    wrong = link[:-1] + ("0" if link[-1] != "0" else "1")

    for nowhere in (wrong, "/cal/x", f"/cal/{lead + 1}-{'0' * 32}", f"/cal/{'9' * 40}-{'0' * 32}"):
        assert (await desk.http.get(nowhere)).status_code == 404


async def test_booking_without_a_time_has_no_file(desk: Desk) -> None:
    lead = await desk.a_lead(Status.BOOKING_PENDING)

    await desk.act(lead, "mark-booked")

    assert "url" not in await confirmation(desk)
