"""A spreadsheet as Google keeps it: tabs of cells, and tags ("developer metadata") that move with rows and columns."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from tattoobot.sandbox.google.refused import invalid
from tattoobot.sandbox.journal import Json

Value = str | float | bool | None

ROWS, COLUMNS = "ROWS", "COLUMNS"
LONGEST_CELL = 50_000
MOST_CELLS = 10_000_000


@dataclass(slots=True)
class Tag:
    """On a whole tab, or on one of its rows or columns."""

    id: int
    key: str
    value: str
    dimension: str | None = None
    index: int = 0
    visibility: str = "DOCUMENT"


@dataclass(slots=True)
class Tab:
    id: int
    title: str
    row_count: int = 1000
    column_count: int = 26
    frozen_rows: int = 0
    cells: list[list[Value]] = field(default_factory=list)
    """Rows may be shorter than the tab is wide."""
    tags: list[Tag] = field(default_factory=list)

    def properties(self, index: int) -> Json:
        size = {"rowCount": self.row_count, "columnCount": self.column_count}
        if self.frozen_rows:
            size["frozenRowCount"] = self.frozen_rows
        return {
            "sheetId": self.id,
            "title": self.title,
            "index": index,
            "sheetType": "GRID",
            "gridProperties": size,
        }

    def get(self, row: int, column: int) -> Value:
        cells = self.cells[row] if row < len(self.cells) else []
        return cells[column] if column < len(cells) else None

    def put(self, row: int, column: int, value: Value) -> None:
        if row >= self.row_count or column >= self.column_count:
            raise invalid(
                f"Range ({self.title}!{column_name(column)}{row + 1}) exceeds grid limits."
                f" Max rows: {self.row_count}, max columns: {self.column_count}"
            )
        if isinstance(value, str) and len(value) > LONGEST_CELL:
            raise invalid("Your input contains more than the maximum of 50000 characters in a single cell.")
        while len(self.cells) <= row:
            self.cells.append([])
        cells = self.cells[row]
        cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = None if value == "" else value

    @property
    def used_rows(self) -> int:
        """Up to the last row in which anything stands."""
        return max((n for n, row in enumerate(self.cells, 1) if any(v is not None for v in row)), default=0)

    def grow(self, dimension: str, length: int) -> None:
        if dimension == ROWS:
            self.row_count += length
        else:
            self.column_count += length

    def insert(self, dimension: str, at: int, length: int) -> None:
        self._bounds(dimension, at, at)
        if dimension == ROWS:
            self.cells[at:at] = [[] for _ in range(length)] if at < len(self.cells) else []
        else:
            for row in self.cells:
                row[at:at] = [None] * length if at < len(row) else []
        for tag in self.tags:
            if tag.dimension == dimension and tag.index >= at:
                tag.index += length
        self.grow(dimension, length)

    def delete(self, dimension: str, start: int, end: int) -> None:
        self._bounds(dimension, start, end)
        if end - start >= (self.row_count if dimension == ROWS else self.column_count):
            raise invalid("You can't delete all the rows or columns on the sheet.")
        if dimension == ROWS:
            del self.cells[start:end]
        else:
            for row in self.cells:
                del row[start:end]
        self.tags = [t for t in self.tags if t.dimension != dimension or not start <= t.index < end]
        for tag in self.tags:
            if tag.dimension == dimension and tag.index >= end:
                tag.index -= end - start
        self.grow(dimension, start - end)

    def move(self, dimension: str, start: int, end: int, to: int) -> None:
        """To before what stands at `to` now."""
        self._bounds(dimension, start, end)
        count = self.row_count if dimension == ROWS else self.column_count
        order = list(range(count))
        moved = order[start:end]
        del order[start:end]
        place = to if to <= start else to - len(moved)
        order[place:place] = moved
        if dimension == ROWS:
            self.cells = [self.cells[n] if n < len(self.cells) else [] for n in order]
            del self.cells[self.used_rows :]
        else:
            self.cells = [[row[n] if n < len(row) else None for n in order] for row in self.cells]
        for tag in self.tags:
            if tag.dimension == dimension:
                tag.index = order.index(tag.index)

    def sort(self, area: "Area", specs: list[tuple[int, bool]]) -> None:
        """The contents change places, the tags on rows stay where they are."""
        last = min(area.end_row, self.used_rows)
        columns = range(area.start_column, area.end_column)
        rows = [[self.get(row, column) for column in columns] for row in range(area.start_row, last)]
        for column, descending in reversed(specs):
            at = column - area.start_column
            full = [row for row in rows if row[at] is not None]
            full.sort(key=lambda row: _order(row[at]), reverse=descending)
            rows = full + [row for row in rows if row[at] is None]
        for n, row in enumerate(rows, area.start_row):
            for column, value in zip(columns, row, strict=True):
                self.put(n, column, value)

    def area(self, given: Json) -> "Area":
        """A `GridRange`: what it leaves out is without an end."""
        start_row, start_column = given.get("startRowIndex", 0), given.get("startColumnIndex", 0)
        end_row = given.get("endRowIndex", max(self.row_count, start_row))
        end_column = given.get("endColumnIndex", max(self.column_count, start_column))
        if not (0 <= start_row <= end_row and 0 <= start_column <= end_column):
            raise invalid(f"Invalid range: {given}")
        return Area(self, start_row, end_row, start_column, end_column)

    def _bounds(self, dimension: str, start: int, end: int) -> None:
        count = self.row_count if dimension == ROWS else self.column_count
        if dimension not in {ROWS, COLUMNS} or not 0 <= start <= end <= count:
            raise invalid(f"Invalid range of {dimension}: {start} to {end} of {count}.")


@dataclass(slots=True)
class Area:
    """A rectangle of one tab; the ends are not in it."""

    tab: Tab
    start_row: int
    end_row: int
    start_column: int
    end_column: int

    @property
    def a1(self) -> str:
        """As answers name it."""
        first = f"{column_name(self.start_column)}{self.start_row + 1}"
        last = f"{column_name(max(self.end_column - 1, self.start_column))}{max(self.end_row, self.start_row + 1)}"
        title = self.tab.title if self.tab.title.isalnum() else f"'{self.tab.title}'"
        return f"{title}!{first}" if first == last else f"{title}!{first}:{last}"

    def values(self, dimension: str) -> list[list[Value]]:
        """What stands there, without the empty end of each line, and without the empty lines at the end."""
        rows = range(self.start_row, min(self.end_row, self.tab.row_count))
        columns = range(self.start_column, min(self.end_column, self.tab.column_count))
        if dimension == COLUMNS:
            found = [[self.tab.get(row, column) for row in rows] for column in columns]
        else:
            found = [[self.tab.get(row, column) for column in columns] for row in rows]
        for line in found:
            while line and line[-1] is None:
                line.pop()
        while found and not found[-1]:
            found.pop()
        return [["" if value is None else value for value in line] for line in found]

    def lines(self, values: list[list[Any]], dimension: str) -> Iterator[tuple[int, int, Any]]:
        """Where each of these values goes; `null` leaves a cell alone."""
        for n, line in enumerate(values):
            for m, value in enumerate(line):
                row, column = (n, m) if dimension == ROWS else (m, n)
                if self.start_row + row >= self.end_row or self.start_column + column >= self.end_column:
                    raise invalid(
                        f"Requested writing within range [{self.a1}], but tried writing outside it."
                    )
                if value is not None:
                    yield self.start_row + row, self.start_column + column, value


@dataclass(slots=True)
class Spreadsheet:
    id: str
    title: str
    tabs: list[Tab] = field(default_factory=list)
    next_tag: int = 1

    def tab(self, sheet_id: int) -> Tab:
        found = next((tab for tab in self.tabs if tab.id == sheet_id), None)
        if found is None:
            raise invalid(f"No grid with id: {sheet_id}")
        return found

    def called(self, title: str) -> Tab | None:
        return next((tab for tab in self.tabs if tab.title == title), None)

    def check_size(self) -> None:
        if sum(tab.row_count * tab.column_count for tab in self.tabs) > MOST_CELLS:
            raise invalid(
                "This action would increase the number of cells in the workbook above the limit of 10000000 cells."
            )

    def dump(self) -> Json:
        return asdict(self)


def load(kept: Json) -> Spreadsheet:
    tabs = [Tab(**{**tab, "tags": [Tag(**tag) for tag in tab["tags"]]}) for tab in kept["tabs"]]
    return Spreadsheet(kept["id"], kept["title"], tabs, kept["next_tag"])


def column_name(index: int) -> str:
    """0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def _order(value: Value) -> tuple[int, Any]:
    """Numbers before texts before truths, as Google sorts."""
    if isinstance(value, bool):
        return 2, value
    return (1, value.lower()) if isinstance(value, str) else (0, value)
