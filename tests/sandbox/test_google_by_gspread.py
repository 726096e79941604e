"""The twin of Google Sheets, driven by gspread: a client that knows nothing of us."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import aiohttp
import gspread
import pytest
from google.auth.exceptions import RefreshError
from google.auth.transport.requests import AuthorizedSession
from google.oauth2.service_account import Credentials
from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter

from tattoobot.sandbox.server import create_app
from tattoobot.sandbox.settings import SandboxSettings
from tests.sandbox.conftest import SPREADSHEET_ID, Sandbox, google_key, served

GOOGLE = "https://sheets.googleapis.com"
SCOPES = ("https://www.googleapis.com/auth/spreadsheets",)


class ToTheTwin(HTTPAdapter):
    """gspread has one address for Google built in: what goes there is led to the twin."""

    def __init__(self, twin: str) -> None:
        super().__init__()
        self._twin = twin

    def send(self, request: PreparedRequest, *args: Any, **kwargs: Any) -> Response:
        assert request.url is not None
        request.url = request.url.replace(GOOGLE, self._twin)
        return super().send(request, *args, **kwargs)


def opened(
    sandbox: Sandbox, scopes: Sequence[str] = SCOPES, called: str = SPREADSHEET_ID, **key: str
) -> gspread.Spreadsheet:
    credentials = Credentials.from_service_account_info({**google_key(sandbox.url), **key}, scopes=scopes)  # type: ignore[no-untyped-call]
    session = AuthorizedSession(credentials)  # type: ignore[no-untyped-call]
    session.mount(GOOGLE, ToTheTwin(f"{sandbox.url}/sandbox/google"))
    client = gspread.Client(auth=credentials, session=session)
    return client.open_by_key(called)


async def by_gspread(sandbox: Sandbox, work: Callable[[gspread.Spreadsheet], Any]) -> Any:
    return await asyncio.to_thread(lambda: work(opened(sandbox)))


async def test_a_tab_is_made_filled_read_and_searched(sandbox: Sandbox) -> None:
    def work(book: gspread.Spreadsheet) -> Any:
        tab = book.add_worksheet("Waiting list", rows=20, cols=5)
        tab.update([["number", "name"], [1, "Ada Example"], [2, "Ben Example"]], "A1", raw=True)
        tab.append_row([3, "Cal Example"], value_input_option=gspread.utils.ValueInputOption.raw)
        found = tab.find("Ben Example")
        assert found is not None
        return tab.get_all_values(), (found.row, found.col), tab.get("A2:A4"), tab.acell("B4").value

    cells, place, numbers, last = await by_gspread(sandbox, work)

    assert cells == [["number", "name"], ["1", "Ada Example"], ["2", "Ben Example"], ["3", "Cal Example"]]
    assert place == (3, 2)
    assert numbers == [["1"], ["2"], ["3"]]
    assert last == "Cal Example"


async def test_raw_stays_text_and_what_is_typed_is_read_as_google_reads_it(sandbox: Sandbox) -> None:
    def work(book: gspread.Spreadsheet) -> Any:
        tab = book.sheet1
        tab.update([["=1+1", "+39 055"]], "A1", raw=True)
        tab.update([["=1+1", "+39"]], "A2", raw=False)
        return tab.get("A1:B2")

    raw, typed = await by_gspread(sandbox, work)

    assert raw == ["=1+1", "+39 055"]
    assert typed == ["#FORMULA =1+1", "39"]


async def test_rows_are_sorted_deleted_and_inserted(sandbox: Sandbox) -> None:
    def work(book: gspread.Spreadsheet) -> Any:
        tab = book.sheet1
        tab.update([["c", 3], ["a", 1], ["b", 2], ["d", 4]], "A1")
        tab.sort((1, "des"), range="A1:B4")
        tab.delete_rows(1)
        tab.insert_row(["top", 0], 1)
        return tab.get_all_values()

    assert await by_gspread(sandbox, work) == [["top", "0"], ["c", "3"], ["b", "2"], ["a", "1"]]


async def test_many_ranges_go_in_one_call_and_all_or_none_of_it(sandbox: Sandbox) -> None:
    def work(book: gspread.Spreadsheet) -> Any:
        tab = book.sheet1
        tab.batch_update([{"range": "A1", "values": [["one"]]}, {"range": "C3", "values": [["two"]]}])
        with pytest.raises(gspread.exceptions.APIError) as refused:
            tab.batch_update([{"range": "A1", "values": [["lost"]]}, {"range": "AB1", "values": [["far"]]}])
        return refused.value.code, tab.get_all_values()

    code, cells = await by_gspread(sandbox, work)

    assert code == 400
    assert cells == [["one", "", ""], ["", "", ""], ["", "", "two"]]


async def test_a_tab_is_renamed_and_a_taken_name_refused(sandbox: Sandbox) -> None:
    def work(book: gspread.Spreadsheet) -> Any:
        tab = book.add_worksheet("New", rows=5, cols=5)
        tab.update_title("Newer")
        with pytest.raises(gspread.exceptions.APIError):
            book.add_worksheet("newer", rows=5, cols=5)
        return [one.title for one in book.worksheets()]

    assert await by_gspread(sandbox, work) == ["Sheet1", "Newer"]


@pytest.mark.parametrize(
    ("mood", "code"), [("down", 503), ("rate_limited", 429), ("revoked", 403), ("withdrawn", 401)]
)
async def test_refusals_are_those_that_google_gives(sandbox: Sandbox, mood: str, code: int) -> None:
    book = await asyncio.to_thread(opened, sandbox)
    await sandbox.post("/moods", {"google": mood})

    with pytest.raises((gspread.exceptions.APIError, PermissionError, RefreshError)) as refused:
        await asyncio.to_thread(lambda: book.sheet1.get_all_values())
    await sandbox.post("/moods", {"google": "ok"})

    if isinstance(refused.value, gspread.exceptions.APIError):
        assert refused.value.code == code
    assert await by_gspread(sandbox, lambda book: book.sheet1.get_all_values()) == [[]]


@pytest.mark.parametrize(
    "wrong",
    [
        {"client_email": "somebody@else.iam.gserviceaccount.com"},
        {"scopes": []},
        {"scopes": ["https://www.googleapis.com/auth/calendar"]},
    ],
)
async def test_who_is_not_who_they_say_gets_nowhere(sandbox: Sandbox, wrong: dict[str, Any]) -> None:
    with pytest.raises((RefreshError, gspread.exceptions.APIError)):
        await asyncio.to_thread(lambda: opened(sandbox, **wrong))


async def test_a_spreadsheet_that_there_is_not_is_not_found(sandbox: Sandbox) -> None:
    with pytest.raises(gspread.exceptions.SpreadsheetNotFound):
        await asyncio.to_thread(lambda: opened(sandbox, called="another-sheet"))


async def test_more_calls_a_minute_than_google_allows_are_refused(settings: SandboxSettings) -> None:
    def write_once_more(sandbox: Sandbox) -> None:
        tab = opened(sandbox).sheet1
        for _ in range(few.google_calls_a_minute):
            tab.update([["x"]], "A1")
        with pytest.raises(gspread.exceptions.APIError, match="Write requests per minute"):
            tab.update([["x"]], "A1")

    few = replace(settings, google_calls_a_minute=5)
    async with served(create_app(few)) as url, aiohttp.ClientSession() as http:
        await asyncio.to_thread(write_once_more, Sandbox(url, http, few))
