"""Talks to the Google Sheets API: seven calls, each about one spreadsheet.

Tabs are named by their ids, and columns by tags ("developer metadata") that move with them: whatever people rename,
move or sort is found again. https://developers.google.com/workspace/sheets/api/reference/rest
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from yarl import URL

from tattoobot.adapters.failures import AnswerLost, DeliveryFailed
from tattoobot.adapters.google.token import ServiceAccount
from tattoobot.adapters.http import connection_failure, json_object, retry_after
from tattoobot.domain.delivery import Failure, Reaction

SCOPE = "https://www.googleapis.com/auth/spreadsheets"
TAG = "tattoobot"
"""The key of every tag of ours; its value names the tab or the column."""

NO_SHEET = 2_147_483_647
"""The id of no tab."""

Json = dict[str, Any]
Cell = str | int | float | None
"""None leaves what stands there; an empty text wipes it."""


@dataclass(frozen=True, slots=True)
class TaggedTab:
    """A tab of ours as it is now: where each of its tagged columns stands."""

    id: int
    name: str
    """What the tab is, whatever it is called."""
    columns: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TabProperties:
    id: int
    title: str
    rows: int


class Sheets:
    """One spreadsheet. Every method raises `DeliveryFailed`; those that write also `AnswerLost`."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        account: ServiceAccount,
        *,
        base_url: str,
        spreadsheet_id: str,
    ) -> None:
        self._session = session
        self._account = account
        self._root = URL(base_url) / "v4/spreadsheets"
        self.spreadsheet_id = spreadsheet_id

    @property
    def email(self) -> str:
        """Whom the studio shares the spreadsheet with."""
        return self._account.email

    async def tagged(self) -> list[TaggedTab]:
        """Our tabs, the oldest first: a copy that somebody made of one bears its tags too."""
        answer = await self._call(
            "POST",
            "/developerMetadata:search",
            {"dataFilters": [{"developerMetadataLookup": {"metadataKey": TAG}}]},
        )
        found = [one["developerMetadata"] for one in answer.get("matchedDeveloperMetadata", [])]
        found.sort(key=lambda tag: tag["metadataId"])
        tabs: dict[int, TaggedTab] = {}
        columns: dict[int, dict[str, int]] = {}
        for tag in found:
            location = tag["location"]
            # Zeros are left out.
            if location["locationType"] == "SHEET":
                sheet = location.get("sheetId", 0)
                tabs.setdefault(sheet, TaggedTab(sheet, tag["metadataValue"], columns.setdefault(sheet, {})))
            elif location["locationType"] == "COLUMN":
                place = location["dimensionRange"]
                known = columns.setdefault(place.get("sheetId", 0), {})
                known.setdefault(tag["metadataValue"], place.get("startIndex", 0))
        return list(tabs.values())

    async def tabs(self) -> list[TabProperties]:
        answer = await self._call("GET", "")
        return [
            TabProperties(
                one["properties"].get("sheetId", 0),
                one["properties"]["title"],
                one["properties"]["gridProperties"].get("rowCount", 0),
            )
            for one in answer["sheets"]
        ]

    async def may_write(self) -> None:
        """Raises `DeliveryFailed` where we may only look. Asks for what cannot be done: nothing is changed."""
        try:
            await self.change([{"deleteSheet": {"sheetId": NO_SHEET}}])
        except DeliveryFailed as refused:
            if refused.kind is not Reaction.REFUSED:
                raise

    async def column(self, sheet_id: int, index: int) -> list[Any]:
        """Every value of one column, from the first row on; numbers are numbers."""
        area = {"sheetId": sheet_id, "startColumnIndex": index, "endColumnIndex": index + 1}
        answer = await self._call(
            "POST",
            "/values:batchGetByDataFilter",
            {
                "dataFilters": [{"gridRange": area}],
                "majorDimension": "COLUMNS",
                "valueRenderOption": "UNFORMATTED_VALUE",
            },
        )
        values = answer["valueRanges"][0]["valueRange"].get("values", [])
        return list(values[0]) if values else []

    async def write_rows(self, sheet_id: int, rows: Mapping[int, Sequence[Cell]]) -> None:
        """Write these cells, each row from its first column on. RAW: whatever a text begins with, it stays a text."""
        data = [
            {
                "dataFilter": {
                    "gridRange": {
                        "sheetId": sheet_id,
                        "startRowIndex": index,
                        "endRowIndex": index + 1,
                        "startColumnIndex": 0,
                        "endColumnIndex": len(cells),
                    }
                },
                "majorDimension": "ROWS",
                "values": [list(cells)],
            }
            for index, cells in sorted(rows.items())
        ]
        await self._call(
            "POST", "/values:batchUpdateByDataFilter", {"valueInputOption": "RAW", "data": data}, writes=True
        )

    async def append(self, sheet_id: int, rows: Sequence[Sequence[Cell]]) -> None:
        """Put rows below everything that stands in the tab; Google makes room for them in the same step.

        For words of ours and numbers alone: what clients say is written RAW.
        """
        cells = [{"values": [_cell(value) for value in row]} for row in rows]
        await self.change(
            [{"appendCells": {"sheetId": sheet_id, "rows": cells, "fields": "userEnteredValue"}}]
        )

    async def change(self, requests: Sequence[Json]) -> None:
        """All of these changes of the spreadsheet's shape, or none."""
        await self._call("POST", ":batchUpdate", {"requests": list(requests)}, writes=True)

    async def _call(self, method: str, path: str, body: Json | None = None, *, writes: bool = False) -> Json:
        """One request; a token that Google has forgotten is fetched anew once."""
        for _ in range(2):
            token = await self._account.token(self._session)
            try:
                async with self._session.request(
                    method,
                    URL(f"{self._root}/{self.spreadsheet_id}{path}", encoded=True),
                    json=body,
                    headers={"Authorization": f"Bearer {token}"},
                    allow_redirects=False,
                ) as response:
                    content = await response.read()
            except (aiohttp.ClientError, TimeoutError) as error:
                raise connection_failure(error, repeatable=not writes) from error
            if response.status != 401:
                break
            self._account.forget()
        answer = json_object(content)
        if response.status == 200 and answer is not None:
            return answer
        if writes and (response.status >= 500 or response.status == 200):
            raise AnswerLost(f"HTTP {response.status}")
        raise self._refusal(response, answer or {})

    def _refusal(self, response: aiohttp.ClientResponse, answer: Json) -> DeliveryFailed:
        error: Any = answer.get("error")
        said = error if isinstance(error, dict) else {}
        code, details = str(said.get("status", f"HTTP {response.status}")), str(said.get("message", ""))
        wait = None
        match response.status:
            case 200 | 429:
                reaction, cause = Reaction.RETRY, "Google wants less from us for the moment."
                wait = retry_after(response.headers)
            case status if status >= 500:
                reaction, cause = Reaction.RETRY, "Google Sheets does not work at the moment."
                wait = retry_after(response.headers)
            case 401:
                reaction, cause = Reaction.STOP_ACCOUNT, f"Google does not accept the key of {self.email}."
            case 403 if "has not been used in project" in details or "is disabled" in details:
                reaction, cause = (
                    Reaction.STOP_ACCOUNT,
                    "Switch on the Google Sheets API for the key's project.",
                )
            case 403:
                reaction = Reaction.STOP_ACCOUNT
                cause = f"The spreadsheet is not shared with {self.email}: share it, as an editor."
            case 404:
                reaction = Reaction.STOP_ACCOUNT
                cause = "There is no such spreadsheet: GOOGLE_SHEETS_SPREADSHEET_ID is a part of its address."
            case _:
                reaction, cause = Reaction.REFUSED, "Google refuses what we want to write."
        return DeliveryFailed(Failure(reaction, cause, code=code, details=details, retry_after=wait))


def _cell(value: Cell) -> Json:
    if value is None:
        return {}
    return {"userEnteredValue": {"stringValue" if isinstance(value, str) else "numberValue": value}}
