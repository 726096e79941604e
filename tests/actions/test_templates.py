"""Which template goes out: in which language, to whom, and when none may."""

from datetime import datetime, timedelta

import pytest

from tattoobot.actions.choose_template import choose_template, reminding_templates
from tattoobot.actions.record_consent import withdraw_marketing
from tattoobot.actions.record_template_news import record_template_news
from tattoobot.db import consents, pauses
from tattoobot.domain.messages import Template
from tattoobot.domain.templates import TemplateNews
from tattoobot.wording import catalogue
from tests.actions.conftest import Bench
from tests.builders import NOW

SPANISH = Template("deposit_link", "es", dict(catalogue.load().drafts["deposit_link"].samples))


async def told(bench: Bench, status: str | None = "PAUSED", language: str = "es", **about: object) -> None:
    news = {"name": "deposit_link", "language": language, "at": NOW, "status": status, **about}
    async with bench.database.transaction() as db:
        await record_template_news(db, TemplateNews(**news))  # type: ignore[arg-type]


async def chosen(
    bench: Bench, template: Template = SPANISH, *, client: int | None = None, now: datetime = NOW
) -> Template | None:
    async with bench.database.transaction() as db:
        return await choose_template(db, bench.house, template, client, now)


async def test_what_meta_never_spoke_of_is_sent_as_it_is(bench: Bench) -> None:
    assert await chosen(bench) == SPANISH


@pytest.mark.parametrize(
    "status", ["PAUSED", "DISABLED", "REJECTED", "PENDING", "IN_APPEAL", "MISSING", "NEW"]
)
async def test_another_language_stands_in_for_one_that_may_not_be_sent(bench: Bench, status: str) -> None:
    await told(bench, status)

    assert await chosen(bench) == Template("deposit_link", "en", SPANISH.parameters)


@pytest.mark.parametrize("status", ["APPROVED", "REINSTATED", "UNPAUSED", "FLAGGED"])
async def test_one_that_may_be_sent_is(bench: Bench, status: str) -> None:
    await told(bench, status)

    assert await chosen(bench) == SPANISH


async def test_the_studios_language_comes_before_english(bench: Bench) -> None:
    await told(bench)
    house = bench.house.__class__(
        bench.house.studio.__class__(name="Tinta", language="fr", artists=bench.house.studio.artists),
        bench.house.artists,
        "https://book.example.com",
    )
    async with bench.database.transaction() as db:
        found = await choose_template(db, house, SPANISH, None, NOW)

    assert found is not None
    assert found.language == "fr"


async def test_none_where_no_language_may_be_sent(bench: Bench) -> None:
    for language in ("es", "en"):
        await told(bench, language=language)

    assert await chosen(bench) is None


async def test_a_pause_ends_by_itself(bench: Bench) -> None:
    await told(bench, until=NOW + timedelta(hours=3))

    assert await chosen(bench, now=NOW + timedelta(hours=2)) != SPANISH
    assert await chosen(bench, now=NOW + timedelta(hours=3)) == SPANISH


async def test_older_news_does_not_undo_newer(bench: Bench) -> None:
    await told(bench, "APPROVED")
    await told(bench, "PENDING", at=NOW - timedelta(minutes=5))

    assert await chosen(bench) == SPANISH


async def test_what_has_become_marketing_goes_to_those_who_want_marketing(bench: Bench) -> None:
    await bench.a_lead()
    for language in ("es", "en"):
        await told(bench, None, language, category="MARKETING")
    unasked = await chosen(bench, client=1)
    async with bench.database.transaction() as db:
        await consents.note(db, 1, "marketing", NOW, given=True, wording="Yes, send me offers.", source="x")

    assert (unasked, await chosen(bench, client=1)) == (None, SPANISH)

    async with bench.database.transaction() as db:
        await withdraw_marketing(db, 1, NOW + timedelta(minutes=1))
    assert await chosen(bench, client=1) is None


async def test_it_reminds_in_the_language_that_is_left(bench: Bench) -> None:
    async def reminding() -> bool:
        async with bench.database.transaction() as db:
            return "deposit_link" in await reminding_templates(db, bench.house, NOW)

    assert await reminding()
    for language in ("en", "es", "pt_BR", "de"):
        await told(bench, language=language)
    assert await reminding()
    await told(bench, language="fr")
    assert not await reminding()


async def test_nothing_is_said_outside_the_window_while_whatsapp_wants_none_of_it(bench: Bench) -> None:
    async with bench.database.transaction() as db:
        await pauses.pause(db, "templates", timedelta(hours=24), "Too many people blocked the studio.")
        assert await reminding_templates(db, bench.house, NOW) == frozenset()

    assert await chosen(bench) is None
