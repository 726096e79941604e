"""Every error that WhatsApp documents, answered by the twin: what becomes of the message, and of everything else.

The table is that of Meta's page; `test_whatsapp_errors.py` says which reaction belongs to which code.
https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
"""

from datetime import timedelta

import pytest

from tattoobot.actions.record_receipts import record_receipts
from tattoobot.adapters.whatsapp import errors
from tattoobot.domain.messages import Receipt, Template
from tattoobot.wording import catalogue
from tests.jobs.conftest import Post

LINK = Template("deposit_link", "en", dict(catalogue.load().drafts["deposit_link"].samples))
HOUR = timedelta(hours=1)


def codes(written: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("code", [int(code) for code in written.split()])


async def refused(post: Post, code: int, message: Template | str = "Hello") -> int:
    """A message meets this error. The lead it was about."""
    lead = await post.bench.a_lead()
    await post.refuse(code)
    await post.write(lead, message)
    await post.deliver()
    return lead


async def statuses(post: Post) -> list[str]:
    return [status for _, _, status in await post.said()]


async def pauses(post: Post) -> list[tuple[str, str]]:
    rows = await post.bench.rows("SELECT scope, cause FROM pauses WHERE until > clock_timestamp()")
    return [(row["scope"], row["cause"]) for row in rows]


async def mended(post: Post) -> None:
    """Whatever it was is over, and time has passed."""
    await post.accept()
    await post.bench.rows("DELETE FROM pauses RETURNING scope")
    post.later(HOUR)
    await post.deliver()


@codes("1 2 131000 131016 133004 131057 2494100 133015")
async def test_temporary_trouble_is_waited_out(post: Post, code: int) -> None:
    await refused(post, code)
    assert (len(await post.tried()), await pauses(post), await post.flags()) == (1, [], [])
    [waiting] = await post.waiting()
    assert (waiting["state"], waiting["failure"]) == ("waiting", errors.ERRORS[code][1])
    usual = errors.USUAL_WAIT.get(code, 0.1)
    assert waiting["due_at"] >= post.now + timedelta(seconds=usual)

    await mended(post)

    assert await statuses(post) == ["sent"]
    assert len(await post.tried()) == 2


@codes("4 80007 130429")
async def test_too_fast_slows_the_number_down(post: Post, code: int) -> None:
    await refused(post, code)
    assert await pauses(post) == [("everything", errors.ERRORS[code][1])]
    await post.accept()
    await post.write(1, "And another thing")
    await post.deliver()
    assert len(await post.tried()) == 1

    await mended(post)

    assert await statuses(post) == ["sent", "sent"]


async def test_too_many_to_one_contact_keeps_nobody_else_waiting(post: Post) -> None:
    await refused(post, 131056)
    other = await post.bench.a_lead(phone="15550100002")
    client = await post.sandbox.client(name="Sam", phone="15550100002")
    await post.sandbox.post(f"/chats/{client['id']}/messages", {"text": "hello"})
    await post.accept()
    await post.write(other, "Hello Sam")
    await post.deliver()

    assert (await pauses(post), await post.flags()) == ([], [])
    assert await statuses(post) == ["queued", "sent"]

    waits = []
    await post.refuse(131056)
    for _ in range(3):
        [waiting] = await post.waiting()
        post.later(waiting["due_at"] - post.now)
        await post.deliver()
        [waiting] = await post.waiting()
        waits.append(waiting["due_at"] - post.now)
    assert waits[0] < waits[1] < waits[2]


@codes("0 190 3 10 200 299 131005 33 368 131031 131042 131044 131037 131045 133000 133005 133010 133016")
async def test_trouble_with_the_account_stops_everything_and_loses_nothing(post: Post, code: int) -> None:
    await refused(post, code)
    assert await pauses(post) == [("everything", errors.failure({"code": code}).cause)]
    await post.accept()
    await post.write(1, "And another thing")
    await post.deliver()
    assert len(await post.tried()) == 1

    await mended(post)

    assert await statuses(post) == ["sent", "sent"]
    assert len(await post.tried()) == 3


async def test_outside_the_window_the_template_goes_out_instead_once(post: Post) -> None:
    definition = catalogue.load().drafts["deposit_link"].definition("en", post.bench.house.public_base_url)
    await post.sandbox.whatsapp(
        f"{post.sandbox.settings.whatsapp_business_account_id}/message_templates", definition
    )
    lead = await post.bench.a_lead()
    await post.refuse(131047)
    await post.write(lead, "Here is your link.", instead=LINK)
    await post.outbox.step()
    await post.accept()
    await post.deliver()

    assert [body["type"] for body in await post.tried()] == ["text", "template"]
    assert await statuses(post) == ["replaced", "sent"]
    assert await post.flags() == []


@codes("131026 130497")
async def test_contact_who_cannot_be_reached_is_shown_to_the_artist(post: Post, code: int) -> None:
    await refused(post, code)
    await mended(post)

    assert await post.flags() == [("delivery_failed", errors.ERRORS[code][1])]
    assert (len(await post.tried()), await statuses(post)) == (1, ["failed"])


@codes("131049 130472")
async def test_what_whatsapp_keeps_back_is_not_tried_again(post: Post, code: int) -> None:
    await refused(post, code, LINK)
    await mended(post)

    assert (len(await post.tried()), await statuses(post)) == (1, ["failed"])


async def test_words_of_what_is_kept_back_wait_and_nothing_else_is_tried(post: Post) -> None:
    lead = await post.bench.a_lead()
    await post.refuse(131049)
    post.later(30 * HOUR)
    await post.write(lead, "Here is your link.", instead=LINK)
    await post.deliver()

    assert await statuses(post) == ["waiting", "replaced"]
    assert len(await post.tried()) == 1
    assert await post.flags() == [("template_unavailable", errors.ERRORS[131049][1])]


@codes("131048 131064")
async def test_spam_limit_stops_what_we_begin_and_not_what_we_answer(post: Post, code: int) -> None:
    lead = await refused(post, code, LINK)
    assert await pauses(post) == [("templates", errors.ERRORS[code][1])]
    assert await post.flags() == [("delivery_failed", errors.ERRORS[code][1])]
    await post.accept()

    await post.write(lead, LINK)
    await post.write(lead, "An answer")
    await post.deliver()

    assert [body["type"] for body in await post.tried()] == ["template", "text"]


@codes("131008 131009 100 135000 131051 131021 131030 131053 131062 131063 132068 132069 137000 999999")
async def test_mistake_is_put_aside_with_its_cause(post: Post, code: int) -> None:
    await refused(post, code)
    await mended(post)

    [letter] = await post.waiting()
    assert (letter["state"], letter["failure"]) == ("dead", errors.failure({"code": code}).cause)
    assert await post.flags() == [("delivery_failed", letter["failure"])]
    assert len(await post.tried()) == 1


@codes("132000 132012 132018 132001 132005 132007 132015 132016")
async def test_template_that_is_refused_leaves_its_words_waiting(post: Post, code: int) -> None:
    lead = await post.bench.a_lead()
    await post.refuse(code)
    post.later(30 * HOUR)
    await post.write(lead, "Here is your link.", instead=LINK)
    await post.deliver()

    assert ("Text", "Here is your link.", "waiting") in await post.said()
    assert ("template_unavailable", errors.ERRORS[code][1]) in await post.flags()


# ---------------------------------------------------------------- accepted first, failed later


async def reported(post: Post, code: int) -> None:
    """A status tells that the newest message failed."""
    message = await post.bench.value("SELECT max(id) FROM messages")
    receipt = Receipt(
        f"wamid.{post.now}",
        "failed",
        post.now,
        reference=await post.bench.reference(message),
        failure=errors.failure({"code": code}),
    )
    async with post.bench.database.transaction() as db:
        await record_receipts(db, post.bench.house, [receipt], post.now)


async def accepted(post: Post) -> int:
    lead = await post.bench.a_lead()
    await post.write(lead, "Hello")
    await post.deliver()
    return lead


@codes("131000 131016 1 131056 130429")
async def test_what_failed_for_a_moment_is_sent_anew(post: Post, code: int) -> None:
    await accepted(post)
    await reported(post, code)
    assert (await statuses(post), await post.flags()) == (["queued"], [])

    await mended(post)

    assert await statuses(post) == ["sent"]
    assert len(await post.tried()) == 2


async def test_it_is_sent_anew_five_times_at_most(post: Post) -> None:
    await accepted(post)
    for _ in range(20):
        await reported(post, 131000)
        rows = await post.waiting()
        if not rows:
            break
        post.later(rows[0]["due_at"] - post.now)
        await post.deliver()

    assert len(await post.tried()) == 1 + 5
    assert await post.flags() == [("message_failed", errors.ERRORS[131000][1])]


async def test_it_is_not_sent_anew_after_stop_nor_once_it_was_delivered_after_all(post: Post) -> None:
    await accepted(post)
    await reported(post, 131000)
    receipt = Receipt("wamid.late", "delivered", post.now, reference=await post.bench.reference(1))
    async with post.bench.database.transaction() as db:
        await record_receipts(db, post.bench.house, [receipt], post.now)
    assert (await statuses(post), await post.waiting()) == (["delivered"], [])

    await post.write(1, "And another thing")
    await post.deliver()
    await post.bench.rows("UPDATE clients SET opted_out = true RETURNING id")  # STOP itself would be answered
    await reported(post, 131000)

    assert (await statuses(post), await post.waiting()) == (["delivered", "failed"], [])


async def test_unpaid_bill_that_is_told_later_stops_everything_until_it_is_paid(post: Post) -> None:
    await accepted(post)
    await reported(post, 131042)
    assert await pauses(post) == [("everything", errors.ERRORS[131042][1])]

    await mended(post)

    assert await statuses(post) == ["sent"]


@codes("131026 131049 131051")
async def test_what_failed_for_good_is_shown_and_not_sent_anew(post: Post, code: int) -> None:
    await accepted(post)
    await reported(post, code)
    await mended(post)

    assert (len(await post.tried()), await statuses(post)) == (1, ["failed"])
    assert await post.flags() == [("message_failed", errors.ERRORS[code][1])]
