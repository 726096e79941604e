"""The link to a date's file for the calendar, as it stands in the confirmation."""

import hashlib
import json
import re
from datetime import datetime, timedelta

from tattoobot.domain.lead import Action, Status
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


async def test_file_follows_the_date_when_it_is_moved_and_called_off(desk: Desk) -> None:
    lead, link = await a_date(desk)
    later = NOW + timedelta(days=20)

    moved = await desk.act(lead, "move", json={"starts_at": later.isoformat()})
    assert moved.status_code == 200
    assert (await confirmation(desk))["url"].endswith(link)
    file = (await desk.http.get(link)).text
    assert f"DTSTART:{later.strftime('%Y%m%dT%H%M%SZ')}" in file
    assert "SEQUENCE:1" in file

    await desk.act(lead, "cancel")
    assert "STATUS:CANCELLED" in (await desk.http.get(link)).text
    assert (await desk.act(lead, "move", json={"starts_at": later.isoformat()})).status_code == 409


async def test_artist_moves_a_date_by_a_link_and_a_slip_is_asked_back(desk: Desk) -> None:
    lead, _ = await a_date(desk)
    link = await desk.link(lead, Action.MOVE)

    assert "by your rule, Maya is in time" in (await desk.http.get(link)).text
    past = await desk.press(link, starts_at="2020-01-01T10:00")
    far = await desk.press(link, starts_at="2036-01-01T10:00")
    assert (past.status_code, far.status_code) == (422, 422)
    moved = await desk.press(link, starts_at=(NOW + timedelta(days=30)).strftime("%Y-%m-%dT14:00"))

    assert moved.status_code == 200
    assert "Moved." in moved.text
    assert await desk.status(lead) == "booked"


async def test_marking_what_is_booked_once_more_is_refused(desk: Desk) -> None:
    lead, _ = await a_date(desk)

    assert (await desk.act(lead, "mark-booked")).status_code == 409


async def old_link(desk: Desk, lead: int) -> str:
    """As it was made when it followed from the mark."""
    seen = f"{await desk.value('SELECT mark FROM installation')}:calendar:{lead}"
    return f"/cal/{lead}-{hashlib.sha256(seen.encode()).hexdigest()[:32]}"


async def made_before(desk: Desk, moment: datetime) -> None:
    await desk.value("UPDATE installation SET calendar_links_from = $1 RETURNING id", moment)


def known_by(file: str) -> list[str]:
    return re.findall(r"^UID:(.+?)\r?$", file, re.MULTILINE)


async def test_whoever_sees_the_mark_knows_no_link(desk: Desk) -> None:
    await made_before(desk, NOW - timedelta(days=1))
    lead, link = await a_date(desk)

    assert (await desk.http.get(await old_link(desk, lead))).status_code == 404
    assert (await desk.http.get(link)).status_code == 200


async def test_a_link_that_is_out_works_until_its_date_is_past_and_is_the_same_date_to_a_calendar(
    desk: Desk,
) -> None:
    await made_before(desk, NOW + timedelta(days=1))
    lead, link = await a_date(desk)
    before = await old_link(desk, lead)

    old, new = [(await desk.http.get(one)).text for one in (before, link)]
    desk.time.at = NOW + timedelta(days=12)

    assert known_by(old) == known_by(new) != []
    assert (await desk.http.get(before)).status_code == 404
    assert (await desk.http.get(link)).status_code == 200
