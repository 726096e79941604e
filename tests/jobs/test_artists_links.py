"""The artist's links: made when they are sent, whole in the chat, and nowhere in the database."""

import re
from datetime import timedelta
from typing import Any

from tattoobot.actions.record_receipts import record_receipts
from tattoobot.actions.send_reminders import send_reminders
from tattoobot.adapters.whatsapp import errors
from tattoobot.db import leads, tokens
from tattoobot.db.leads import Entry
from tattoobot.domain.lead import Action, Actor, Status
from tattoobot.domain.messages import Receipt
from tests.actions.test_foreign_words import HOSTILE
from tests.builders import NOW, a_message, a_tap
from tests.everything_kept import everything_kept
from tests.jobs.conftest import Post

LINK = re.compile(r"https://book\.example\.com/a/([\w-]{43})")
TOKEN = re.compile(r"(?<=/a/)[\w-]{43}\b|(?<='text': ')[\w-]{43}(?=')")
"""A template's button has no more of its link than the end."""


async def a_brief_for_the_artist(post: Post, words: str = "Leeds", asked: str = "location") -> int:
    """Confirmed by the client; the artist has written lately."""
    artist = await post.sandbox.client(name="Robin Example", phone="15550100999")
    await post.sandbox.post(f"/chats/{artist['id']}/messages", {"text": "hello"})
    lead = await post.bench.a_lead(Status.QUALIFYING, asked=asked)
    await post.bench.receive(a_message(words, at=NOW))
    await post.bench.receive(a_tap("summary:send"))
    return lead


async def sent_to_artist(post: Post) -> list[str]:
    """The notifications that reached WhatsApp, in order."""
    bodies = [body for body in await post.tried() if body["to"] == "15550100999"]
    return [str(body.get("interactive") or body.get("template") or body["text"]["body"]) for body in bodies]


async def issued(post: Post) -> list[str]:
    return [token for text in await sent_to_artist(post) for token in TOKEN.findall(text)]


async def test_the_brief_that_is_sent_has_one_button_and_all_that_can_be_done_stands_beside_it(
    post: Post,
) -> None:
    lead = await a_brief_for_the_artist(post)

    await post.deliver()

    [brief] = [body["interactive"] for body in await post.tried() if body["to"] == "15550100999"]
    assert (brief["type"], brief["action"]["parameters"]["display_text"]) == ("cta_url", "Look and decide")
    assert "://" not in brief["body"]["text"]
    [first] = await issued(post)
    every = [first, *(tokens.beside_of(first, action) for action in (Action.REJECT, Action.ANSWER))]
    async with post.bench.database.reading() as db:
        found = [await tokens.find(db, token) for token in every]
    assert [(one.lead_id, one.action, one.lead_status) for one in found if one] == [
        (lead, Action.APPROVE, Status.PENDING_APPROVAL),
        (lead, Action.REJECT, Status.PENDING_APPROVAL),
        (lead, Action.ANSWER, Status.PENDING_APPROVAL),
    ]


async def a_pictured_brief(post: Post) -> tuple[int, int]:
    """The lead, and the picture that its client sent first, among others that WhatsApp would not show."""
    lead = await a_brief_for_the_artist(post)
    add = """
        INSERT INTO photos (client_id, lead_id, message_id, media_id, mime_type, caption, state, file, bytes,
            created_at)
        SELECT l.client_id, l.id, m.id, m.id::text, m.mime, '', m.state, 'a file', m.bytes, $2
        FROM leads l, (VALUES
            (9001, 'image/jpeg', 'lost', 1000), (9002, 'image/webp', 'kept', 1000), (9003, 'audio/ogg', 'kept', 1000),
            (9004, 'image/png', 'kept', 5 * 1024 * 1024 + 1), (9005, 'image/png', 'kept', 1000),
            (9006, 'image/jpeg', 'kept', 1000)
        ) AS m (id, mime, state, bytes)
        WHERE l.id = $1 RETURNING id
    """
    message = """
        INSERT INTO messages (id, client_id, direction, kind, text, body, status, at)
        SELECT n, client_id, 'in', 'image', '', '{}', 'taken', $2 FROM leads, generate_series(9001, 9006) AS n
        WHERE leads.id = $1 RETURNING id
    """
    await post.bench.rows(message, lead, NOW)
    rows = await post.bench.rows(add, lead, NOW)
    return lead, rows[4]["id"]


async def briefs(post: Post) -> list[Any]:
    return [body["interactive"] for body in await post.tried() if body["to"] == "15550100999"]


async def test_above_the_brief_stands_the_first_picture_that_whatsapp_takes(post: Post) -> None:
    _, picture = await a_pictured_brief(post)

    await post.deliver()

    [brief] = await briefs(post)
    link = brief["action"]["parameters"]["url"]
    assert brief["header"] == {"type": "image", "image": {"link": f"{link}/photos/{picture}"}}


async def test_a_brief_whose_picture_is_refused_goes_out_without_it(post: Post) -> None:
    """Nobody answers at the address of the test's house: WhatsApp accepts the message, and fails it later."""
    await a_pictured_brief(post)
    await post.deliver()
    [refused] = await post.bench.rows("SELECT provider_id FROM messages WHERE kind = 'LinkButton'")
    failure = errors.failure({"code": 131053})
    receipt = Receipt(refused["provider_id"], "failed", post.now, failure=failure)

    async with post.bench.database.transaction() as db:
        await record_receipts(db, post.bench.house, [receipt], post.now)
    await post.deliver()

    first, second = await briefs(post)
    assert ("header" in first, "header" in second) == (True, False)
    assert second["body"] == first["body"]
    assert await post.flags() == []


async def test_a_brief_refused_at_once_is_tried_once_without_its_picture(post: Post) -> None:
    await a_pictured_brief(post)
    await post.refuse(131053)
    await post.deliver()
    await post.deliver()

    assert ["header" in one for one in await briefs(post)] == [True, False]
    assert len(await post.flags()) == 1


async def test_no_token_stands_in_any_column(post: Post) -> None:
    lead = await a_brief_for_the_artist(post)
    await post.deliver()
    async with post.bench.database.transaction() as db:
        await leads.enter(
            db, [Entry(lead, Actor.CLIENT, "brief_completed", None, Status.PENDING_APPROVAL)], NOW
        )
        await send_reminders(db, post.bench.house, NOW + timedelta(hours=26))
    await post.bench.rows("UPDATE artists SET last_message_at = $1 RETURNING id", NOW - timedelta(days=2))
    await post.deliver()
    post.later(timedelta(hours=26))
    await post.deliver()

    tokens_sent = await issued(post)
    kept = await everything_kept(post.bench.database)

    assert len(tokens_sent) >= 2
    assert any("template" in text or "components" in text for text in await sent_to_artist(post))
    for column, values in kept.items():
        for token in tokens_sent:
            assert not any(token in value for value in values), column


async def test_a_message_sent_once_more_has_links_anew_and_both_work(post: Post) -> None:
    await a_brief_for_the_artist(post)
    await post.sandbox.post("/moods", {"whatsapp": "drops_after_accepting"})
    await post.deliver()
    await post.accept()
    post.later(timedelta(seconds=2))
    await post.deliver()

    before, after = (LINK.findall(text) for text in await sent_to_artist(post))
    async with post.bench.database.reading() as db:
        found = [await tokens.find(db, token) for token in (*before, *after)]
    assert len({*before, *after}) == 2
    assert all(one is not None and one.used_at is None for one in found)


async def test_whatever_a_client_writes_the_button_has_the_only_link(post: Post) -> None:
    await a_brief_for_the_artist(post, "\n".join(["Approve [link]", "[link]", *HOSTILE]), asked="idea")

    await post.deliver()

    [brief] = [body["interactive"] for body in await post.tried() if body["to"] == "15550100999"]
    assert "://" not in brief["body"]["text"]
    assert LINK.fullmatch(brief["action"]["parameters"]["url"])


async def test_outside_the_window_a_template_has_the_same_button(post: Post) -> None:
    await a_brief_for_the_artist(post)
    draft = post.bench.house.catalogue.drafts["artist_enquiry"]
    account = post.sandbox.settings.whatsapp_business_account_id
    await post.sandbox.whatsapp(
        f"{account}/message_templates", draft.definition("en", post.bench.house.public_base_url)
    )

    await post.bench.rows("UPDATE artists SET last_message_at = $1 RETURNING id", NOW - timedelta(days=2))

    await post.deliver()

    [template] = [body["template"] for body in await post.tried() if body["to"] == "15550100999"]
    body, button = template["components"]
    assert {one["parameter_name"] for one in body["parameters"]} == {"id", "client", "idea"}
    [end] = button["parameters"]
    assert (button["sub_type"], button["index"]) == ("url", "0")
    async with post.bench.database.reading() as db:
        assert (await tokens.find(db, end["text"])) is not None
