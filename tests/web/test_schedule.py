"""What will be sent when, as the admin API shows it."""

from datetime import timedelta

import pytest

from tattoobot.domain.lead import Status
from tests.builders import NOW
from tests.web.conftest import KEY, Desk


async def begun(desk: Desk, phone: str, hours_ago: float) -> int:
    return await desk.a_lead(Status.QUALIFYING, phone, asked="budget", wrote=NOW - timedelta(hours=hours_ago))


async def test_the_soonest_come_first_with_their_words(desk: Desk) -> None:
    later = await begun(desk, "15550100001", hours_ago=0)
    sooner = await begun(desk, "15550100002", hours_ago=1)

    items = (await desk.get("/schedule")).json()["items"]

    assert [(item["at"], item["lead_id"], item["kind"]) for item in items[:3]] == [
        ("2026-03-10T13:00:00Z", sooner, "unfinished"),
        ("2026-03-10T14:00:00Z", later, "unfinished"),
        ("2026-03-10T20:30:00Z", sooner, "unfinished_again"),
    ]
    assert items[0]["text"].startswith("Still here when you are!")
    assert items[0]["client"]["name"] == "Maya Example"
    assert [item["does"] for item in items] == ["remind"] * 4 + ["lapse"] * 2


async def test_what_goes_out_as_a_template_names_it(desk: Desk) -> None:
    await desk.a_lead(Status.BOOKING_PENDING)

    items = (await desk.get("/schedule")).json()["items"]

    assert [(item["kind"], item["template"]) for item in items] == [
        ("choose_date", "choose_your_date"),
        ("choose_date_again", "choose_your_date"),
    ]


async def test_what_will_not_be_sent_says_why(desk: Desk) -> None:
    await begun(desk, "15550100001", hours_ago=25)

    items = (await desk.get("/schedule")).json()["items"]

    assert [(item["kind"], item["obstacle"]) for item in items] == [
        ("unfinished", "window_closed"),
        ("unfinished_again", "window_closed"),
        (None, None),
    ]


async def test_it_is_cut_where_it_was_asked_to_be_and_nothing_before_is_left_out(desk: Desk) -> None:
    for number in range(60):
        await begun(desk, f"155501001{number:02}", hours_ago=number / 20)

    items = (await desk.get("/schedule", limit=3)).json()["items"]

    assert [item["at"] for item in items] == [
        "2026-03-10T11:03:00Z",
        "2026-03-10T11:06:00Z",
        "2026-03-10T11:09:00Z",
    ]


async def test_nothing_ahead_is_an_empty_list(desk: Desk) -> None:
    assert (await desk.get("/schedule")).json() == {"items": []}


@pytest.mark.parametrize(("key", "limit", "status"), [("wrong", 5, 401), (KEY, 0, 422), (KEY, 101, 422)])
async def test_key_and_limit_are_checked(desk: Desk, key: str, limit: int, status: int) -> None:
    answer = await desk.http.get("/admin/schedule", params={"limit": limit}, headers={"X-Admin-API-Key": key})

    assert answer.status_code == status
