"""What is known of templates: from Meta's answer, from its webhooks, from its refusals."""

from datetime import timedelta

from tattoobot.adapters.whatsapp import errors
from tattoobot.adapters.whatsapp.client import WhatsApp
from tattoobot.db import templates
from tattoobot.domain.messages import Template
from tattoobot.jobs.templates import Templates
from tattoobot.wording import catalogue
from tests.actions.conftest import Bench
from tests.adapters.samples import sample
from tests.builders import NOW
from tests.jobs.conftest import Post
from tests.jobs.test_inbox import arrive
from tests.sandbox.conftest import ACCOUNT_ID, Sandbox

DRAFT = catalogue.load().drafts["deposit_link"]
SPANISH = Template("deposit_link", "es", dict(DRAFT.samples))
ENGLISH = Template("deposit_link", "en", dict(DRAFT.samples))
NEWS = catalogue.load().fill("news_waiting", "en", {"studio": "Ink & Paper"})


async def register(sandbox: Sandbox, name: str, *languages: str) -> None:
    for language in languages:
        definition = catalogue.load().drafts[name].definition(language, "https://book.example.com")
        status, answer = await sandbox.whatsapp(f"{ACCOUNT_ID}/message_templates", definition)
        assert status == 200, answer


async def standing(bench: Bench) -> dict[tuple[str, str], str]:
    async with bench.database.reading() as db:
        found = await templates.standings(db)
    return {(each.name, each.language): each.status for each in found}


async def test_sync_knows_what_is_there_and_what_is_missing(
    bench: Bench, sandbox: Sandbox, whatsapp: WhatsApp
) -> None:
    await register(sandbox, "deposit_link", "es", "pt")

    await Templates(bench.database, lambda: NOW, whatsapp).sync()

    found = await standing(bench)
    assert found["deposit_link", "es"] == found["deposit_link", "pt_BR"] == "APPROVED"
    assert found["deposit_link", "en"] == found["booked", "es"] == "MISSING"


async def test_sync_that_fails_leaves_what_is_known(bench: Bench, post: Post, whatsapp: WhatsApp) -> None:
    await post.sandbox.post("/moods", {"whatsapp": "down"})

    await Templates(bench.database, lambda: NOW, whatsapp).sync()

    assert await standing(bench) == {}


async def test_webhooks_tell_status_category_and_quality(bench: Bench) -> None:
    await arrive(
        bench,
        sample("whatsapp/template_paused"),
        sample("whatsapp/template_quality"),
        sample("whatsapp/template_category"),
    )

    async with bench.database.reading() as db:
        found = {each.name: each for each in await templates.standings(db)}
    assert (found["deposit_link"].status, found["deposit_link"].quality) == ("PAUSED", "YELLOW")
    assert found["appointment_reminder"].category == "MARKETING"


async def test_message_goes_out_in_the_language_that_is_left(post: Post) -> None:
    await register(post.sandbox, "deposit_link", "en")
    await arrive(post.bench, sample("whatsapp/template_paused"))
    lead = await post.bench.a_lead()
    await post.write(lead, SPANISH)

    await post.deliver()

    [sent] = await post.tried()
    assert sent["template"]["language"]["code"] == "en"
    assert await post.said() == [("Template", "deposit_link", "sent")]
    assert '"language":"en"' in await post.bench.value("SELECT body FROM messages WHERE kind = 'Template'")


async def test_refusal_teaches_and_another_language_goes_out_at_once(post: Post) -> None:
    await register(post.sandbox, "deposit_link", "en")
    lead = await post.bench.a_lead()
    for _ in range(2):
        await post.write(lead, SPANISH)

    await post.deliver()

    codes = [body["template"]["language"]["code"] for body in await post.tried()]
    assert sorted(codes) == ["en", "en", "es"]
    assert (await standing(post.bench))["deposit_link", "es"] == "MISSING"
    assert [status for _, _, status in await post.said()] == ["replaced", "sent", "sent"]
    assert await post.flags() == []


async def test_where_no_language_is_left_the_words_wait_and_client_and_artist_are_told(post: Post) -> None:
    await register(post.sandbox, "news_waiting", "en")
    lead = await post.bench.a_lead()
    post.later(timedelta(hours=30))
    await post.write(lead, "Here is your link.", instead=SPANISH)

    await post.deliver()

    assert await post.said() == [
        ("Text", "Here is your link.", "waiting"),
        ("Template", "deposit_link", "replaced"),
        ("Template", "deposit_link", "replaced"),
        ("Template", "news_waiting", "sent"),
    ]
    assert await post.flags() == [("template_unavailable", errors.ERRORS[132001][1])]
    assert await post.waiting() == []


async def test_where_nothing_may_be_sent_the_artist_is_told(post: Post) -> None:
    lead = await post.bench.a_lead()
    post.later(timedelta(hours=30))
    await post.write(lead, "Here is your link.", instead=SPANISH)

    await post.deliver()

    assert ("Text", "Here is your link.", "waiting") in await post.said()
    reasons = [reason for reason, _ in await post.flags()]
    assert reasons == ["template_unavailable", "delivery_failed"]
    assert [row["state"] for row in await post.waiting()] == ["dead"]


async def test_reminder_that_no_template_may_say_is_shown_to_the_artist(post: Post) -> None:
    lead = await post.bench.a_lead()
    await post.write(lead, ENGLISH, priority=-1)

    await post.deliver()

    assert await post.said() == [("Template", "deposit_link", "failed")]
    assert await post.flags() == [("delivery_failed", errors.ERRORS[132001][1])]


async def test_wrongly_filled_template_is_not_tried_in_other_languages(post: Post) -> None:
    await register(post.sandbox, "deposit_link", "en", "es")
    await register(post.sandbox, "news_waiting", "en")
    lead = await post.bench.a_lead()
    post.later(timedelta(hours=30))
    bad = Template("deposit_link", "es", {"amount": "60"})
    await post.write(lead, "Here is your link.", instead=bad)

    await post.deliver()

    assert [body["template"]["name"] for body in await post.tried()] == ["deposit_link", "news_waiting"]
    assert (await post.flags())[0][0] == "template_unavailable"


async def test_spam_limit_holds_back_every_template_and_answers_go_on(post: Post) -> None:
    lead = await post.bench.a_lead()
    await post.refuse(131048)
    await post.write(lead, "Here is your link.", instead=SPANISH)
    await post.write(lead, SPANISH)
    await post.deliver()
    await post.accept()
    before = len(await post.tried())

    await post.write(lead, SPANISH)
    await post.write(lead, "An answer.")
    await post.deliver()

    assert [body["type"] for body in (await post.tried())[before:]] == ["text"]
