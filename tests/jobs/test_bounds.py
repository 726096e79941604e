"""No delivery goes on for ever, none holds up another, and nothing is sent after STOP."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta

import asyncpg
import pytest

from tattoobot.actions.keep_messages import keep_messages
from tattoobot.actions.retry_dead_letter import retry_dead_letter
from tattoobot.actions.take_turns import MOST_AT_ONCE, take_turns
from tattoobot.adapters.failures import AnswerLost, DeliveryFailed
from tattoobot.adapters.whatsapp.client import MediaFile, WhatsApp
from tattoobot.db import outbox
from tattoobot.db.dead_letters import Kind as Letter
from tattoobot.db.engine import TROUBLE_OF_THE_MOMENT
from tattoobot.db.presence import LOCKS, workers_present
from tattoobot.domain.delivery import Failure, Reaction
from tattoobot.domain.messages import Kind, Media, Outgoing, Recipient
from tattoobot.domain.pictures import MOST_BYTES_A_DAY, MOST_FILES_A_DAY
from tests.builders import NOW, a_message, a_picture
from tests.jobs.conftest import PHONE, Post
from tests.product.conftest import eventually

STOPPED = "won't message"


class Saying(WhatsApp):
    """Somebody sees each message on its way, and what becomes of it is theirs to say."""

    def __init__(self, seen: Callable[[str], Awaitable[str]]) -> None:
        self._seen = seen

    async def send(self, to: Recipient, message: Outgoing, reference: str) -> str:
        return await self._seen(getattr(message, "body", ""))


class Far(WhatsApp):
    """Its pictures take as long as somebody says."""

    def __init__(self) -> None:
        self.fetching = 0
        self.there = asyncio.Event()

    async def send(self, to: Recipient, message: Outgoing, reference: str) -> str:
        return "wamid.good"

    async def mark_read(self, message_id: str, *, typing: bool = False) -> None:
        pass

    async def media(self, media_id: str) -> MediaFile:
        self.fetching += 1
        await self.there.wait()
        raise DeliveryFailed(Failure(Reaction.REFUSED, "It is gone."))


async def stop(post: Post) -> None:
    await post.bench.receive(a_message("STOP", phone=PHONE, user_id=None), now=post.now)


async def die(post: Post) -> None:
    """A worker takes what is due, and is never heard of again."""
    nobody = 1
    async with post.bench.database.transaction() as db:
        await outbox.claim(db, post.now, 10, nobody)
    await post.outbox.recover()
    post.later(timedelta(seconds=2))


@pytest.mark.parametrize("kind", [Kind.IMAGE, Kind.TEXT])
async def test_what_three_workers_died_with_is_a_dead_letter(post: Post, kind: Kind) -> None:
    if kind is Kind.IMAGE:
        await post.bench.receive(a_picture(phone=PHONE, user_id=None))
    else:
        await post.write(await post.bench.a_lead(phone=PHONE), "See you on Monday.")
    for _ in range(2):
        await die(post)
    assert {row["state"] for row in await post.waiting()} <= {"waiting", "unsure"}

    await die(post)

    assert {row["state"] for row in await post.waiting() if row["attempts"]} == {"dead"}
    assert "delivery_failed" in [reason for reason, _ in await post.flags()]


async def test_dead_letter_that_is_retried_may_lose_three_workers_again(post: Post) -> None:
    await post.write(await post.bench.a_lead(phone=PHONE), "See you on Monday.")
    for _ in range(3):
        await die(post)
    letter = await post.bench.value("SELECT id FROM outbox")
    async with post.bench.database.transaction() as db:
        await retry_dead_letter(db, Letter.OUTBOX, str(letter), post.now)

    await die(post)

    assert [row["state"] for row in await post.waiting()] == ["unsure"]


async def test_worker_that_ends_as_it_should_has_not_died_with_what_it_lets_go(post: Post) -> None:
    await post.write(await post.bench.a_lead(phone=PHONE), "See you on Monday.")

    for _ in range(outbox.MOST_TAKEOVERS + 1):
        async with post.bench.database.transaction() as db:
            assert await outbox.claim(db, post.now, 10, post.presence.number)
        await post.outbox.let_go()
        await post.outbox.recover()
        post.later(timedelta(seconds=2))

    assert await post.bench.rows("SELECT state, takeovers FROM outbox") == [
        {"state": "unsure", "takeovers": 0}
    ]


async def test_worker_that_is_leaving_takes_nothing_more(post: Post) -> None:
    await post.write(await post.bench.a_lead(phone=PHONE), "See you on Monday.")

    post.presence.leave()
    await post.deliver()

    assert await post.tried() == []


async def test_worker_that_loses_its_connections_has_not_died(post: Post) -> None:
    await post.write(await post.bench.a_lead(phone=PHONE), "See you on Monday.")
    number = post.presence.number
    async with post.bench.database.transaction() as db:
        await outbox.claim(db, post.now, 10, number)
        await db.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks"
            " WHERE locktype = 'advisory' AND classid = $1 AND objid = $2",
            LOCKS,
            number,
        )

    async def is_back() -> bool:
        await post.outbox.recover()
        async with post.bench.database.transaction() as db:
            return await workers_present(db) == 1

    await eventually(is_back)

    assert post.presence.number == number
    assert await post.bench.rows("SELECT state, takeovers FROM outbox") == [
        {"state": "sending", "takeovers": 0}
    ]


async def test_answer_that_came_while_the_database_was_away_is_recorded_when_it_is_back(
    post: Post, database_url: str
) -> None:
    await post.write(await post.bench.a_lead(phone=PHONE), "See you on Monday.")
    # One at a time may be asked of a connection, and both may want to at once.
    stranger, looker = await asyncpg.connect(database_url), await asyncpg.connect(database_url)
    seen: list[str] = []

    async def answered(words: str) -> str:
        seen.append(words)
        await stranger.execute("BEGIN")
        await stranger.execute("LOCK TABLE outbox IN ACCESS EXCLUSIVE MODE")
        return "wamid.good"

    async def broken() -> bool:
        """Whoever waits for the table, to record the answer, is thrown out."""
        return bool(
            await looker.fetch(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
        )

    post.speaks_through(Saying(answered))
    step = asyncio.create_task(post.outbox.step())
    await eventually(broken)
    with pytest.raises(TROUBLE_OF_THE_MOMENT):
        await step
    await stranger.close()
    await looker.close()
    await post.deliver()

    assert seen == ["See you on Monday."]
    assert [status for _, _, status in await post.said()] == ["sent"]
    assert await post.waiting() == []


@pytest.mark.parametrize("outcome", ["sent", "again", "lost"])
async def test_what_is_on_its_way_when_somebody_says_stop_does_not_come_again(
    post: Post, outcome: str
) -> None:
    await post.bench.receive(a_message("hi", phone=PHONE, user_id=None), now=post.now)
    seen: list[str] = []

    async def on_its_way(words: str) -> str:
        seen.append(words)
        if len(seen) > 1:
            return "wamid.later"
        await stop(post)
        if outcome == "again":
            raise DeliveryFailed(Failure(Reaction.RETRY, "Away."))
        if outcome == "lost":
            raise AnswerLost("No answer.")
        return "wamid.first"

    post.speaks_through(Saying(on_its_way))
    await post.deliver()
    post.later(timedelta(hours=1))
    await post.deliver()

    assert len(seen) == 2
    assert STOPPED in seen[1]
    assert await post.waiting() == []
    first = (await post.said())[0]
    assert first[2] == ("sent" if outcome == "sent" else "held_back")


@pytest.mark.parametrize("state", ["waiting", "unsure"])
async def test_what_is_about_to_be_tried_again_is_not_after_stop(post: Post, state: str) -> None:
    await post.write(await post.bench.a_lead(phone=PHONE), "See you on Monday.")
    await post.bench.rows("UPDATE outbox SET state = $1, attempts = 1 RETURNING id", state)

    await stop(post)
    await post.deliver()

    assert [status for _, text, status in await post.said() if "Monday" in text] == ["held_back"]
    assert len(await post.tried()) == 1


async def test_message_that_crossed_with_stop_goes_no_further(post: Post) -> None:
    lead = await post.bench.a_lead(phone=PHONE)
    await stop(post)
    await post.write(lead, "Written by somebody who had not heard of it.")
    await post.deliver()

    assert [status for _, text, status in await post.said() if "not heard" in text] == ["held_back"]
    assert await post.waiting() == []
    assert len(await post.tried()) == 1


async def test_message_that_is_changed_into_stop_is_stop(post: Post) -> None:
    await post.write(await post.bench.a_lead(phone=PHONE), "See you on Monday.")

    edit = a_message("STOP", Kind.EDIT, reply_to="wamid.before", phone=PHONE, user_id=None)
    await post.bench.receive(edit, now=post.now)
    await post.deliver()

    assert await post.bench.value("SELECT opted_out FROM clients WHERE phone = $1", PHONE)
    assert [status for _, text, status in await post.said() if "Monday" in text] == ["held_back"]
    [answer] = await post.tried()
    assert STOPPED in str(answer)


@pytest.mark.parametrize("state", ["waiting", "unsure", "sending"])
async def test_what_waits_for_one_of_two_who_turn_out_to_be_one_is_not_sent_after_the_stop_of_the_other(
    post: Post, state: str
) -> None:
    user_id = "US.10000000000000000009"
    await post.bench.receive(a_message("STOP", phone=None, user_id=user_id), now=post.now)
    await post.write(await post.bench.a_lead(phone=PHONE), "See you on Monday.")
    await post.bench.rows(
        "UPDATE outbox SET state = $1 WHERE order_key = (SELECT 'client:' || id FROM clients WHERE phone = $2)"
        " RETURNING id",
        state,
        PHONE,
    )

    await post.bench.receive(a_message("", Kind.REACTION, phone=PHONE, user_id=user_id), now=post.now)

    assert [status for _, text, status in await post.said() if "Monday" in text] == ["held_back"]
    assert [row["kind"] for row in await post.waiting() if row["kind"] == "SendMessage"] == ["SendMessage"]


async def test_answer_that_cannot_be_recorded_holds_up_no_other(post: Post) -> None:
    lead = await post.bench.a_lead(phone=PHONE)
    other = await post.bench.a_lead(phone="15550100002")

    async def answered(words: str) -> str:
        if words == "one":
            raise DeliveryFailed(Failure(Reaction.RETRY, "No text for PostgreSQL: \0"))
        return "wamid.good"

    post.speaks_through(Saying(answered))
    await post.write(lead, "one")
    await post.write(other, "two")
    await post.deliver()

    assert [status for _, _, status in await post.said()] == ["failed", "sent"]
    assert [row["state"] for row in await post.waiting()] == ["dead"]


@pytest.mark.parametrize("asked", [1e9, float("inf"), float("nan"), -1.0])
async def test_however_long_a_provider_asks_for_the_line_goes_on_within_the_hour(
    post: Post, asked: float
) -> None:
    lead = await post.bench.a_lead(phone=PHONE)

    async def busy(_: str) -> str:
        raise DeliveryFailed(Failure(Reaction.SLOW_NUMBER, "Too much.", retry_after=asked))

    post.speaks_through(Saying(busy))
    await post.write(lead, "See you on Monday.")
    await post.deliver()

    [waiting] = await post.waiting()
    assert post.now < waiting["due_at"] <= post.now + timedelta(minutes=66)
    assert await post.bench.rows(
        "SELECT 1 FROM pauses WHERE until > clock_timestamp()"
        " AND until < clock_timestamp() + interval '61 minutes'"
    )


async def test_what_one_client_sends_in_a_rush_is_read_in_parts(post: Post) -> None:
    rush = [a_message(f"and a fox, number {n}", phone=PHONE, user_id=None) for n in range(MOST_AT_ONCE + 1)]
    await post.bench.receive(*rush)
    unread = "SELECT count(*) FROM messages WHERE direction = 'in' AND taken_at IS NULL"
    assert await post.bench.value(unread) == 1

    async with post.bench.database.transaction() as db:
        taken = [len(await take_turns(db, post.bench.house, NOW)) for _ in range(2)]

    assert taken == [1, 0]
    assert await post.bench.value(unread) == 0


async def test_long_reading_keeps_nobody_else_waiting(post: Post) -> None:
    words = "a fox among ferns, 10 cm, on my left arm, some time in May. " * 60
    async with post.bench.database.transaction() as db:
        rush = [a_message(f"{n} {words}", phone=PHONE, user_id=None) for n in range(20)]
        await keep_messages(db, post.bench.house, rush, NOW)

    async with post.bench.database.transaction() as db:
        before = time.thread_time()
        await take_turns(db, post.bench.house, NOW)
        spent_here = time.thread_time() - before

    assert spent_here < 0.1


async def test_pictures_are_fetched_few_at_once(post: Post) -> None:
    await post.bench.receive(*[a_picture(phone=PHONE, user_id=None) for _ in range(6)])

    async with post.bench.database.transaction() as db:
        claimed = await outbox.claim(db, NOW, 100, 1)

    assert sum(delivery.kind == "FetchPhoto" for delivery in claimed) == outbox.MOST_PICTURES


async def test_no_more_pictures_are_fetched_while_others_still_come(post: Post) -> None:
    far = Far()
    post.speaks_through(far)
    await post.bench.receive(*[a_picture(phone=PHONE, user_id=None) for _ in range(outbox.MOST_PICTURES + 2)])

    for _ in range(4):
        await post.outbox.step()
    assert far.fetching == outbox.MOST_PICTURES

    far.there.set()
    await post.deliver()
    assert far.fetching == outbox.MOST_PICTURES + 2


@pytest.mark.parametrize(("files", "size"), [(MOST_FILES_A_DAY, 1), (2, MOST_BYTES_A_DAY // 2)])
async def test_one_client_does_not_fill_the_disk(post: Post, files: int, size: int) -> None:
    await post.bench.receive(*[a_picture(phone=PHONE, user_id=None) for _ in range(3)])
    await post.bench.rows(
        "WITH m AS (INSERT INTO messages (client_id, direction, kind, body, status, at)"
        " SELECT 1, 'in', 'image', '{}', 'received', $2 FROM generate_series(1, $1::int) RETURNING id)"
        " INSERT INTO photos (client_id, message_id, media_id, state, bytes, created_at)"
        " SELECT 1, id, '1', 'kept', $3, $2 FROM m RETURNING id",
        files,
        NOW,
        size,
    )
    await post.deliver()

    assert [reason for reason, _ in await post.flags()] == ["too_many_files"]
    assert await post.waiting() == []


async def test_picture_of_another_sort_is_asked_for_as_a_photo_at_once(post: Post) -> None:
    media = Media("300000000000778", "image/heic", filename="fox.heic")

    await post.bench.receive(a_message("", Kind.DOCUMENT, media=media, phone=PHONE, user_id=None))
    await post.deliver()

    said = " ".join(await post.bench.said())
    assert "as a photo instead" in said
    assert "got your picture" not in said
    assert "come through" not in said
