"""Whose status it is: several installations may share one number of WhatsApp, and all count their messages from 1."""

import pytest

from tattoobot.actions.record_receipts import record_receipts
from tattoobot.db import references
from tattoobot.domain.messages import Receipt
from tests.jobs.conftest import Post

OURS = "15550100001"


async def told(post: Post, **status: str | None) -> None:
    receipt = Receipt("wamid.of-this-status", "delivered", post.now, **status)  # type: ignore[arg-type]
    async with post.bench.database.transaction() as db:
        await record_receipts(db, post.bench.house, [receipt], post.now)


async def statuses(post: Post) -> list[str]:
    return [status for _, _, status in await post.said()]


async def test_what_goes_out_carries_the_mark_of_this_installation(post: Post) -> None:
    await post.write(await post.bench.a_lead(), "Hello")
    await post.deliver()

    [body] = await post.tried()
    assert body["biz_opaque_callback_data"] == await post.bench.reference(1)
    assert len(await post.bench.value("SELECT mark FROM installation")) == 32


@pytest.mark.parametrize("reference", ["1", f"{'0' * 32}:1", ":1", "message:1", None])
async def test_an_id_without_our_mark_names_no_message(post: Post, reference: str | None) -> None:
    await post.write(await post.bench.a_lead(phone=OURS), "Hello")
    await post.deliver()

    await told(post, reference=reference, phone=OURS)

    assert await statuses(post) == ["sent"]


@pytest.mark.parametrize(
    ("recipient", "stands"),
    [
        ({"phone": OURS}, "delivered"),
        ({"user_id": f"GB.{OURS}"}, "delivered"),
        ({}, "delivered"),
        ({"phone": "15550100002"}, "sent"),
        ({"user_id": "GB.somebody-else"}, "sent"),
    ],
)
async def test_a_status_of_somebody_else_says_nothing_of_our_message(
    post: Post, recipient: dict[str, str], stands: str
) -> None:
    await post.write(await post.bench.a_lead(phone=OURS), "Hello")
    await post.deliver()

    await told(post, reference=await post.bench.reference(1), **recipient)

    assert await statuses(post) == [stands]


async def test_a_recipient_may_be_spelled_otherwise(post: Post) -> None:
    await post.write(await post.bench.a_lead(phone="5511987654321"), "Hello")
    await post.deliver()

    await told(post, reference=await post.bench.reference(1), phone="551187654321")

    assert await statuses(post) == ["delivered"]


async def test_without_our_mark_the_id_of_whatsapp_tells(post: Post) -> None:
    await post.write(await post.bench.a_lead(), "Hello")
    await post.deliver()
    provider_id = await post.bench.value("SELECT provider_id FROM messages")
    receipt = Receipt(provider_id, "delivered", post.now, reference="1")

    async with post.bench.database.transaction() as db:
        await record_receipts(db, post.bench.house, [receipt], post.now)

    assert await statuses(post) == ["delivered"]


def test_a_reference_is_read_as_it_was_written() -> None:
    assert references.read(references.reference("ab12", 7)) == ("ab12", 7)
    assert references.read("ab12:" + "9" * 19) == (None, None)
    assert references.read("ab12:٣") == (None, None)
