"""One number in two spellings is one person: an artist, a client whom the artist wrote to, who was told of."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tattoobot.actions.change_handle import change_handle
from tattoobot.actions.house import House
from tattoobot.actions.keep_echo import keep_echo
from tattoobot.domain.messages import HandleChanged
from tests.actions.conftest import Bench
from tests.builders import NOW, a_message

AS_DIALLED, AS_SHOWN = "5511987654321", "551187654321"
LATER = NOW + timedelta(hours=1)


def with_artists_number(house: House, number: str) -> House:
    artists = {id_: replace(artist, whatsapp_number=number) for id_, artist in house.artists.items()}
    return replace(house, artists=artists)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (AS_DIALLED, AS_SHOWN),
        (AS_SHOWN, AS_DIALLED),
        ("525512345678", "5215512345678"),
        ("54111523456789", "5491123456789"),
    ],
)
async def test_an_artist_is_recognised_whichever_way_the_number_is_spelled(
    bench: Bench, written: str, shown: str
) -> None:
    bench.house = with_artists_number(bench.house, written)

    await bench.receive(a_message("ok", phone=shown, user_id=None, at=NOW))

    assert await bench.value("SELECT count(*) FROM clients") == 0
    assert await bench.value("SELECT last_message_at FROM artists") == NOW


async def test_an_answer_to_a_number_as_it_is_dialled_belongs_to_the_client_who_is_shown_otherwise(
    bench: Bench,
) -> None:
    await bench.receive(a_message("a fox, 10 cm", phone=AS_SHOWN, user_id=None))

    async with bench.database.transaction() as db:
        await keep_echo(db, bench.house, a_message("Hi!", phone=AS_DIALLED, user_id=None, at=LATER), LATER)

    assert await bench.rows("SELECT phone FROM clients") == [{"phone": AS_SHOWN}]
    assert await bench.value("SELECT count(*) FROM handovers") == 1


async def test_messages_go_to_the_number_that_whatsapp_showed_last(bench: Bench) -> None:
    await bench.receive(a_message("a fox, 10 cm", phone=AS_DIALLED, user_id=None))

    await bench.receive(a_message("on my arm", phone=AS_SHOWN, user_id=None), now=LATER)

    assert await bench.rows("SELECT phone FROM clients") == [{"phone": AS_SHOWN}]


async def test_two_spellings_in_one_batch_are_one_new_client(bench: Bench) -> None:
    await bench.receive(
        a_message("a fox", phone=AS_DIALLED, user_id=None), a_message("10 cm", phone=AS_SHOWN, user_id=None)
    )

    assert await bench.value("SELECT count(*) FROM clients") == 1


async def test_an_old_number_is_let_go_of_in_all_its_spellings(bench: Bench) -> None:
    await bench.receive(a_message("a fox", phone=AS_SHOWN, user_id=None))

    async with bench.database.transaction() as db:
        await change_handle(db, HandleChanged(phone=AS_DIALLED, new_phone="15550100002"), LATER)
    await bench.receive(
        a_message("hi", phone=AS_DIALLED, user_id=None, at=LATER + timedelta(seconds=1)), now=LATER
    )

    assert await bench.rows("SELECT phone FROM clients ORDER BY id") == [
        {"phone": "15550100002"},
        {"phone": AS_DIALLED},
    ]
