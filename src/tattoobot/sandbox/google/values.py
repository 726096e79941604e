"""`spreadsheets.values`: reading and writing cells by their values."""

import re
from typing import Any

from tattoobot.sandbox.google import ranges
from tattoobot.sandbox.google.changes import evaluated, only
from tattoobot.sandbox.google.grid import COLUMNS, ROWS, Area, Spreadsheet, Value
from tattoobot.sandbox.google.refused import invalid
from tattoobot.sandbox.journal import Json

NUMBER = re.compile(r"[+-]?\d[\d,]*(\.\d+)?")
RESPONSE = ("responseValueRenderOption", "responseDateTimeRenderOption")
RENDERED = {None, "FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA"}


def read(area: Area, dimension: str | None, render: str | None) -> Json:
    """A `ValueRange`."""
    dimension = _dimension(dimension)
    if render not in RENDERED:
        raise invalid(f"Invalid value at 'value_render_option': {render}")
    values = area.values(dimension)
    if render in {None, "FORMATTED_VALUE"}:
        values = [[formatted(value) for value in line] for line in values]
    return {"range": area.a1, "majorDimension": dimension, **({"values": values} if values else {})}


def formatted(value: Value) -> str:
    """As the cell shows it."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return str(int(value)) if value == int(value) else str(value)
    return value or ""


def write(book: Spreadsheet, area: Area, given: Json, option: str | None) -> Json:
    """Write a `ValueRange` into an area, and tell what was written where."""
    dimension, values = _dimension(given.get("majorDimension")), _lines(given.get("values", []))
    if option not in {"RAW", "USER_ENTERED"}:
        raise invalid("'valueInputOption' is required but not specified")
    cells = list(area.lines(values, dimension))
    for row, column, value in cells:
        area.tab.put(row, column, value if option == "RAW" else _typed(value))
    rows, columns = {row for row, _, _ in cells}, {column for _, column, _ in cells}
    return {
        "spreadsheetId": book.id,
        "updatedRange": area.a1,
        "updatedRows": len(rows),
        "updatedColumns": len(columns),
        "updatedCells": len(cells),
    }


def update(book: Spreadsheet, area: Area, given: Json, option: str | None) -> Json:
    """`values.update`: a range of one cell is only where to begin."""
    if area.end_row - area.start_row <= 1 and area.end_column - area.start_column <= 1:
        area = _reaching(area, given)
    return write(book, area, given, option)


def append(book: Spreadsheet, area: Area, given: Json, option: str | None, insert: str | None) -> Json:
    """After the last row of the table that is found around the range."""
    if insert not in {None, "OVERWRITE", "INSERT_ROWS"}:
        raise invalid(f"Invalid value at 'insert_data_option': {insert}")
    tab = area.tab
    first = row = area.start_row
    while row < tab.used_rows and any(v is not None for v in tab.cells[row]):
        row += 1
    lines = len(_lines(given.get("values", [])))
    if insert == "INSERT_ROWS":
        tab.insert(ROWS, row, lines)
    tab.row_count = max(tab.row_count, row + lines)
    below = tab.area({"startRowIndex": row, "startColumnIndex": area.start_column})
    updates = write(book, _reaching(below, given), given, option)
    table = Area(
        tab, first, row, area.start_column, max((len(line) for line in tab.cells[first:row]), default=1)
    )
    return {
        "spreadsheetId": book.id,
        **({"tableRange": table.a1} if row > first else {}),
        "updates": updates,
    }


def clear(book: Spreadsheet, area: Area) -> Json:
    for row in range(area.start_row, min(area.end_row, area.tab.used_rows)):
        for column in range(area.start_column, min(area.end_column, len(area.tab.cells[row]))):
            area.tab.put(row, column, None)
    return {"spreadsheetId": book.id, "clearedRange": area.a1}


def batch_update(book: Spreadsheet, asked: Json) -> Json:
    only(asked, "valueInputOption", "data", "includeValuesInResponse", *RESPONSE)
    answers = []
    for one in asked.get("data", []):
        only(one, "range", "majorDimension", "values")
        area = ranges.of_a1(book, one["range"])
        answers.append(update(book, area, one, asked.get("valueInputOption")))
    return _totals(book, answers)


def batch_read_by_filter(book: Spreadsheet, asked: Json) -> Json:
    only(asked, "dataFilters", "majorDimension", "valueRenderOption", "dateTimeRenderOption")
    found = [
        {
            "valueRange": read(area, asked.get("majorDimension"), asked.get("valueRenderOption")),
            "dataFilters": [one],
        }
        for one in asked.get("dataFilters", [])
        for area in ranges.of_filter(book, one)
    ]
    return {"spreadsheetId": book.id, "valueRanges": found}


def batch_update_by_filter(book: Spreadsheet, asked: Json) -> Json:
    only(asked, "valueInputOption", "data", "includeValuesInResponse", *RESPONSE)
    answers = []
    for one in asked.get("data", []):
        only(one, "dataFilter", "majorDimension", "values")
        for area in ranges.of_filter(book, one["dataFilter"]):
            answers.append(
                {
                    **write(book, area, one, asked.get("valueInputOption")),
                    "dataFilter": one["dataFilter"],
                }
            )
    for answer in answers:
        del answer["spreadsheetId"]
    return _totals(book, answers)


def _totals(book: Spreadsheet, answers: list[Json]) -> Json:
    return {
        "spreadsheetId": book.id,
        "totalUpdatedRows": sum(answer["updatedRows"] for answer in answers),
        "totalUpdatedColumns": sum(answer["updatedColumns"] for answer in answers),
        "totalUpdatedCells": sum(answer["updatedCells"] for answer in answers),
        "totalUpdatedSheets": 1 if answers else 0,
        "responses": answers,
    }


def _reaching(area: Area, given: Json) -> Area:
    lines = _lines(given.get("values", []))
    long, wide = len(lines), max((len(line) for line in lines), default=0)
    if _dimension(given.get("majorDimension")) == COLUMNS:
        long, wide = wide, long
    return Area(area.tab, area.start_row, area.start_row + long, area.start_column, area.start_column + wide)


def _dimension(given: str | None) -> str:
    if given not in {None, ROWS, COLUMNS}:
        raise invalid(f"Invalid value at 'major_dimension': {given}")
    return given or ROWS


def _lines(values: Any) -> list[list[Any]]:
    if not isinstance(values, list) or not all(isinstance(line, list) for line in values):
        raise invalid("Invalid value at 'data.values': a list of lists is expected.")
    for value in (value for line in values for value in line):
        if value is not None and not isinstance(value, str | int | float | bool):
            raise invalid("Invalid values: a cell holds a text, a number or a truth.")
    return values


def _typed(value: Any) -> Value:
    """What becomes of a text that somebody types into a cell."""
    if not isinstance(value, str):
        typed: Value = value
        return typed
    if value.startswith("="):
        return evaluated(value)
    if NUMBER.fullmatch(value):
        return float(value.replace(",", ""))
    return {"TRUE": True, "FALSE": False}.get(value.upper(), value.removeprefix("'"))
