"""The twin of WhatsApp, used and read by pywa: a client of the Cloud API that nobody here wrote."""

# pywa exports its names by a star, and writes its decorators for a class that mixes them in.
# mypy: disable-error-code="attr-defined,misc"

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from pywa import utils
from pywa.errors import InvalidParameter, ReEngagementMessage, TemplateNotExists, TooManyMessages
from pywa_async import WhatsApp, types

from .conftest import ACCOUNT_ID, APP_SECRET, PHONE_NUMBER_ID, TOKEN, Receiver, Sandbox, eventually


@pytest.fixture
async def pywa(sandbox: Sandbox) -> AsyncIterator[WhatsApp]:
    """Its constructor insists on Meta's address; the session is ours to point elsewhere."""
    async with httpx.AsyncClient() as session:
        client = WhatsApp(
            phone_id=PHONE_NUMBER_ID,
            token=TOKEN,
            waba_id=ACCOUNT_ID,
            session=session,
            server=None,
            app_secret=APP_SECRET,
        )
        session.base_url = f"{sandbox.url}/sandbox/whatsapp/v26.0"
        yield client


@pytest.fixture
def read(pywa: WhatsApp) -> list[Any]:
    """Whatever pywa makes of the updates given to it."""
    found: list[Any] = []

    async def keep(_client: WhatsApp, update: Any) -> None:
        found.append(update)

    for listen in (
        pywa.on_message,
        pywa.on_message_status,
        pywa.on_callback_button,
        pywa.on_callback_selection,
        pywa.on_user_marketing_preferences,
    ):
        listen()(keep)
    return found


async def hand_over(pywa: WhatsApp, receiver: Receiver) -> None:
    """Give pywa every webhook that the receiver has, if its signature is right."""
    for posted in receiver.posted:
        assert utils.webhook_updates_validator(APP_SECRET, posted.body, posted.headers["X-Hub-Signature-256"])
        assert await pywa.webhook_update_handler(posted.body) == ("ok", 200)


async def test_pywa_reads_a_text_as_it_was_sent(
    sandbox: Sandbox, receiver: Receiver, pywa: WhatsApp, read: list[Any]
) -> None:
    sent = await sandbox.post("/chats/c1/messages", {"text": "héllo 🦊"})

    await hand_over(pywa, receiver)

    [message] = await eventually(lambda: read)
    assert (message.id, message.text, message.type) == (sent["id"], "héllo 🦊", types.MessageType.TEXT)
    assert (message.from_user.wa_id, message.from_user.name) == ("15550100001", "Client 1")
    assert message.from_user.bsuid.startswith("GB.")
    assert message.metadata.phone_number_id == PHONE_NUMBER_ID


async def test_a_client_without_a_phone_number(
    sandbox: Sandbox, receiver: Receiver, pywa: WhatsApp, read: list[Any]
) -> None:
    client = await sandbox.client(name="Hidden", hide_phone=True)
    await sandbox.post(f"/chats/{client['id']}/messages", {"text": "hi"})

    await hand_over(pywa, receiver)

    [message] = await eventually(lambda: read)
    assert client["phone"] is None
    assert (message.from_user.wa_id, message.from_user.bsuid) == (None, client["user_id"])


async def test_a_photo_and_its_bytes(
    sandbox: Sandbox, receiver: Receiver, pywa: WhatsApp, read: list[Any]
) -> None:
    await sandbox.post("/chats/c1/messages", {"photo": True, "caption": "like this"})
    await hand_over(pywa, receiver)
    [message] = await eventually(lambda: read)

    address = await pywa.get_media_url(message.image.id)
    content = await pywa.get_media_bytes(address.url)

    assert (message.type, message.caption, message.image.mime_type) == (
        types.MessageType.IMAGE,
        "like this",
        "image/jpeg",
    )
    assert address.sha256 == message.image.sha256
    assert len(content) == address.file_size
    assert content.startswith(b"\xff\xd8")


async def test_a_picture_above_a_button_is_fetched_from_its_address(
    sandbox: Sandbox, receiver: Receiver, pywa: WhatsApp, read: list[Any]
) -> None:
    await sandbox.post("/chats/c1/messages", {"photo": True})
    [photo] = (await sandbox.get("/chats/c1"))["messages"]
    there, button = f"{sandbox.url}{photo['media_url']}", types.URLButton("Look", "https://example.com/a")

    await pywa.send_image("15550100001", there, caption="A fox", buttons=button)
    await pywa.send_image("15550100001", f"{sandbox.url}/nothing", caption="A fox", buttons=button)

    shown, failed = (await sandbox.get("/chats/c1"))["messages"][1:]
    assert (shown["type"], shown["text"], shown["link"]["label"]) == ("link", "A fox", "Look")
    async with (
        sandbox.http.get(there) as first,
        sandbox.http.get(f"{sandbox.url}{shown['media_url']}") as second,
    ):
        assert shown["media_url"] != photo["media_url"]
        assert await first.read() == await second.read()
    assert "media_url" not in failed
    assert await eventually(lambda: _status(sandbox, failed["id"], "failed"))


async def _status(sandbox: Sandbox, message_id: str, wanted: str) -> bool:
    messages = (await sandbox.get("/chats/c1"))["messages"]
    return any(one["id"] == message_id and one["status"] == wanted for one in messages)


async def test_a_tapped_button_and_a_chosen_row(
    sandbox: Sandbox, receiver: Receiver, pywa: WhatsApp, read: list[Any]
) -> None:
    await sandbox.post("/chats/c1/messages", {"text": "hi"})
    asked = await pywa.send_message("15550100001", "New?", buttons=[types.Button("Yes", "new:yes")])
    rows = [types.SectionRow("Palm", "size:palm", "about 8 cm")]
    menu = types.SectionList("Choose", [types.Section("Sizes", rows)])
    listed = await pywa.send_message("15550100001", "Size?", buttons=menu)

    button = {"id": "new:yes", "title": "Yes"}
    await sandbox.post("/chats/c1/messages", {"button": button, "context": asked.id})
    row = {"id": "size:palm", "title": "Palm", "description": "about 8 cm"}
    await sandbox.post("/chats/c1/messages", {"row": row, "context": listed.id})
    await hand_over(pywa, receiver)

    tapped = await eventually(lambda: [one for one in read if isinstance(one, types.CallbackButton)])
    chosen = await eventually(lambda: [one for one in read if isinstance(one, types.CallbackSelection)])
    assert (tapped[0].data, tapped[0].title) == ("new:yes", "Yes")
    assert tapped[0].reply_to_message.id == asked.id
    assert (chosen[0].data, chosen[0].description) == ("size:palm", "about 8 cm")


@pytest.mark.filterwarnings("ignore::pywa.errors.PywaUnknownEnumMemberWarning")
async def test_a_reaction_a_place_and_something_new(
    sandbox: Sandbox, receiver: Receiver, pywa: WhatsApp, read: list[Any]
) -> None:
    text = await sandbox.post("/chats/c1/messages", {"text": "hi"})
    await sandbox.post("/chats/c1/messages", {"reaction": {"emoji": "👍", "message_id": text["id"]}})
    place = {"latitude": 51.5, "longitude": -0.12, "name": "Studio"}
    await sandbox.post("/chats/c1/messages", {"location": place})
    await sandbox.post("/chats/c1/messages", {"raw": {"type": "hologram", "hologram": {}}})

    await hand_over(pywa, receiver)
    _hi, reaction, location, unknown = await eventually(lambda: read if len(read) == 4 else None)

    assert (reaction.reaction.emoji, reaction.reaction.message_id) == ("👍", text["id"])
    assert (location.location.latitude, location.location.name) == (51.5, "Studio")
    assert unknown.type == types.MessageType.UNKNOWN


async def test_ticks_come_back_with_what_was_noted_on_the_message(
    sandbox: Sandbox, receiver: Receiver, pywa: WhatsApp, read: list[Any]
) -> None:
    await sandbox.post("/chats/c1/messages", {"text": "hi"})
    sent = await pywa.send_message("15550100001", "Hello", tracker="outbox:7")

    await eventually(lambda: len(receiver.statuses()) == 3)
    await hand_over(pywa, receiver)

    ticks = await eventually(lambda: [one for one in read if isinstance(one, types.MessageStatus)])
    assert [tick.status.value for tick in ticks] == ["sent", "delivered", "read"]
    assert {(tick.id, tick.tracker) for tick in ticks} == {(sent.id, "outbox:7")}
    assert ticks[0].pricing.category == "service"
    assert ticks[0].from_user.wa_id == "15550100001"


async def test_reading_turns_the_ticks_blue_and_typing_shows(sandbox: Sandbox, pywa: WhatsApp) -> None:
    first = await sandbox.post("/chats/c1/messages", {"text": "hi"})
    second = await sandbox.post("/chats/c1/messages", {"text": "anybody?"})

    await pywa.mark_message_as_read(first["id"])
    half = [one["status"] for one in (await sandbox.get("/chats/c1"))["messages"]]
    await pywa.indicate_typing(second["id"])
    chat = await sandbox.get("/chats/c1")

    assert half == ["read", "delivered"]
    assert [one["status"] for one in chat["messages"]] == ["read", "read"]
    assert chat["typing"] is True


async def test_sending_to_a_client_without_a_phone_number(sandbox: Sandbox, pywa: WhatsApp) -> None:
    client = await sandbox.client(hide_phone=True)
    await sandbox.post(f"/chats/{client['id']}/messages", {"text": "hi"})

    await pywa.send_message(client["user_id"], "Hello")

    chat = await sandbox.get(f"/chats/{client['id']}")
    assert [one["text"] for one in chat["messages"]] == ["hi", "Hello"]


async def test_a_template_goes_out_when_the_window_is_closed(sandbox: Sandbox, pywa: WhatsApp) -> None:
    text = "Hello {{name}}, your deposit link is ready."
    example = [{"param_name": "name", "example": "Sam"}]
    wanted = {
        "name": "deposit_ready",
        "language": "en_GB",
        "category": "UTILITY",
        "parameter_format": "NAMED",
        "components": [{"type": "BODY", "text": text, "example": {"body_text_named_params": example}}],
    }
    await sandbox.whatsapp(f"{ACCOUNT_ID}/message_templates", wanted)
    named = {"type": "text", "parameter_name": "name", "text": "Client 1"}
    parameters: Any = [{"type": "body", "parameters": [named]}]

    with pytest.raises(ReEngagementMessage):
        await pywa.send_message("15550100001", "Hello")
    with pytest.raises(TemplateNotExists):
        await pywa.send_template("15550100001", "deposit_paid", types.templates.TemplateLanguage.ENGLISH_UK)
    await pywa.send_template(
        "15550100001", "deposit_ready", types.templates.TemplateLanguage.ENGLISH_UK, params=parameters
    )

    [shown] = (await sandbox.get("/chats/c1"))["messages"]
    assert (shown["type"], shown["text"]) == ("template", "Hello Client 1, your deposit link is ready.")
    assert [template.name for template in await pywa.get_templates()] == ["deposit_ready"]


async def test_moods_and_mistakes_are_errors_pywa_knows(sandbox: Sandbox, pywa: WhatsApp) -> None:
    await sandbox.post("/chats/c1/messages", {"text": "hi"})

    await sandbox.post("/moods", {"whatsapp": "pair_rate"})
    with pytest.raises(TooManyMessages):
        await pywa.send_message("15550100001", "Hello")

    await sandbox.post("/moods", {"whatsapp": "ok"})
    with pytest.raises(InvalidParameter):
        await pywa.send_message("15550100001", "Hello", buttons=[types.Button("x" * 21, "id")])
