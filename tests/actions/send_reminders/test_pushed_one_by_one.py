"""Where notices are on, every new enquiry comes up at once, also while WhatsApp tells of several together."""

from datetime import timedelta

import pytest

from tattoobot.db import desk_sessions, push
from tattoobot.domain.push import Device
from tests.actions.send_reminders.conftest import HOUR, Time
from tests.actions.send_reminders.test_a_day_of_twelve import confirms, to_artist
from tests.builders import NOW


async def shows_notices(time: Time, *, instead: bool = False) -> None:
    artist = time.house.first_artist.id
    async with time.database.transaction() as db:
        secret = await desk_sessions.begin(db, artist, "a phone", NOW)
        session = await desk_sessions.find(db, secret, NOW)
        assert session is not None
        device = Device(0, "https://fcm.googleapis.com/push/1", b"a key", b"a secret")
        await push.keep(db, session.id, device, NOW)
        await push.choose(db, artist, instead=instead)


async def pushed(time: Time) -> list[tuple[int | None, str, bool]]:
    """Of which enquiry, what is said, and whether a message tells of the same."""
    rows = await time.rows("SELECT body FROM outbox WHERE kind = 'PushNotice' ORDER BY id")
    return [
        (row["body"]["lead_id"], row["body"]["text"], row["body"]["notice_id"] is not None) for row in rows
    ]


async def test_each_comes_up_when_it_comes_whatever_whatsapp_says_together(time: Time) -> None:
    await shows_notices(time)

    made = []
    for n in range(4):
        made.append(await confirms(time, n))
        await time.pass_until(time.now + timedelta(minutes=30))

    told = await to_artist(time)
    assert [text.splitlines()[0][:14] for text in told] == ["New enquiry #1", "2 wait for you"]
    assert await pushed(time) == [
        (lead, f"A new enquiry is ready for you: #{lead}.", n < 2) for n, lead in enumerate(made)
    ]


async def test_without_notices_nothing_is_pushed(time: Time) -> None:
    for n in range(3):
        await confirms(time, n)

    assert await pushed(time) == []


async def test_what_tells_of_those_who_came_since_says_how_many(time: Time) -> None:
    for n in range(4):
        await confirms(time, n)
    await time.pass_until(time.now + 5 * HOUR)

    assert (await to_artist(time))[-1].splitlines()[0].endswith("New: 2")


@pytest.mark.parametrize(("instead", "status"), [(True, "held_back"), (False, "queued")])
async def test_who_wants_notices_alone_gets_the_list_of_all_as_one(
    time: Time, instead: bool, status: str
) -> None:
    await shows_notices(time, instead=instead)
    for n in range(3):
        await confirms(time, n)
    await time.do("DELETE FROM outbox")

    await time.pass_until(time.now + 5 * HOUR, delivered=False)

    newest = "SELECT status FROM messages WHERE artist_id IS NOT NULL ORDER BY id DESC LIMIT 1"
    assert await time.value(newest) == status
    assert (await pushed(time))[-1] == (None, "Waiting for you: 3.", True)
