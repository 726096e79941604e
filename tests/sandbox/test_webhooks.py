"""How webhooks travel: signed, tried again, and on purpose doubled, held back or overtaken."""

import asyncio

from tattoobot.sandbox.webhooks import meta_signature, stripe_signature

from .conftest import APP_SECRET, Receiver, Sandbox, eventually


def test_meta_signs_the_raw_bytes() -> None:
    signature = meta_signature("secret", b'{"a":1}')

    assert signature != meta_signature("secret", b'{"a": 1}')


def test_stripe_signs_with_each_secret_while_one_is_rolled() -> None:
    signature = stripe_signature("whsec_old, whsec_new", b"{}", 1700000000)

    assert signature.startswith("t=1700000000,v1=")
    assert signature.count("v1=") == 2


async def test_the_envelope_is_metas(sandbox: Sandbox, receiver: Receiver) -> None:
    sent = await sandbox.post("/chats/c1/messages", {"text": "hi", "timestamp": 1795000000})

    [posted] = receiver.posted
    [client] = (await sandbox.get("/state"))["clients"]
    message = {
        "from": "15550100001",
        "from_user_id": client["user_id"],
        "id": sent["id"],
        "timestamp": "1795000000",
        "type": "text",
        "text": {"body": "hi"},
    }
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "15550100000", "phone_number_id": "100000000000001"},
        "contacts": [{"profile": {"name": "Client 1"}, "user_id": client["user_id"], "wa_id": "15550100001"}],
        "messages": [message],
    }
    entry = {"id": "200000000000002", "changes": [{"field": "messages", "value": value}]}
    assert posted.json == {"object": "whatsapp_business_account", "entry": [entry]}
    assert posted.headers["X-Hub-Signature-256"] == meta_signature(APP_SECRET, posted.body)


async def test_a_product_that_was_down_for_a_moment_loses_nothing(
    sandbox: Sandbox, receiver: Receiver
) -> None:
    receiver.answers = [500, 503, 204]  # Meta wants exactly 200

    sent = await sandbox.post("/chats/c1/messages", {"text": "hi"})
    await eventually(lambda: len(receiver.posted) == 4)

    assert sent["status"] == 500
    assert {message["id"] for message in receiver.messages()} == {sent["id"]}
    [logged] = (await sandbox.get("/deliveries/log"))["items"]
    assert [one["status"] for one in logged["tries"]] == [500, 503, 204, 200]
    assert (await sandbox.get("/chats/c1"))["messages"][0]["status"] == "delivered"


async def test_a_webhook_that_is_refused_for_long_is_given_up(sandbox: Sandbox, receiver: Receiver) -> None:
    receiver.answers = [500] * 9

    await sandbox.post("/chats/c1/messages", {"text": "hi"})

    async def given_up() -> bool:
        [logged] = (await sandbox.get("/deliveries/log"))["items"]
        return bool(logged["state"] == "given_up")

    await eventually(given_up)
    assert len(receiver.posted) == 5


async def test_every_webhook_can_be_delivered_twice(sandbox: Sandbox, receiver: Receiver) -> None:
    await sandbox.post("/moods", {"duplicates": True})

    sent = await sandbox.post("/chats/c1/messages", {"text": "hi"})

    assert [message["id"] for message in receiver.messages()] == [sent["id"]] * 2


async def test_held_back_and_released_in_reverse_twice(sandbox: Sandbox, receiver: Receiver) -> None:
    await sandbox.post("/deliveries/hold", {"hold": True})
    for text in ("one", "two"):
        assert (await sandbox.post("/chats/c1/messages", {"text": text}))["held"] is True
    assert receiver.posted == []

    released = await sandbox.post("/deliveries/release", {"order": "reverse", "times": 2})

    assert released == {"released": 2, "statuses": [200, 200]}
    assert [message["text"]["body"] for message in receiver.messages()] == ["two", "one", "two", "one"]
    assert await sandbox.get("/deliveries") == {"hold": False, "held": []}


async def test_one_message_may_be_late(sandbox: Sandbox, receiver: Receiver) -> None:
    await sandbox.post("/chats/c1/messages", {"text": "one", "deliver": "later"})
    await sandbox.post("/chats/c1/messages", {"text": "two"})

    await sandbox.post("/deliveries/release")

    assert [message["text"]["body"] for message in receiver.messages()] == ["two", "one"]


async def test_several_updates_in_one_body(sandbox: Sandbox, receiver: Receiver) -> None:
    await sandbox.post("/deliveries/hold")
    await sandbox.post("/chats/c1/messages", {"text": "one"})
    await sandbox.post("/chats/c1/messages", {"messages": [{"text": "two"}, {"text": "three"}]})

    await sandbox.post("/deliveries/release", {"batch": True})

    assert len(receiver.posted) == 1
    assert [message["text"]["body"] for message in receiver.messages()] == ["one", "two", "three"]
    assert {one["status"] for one in (await sandbox.get("/chats/c1"))["messages"]} == {"delivered"}


async def test_later_webhooks_can_overtake_earlier_ones(sandbox: Sandbox, receiver: Receiver) -> None:
    await sandbox.post("/moods", {"reorder": True})

    await asyncio.gather(
        sandbox.post("/chats/c1/messages", {"text": "one"}),
        sandbox.post("/chats/c1/messages", {"text": "two"}),
    )

    arrived = [message["text"]["body"] for message in receiver.messages()]
    shown = [message["text"] for message in (await sandbox.get("/chats/c1"))["messages"]]
    assert arrived == shown[::-1]


async def test_webhooks_are_replayed_byte_for_byte(sandbox: Sandbox, receiver: Receiver) -> None:
    await sandbox.post("/chats/c1/messages", {"text": "one"})
    await sandbox.post("/chats/c1/messages", {"text": "two"})

    await sandbox.post("/deliveries/replay", {"which": "last"})
    await sandbox.post("/deliveries/replay", {"which": "all"})

    one, two = receiver.posted[0].body, receiver.posted[1].body
    assert [posted.body for posted in receiver.posted] == [one, two, two, one, two]


async def test_any_update_can_be_posted_and_arrives_signed(sandbox: Sandbox, receiver: Receiver) -> None:
    stop = {
        "wa_id": "15550100001",
        "category": "marketing_messages",
        "value": "stop",
        "timestamp": 1795000000,
    }

    await sandbox.post("/webhooks", {"field": "user_preferences", "value": {"user_preferences": [stop]}})

    [change] = receiver.posted[0].json["entry"][0]["changes"]
    assert (change["field"], change["value"]["user_preferences"]) == ("user_preferences", [stop])


async def test_the_handshake_needs_the_right_word(sandbox: Sandbox, receiver: Receiver) -> None:
    accepted = await sandbox.post("/handshake")
    receiver.verify_token = "another"
    refused = await sandbox.post("/handshake")

    assert (accepted["ok"], accepted["status"]) == (True, 200)
    assert (refused["ok"], refused["status"]) == (False, 403)
