"""What the outbox makes of WhatsApp's answers: the twin gives them, the rows show what followed."""

from datetime import UTC, datetime, timedelta

from tattoobot.actions.approve_lead import approve_lead
from tattoobot.actions.record_consent import REFUSED
from tattoobot.actions.record_receipts import record_receipts
from tattoobot.actions.request_deposit import send_deposit
from tattoobot.adapters.whatsapp import errors
from tattoobot.domain.messages import Receipt
from tests.actions.conftest import Bench
from tests.builders import NOW
from tests.jobs.conftest import Post


async def fail_later(bench: Bench, code: int) -> None:
    """WhatsApp had accepted the newest message, and reports now that it failed."""
    message = await bench.value("SELECT max(id) FROM messages")
    failure = errors.failure({"code": code, "title": "As WhatsApp says it"})
    receipt = Receipt("wamid.later", "failed", NOW, reference=await bench.reference(message), failure=failure)
    async with bench.database.transaction() as db:
        await record_receipts(db, bench.house, [receipt], NOW)


async def agreed(bench: Bench) -> list[tuple[str, bool, str]]:
    rows = await bench.rows("SELECT purpose, given, wording FROM consents ORDER BY id")
    return [(row["purpose"], row["given"], row["wording"]) for row in rows]


async def test_client_who_switched_offers_off_gets_none_from_the_first_refusal_on(post: Post) -> None:
    lead = await post.bench.a_lead()
    await post.refuse(131050)
    for _ in range(2):
        await post.write(lead, "Our books are open again.")
    await post.deliver()

    assert await agreed(post.bench) == [("marketing", False, REFUSED)]
    assert await post.flags() == [
        ("delivery_failed", "The client has stopped marketing messages from the studio.")
    ]
    assert len(await post.tried()) == 2


async def test_told_later_that_offers_are_switched_off_it_is_kept_too(post: Post) -> None:
    lead = await post.bench.a_lead()
    await post.write(lead, "Our books are open again.")
    await post.deliver()

    await fail_later(post.bench, 131050)

    assert await agreed(post.bench) == [("marketing", False, REFUSED)]


async def test_failure_after_acceptance_is_shown_in_plain_words(post: Post) -> None:
    lead = await post.bench.a_lead()
    await post.write(lead, "See you on Monday.")
    await post.deliver()
    assert [status for _, _, status in await post.said()] == ["sent"]

    await fail_later(post.bench, 131026)

    assert [status for _, _, status in await post.said()] == ["failed"]
    [(reason, cause)] = await post.flags()
    assert (reason, cause) == ("message_failed", errors.ERRORS[131026][1])


async def test_artists_marketing_is_nobodys_consent(post: Post) -> None:
    await post.refuse(131050)
    artist = post.bench.house.first_artist.id
    async with post.bench.database.transaction() as db:
        await db.execute(
            "INSERT INTO messages (artist_id, direction, kind, text, body, status, at)"
            """ VALUES ($1, 'out', 'Text', 'x', '{"body": "x"}', 'queued', $2)""",
            artist,
            NOW,
        )
        await db.execute(
            "INSERT INTO outbox (kind, order_key, body, message_id, due_at, created_at)"
            " SELECT 'SendMessage', 'artist:1', jsonb_build_object('message_id', id), id, $1, $1 FROM messages",
            NOW,
        )
    post.later(timedelta(seconds=1))

    await post.deliver()

    assert await agreed(post.bench) == []


async def test_page_that_stripe_opened_unheard_is_the_one_that_is_sent(post: Post) -> None:
    post.later(datetime.now(UTC) - NOW)
    lead = await post.bench.a_lead()
    async with post.bench.database.transaction() as db:
        await approve_lead(db, post.bench.house, lead, post.now)
    await post.sandbox.post("/moods", {"stripe": "drops_after_accepting"})
    await post.deliver()
    await post.bench.rows("UPDATE outbox SET state = 'dead', failure = 'Given up.' RETURNING id")
    await post.sandbox.post("/moods", {"stripe": "ok"})

    async with post.bench.database.transaction() as db:
        await send_deposit(db, post.bench.house, lead, post.now)
    await post.deliver()

    pages = await post.sandbox.get("/checkouts")
    assert [page["status"] for page in pages] == ["open"]
    assert await post.bench.rows("SELECT status FROM deposits") == [{"status": "open"}]
