"""Keeps the studio's spreadsheet in step with the leads: what changed is looked for, and written by one writer.

Nothing of it happens in a turn, and nothing waits for it: the database is the truth, the sheet a picture of it.
"""

import random
import re
from collections.abc import AsyncIterator, Callable, Mapping, Sequence, Set
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import structlog

from tattoobot.actions.house import House
from tattoobot.adapters.failures import AnswerLost, DeliveryFailed
from tattoobot.adapters.google.client import Sheets
from tattoobot.db import sheet
from tattoobot.db.engine import Connection, Database
from tattoobot.db.sheet import Changed, State
from tattoobot.domain.retrying import asked_for
from tattoobot.domain.sheet import Column, SheetEvent
from tattoobot.jobs.sheet_layout import Layout, laid_out
from tattoobot.wording import sheet as words

log = structlog.get_logger(__name__)

APART_SECONDS = 6.0
"""Between two rounds. Each is six reads and three writes at most, of the sixty that Google allows a minute."""
AT_ONCE = 300
LONGEST_WAIT = timedelta(minutes=5)
NUMBER = re.compile(r"\d{1,15}(\.0+)?", re.ASCII)


class SheetKeeper:
    def __init__(self, database: Database, house: House, now: Callable[[], datetime], sheets: Sheets) -> None:
        self._database = database
        self._house = house
        self._now = now
        self._sheets = sheets
        self._wording = house.wording(None, house.first_artist)
        self._columns = (Column.NUMBER, *house.studio.sheet)
        self._fingerprint = " ".join((self._wording.language, *self._columns))

    async def step(self) -> bool:
        """One round. True while there may be more to do, and it can be done."""
        async with sheet.the_writer(self._database) as db:
            if db is None:
                return False
            state = await self._up_to_date(db)
            if state.waits:
                return False
            try:
                return await self._write(db, state)
            except DeliveryFailed as refused:
                await self._put_off(db, state, refused.failure.cause, refused.failure.retry_after)
            except AnswerLost as lost:
                await self._put_off(db, state, f"Google's answer got lost ({lost}).", None)
            return False

    async def start_over(self) -> None:
        """Every lead is written, those whose rows somebody deleted too."""
        async with self._database.transaction() as db:
            await sheet.begin(db, self._sheets.spreadsheet_id, self._fingerprint)

    async def _up_to_date(self, db: Connection) -> State:
        """Another spreadsheet begins anew; other columns are filled for the rows that are there."""
        state = await sheet.state(db)
        if state.spreadsheet_id != self._sheets.spreadsheet_id:
            await sheet.begin(db, self._sheets.spreadsheet_id, self._fingerprint)
        elif state.columns != self._fingerprint:
            await sheet.new_columns(db, self._fingerprint)
        else:
            return state
        return await sheet.state(db)

    async def _write(self, db: Connection, state: State) -> bool:
        """What happened first: its leads are then looked at in the same round."""
        if state.unsure:
            await sheet.rewrite(db)
        events = await sheet.news(db, AT_ONCE)
        if events:
            await sheet.touched(db, events)
        changed = await sheet.changed(db, self._now(), AT_ONCE)
        gone = await sheet.gone(db, AT_ONCE)
        if not (events or changed or gone):
            return False
        layout = await laid_out(self._sheets, self._wording, self._columns)
        if layout.made_leads:
            await sheet.begin(db, self._sheets.spreadsheet_id, self._fingerprint)
            return True
        if layout.made_log:
            await sheet.log_anew(db)
            return True
        if changed or gone:
            await self._write_leads(db, layout, changed, gone)
        if events:
            await self._write_log(db, layout, events, state)
        await sheet.well(db)
        if state.cause:
            log.info("sheet_written_again")
        return len(changed) == AT_ONCE or len(events) == AT_ONCE

    async def _write_leads(
        self, db: Connection, layout: Layout, changed: Sequence[Changed], gone: Sequence[int]
    ) -> None:
        """Rows are found by their numbers, which are never overwritten: so a sort at the wrong moment is seen."""
        rows = await self._rows(layout)
        missing = [one.lead.id for one in changed if one.changed and one.lead.id not in rows]
        if missing:
            # Numbers alone: whoever finds such a row fills it, also after this process has died.
            at = layout.columns[Column.NUMBER]
            await self._sheets.append(layout.leads, [[None] * at + [number] for number in missing])
            rows = await self._rows(layout)
        cells = {one.lead.id: self._row(one) for one in changed} | {number: self._wiped() for number in gone}
        written = {rows[number]: layout.spread(cells[number]) for number in cells if number in rows}
        wrong: set[int] = set()
        if written:
            async with self._writing(db):
                await self._sheets.write_rows(layout.leads, written)
            wrong = await self._strayed(layout, rows, written.keys())
        await sheet.shown(
            db, [one.lead for one in changed if one.lead.id not in wrong], [n for n in gone if n not in wrong]
        )
        if wrong:
            log.info("sheet_moved_under_us", rows=len(wrong))
            await sheet.rewrite(db, sorted(wrong))

    @asynccontextmanager
    async def _writing(self, db: Connection) -> AsyncIterator[None]:
        """Whatever becomes of us meanwhile, it is known that something may have been written."""
        await sheet.about_to_write(db)
        try:
            yield
        except DeliveryFailed:
            await sheet.nothing_was_written(db)
            raise

    async def _strayed(self, layout: Layout, before: Mapping[int, int], written: Set[int]) -> set[int]:
        """The leads whose rows are not right: somebody sorted or deleted between our reading and our writing.

        What we wrote then stands in the rows of others, or in one that is nobody's, which is wiped.
        """
        after = await self._rows(layout)
        ours = {number for number, row in before.items() if row in written and after.get(number) != row}
        others = {number for number, row in after.items() if row in written and before.get(number) != row}
        if nobodys := written - set(after.values()):
            await self._sheets.write_rows(layout.leads, dict.fromkeys(nobodys, layout.spread(self._wiped())))
        return ours | others

    async def _write_log(
        self, db: Connection, layout: Layout, events: Sequence[SheetEvent], state: State
    ) -> None:
        """Each line once: where the last answer was lost, what stands there is read first."""
        there: set[int] = set()
        if state.log_unsure:
            there = set(_numbers(await self._sheets.column(layout.log, 0)))
        new = [event for event in events if event.id not in there]
        if new:
            await sheet.log_is_unsure(db, True)
            zone = self._house.studio.zone
            await self._sheets.append(
                layout.log, [words.log_row(self._wording, zone, event) for event in new]
            )
        await sheet.logged(db, events)
        # Further back there may be more that stands there already.
        await sheet.log_is_unsure(db, state.log_unsure and len(events) == AT_ONCE)

    async def _rows(self, layout: Layout) -> dict[int, int]:
        """Where each lead stands now. Of a row that somebody copied the first is ours."""
        return _numbers(await self._sheets.column(layout.leads, layout.columns[Column.NUMBER]))

    def _row(self, one: Changed) -> words.Row:
        artist = self._house.artists.get(one.lead.artist_id, self._house.first_artist)
        zone = self._house.studio.zone
        return words.row(self._wording, zone, artist.name, one.lead, self._columns)

    def _wiped(self) -> words.Row:
        return {column: "" for column in self._columns if column is not Column.NUMBER}

    async def _put_off(self, db: Connection, state: State, cause: str, wait: float | None) -> None:
        """Longer each time, and never for good: whatever it was, it is tried again."""
        usual = min(timedelta(seconds=2 ** min(state.failures + 2, 12)), LONGEST_WAIT)
        jitter = 0.5 + random.random() / 2
        await sheet.failed(db, (asked_for(wait) if wait is not None else usual) * jitter, cause)
        if state.cause != cause:
            log.warning("sheet_not_written", cause=cause)


def _numbers(column: Sequence[Any]) -> dict[int, int]:
    """The row of each number in a column; headings and what people wrote there are none."""
    found: dict[int, int] = {}
    for row, value in enumerate(column):
        # Who typed over a number, or formatted it as a text, still means it.
        if NUMBER.fullmatch(str(value)):
            found.setdefault(int(float(value)), row)
    return found
