"""The WhatsApp client against its twin, and against servers that misbehave in ways the twin does not."""

import aiohttp
import pytest
from aiohttp import web

from tattoobot.adapters.failures import AnswerLost, DeliveryFailed
from tattoobot.adapters.whatsapp.client import WhatsApp
from tattoobot.adapters.whatsapp.payloads import NotSendable, read_message, read_status, updates, verified
from tattoobot.domain.delivery import Reaction
from tattoobot.domain.messages import (
    Buttons,
    Choice,
    Kind,
    LinkButton,
    Menu,
    Outgoing,
    Recipient,
    Template,
    Text,
)
from tests.adapters.servers import Handler, answering, hanging_up, never_answering, serving
from tests.sandbox.conftest import APP_SECRET, TOKEN, Receiver, Sandbox, eventually

CLIENT = Recipient(phone="15550100001")
REMINDER = {
    "name": "reminder",
    "language": "en_GB",
    "category": "UTILITY",
    "parameter_format": "NAMED",
    "components": [
        {
            "type": "BODY",
            "text": "Hi {{name}}, see you soon.",
            "example": {"body_text_named_params": [{"param_name": "name", "example": "Sam"}]},
        }
    ],
}

# --- against the twin ---


@pytest.fixture
async def written(sandbox: Sandbox, receiver: Receiver) -> Sandbox:
    """A client who has just written, so that free text may be sent."""
    client = await sandbox.client(name="Sam", phone=CLIENT.phone)
    await sandbox.post(f"/chats/{client['id']}/messages", {"text": "hi"})
    return sandbox


async def last_bubble(sandbox: Sandbox) -> dict[str, object]:
    state = await sandbox.get("/state")
    chats = [await sandbox.get(f"/chats/{client['id']}") for client in state["clients"]]
    bubble: dict[str, object] = [chat["messages"][-1] for chat in chats if chat["messages"]][-1]
    return bubble


MESSAGES: list[Outgoing] = [
    Text("Which of these is it?"),
    Buttons(
        "Which of these is it?", (Choice("new", "A new one"), Choice("old", "A cover-up")), "Or just type"
    ),
    Menu("Which of these is it?", "Choose", (Choice("a", "Fine line", "Thin lines"), Choice("b", "Dotwork"))),
    LinkButton("Here is your deposit link.", "Pay the deposit", "https://studio.example/pay/1#part"),
]


@pytest.mark.parametrize("message", MESSAGES)
async def test_every_shape_is_accepted(message: Outgoing, whatsapp: WhatsApp, written: Sandbox) -> None:
    message_id = await whatsapp.send(CLIENT, message, "message:1")

    bubble = await last_bubble(written)
    assert bubble["id"] == message_id
    assert bubble["text"] == getattr(message, "body")  # noqa: B009


async def test_a_client_without_a_number_is_reached_by_user_id(whatsapp: WhatsApp, sandbox: Sandbox) -> None:
    client = await sandbox.client(name="Hidden", hide_phone=True)
    await sandbox.post(f"/chats/{client['id']}/messages", {"text": "hi"})

    await whatsapp.send(Recipient(user_id=client["user_id"]), Text("Hello"), "message:1")

    assert (await last_bubble(sandbox))["text"] == "Hello"


async def test_a_template_is_made_listed_and_sent_outside_the_window(
    whatsapp: WhatsApp, sandbox: Sandbox
) -> None:
    await sandbox.client(name="Sam", phone=CLIENT.phone)

    made = await whatsapp.create_template(REMINDER)
    await whatsapp.send(CLIENT, Template("reminder", "en_GB", {"name": "Sam\nClient"}), "message:1")

    assert [(each.name, each.status) for each in await whatsapp.templates()] == [("reminder", "APPROVED")]
    assert (made.name, made.language, made.category) == ("reminder", "en_GB", "UTILITY")
    assert (await last_bubble(sandbox))["text"] == "Hi Sam Client, see you soon."


async def test_statuses_come_back_signed_with_our_reference(
    whatsapp: WhatsApp, written: Sandbox, receiver: Receiver
) -> None:
    message_id = await whatsapp.send(CLIENT, Text("Hello"), "message:42")

    await eventually(lambda: len(receiver.statuses()) >= 2)
    for post in receiver.posted:
        assert verified(post.body, post.headers["X-Hub-Signature-256"], APP_SECRET)
    found = [update for post in receiver.posted for update in updates(post.body) if update.kind == "status"]
    receipts = [read_status(update.raw) for update in found]
    assert {(receipt.provider_id, receipt.reference) for receipt in receipts} == {(message_id, "message:42")}
    assert {receipt.status for receipt in receipts} >= {"sent", "delivered"}


async def test_a_picture_is_found_and_fetched(
    whatsapp: WhatsApp, written: Sandbox, receiver: Receiver
) -> None:
    await written.post("/chats/c1/messages", {"photo": True, "text": "like this"})
    await eventually(lambda: len(receiver.messages()) >= 2)
    message = read_message(updates(receiver.posted[-1].body)[-1].raw)
    assert message.kind is Kind.IMAGE
    assert message.media is not None

    file = await whatsapp.media(message.media.id)
    content = await whatsapp.download(file.url, limit=16_000_000)

    assert file.size == len(content) > 0
    with pytest.raises(DeliveryFailed, match="larger"):
        await whatsapp.download(file.url, limit=len(content) - 1)


async def test_marking_as_read_shows_typing(whatsapp: WhatsApp, written: Sandbox, receiver: Receiver) -> None:
    (message,) = receiver.messages()

    await whatsapp.mark_read(message["id"], typing=True)

    assert (await written.get("/chats/c1"))["typing"]


async def test_a_closed_window_says_so(whatsapp: WhatsApp, sandbox: Sandbox) -> None:
    await sandbox.client(name="Sam", phone=CLIENT.phone)

    with pytest.raises(DeliveryFailed) as failed:
        await whatsapp.send(CLIENT, Text("Hello"), "message:1")

    assert (failed.value.kind, failed.value.failure.code) == (Reaction.WINDOW_CLOSED, 131047)


@pytest.mark.parametrize(
    ("mood", "reaction"),
    [
        ({"whatsapp": "down"}, Reaction.RETRY),
        ({"whatsapp": "rate_limited"}, Reaction.SLOW_NUMBER),
        ({"whatsapp": "pair_rate"}, Reaction.SLOW_CONTACT),
        ({"whatsapp": "refuses", "refuse_code": 131026}, Reaction.UNDELIVERABLE),
        ({"whatsapp": "refuses", "refuse_code": 131042}, Reaction.STOP_ACCOUNT),
    ],
)
async def test_each_mood_of_whatsapp_is_an_outcome(
    mood: dict[str, object], reaction: Reaction, whatsapp: WhatsApp, written: Sandbox
) -> None:
    await written.post("/moods", mood)

    with pytest.raises(DeliveryFailed) as failed:
        await whatsapp.send(CLIENT, Text("Hello"), "message:1")

    assert failed.value.kind is reaction


async def test_a_message_that_went_out_without_an_answer_is_an_answer_lost(
    whatsapp: WhatsApp, written: Sandbox
) -> None:
    await written.post("/moods", {"whatsapp": "drops_after_accepting"})

    with pytest.raises(AnswerLost):
        await whatsapp.send(CLIENT, Text("Hello"), "message:1")

    assert (await last_bubble(written))["text"] == "Hello"


async def test_a_wrong_token_stops_the_account(http: aiohttp.ClientSession, sandbox: Sandbox) -> None:
    whatsapp = at(f"{sandbox.url}/sandbox/whatsapp", http, token="old")

    with pytest.raises(DeliveryFailed) as failed:
        await whatsapp.media("300000000000003")

    assert failed.value.kind is Reaction.STOP_ACCOUNT


async def test_an_id_that_is_no_id_does_not_become_an_address(whatsapp: WhatsApp) -> None:
    for media_id in ("", "../1", "1/messages", "1?x", "é"):
        with pytest.raises(DeliveryFailed, match="not the id"):
            await whatsapp.media(media_id)


async def test_templates_need_the_business_account(http: aiohttp.ClientSession) -> None:
    with pytest.raises(DeliveryFailed, match="WHATSAPP_BUSINESS_ACCOUNT_ID"):
        await at("http://127.0.0.1:9", http).templates()


async def test_what_whatsapp_would_refuse_never_leaves(whatsapp: WhatsApp, written: Sandbox) -> None:
    calls = await written.get("/calls")

    with pytest.raises(NotSendable):
        await whatsapp.send(CLIENT, Text(""), "message:1")

    assert await written.get("/calls") == calls


# --- against servers that misbehave ---


def at(url: str, http: aiohttp.ClientSession, token: str = TOKEN) -> WhatsApp:
    return WhatsApp(http, base_url=url, version="v26.0", access_token=token, phone_number_id="1")


@pytest.mark.parametrize(
    "handler",
    [
        hanging_up,
        answering(200, "{}"),
        answering(200, '{"messages": [{"id": ""}]}'),
        answering(200, "<html>"),
        answering(502, "<html>"),
        answering(504, ""),
    ],
)
async def test_sending_without_a_usable_answer_may_have_happened(
    handler: Handler, http: aiohttp.ClientSession
) -> None:
    async with serving(handler) as url:
        with pytest.raises(AnswerLost):
            await at(url, http).send(CLIENT, Text("Hello"), "message:1")


@pytest.mark.parametrize("handler", [hanging_up, answering(200, "<html>"), answering(504, "")])
async def test_asking_without_a_usable_answer_is_simply_asked_again(
    handler: Handler, http: aiohttp.ClientSession
) -> None:
    async with serving(handler) as url:
        with pytest.raises(DeliveryFailed) as failed:
            await at(url, http).media("300000000000003")

    assert failed.value.kind is Reaction.RETRY


async def test_a_server_that_never_answers_is_not_waited_for(http: aiohttp.ClientSession) -> None:
    async with (
        serving(never_answering) as url,
        aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=0.1)) as impatient,
    ):
        with pytest.raises(AnswerLost):
            await at(url, impatient).send(CLIENT, Text("Hello"), "message:1")


async def test_nobody_listening_is_certainly_not_sent(http: aiohttp.ClientSession) -> None:
    for url in ("http://127.0.0.1:9", "http://nowhere.invalid"):
        with pytest.raises(DeliveryFailed) as failed:
            await at(url, http).send(CLIENT, Text("Hello"), "message:1")

        assert failed.value.kind is Reaction.RETRY


@pytest.mark.parametrize(
    ("status", "answer", "reaction"),
    [
        (503, "<html>", Reaction.RETRY),
        (500, '{"error": {"code": 131000}}', Reaction.RETRY),
        (504, '{"error": {"code": 2}}', Reaction.RETRY),
        (429, "", Reaction.SLOW_NUMBER),
        (401, "", Reaction.STOP_ACCOUNT),
        (400, '{"error": {"code": 100, "error_subcode": 33}}', Reaction.STOP_ACCOUNT),
        (400, '{"error": {"code": 100}}', Reaction.REFUSED),
        (400, '{"error": {"code": 999999}}', Reaction.REFUSED),
        (400, '{"error": [1]}', Reaction.REFUSED),
        (302, "", Reaction.REFUSED),
    ],
)
async def test_each_refusal_says_what_to_do_about_it(
    status: int, answer: str, reaction: Reaction, http: aiohttp.ClientSession
) -> None:
    async with serving(answering(status, answer)) as url:
        with pytest.raises(DeliveryFailed) as failed:
            await at(url, http).send(CLIENT, Text("Hello"), "message:1")

    assert failed.value.kind is reaction


async def test_a_wait_that_is_asked_for_is_passed_on(http: aiohttp.ClientSession) -> None:
    async with serving(answering(429, "", **{"Retry-After": "17"})) as url:
        with pytest.raises(DeliveryFailed) as failed:
            await at(url, http).send(CLIENT, Text("Hello"), "message:1")

    assert failed.value.failure.retry_after == 17


async def test_the_token_goes_nowhere_else(http: aiohttp.ClientSession) -> None:
    seen: list[str] = []

    async def stranger(request: web.Request) -> web.Response:
        seen.append(request.headers.get("Authorization", ""))
        return web.Response(body=b"file")

    async with serving(stranger) as elsewhere, serving(answering(302, "", Location=elsewhere)) as url:
        for address in (
            elsewhere,
            f"{url}/file",
            "https://lookaside.fbsbx.com.example/",
            "file:///etc/passwd",
            "http://[",
            "",
        ):
            with pytest.raises(DeliveryFailed) as failed:
                await at(url, http).download(address, limit=100)
            assert failed.value.kind is Reaction.REFUSED

    assert seen == []


async def test_a_redirect_on_the_same_host_is_followed(http: aiohttp.ClientSession) -> None:
    async def moved(request: web.Request) -> web.Response:
        if request.path == "/old":
            return web.Response(status=302, headers={"Location": "/new"})
        return web.Response(body=request.headers["Authorization"].encode())

    async with serving(moved) as url:
        assert await at(url, http).download(f"{url}/old", limit=100) == f"Bearer {TOKEN}".encode()


async def test_a_file_that_says_it_is_small_is_still_counted(http: aiohttp.ClientSession) -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(100):
            await response.write(b"x" * 1000)
        return response

    async with serving(endless) as url:
        with pytest.raises(DeliveryFailed, match="larger"):
            await at(url, http).download(f"{url}/file", limit=5000)


async def test_an_old_address_of_a_file_is_asked_for_again(http: aiohttp.ClientSession) -> None:
    async with serving(answering(404, "")) as url:
        with pytest.raises(DeliveryFailed) as failed:
            await at(url, http).download(f"{url}/file", limit=100)

    assert failed.value.kind is Reaction.RETRY
