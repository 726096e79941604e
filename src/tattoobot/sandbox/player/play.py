"""Plays a conversation file over HTTP, against the sandbox and a running product, and tells how it went."""

import asyncio
import contextlib
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import aiohttp

from tattoobot.sandbox.clock import FRESH_FOR
from tattoobot.sandbox.journal import Json
from tattoobot.sandbox.player import conversation_file
from tattoobot.sandbox.player.action_page import buttons_of, form_of, link_behind
from tattoobot.sandbox.player.conversation_file import NotReadable, Step, fits, is_called
from tattoobot.sandbox.player.desk_words import desk_call, payment, with_code, with_facts, with_times
from tattoobot.sandbox.player.stage import LOOK_AGAIN_SECONDS, Chat, Differs, Say, Stage, indented

WAIT_SECONDS = 15.0
FILES = {
    "voice note": (b"OggS" + bytes(200), "audio/ogg", "voice.ogg"),
    "sticker": (b"RIFF\x1a\x00\x00\x00WEBPVP8L\r\x00\x00\x00/" + bytes(13), "image/webp", "sticker.webp"),
}
"""What stands in for a recording and a sticker: their kind is what matters."""
SECONDS = {"s": 1, "min": 60, "h": 3600, "d": 86400}


async def play(
    path: Path,
    sandbox_url: str,
    product_url: str,
    admin_key: str,
    out: Say = print,
    wait_seconds: float = WAIT_SECONDS,
) -> bool:
    """True if everything happened as the file says."""
    try:
        conversation = conversation_file.read(path)
    except (NotReadable, OSError) as wrong:
        out(f"{path}: {wrong}")
        return False
    timeout = aiohttp.ClientTimeout(total=60)
    once, cookies = aiohttp.TCPConnector(force_close=True), aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(timeout=timeout, connector=once, cookie_jar=cookies) as http:
        player = Player(http, sandbox_url.rstrip("/"), product_url.rstrip("/"), admin_key, out, wait_seconds)
        out(f"\n{conversation.title}\n{'─' * len(conversation.title)}")
        return await _play_steps(player, conversation, path, out)


async def _play_steps(
    player: "Player", conversation: conversation_file.Conversation, path: Path, out: Say
) -> bool:
    await player.begin()
    step = None
    try:
        for step in conversation.steps:
            await player.take(step)
    except (Differs, NotReadable, aiohttp.ClientError, TimeoutError) as differs:
        reason = str(differs) or type(differs).__name__
        out(f"\n✗ {path.name}, line {step.line if step else 0}:  {step}\n  {reason}")
        return False
    finally:
        with contextlib.suppress(aiohttp.ClientError, TimeoutError):
            await player.calm_down()
    out("✓ as written")
    return True


@dataclass
class Player(Stage):
    async def take(self, step: Step) -> None:
        if step.client is not None:
            self.current = step.client
        if step.verb not in {"bot", "artist gets", "says nothing but", "silence"}:
            self._print(step.verb, step.text)
        await TAKES[step.verb](self, step)

    # The client

    async def client(self, step: Step) -> None:
        if thing := conversation_file.thing(step.text):
            await self._client_sends_thing(*thing)
            return
        count, words = conversation_file.photos(step.text)
        message: Json = {"photo": True, "photos": count, "caption": words} if count else {"text": words}
        await self._client_sends(message)

    async def _client_sends_thing(self, kind: str, which: str) -> None:
        chat = await self._chat()
        if kind == "location":
            await self._client_sends({"location": {"latitude": 53.8, "longitude": -1.55, "name": which}})
        elif kind == "edit notice":
            await self._client_sends({"unsupported": "edit"})
        elif kind == "reaction":
            said = [m["id"] for m in await self._messages(chat.id) if m["from"] == "business"]
            await self._client_sends({"reaction": {"emoji": which, "message_id": said[-1] if said else ""}})
        else:
            chat.seen = await self._read_aside(chat)
            form = aiohttp.FormData()
            contents, mime_type, name = FILES[kind]
            form.add_field("photo", contents, content_type=mime_type, filename=name)
            async with self.http.post(
                f"{self.sandbox_url}/sandbox/api/chats/{chat.id}/messages", data=form
            ) as answer:
                await self._expect_code(answer, None)

    async def client_taps(self, step: Step) -> None:
        chat = await self._chat()
        for message in reversed(await self._messages(chat.id)):
            for kind, choice in _choices(message):
                if message["from"] == "business" and is_called(step.text, choice["title"]):
                    await self._client_sends({kind: choice, "context": message["id"]})
                    return
        raise Differs(f"nothing in the chat offers {step.text!r}")

    async def _client_sends(self, message: Json) -> None:
        chat = await self._chat()
        chat.seen = await self._read_aside(chat)
        sent = await self._sandbox("POST", f"/chats/{chat.id}/messages", message)
        if sent["status"] != 200 and not sent["held"]:
            self._print(
                "note", f"the product answered {sent['status']} to the webhook; it will be tried again"
            )

    async def _read_aside(self, chat: Chat) -> int:
        """Print what was said and not asked about; the next `bot:` is about what comes now."""
        messages = await self._messages(chat.id)
        for message in messages[chat.seen :]:
            if message["from"] == "business":
                self._print("(bot)", _said(message))
        return len(messages)

    # The bot

    async def bot(self, step: Step) -> None:
        message = await self._until(self._next_from_bot, "the bot said nothing")
        self._print("bot", _said(message))
        if not fits(step.text, _said(message)):
            raise Differs(f"expected: {step.text}\n  it said:  {indented(_said(message))}")

    async def says_nothing_but(self, step: Step) -> None:
        await self.bot(step)
        while (message := await self._next_within(2.0)) is not None:
            self._print("bot", _said(message))
            if not fits(step.text, _said(message)):
                raise Differs(f"expected nothing but: {step.text}\n  it said:  {indented(_said(message))}")

    async def silence(self, step: Step) -> None:
        message = await self._next_within(float(step.text))
        if message is not None:
            raise Differs(f"expected silence\n  it said:  {indented(_said(message))}")
        self._print("silence", "")

    async def _next_from_bot(self) -> Json | None:
        chat = await self._chat()
        messages = await self._messages(chat.id)
        while chat.seen < len(messages):
            message = messages[chat.seen]
            chat.seen += 1
            if message["from"] == "business":
                return message
        return None

    async def _next_within(self, seconds: float) -> Json | None:
        deadline = asyncio.get_running_loop().time() + seconds
        while asyncio.get_running_loop().time() < deadline:
            if (message := await self._next_from_bot()) is not None:
                return message
            await asyncio.sleep(LOOK_AGAIN_SECONDS)
        return None

    # The artist

    async def artist(self, step: Step) -> None:
        await self._sandbox("POST", "/chats/artist/messages", {"text": step.text})

    async def artist_gets(self, step: Step) -> None:
        async def look() -> Json | None:
            new = (await self._messages("artist"))[self.artist_seen :]
            found = [m for m in new if m["from"] == "business" and fits(step.text, _said(m))]
            return found[-1] if found else None

        message = await self._until(look, f"the artist got nothing with: {step.text}")
        self._print("to artist", _said(message))

    async def artist_taps(self, step: Step) -> None:
        """Open the page as a person does, then send its form."""
        asked, expected = with_code(step.text)
        word, facts = with_facts(asked)

        async def look() -> str | None:
            messages = (await self._messages("artist"))[self.artist_seen :]
            told = [message for message in reversed(messages) if message["from"] == "business"]
            links = (link_behind(word, message, _said(message)) for message in told)
            found = next((link for link in links if link), None)
            return found or await self._page_with(word, told)

        link = await self._until(look, f"no message to the artist has a link behind {word!r}")
        url = self._at_product(link)
        async with self.http.get(url) as page:
            if page.status != 200 and page.status != expected:
                raise Differs(f"the page behind {word!r} answered {page.status}")
            text = await page.text()
            form = form_of(text, word) or form_of(text)
        if form is None:
            raise Differs(f"the page behind {word!r} has no form to send")
        async with self.http.post(urljoin(url, form.action or url), data={**form.values, **facts}) as answer:
            await self._expect_code(answer, expected)

    async def _page_with(self, word: str, messages: list[Json]) -> str | None:
        """A button's page may do several things: the newest that does this."""
        for url in (url for message in messages for url in buttons_of(message)):
            async with self.http.get(self._at_product(url)) as page:
                form = form_of(await page.text(), word) if page.ok else None
            if form is not None and form.word:
                return url
        return None

    # The desk

    async def desk(self, step: Step) -> None:
        asked, expected = with_code(step.text)
        asked, times = with_times(asked)
        action, body = desk_call(asked)
        lead = await self._lead()
        url = f"{self.product_url}/admin/leads/{lead['id']}/{action}"

        async def call() -> None:
            async with self.http.post(url, json=body, headers=self._admin()) as answer:
                await self._expect_code(answer, expected)

        await asyncio.gather(*(call() for _ in range(times)))

    async def status(self, step: Step) -> None:
        await self._until_lead(
            lambda lead: lead["status"] == step.text, lambda lead: f"it is {lead['status']}"
        )

    async def deposit(self, step: Step) -> None:
        def status(lead: Json) -> Any:
            return lead["deposit"] and lead["deposit"]["status"]

        await self._until_lead(lambda lead: status(lead) == step.text, lambda lead: f"it is {status(lead)}")

    async def leads(self, step: Step) -> None:
        async def look() -> bool:
            return len(await self._leads()) == int(step.text)

        await self._until(look, lambda: f"expected {step.text} leads of this client")

    async def answer(self, step: Step) -> None:
        try:
            wanted = json.loads(step.text)
        except ValueError as wrong:
            raise Differs(f"the value is not JSON: {wrong}") from None

        def found(lead: Json) -> Any:
            return (lead["answers"].get(step.about) or {}).get("value")

        await self._until_lead(
            lambda lead: bool(found(lead) == wanted), lambda lead: f"it is {json.dumps(found(lead))}"
        )

    async def opted_out(self, step: Step) -> None:
        wanted = step.text == "yes"
        await self._until_lead(
            lambda lead: lead["client"]["opted_out"] is wanted, lambda _lead: "it is not so"
        )

    async def needs_artist(self, step: Step) -> None:
        wanted = step.text != "no"
        await self._until_lead(
            lambda lead: (lead["needs_artist"] is not None) is wanted, lambda _lead: "it is not so"
        )

    # The world

    async def stripe(self, step: Step) -> None:
        act, status, body = payment(step.text)
        lead = await self._lead()

        async def look() -> Json | None:
            checkouts = await self._sandbox("GET", "/checkouts")
            of_lead = (one for one in checkouts if str(one["lead_id"]) == str(lead["id"]))
            return next((one for one in of_lead if one["status"] == status), None)

        checkout = await self._until(look, f"this client has no payment page that is {status}")
        await self._sandbox("POST", f"/checkouts/{checkout['id']}/{act}", body)

    async def clock(self, step: Step) -> None:
        match = re.fullmatch(r"\+?\s*(\d+(?:\.\d+)?)\s*(s|min|h|d)", step.text)
        if match is None:
            raise Differs("a time is written as +13 h, with s, min, h or d")
        seconds = float(match[1]) * SECONDS[match[2]]
        url = f"{self.product_url}/sandbox/clock"
        async with self.http.post(url, json={"advance_seconds": seconds}, headers=self._admin()) as answer:
            await self._expect_code(answer, 200)
        await asyncio.sleep(FRESH_FOR)  # until the sandbox looks at the clock again
        await self._sandbox("GET", "/state")

    async def webhooks(self, step: Step) -> None:
        words = step.text.split()
        if words[0] == "hold":
            await self._sandbox("POST", "/deliveries/hold", {"hold": True})
        elif words[0] == "release":
            order = "reverse" if "reversed" in words else "shuffle" if "shuffled" in words else "given"
            body = {"order": order, "times": 2 if "twice" in words else 1, "batch": "together" in words}
            await self._sandbox("POST", "/deliveries/release", body)
        elif step.text in {"duplicate the last one", "replay all"}:
            which = "all" if words[0] == "replay" else "last"
            await self._sandbox("POST", "/deliveries/replay", {"which": which})
        else:
            raise Differs(conversation_file.VERBS["webhooks"])

    async def whatsapp(self, step: Step) -> None:
        await self._sandbox("POST", "/moods", {"whatsapp": step.text})


TAKES: dict[str, Callable[[Player, Step], Awaitable[None]]] = {
    "client": Player.client,
    "client taps": Player.client_taps,
    "bot": Player.bot,
    "says nothing but": Player.says_nothing_but,
    "silence": Player.silence,
    "artist": Player.artist,
    "artist gets": Player.artist_gets,
    "artist taps": Player.artist_taps,
    "desk": Player.desk,
    "stripe": Player.stripe,
    "clock": Player.clock,
    "webhooks": Player.webhooks,
    "whatsapp": Player.whatsapp,
    "status": Player.status,
    "deposit": Player.deposit,
    "leads": Player.leads,
    "answer": Player.answer,
    "opted out": Player.opted_out,
    "needs artist": Player.needs_artist,
}


# What a message says and offers


def _choices(message: Json) -> list[tuple[str, Json]]:
    buttons = [("button", button) for button in message.get("buttons", [])]
    return buttons + [("row", row) for row in message.get("list", {}).get("rows", [])]


def _said(message: Json) -> str:
    """All that can be read in a bubble."""
    parts = [
        message.get("header", ""),
        "[picture]" if message["type"] == "link" and message.get("media_url") else "",
        message["text"],
        message.get("caption", ""),
        message.get("footer", ""),
    ]
    offers = [f"[{choice['title']}]" for _kind, choice in _choices(message)]
    links = message.get("links") or ([message["link"]] if "link" in message else [])
    offers += [f"[{link['label']}] {link['url']}" for link in links]
    return "\n".join(part for part in [*parts, " ".join(offers)] if part) or f"({message['type']})"
