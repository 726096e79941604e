"""What the terminal says of a trial: a line for each step of an enquiry, and nothing else."""

import asyncio
import dataclasses
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from tattoobot.sandbox import teller
from tattoobot.sandbox.journal import Journal
from tattoobot.sandbox.leads import Leads
from tattoobot.sandbox.settings import SandboxSettings


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(teller, "LOOK_AGAIN", 0.01)


def lead(number: int, status: str, name: str = "Maya") -> dict[str, Any]:
    return {"id": number, "status": status, "client": {"id": number, "name": name}}


class Terminal:
    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.leads: list[dict[str, Any]] = []
        self.asked = 0
        self.was_asked = asyncio.Event()
        self.lines: asyncio.Queue[str] = asyncio.Queue()

    async def shows(self, *leads: dict[str, Any], because: str = "message") -> list[str]:
        """The lines that follow when the product has these enquiries and something happened."""
        self.leads = list(leads)
        self.was_asked.clear()
        self.journal.tell(because, "")
        await asyncio.wait_for(self.was_asked.wait(), 10)
        await asyncio.sleep(0.05)
        return [self.lines.get_nowait() for _ in range(self.lines.qsize())]


@asynccontextmanager
async def watched(settings: SandboxSettings, *there: dict[str, Any]) -> AsyncIterator[Terminal]:
    terminal = Terminal(Journal(lambda: 0.0))
    terminal.leads = list(there)

    async def leads(_: web.Request) -> web.Response:
        terminal.asked += 1
        terminal.was_asked.set()
        return web.json_response({"items": terminal.leads})

    product = web.Application()
    product.router.add_get("/admin/leads", leads)
    runner = web.AppRunner(product)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    asked = Leads(dataclasses.replace(settings, product_url=url, admin_api_key="sandbox-key"))
    telling = asyncio.create_task(teller.tell(terminal.journal, asked, terminal.lines.put_nowait))
    await asyncio.wait_for(terminal.was_asked.wait(), 10)
    yield terminal
    terminal.journal.close()
    await asyncio.wait_for(telling, 10)
    await runner.cleanup()


async def test_a_booking_is_a_line_for_each_step(settings: SandboxSettings) -> None:
    async with watched(settings) as terminal:
        assert await terminal.shows(lead(1, "qualifying")) == ["#1 Maya has written"]
        assert await terminal.shows(lead(1, "qualifying")) == []
        told = await terminal.shows(lead(1, "pending_approval"), lead(2, "qualifying", "Tom"))
        assert told == ["#1 Maya has sent the enquiry: the artist decides", "#2 Tom has written"]
        assert await terminal.shows(lead(1, "deposit_paid"), because="checkout") == [
            "#1 Maya has paid the deposit"
        ]


async def test_what_was_there_before_is_not_told_again(settings: SandboxSettings) -> None:
    async with watched(settings, lead(1, "booked")) as terminal:
        assert await terminal.shows(lead(1, "booked")) == []


async def test_what_is_of_no_matter_to_a_person_asks_nothing(settings: SandboxSettings) -> None:
    async with watched(settings) as terminal:
        for kind in ("call", "status", "typing", "clock", "sheet"):
            terminal.journal.tell(kind, "")
        await asyncio.sleep(0.1)
        assert terminal.asked == 1


async def test_a_name_moves_no_cursor(settings: SandboxSettings) -> None:
    async with watched(settings) as terminal:
        [line] = await terminal.shows(lead(1, "qualifying", "\x1b[2JMaya\r\n" + "a" * 99))
    assert line == "#1 [2JMaya" + "a" * 33 + " has written"
