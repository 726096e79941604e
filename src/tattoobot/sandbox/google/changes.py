"""`spreadsheets.batchUpdate`: the requests that can stand in one, each strict about its fields."""

from collections.abc import Callable
from typing import Any

from tattoobot.sandbox.google import ranges
from tattoobot.sandbox.google.grid import COLUMNS, ROWS, Spreadsheet, Tab, Tag, Value
from tattoobot.sandbox.google.refused import Refused, invalid
from tattoobot.sandbox.journal import Json

FORMATS = ("userEnteredFormat", "note")
"""Of a cell: taken, and not kept."""


def apply(book: Spreadsheet, requests: Any) -> list[Json]:
    """The answer to each, in order. Whoever calls puts the spreadsheet back when one is refused."""
    if not isinstance(requests, list) or not requests:
        raise invalid("Must specify at least one request.")
    replies = []
    for n, request in enumerate(requests):
        if not isinstance(request, dict) or len(request) != 1:
            raise invalid(f"Invalid requests[{n}]: exactly one kind of request has to be set.")
        [(kind, asked)] = request.items()
        if kind not in KINDS:
            raise invalid(
                f"Invalid JSON payload received. Unknown name \"{kind}\" at 'requests[{n}]': Cannot find field."
            )
        try:
            replies.append(KINDS[kind](book, asked))
        except Refused as refused:
            raise invalid(f"Invalid requests[{n}].{kind}: {refused}") from None
    book.check_size()
    return replies


def only(given: Json, *names: str) -> Json:
    """Refuse fields that there are not."""
    if unknown := set(given) - set(names):
        raise invalid(f'Invalid JSON payload received. Unknown name "{min(unknown)}": Cannot find field.')
    return given


def _add_sheet(book: Spreadsheet, asked: Json) -> Json:
    wanted = only(asked, "properties").get("properties", {})
    only(wanted, "sheetId", "title", "index", "gridProperties", "sheetType")
    size = only(wanted.get("gridProperties", {}), "rowCount", "columnCount", "frozenRowCount")
    title = wanted.get("title") or f"Sheet{len(book.tabs) + 1}"
    _free_title(book, title)
    new = wanted.get("sheetId", max((tab.id for tab in book.tabs), default=0) + 1)
    if any(tab.id == new for tab in book.tabs):
        raise invalid(f'A sheet with the id "{new}" already exists. Please enter another id.')
    tab = Tab(
        new, title, size.get("rowCount", 1000), size.get("columnCount", 26), size.get("frozenRowCount", 0)
    )
    index = wanted.get("index", len(book.tabs))
    book.tabs.insert(index, tab)
    return {"addSheet": {"properties": tab.properties(index)}}


def _delete_sheet(book: Spreadsheet, asked: Json) -> Json:
    tab = book.tab(only(asked, "sheetId").get("sheetId", 0))
    if len(book.tabs) == 1:
        raise invalid("You can't remove all the sheets in a document.")
    book.tabs.remove(tab)
    return {}


def _update_sheet(book: Spreadsheet, asked: Json) -> Json:
    wanted, fields = only(asked, "properties", "fields")["properties"], asked.get("fields", "")
    tab = book.tab(wanted.get("sheetId", 0))
    if not fields:
        raise invalid("At least one field must be specified.")
    size = wanted.get("gridProperties", {})
    for name in fields.split(","):
        match name:
            case "title":
                _free_title(book, wanted["title"], tab)
                tab.title = wanted["title"]
            case "index":
                book.tabs.remove(tab)
                book.tabs.insert(wanted.get("index", 0), tab)
            case "gridProperties.rowCount":
                tab.row_count = size["rowCount"]
            case "gridProperties.columnCount":
                tab.column_count = size["columnCount"]
            case "gridProperties.frozenRowCount":
                tab.frozen_rows = size.get("frozenRowCount", 0)
            case _:
                raise invalid(f"Invalid field: {name}")
    return {}


def _free_title(book: Spreadsheet, title: str, but: Tab | None = None) -> None:
    if any(tab.title.lower() == title.lower() and tab is not but for tab in book.tabs):
        raise invalid(f'A sheet with the name "{title}" already exists. Please enter another name.')


def _dimension(book: Spreadsheet, given: Json) -> tuple[Tab, str, int, int]:
    only(given, "sheetId", "dimension", "startIndex", "endIndex")
    tab, dimension = book.tab(given.get("sheetId", 0)), given.get("dimension")
    if dimension not in {ROWS, COLUMNS}:
        raise invalid("No dimension was specified.")
    start = given.get("startIndex", 0)
    count = tab.row_count if dimension == ROWS else tab.column_count
    return tab, dimension, start, given.get("endIndex", count)


def _insert(book: Spreadsheet, asked: Json) -> Json:
    only(asked, "range", "inheritFromBefore")
    tab, dimension, start, end = _dimension(book, asked["range"])
    if asked.get("inheritFromBefore") and start == 0:
        raise invalid("inheritFromBefore cannot be true at the beginning of the sheet.")
    tab.insert(dimension, start, end - start)
    return {}


def _delete(book: Spreadsheet, asked: Json) -> Json:
    tab, dimension, start, end = _dimension(book, only(asked, "range")["range"])
    tab.delete(dimension, start, end)
    return {}


def _move(book: Spreadsheet, asked: Json) -> Json:
    tab, dimension, start, end = _dimension(book, only(asked, "source", "destinationIndex")["source"])
    tab.move(dimension, start, end, asked.get("destinationIndex", 0))
    return {}


def _append_dimension(book: Spreadsheet, asked: Json) -> Json:
    only(asked, "sheetId", "dimension", "length")
    book.tab(asked.get("sheetId", 0)).grow(asked["dimension"], asked["length"])
    return {}


def _append_cells(book: Spreadsheet, asked: Json) -> Json:
    """After the last row with data in the tab; new rows are made where there are too few."""
    only(asked, "sheetId", "rows", "fields")
    tab = book.tab(asked.get("sheetId", 0))
    first = tab.used_rows
    rows = asked.get("rows", [])
    tab.row_count = max(tab.row_count, first + len(rows))
    _write(tab, first, 0, rows, asked.get("fields", ""))
    return {}


def _update_cells(book: Spreadsheet, asked: Json) -> Json:
    only(asked, "rows", "fields", "start", "range")
    if "start" in asked:
        start = only(asked["start"], "sheetId", "rowIndex", "columnIndex")
        tab = book.tab(start.get("sheetId", 0))
        row, column = start.get("rowIndex", 0), start.get("columnIndex", 0)
    else:
        area = ranges.of_filter(book, {"gridRange": asked["range"]})[0]
        tab, row, column = area.tab, area.start_row, area.start_column
    _write(tab, row, column, asked.get("rows", []), asked.get("fields", ""))
    return {}


def _write(tab: Tab, first: int, column: int, rows: list[Json], fields: str) -> None:
    if not fields:
        raise invalid("At least one field must be specified in fields. Use * to indicate all fields.")
    writes = fields == "*" or "userEnteredValue" in fields
    for n, row in enumerate(rows, first):
        for m, cell in enumerate(only(row, "values").get("values", []), column):
            only(cell, "userEnteredValue", *FORMATS)
            if writes:
                tab.put(n, m, _extended(cell.get("userEnteredValue", {})))


def _extended(given: Json) -> Value:
    only(given, "numberValue", "stringValue", "boolValue", "formulaValue")
    if len(given) > 1:
        raise invalid("A cell has one value.")
    if "formulaValue" in given:
        return evaluated(given["formulaValue"])
    value: Value = next(iter(given.values()), None)
    return value


def evaluated(formula: str) -> str:
    """What a cell with a formula shows. Nothing here calculates: that it would have been is what matters."""
    return f"#FORMULA {formula}"


def _sort(book: Spreadsheet, asked: Json) -> Json:
    only(asked, "range", "sortSpecs")
    area = ranges.of_filter(book, {"gridRange": asked["range"]})[0]
    specs = [
        (one.get("dimensionIndex", 0), one.get("sortOrder") == "DESCENDING")
        for one in asked.get("sortSpecs", [])
    ]
    area.tab.sort(area, specs)
    return {}


def _tag(book: Spreadsheet, asked: Json) -> Json:
    given = only(asked, "developerMetadata")["developerMetadata"]
    only(given, "metadataId", "metadataKey", "metadataValue", "location", "visibility")
    if not given.get("metadataKey") or given.get("visibility") not in {"DOCUMENT", "PROJECT"}:
        raise invalid("metadataKey and visibility must be specified.")
    location = only(given.get("location", {}), "sheetId", "dimensionRange", "spreadsheet")
    tag = Tag(
        book.next_tag,
        given["metadataKey"],
        given.get("metadataValue", ""),
        visibility=given["visibility"],
    )
    if "dimensionRange" in location:
        tab, tag.dimension, tag.index, end = _dimension(book, location["dimensionRange"])
        if end != tag.index + 1:
            raise invalid("Metadata can be on one row or one column.")
        if tag.index >= (tab.row_count if tag.dimension == ROWS else tab.column_count):
            raise invalid("The dimension range is outside the sheet.")
    elif "sheetId" in location:
        tab = book.tab(location["sheetId"])
    else:
        raise invalid("A location must be specified.")
    book.next_tag += 1
    tab.tags.append(tag)
    return {"createDeveloperMetadata": {"developerMetadata": ranges.described(tab, tag)}}


def _untag(book: Spreadsheet, asked: Json) -> Json:
    lookup = only(asked, "dataFilter")["dataFilter"].get("developerMetadataLookup", {})
    gone = ranges.looked_up(book, lookup)
    for tab, tag in gone:
        tab.tags.remove(tag)
    return {
        "deleteDeveloperMetadata": {
            "deletedDeveloperMetadata": [ranges.described(tab, tag) for tab, tag in gone]
        }
    }


KINDS: dict[str, Callable[[Spreadsheet, Json], Json]] = {
    "addSheet": _add_sheet,
    "deleteSheet": _delete_sheet,
    "updateSheetProperties": _update_sheet,
    "insertDimension": _insert,
    "deleteDimension": _delete,
    "moveDimension": _move,
    "appendDimension": _append_dimension,
    "appendCells": _append_cells,
    "updateCells": _update_cells,
    "sortRange": _sort,
    "createDeveloperMetadata": _tag,
    "deleteDeveloperMetadata": _untag,
}
