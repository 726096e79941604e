"""The sandbox's own API: what the page and the player see."""

import asyncio
import json
from dataclasses import replace
from typing import Any

import aiohttp

from tattoobot.sandbox.media import drawn_picture
from tattoobot.sandbox.server import create_app
from tattoobot.sandbox.settings import SandboxSettings

from .conftest import Receiver, Sandbox, eventually, served


async def test_the_state_shows_who_is_there(sandbox: Sandbox) -> None:
    second = await sandbox.client(name="Sam", phone="+1 555 010 0042")

    state = await sandbox.get("/state")

    assert [client["name"] for client in state["clients"]] == ["Client 1", "Sam"]
    assert second["phone"] == "15550100042"
    assert state["artist"]["phone"] == "15550100099"
    assert state["business_number"] == "+15550100000"
    assert state["moods"]["whatsapp"] == "ok"


async def test_a_phone_number_belongs_to_one_client(sandbox: Sandbox) -> None:
    first = await sandbox.client(name="Sam", phone="15550100042")
    again = await sandbox.client(name="Somebody", phone="+15550100042")

    assert first == again


async def test_the_artist_has_a_phone_too(sandbox: Sandbox, receiver: Receiver) -> None:
    await sandbox.post("/chats/artist/messages", {"text": "hi"})
    await sandbox.send_text("15550100099", "#1 is waiting")

    chat = (await sandbox.get("/chats/artist"))["messages"]
    assert [(one["from"], one["text"]) for one in chat] == [("artist", "hi"), ("business", "#1 is waiting")]
    assert receiver.messages()[0]["from"] == "15550100099"


async def test_uploaded_pictures_arrive_one_by_one(sandbox: Sandbox, receiver: Receiver) -> None:
    form = aiohttp.FormData({"caption": "like these"})
    for seed in (1, 2):
        form.add_field("photo", drawn_picture(seed), filename=f"{seed}.jpg", content_type="image/jpeg")

    async with sandbox.http.post(f"{sandbox.url}/sandbox/api/chats/c1/messages", data=form) as response:
        sent = await response.json()

    assert [message["id"] for message in receiver.messages()] == sent["ids"]
    assert [message["image"].get("caption") for message in receiver.messages()] == ["like these", None]
    first = (await sandbox.get("/chats/c1"))["messages"][0]
    async with sandbox.http.get(sandbox.url + first["media_url"]) as picture:
        assert (picture.status, await picture.read()) == (200, drawn_picture(1))


async def test_a_mistake_is_a_sentence(sandbox: Sandbox) -> None:
    assert "mood" in (await sandbox.post("/moods", {"telegram": "ok"}, status=422))["error"]
    assert "slow" in (await sandbox.post("/moods", {"whatsapp": "happy"}, status=422))["error"]
    assert "empty" in (await sandbox.post("/chats/c1/messages", {"text": " "}, status=422))["error"]
    assert "text" in (await sandbox.post("/chats/c1/messages", {}, status=422))["error"]
    await sandbox.post("/chats/c9/messages", {"text": "hi"}, status=404)


async def test_events_can_be_waited_for(sandbox: Sandbox) -> None:
    cursor = (await sandbox.get("/state"))["cursor"]
    waiting = asyncio.create_task(sandbox.get(f"/events.json?after={cursor}&wait=5"))
    await asyncio.sleep(0.05)

    await sandbox.post("/chats/c1/messages", {"text": "hi"})

    [first, *_] = (await waiting)["events"]
    assert (first["n"], first["kind"], first["chat"], first["line"]) == (
        cursor + 1,
        "message",
        "c1",
        "Client 1: hi",
    )
    assert first["payload"]["object"] == "whatsapp_business_account"


async def test_waiting_ends_without_events(sandbox: Sandbox) -> None:
    cursor = (await sandbox.get("/state"))["cursor"]

    assert await sandbox.get(f"/events.json?after={cursor}&wait=0.05") == {"events": [], "cursor": cursor}


async def test_events_are_streamed_and_go_on_where_the_browser_was(sandbox: Sandbox) -> None:
    await sandbox.post("/chats/c1/messages", {"text": "one"})
    cursor = (await sandbox.get("/state"))["cursor"]
    await sandbox.post("/chats/c1/messages", {"text": "two"})

    headers = {"Last-Event-ID": str(cursor)}
    async with sandbox.http.get(f"{sandbox.url}/sandbox/api/events?after=0", headers=headers) as stream:
        lines = [line async for line in _first(stream, 3)]

    event = json.loads(lines[-1].removeprefix("data: "))
    assert stream.content_type == "text/event-stream"
    assert (event["n"], event["line"]) == (cursor + 1, "Client 1: two")


async def _first(stream: aiohttp.ClientResponse, count: int) -> Any:
    while count:
        line = (await stream.content.readline()).decode().strip()
        if line:
            count -= 1
            yield line


async def test_calls_are_kept_with_their_answers(sandbox: Sandbox) -> None:
    await sandbox.send_text("15550100001", "Hello")

    [call] = (await sandbox.get("/calls"))["items"]

    assert (call["method"], call["status"], call["body"]["text"]) == ("POST", 400, {"body": "Hello"})
    assert call["answer"]["error"]["code"] == 131047


async def test_the_clock_is_the_products(sandbox: Sandbox, receiver: Receiver) -> None:
    before = (await sandbox.get("/state"))["now"]
    await receiver.advance(13 * 3600)

    state = await sandbox.get("/state")

    assert state["now"] > before
    assert state["offset_seconds"] == 13 * 3600
    events = (await sandbox.get("/events.json"))["events"]
    assert [event["line"] for event in events if event["kind"] == "clock"] == ["The clock moved +13 h"]


async def delivered(sandbox: Sandbox) -> Any:
    chat = await sandbox.get("/chats/c1")
    return chat if chat["messages"][0]["status"] == "delivered" else None


async def test_a_demo_started_again_shows_its_chats(settings: SandboxSettings, receiver: Receiver) -> None:
    receiver.answers = [500, 500, 500, 500, 500, 500]
    async with aiohttp.ClientSession() as http:
        async with served(create_app(replace(settings, retry_delays=(60,)))) as url:
            before = Sandbox(url, http, settings)
            await before.post("/chats/c1/messages", {"photo": True, "caption": "like this"})
            chat = await before.get("/chats/c1")
        receiver.answers = []

        async with served(create_app(settings)) as url:
            after = Sandbox(url, http, settings)
            # What was on its way when the sandbox stopped is brought after all.
            again = await eventually(lambda: delivered(after))
            async with http.get(url + chat["messages"][0]["media_url"]) as picture:
                assert picture.status == 200

    assert again["messages"][0]["id"] == chat["messages"][0]["id"]


async def test_nothing_is_kept_without_a_folder(settings: SandboxSettings) -> None:
    in_memory = replace(settings, data_dir=None)
    async with aiohttp.ClientSession() as http:
        async with served(create_app(in_memory)) as url:
            await Sandbox(url, http, settings).post("/chats/c1/messages", {"photo": True})
        async with served(create_app(in_memory)) as url:
            chat = await Sandbox(url, http, settings).get("/chats/c1")

    assert chat["messages"] == []
