"""The state of the sandbox: people, their chats, moods, and everything the twins remember."""

import asyncio
import base64
import contextlib
import json
import re
import secrets
import time
from collections.abc import Callable, Coroutine
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

import aiohttp

from tattoobot.sandbox.clock import Clock, rfc3339
from tattoobot.sandbox.google import grid
from tattoobot.sandbox.google.grid import Spreadsheet, Tab
from tattoobot.sandbox.journal import Journal, Json
from tattoobot.sandbox.media import MediaShelf
from tattoobot.sandbox.settings import SandboxSettings
from tattoobot.sandbox.stripe.books import Books
from tattoobot.sandbox.stripe.dashboard import Dashboard
from tattoobot.sandbox.webhooks import Delivery, Postman, Service
from tattoobot.sandbox.whatsapp.account import Standing

ARTIST = "artist"
TYPING_SECONDS = 25
TICK_SECONDS = 1.0

WHATSAPP_MOODS = ("ok", "slow", "down", "refuses", "drops_after_accepting", "rate_limited", "pair_rate")
STRIPE_MOODS = ("ok", "late", "duplicates", "slow", "down", "drops_after_accepting")
GOOGLE_MOODS = (
    "ok",
    "read_only",
    "slow",
    "down",
    "rate_limited",
    "flaky",
    "drops_after_accepting",
    "revoked",
    "withdrawn",
)
WINDOW_ERRORS = ("at_once", "later")
RANK = {"sending": 0, "sent": 1, "delivered": 2, "read": 3, "failed": 4}


@dataclass(slots=True)
class Person:
    """Somebody with a phone: a client, or the artist."""

    id: str
    name: str
    phone: str
    user_id: str
    hides_phone: bool = False
    last_wrote_at: float | None = None
    typing_until: float = 0.0

    @property
    def shown_phone(self) -> str | None:
        """Who took a username may reach a business without a phone number."""
        return None if self.hides_phone else self.phone

    def card(self) -> Json:
        return {"id": self.id, "name": self.name, "phone": self.shown_phone, "user_id": self.user_id}


@dataclass(slots=True)
class Moods:
    """How the providers behave at the moment."""

    whatsapp: str = "ok"
    stripe: str = "ok"
    google: str = "ok"
    duplicates: bool = False
    reorder: bool = False
    refuse_code: int = 131026
    """The error of the mood "refuses"."""
    window_errors: str = "at_once"
    """Whether a message outside the service window is refused at once, or accepted and failed later."""

    def change(self, wanted: Json) -> None:
        allowed = {
            "whatsapp": WHATSAPP_MOODS,
            "stripe": STRIPE_MOODS,
            "google": GOOGLE_MOODS,
            "window_errors": WINDOW_ERRORS,
        }
        types = {f.name: f.type for f in fields(self)}
        for name, value in wanted.items():
            if name not in types:
                raise ValueError(f"There is no mood called {name}. There are: {', '.join(types)}.")
            if name in allowed and value not in allowed[name]:
                raise ValueError(f"{name} can be {', '.join(allowed[name])}; not {value!r}.")
            if name not in allowed and type(value) is not types[name]:
                raise ValueError(f"{name} must be a {getattr(types[name], '__name__', types[name])}.")
        for name, value in wanted.items():
            setattr(self, name, value)


@dataclass(slots=True)
class World:
    """Everything the sandbox knows. Start it in the event loop that serves it, and stop it there."""

    settings: SandboxSettings
    clock: Clock = field(init=False)
    journal: Journal = field(init=False)
    postman: Postman = field(init=False)
    media: MediaShelf = field(init=False)
    books: Books = field(init=False)
    sheet: Spreadsheet = field(init=False)
    """The one spreadsheet that there is: the studio's."""
    moods: Moods = field(default_factory=Moods)
    standing: Standing = field(default_factory=Standing)
    dashboard: Dashboard = field(default_factory=Dashboard)
    people: dict[str, Person] = field(default_factory=dict)
    chats: dict[str, list[Json]] = field(default_factory=dict)
    templates: list[Json] = field(default_factory=list)
    uploads: set[str] = field(default_factory=set)
    """Ids of media that the product uploaded."""
    every_second: list[Callable[[], None]] = field(default_factory=list)
    """What the twins look after as time goes by."""
    _by_id: dict[str, tuple[str, Json]] = field(default_factory=dict)
    _tasks: set[asyncio.Task[Any]] = field(default_factory=set)
    _saved_at: int = -1
    _save_again_at: float = 0.0
    _http: aiohttp.ClientSession | None = None

    def __post_init__(self) -> None:
        folder = self.settings.data_dir
        self.clock = Clock(self.settings.clock_url)
        self.journal = Journal(self.clock.now)
        self.postman = Postman(self.settings, self.clock, self.journal, self.spawn)
        self.postman.duplicates = self._sends_twice
        self.postman.reorder = lambda: self.moods.reorder
        self.postman.accepted = self._arrived
        self.media = MediaShelf(folder / "media" if folder else None)
        self.books = Books()
        self.sheet = Spreadsheet(
            self.settings.google_spreadsheet_id, f"{self.settings.studio_name}: enquiries", [Tab(0, "Sheet1")]
        )
        phone = digits(self.settings.artist_number)
        self.people[ARTIST] = Person(ARTIST, self.settings.artist_name, phone, "GB.10000000000000000000")
        self.chats[ARTIST] = []

    async def start(self) -> None:
        self._load()
        if len(self.people) == 1:
            self.add_client(self.settings.first_client)
        if self.settings.artist_says_hello:
            self.people[ARTIST].last_wrote_at = self.clock.now()
        # Not kept as long as the product keeps it (5 s): it would close under a delivery that is being sent.
        kept = aiohttp.TCPConnector(keepalive_timeout=4)
        self._http = self.postman.http = aiohttp.ClientSession(connector=kept)
        self.postman.resume()
        self.spawn(self._tick())

    async def stop(self) -> None:
        self.journal.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._http is not None:
            await self._http.close()
        self._http = self.postman.http = None
        self._save()

    def spawn(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Do it in the background, and forget it when the sandbox stops."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def now(self) -> float:
        """The product's time, asked for if the last answer is not fresh."""
        if self._http is not None:
            moved = await self.clock.refresh(self._http)
            if abs(moved) >= 1:
                self.journal.tell(
                    "clock", f"The clock moved {said_time(moved)}", {"offset_seconds": self.clock.offset}
                )
        return self.clock.now()

    # People and their chats

    @property
    def clients(self) -> list[Person]:
        return [person for person in self.people.values() if person.id != ARTIST]

    def add_client(self, name: str = "", phone: str = "", hides_phone: bool = False) -> Person:
        """A new client, or the one who already has that phone."""
        wanted = digits(phone)
        if wanted and (known := self.by_phone(wanted)) is not None:
            return known
        number = len(self.people)
        while self.by_phone(wanted := wanted or f"1555010{number:04}") is not None:
            number, wanted = number + 1, ""
        person = Person(
            f"c{number}", name or f"Client {number}", wanted, f"GB.{10**19 + number}", hides_phone
        )
        self.people[person.id] = person
        self.chats[person.id] = []
        return person

    def by_phone(self, phone: str) -> Person | None:
        return next((person for person in self.people.values() if person.phone == phone), None)

    def by_user_id(self, user_id: str) -> Person | None:
        return next((person for person in self.people.values() if person.user_id == user_id), None)

    def message(self, message_id: str) -> tuple[str, Json] | None:
        """A message with the chat it is in."""
        return self._by_id.get(message_id)

    def say(self, chat: str, bubble: Json, line: str, payload: object) -> Json:
        """Put a bubble in a chat and tell those who watch."""
        if bubble["from"] == "business":
            self.people[chat].typing_until = 0.0
        self.chats[chat].append(bubble)
        self._by_id[bubble["id"]] = (chat, bubble)
        self.journal.tell("message", line, payload, chat, bubble=bubble)
        return bubble

    def mark(self, chat: str, bubble: Json, status: str, line: str, payload: object) -> None:
        """Move a message's ticks; they never go back."""
        if RANK[status] > RANK[bubble["status"]]:
            bubble["status"] = status
            self.journal.tell("status", line, payload, chat, message_id=bubble["id"], status=status)

    # Behind the scenes

    def _arrived(self, delivery: Delivery) -> None:
        """The product took a webhook: two ticks for the messages in it."""
        for subject in delivery.subjects:
            if delivery.to == "stripe":
                self.books.told(subject)
            elif found := self.message(subject):
                self.mark(*found, "delivered", "The message arrived", {"id": subject})

    def _sends_twice(self, service: Service) -> bool:
        return self.moods.duplicates or (service == "stripe" and self.moods.stripe == "duplicates")

    async def _tick(self) -> None:
        """The time, what is due, the snapshot."""
        while True:
            await asyncio.sleep(TICK_SECONDS)
            await self.now()
            for look in self.every_second:
                look()
            if time.monotonic() >= self._save_again_at:
                self._save()

    @property
    def _snapshot(self) -> Path | None:
        return self.settings.data_dir / "sandbox.json" if self.settings.data_dir else None

    def _save(self) -> None:
        if self._snapshot is None or self._saved_at == self.journal.cursor:
            return
        began = time.monotonic()
        self._saved_at = self.journal.cursor
        kept = {
            "cursor": self.journal.cursor,
            "offset": self.clock.offset,
            "people": [asdict(person) for person in self.people.values()],
            "chats": self.chats,
            "moods": asdict(self.moods),
            "templates": self.templates,
            "uploads": sorted(self.uploads),
            "media": self.media.dump(),
            "deliveries": self.postman.dump(),
            "stripe": self.books.dump(),
            "sheet": self.sheet.dump(),
        }
        self._snapshot.parent.mkdir(parents=True, exist_ok=True)
        beside = self._snapshot.with_suffix(".new")
        beside.write_text(json.dumps(kept))
        beside.replace(self._snapshot)
        # A long history takes long to write: then it is written less often.
        self._save_again_at = time.monotonic() + 20 * (time.monotonic() - began)

    def _load(self) -> None:
        if self._snapshot is None or not self._snapshot.exists():
            return
        with contextlib.suppress(json.JSONDecodeError, KeyError, TypeError):  # of another version: begin anew
            kept = json.loads(self._snapshot.read_text())
            self.journal.cursor = self._saved_at = kept["cursor"]
            self.clock.offset = kept["offset"]
            people = [Person(**one) for one in kept["people"]]
            phone = self.people[ARTIST].phone
            self.people = {person.id: person for person in people}
            self.people[ARTIST].phone = phone
            self.chats, self.templates = kept["chats"], kept["templates"]
            self._by_id = {b["id"]: (chat, b) for chat, bubbles in self.chats.items() for b in bubbles}
            self.moods, self.uploads = Moods(**kept["moods"]), set(kept["uploads"])
            self.media.load(kept["media"])
            self.postman.load(kept["deliveries"])
            self.books.load(kept["stripe"])
            kept_sheet = grid.load(kept["sheet"])
            self.sheet.tabs, self.sheet.next_tag = kept_sheet.tabs, kept_sheet.next_tag


def digits(phone: str) -> str:
    return re.sub(r"\D", "", phone)


def new_wamid() -> str:
    return "wamid." + base64.b64encode(b"sandbox:" + secrets.token_bytes(22)).decode()


def said_time(seconds: float) -> str:
    """A length of time as people say it: "+13 h", "+2 d"."""
    size = abs(seconds)
    for unit, length in (("d", 86400), ("h", 3600), ("min", 60)):
        if size >= length:
            return f"{seconds / length:+.4g} {unit}"
    return f"{seconds:+.0f} s"


def bubble(sender: str, at: float, kind: str, text: str, **more: Any) -> Json:
    """One message as the page shows it."""
    return {
        "id": new_wamid(),
        "from": sender,
        "at": rfc3339(at),
        "type": kind,
        "text": text,
        "status": "sending",
        **more,
    }
