"""The two tabs of the studio's spreadsheet, and the columns of the first: found by their tags, made when missing."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tattoobot.adapters.google.client import TAG, Cell, Sheets, TaggedTab
from tattoobot.domain.sheet import Column
from tattoobot.wording import Wording
from tattoobot.wording import sheet as words

LEADS, LOG = "leads", "log"

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things are at this moment."""

    leads: int
    log: int
    columns: Mapping[Column, int]
    made_leads: bool = False
    """The tab was not there: it is empty."""
    made_log: bool = False

    def spread(self, cells: words.Row) -> list[Cell]:
        """A row as it is written: what stands in columns of others, and the number, is left alone."""
        row: list[Cell] = [None] * (max(self.columns.values()) + 1)
        for column, text in cells.items():
            row[self.columns[column]] = text
        return row


async def laid_out(sheets: Sheets, wording: Wording, columns: Sequence[Column]) -> Layout:
    """Find both tabs; make what is missing, in one step. Raises `DeliveryFailed`, `AnswerLost`."""
    found = await sheets.tagged()
    # Without its numbers a tab is somebody else's now: nothing in it could be found.
    leads = next((tab for tab in found if tab.name == LEADS and Column.NUMBER in tab.columns), None)
    log = next((tab for tab in found if tab.name == LOG), None)
    requests: list[Json] = []
    titles = set() if leads and log else {tab.title.lower() for tab in await sheets.tabs()}
    if leads is None:
        leads = TaggedTab(_new_id(), LEADS, {})
        requests += _new_tab(leads.id, LEADS, _free(wording.say("sheet.tab.leads"), titles), len(columns))
        made_leads = True
    else:
        made_leads = False
    places, changes = _columns(leads, columns, wording, inserts=not made_leads)
    requests += changes
    if made_log := log is None:
        log = TaggedTab(_new_id(), LOG)
        header = words.log_header(wording)
        requests += _new_tab(log.id, LOG, _free(wording.say("sheet.tab.log"), titles), len(header))
        requests.append(_title(log.id, 0, header))
    if requests:
        await sheets.change(requests)
    return Layout(leads.id, log.id, places, made_leads, made_log)


def _columns(
    tab: TaggedTab, wanted: Sequence[Column], wording: Wording, *, inserts: bool
) -> tuple[dict[Column, int], list[Json]]:
    """Where the wanted columns will be, and what has to be changed for that.

    What is not wanted any more goes: it would be out of date, and may be a phone number. What is new is put in to the
    right of ours, so that what people have beside it moves on.
    """
    requests: list[Json] = []
    places = dict(tab.columns)
    for name in sorted(tab.columns.keys() - set(wanted), key=lambda name: -tab.columns[name]):
        at = places.pop(name)
        requests.append({"deleteDimension": {"range": _one_column(tab.id, at)}})
        places = {other: place - (place > at) for other, place in places.items()}
    for column in wanted:
        if column in places:
            continue
        at = max(places.values(), default=-1) + 1
        if inserts:
            requests.append(
                {"insertDimension": {"range": _one_column(tab.id, at), "inheritFromBefore": True}}
            )
        places[column] = at
        requests.append(_tagged({"dimensionRange": _one_column(tab.id, at)}, column))
        requests.append(_title(tab.id, at, [words.header(wording, (column,))[column]]))
    return {column: places[column] for column in wanted}, requests


def _new_tab(sheet_id: int, name: str, title: str, width: int) -> list[Json]:
    size = {"rowCount": 100, "columnCount": max(width, 12), "frozenRowCount": 1}
    return [
        {"addSheet": {"properties": {"sheetId": sheet_id, "title": title, "gridProperties": size}}},
        _tagged({"sheetId": sheet_id}, name),
    ]


def _tagged(location: Json, value: str) -> Json:
    tag = {"metadataKey": TAG, "metadataValue": value, "location": location, "visibility": "DOCUMENT"}
    return {"createDeveloperMetadata": {"developerMetadata": tag}}


def _title(sheet_id: int, column: int, texts: Sequence[str]) -> Json:
    bold = {"textFormat": {"bold": True}}
    cells = [{"userEnteredValue": {"stringValue": text}, "userEnteredFormat": bold} for text in texts]
    start = {"sheetId": sheet_id, "rowIndex": 0, "columnIndex": column}
    fields = "userEnteredValue,userEnteredFormat.textFormat.bold"
    return {"updateCells": {"start": start, "rows": [{"values": cells}], "fields": fields}}


def _one_column(sheet_id: int, at: int) -> Json:
    return {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}


def _new_id() -> int:
    return random.randrange(1, 2**31)


def _free(title: str, taken: set[str]) -> str:
    names = [title, *(f"{title} {n}" for n in range(2, len(taken) + 3))]
    return next(name for name in names if name.lower() not in taken)
