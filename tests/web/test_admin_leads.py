"""Looking at leads: the list, its pages and its search; one lead with everything about it."""

from datetime import timedelta
from typing import Any

import pytest
from PIL import Image

from tattoobot.db import leads, search
from tattoobot.db.leads import Flag
from tattoobot.db.search import Wanted
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Status
from tests.builders import NOW
from tests.web.conftest import KEY, Desk


async def touched(desk: Desk, lead: int, minutes: int) -> None:
    await desk.rows(
        "UPDATE leads SET updated_at = $2 WHERE id = $1 RETURNING id", lead, NOW + timedelta(minutes=minutes)
    )


async def named(
    desk: Desk, name: str, phone: str = "15550100001", status: Status = Status.PENDING_APPROVAL
) -> int:
    return await desk.a_lead(status, phone, name=name)


async def found(desk: Desk, **parameters: Any) -> list[int]:
    answer = await desk.get("/leads", **parameters)
    assert answer.status_code == 200, answer.text
    return [item["id"] for item in answer.json()["items"]]


async def test_without_leads_the_list_is_empty_and_has_no_next_page(desk: Desk) -> None:
    answer = await desk.get("/leads")

    assert answer.json() == {"items": [], "next_cursor": None}


async def test_newest_activity_comes_first(desk: Desk) -> None:
    first, second, third = [await desk.a_lead(phone=f"1555010000{n}") for n in range(3)]
    await touched(desk, first, 20)
    await touched(desk, second, 30)
    await touched(desk, third, 10)

    assert await found(desk) == [second, first, third]


async def test_pages_hold_every_lead_once_although_times_are_equal(desk: Desk) -> None:
    leads = [await desk.a_lead(phone=f"155501000{n:02}") for n in range(12)]
    for lead in leads:
        await touched(desk, lead, lead // 5)

    seen, cursor = [], ""
    while cursor is not None:
        page = (await desk.get("/leads", limit=5, cursor=cursor)).json()
        seen += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]

    assert seen == sorted(leads, reverse=True)


async def test_a_full_last_page_has_no_next(desk: Desk) -> None:
    await desk.a_lead()

    page = (await desk.get("/leads", limit=1)).json()

    assert (len(page["items"]), page["next_cursor"]) == (1, None)


async def test_activity_between_two_pages_repeats_nothing_on_them(desk: Desk) -> None:
    leads = [await desk.a_lead(phone=f"1555010000{n}") for n in range(4)]
    for lead in leads:
        await touched(desk, lead, lead)
    page = (await desk.get("/leads", limit=2)).json()
    await touched(desk, leads[0], 60)

    assert await found(desk, limit=2, cursor=page["next_cursor"]) == [leads[1]]


@pytest.mark.parametrize("cursor", ["x", "abc!", "A" * 22, "_" * 22, "f" * 99, "é", "AAAA", "\x00"])
async def test_a_bad_cursor_is_said_to_be_one(desk: Desk, cursor: str) -> None:
    answer = await desk.get("/leads", cursor=cursor)

    assert answer.status_code in {200, 422}
    if answer.status_code == 422:
        assert answer.json()["code"] == "invalid_cursor"


@pytest.mark.parametrize("limit", ["0", "101", "-1", "x", "1.5", "", "99999999999999999999"])
async def test_a_limit_is_between_1_and_100(desk: Desk, limit: str) -> None:
    answer = await desk.get("/leads", limit=limit)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_query")


async def test_leads_of_one_status_or_of_several(desk: Desk) -> None:
    waiting = await desk.a_lead(Status.PENDING_APPROVAL, "15550100001")
    paid = await desk.a_lead(Status.DEPOSIT_PAID, "15550100002")
    await desk.a_lead(Status.BOOKED, "15550100003")

    assert await found(desk, status="pending_approval") == [waiting]
    assert set(await found(desk, status="pending_approval, deposit_paid")) == {waiting, paid}
    assert set(await found(desk, status=["pending_approval", "deposit_paid"])) == {waiting, paid}
    assert len(await found(desk, status="")) == 3


async def test_an_unknown_status_is_422_and_names_the_known_ones(desk: Desk) -> None:
    answer = await desk.get("/leads", status="open")

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_query")
    assert "pending_approval" in answer.json()["detail"]


async def test_a_number_finds_the_lead_of_that_id(desk: Desk) -> None:
    first = await desk.a_lead(phone="15550100001")
    second = await desk.a_lead(phone="15550100002")

    assert await found(desk, q=f"#{second}") == [second]
    assert await found(desk, q=f" {first} ") == [first]
    assert await found(desk, q="#15550100001") == []


@pytest.mark.parametrize(
    "query",
    [
        "447700900123",
        "+44 7700 900123",
        "07700 900123",
        "0044 7700-900123",
        "4477009",
        "900123",
        "(07700) 900 123",
    ],
)
async def test_a_phone_number_is_found_as_people_give_it(desk: Desk, query: str) -> None:
    await desk.a_lead(phone="15550100001")
    lead = await desk.a_lead(phone="447700900123")

    assert await found(desk, q=query) == [lead]


@pytest.mark.parametrize("shown", ["551187654321", "5511987654321"])
@pytest.mark.parametrize(
    "query",
    [
        "+55 11 98765-4321",
        "5511987654321",
        "(11) 98765-4321",
        "011 98765 4321",
        "+55 (11) 8765-4321",
        "8765-4321",
    ],
)
async def test_a_brazilian_number_is_found_with_its_9_and_without(desk: Desk, shown: str, query: str) -> None:
    await desk.a_lead(phone="551187654320")
    lead = await desk.a_lead(phone=shown)

    assert await found(desk, q=query) == [lead]


@pytest.mark.parametrize(
    ("shown", "query"),
    [
        ("5215512345678", "+52 55 1234 5678"),
        ("525512345678", "+52 1 55 1234 5678"),
        ("5215512345678", "55 1234 5678"),
        ("5491123456789", "+54 11 2345-6789"),
        ("5491123456789", "011 15 2345-6789"),
        ("541123456789", "0054 9 11 2345 6789"),
    ],
)
async def test_a_number_is_found_however_whatsapp_spells_it(desk: Desk, shown: str, query: str) -> None:
    await desk.a_lead(phone="15550100001")
    lead = await desk.a_lead(phone=shown)

    assert await found(desk, q=query) == [lead]


@pytest.mark.parametrize(
    "query",
    ["maya", "MAYA", "lópez", "lopez", "may lop", "lopez maya", "Maya López-Ruiz", "ruiz", "@maya", "may"],
)
async def test_a_name_is_found_by_the_beginnings_of_its_words(desk: Desk, query: str) -> None:
    await named(desk, "Tom Example", "15550100002")
    lead = await named(desk, "✨Maya✨ López-Ruiz")

    assert await found(desk, q=query) == [lead]


@pytest.mark.parametrize("query", ["aya", "maya tom", "%", "_", "'", "\\", "--", "✨", "#", "#x", "+", "()"])
async def test_what_is_nobodys_name_finds_nobody(desk: Desk, query: str) -> None:
    await named(desk, "Maya López")

    assert await found(desk, q=query) == []


@pytest.mark.parametrize("query", ["", "  ", "\x00"])
async def test_blanks_search_for_nothing(desk: Desk, query: str) -> None:
    lead = await desk.a_lead()

    assert await found(desk, q=query) == [lead]


async def test_a_new_name_is_found_and_the_old_one_no_more(desk: Desk) -> None:
    lead = await named(desk, "Maya Example")
    await desk.rows("UPDATE clients SET name = 'Zoë' RETURNING id")

    assert await found(desk, q="zoe") == [lead]
    assert await found(desk, q="maya") == []


async def test_a_client_without_a_number_is_found_by_their_user_id(desk: Desk) -> None:
    lead = await desk.a_lead()

    assert await found(desk, q="GB.15550100001") == [lead]


async def test_search_and_status_and_pages_go_together(desk: Desk) -> None:
    leads = [await named(desk, "Maya Example", f"1555010000{n}") for n in range(3)]
    await named(desk, "Maya Example", "15550100008", Status.BOOKED)

    page = (await desk.get("/leads", q="maya", status="pending_approval", limit=2)).json()
    rest = await found(desk, q="maya", status="pending_approval", limit=2, cursor=page["next_cursor"])

    assert {item["id"] for item in page["items"]} | set(rest) == set(leads)


async def test_a_page_is_one_query_however_long_it_is(desk: Desk) -> None:
    for n in range(10):
        await desk.act(await desk.a_lead(phone=f"1555010000{n}"), "approve")
    queries: list[str] = []

    async with desk.database.transaction() as db:
        with db.query_logger(lambda record: queries.append(record.query)):
            rows = await search.page(db, Wanted(limit=10))

    assert len(rows) == 10
    assert len([query for query in queries if "SELECT" in query]) == 1


async def test_one_lead_with_everything_about_it(desk: Desk) -> None:
    lead = await desk.a_lead()
    await desk.act(lead, "approve", json={"note": "Lovely!"})
    message = await desk.value(
        "INSERT INTO messages (client_id, lead_id, direction, kind, text, body, status, at)"
        " VALUES (1, $1, 'in', 'image', 'like this', '{}', 'received', $2) RETURNING id",
        lead,
        NOW,
    )
    await desk.rows(
        "INSERT INTO photos (client_id, lead_id, message_id, media_id, caption, state)"
        " VALUES (1, $1, $2, 'm', 'like this', 'waiting') RETURNING id",
        lead,
        message,
    )
    async with desk.database.transaction() as db:
        await leads.raise_flags(db, [Flag(lead, FlagReason.VOICE_NOTE)], NOW)

    whole = (await desk.get(f"/leads/{lead}")).json()

    assert whole["needs_artist"] == {"reason": "voice_note", "since": "2026-03-10T10:00:00Z"}
    assert [(m["direction"], m["kind"], m["text"], m["status"]) for m in whole["messages"]] == [
        ("in", "image", "like this", "received")
    ]
    assert [(h["actor"], h["happened"], h["to_status"]) for h in whole["timeline"]] == [
        ("artist", "approved", "awaiting_deposit")
    ]
    assert [(p["state"], p["caption"], p["url"]) for p in whole["photos"]] == [("waiting", "like this", None)]
    assert [(d["status"], d["amount"]) for d in whole["deposits"]] == [("requested", "60.00")]
    assert whole["allowed_actions"] == ["reject", "withdraw", "cancel", "send-deposit", "answer"]


async def test_the_artists_own_messages_with_their_links_are_not_shown(desk: Desk) -> None:
    lead = await desk.a_lead(Status.DEPOSIT_PAID)
    await desk.act(lead, "send-booking-link", json={"url": "https://calendar.example.com/robin"})

    answer = await desk.get(f"/leads/{lead}")

    assert await desk.value("SELECT count(*) FROM messages WHERE artist_id IS NOT NULL") == 1
    assert "/a/" not in answer.text
    assert [message["kind"] for message in answer.json()["messages"]] == ["link"]


async def test_amounts_are_written_in_the_decimals_of_their_currency(desk: Desk) -> None:
    yen, dinar = await desk.a_lead(phone="15550100001"), await desk.a_lead(phone="15550100002")

    answers = [
        await desk.act(yen, "approve", json={"deposit": {"amount": "5000", "currency": "jpy"}}),
        await desk.act(dinar, "approve", json={"deposit": {"amount": "12.5", "currency": "KWD"}}),
    ]

    assert [answer.json()["deposit"]["amount"] for answer in answers] == ["5000", "12.500"]


async def test_only_a_picture_that_is_kept_is_given_out(desk: Desk) -> None:
    lead = await desk.a_lead()
    Image.new("RGB", (8, 8), "white").save(desk.photos / "fox.jpg")
    (desk.photos / "x.svg").write_text("<svg/>")
    for number, (file, kind, state) in enumerate(
        [
            ("fox.jpg", "image/jpeg", "kept"),
            ("x.svg", "image/svg+xml", "kept"),
            ("fox.jpg", "image/jpeg", "lost"),
            ("gone.jpg", "image/jpeg", "kept"),
            ("../secret", "image/jpeg", "kept"),
        ],
        start=1,
    ):
        await desk.rows(
            "WITH m AS (INSERT INTO messages (client_id, direction, kind, body, status) VALUES (1, 'in', 'image', '{}',"
            " 'received') RETURNING id) INSERT INTO photos (id, client_id, lead_id, message_id, media_id, mime_type,"
            " state, file) OVERRIDING SYSTEM VALUE SELECT $1, 1, $2, id, 'm', $3, $4, $5 FROM m RETURNING id",
            number,
            lead,
            kind,
            state,
            file,
        )

    jpeg, svg, *others = [await desk.get(f"/photos/{n}") for n in range(1, 7)]

    assert (jpeg.status_code, jpeg.headers["content-type"]) == (200, "image/jpeg")
    assert jpeg.headers["content-disposition"].startswith("inline")
    assert svg.headers["content-type"] == "application/octet-stream"
    assert svg.headers["content-disposition"].startswith("attachment")
    for answer in (jpeg, svg):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
    assert [answer.status_code for answer in others] == [404] * 4
    assert (await desk.get("/photos/abc")).json()["code"] == "photo_not_found"


@pytest.mark.parametrize("key", [None, "", "wrong", KEY + "x", KEY[:-1], KEY.upper(), "é", f" {KEY} x"])
@pytest.mark.parametrize(
    "path",
    ["/leads", "/leads/1", "/leads/abc", "/leads?limit=x", "/metrics", "/photos/1", "/leads/1/approve"],
)
async def test_without_the_key_nothing_is_told(desk: Desk, key: str | None, path: str) -> None:
    headers = {} if key is None else {b"X-Admin-API-Key": key.encode()}
    method = "POST" if path.endswith("approve") else "GET"

    answer = await desk.http.request(method, f"/admin{path}", headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (401, "unauthorized")
    assert "www-authenticate" in answer.headers
    assert KEY not in answer.text
