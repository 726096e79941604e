"""A1 notation, and what a `DataFilter` means."""

import re
from collections.abc import Callable

from tattoobot.sandbox.google.grid import COLUMNS, ROWS, Area, Spreadsheet, Tab, Tag
from tattoobot.sandbox.google.refused import invalid
from tattoobot.sandbox.journal import Json

_CORNER = re.compile(r"\$?([A-Za-z]{0,3})\$?(\d*)")


def of_a1(book: Spreadsheet, notation: str) -> Area:
    """`Tab!A1:B2`, `'A tab'!A:A`, `A1`, or a whole tab by its title."""
    title, mark, cells = notation.rpartition("!")
    if mark:
        tab = book.called(_unquoted(title))
    elif (tab := book.called(_unquoted(notation))) is not None:
        return tab.area({})
    else:
        tab, cells = (book.tabs[0] if book.tabs else None), notation
    if tab is None:
        raise invalid(f"Unable to parse range: {notation}")
    first, colon, last = cells.partition(":")
    start_column, start_row = _corner(first, notation)
    end_column, end_row = _corner(last, notation) if colon else (start_column, start_row)
    given = {
        "startColumnIndex": start_column,
        "startRowIndex": start_row,
        "endColumnIndex": None if end_column is None else end_column + 1,
        "endRowIndex": None if end_row is None else end_row + 1,
    }
    return tab.area({name: value for name, value in given.items() if value is not None})


def of_filter(book: Spreadsheet, given: Json) -> list[Area]:
    """The areas that a data filter selects."""
    match given:
        case {"gridRange": range_} if len(given) == 1:
            return [book.tab(range_.get("sheetId", 0)).area(range_)]
        case {"a1Range": notation} if len(given) == 1:
            return [of_a1(book, notation)]
        case {"developerMetadataLookup": lookup} if len(given) == 1:
            return [_area_of(tab, tag) for tab, tag in looked_up(book, lookup)]
    raise invalid("A data filter has one of developerMetadataLookup, a1Range and gridRange.")


def looked_up(book: Spreadsheet, lookup: Json) -> list[tuple[Tab, Tag]]:
    known = {"metadataKey", "metadataValue", "metadataId", "locationType", "visibility"}
    if unknown := set(lookup) - known:
        raise invalid(f'Invalid JSON payload received. Unknown name "{min(unknown)}": Cannot find field.')
    wanted: dict[str, Callable[[Tag], object]] = {
        "metadataKey": lambda tag: tag.key,
        "metadataValue": lambda tag: tag.value,
        "metadataId": lambda tag: tag.id,
        "locationType": location_type,
        "visibility": lambda tag: tag.visibility,
    }
    return [
        (tab, tag)
        for tab in book.tabs
        for tag in tab.tags
        if all(wanted[name](tag) == value for name, value in lookup.items())
    ]


def location_type(tag: Tag) -> str:
    return {None: "SHEET", ROWS: "ROW", COLUMNS: "COLUMN"}[tag.dimension]


def described(tab: Tab, tag: Tag) -> Json:
    """A tag as answers show it. As everywhere at Google, a zero may be left out."""
    location: Json = {"locationType": location_type(tag)}
    if tag.dimension is None:
        location["sheetId"] = tab.id
    else:
        where = {
            "sheetId": tab.id,
            "dimension": tag.dimension,
            "startIndex": tag.index,
            "endIndex": tag.index + 1,
        }
        location["dimensionRange"] = {name: value for name, value in where.items() if value != 0}
    return {
        "metadataId": tag.id,
        "metadataKey": tag.key,
        "metadataValue": tag.value,
        "location": location,
        "visibility": tag.visibility,
    }


def _area_of(tab: Tab, tag: Tag) -> Area:
    match tag.dimension:
        case None:
            return tab.area({})
        case "ROWS":
            return tab.area({"startRowIndex": tag.index, "endRowIndex": tag.index + 1})
        case _:
            return tab.area({"startColumnIndex": tag.index, "endColumnIndex": tag.index + 1})


def _corner(text: str, notation: str) -> tuple[int | None, int | None]:
    match = _CORNER.fullmatch(text)
    if match is None or not text or match[2] == "0":
        raise invalid(f"Unable to parse range: {notation}")
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return (column - 1 if match[1] else None), (int(match[2]) - 1 if match[2] else None)


def _unquoted(title: str) -> str:
    quoted = len(title) > 1 and title[0] == title[-1] == "'"
    return title[1:-1].replace("''", "'") if quoted else title
