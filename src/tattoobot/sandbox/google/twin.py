"""Google's side: a strict twin of the Sheets API, and of the token endpoint, on the paths of the real ones."""

import asyncio
import copy
import random
import re
import time
from collections import deque
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tattoobot.sandbox.google import changes, ranges, refused, values
from tattoobot.sandbox.google.grid import Spreadsheet
from tattoobot.sandbox.google.refused import Refused
from tattoobot.sandbox.google.tokens import NotGranted, Tokens
from tattoobot.sandbox.journal import Json, said_call
from tattoobot.sandbox.lost import HangUp
from tattoobot.sandbox.world import World

MINUTE = 60.0
READ, WRITE = "Read", "Write"
UNRELIABLE = 0.05
"""The share of calls that goes wrong in the mood "flaky"."""

Query = dict[str, str]
Call = Callable[[Spreadsheet, Json, Query, re.Match[str]], Json]


class Google:
    def __init__(self, world: World) -> None:
        self._world = world
        self._sheet = world.sheet
        settings = world.settings
        self.tokens = Tokens(settings.google_public_key, settings.google_client_email)
        self._called: dict[str, deque[float]] = {READ: deque(), WRITE: deque()}
        # Always the same sequence: a test that saw trouble sees it again.
        self._chance = random.Random(5)

    def routes(self) -> list[Route]:
        return [
            Route("/sandbox/google/token", self._token, methods=["POST"]),
            Route("/sandbox/google/v4/spreadsheets", self._create, methods=["POST"]),
            Route(
                "/sandbox/google/v4/spreadsheets/{path:path}", self._sheets, methods=["GET", "POST", "PUT"]
            ),
            Route("/sandbox/api/sheet", self._shown, methods=["GET"]),
            Route("/sandbox/api/sheet", self._by_hand, methods=["POST"]),
        ]

    async def _token(self, request: Request) -> Response:
        form = {name: one[0] for name, one in parse_qs((await request.body()).decode()).items()}
        try:
            if self._world.moods.google == "down":
                return JSONResponse({"error": "internal_failure"}, 503)
            if self._world.moods.google == "withdrawn":
                raise NotGranted("invalid_grant", "Invalid JWT Signature.")
            return JSONResponse(self.tokens.grant(form))
        except NotGranted as no:
            return JSONResponse(no.answer, no.status)

    async def _create(self, request: Request) -> Response:
        """A service account owns nothing: the studio makes the spreadsheet and shares it."""
        return self._refusal(refused.forbidden())

    async def _sheets(self, request: Request) -> Response:
        path, mood = f"{request.method} {request.path_params['path']}", self._world.moods.google
        answer: Json
        try:
            call, found, kind = _known(path)
            # Half of what goes wrong goes wrong after it was done.
            unlucky = self._chance.random() if mood == "flaky" else 1.0
            self._let_in(request, mood, kind)
            if unlucky < UNRELIABLE / 2:
                raise refused.unavailable()
            answer, status = await self._done(request, call, found), 200
        except Refused as no:
            answer, status = no.answer(), no.code
        self._note(request, path, status, kind=WRITE if _writes(path) else READ, answer=answer)
        if status == 200 and (mood == "drops_after_accepting" or UNRELIABLE / 2 <= unlucky < UNRELIABLE):
            return HangUp()
        if mood == "slow":
            await asyncio.sleep(self._world.settings.slow_seconds)
        return JSONResponse(answer, status)

    def _let_in(self, request: Request, mood: str, kind: str) -> None:
        if mood == "down":
            raise refused.unavailable()
        if mood == "withdrawn":
            self.tokens.withdraw()
        if not self.tokens.accepts(request.headers.get("authorization", "")):
            raise refused.unauthenticated()
        if mood == "rate_limited":
            raise refused.too_many(kind)
        calls, now = self._called[kind], time.monotonic()
        while calls and calls[0] <= now - MINUTE:
            calls.popleft()
        if len(calls) >= self._world.settings.google_calls_a_minute:
            raise refused.too_many(kind)
        calls.append(now)
        if mood == "revoked" or (mood == "read_only" and kind == WRITE):
            raise refused.forbidden()

    async def _done(self, request: Request, call: Call, found: re.Match[str]) -> Json:
        if found["id"] != self._sheet.id:
            raise refused.not_found()
        body = await request.body()
        try:
            asked: Any = await request.json() if body else {}
        except ValueError:
            raise refused.invalid("Invalid JSON payload received.") from None
        if not isinstance(asked, dict):
            raise refused.invalid("Invalid JSON payload received. An object is expected.")
        return self._whole(lambda: call(self._sheet, asked, dict(request.query_params), found))

    def _whole(self, work: Callable[[], Json]) -> Json:
        """All of a request or nothing of it; the page hears when a cell changed."""
        before = copy.deepcopy(self._sheet.tabs)
        try:
            answer = copy.deepcopy(work())
        except (KeyError, TypeError, AttributeError) as missing:
            self._sheet.tabs = before
            raise refused.invalid(f"Invalid request: {missing}") from None
        except Refused:
            self._sheet.tabs = before
            raise
        rows = sum(tab.used_rows for tab in self._sheet.tabs) - sum(tab.used_rows for tab in before)
        if [tab.cells for tab in before] != [tab.cells for tab in self._sheet.tabs]:
            line = f"{rows} more row{'s' * (rows > 1)} in the sheet" if rows > 0 else "The sheet changed"
            self._world.journal.tell("sheet", line)
        return answer

    def _note(self, request: Request, path: str, status: int, kind: str, answer: Json) -> None:
        call = {"to": "google", "method": request.method, "path": request.url.path, "status": status}
        if status != 200 or kind == WRITE:
            call["answer"] = answer
        did = "The bot wrote into the sheet" if kind == WRITE else "The bot looked at the sheet"
        self._world.journal.note_call(call, said_call(did, "Google", status))

    def _refusal(self, no: Refused) -> Response:
        return JSONResponse(no.answer(), no.code)

    # The studio's own hands

    async def _shown(self, _request: Request) -> Response:
        """What the page shows: the tabs with what their cells show."""
        tabs = [
            {
                "id": tab.id,
                "title": tab.title,
                "rows": [[values.formatted(value) for value in row] for row in tab.cells[: tab.used_rows]],
            }
            for tab in self._sheet.tabs
        ]
        return JSONResponse({"title": self._sheet.title, "tabs": tabs})

    async def _by_hand(self, request: Request) -> Response:
        """`{"requests": […]}` as in batchUpdate, or `{"range", "values"}`, as if they were typed."""
        asked = await request.json()

        def work() -> Json:
            if "requests" in asked:
                return {"replies": changes.apply(self._sheet, asked["requests"])}
            area = ranges.of_a1(self._sheet, asked["range"])
            return values.update(self._sheet, area, {"values": asked["values"]}, "USER_ENTERED")

        try:
            return JSONResponse(self._whole(work))
        except Refused as no:
            return JSONResponse({"error": str(no)}, 422)


def _writes(path: str) -> bool:
    return (not path.startswith("GET") and not path.endswith(("ByDataFilter", ":search"))) or path.endswith(
        "UpdateByDataFilter"
    )


def _known(path: str) -> tuple[Call, re.Match[str], str]:
    """Raises `Refused` for what the API does not have."""
    for shape, call in CALLS:
        if found := shape.fullmatch(path):
            return call, found, WRITE if _writes(path) else READ
    raise refused.not_found()


def _get(book: Spreadsheet, _asked: Json, query: Query, _found: re.Match[str]) -> Json:
    if query.get("includeGridData", "false") != "false":
        raise refused.invalid("Grid data is not kept here: read values.")
    return {
        "spreadsheetId": book.id,
        "properties": {"title": book.title, "locale": "en_GB", "timeZone": "Europe/London"},
        "sheets": [{"properties": tab.properties(n)} for n, tab in enumerate(book.tabs)],
        "spreadsheetUrl": f"https://docs.google.com/spreadsheets/d/{book.id}/edit",
    }


def _batch(book: Spreadsheet, asked: Json, _query: Query, _found: re.Match[str]) -> Json:
    changes.only(
        asked, "requests", "includeSpreadsheetInResponse", "responseRanges", "responseIncludeGridData"
    )
    return {"spreadsheetId": book.id, "replies": changes.apply(book, asked.get("requests"))}


def _search(book: Spreadsheet, asked: Json, _query: Query, _found: re.Match[str]) -> Json:
    filters = changes.only(asked, "dataFilters").get("dataFilters", [])
    matched = [
        {"developerMetadata": ranges.described(tab, tag), "dataFilters": [one]}
        for one in filters
        for tab, tag in ranges.looked_up(book, one["developerMetadataLookup"])
    ]
    return {"matchedDeveloperMetadata": matched} if matched else {}


def _read(book: Spreadsheet, _asked: Json, query: Query, found: re.Match[str]) -> Json:
    area = ranges.of_a1(book, found["range"])
    return values.read(area, query.get("majorDimension"), query.get("valueRenderOption"))


def _write(book: Spreadsheet, asked: Json, query: Query, found: re.Match[str]) -> Json:
    changes.only(asked, "range", "majorDimension", "values")
    return values.update(book, ranges.of_a1(book, found["range"]), asked, query.get("valueInputOption"))


def _append(book: Spreadsheet, asked: Json, query: Query, found: re.Match[str]) -> Json:
    changes.only(asked, "range", "majorDimension", "values")
    area = ranges.of_a1(book, found["range"])
    return values.append(book, area, asked, query.get("valueInputOption"), query.get("insertDataOption"))


def _clear(book: Spreadsheet, _asked: Json, _query: Query, found: re.Match[str]) -> Json:
    return values.clear(book, ranges.of_a1(book, found["range"]))


BOOK = r"(?P<id>[\w-]+)"
CALLS: tuple[tuple[re.Pattern[str], Call], ...] = tuple(
    (re.compile(shape), call)
    for shape, call in (
        (f"GET {BOOK}", _get),
        (f"POST {BOOK}:batchUpdate", _batch),
        (f"POST {BOOK}/developerMetadata:search", _search),
        (
            f"POST {BOOK}/values:batchGetByDataFilter",
            lambda book, asked, _, __: values.batch_read_by_filter(book, asked),
        ),
        (
            f"POST {BOOK}/values:batchUpdateByDataFilter",
            lambda book, asked, _, __: values.batch_update_by_filter(book, asked),
        ),
        (f"POST {BOOK}/values:batchUpdate", lambda book, asked, _, __: values.batch_update(book, asked)),
        (f"GET {BOOK}/values/(?P<range>.+)", _read),
        (f"PUT {BOOK}/values/(?P<range>.+)", _write),
        (f"POST {BOOK}/values/(?P<range>.+):append", _append),
        (f"POST {BOOK}/values/(?P<range>.+):clear", _clear),
    )
)
