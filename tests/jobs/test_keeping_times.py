"""The clock goes on: what has been kept long enough is gone the next morning, and nothing else is."""

from datetime import timedelta
from pathlib import Path

import pytest

from tattoobot.domain.keep_rules import KeepRules
from tattoobot.domain.lead import Status
from tattoobot.jobs.retention import Keep, Retention
from tests.actions.conftest import Bench
from tests.builders import NOW
from tests.jobs.conftest import Post

DEPOSIT = """
    INSERT INTO deposits (lead_id, status, amount, currency, idempotency_key, expires_at, session_id, url, paid_at)
    VALUES ($1, $2, 60, 'GBP', 'k' || gen_random_uuid(), $3, 'cs_' || gen_random_uuid(), 'https://pay.example.com', $4)
    RETURNING id
"""
PHONES = iter(range(15550100001, 15550109999))


async def clean(bench: Bench, days: float, rules: KeepRules | None = None) -> None:
    now = NOW + timedelta(days=days)
    await Retention(bench.database, lambda: now, Keep(), rules or KeepRules()).clean()


async def a_quiet_lead(bench: Bench, status: Status, deposit: str = "") -> int:
    """Of a client of its own, with words, a picture, a notice and a row in the sheet; nothing since `NOW`."""
    phone = str(next(PHONES))
    lead = await bench.a_lead(status, phone)
    await bench.rows("UPDATE leads SET updated_at = $2 WHERE id = $1 RETURNING id", lead, NOW)
    await bench.rows("UPDATE clients SET created_at = $1 RETURNING id", NOW)
    client = await bench.value("SELECT client_id FROM leads WHERE id = $1", lead)
    for direction, of, artist in (("in", client, None), ("out", None, 1)):
        await bench.rows(
            "INSERT INTO messages (client_id, lead_id, artist_id, direction, kind, text, body, status, at, taken_at)"
            " VALUES ($1, $2, $3, $4, 'text', 'a quokka', '{\"text\": \"a quokka\"}', 'read', $5, $5) RETURNING id",
            of,
            lead,
            artist,
            direction,
            NOW,
        )
    await bench.rows(
        "INSERT INTO photos (client_id, lead_id, message_id, media_id, state, file, created_at)"
        " SELECT client_id, lead_id, id, 'm', 'kept', lead_id || '.jpg', at FROM messages"
        " WHERE lead_id = $1 AND direction = 'in' RETURNING id",
        lead,
    )
    await bench.rows(
        "INSERT INTO timeline (lead_id, at, actor, happened, detail)"
        " VALUES ($1, $2, 'client', 'answered', '{\"said\": \"a quokka\"}') RETURNING id",
        lead,
        NOW,
    )
    await bench.rows(
        "INSERT INTO sheet_rows (number, lead_id, shown) VALUES ($1, $1, $2) RETURNING number", lead, NOW
    )
    if deposit:
        paid = NOW if deposit in ("paid", "refunded") else None
        [row] = await bench.rows(DEPOSIT, lead, deposit, NOW, paid)
        await bench.rows(
            "INSERT INTO ledger (deposit_id, kind, amount, actor) VALUES ($1, 'requested', 60, 'bot') RETURNING id",
            row["id"],
        )
    return lead


async def is_there(bench: Bench, lead: int) -> bool:
    """With what its client told; the bare record of a payment may stay."""
    found: bool = await bench.value(
        "SELECT EXISTS (SELECT FROM leads WHERE id = $1 AND answers <> '{}')", lead
    )
    return found


@pytest.mark.parametrize(
    ("status", "deposit", "days"),
    [
        (Status.LAPSED, "", 90),
        (Status.QUALIFYING, "", 90),
        (Status.CANCELLED, "", 90),
        (Status.LAPSED, "expired", 90),
        (Status.REJECTED, "", 180),
        (Status.WAITLISTED, "", 180),
        (Status.BOOKED, "", 2192),
        (Status.COMPLETED, "paid", 2192),
        (Status.CANCELLED, "refunded", 2192),
        (Status.LAPSED, "paid", 2192),
    ],
)
async def test_enquiry_is_kept_for_its_time_and_then_all_of_it_goes_with_its_client(
    bench: Bench, status: Status, deposit: str, days: int
) -> None:
    lead = await a_quiet_lead(bench, status, deposit)

    await clean(bench, days - 1)
    assert await is_there(bench, lead)

    await clean(bench, days + 1)
    for table in ("messages", "photos", "flags", "reminders", "handles", "client_search"):
        assert await bench.rows(f"SELECT * FROM {table}") == [], table
    assert not await is_there(bench, lead)
    records = await bench.rows("SELECT lead_id, amount, url FROM deposits")
    assert records == ([{"lead_id": lead, "amount": 60, "url": None}] if deposit else [])
    assert await bench.value("SELECT count(*) FROM leads") == len(records)
    assert await bench.value("SELECT count(*) FROM timeline") == len(records)
    [client] = await bench.rows("SELECT name, phone, user_id, erased_at FROM clients")
    assert client == {"name": "", "phone": None, "user_id": None, "erased_at": NOW + timedelta(days=days + 1)}
    assert await bench.rows("SELECT lead_id FROM sheet_rows") == [{"lead_id": None}]


async def test_record_of_a_payment_is_left_alone_every_night_after(bench: Bench) -> None:
    await a_quiet_lead(bench, Status.COMPLETED, "paid")
    for night in (2193, 2194, 9999):
        await clean(bench, night)

    assert await bench.rows("SELECT happened, actor, detail FROM timeline") == [
        {"happened": "erased", "actor": "clock", "detail": {}}
    ]
    assert await bench.value("SELECT erased_at FROM clients") == NOW + timedelta(days=2193)


@pytest.mark.parametrize("status", [Status.PENDING_APPROVAL, Status.DEPOSIT_PAID, Status.BOOKING_PENDING])
async def test_what_waits_for_somebody_stays_until_they_decide(bench: Bench, status: Status) -> None:
    lead = await a_quiet_lead(bench, status)

    await clean(bench, 5000)

    assert await is_there(bench, lead)


async def test_enquiry_whose_payment_page_may_still_be_paid_stays(bench: Bench) -> None:
    lead = await a_quiet_lead(bench, Status.CANCELLED, "open")

    await clean(bench, 400)

    assert await is_there(bench, lead)


async def test_pictures_of_what_came_to_nothing_go_a_month_later_and_words_stay(bench: Bench) -> None:
    gone = [await a_quiet_lead(bench, status) for status in (Status.LAPSED, Status.REJECTED)]
    for status in (Status.WAITLISTED, Status.PENDING_APPROVAL, Status.BOOKED):
        await a_quiet_lead(bench, status)

    await clean(bench, 29)
    assert await bench.value("SELECT count(*) FROM photos") == 5

    await clean(bench, 31)
    assert await bench.value("SELECT count(*) FROM photos") == 3
    assert await bench.value("SELECT count(*) FROM messages") == 10
    files = await bench.rows(
        "SELECT body ->> 'file' AS file FROM outbox WHERE kind = 'DeletePhoto' ORDER BY 1"
    )
    assert [row["file"] for row in files] == [f"{lead}.jpg" for lead in gone]


async def test_time_counts_from_the_last_word_and_who_has_just_written_keeps_everything(
    bench: Bench,
) -> None:
    wrote, writes = [await a_quiet_lead(bench, Status.LAPSED) for _ in range(2)]
    later = NOW + timedelta(days=80)
    await bench.rows(
        "UPDATE messages SET at = $2 WHERE lead_id = $1 AND direction = 'in' RETURNING id", wrote, later
    )
    await bench.rows(
        "UPDATE clients SET turn_due_at = $2 FROM leads WHERE leads.id = $1 AND clients.id = client_id"
        " RETURNING clients.id",
        writes,
        NOW + timedelta(days=100),
    )

    await clean(bench, 100)

    assert [await is_there(bench, lead) for lead in (wrote, writes)] == [True, True]


async def test_client_with_another_enquiry_stays_and_loses_only_the_old_one(bench: Bench) -> None:
    old, booked = await a_quiet_lead(bench, Status.LAPSED), await a_quiet_lead(bench, Status.BOOKED)
    await bench.rows(
        "UPDATE leads SET client_id = (SELECT client_id FROM leads WHERE id = $2) WHERE id = $1 RETURNING id",
        old,
        booked,
    )

    await clean(bench, 100)

    assert [await is_there(bench, lead) for lead in (old, booked)] == [False, True]
    kept = await bench.rows(
        "SELECT phone FROM clients JOIN leads ON leads.client_id = clients.id WHERE erased_at IS NULL"
    )
    assert len(kept) == 1
    assert kept[0]["phone"] is not None
    assert await bench.rows("SELECT DISTINCT lead_id FROM messages") == [{"lead_id": booked}]


async def test_studio_decides_how_long(bench: Bench) -> None:
    lead = await a_quiet_lead(bench, Status.REJECTED)

    await clean(bench, 59, KeepRules(declined=timedelta(days=60)))
    assert await is_there(bench, lead)

    await clean(bench, 61, KeepRules(declined=timedelta(days=60)))
    assert not await is_there(bench, lead)


async def test_more_than_a_batch_goes_in_one_night(bench: Bench) -> None:
    lead = await a_quiet_lead(bench, Status.LAPSED)
    await bench.rows(
        "INSERT INTO leads (client_id, artist_id, status, updated_at)"
        " SELECT client_id, artist_id, status, updated_at FROM leads, generate_series(1, 250) WHERE id = $1"
        " RETURNING id",
        lead,
    )

    await clean(bench, 100)

    assert await bench.value("SELECT count(*) FROM leads") == 0


async def test_picture_that_somebody_else_sent_too_stays_on_the_shelf(post: Post, tmp_path: Path) -> None:
    lapsed = await a_quiet_lead(post.bench, Status.LAPSED)
    await a_quiet_lead(post.bench, Status.BOOKED)
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "own.jpg").write_bytes(b"own")
    (folder / "shared.jpg").write_bytes(b"shared")
    await post.bench.rows("UPDATE photos SET file = 'shared.jpg' RETURNING id")
    message = await post.bench.value(
        "SELECT id FROM messages WHERE lead_id = $1 AND direction = 'out'", lapsed
    )
    await post.bench.rows(
        "INSERT INTO photos (client_id, lead_id, message_id, media_id, state, file, created_at)"
        " SELECT client_id, id, $2, 'n', 'kept', 'own.jpg', $3 FROM leads WHERE id = $1 RETURNING id",
        lapsed,
        message,
        NOW,
    )

    await clean(post.bench, 31)
    post.later(timedelta(days=32))
    await post.deliver()

    assert [file.name for file in folder.iterdir()] == ["shared.jpg"]
