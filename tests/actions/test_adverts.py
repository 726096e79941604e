from dataclasses import asdict

from tattoobot.domain.advert import Advert
from tattoobot.domain.merging import completed
from tattoobot.domain.messages import Kind
from tests.actions.conftest import Bench
from tests.builders import a_brief, a_lead, a_message, a_tap

FLASH_DAY = Advert("Flash day", "Small robins in March", "https://fb.example/ad1", "120000000000000001", "ad")


async def the_artist_reads(bench: Bench) -> str:
    """Of the first enquiry, once its brief is complete and sent."""
    async with bench.database.transaction() as db:
        answers = {key: asdict(answer) for key, answer in a_brief().items()}
        await db.execute("UPDATE leads SET current_question = 'summary', answers = $1", answers)
    await bench.receive(a_tap("summary:send", "Send it"))
    notice: str = await bench.value("SELECT text FROM messages WHERE artist_id IS NOT NULL")
    return notice


async def test_the_advert_is_kept_with_the_enquiry_and_stands_in_the_brief(bench: Bench) -> None:
    await bench.receive(a_message("I want this", advert=FLASH_DAY))

    assert await bench.value("SELECT advert FROM leads") == asdict(FLASH_DAY)
    assert "From your advert: “Flash day”" in (await the_artist_reads(bench)).splitlines()


async def test_what_the_advert_says_the_client_has_not_said(bench: Bench) -> None:
    await bench.receive(a_message("hi", advert=FLASH_DAY))

    assert await bench.value("SELECT answers FROM leads") == {}


async def test_nothing_in_an_advert_can_be_tapped_in_the_brief(bench: Bench) -> None:
    await bench.receive(a_message("hi", advert=Advert("Book at https://flash.example")))

    assert "From your advert: “Book at https[:]//flash[.]example”" in await the_artist_reads(bench)


async def test_a_post_without_a_headline_is_named_by_its_words(bench: Bench) -> None:
    await bench.receive(a_message("hi", advert=Advert(text="Small robins in March", source_type="post")))

    assert "From your advert: “Small robins in March”" in await the_artist_reads(bench)


async def test_the_advert_of_a_chat_that_was_opened_belongs_to_what_is_said_at_once(bench: Bench) -> None:
    opened = a_message(kind=Kind.OTHER, detail="request_welcome", advert=FLASH_DAY)

    await bench.receive(opened, a_message("a fox on my wrist"))

    assert await bench.value("SELECT advert ->> 'headline' FROM leads") == "Flash day"


async def test_the_first_advert_stays_with_the_enquiry_that_it_began(bench: Bench) -> None:
    await bench.receive(a_message("hi", advert=FLASH_DAY))

    await bench.receive(a_message("a fox on my wrist", advert=Advert("Books open")))

    assert await bench.value("SELECT advert ->> 'headline' FROM leads") == "Flash day"


async def test_without_an_advert_none_is_named(bench: Bench) -> None:
    await bench.receive(a_message("a fox on my wrist"))

    assert await bench.value("SELECT advert FROM leads") is None
    assert "advert" not in await the_artist_reads(bench)


def test_the_advert_of_either_enquiry_stays_when_two_become_one() -> None:
    came, wrote = a_lead(advert=FLASH_DAY), a_lead(id=2)

    assert completed(wrote, came).advert == completed(came, wrote).advert == FLASH_DAY
