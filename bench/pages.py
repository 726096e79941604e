"""How long the pages of the front desk take, one after the other, as somebody who is signed in sees them."""

import http.client
import time
from urllib.parse import urlencode, urlsplit

import asyncpg

from bench.product import KEY

ROUNDS = 100

# Somebody who waits for the artist, with whatever they have said.
ENQUIRY = "SELECT max(id) FROM leads WHERE status = 'pending_approval'"

PAGES = {
    "Your turn": "/desk",
    "an enquiry": "/desk/leads/{lead}",
    "search": "/desk/search?q=fox+lantern",
    "search by name": "/desk/search?q=client+number77",
    "the week": "/desk/week",
    "who waits": "/desk/waiting",
    "money and flow": "/desk/money",
}


async def an_enquiry(database_url: str) -> int:
    db = await asyncpg.connect(database_url)
    try:
        return await db.fetchval(ENQUIRY) or 1
    finally:
        await db.close()


def pages(url: str, lead: int) -> dict[str, list[float]]:
    """Seconds until all of each page is here, again and again."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    cookie = _signed_in(connection, url)
    try:
        return {
            name: [_timed(connection, path.format(lead=lead), cookie) for _ in range(ROUNDS)]
            for name, path in PAGES.items()
        }
    finally:
        connection.close()


def _signed_in(connection: http.client.HTTPConnection, url: str) -> str:
    headers = {"Origin": url, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/desk/sign-in/key", urlencode({"key": KEY}), headers)
    answer = connection.getresponse()
    answer.read()
    return (answer.headers["Set-Cookie"] or "").partition(";")[0]


def _timed(connection: http.client.HTTPConnection, path: str, cookie: str) -> float:
    began = time.perf_counter()
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    answer.read()
    took = time.perf_counter() - began
    if answer.status != http.client.OK:
        raise RuntimeError(f"{path} answers {answer.status}")
    return took
